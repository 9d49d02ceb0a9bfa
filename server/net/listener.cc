#include "server/net/listener.h"

#include <sys/resource.h>

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <stdexcept>

namespace convene::net {
namespace {

using asio::ip::tcp;
using boost::system::error_code;

constexpr int kBatch = 64;
constexpr std::chrono::milliseconds kPause{100};
constexpr std::size_t kReservedFiles = 128;  // the journal, the listeners, the log
constexpr std::size_t kAdminPlaces = 32;

Address address_of(const asio::ip::address& given) {
  Address address;
  if (given.is_v4()) {
    address.bytes[10] = address.bytes[11] = 0xFF;
    const auto bytes = given.to_v4().to_bytes();
    std::copy(bytes.begin(), bytes.end(), address.bytes.begin() + 12);
  } else {
    const auto bytes = given.to_v6().to_bytes();
    std::copy(bytes.begin(), bytes.end(), address.bytes.begin());
  }
  return address;
}

bool is_exhausted(const error_code& error) {
  return error == asio::error::no_descriptors || error == asio::error::no_buffer_space ||
         error == asio::error::no_memory || error == boost::system::errc::too_many_files_open_in_system;
}

}  // namespace

std::size_t raise_file_limit() {
  ::rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1'024;
  if (limit.rlim_cur < limit.rlim_max) {
    const ::rlim_t before = limit.rlim_cur;
    limit.rlim_cur = limit.rlim_max;
    if (::setrlimit(RLIMIT_NOFILE, &limit) != 0) limit.rlim_cur = before;
  }
  return static_cast<std::size_t>(limit.rlim_cur);
}

Listener::Listener(Shard& shard, Use use, const std::string& host, std::uint16_t port, OnSocket on_socket)
    : shard_(shard),
      on_socket_(std::move(on_socket)),
      acceptor_(shard.io.get_executor()),
      pause_(shard.io.get_executor()),
      most_(shard.config.limits.connections) {
  const std::size_t files = raise_file_limit();
  std::size_t possible = files > 2 * kReservedFiles ? files - kReservedFiles : files / 2;
  // When the site is full an operator must still see it: the site leaves some places to the admin port.
  if (use == Use::site && possible > 2 * kAdminPlaces) possible -= kAdminPlaces;
  most_ = use == Use::admin || most_ == 0 ? possible : std::min(most_, possible);
  error_code error;
  const auto address = asio::ip::make_address(host, error);
  if (error) throw std::runtime_error("\"" + host + "\" is no address to listen on, as 127.0.0.1, 0.0.0.0 or :: are");
  const tcp::endpoint endpoint(address, port);
  const auto check = [&](const char* step) {
    if (!error) return;
    throw std::runtime_error("cannot listen on " + host + " port " + std::to_string(port) + " (" + step +
                             "): " + error.message());
  };
  acceptor_.open(endpoint.protocol(), error), check("open");
  acceptor_.set_option(tcp::acceptor::reuse_address(true), error), check("reuse address");
  acceptor_.bind(endpoint, error), check("bind");
  acceptor_.listen(shard.config.backlog, error), check("listen");
  acceptor_.non_blocking(true, error), check("non-blocking");
  port_ = acceptor_.local_endpoint().port();
}

void Listener::start() { wait(); }

void Listener::stop() {
  stopped_ = true;
  error_code ignored;
  acceptor_.close(ignored);
  pause_.cancel();
}

void Listener::wait() {
  acceptor_.async_wait(tcp::acceptor::wait_read, [this](error_code error) {
    if (stopped_ || error == asio::error::operation_aborted) return;
    accept_batch();
  });
}

void Listener::accept_batch() {
  bool more = true;
  for (int i = 0; i < kBatch && more; ++i) {
    if (accept_one(more)) continue;
    // Whoever waits stays in the kernel's queue; a connection that ends frees a descriptor.
    ++shard_.counters.accept_pauses;
    pause_.expires_after(kPause);
    pause_.async_wait([this](error_code error) {
      if (!stopped_ && !error) accept_batch();
    });
    return;
  }
  if (!stopped_) wait();
}

bool Listener::accept_one(bool& more) {
  Socket socket(shard_.io.get_executor());
  tcp::endpoint peer;
  error_code error;
  acceptor_.accept(socket, peer, error);
  if (error == asio::error::would_block || error == asio::error::try_again) {
    more = false;
    return true;
  }
  if (error) return !is_exhausted(error);  // others: the client went away before it was taken
  ++shard_.counters.accepted;
  if (shard_.addresses.held() >= most_) {
    ++shard_.counters.refused_full;
    return true;
  }
  const Address address = address_of(peer.address());
  Addresses::Place place = shard_.addresses.take(address);
  if (!place) {
    ++shard_.counters.refused_address;
    return true;
  }
  socket.set_option(tcp::no_delay(true), error);
  socket.non_blocking(true, error);
  on_socket_(std::move(socket), address, std::move(place));
  return true;
}

}  // namespace convene::net

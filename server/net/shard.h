// What the sockets of one thread share. Boost.Asio only: Beast stays in the units that need it.
//
// Thread: the one that runs `io`; nothing here is locked. Lifetime: outlives every socket of the thread.
#pragma once

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <functional>
#include <memory>
#include <vector>

#include "server/live/log.h"
#include "server/net/addresses.h"
#include "server/net/config.h"
#include "server/net/counters.h"
#include "server/net/events.h"
#include "server/net/sweep.h"

namespace convene::net {

namespace asio = boost::asio;

/// The executor is spelled out: erasing its type costs an allocation and a call on each operation.
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;

/// Something with frames to write, once the present turn of the loop is over.
class Flushable {
 public:
  virtual ~Flushable() = default;
  virtual void flush() = 0;
};

struct Shard {
  Shard(asio::io_context& context, const Config& configuration, Events& house, live::Log& logger)
      : io(context),
        config(configuration),
        events(house),
        log(logger),
        addresses({config.limits.unknown_per_address, config.limits.known_per_address}, without_limit(config)),
        rates(config.limits.requests_per_second, config.limits.requests_burst, Networks(config.unlimited)),
        trusted(config.trusted_proxies) {}

  asio::io_context& io;
  const Config& config;
  Events& events;
  live::Log& log;
  Sweep sweep;
  Addresses addresses;
  AddressRates rates;
  Networks trusted;
  Counters counters;
  bool stopping = false;

  /// All that was woken in one turn of the loop is flushed together, by a single post.
  void flush_soon(std::shared_ptr<Flushable> one) {
    awake_.push_back(std::move(one));
    if (awake_.size() == 1) asio::post(io, [this] { flush(); });
  }

 private:
  /// A proxy of ours has as many connections as people come through it; those are counted by whom it speaks for.
  static Networks without_limit(const Config& config) {
    std::vector<std::string> all = config.unlimited;
    all.insert(all.end(), config.trusted_proxies.begin(), config.trusted_proxies.end());
    return Networks(all);
  }

  void flush() {
    std::vector<std::shared_ptr<Flushable>> woken;
    woken.swap(awake_);
    for (const auto& one : woken) one->flush();
  }

  std::vector<std::shared_ptr<Flushable>> awake_;
};

}  // namespace convene::net

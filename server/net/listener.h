// Accepts connections, many at a time, and survives running out of file descriptors.
//
// Thread: the shard's. Lifetime: the shard and the callback's objects outlive it; stop() before it is destroyed.
#pragma once

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "server/net/shard.h"

namespace convene::net {

class Listener {
 public:
  using OnSocket = std::function<void(Socket, Address, Addresses::Place)>;

  enum class Use { site, admin };

  /// Binds and listens. Throws std::runtime_error that says what is wrong with the address or the port.
  Listener(Shard& shard, Use use, const std::string& host, std::uint16_t port, OnSocket on_socket);

  void start();
  void stop();
  /// The real one, where 0 was asked for.
  std::uint16_t port() const { return port_; }

 private:
  using Timer =
      asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor>;
  void wait();
  void accept_batch();
  /// False: accepting has to pause.
  bool accept_one(bool& more);

  Shard& shard_;
  OnSocket on_socket_;
  asio::basic_socket_acceptor<asio::ip::tcp, Executor> acceptor_;
  Timer pause_;
  std::size_t most_;
  std::uint16_t port_ = 0;
  bool stopped_ = false;
};

/// Raises the soft limit of open files to the hard one; the limit that holds then.
std::size_t raise_file_limit();

}  // namespace convene::net

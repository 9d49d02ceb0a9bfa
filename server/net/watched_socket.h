// The layer under a WebSocket stream: a socket that counts its reads and tells when it is being torn down.
//
// Beast hides where frames begin and end, and waits without limit for the other side while tearing down; with the
// count, and the word, the connection can put bounds on both.
#pragma once

#include <boost/beast/websocket/teardown.hpp>
#include <utility>

#include "server/net/shard.h"

namespace convene::net {

class WatchedSocket {
 public:
  /// Told once when tearing down begins.
  class Watcher {
   public:
    virtual void torn_down() = 0;

   protected:
    ~Watcher() = default;
  };

  using executor_type = Executor;

  explicit WatchedSocket(Socket socket) : socket_(std::move(socket)) {}

  executor_type get_executor() { return socket_.get_executor(); }
  Socket& socket() { return socket_; }
  std::uint64_t reads() const { return reads_; }
  void watch(Watcher& watcher) { watcher_ = &watcher; }

  template <class Buffers, class Handler>
  auto async_read_some(const Buffers& buffers, Handler&& handler) {
    ++reads_;
    return socket_.async_read_some(buffers, std::forward<Handler>(handler));
  }
  template <class Buffers, class Handler>
  auto async_write_some(const Buffers& buffers, Handler&& handler) {
    return socket_.async_write_some(buffers, std::forward<Handler>(handler));
  }

  // Never called; Beast asks for them of every stream.
  template <class Buffers>
  std::size_t read_some(const Buffers& buffers, boost::system::error_code& error) {
    return socket_.read_some(buffers, error);
  }
  template <class Buffers>
  std::size_t write_some(const Buffers& buffers, boost::system::error_code& error) {
    return socket_.write_some(buffers, error);
  }

  friend void beast_close_socket(WatchedSocket& stream) {
    boost::system::error_code ignored;
    stream.socket_.close(ignored);
  }
  friend void teardown(boost::beast::role_type role, WatchedSocket& stream, boost::system::error_code& error) {
    boost::beast::websocket::teardown(role, stream.socket_, error);
  }
  template <class Handler>
  friend void async_teardown(boost::beast::role_type role, WatchedSocket& stream, Handler&& handler) {
    if (stream.watcher_) stream.watcher_->torn_down();
    boost::beast::websocket::async_teardown(role, stream.socket_, std::forward<Handler>(handler));
  }

 private:
  Socket socket_;
  std::uint64_t reads_ = 0;
  Watcher* watcher_ = nullptr;
};

}  // namespace convene::net

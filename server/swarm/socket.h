// A WebSocket of the crowd: opens, speaks convene.v1, tells what came and how it ended.
//
// Thread: the one that runs `io`. Callbacks come from the io_context, never from within a call; `closed` comes exactly
// once, last. Keeps itself alive until then.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace convene::swarm {

class Socket {
 public:
  struct Events {
    std::function<void()> opened;
    std::function<void(std::string_view text)> came;
    /// The close frame's code; 1006: there was none; 0: it never opened.
    std::function<void(std::uint16_t code)> closed;
  };

  static std::shared_ptr<Socket> open(boost::asio::io_context& io, const boost::asio::ip::tcp::endpoint& server,
                                      const std::string& path, Events events);
  virtual ~Socket() = default;
  /// In the order of the calls.
  virtual void send(std::string text) = 0;
  /// As a page that is closed.
  virtual void close() = 0;
  /// As a network that is gone: without a word.
  virtual void drop() = 0;
};

}  // namespace convene::swarm

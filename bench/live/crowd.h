// Very many lean WebSocket clients in one process: plain sockets under one epoll, just enough of RFC 6455 to say hello,
// send commands and count what comes. What it spends itself is small, so that what is measured is the other side.
//
// Thread: the caller's. Errors: throws std::runtime_error where the machine or the server does not do its part.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace convene::bench {

using Clock = std::chrono::steady_clock;

class Crowd {
 public:
  struct Client {
    int socket = -1;
    std::string pass;
    std::string in;          // bytes that are no whole frame yet
    std::string tab_number;  // from welcome
    std::uint32_t commands = 0;
    bool upgraded = false;
    std::uint64_t frames = 0;
    std::uint64_t bytes = 0;  // with the frames' headers
  };

  /// Called for every text that comes, with the client's index.
  using OnText = std::function<void(std::size_t client, std::string_view text)>;

  Crowd(std::uint16_t port, std::string event);
  ~Crowd();
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;

  /// Opens a connection, says hello and waits for the welcome. Returns the client's index.
  std::size_t join(const std::string& pass);
  void send(std::size_t client, std::string_view text);
  /// A command with the client's next id: type and the fields after it, as `"session":"s1"`.
  void command(std::size_t client, std::string_view type, const std::string& fields);

  /// Reads until `done` says so; false after `seconds` without that.
  bool run(double seconds, const std::function<bool()>& done, const OnText& text = {});
  /// Reads until nothing came for `seconds`.
  void settle(double seconds);

  std::vector<Client>& clients() { return clients_; }
  std::uint64_t frames() const;
  std::uint64_t bytes() const;

 private:
  void read(std::size_t index, const OnText& text);
  bool wait(int milliseconds, const OnText& text);

  std::uint16_t port_;
  std::string event_;
  int epoll_;
  std::vector<Client> clients_;
};

/// A blocking connection to 127.0.0.1.
int connect_to(std::uint16_t port);

}  // namespace convene::bench

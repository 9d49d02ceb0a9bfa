// `convene serve` for a test: a folder of its own, real ports, a real journal; and people on real sockets.
#pragma once

#include <boost/asio/io_context.hpp>
#include <future>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "server/assembly.h"
#include "server/swarm/socket.h"
#include "tests/unit/cli/running.h"

namespace convene::cli::testing {

/// What every server of these tests begins with: a client's folder, a data folder, free ports, the roster's reader.
ServeOptions any_options(const Folder& folder, const std::string& data, Instant at);

/// serve() on a thread of its own, until it is told to stop as an operator tells it: by SIGTERM.
class Serving {
 public:
  /// Waits until it is ready, or has failed.
  explicit Serving(ServeOptions options);
  ~Serving();
  Serving(const Serving&) = delete;
  Serving& operator=(const Serving&) = delete;

  bool ready() const { return port_ != 0; }
  std::uint16_t port() const { return port_; }
  /// The answer to a GET, head and body; `admin`: of the other port.
  std::string get(const std::string& path, bool admin = false) const;
  /// Sends these bytes on a connection of its own; all that comes back until the other side closes it.
  std::string say(const std::string& bytes, bool admin = false) const;
  /// SIGTERM; returns the exit status.
  int stop();

 private:
  ServeOptions options_;
  std::uint16_t port_ = 0;
  std::uint16_t admin_port_ = 0;
  int status_ = -1;
  std::thread thread_;
};

/// serve() in a process of its own, which can be killed without a warning. Made while the test has no other thread.
class Process {
 public:
  /// Waits until it is ready, or has ended.
  explicit Process(const ServeOptions& options);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  bool ready() const { return port_ != 0; }
  std::uint16_t port() const { return port_; }
  /// kill -9; returns once it is gone.
  void kill();

 private:
  int child_ = -1;
  std::uint16_t port_ = 0;
};

/// One person's page.
class Page {
 public:
  Page(std::uint16_t port, const std::string& event, std::string pass, std::string tab);
  ~Page();

  /// Waits (bounded) until it is so.
  bool until(const std::function<bool()>& what);
  /// Returns the command's id.
  std::string ask(const std::string& type, nlohmann::json fields = nlohmann::json::object());
  /// Sends this text as it is.
  void say(const std::string& text) { socket_->send(text); }
  /// Waits until the command is answered; the refusal's code, or an empty word.
  std::string answer(const std::string& id);
  /// Whole, patches applied.
  const nlohmann::json& view(const std::string& topic) { return views_[topic]; }
  /// The room that this person is in, or an empty word.
  std::string room();

  nlohmann::json welcome;
  std::map<std::string, std::uint64_t> done;
  std::map<std::string, std::string> refused;        // the code, by the command's id
  std::map<std::string, nlohmann::json> parameters;  // of the refusal, likewise
  int closed = -1;

 private:
  void hear(std::string_view text);

  boost::asio::io_context io_{1};
  std::shared_ptr<swarm::Socket> socket_;
  std::map<std::string, nlohmann::json> views_;
  int asked_ = 0;
};

}  // namespace convene::cli::testing

// A house without a house: an event that answers from memory, a folder of client files, a plain socket.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "server/net/loops.h"
#include "server/net/server.h"

namespace convene::net::testing {

/// What a conversation saw. Commands: "say <text>" is answered with <text>, "flood <n>" with n bytes, "close <code>"
/// closes, "greet" makes the connection known; everything is remembered.
struct Heard {
  std::vector<std::string> messages;
  int opened = 0;
  int ended = 0;
  int wakes = 0;
};

class FakeEvent final : public Event {
 public:
  explicit FakeEvent(std::string id);
  std::unique_ptr<live::Conversation> open(live::Line& line) override;
  void walk_in(protocol::JoinForm form, std::string key, std::string from,
               std::function<void(WalkInAnswer)> answer) override;
  ProgrammeResource programme() override { return damaged ? ProgrammeResource{} : programme_; }
  /// As when a session is shifted.
  void move_programme(std::string path) { programme_.path = std::move(path); }

  Heard heard;
  std::vector<std::pair<protocol::JoinForm, std::string>> joined;
  /// As an event is whose facts cannot be read.
  bool damaged = false;
  /// Set to refuse the next walk-in.
  std::optional<protocol::Refused> refusal;
  /// The thread on which a socket was opened, or a form sent, last.
  std::thread::id thread;
  /// Answers are given through this (later, on the shard's thread); nothing: at once.
  std::function<void(std::function<void()>)> post;

 private:
  ProgrammeResource programme_;
};

class FakeEvents final : public Events {
 public:
  Event* find(std::string_view id) override;
  std::vector<std::string> ids() const override;
  FakeEvent& add(const std::string& id);

 private:
  std::map<std::string, std::unique_ptr<FakeEvent>, std::less<>> events_;
};

/// A folder as the client's build leaves it, gone with the object.
class ClientFolder {
 public:
  ClientFolder();
  ~ClientFolder();
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// A socket that says and hears bytes. Every read ends after some seconds, so that a test cannot hang.
class Wire {
 public:
  explicit Wire(std::uint16_t port, int receive_buffer = 0);
  ~Wire();
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  void send(std::string_view bytes);
  /// Closes its half of the connection.
  void send_no_more();
  /// Reads until `size` bytes more are there, or the other side closed.
  std::string read(std::size_t size);
  std::string read_until(std::string_view mark);
  std::string read_all();
  /// Head and body of one answer.
  std::string answer();
  bool closed();

  /// Upgrades to the event's WebSocket; the answer's head.
  std::string upgrade(const std::string& event, const std::string& more = "");
  void frame(unsigned char first, std::string_view payload, bool masked = true);
  void text(std::string_view payload) { frame(0x81, payload); }

  struct Frame {
    int opcode = -1;  // -1: the connection ended
    std::string payload;
    int close_code() const;
  };
  /// The next frame; pings are passed over.
  Frame next();

 private:
  bool more();
  int socket_ = -1;
  std::string held_;
};

/// A running server with the event "e1" on its first shard, "e2" on its second, and so on. `tune` may change its
/// configuration.
class RunningServer {
 public:
  explicit RunningServer(std::function<void(Config&)> tune = {}, std::size_t shards = 1);
  ~RunningServer();

  std::uint16_t port() const { return server_->port(); }
  std::uint16_t admin_port() const { return server_->admin_port(); }
  /// Runs it on a shard's thread and waits for it.
  void on_thread(const std::function<void()>& what, std::size_t shard = 0);
  template <class T>
  T ask(std::function<T()> what, std::size_t shard = 0) {
    T value{};
    on_thread([&] { value = what(); }, shard);
    return value;
  }
  /// Waits (bounded) until it is true on a shard's thread.
  bool until(const std::function<bool()>& what, std::size_t shard = 0);
  /// Begins a graceful stop.
  void stop();
  /// Waits for the threads to have ended.
  void join();

  std::vector<FakeEvents> houses;  // of each shard
  FakeEvents& events;              // of the first one
  FakeEvent* event = nullptr;      // e1
  std::string not_ready;
  Counters counters(std::size_t shard = 0);
  std::vector<std::pair<protocol::JoinForm, std::string>> joined();
  /// On the first shard's thread only.
  const Counters& counters_here() const { return server_->counters(0); }

 private:
  ClientFolder folder_;
  std::unique_ptr<live::Passes> passes_;
  live::SilentLog log_;
  Loops loops_;
  std::unique_ptr<Server> server_;
  std::thread thread_;
};

}  // namespace convene::net::testing

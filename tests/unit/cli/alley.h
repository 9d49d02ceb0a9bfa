// What surrounds a guest of the crowd, for tests: a line without a server, and time that passes when it is told to.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/swarm/guest.h"

namespace convene::swarm {

class Line final : public Socket {
 public:
  explicit Line(std::deque<std::string>& sent) : sent_(sent) {}
  void send(std::string text) override { sent_.push_back(std::move(text)); }
  void close() override {}
  void drop() override {}

 private:
  std::deque<std::string>& sent_;
};

class Alley final : public Surroundings {
 public:
  std::shared_ptr<Socket> connect(Socket::Events events) override {
    events_ = std::move(events);
    return std::make_shared<Line>(sent);
  }
  void after(double, std::function<void()> what) override { due_.push_back(std::move(what)); }
  void clock_told(std::int64_t) override {}
  std::optional<Time> when(std::int64_t) const override { return {}; }
  void round_open(const std::string&, const std::string&, std::int64_t) override {}
  Time round_opened(const std::string&) const override { return std::chrono::steady_clock::now(); }
  void round_expected(const std::string&, std::int64_t) override {}
  std::size_t others_told_to_wait(const std::string&) const override { return 0; }
  std::optional<std::size_t> room_max(const std::string&) const override { return 7; }
  void ended(std::uint16_t) override {}
  void restart_told() override {}
  bool over() const override { return false; }
  std::optional<std::string> about(const std::string&, const std::string&) const override { return std::nullopt; }
  const std::string& session() const override { return session_; }
  std::int64_t event_now() const override { return 0; }
  const HoursPlay* hours() const override { return play_ ? &*play_ : nullptr; }
  double seat_within() const override { return 10; }
  Observed& observed() override { return observed_; }

  void open() { events_.opened(); }
  void close(std::uint16_t code) { std::exchange(events_, {}).closed(code); }
  /// The crowd goes to this office hour.
  void play(HoursPlay play, const std::string& session) {
    play_ = std::move(play);
    session_ = session;
    observed_.line.emplace().session = session;
  }
  void say(const std::string& text) { events_.came(text); }
  /// All that is due now; what becomes due by it is left.
  void pass_time() {
    for (const auto& what : std::exchange(due_, {})) what();
  }

  std::deque<std::string> sent;

 private:
  Socket::Events events_;
  std::vector<std::function<void()>> due_;
  std::string session_;
  std::optional<HoursPlay> play_;
  Observed observed_;
};

}  // namespace convene::swarm

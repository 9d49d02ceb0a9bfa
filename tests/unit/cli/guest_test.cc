// What one guest of the crowd makes of what the server says, without a server.
#include "server/swarm/guest.h"

#include <gtest/gtest.h>

#include <deque>

namespace convene::swarm {
namespace {

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
  double seat_within() const override { return 10; }
  Observed& observed() override { return observed_; }

  void open() { events_.opened(); }
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
  Observed observed_;
};

class Guests : public testing::Test {
 protected:
  Guests() {
    guest_.arrive();
    alley_.open();
    alley_.say(R"({"type":"welcome","time":0,"person":"p1","tab_number":"7","limits":{"grace_ms":90000}})");
  }

  void now_says(bool joinable) {
    alley_.say(R"({"type":"view","topic":"now","view":{"sessions":[{"id":"s","joinable":)" +
               std::string(joinable ? "true" : "false") + "}]}}");
  }
  void asks_to_join() {
    now_says(true);
    alley_.say(R"({"type":"view","topic":"me","view":{"version":1,"place":"programme"}})");
    alley_.pass_time();
    ASSERT_NE(alley_.sent.back().find(R"("id":"7:1","type":"session.join","session":"s")"), std::string::npos);
  }
  void is_refused(const std::string& code) { alley_.say(R"({"type":"refused","id":"7:1","code":")" + code + "\"}"); }
  std::size_t broken() { return alley_.observed().broken.size(); }

  Alley alley_;
  Guest guest_{alley_, "tab", "pass", 1};
};

TEST_F(Guests, ARefusedJoinIsABrokenPromise) {
  asks_to_join();
  is_refused("session.not_open");
  EXPECT_EQ(broken(), 0U) << "the programme may have changed on the way";
  alley_.pass_time();
  EXPECT_EQ(broken(), 1U);
}

TEST_F(Guests, ASessionThatEndsOnTheWayRefusesRightly) {
  asks_to_join();
  is_refused("session.not_open");
  now_says(false);
  alley_.pass_time();
  EXPECT_EQ(broken(), 0U);
}

TEST_F(Guests, TheRoomOfAPlanIsKeptAsItWasSeenFirst) {
  const auto room = [&](const std::string& others) {
    alley_.say(R"([{"type":"view","topic":"me","view":{"version":2,"place":"room","session":"s","room":"r1",)"
               R"("arrival":{"why":"plan"}}},)"
               R"({"type":"view","topic":"room","view":{"id":"r1","session":"s","round":1,"state":"open","members":[)"
               R"({"id":"p1","seat":"assigned"},{"id":"p2","seat":"assigned","badge":"advisor"},)"
               R"({"id":"p9","seat":"present","badge":"facilitator"})" +
               others + "]}}]");
  };
  room("");
  room(R"(,{"id":"p3","seat":"assigned"})");
  ASSERT_TRUE(guest_.planned());
  EXPECT_EQ(guest_.planned()->round, "s 1");
  ASSERT_EQ(guest_.planned()->members.size(), 3U) << "who came later is not of the plan";
  EXPECT_FALSE(guest_.planned()->members[1].visits) << "advisors hold seats";
  EXPECT_TRUE(guest_.planned()->members[2].visits);
  EXPECT_EQ(alley_.observed().largest_room, 3U);
}

}  // namespace
}  // namespace convene::swarm

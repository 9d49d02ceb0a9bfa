// What one guest of the crowd makes of what the server says, without a server.
#include "server/swarm/guest.h"

#include <gtest/gtest.h>

#include "tests/unit/cli/alley.h"

namespace convene::swarm {
namespace {

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

// What those of a crowd who go to an office hour say and notice, without a server.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "server/swarm/guest.h"
#include "tests/unit/cli/alley.h"

namespace convene::swarm {
namespace {

using nlohmann::json;

class HoursParts : public testing::Test {
 protected:
  HoursParts() {
    HoursPlay play;
    play.topics = {"funding"};
    play.talk_seconds = 1;
    alley_.play(std::move(play), "hours");
  }
  void come(Guest::Part part) {
    guest_ = std::make_unique<Guest>(alley_, "tab", "pass", 1, part);
    guest_->arrive();
    welcome();
  }
  void welcome() {
    alley_.open();
    alley_.say(R"([{"type":"welcome","time":0,"person":"p1","tab_number":"7","limits":{"grace_ms":90000}}])");
  }
  void session(const std::string& state) {
    alley_.say(R"({"type":"view","topic":"now","view":{"sessions":[{"id":"hours","joinable":false,"state":")" + state +
               R"(","line":{}}]}})");
  }
  /// A view of a ticket of this state.
  static std::string ticket(const std::string& state, int version, const std::string& more = "",
                            const std::string& id = "t1") {
    return R"({"type":"view","topic":"queue","view":{"ticket":{"id":")" + id + R"(","state":")" + state +
           R"(","version":)" + std::to_string(version) + R"(,"joined":0,"since":4000)" + more + "}}}";
  }
  static std::string call(int version) {
    return ticket("offered", version, R"(,"call":{"advisor":"Ada","expires":60000})");
  }
  void desk(const std::string& more) {
    alley_.say(R"({"type":"view","topic":"desk","view":{"desks":[{"session":"hours","capacity":1,)" + more + "}]}}");
  }
  void is_called() {
    session("running");
    alley_.pass_time();
    alley_.say(ticket("waiting", 1));
    alley_.say(call(2));
  }
  bool said(const std::string& part) {
    for (const std::string& one : alley_.sent)
      if (one.find(part) != std::string::npos) return true;
    return false;
  }
  LineSeen& line() { return *alley_.observed().line; }
  std::string broken() {
    const auto& all = alley_.observed().broken;
    EXPECT_LE(all.size(), 1U);
    return all.empty() ? "" : all.begin()->first;
  }

  Alley alley_;
  std::unique_ptr<Guest> guest_;
};

TEST_F(HoursParts, SomebodyStandsInLineComesAndIsHelped) {
  come(standing_in_line);
  alley_.pass_time();
  EXPECT_FALSE(said("ticket.open")) << "the line is not open yet";
  session("running");
  alley_.pass_time();
  ASSERT_TRUE(said(R"("type":"ticket.open","session":"hours","topic":"funding")"));
  alley_.say(ticket("waiting", 1, R"(,"estimate":{"likely":2,"surely":4,"reached_percent":90})"));
  alley_.say(call(2));
  alley_.pass_time();
  ASSERT_TRUE(said(R"("type":"ticket.accept","ticket":"t1","seen":2)"));
  alley_.say(ticket("in_session", 3));
  alley_.say(ticket("done", 4));
  guest_->finish();
  EXPECT_EQ(line().tickets, 1U);
  EXPECT_EQ(line().served, 1U);
  EXPECT_EQ(line().live, 0U);
  EXPECT_EQ(line().told, 1U);
  EXPECT_EQ(line().surely, 1U);
  EXPECT_EQ(line().wait_seconds, std::vector<double>{4});
  EXPECT_EQ(broken(), "");
}

TEST_F(HoursParts, ARefusedPlaceIsABrokenPromise) {
  come(standing_in_line);
  session("running");
  alley_.pass_time();
  alley_.say(R"({"type":"refused","id":"7:1","code":"ticket.already_open"})");
  alley_.pass_time();
  EXPECT_EQ(broken(), "who joins a line that is open is let in");
}

TEST_F(HoursParts, ARefusedCallIsABrokenPromiseWhileItLasts) {
  come(standing_in_line);
  is_called();
  alley_.pass_time();
  alley_.say(R"({"type":"refused","id":"7:2","code":"ticket.changed"})");
  alley_.pass_time();
  EXPECT_EQ(broken(), "who comes when called is let in");
}

TEST_F(HoursParts, AnotherTicketInsteadOfALiveOneIsALostPlace) {
  come(standing_in_line);
  is_called();
  alley_.say(ticket("waiting", 1, "", "t2"));
  EXPECT_EQ(broken(), "nobody loses the place in the line");
}

TEST_F(HoursParts, NobodyLeavesByThemselvesWithoutSayingSo) {
  come(standing_in_line);
  is_called();
  alley_.say(ticket("left", 3, R"(,"why":"chose")"));
  EXPECT_EQ(broken(), "nobody leaves the line but by their own wish");
}

TEST_F(HoursParts, WhoComesBackFindsThePlace) {
  come(standing_in_line);
  is_called();
  alley_.close(1006);
  alley_.pass_time();
  alley_.open();
  alley_.say(R"([{"type":"welcome","time":5000,"person":"p1","tab_number":"7","limits":{"grace_ms":90000}},)" +
             call(2) + "]");
  EXPECT_EQ(line().lost_in_call, 1U);
  EXPECT_EQ(line().calls, 1U) << "the same call";
  EXPECT_EQ(broken(), "");
  alley_.close(1006);
  alley_.pass_time();
  welcome();
  EXPECT_EQ(broken(), "losing the connection costs no place");
}

TEST_F(HoursParts, AnAdvisorTakesPeopleTalksAndNotesItDown) {
  come(advising);
  session("running");
  alley_.pass_time();
  ASSERT_TRUE(said(R"("type":"advisor.status","session":"hours","status":"available")"));
  desk(R"("status":"available","with":[{"id":"t1","person":"p2","state":"in_session"}])");
  alley_.pass_time();
  EXPECT_TRUE(said(R"("type":"ticket.done","note":)"));
  EXPECT_EQ(line().advisors, 1U);
  EXPECT_EQ(broken(), "");
  desk(R"("status":"available","with":[{"id":"t1","person":"p2","state":"in_session"},)"
       R"({"id":"t2","person":"p3","state":"offered"}])");
  EXPECT_EQ(broken(), "an advisor has no more people than they take");
}

TEST_F(HoursParts, TheFloorIsLookedAtWithItsPatches) {
  come(watching_the_line);
  session("running");
  const auto entry = [](const std::string& state) {
    return R"({"session":"hours","person":"p1","topic":"funding","desk":"d","version":1,"state":")" + state + "\"}";
  };
  alley_.say(R"({"type":"view","topic":"floor","view":{"tickets":{"t1":)" + entry("waiting") +
             R"(},"advisors":{},"desks":{}}})");
  EXPECT_EQ(broken(), "");
  alley_.say(R"({"type":"patch","topic":"floor","from":1,"to":2,"patch":{"tickets":{"t2":)" + entry("waiting") + "}}}");
  EXPECT_EQ(line().looks, 2U);
  EXPECT_EQ(broken(), "a person has one place in the line");
}

}  // namespace
}  // namespace convene::swarm

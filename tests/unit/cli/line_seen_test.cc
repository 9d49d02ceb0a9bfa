// What a crowd says of an office hour's line, and holds against it.
#include "server/swarm/line_seen.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "server/swarm/verdict.h"

namespace convene::swarm {
namespace {

Observed good() {
  Observed seen;
  seen.people = seen.arrived = seen.greeted = 20;
  seen.session = "hours";
  LineSeen& line = seen.line.emplace();
  line.session = "hours";
  line.tickets = 10, line.calls = 8, line.talks = 7, line.due = true, line.looks = 5;
  line.served = 5, line.left = 1, line.no_show = 1, line.closed_out = 2, line.live = 1;
  line.wait_seconds = {1, 2, 3, 4, 5, 6, 7, 8, 9, 90};
  line.told = 4, line.likely = 2, line.surely = 4;
  return seen;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST(LineSeen, SaysHowLongPeopleWaitedAndHowOftenWhatTheyWereToldHeld) {
  EXPECT_TRUE(judge(good(), {}).empty());
  const std::string words = to_words(good(), {});
  EXPECT_TRUE(has(words, "half within 5 s, 9 of 10 within 9 s, longest 90 s (10 times)")) << words;
  EXPECT_TRUE(has(words, "of 4 who were told how long it would be, 2 waited no longer than half were said to, 4 no"));
  EXPECT_TRUE(has(words, "5 served, 1 left, 1 did not come, 2 told at closing, 1 still there"));
  const auto json = nlohmann::json::parse(to_json(good(), {})).at("line");
  EXPECT_EQ(json.at("wait_seconds").at("p90"), 9);
  EXPECT_EQ(json.at("told").at("surely_held"), 4);
}

TEST(LineSeen, ATicketOfWhichNobodyKnowsWhatBecameIsLost) {
  Observed seen = good();
  ++seen.line->tickets;
  const auto reasons = judge(seen, {});
  ASSERT_EQ(reasons.size(), 1U);
  EXPECT_TRUE(has(reasons.front(), "of 11 tickets it is known of 10")) << reasons.front();
}

TEST(LineSeen, WhereSomebodyWaitsForAnAdvisorSomebodyIsCalled) {
  Observed seen = good();
  seen.line->calls = 0;
  EXPECT_EQ(judge(seen, {}).size(), 1U);
  seen.line->due = false;
  EXPECT_TRUE(judge(seen, {}).empty()) << "nobody was there to call";
}

TEST(LineSeen, LosingTheConnectionCostsNoPlace) {
  const PlaceKept waits{"t1", "t1", "waiting", "waiting", "", 0, 5'000, true};
  EXPECT_EQ(wrong_place(waits), "");
  PlaceKept one = waits;
  one.ticket = "";
  EXPECT_EQ(wrong_place(one), "t1 before, no ticket after");
  one.ticket = "t2";
  EXPECT_NE(wrong_place(one), "") << "another place";
  one = waits;
  one.state = "away", one.why = "connection";
  EXPECT_NE(wrong_place(one), "") << "not before the grace is over";
  one.within_grace = false;
  EXPECT_EQ(wrong_place(one), "");
  one = waits;
  one.state = "left", one.why = "chose";
  EXPECT_NE(wrong_place(one), "");
  one.why = "away_too_long";
  EXPECT_EQ(wrong_place(one), "");
  one.state = "closed_out", one.why = "session_over";
  EXPECT_EQ(wrong_place(one), "");
  one = {"t1", "", "done", "", "", 0, 0, true};
  EXPECT_EQ(wrong_place(one), "") << "there was no place to lose";
}

TEST(LineSeen, ACallLastsUntilItsTimeWhateverBecomesOfTheConnection) {
  const PlaceKept called{"t1", "t1", "offered", "offered", "", 60'000, 5'000, true};
  EXPECT_EQ(wrong_place(called), "");
  PlaceKept one = called;
  one.state = "waiting", one.why = "missed";
  EXPECT_EQ(wrong_place(one), "t1 was offered, is waiting (missed) though the call had not ended");
  one.at = 61'000;
  EXPECT_EQ(wrong_place(one), "");
  one = called;
  one.state = "no_show", one.why = "missed";
  EXPECT_NE(wrong_place(one), "");
  one.why = "staff";
  EXPECT_EQ(wrong_place(one), "");
  one.state = "waiting", one.why = "advisor_gone";
  EXPECT_EQ(wrong_place(one), "");
}

}  // namespace
}  // namespace convene::swarm

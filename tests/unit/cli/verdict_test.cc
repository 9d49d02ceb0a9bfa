// What a crowd holds against a server, from facts alone.
#include "server/swarm/verdict.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace convene::swarm {
namespace {

Observed good() {
  Observed seen;
  seen.people = seen.arrived = seen.greeted = seen.seated = 20;
  seen.rounds = seen.due_rounds = 1;
  return seen;
}

std::string only_reason(const Observed& seen) {
  const auto reasons = judge(seen, {});
  EXPECT_EQ(reasons.size(), 1U) << (reasons.empty() ? "" : reasons.back());
  return reasons.empty() ? "" : reasons.front();
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST(Verdict, AServerThatServesIsRight) {
  EXPECT_TRUE(judge(good(), {}).empty());
  EXPECT_TRUE(has(to_words(good(), {}), "everything held"));
}

TEST(Verdict, NamesHowManyWereNotGreeted) {
  Observed seen = good();
  seen.not_greeted = 3;
  EXPECT_TRUE(has(only_reason(seen), "3 of 20 people who arrived were not greeted"));
}

TEST(Verdict, NobodyGreetedIsWrong) {
  Observed seen;
  seen.people = 5;
  EXPECT_TRUE(has(only_reason(seen), "nobody was greeted"));
}

TEST(Verdict, AnOpenRoundInWhichNobodyIsSeatedIsWrong) {
  Observed seen = good();
  seen.seated = 0;
  EXPECT_TRUE(has(only_reason(seen), "nobody was seated"));
  seen.due_rounds = 0;  // opened a moment before the end, or without company
  EXPECT_TRUE(judge(seen, {}).empty());
}

TEST(Verdict, TheSessionThatWasAskedForMustOpenUnlessTheEndCameFirst) {
  Observed seen = good();
  seen.session = "role-alike-1";
  EXPECT_TRUE(has(only_reason(seen), "no round of \"role-alike-1\" was open and none was announced"));
  seen.session_opens_in = -30;
  EXPECT_TRUE(has(only_reason(seen), "though its time had come"));
  seen.session_opens_in = -3;  // may yet be gathering
  EXPECT_TRUE(judge(seen, {}).empty());
  seen.session_opens_in = 600;
  EXPECT_TRUE(judge(seen, {}).empty());
  seen.session_opens_in.reset();
  seen.session_rounds = 1;
  EXPECT_TRUE(judge(seen, {}).empty());
}

TEST(Verdict, ConnectionsThatEndNeedAnAnnouncedRestart) {
  for (const std::uint16_t code : {0, 1006, 1011, 4100, 4101, 4102, 4103, 4200}) {
    Observed seen = good();
    seen.ended = {{30, code}, {31, code}};
    EXPECT_TRUE(has(only_reason(seen), "2 times")) << code;
    seen.restarts = {29};
    EXPECT_TRUE(judge(seen, {}).empty()) << code;
    seen.restarts = {31};  // cut a moment before the first one was told
    EXPECT_TRUE(judge(seen, {}).empty()) << code;
    seen.restarts = {400};
    EXPECT_FALSE(judge(seen, {}).empty()) << "a later restart explains nothing";
    seen.ended = {{29 + restart_excuses_seconds + 1, code}};
    seen.restarts = {29};
    EXPECT_FALSE(judge(seen, {}).empty()) << "so long a restart is none";
  }
}

TEST(Verdict, WhatGuestsSawBrokenIsAReason) {
  Observed seen = good();
  seen.breaks("nobody is seen in two rooms", "p1 in r1 and in r2");
  seen.breaks("nobody is seen in two rooms", "p2 in r1 and in r2");
  const std::string reason = only_reason(seen);
  EXPECT_TRUE(has(reason, "not so 2 times, first p1"));
  EXPECT_TRUE(has(to_words(seen, {reason}), "BROKEN " + reason));
  const auto json = nlohmann::json::parse(to_json(seen, {reason}));
  EXPECT_FALSE(json.at("kept").get<bool>());
  EXPECT_EQ(json.at("reasons").at(0), reason);
}

TEST(Verdict, AWaitInAnOpenRoundNeedsAReasonAndIsLonely) {
  EXPECT_FALSE(should_be_seated({9, "", 0}, 10));
  EXPECT_TRUE(should_be_seated({11, "", 0}, 10));
  EXPECT_FALSE(should_be_seated({500, "no_company_yet", 0}, 10));
  EXPECT_TRUE(should_be_seated({11, "no_company_yet", 1}, 10)) << "two are company to each other";
  EXPECT_TRUE(should_be_seated({11, "rooms_full", 4}, 10));
  EXPECT_FALSE(should_be_seated({500, "moved_to_lobby", 4}, 10));
}

TEST(Verdict, ARoundThatOpensWithoutRegardToKindsIsWrong) {
  Observed seen = good();
  seen.openings = {{"role-alike-1 1", 20, 5, 4, 4, 3, 5, 4, 4, 2, 0}};
  EXPECT_TRUE(judge(seen, {}).empty());
  EXPECT_TRUE(has(to_words(seen, {}), "role-alike-1 1 opened with 20 people in 5 rooms of 4 to 4"));
  seen.openings.front().levels = 40;
  EXPECT_TRUE(has(only_reason(seen), "40 levels from those of their kind"));
}

TEST(Verdict, WhoIsAloneIsToldSoonHoweverLongItLasts) {
  EXPECT_FALSE(should_be_told({25, true, false})) << "the word is on its way";
  EXPECT_TRUE(should_be_told({31, true, false}));
  EXPECT_FALSE(should_be_told({500, true, true})) << "nobody else may be there";
  EXPECT_FALSE(should_be_told({31, false, false})) << "the room is closing";
}

TEST(Verdict, AJoinIsRefusedOnlyToHasteAndAtTheEnd) {
  EXPECT_FALSE(wrongly_refused("rate.limited", true));
  EXPECT_FALSE(wrongly_refused("server.overloaded", true));
  EXPECT_FALSE(wrongly_refused("session.not_open", false)) << "it ended while the command was on its way";
  EXPECT_TRUE(wrongly_refused("session.not_open", true));
  EXPECT_TRUE(wrongly_refused("session.unknown", false));
  EXPECT_TRUE(wrongly_refused("not_allowed", true));
}

TEST(Verdict, AReturnWithinTheGraceFindsTheSameSeat) {
  const Returned same{true, true, 7, 7, "r1", "r1", "plan"};
  EXPECT_EQ(wrong_return(same), "");
  Returned one = same;
  one.room = "r2";
  EXPECT_NE(wrong_return(one), "");
  one.room = "";
  EXPECT_NE(wrong_return(one), "");
  one = same;
  one.version = 6;
  EXPECT_NE(wrong_return(one), "") << "an older assignment";
  one = {true, true, 7, 8, "r1", "r2", "moved"};
  EXPECT_EQ(wrong_return(one), "");
  one.why = "arrival";
  EXPECT_NE(wrong_return(one), "") << "seated anew, as if there had been no seat";
  one.same_round = false;
  EXPECT_EQ(wrong_return(one), "");
  one = {false, true, 7, 8, "r1", "r2", "arrival"};
  EXPECT_EQ(wrong_return(one), "") << "later than the grace";
}

}  // namespace
}  // namespace convene::swarm

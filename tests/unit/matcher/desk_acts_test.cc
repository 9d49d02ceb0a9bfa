// What staff do about office hours, as the history tells it: desks, advisors, places in lines.
#include "matcher/limits.h"
#include "tests/unit/matcher/office_hours_fixture.h"

namespace convene::testing {
namespace {

class DeskActs : public OfficeHoursTest {
 protected:
  BoardAct last() const { return board_act(engine.state(), engine.state().last_act).value(); }
};

TEST_F(DeskActs, APauseAnEndAndAUnionAreTold) {
  begin();
  accept(DeskPause{"hours", "funding"}, moderator());
  EXPECT_EQ(last().what, ActKind::desk);
  EXPECT_EQ(last().session, "hours");
  EXPECT_EQ(last().desk, "funding");
  EXPECT_EQ(last().before, "open");
  EXPECT_EQ(last().after, "paused");
  EXPECT_TRUE(last().who.empty());
  accept(DeskOpen{"hours", "funding"}, moderator());
  EXPECT_EQ(last().before, "paused");
  EXPECT_EQ(last().after, "open");
  accept(DeskClose{"hours", "funding"}, moderator());
  EXPECT_EQ(last().after, "closing");
  const std::uint32_t number = engine.state().last_act;
  const DeskCutoff cutoff{"hours", "funding", {}};
  accept(cutoff, moderator());
  EXPECT_EQ(engine.state().last_act, number) << "where the line is cut off is seen at the desk";
  accept(DeskMerge{"hours", "funding", "plans"}, moderator());
  EXPECT_EQ(last().after, "merged");
  EXPECT_EQ(last().into, "plans");
}

TEST_F(DeskActs, WhereAdvisorsArePostedIsTold) {
  begin();
  post(ada, "funding", false);
  EXPECT_EQ(last().what, ActKind::posted);
  EXPECT_EQ(last().session, "hours");
  EXPECT_EQ(last().desk, "funding");
  EXPECT_FALSE(last().from);
  EXPECT_EQ(last().who.at(0).person, ada);
  EXPECT_EQ(last().before, "away");
  EXPECT_EQ(last().after, "posted");
  post(ada, "plans", false);
  EXPECT_EQ(last().from, "funding");
  EXPECT_EQ(last().desk, "plans");
  EXPECT_EQ(last().before, "posted");
  EXPECT_EQ(last().after, "changed");
  const std::uint32_t number = engine.state().last_act;
  post(ada, "plans", false);
  EXPECT_EQ(engine.state().last_act, number) << "nothing was changed";
  accept(AdvisorPost{"hours", "funding", ada, {}, {}, 0, false}, moderator());
  EXPECT_EQ(last().desk, "plans") << "where they were";
  EXPECT_EQ(last().before, "posted");
  EXPECT_EQ(last().after, "taken");
}

TEST_F(DeskActs, WhatStaffDoToALineIsToldWithTheReason) {
  begin();
  post(ada, "funding", false);
  const TicketId first = open(people[0]), second = open(people[1]), third = open(people[2]);
  const std::uint32_t before = engine.state().last_act;
  accept(TicketMove{third, {}, first, "has to leave"}, moderator());
  EXPECT_EQ(engine.state().last_act, before + 1) << "whoever makes room for them is no act";
  EXPECT_EQ(last().what, ActKind::line);
  EXPECT_EQ(last().after, "placed");
  EXPECT_EQ(last().reason, "has to leave");
  EXPECT_EQ(last().session, "hours");
  EXPECT_EQ(last().desk, "funding");
  EXPECT_FALSE(last().from);
  EXPECT_EQ(last().who.at(0).person, people[2]);
  accept(TicketPin{second, true, "asked twice"}, moderator());
  EXPECT_EQ(last().after, "pinned");
  accept(TicketPin{second, false, ""}, moderator());
  EXPECT_EQ(last().after, "unpinned");
  EXPECT_EQ(last().reason, "");
  accept(TicketMove{second, "plans", {}, "is about plans"}, moderator());
  EXPECT_EQ(last().after, "moved");
  EXPECT_EQ(last().from, "funding");
  EXPECT_EQ(last().desk, "plans");
}

TEST_F(DeskActs, WhoIsCalledByHandOrGetsThePlaceBackIsTold) {
  begin();
  accept(DeskPause{"hours", "funding"}, moderator());
  const TicketId first = open(people[0]), second = open(people[1]);
  post(ada, "funding");
  accept(TicketCall{{second}, ada, "has to leave"}, moderator());
  ASSERT_EQ(at(people[1]), TicketState::offered);
  EXPECT_EQ(last().what, ActKind::line);
  EXPECT_EQ(last().after, "called");
  EXPECT_EQ(last().reason, "has to leave");
  EXPECT_EQ(last().who.at(0).person, people[1]);
  accept(TicketReturn{second, ""}, moderator());
  EXPECT_EQ(last().after, "returned");
  EXPECT_EQ(last().who.at(0).person, people[1]);
  accept(DeskOpen{"hours", "funding"}, moderator());
  ASSERT_EQ(engine.state().ticket(first).state, TicketState::offered);
  EXPECT_EQ(last().what, ActKind::desk) << "whose turn it is is called by nobody";
}

TEST_F(DeskActs, WhoGetsThePlaceBackStandsAtTheDeskThatTheirsIsPartOf) {
  begin();
  post(ada, "funding");
  const TicketId one = open(people[0]);
  ASSERT_EQ(at(people[0]), TicketState::offered);
  accept(TicketNoShow{one}, moderator());
  accept(DeskMerge{"hours", "funding", "plans"}, moderator());
  accept(AdvisorTurn{"hours", AdvisorStatus::off, {}, ada}, moderator());
  accept(TicketReturn{one, ""}, moderator());
  EXPECT_EQ(last().after, "returned");
  EXPECT_EQ(last().desk, "plans");
}

TEST_F(DeskActs, WordsAboutAPlaceInLineGoWithWhoeverTheyAreAbout) {
  begin();
  const TicketId one = open(people[0]);
  accept(TicketPin{one, true, "her child is ill"}, moderator());
  ASSERT_EQ(last().reason, "her child is ill");
  const std::uint64_t entry = engine.state().acts.back().reason->entry;
  (void)engine.take_touched();
  accept(PersonErase{people[0]}, organiser());
  const Act& act = *std::ranges::find(engine.state().acts, ActKind::line, &Act::what);
  EXPECT_FALSE(act.reason);
  EXPECT_TRUE(act.people.empty());
  EXPECT_EQ(std::ranges::count(engine.take_touched().forgotten, entry), 1)
      << "the vault is told, though it is the author's";
}

TEST_F(DeskActs, PlacesInLinesMakeWayForEachOther) {
  begin();
  const TicketId one = open(people[0]);
  accept(DeskPause{"hours", "funding"}, moderator());
  const std::size_t others = board_view(engine.state()).acts.size();
  for (std::size_t i = 0; i < limits::acts_of_a_kind + 5; ++i) accept(TicketPin{one, i % 2 == 0, "so"}, moderator());
  EXPECT_EQ(board_view(engine.state()).acts.size(), others + limits::acts_of_a_kind);
}

TEST_F(DeskActs, ACancelledOfficeHourIsOneAct) {
  begin();
  post(ada, "funding");
  const std::uint32_t before = engine.state().last_act;
  EXPECT_EQ(last().what, ActKind::posted);
  EXPECT_EQ(board_act(engine.state(), before - 1)->what, ActKind::hats) << "she is an advisor now";
  accept(SessionCancel{"hours"}, moderator());
  EXPECT_EQ(engine.state().last_act, before + 1);
  EXPECT_EQ(last().before, "running");
}

}  // namespace
}  // namespace convene::testing

// Hours of professional development: a session counts whole or not at all, and the cap ends what is earned.
#include "matcher/credit.h"

#include "tests/unit/matcher/office_hours_fixture.h"

namespace convene {
namespace {

class CreditTest : public testing::EventTest {
 protected:
  void begin(CreditRules rules) {
    EventDefinition event = testing::small_event();
    event.credit = rules;
    for (SessionDefinition& session : event.sessions) session.credit_minutes = 60;
    const StaffEntry moderator{"Mo", "mo@example.org", {Hat::moderator}, {}};
    const StaffEntry facilitator{"Fay", "fay@example.org", {Hat::facilitator}, Scope{{"role-alike-1"}, {}}};
    accept(EventLoad{event, {moderator, facilitator}});
    people = register_people(4);
  }

  Credit of(PersonId id) const {
    for (const Credit& credit : credits(engine.state()))
      if (credit.person == id) return credit;
    return {};
  }

  std::vector<PersonId> people;
};

/// What is counted as it happens is what can be counted of the rooms and tickets at any time.
void expect_counted_anew(const State& state) {
  State anew = state;
  anew.rebuild();
  EXPECT_EQ(anew.index.took_part, state.index.took_part);
  EXPECT_EQ(anew.index.held, state.index.held);
  EXPECT_EQ(anew.index.rounds_held, state.index.rounds_held);
  for (std::size_t i = 0; i < state.sessions.size(); ++i)
    EXPECT_EQ(anew.index.lines[i].helped, state.index.lines[i].helped) << i;
}

TEST_F(CreditTest, AContentSessionCountsFromTheShareThatTheRulesAsk) {
  begin({0, 80, 0});
  until(testing::nine);
  accept(AttendanceImport{"talk", {{people[0], 48}, {people[1], 47}, {people[2], {}}}});
  EXPECT_EQ(of(people[0]).minutes, 60);
  EXPECT_EQ(of(people[0]).sessions.at(0).percent, 80);
  EXPECT_EQ(of(people[1]).minutes, 0) << "47 of 60 minutes are less than 80 of 100";
  EXPECT_EQ(of(people[1]).sessions.at(0).percent, 78) << "and yet it is told";
  EXPECT_EQ(of(people[2]).minutes, 60) << "a list without minutes says that they were there";
  EXPECT_FALSE(of(people[3]).person);
  accept(AttendanceNote{"talk", {people[1]}, true}, moderator());
  EXPECT_EQ(of(people[1]).minutes, 60) << "staff's word stands against a tool's minutes";
  accept(AttendanceNote{"talk", {people[0]}, false}, moderator());
  EXPECT_FALSE(of(people[0]).person);
}

TEST_F(CreditTest, ASessionWithRoundsCountsByTheRoundsOneWasPresentIn) {
  begin({0, 60, 0});
  until(testing::nine + minutes(56));
  accept(PresenceReport{people, {}, {}});
  join({people[0], people[1], people[2]});
  until(testing::nine + minutes(60));
  see({people[0], people[1]});
  EXPECT_EQ(of(people[0]).minutes, 60) << "the only round so far";
  EXPECT_FALSE(of(people[2]).person) << "assigned, and never there";
  until(testing::nine + minutes(60 + 22));
  ASSERT_EQ(engine.state().rounds.size(), 2u);
  see(people[0]);
  EXPECT_EQ(of(people[0]).sessions.at(0).percent, 100);
  EXPECT_EQ(of(people[1]).sessions.at(0).percent, 50);
  EXPECT_EQ(of(people[1]).minutes, 0);
  expect_counted_anew(engine.state());
  accept(PersonErase{people[0]}, organiser());
  EXPECT_EQ(of(people[1]).sessions.at(0).percent, 50) << "the round was held, also without a word of who came";
  expect_counted_anew(engine.state());
}

TEST_F(CreditTest, WhoChangedRoomsInARoundWasInOneRound) {
  begin({});
  until(testing::nine + minutes(56));
  accept(PresenceReport{people, {}, {}});
  join(people);
  until(testing::nine + minutes(60));
  see(people);
  const RoomId first = person(people[0]).room;
  accept(RoomCreate{"role-alike-1", "Spare", {}}, moderator());
  const RoomId second = engine.state().rooms.back().id;
  ASSERT_NE(first, second);
  accept(SeatMove{{{people[0], person(people[0]).version}}, second, {}}, moderator());
  see(people[0]);
  until(testing::nine + minutes(60 + 22));
  see({people[1], people[2], people[3]});
  EXPECT_EQ(of(people[0]).sessions.at(0).percent, 50) << "one of two rounds, in two rooms";
  EXPECT_EQ(of(people[1]).sessions.at(0).percent, 100);
  expect_counted_anew(engine.state());
}

TEST_F(CreditTest, ARoundThatNobodyCameToIsNobodysLoss) {
  begin({0, 100, 0});
  until(testing::nine + minutes(56));
  accept(PresenceReport{people, {}, {}});
  join({people[0], people[1]});
  until(testing::nine + minutes(60));
  accept(RoundClose{"role-alike-1"}, moderator());
  until(testing::nine + minutes(60 + 22));
  ASSERT_EQ(engine.state().rounds.size(), 2u);
  see({people[0], people[1]});
  EXPECT_EQ(of(people[0]).sessions.at(0).percent, 100);
  EXPECT_EQ(of(people[0]).minutes, 60);
}

TEST_F(CreditTest, TwoOfThreeAreNoLessThanTwoThirdsRoundedDown) {
  begin({0, 66, 0});
  until(testing::nine);
  accept(AttendanceImport{"talk", {{people[0], 40}, {people[1], 39}}});
  EXPECT_EQ(of(people[0]).minutes, 60);
  EXPECT_EQ(of(people[0]).sessions.at(0).percent, 66);
  EXPECT_EQ(of(people[1]).minutes, 0);
}

using HoursCreditTest = testing::OfficeHoursTest;

TEST_F(HoursCreditTest, WhoWasHelpedIsCreditedWhoDidNotComeIsNot) {
  event.sessions.back().credit_minutes = 30;
  begin();
  post(ada, "funding");
  open(people[0]);
  come(people[0]);
  ASSERT_EQ(credits(engine.state()).size(), 1u);
  expect_counted_anew(engine.state());
  accept(TicketNoShow{ticket_of(people[0]).id}, ada);
  EXPECT_TRUE(credits(engine.state()).empty()) << "pressed, and never came";
  wait(minutes(2));
  open(people[1]);
  come(people[1]);
  done(people[1], ada);
  const auto all = credits(engine.state());
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].person, people[1]);
  EXPECT_EQ(all[0].minutes, 30);
  expect_counted_anew(engine.state());
}

TEST_F(CreditTest, ThePlanCountsOnceAndTheCapEndsWhatIsEarned) {
  begin({150, 0, 120});
  until(testing::nine);
  accept(AttendanceImport{"talk", {{people[0], {}}}});
  EXPECT_EQ(refused(CreditPlan{{people[0]}, true}, people[0]), "not_allowed");
  EXPECT_EQ(refused(CreditPlan{{people[0]}, true}, facilitator()), "not_in_scope");
  EXPECT_EQ(refused(CreditPlan{{}, true}, moderator()), "attendance.how_many");
  EXPECT_EQ(refused(CreditPlan{{people[0], PersonId(999)}, true}, moderator()), "person.unknown");
  EXPECT_FALSE(of(people[0]).plan) << "nothing half-done";
  accept(CreditPlan{{people[0], people[0], people[1]}, true}, moderator());
  const auto before = engine.seq();
  accept(CreditPlan{{people[0]}, true}, moderator());
  EXPECT_EQ(engine.seq(), before) << "once is enough";
  EXPECT_EQ(of(people[0]).minutes, 150);
  EXPECT_TRUE(of(people[0]).capped);
  EXPECT_EQ(of(people[1]).minutes, 120);
  EXPECT_FALSE(of(people[1]).capped);
  accept(CreditPlan{{people[0]}, false}, moderator());
  EXPECT_EQ(of(people[0]).minutes, 60);
  EXPECT_FALSE(person(people[2]).plan);
  accept(CreditPlan{{people[2]}, false}, moderator());
  ASSERT_TRUE(person(people[2]).plan) << "that it is not completed was said";
  EXPECT_FALSE(person(people[2]).plan->completed);
}

TEST_F(CreditTest, NothingCountsOfWhoWasErasedOrOfWhatWasCancelled) {
  begin({0, 0, 60});
  until(testing::nine);
  accept(AttendanceImport{"talk", {{people[0], {}}, {people[1], {}}}});
  accept(CreditPlan{{people[0]}, true}, moderator());
  accept(PersonErase{people[0]}, organiser());
  EXPECT_FALSE(of(people[0]).person);
  EXPECT_FALSE(person(people[0]).plan);
  accept(SessionCancel{"talk"}, moderator());
  EXPECT_FALSE(of(people[1]).person);
}

TEST_F(CreditTest, WithoutRulesEveryHourCounts) {
  begin({});
  EventDefinition event = engine.state().event;
  event.credit.reset();
  accept(EventLoad{event, {{"Mo", "mo@example.org", {Hat::moderator}, {}}}});
  until(testing::nine);
  accept(AttendanceImport{"talk", {{people[0], 1}}});
  EXPECT_EQ(of(people[0]).minutes, 60);
}

}  // namespace
}  // namespace convene

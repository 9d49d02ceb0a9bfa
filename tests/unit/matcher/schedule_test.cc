// The programme in time: shifting, extending, ending.
#include "tests/unit/matcher/event_fixture.h"

namespace convene::testing {
namespace {

class Schedule : public EventTest {
 protected:
  const Session& role_alike() const { return engine.state().session(1); }
  const Round& round() const { return engine.state().round(role_alike().round); }

  /// The last round is open: it lasts until the session's end.
  void last_round() {
    people = register_people(6);
    until(ten - minutes(1));
    join(people);
    until(ten + minutes(23));
    see(people);
    ASSERT_EQ(round().ends, ten + minutes(50));
  }

  std::vector<PersonId> people;
};

TEST_F(Schedule, ShiftingWhatRunsMovesTheEndOfItsLastRound) {
  last_round();
  accept(SessionShift{"role-alike-1", 10, false}, facilitator());
  EXPECT_EQ(role_alike().starts, ten);
  EXPECT_EQ(round().ends, ten + minutes(60));
  accept(SessionShift{"role-alike-1", -15, false}, facilitator());
  EXPECT_EQ(round().ends, ten + minutes(45));
}

TEST_F(Schedule, ShiftingWhatIsClosingBringsItsRoundBack) {
  last_round();
  until(ten + minutes(50) + seconds(10));
  ASSERT_EQ(role_alike().state, SessionState::closing);
  accept(SessionShift{"role-alike-1", 5, false}, facilitator());
  EXPECT_EQ(role_alike().state, SessionState::running);
  EXPECT_EQ(round().state, RoundState::open);
  EXPECT_EQ(round().ends, ten + minutes(55));
}

TEST_F(Schedule, ExtendingInTheGraceOfTheFirstRoundLeavesTheSecondToCome) {
  people = register_people(6);
  until(ten - minutes(1));
  join(people);
  until(ten + minutes(20) + seconds(10));
  ASSERT_EQ(round().state, RoundState::closing);
  accept(SessionExtend{"role-alike-1", 10}, facilitator());
  EXPECT_EQ(round().state, RoundState::closing);
  until(ten + minutes(22));
  EXPECT_EQ(round().number, 2u);
}

TEST_F(Schedule, ReopeningARoundDatesLonelinessFromThen) {
  people = register_people(4);
  until(ten - minutes(1));
  join(people);
  until(ten);
  see({people[0]});
  for (std::size_t i = 1; i < people.size(); ++i) accept(SessionLeave{}, people[i]);
  until(ten + minutes(20));
  ASSERT_EQ(round().state, RoundState::closing);
  until(now + seconds(5));
  accept(RoundExtend{"role-alike-1", 300}, facilitator());
  EXPECT_EQ(room_of(people[0]).alone_since, now);
}

TEST_F(Schedule, WhatFollowsMovesThoughItsDoorsAreOpen) {
  until(nine + minutes(67));
  ASSERT_EQ(engine.state().session(2).state, SessionState::open);
  accept(SessionShift{"role-alike-1", 10, true}, moderator());
  EXPECT_EQ(engine.state().session(2).starts, nine + minutes(80));
}

TEST_F(Schedule, AShiftThatTakesASessionOfOthersIsRefusedWhole) {
  const Outcome outcome = ask(SessionShift{"role-alike-1", 10, true}, facilitator());
  ASSERT_TRUE(std::holds_alternative<Refusal>(outcome));
  EXPECT_EQ(std::get<Refusal>(outcome).code, "not_in_scope");
  EXPECT_EQ(std::get<Refusal>(outcome).parameters.at("session"), "mixing");
  EXPECT_EQ(role_alike().starts, ten);
}

TEST_F(Schedule, NothingIsShiftedIntoThePast) {
  last_round();
  EventDefinition event = engine.state().event;
  event.sessions.push_back(session("later", SessionKind::open, now + minutes(10), minutes(30)));
  accept(EventLoad{event, {}});
  const Outcome outcome = ask(SessionShift{"role-alike-1", -20, true}, moderator());
  ASSERT_TRUE(std::holds_alternative<Refusal>(outcome));
  EXPECT_EQ(std::get<Refusal>(outcome).code, "session.in_the_past");
  EXPECT_EQ(std::get<Refusal>(outcome).parameters.at("session"), "later");
}

TEST_F(Schedule, ClosingTheLastRoundByHandClosesTheSession) {
  last_round();
  accept(RoundClose{"role-alike-1"}, moderator());
  EXPECT_EQ(role_alike().state, SessionState::closing);
  until(now + seconds(60));
  EXPECT_EQ(role_alike().state, SessionState::closed);
  EXPECT_EQ(me_view(engine.state(), people[0]).place, Place::programme);
}

TEST_F(Schedule, ClosingAnEarlierRoundByHandDoesNot) {
  people = register_people(6);
  until(ten - minutes(1));
  join(people);
  until(ten + minutes(5));
  accept(RoundClose{"role-alike-1"}, moderator());
  until(ten + minutes(8));
  EXPECT_EQ(round().number, 2u);
}

TEST_F(Schedule, APlanThatCannotBeHadIsAskedForAgainLater) {
  planner_answers = false;
  people = register_people(4);
  until(ten - minutes(1));
  join(people);
  until(ten);
  ASSERT_EQ(engine.state().requests.size(), 1u);
  accept(PlanFail{engine.state().requests.begin()->first});
  EXPECT_TRUE(engine.state().requests.empty());
  ASSERT_FALSE(engine.state().notices.empty());
  EXPECT_EQ(engine.state().notices.rbegin()->second.notice.kind, "plan_failed");
  EXPECT_EQ(engine.state().notices.rbegin()->second.notice.audience.people, (std::vector{moderator(), organiser()}));
  const std::size_t words = engine.state().notices.size();
  until(ten + seconds(31));
  ASSERT_EQ(engine.state().requests.size(), 1u);
  accept(PlanFail{engine.state().requests.begin()->first});
  EXPECT_EQ(engine.state().notices.size(), words) << "said once";
  now = ten + seconds(31);
  planner_answers = true;
  until(ten + seconds(60));
  EXPECT_FALSE(person(people[0]).room);
  until(ten + seconds(61));
  EXPECT_TRUE(person(people[0]).room);
}

TEST_F(Schedule, ARoundOpenedBeforeTheStartDoesNotEndTheSessionWhenItIsClosed) {
  EventDefinition event = small_event();
  event.sessions[1].policy.rounds.count = 1;
  accept(EventLoad{event, {}});
  people = register_people(6);
  until(ten - minutes(4));
  join(people);
  accept(RoundOpen{"role-alike-1", {}, false}, moderator());
  ASSERT_EQ(role_alike().state, SessionState::open);
  accept(RoundClose{"role-alike-1"}, moderator());
  EXPECT_EQ(role_alike().state, SessionState::open);
  until(ten + minutes(1));
  EXPECT_EQ(role_alike().state, SessionState::running);
  EXPECT_EQ(round().number, 2u) << "people have come for the session's own time";
  EXPECT_TRUE(person(people[0]).room);
  until(ten + minutes(52));
  EXPECT_EQ(role_alike().state, SessionState::closed);
}

/// A programme that is loaded in the middle of the day: the morning's talks were "on now" for a minute more.
TEST_F(Schedule, ATalkThatWasOverBeforeTheEventWasLoadedIsClosedAtOnce) {
  EventDefinition event = small_event();
  event.sessions.push_back(session("early", SessionKind::content, nine - minutes(90), minutes(30)));
  accept(EventLoad{event, {}});
  until(now + Duration{1});
  EXPECT_EQ(engine.state().session(engine.state().find_session("early")).state, SessionState::closed);
}

TEST_F(Schedule, MovingWhatIsClosingToEarlierDoesNotBringItBack) {
  last_round();
  accept(RoundClose{"role-alike-1"}, moderator());
  ASSERT_EQ(role_alike().state, SessionState::closing);
  accept(SessionShift{"role-alike-1", -5, false}, facilitator());
  EXPECT_EQ(role_alike().state, SessionState::closing);
  EXPECT_EQ(round().state, RoundState::closing);
}

}  // namespace
}  // namespace convene::testing

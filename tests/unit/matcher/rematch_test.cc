// An open round grouped anew: a plan to be looked at, and moves all at once.
#include "matcher/rematch.h"

#include "matcher/limits.h"
#include "tests/unit/matcher/two_rooms_fixture.h"

namespace convene {
namespace {

class RematchTest : public testing::TwoRoomsTest {
 protected:
  /// One of each kind in the room of the others, as a hurried hand might have put them.
  void muddle() {
    accept(SeatMove{{{classroom[4], person(classroom[4]).version}}, b}, moderator());
    accept(SeatMove{{{administrators[4], person(administrators[4]).version}}, a}, moderator());
    see({classroom[4], administrators[4]});
  }
  PlanId draft(std::vector<RoomId> of = {}) {
    accept(RoundRematch{"role-alike-1", std::move(of), "better"}, moderator());
    return engine.state().plans.empty() ? PlanId{} : engine.state().plans.rbegin()->first;
  }
  const PlanStored& plan(PlanId id) const { return engine.state().plans.at(id).plan; }
};

TEST_F(RematchTest, ShowsWhatItWouldMoveAndMovesNobody) {
  muddle();
  const RoomId was = person(classroom[4]).room;
  const PlanId id = draft();
  ASSERT_TRUE(id);
  EXPECT_EQ(person(classroom[4]).room, was);
  EXPECT_EQ(plan(id).report.moves, 2u);
  EXPECT_EQ(plan(id).report.least_moves, 0u);
  const BoardView board = board_view(engine.state());
  const BoardPlan& shown = board.plans.at(to_string(id));
  EXPECT_TRUE(shown.rematch);
  EXPECT_EQ(shown.changed, 0u);
  for (const PlannedRoom& room : shown.rooms) ASSERT_TRUE(room.room) << "both rooms go on";
}

TEST_F(RematchTest, AppliesAllOfItAtOnceAndTellsWhoDidIt) {
  muddle();
  accept(PlanApply{draft(), false}, moderator());
  EXPECT_EQ(person(classroom[4]).room, person(classroom[0]).room);
  EXPECT_EQ(person(administrators[4]).room, person(administrators[0]).room);
  const MeView me = me_view(engine.state(), classroom[4]);
  EXPECT_EQ(me.arrival->why, SeatWhy::moved);
  EXPECT_EQ(me.arrival->by, "Mo");
  EXPECT_EQ(seat(classroom[0]), SeatState::present) << "whoever is not moved notices nothing";
  EXPECT_TRUE(engine.state().plans.empty());
}

TEST_F(RematchTest, KeepsWhatWasDoneByHandSince) {
  muddle();
  const PlanId id = draft();
  accept(SeatPin{classroom[4], true, person(classroom[4]).version}, moderator());
  const RoomId was = person(classroom[4]).room;
  EXPECT_EQ(refused(PlanApply{PlanId(99), false}, moderator()), "plan.unknown");
  accept(PlanApply{id, true}, moderator());
  EXPECT_EQ(person(classroom[4]).room, was) << "pinned since";
  EXPECT_EQ(person(administrators[4]).room, person(administrators[0]).room);
}

TEST_F(RematchTest, IsStaleWhenMoreThanATenthChanged) {
  muddle();
  const PlanId id = draft();
  accept(SessionLeave{}, classroom[0]);
  accept(SessionLeave{}, classroom[1]);
  EXPECT_EQ(board_view(engine.state()).plans.at(to_string(id)).changed, 2u);
  EXPECT_EQ(refused(PlanApply{id, false}, moderator()), "plan.stale");
  accept(PlanApply{id, true}, moderator());
  EXPECT_LT(person(classroom[0]).session, 0) << "whoever left is not brought back";
  EXPECT_EQ(person(classroom[4]).room, person(classroom[2]).room);
}

TEST_F(RematchTest, NobodyIsLeftAloneByIt) {
  // Two of a small room are to go; somebody comes there before the plan is applied.
  const RoomId small = person(classroom[0]).room;
  for (std::size_t i = 2; i < 5; ++i) accept(SessionLeave{}, classroom[i]);
  until(now + limits::seat_kept);
  const PlanId id = draft();
  ASSERT_GE(plan(id).report.moves, 1u) << "a room of two is too small";
  const PersonId late = register_people(1, "classroom").front();
  join({late});
  ASSERT_EQ(person(late).room, small);
  accept(PlanApply{id, true}, moderator());
  for (const RoomId room : rooms()) {
    std::size_t there = 0;
    for (const Seat& seat : engine.state().room(room).seats) there += seat.state != SeatState::left ? 1 : 0;
    EXPECT_NE(there, 1u) << to_string(room);
  }
}

TEST_F(RematchTest, PeopleWhoWerePinnedBeforeMakeNoPlanStale) {
  muddle();
  for (const PersonId id : {classroom[0], classroom[1], administrators[0]})
    accept(SeatPin{id, true, person(id).version}, moderator());
  const PlanId id = draft();
  EXPECT_EQ(board_view(engine.state()).plans.at(to_string(id)).changed, 0u);
  accept(PlanApply{id, false}, moderator());
  EXPECT_EQ(person(classroom[4]).room, person(classroom[0]).room);
}

TEST_F(RematchTest, LeavesLockedRoomsAndThePinnedAlone) {
  muddle();
  const RoomId locked = person(classroom[0]).room;
  accept(RoomLock{locked, true, engine.state().room(locked).version}, moderator());
  EXPECT_EQ(refused(RoundRematch{"role-alike-1", {locked}, ""}, moderator()), "room.locked");
  const PlanId id = draft();
  for (const PlannedRoom& room : plan(id).rooms) EXPECT_NE(room.room, locked);
  EXPECT_EQ(plan(id).report.moves, 0u);
}

TEST_F(RematchTest, ALockSinceThenHoldsToo) {
  muddle();
  const PlanId id = draft();
  const RoomId locked = person(classroom[0]).room;
  accept(RoomLock{locked, true, engine.state().room(locked).version}, moderator());
  accept(PlanApply{id, true}, moderator());
  EXPECT_NE(person(classroom[4]).room, locked);
  EXPECT_EQ(person(administrators[4]).room, locked);
}

TEST_F(RematchTest, IsRefusedWhereThereIsNothingToGroup) {
  EXPECT_EQ(refused(RoundRematch{"mixing", {}, ""}, moderator()), "round.none");
  EXPECT_EQ(refused(RoundRematch{"role-alike-1", {RoomId(77)}, ""}, moderator()), "room.unknown");
  EXPECT_EQ(refused(RoundRematch{"role-alike-1", {}, ""}, facilitator()), "not_allowed");
  const PlanId id = draft();
  EXPECT_EQ(refused(RoundOpen{"role-alike-1", id, true}, moderator()), "round.already_open");
  accept(RoundClose{"role-alike-1"}, moderator());
  EXPECT_EQ(refused(PlanApply{id, true}, moderator()), "round.none");
  until(now + minutes(2));
  EXPECT_TRUE(engine.state().plans.empty()) << "a plan for a round that is over is of no use";
}

TEST_F(RematchTest, APlanInTheMakingIsShownAndCanBeCancelled) {
  planner_answers = false;
  accept(RoundRematch{"role-alike-1", {}, "better"}, moderator());
  const BoardView board = board_view(engine.state());
  ASSERT_EQ(board.requests.size(), 1u);
  EXPECT_TRUE(board.requests.begin()->second.rematch);
  EXPECT_EQ(board.requests.begin()->second.name, "better");
  const std::uint32_t request = engine.state().requests.begin()->first;
  const PlanTask task = plan_task(engine.state(), request);
  EXPECT_EQ(refused(PlanCancel{request + 1}, moderator()), "plan.unknown");
  accept(PlanCancel{request}, moderator());
  EXPECT_TRUE(board_view(engine.state()).requests.empty());
  accept(PlanDeliver{request, make_plan(task)});
  EXPECT_TRUE(engine.state().plans.empty()) << "what comes then is not wanted any more";
}

TEST_F(RematchTest, NeverBringsTogetherWhoIsKeptApart) {
  Profile profile = *person(classroom[4]).profile.words;
  profile.keep_apart = {person(classroom[0]).profile.words->key};
  accept(RosterImport{{profile}});
  muddle();
  const PlanId id = draft();
  accept(PlanApply{id, true}, moderator());
  EXPECT_NE(person(classroom[4]).room, person(classroom[0]).room);
}

TEST_F(RematchTest, OneWhoWaitsIsNoGrouping) {
  for (const RoomId id : rooms()) accept(RoomLock{id, true, engine.state().room(id).version}, moderator());
  const std::vector<PersonId> late = register_people(1, "classroom");
  join(late);
  ASSERT_FALSE(person(late[0]).room);
  EXPECT_EQ(refused(RoundRematch{"role-alike-1", {}, ""}, moderator()), "plan.nobody") << "one person is no grouping";
}

}  // namespace
}  // namespace convene

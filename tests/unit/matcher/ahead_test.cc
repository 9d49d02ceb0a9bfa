// Plans that are made ahead, or elsewhere: of people who need not be here yet, and find their group when they come.
#include "tests/unit/matcher/event_fixture.h"

namespace convene::testing {
namespace {

class Ahead : public EventTest {
 protected:
  void SetUp() override {
    EventTest::SetUp();
    people = register_people(12);
  }

  PlanId draft(PlanFor whom) {
    accept(RoundDraft{"role-alike-1", "before", whom}, moderator());
    return engine.state().plans.rbegin()->first;
  }
  PlanId import(std::vector<ImportedRoom> rooms) {
    accept(PlanImport{moderator(), "role-alike-1", "from a list", std::move(rooms)});
    return engine.state().plans.rbegin()->first;
  }
  std::vector<PersonId> some(std::size_t from, std::size_t count) const {
    const auto first = people.begin() + static_cast<std::ptrdiff_t>(from);
    return {first, first + static_cast<std::ptrdiff_t>(count)};
  }
  std::vector<ImportedRoom> two_rooms() const { return {{"Newton", some(0, 6)}, {"Curie", some(6, 6)}}; }
  /// Opened with three of each room here, and three on their way.
  void open_two_rooms() {
    const PlanId plan = import(two_rooms());
    until(nine + minutes(58));
    join(some(0, 3));
    join(some(6, 3));
    accept(RoundOpen{"role-alike-1", plan, false}, moderator());
  }
  BoardPlan shown(PlanId plan) const { return board_view(engine.state()).plans.at(to_string(plan)); }
  std::string name_of_room(PersonId id) const {
    return person(id).room ? room_view(engine.state(), person(id).room).name.label.value_or("") : "nowhere";
  }

  std::vector<PersonId> people;
};

TEST_F(Ahead, RoomsArePreparedBeforeAnybodyIsHere) {
  const PlanId everybody = draft(PlanFor::everybody);
  EXPECT_TRUE(shown(everybody).ahead);
  EXPECT_EQ(shown(everybody).report.people, 12u);
  EXPECT_EQ(shown(everybody).changed, 0u);
  for (const PersonId id : some(0, 7)) accept(SessionIntend{"role-alike-1", true}, id);
  EXPECT_EQ(shown(draft(PlanFor::intending)).report.people, 7u);
  EXPECT_EQ(refused(RoundDraft{"role-alike-1", "", PlanFor::here}, moderator()), "session.not_open");
  EXPECT_EQ(board_view(engine.state()).plans.size(), 2u) << "several wait side by side";
}

TEST_F(Ahead, StaffAreNotPlannedFor) {
  for (const PlannedRoom& room : shown(draft(PlanFor::everybody)).rooms)
    for (const PersonId id : room.people) EXPECT_FALSE(person(id).staff());
}

TEST_F(Ahead, WhoComesLateFindsTheRoomThatThePlanHasForThem) {
  const PlanId plan = import(two_rooms());
  until(nine + minutes(58));
  join(some(0, 3));
  join(some(6, 3));
  EXPECT_EQ(shown(plan).changed, 0u) << "the others may still come";
  accept(RoundOpen{"role-alike-1", plan, false}, moderator());
  for (const PersonId id : some(0, 3)) EXPECT_EQ(name_of_room(id), "Newton");
  for (const PersonId id : some(6, 3)) EXPECT_EQ(name_of_room(id), "Curie");
  join({people[10], people[4], people[11], people[5]});
  EXPECT_EQ(name_of_room(people[4]), "Newton");
  EXPECT_EQ(name_of_room(people[5]), "Newton");
  EXPECT_EQ(name_of_room(people[10]), "Curie");
  EXPECT_EQ(name_of_room(people[11]), "Curie");
}

TEST_F(Ahead, RoomsWithTooFewAreJoinedAndTheOthersFollow) {
  const PlanId plan = import(two_rooms());
  until(nine + minutes(58));
  join(some(0, 4));
  join({people[6]});
  accept(RoundOpen{"role-alike-1", plan, false}, moderator());
  EXPECT_EQ(person(people[6]).room, person(people[0]).room) << "nobody is alone";
  join({people[7]});
  EXPECT_EQ(person(people[7]).room, person(people[6]).room) << "where the one that was here from their room is";
}

TEST_F(Ahead, AFullOrLockedRoomDoesNotKeepAnybodyOut) {
  open_two_rooms();
  const RoomId newton = person(people[0]).room;
  accept(RoomLock{newton, true, engine.state().room(newton).version}, moderator());
  join({people[3]});
  EXPECT_EQ(name_of_room(people[3]), "Curie");
}

TEST_F(Ahead, AGroupOfWhichNobodyWasHereComesTogetherAllTheSame) {
  const PlanId plan = import(two_rooms());
  until(nine + minutes(58));
  join(some(0, 5));
  accept(RoundOpen{"role-alike-1", plan, false}, moderator());
  join({people[6], people[7]});
  EXPECT_TRUE(person(people[6]).room);
  EXPECT_EQ(person(people[7]).room, person(people[6]).room);
}

TEST_F(Ahead, NobodyIsSeatedAloneWhereTheOthersHaveGone) {
  open_two_rooms();
  for (const PersonId id : some(0, 3)) accept(SessionLeave{}, id);
  join({people[3]});
  EXPECT_EQ(name_of_room(people[3]), "Curie");
}

TEST_F(Ahead, WhoWasMovedIsNotDrawnBack) {
  open_two_rooms();
  join({people[3]});
  const RoomId curie = person(people[6]).room;
  accept(SeatMove{{{people[3], person(people[3]).version}}, curie}, moderator());
  EXPECT_TRUE(person(people[3]).awaited.empty());
}

TEST_F(Ahead, WhatSomebodySaysOfThemselvesSinceStandsAboveThePlan) {
  open_two_rooms();
  for (const PersonId id : some(6, 3)) {
    ProfileUpdate update;
    update.role = "administrator";
    accept(update, id);
  }
  ProfileUpdate update;
  update.role = "administrator";
  accept(update, people[4]);
  join({people[4]});
  EXPECT_EQ(name_of_room(people[4]), "Curie") << "with others of the role that they gave";
}

TEST_F(Ahead, APlanThatIsStillMadeWhenItsSessionIsCalledOffIsNotKept) {
  planner_answers = false;
  accept(RoundDraft{"role-alike-1", "before", PlanFor::everybody}, moderator());
  accept(SessionCancel{"role-alike-1"}, moderator());
  EXPECT_TRUE(engine.state().requests.empty());
}

TEST_F(Ahead, KeptApartStandsAbovePlans) {
  const PlanId plan = import(two_rooms());
  accept(PairApart{people[0], people[3]}, moderator());
  until(nine + minutes(58));
  join(some(0, 3));
  join(some(6, 3));
  accept(RoundOpen{"role-alike-1", plan, false}, moderator());
  join({people[3]});
  EXPECT_NE(person(people[3]).room, person(people[0]).room);
  EXPECT_TRUE(person(people[3]).room);
}

TEST_F(Ahead, AnOldPlanSaysNothingOfTheNextRound) {
  open_two_rooms();
  const RoomId newton = person(people[0]).room;
  accept(RoundClose{"role-alike-1"}, moderator());
  until(now + minutes(2));
  if (!engine.state().session(1).round) accept(RoundOpen{"role-alike-1", {}, false}, moderator());
  join({people[4]});
  EXPECT_NE(person(people[4]).room, newton);
  EXPECT_TRUE(person(people[4]).room);
}

TEST_F(Ahead, AChosenPlanOpensByItself) {
  const PlanId first = import(two_rooms());
  const PlanId second = draft(PlanFor::everybody);
  accept(PlanChoose{second, true}, moderator());
  accept(PlanChoose{first, true}, moderator());
  EXPECT_TRUE(shown(first).chosen);
  until(nine + minutes(58));
  join(some(0, 3));
  join(some(6, 3));
  until(nine + minutes(60));
  ASSERT_TRUE(engine.state().session(1).round) << "though no moderator is here";
  EXPECT_EQ(name_of_room(people[0]), "Newton") << "the oldest of those that were chosen";
  EXPECT_FALSE(engine.state().plans.contains(first));
  EXPECT_TRUE(shown(second).chosen) << "for the round after it";
}

TEST_F(Ahead, WhatIsNotChosenAnyMoreOpensNothing) {
  const PlanId plan = import(two_rooms());
  accept(PlanChoose{plan, true}, moderator());
  accept(PlanChoose{plan, false}, moderator());
  until(nine + minutes(58));
  join(some(0, 6));
  until(nine + minutes(60));
  EXPECT_EQ(name_of_room(people[0]), "");
  EXPECT_TRUE(engine.state().plans.contains(plan));
  EXPECT_EQ(refused(PlanChoose{PlanId(77), true}, moderator()), "plan.unknown");
  EXPECT_EQ(refused(PlanChoose{plan, true}, facilitator()), "not_allowed");
}

TEST_F(Ahead, PlansOfASessionThatIsOverMakeRoomForOthers) {
  import(two_rooms());
  draft(PlanFor::everybody);
  accept(SessionCancel{"role-alike-1"}, moderator());
  EXPECT_TRUE(engine.state().plans.empty());
}

TEST_F(Ahead, AListNamesEverybodyOnceAndNobodyWhoIsGone) {
  accept(PersonRemove{people[1], ""}, moderator());
  const PlanId plan = import({{"A", {people[0], people[1], people[2]}}, {"B", {people[2], people[3], people[4]}}});
  const BoardPlan stored = shown(plan);
  ASSERT_EQ(stored.rooms.size(), 2u);
  EXPECT_EQ(stored.rooms[0].people, (std::vector{people[0], people[2]}));
  EXPECT_EQ(stored.rooms[1].people, (std::vector{people[3], people[4]}));
  EXPECT_EQ(stored.rooms[0].name.label, "A");
  EXPECT_EQ(stored.report.people, 4u);
  EXPECT_EQ(stored.report.under_min, 2u);
}

TEST_F(Ahead, WhatCannotBeAPlanIsRefused) {
  EXPECT_EQ(refused(PlanImport{moderator(), "role-alike-1", "", {{"A", {}}}}), "plan.empty");
  EXPECT_EQ(refused(PlanImport{moderator(), "role-alike-1", "", {{"A", {PersonId(999)}}}}), "plan.empty");
  EXPECT_EQ(refused(PlanImport{moderator(), "nowhere", "", two_rooms()}), "session.unknown");
  EXPECT_EQ(refused(PlanImport{moderator(), "role-alike-1", "", {{"Main room", std::vector<PersonId>(51, people[0])}}}),
            "plan.room_too_large");
  EXPECT_EQ(refused(PlanImport{moderator(), "talk", "", two_rooms()}), "session.no_rooms");
  EXPECT_EQ(refused(PlanImport{facilitator(), "role-alike-1", "", two_rooms()}), "not_allowed");
  EXPECT_EQ(refused(PlanImport{moderator(), "role-alike-1", std::string(300, 'x'), two_rooms()}), "text.too_long");
}

TEST_F(Ahead, NamesOfRoomsGoWithWhoGaveThem) {
  const PlanId plan = import(two_rooms());
  accept(PersonErase{moderator()}, organiser());
  EXPECT_FALSE(shown(plan).rooms[0].name.label);
  until(nine + minutes(58));
  join(some(0, 3));
  join(some(6, 3));
  accept(RoundOpen{"role-alike-1", plan, false}, organiser());
  EXPECT_EQ(name_of_room(people[0]), "");
  EXPECT_NE(person(people[0]).room, person(people[6]).room) << "the rooms are as they were made";
}

TEST_F(Ahead, AReplayLeadsToTheSame) {
  open_two_rooms();
  Engine again;
  for (const Record& record : records) again.replay(record);
  ASSERT_EQ(again.state().person(people[4]).awaited.size(), 1u);
  EXPECT_EQ(again.state().round(again.state().session(1).round).groups.size(), 2u);
  EXPECT_EQ(again.state().rooms.size(), engine.state().rooms.size());
}

}  // namespace
}  // namespace convene::testing

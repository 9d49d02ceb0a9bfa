// Moderators change the rooms of an open round: swap, create, rename, merge, divide, close.
#include <algorithm>

#include "matcher/limits.h"
#include "tests/unit/matcher/two_rooms_fixture.h"

namespace convene::testing {
namespace {

class RoomsTest : public TwoRoomsTest {
 protected:
  std::uint32_t version(PersonId id) const { return person(id).version; }
  /// A third room with these two in it.
  RoomId third() {
    accept(SeatMove{{move(classroom[4]), move(administrators[4])}, std::nullopt, true}, moderator());
    return person(classroom[4]).room;
  }
  std::vector<PersonId> in(RoomId id) const {
    std::vector<PersonId> out;
    for (const Seat& seat : room(id).seats)
      if (!elsewhere(seat)) out.push_back(seat.person);
    std::ranges::sort(out);
    return out;
  }
};

TEST_F(RoomsTest, TwoChangePlacesAndBothAreToldWhoDidIt) {
  accept(SeatSwap{move(classroom[0]), move(administrators[0]), "they asked"}, moderator());
  EXPECT_EQ(person(classroom[0]).room, b);
  EXPECT_EQ(person(administrators[0]).room, a);
  EXPECT_EQ(room(a).seats.size(), 5u);
  const MeView view = me_view(engine.state(), classroom[0]);
  EXPECT_EQ(view.arrival->by, "Mo");
  EXPECT_EQ(view.arrival->why, SeatWhy::moved);
  ASSERT_TRUE(view.arrival->from);
  EXPECT_EQ(view.arrival->from->category, "classroom");
}

TEST_F(RoomsTest, ASwapWorksThoughBothRoomsAreFull) {
  EventDefinition event = small_event();
  event.sessions[1].policy.rooms = {2, 5, 5};
  accept(EventLoad{event, {}});
  accept(SeatSwap{move(classroom[0]), move(administrators[0]), ""}, moderator());
  EXPECT_EQ(person(classroom[0]).room, b);
  EXPECT_EQ(room(a).seats.size(), 5u);
}

TEST_F(RoomsTest, ASwapWithWhoWaitsGivesOneASeatAndTheOtherTheLobby) {
  accept(SeatMove{{move(classroom[0])}, std::nullopt}, moderator());
  accept(SeatSwap{move(classroom[0]), move(administrators[0]), ""}, moderator());
  EXPECT_EQ(person(classroom[0]).room, b);
  EXPECT_FALSE(person(administrators[0]).room);
  EXPECT_EQ(person(administrators[0]).lacking, "moved_to_lobby");
}

TEST_F(RoomsTest, ASwapIsRefusedWhereItCannotBe) {
  EXPECT_EQ(refused(SeatSwap{move(classroom[0]), move(classroom[1]), ""}, moderator()), "swap.same_place");
  EXPECT_EQ(refused(SeatSwap{move(classroom[0]), move(classroom[0]), ""}, moderator()), "move.twice");
  EXPECT_EQ(refused(SeatSwap{{classroom[0], version(classroom[0]) - 1}, move(administrators[0]), ""}, moderator()),
            "seat.changed");
  accept(PairApart{classroom[0], administrators[1]}, moderator());
  EXPECT_EQ(refused(SeatSwap{move(classroom[0]), move(administrators[0]), ""}, moderator()), "pair.kept_apart");
  accept(SeatSwap{move(classroom[0]), move(administrators[1]), ""}, moderator());
  EXPECT_EQ(person(classroom[0]).room, b) << "with the one who goes, nobody meets";
}

TEST_F(RoomsTest, ARoomIsCreatedByNameForNobodyYet) {
  accept(RoomCreate{"role-alike-1", "Newcomers' corner", {}}, moderator());
  const Room& created = engine.state().rooms.back();
  EXPECT_FALSE(created.closed);
  EXPECT_EQ(room_view(engine.state(), created.id).name.label, "Newcomers' corner");
  EXPECT_EQ(floor_room(engine.state(), created.id)->name.label, "Newcomers' corner");
  accept(SeatMove{{move(classroom[0]), move(classroom[1])}, created.id}, moderator());
  EXPECT_EQ(person(classroom[1]).room, created.id);
  EXPECT_EQ(created.basis.role, "classroom");
}

TEST_F(RoomsTest, ARoomIsCreatedForTwoOrMoreAndNeverForOne) {
  EXPECT_EQ(refused(RoomCreate{"role-alike-1", "", {move(classroom[0])}}, moderator()), "room.for_one");
  EXPECT_EQ(refused(RoomCreate{"mixing", "", {}}, moderator()), "round.none");
  EXPECT_EQ(refused(RoomCreate{"role-alike-1", std::string(201, 'a'), {}}, moderator()), "text.too_long");
  accept(RoomCreate{"role-alike-1", "Two", {move(classroom[0]), move(administrators[0])}}, moderator());
  EXPECT_EQ(person(classroom[0]).room, person(administrators[0]).room);
  EXPECT_EQ(me_view(engine.state(), classroom[0]).arrival->by, "Mo");
}

TEST_F(RoomsTest, ARoomIsRenamedAndGetsItsFirstNameBack) {
  const std::uint32_t seen = room(a).version;
  accept(RoomRename{a, "The blue room", seen}, moderator());
  EXPECT_EQ(room_view(engine.state(), a).name.label, "The blue room");
  EXPECT_EQ(room_view(engine.state(), a).name.category, "classroom");
  EXPECT_EQ(refused(RoomRename{a, "The red room", seen}, organiser()), "room.changed");
  accept(RoomRename{a, "", room(a).version}, moderator());
  EXPECT_FALSE(room_view(engine.state(), a).name.label);
}

TEST_F(RoomsTest, TheNameThatStaffGaveARoomGoesWithWhoGaveIt) {
  accept(RoomRename{a, "The blue room", room(a).version}, moderator());
  accept(PersonErase{moderator()}, organiser());
  EXPECT_FALSE(room_view(engine.state(), a).name.label);
  const BoardView board = board_view(engine.state());
  EXPECT_EQ(board.operations.begin()->second.name, "");
}

TEST_F(RoomsTest, MergingBringsEverybodyAndClosesTheRoom) {
  const RoomId c = third();
  const std::vector<PersonId> people = in(c);
  accept(RoomMerge{c, a, room(c).version, "quiet in here"}, moderator());
  EXPECT_TRUE(room(c).closed);
  EXPECT_TRUE(room(c).seats.empty());
  for (const PersonId id : people) {
    EXPECT_EQ(person(id).room, a);
    EXPECT_EQ(me_view(engine.state(), id).arrival->by, "Mo");
  }
  EXPECT_EQ(room(a).seats.size(), 6u);
  EXPECT_EQ(floor_view(engine.state(), {}).rooms.count(to_string(c)), 0u);
}

TEST_F(RoomsTest, NoMergeThatDoesNotFit) {
  const auto merge = [&](RoomId from, RoomId to) { return RoomMerge{from, to, room(from).version, ""}; };
  EXPECT_EQ(refused(merge(a, b), moderator()), "room.full");
  EXPECT_EQ(refused(merge(a, a), moderator()), "room.same");
  EXPECT_EQ(refused(merge(a, RoomId(77)), moderator()), "room.unknown");
  EXPECT_EQ(refused(RoomMerge{a, b, room(a).version + 1, ""}, moderator()), "room.changed");
  const RoomId c = third();
  accept(PairApart{classroom[4], classroom[0]}, moderator());
  EXPECT_EQ(refused(merge(c, a), moderator()), "pair.kept_apart");
  EXPECT_FALSE(room(c).closed);
}

TEST_F(RoomsTest, StaffWhoLookInGoAlongWithAMerge) {
  const RoomId c = third();
  accept(RoomVisit{c}, facilitator());
  accept(RoomMerge{c, a, room(c).version, ""}, moderator());
  EXPECT_EQ(person(facilitator()).visiting, a);
}

TEST_F(RoomsTest, WhoKeptASeatInAClosedRoomIsSeatedAnewWhenTheyComeBack) {
  const RoomId c = third();
  accept(SessionLeave{}, classroom[4]);
  ASSERT_EQ(person(classroom[4]).kept_room, c);
  accept(RoomMerge{c, a, room(c).version, ""}, moderator());
  EXPECT_FALSE(person(classroom[4]).kept_room);
  join({classroom[4]});
  EXPECT_TRUE(person(classroom[4]).room);
  EXPECT_NE(person(classroom[4]).room, c);
}

TEST_F(RoomsTest, ADividedRoomIsLookedAtFirstAndThenApplied) {
  const auto more = register_people(2, "informal");
  join(more);
  for (const PersonId id : more)
    if (person(id).room != a) accept(SeatMove{{move(id)}, a}, moderator());
  see(more);
  const std::vector<PersonId> before = in(a);
  ASSERT_EQ(before.size(), 7u);
  accept(RoomSplit{a, 2}, moderator());
  ASSERT_EQ(engine.state().plans.size(), 1u);
  const auto [id, stored] = *engine.state().plans.begin();
  EXPECT_EQ(in(a), before) << "nobody moved";
  ASSERT_EQ(stored.plan.rooms.size(), 2u);
  EXPECT_EQ(stored.plan.report.moves, 3u);
  EXPECT_EQ(stored.plan.report.under_min, 0u);
  accept(PlanApply{id, false}, moderator());
  std::set<RoomId> rooms;
  for (const PersonId one : before) rooms.insert(person(one).room);
  ASSERT_EQ(rooms.size(), 2u);
  for (const RoomId one : rooms) EXPECT_GE(in(one).size(), 3u);
  EXPECT_EQ(person(more[0]).room, person(more[1]).room) << "the two who are alike stay together";
}

TEST_F(RoomsTest, WhoWaitsComesIntoNoPartOfADividedRoom) {
  accept(SeatMove{{move(administrators[0])}, std::nullopt}, moderator());
  accept(RoomSplit{a, 2}, moderator());
  const PlanStored& plan = engine.state().plans.begin()->second.plan;
  for (const PlannedRoom& planned : plan.rooms)
    EXPECT_EQ(std::ranges::count(planned.people, administrators[0]), 0) << "is not in it";
  EXPECT_EQ(refused(RoomSplit{a, 3}, moderator()), "room.too_small");
  EXPECT_EQ(refused(RoomSplit{a, 1}, moderator()), "split.parts");
  accept(RoomLock{a, true, room(a).version}, moderator());
  EXPECT_EQ(refused(RoomSplit{a, 2}, moderator()), "room.locked");
}

TEST_F(RoomsTest, TheWholeRoomGoesToTheRoomsThatFitEachBest) {
  const RoomId c = third();
  accept(RoomClose{c, Destination::best_rooms, room(c).version, ""}, moderator());
  EXPECT_TRUE(room(c).closed);
  EXPECT_EQ(person(classroom[4]).room, a) << "to their own kind";
  EXPECT_EQ(person(administrators[4]).room, b);
  EXPECT_EQ(me_view(engine.state(), classroom[4]).arrival->by, "Mo");
}

TEST_F(RoomsTest, WhoIsToBeTogetherStaysTogetherWhenARoomCloses) {
  const RoomId c = third();
  accept(PairTogether{classroom[4], administrators[4]}, moderator());
  accept(RoomClose{c, Destination::best_rooms, room(c).version, ""}, moderator());
  EXPECT_TRUE(person(classroom[4]).room);
  EXPECT_EQ(person(classroom[4]).room, person(administrators[4]).room);
}

TEST_F(RoomsTest, ARoomIsNotClosedOverPeopleForWhomThereAreNoSeats) {
  const Outcome outcome = ask(RoomClose{a, Destination::best_rooms, room(a).version, ""}, moderator());
  ASSERT_TRUE(std::holds_alternative<Refusal>(outcome));
  EXPECT_EQ(std::get<Refusal>(outcome).code, "room.no_seats");
  EXPECT_EQ(std::get<Refusal>(outcome).parameters.at("people"), "5");
  EXPECT_EQ(std::get<Refusal>(outcome).parameters.at("seats"), "2");
  accept(RoomClose{a, Destination::lobby, room(a).version, "the call broke"}, moderator());
  EXPECT_TRUE(room(a).closed);
  for (const PersonId id : classroom) {
    EXPECT_FALSE(person(id).room);
    EXPECT_EQ(me_view(engine.state(), id).waiting, "moved_to_lobby");
    EXPECT_EQ(me_view(engine.state(), id).arrival->by, "Mo");
  }
}

TEST_F(RoomsTest, WhoeverIsGoneForLongKeepsNoSeatElsewhereAndGetsOneWhenBack) {
  const RoomId c = third();
  accept(PresenceReport{{}, {classroom[4]}, {}});
  accept(PresenceReport{{}, {}, {classroom[4]}});
  accept(RoomClose{c, Destination::best_rooms, room(c).version, ""}, moderator());
  EXPECT_FALSE(person(classroom[4]).room);
  EXPECT_EQ(person(classroom[4]).session, 1);
  accept(PresenceReport{{classroom[4]}, {}, {}});
  EXPECT_TRUE(person(classroom[4]).room);
}

TEST_F(RoomsTest, OnlyModeratorsChangeRooms) {
  const PersonId who = classroom[0];
  for (const PersonId by : {facilitator(), classroom[1]}) {
    EXPECT_EQ(refused(SeatSwap{move(who), move(administrators[0]), ""}, by), "not_allowed");
    EXPECT_EQ(refused(RoomCreate{"role-alike-1", "", {}}, by), "not_allowed");
    EXPECT_EQ(refused(RoomRename{a, "x", room(a).version}, by), "not_allowed");
    EXPECT_EQ(refused(RoomMerge{a, b, room(a).version, ""}, by), "not_allowed");
    EXPECT_EQ(refused(RoomSplit{a, 2}, by), "not_allowed");
    EXPECT_EQ(refused(RoomClose{a, Destination::lobby, room(a).version, ""}, by), "not_allowed");
    EXPECT_EQ(refused(PairApart{who, administrators[0]}, by), "not_allowed");
    EXPECT_EQ(refused(OpUndo{OperationId(1), false, false}, by), "not_allowed");
  }
}

TEST_F(RoomsTest, WhoeverIsGoneForLongNeedsNoSeatWhenTheirRoomCloses) {
  for (int i = 1; i < 5; ++i) {
    accept(PresenceReport{{}, {classroom[i]}, {}});
    accept(PresenceReport{{}, {}, {classroom[i]}});
  }
  accept(RoomClose{a, Destination::best_rooms, room(a).version, ""}, moderator());
  EXPECT_EQ(person(classroom[0]).room, b);
  for (int i = 1; i < 5; ++i) EXPECT_FALSE(person(classroom[i]).room);
}

TEST_F(RoomsTest, ASwapInARoomThatIsOverItsSizeMakesItNoFuller) {
  EventDefinition event = small_event();
  event.sessions[1].policy.rooms = {2, 3, 4};
  accept(EventLoad{event, {}});
  accept(SeatSwap{move(classroom[0]), move(administrators[0]), ""}, moderator());
  EXPECT_EQ(person(classroom[0]).room, b);
}

TEST_F(RoomsTest, WhoWasThereReadsTheNewNameAtOnce) {
  accept(SeatMove{{move(classroom[0])}, b}, moderator());
  engine.take_touched();
  accept(RoomRename{a, "The blue room", room(a).version}, moderator());
  const Touched touched = engine.take_touched();
  EXPECT_TRUE(std::ranges::binary_search(touched.me, classroom[0]));
  EXPECT_EQ(me_view(engine.state(), classroom[0]).arrival->from->label, "The blue room");
  EXPECT_TRUE(touched.operations);
  EXPECT_FALSE(touched.board) << "what was done changes no plan";
}

}  // namespace
}  // namespace convene::testing

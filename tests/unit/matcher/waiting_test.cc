// Nobody who could sit stands: lobbies, seats that become free, seats that are kept.
#include "tests/unit/matcher/event_fixture.h"

namespace convene::testing {
namespace {

class Waiting : public EventTest {
 protected:
  /// One room of seven, full, in an open round of which everybody is present; and somebody who waits.
  void fill() {
    people = register_people(7);
    until(ten - minutes(1));
    join({people[0], people[1]});
    until(ten);
    join({people.begin() + 2, people.end()});
    see(people);
    late = register_people(1)[0];
    join({late});
    ASSERT_EQ(engine.state().rooms.size(), 1u);
    ASSERT_EQ(me_view(engine.state(), late).waiting, "rooms_full");
  }

  bool seated(PersonId id) const { return static_cast<bool>(person(id).room); }

  std::vector<PersonId> people;
  PersonId late;
};

TEST_F(Waiting, ASeatThatIsLeftForGoodGoesToWhoWaits) {
  fill();
  accept(SessionLeave{}, people[0]);
  EXPECT_FALSE(seated(late)) << "it is kept for a change of mind";
  until(now + minutes(2));
  EXPECT_TRUE(seated(late));
}

TEST_F(Waiting, ASeatOfSomebodyShownOutGoesToWhoWaits) {
  fill();
  accept(PersonRemove{people[0], "rude"}, moderator());
  EXPECT_TRUE(seated(late));
}

TEST_F(Waiting, ASeatThatStaffEmptyGoesToWhoWaits) {
  fill();
  accept(SeatMove{{{people[0], person(people[0]).version}}, std::nullopt}, moderator());
  EXPECT_TRUE(seated(late));
  EXPECT_FALSE(seated(people[0])) << "staff put them into the lobby";
}

TEST_F(Waiting, ASeatOfSomebodyGoneForLongGoesToWhoWaits) {
  fill();
  accept(PresenceReport{{}, {people[0]}, {}});
  EXPECT_FALSE(seated(late));
  accept(PresenceReport{{}, {}, {people[0]}});
  EXPECT_TRUE(seated(late));
}

TEST_F(Waiting, UnlockingARoomLetsInWhoWaits) {
  people = register_people(3);
  until(ten - minutes(1));
  join(people);
  until(ten);
  const RoomId room = person(people[0]).room;
  accept(RoomLock{room, true, engine.state().room(room).version}, moderator());
  late = register_people(1)[0];
  join({late});
  ASSERT_FALSE(seated(late));
  accept(RoomLock{room, false, engine.state().room(room).version}, moderator());
  EXPECT_EQ(person(late).room, room);
}

TEST_F(Waiting, AReopenedRoundSeatsWhoCameMeanwhileLongestWaitingFirst) {
  people = register_people(6);
  until(ten - minutes(1));
  join(people);
  until(ten + minutes(20));
  const auto more = register_people(3);
  join({more[2]});
  now = now + seconds(1);
  join({more[0], more[1]});
  accept(RoundExtend{"role-alike-1", 300}, facilitator());
  for (const PersonId id : more) EXPECT_TRUE(seated(id));
  std::vector<PersonId> order;
  for (const Fact& fact : records.back().facts)
    if (const auto* f = std::get_if<PeopleSeated>(&fact))
      for (const NewSeat& seat : f->seats) order.push_back(seat.person);
  EXPECT_EQ(order, (std::vector{more[2], more[0], more[1]}));
}

TEST_F(Waiting, ASeatIsKeptWhileTheOtherSessionIsTriedAndSoIsTheOneLeftThen) {
  people = register_people(12);
  until(nine + minutes(70));
  join({people.begin(), people.begin() + 6});
  join({people.begin() + 6, people.end()}, "mixing");
  accept(RoundOpen{"mixing", {}, false}, moderator());
  const RoomId here = person(people[0]).room;
  join({people[0]}, "mixing");
  const RoomId there = person(people[0]).room;
  ASSERT_TRUE(there);
  ASSERT_NE(there, here);
  ASSERT_TRUE(me_view(engine.state(), people[0]).kept);
  EXPECT_EQ(me_view(engine.state(), people[0]).kept->room, here);
  until(now + seconds(100));
  join({people[0]}, "role-alike-1");
  EXPECT_EQ(person(people[0]).room, here);
  EXPECT_EQ(person(people[0]).why, SeatWhy::returned);
  ASSERT_TRUE(me_view(engine.state(), people[0]).kept);
  EXPECT_EQ(me_view(engine.state(), people[0]).kept->room, there);
  join({people[0]}, "mixing");
  EXPECT_EQ(person(people[0]).room, there);
  until(now + seconds(121));
  EXPECT_FALSE(me_view(engine.state(), people[0]).kept);
  EXPECT_EQ(find_seat(engine.state().room(here), people[0]), nullptr);
}

TEST_F(Waiting, ALapsedSeatIsTakenAmongOnesOwnKind) {
  const auto teachers = register_people(7);
  const auto admins = register_people(7, "administrator");
  until(ten - minutes(1));
  join({teachers[0], teachers[1], teachers[2]});
  join({admins[0], admins[1], admins[2]});
  until(ten);
  join({teachers.begin() + 3, teachers.end()});
  join({admins.begin() + 3, admins.end()});
  ASSERT_EQ(engine.state().rooms.size(), 2u);
  see(teachers);
  see(admins);
  accept(PresenceReport{{}, {teachers[0], admins[0]}, {}});
  accept(PresenceReport{{}, {}, {teachers[0], admins[0]}});
  const PersonId admin = register_people(1, "administrator")[0];
  const PersonId teacher = register_people(1)[0];
  join({admin});
  join({teacher});
  EXPECT_EQ(person(admin).room, person(admins[1]).room);
  EXPECT_EQ(person(teacher).room, person(teachers[1]).room);
}

TEST_F(Waiting, AfterARestartTheTimeToArriveRunsAnew) {
  people = register_people(4);
  until(ten - minutes(1));
  join(people);
  until(ten + seconds(40));
  accept(ServerReady{});
  until(ten + seconds(60));
  EXPECT_FALSE(find_seat(room_of(people[0]), people[0])->no_show);
  until(ten + seconds(86));
  EXPECT_TRUE(find_seat(room_of(people[0]), people[0])->no_show);
  const std::uint64_t seq = engine.seq();
  accept(ServerReady{});
  EXPECT_EQ(engine.seq(), seq) << "nothing was pending";
}

TEST_F(Waiting, WhoWasMovedMayFinishWhereTheyWere) {
  people = register_people(8);
  until(ten - minutes(1));
  join(people);
  until(ten);
  see(people);
  const RoomId from = person(people[0]).room;
  const auto elsewhere =
      std::find_if(people.begin(), people.end(), [&](PersonId id) { return person(id).room != from; });
  ASSERT_NE(elsewhere, people.end());
  accept(SeatMove{{{people[0], person(people[0]).version}}, person(*elsewhere).room}, moderator());
  until(ten + seconds(100));
  EXPECT_FALSE(find_seat(room_of(people[0]), people[0])->no_show);
  until(ten + seconds(106));
  EXPECT_TRUE(find_seat(room_of(people[0]), people[0])->no_show);
}

TEST_F(Waiting, TheCallEndsWithTheReload) {
  people = register_people(4);
  until(ten - minutes(1));
  join(people);
  until(ten);
  see(people);
  accept(CallOpened{person(people[0]).version}, people[0]);
  accept(PresenceReport{{}, {people[0]}, {}});
  accept(PresenceReport{{people[0]}, {}, {}});
  see(people[0]);
  EXPECT_EQ(seat(people[0]), SeatState::present);
}

TEST_F(Waiting, PinsAndLocksActOnWhatWasSeen) {
  people = register_people(4);
  until(ten - minutes(1));
  join(people);
  until(ten);
  const std::uint32_t seen = person(people[0]).version;
  EXPECT_EQ(refused(SeatPin{people[0], true, seen - 1}, moderator()), "seat.changed");
  accept(SeatPin{people[0], true, seen}, moderator());
  EXPECT_TRUE(person(people[0]).pinned);
  const RoomId room = person(people[0]).room;
  const std::uint32_t version = floor_room(engine.state(), room)->version;
  accept(SessionLeave{}, people[1]);
  accept(RoomLock{room, true, version}, moderator());
  EXPECT_EQ(refused(RoomLock{room, false, version}, organiser()), "room.changed");
  EXPECT_TRUE(engine.state().room(room).locked);
}

TEST_F(Waiting, HealthCountsWhoIsThereAndNotWhoHoldsASeat) {
  people = register_people(4);
  until(ten - minutes(1));
  join(people);
  until(ten);
  see(people);
  const RoomId room = person(people[0]).room;
  const auto health = [&] { return floor_room(engine.state(), room)->health; };
  EXPECT_EQ(health(), std::vector<std::string>{"ok"});
  accept(PresenceReport{{}, {people[0], people[1]}, {}});
  EXPECT_EQ(health(), std::vector<std::string>{"ok"}) << "they may be back in a moment";
  accept(PresenceReport{{}, {}, {people[0], people[1]}});
  EXPECT_EQ(health(), std::vector<std::string>{"under_min"});
  accept(PresenceReport{{}, {people[2], people[3]}, {}});
  EXPECT_EQ(health().front(), "nobody_present");
}

TEST_F(Waiting, HealthNamesWhatIsTooMuchWhoDidNotComeAndWhatIsNotShared) {
  people = register_people(4);
  until(ten - minutes(1));
  join(people);
  until(ten);
  see({people[0], people[1], people[2]});
  const RoomId room = person(people[0]).room;
  const auto says = [&](const char* sign) {
    const auto health = floor_room(engine.state(), room)->health;
    return std::find(health.begin(), health.end(), sign) != health.end();
  };
  EXPECT_FALSE(says("not_arrived"));
  until(ten + minutes(1));
  EXPECT_TRUE(says("not_arrived"));
  EXPECT_FALSE(says("overfull"));
  EventDefinition event = engine.state().event;
  event.sessions[1].policy.rooms = {2, 2, 3};
  accept(EventLoad{event, {}});
  EXPECT_TRUE(says("overfull"));
  EXPECT_FALSE(says("no_shared_language"));
  ProfileUpdate update;
  update.languages = {"en"};
  accept(update, people[0]);
  update.languages = {"es"};
  accept(update, people[1]);
  const PersonId newcomer = register_people(1).front();
  event.sessions[1].policy.rooms = {2, 6, 8};
  accept(EventLoad{event, {}});
  join({newcomer});
  ASSERT_EQ(person(newcomer).room, room);
  EXPECT_TRUE(says("no_shared_language")) << "the room's basis is what those who are assigned have in common";
}

/// A room of their own for the one who waits and for one who sits.
TEST_F(Waiting, StaffOpenARoomWhereNoOtherTakesWhoWaits) {
  fill();
  const auto moves = [&](std::vector<PersonId> who) {
    SeatMove move;
    for (const PersonId id : who) move.moves.push_back({id, person(id).version});
    move.new_room = true;
    return move;
  };
  EXPECT_EQ(refused(moves({late}), moderator()), "room.for_one");
  EXPECT_EQ(refused(moves({late, people[0]}), people[0]), "not_allowed");
  SeatMove both = moves({late, people[0]});
  both.to = person(people[0]).room;
  EXPECT_EQ(refused(both, moderator()), "move.where");
  std::vector<PersonId> all = people;
  all.push_back(late);
  EXPECT_EQ(refused(moves(all), moderator()), "room.full");

  const RoomId before = person(people[0]).room;
  accept(moves({late, people[0]}), moderator());
  EXPECT_EQ(engine.state().rooms.size(), 2u);
  EXPECT_TRUE(seated(late));
  EXPECT_EQ(person(late).room, person(people[0]).room);
  EXPECT_NE(person(late).room, before);
  EXPECT_EQ(me_view(engine.state(), late).arrival->by, "Mo");
  EXPECT_EQ(me_view(engine.state(), late).waiting, std::nullopt);
  EXPECT_EQ(person(people[1]).room, before);
}

TEST_F(Waiting, ARoomIsOpenedForPeopleOfOneSessionOnly) {
  fill();
  const PersonId elsewhere = register_people(1)[0];
  until(nine + minutes(66));
  join({elsewhere}, "mixing");
  SeatMove move{{{late, person(late).version}, {elsewhere, person(elsewhere).version}}, {}, true};
  EXPECT_EQ(refused(move, moderator()), "move.sessions");
  const PersonId other = register_people(1)[0];
  join({other}, "mixing");
  move.moves = {{elsewhere, person(elsewhere).version}, {other, person(other).version}};
  EXPECT_EQ(refused(move, moderator()), "round.none");
}

}  // namespace
}  // namespace convene::testing

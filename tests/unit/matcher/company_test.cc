// Nobody is alone unseen: offers, remedies, other rooms.
#include "tests/unit/matcher/event_fixture.h"

namespace convene::testing {
namespace {

class Company : public EventTest {
 protected:
  void lone_rule(RemedyMode mode) {
    EventDefinition event = small_event();
    event.sessions[1].policy.lone_remedy = {mode, seconds(30)};
    accept(EventLoad{event, {}});
  }

  /// Rooms of three, of which all are present.
  void three_rooms() {
    people = register_people(9);
    until(ten - minutes(1));
    join(people);
    until(ten);
    see(people);
    for (const PersonId id : people) rooms[person(id).room].push_back(id);
    ASSERT_GE(rooms.size(), 2u);
  }

  /// Everybody but the first of a room goes for good.
  PersonId leave_alone(const std::vector<PersonId>& room) {
    for (std::size_t i = 1; i < room.size(); ++i) accept(PersonRemove{room[i], "a test"}, moderator());
    return room[0];
  }

  const MeView me(PersonId id) const { return me_view(engine.state(), id); }

  std::vector<PersonId> people;
  std::map<RoomId, std::vector<PersonId>> rooms;
};

TEST_F(Company, ADeclinedOfferDoesNotComeBack) {
  three_rooms();
  const PersonId lone = leave_alone(rooms.begin()->second);
  until(now + seconds(21));
  ASSERT_EQ(me(lone).offers.size(), 1u);
  accept(SwitchDecline{}, lone);
  EXPECT_EQ(me(lone).alone->next, "staff_told");
  until(now + minutes(3));
  EXPECT_TRUE(me(lone).offers.empty());
  EXPECT_TRUE(me(lone).alone);
}

TEST_F(Company, OffersThatWereAskedForStand) {
  three_rooms();
  const PersonId lone = leave_alone(rooms.begin()->second);
  accept(RoomSwitch{}, lone);
  ASSERT_EQ(me(lone).offers.at(0).kind, "switch");
  until(now + seconds(51));
  ASSERT_FALSE(me(lone).offers.empty());
  EXPECT_EQ(me(lone).offers.at(0).kind, "switch");
}

TEST_F(Company, TwoLonePeopleAreNotMovedPastEachOther) {
  lone_rule(RemedyMode::by_itself);
  three_rooms();
  ASSERT_EQ(rooms.size(), 2u);
  const PersonId one = leave_alone(rooms.begin()->second);
  const PersonId other = leave_alone(rooms.rbegin()->second);
  const RoomId left = person(one).room;
  until(now + seconds(51));
  EXPECT_EQ(person(one).room, person(other).room);
  const std::uint32_t version = std::max(person(one).version, person(other).version);
  until(now + minutes(5));
  EXPECT_EQ(std::max(person(one).version, person(other).version), version) << "moved twice";
  EXPECT_TRUE(engine.state().room(left).seats.empty() || engine.state().room(left).seats.size() == 2u);
}

TEST_F(Company, TwoLonePeopleWhoBothAcceptDoNotPassEachOther) {
  three_rooms();
  const PersonId one = leave_alone(rooms.begin()->second);
  const PersonId other = leave_alone(rooms.rbegin()->second);
  until(now + seconds(21));
  ASSERT_EQ(me(one).offers.size(), 1u);
  ASSERT_EQ(me(other).offers.size(), 1u);
  accept(SwitchTake{me(one).offers[0].room, person(one).version}, one);
  EXPECT_EQ(refused(SwitchTake{me(other).offers[0].room, person(other).version}, other), "room.unavailable");
  EXPECT_EQ(person(one).room, person(other).room);
}

TEST_F(Company, ARoomThatEmptiedSinceIsNoCompany) {
  three_rooms();
  const auto here = rooms.begin()->second;
  const auto there = rooms.rbegin()->second;
  accept(RoomSwitch{}, here[0]);
  const RoomId to = me(here[0]).offers.at(0).room;
  for (const PersonId id : there) accept(SessionLeave{}, id);
  EXPECT_EQ(refused(SwitchTake{to, person(here[0]).version}, here[0]), "room.unavailable");
}

TEST_F(Company, AwayAndGoneForLongInOneReportAreBothHeard) {
  three_rooms();
  const auto& here = rooms.begin()->second;
  accept(PresenceReport{{}, {here[0]}, {here[0]}});
  EXPECT_FALSE(person(here[0]).online);
  EXPECT_TRUE(person(here[0]).lapsed);
}

TEST_F(Company, PeopleGoneForLongAreNobodyElse) {
  people = register_people(3);
  until(ten - minutes(1));
  join(people);
  until(ten);
  see(people);
  accept(PresenceReport{{}, {people[1], people[2]}, {}});
  accept(PresenceReport{{}, {}, {people[1], people[2]}});
  until(now + seconds(21));
  ASSERT_TRUE(me(people[0]).alone);
  EXPECT_EQ(me(people[0]).alone->next, "nobody_else");
}

TEST_F(Company, OffersAreOfRoomsInWhichSomebodyIs) {
  three_rooms();
  const auto& here = rooms.begin()->second;
  for (const auto& [room, members] : rooms)
    if (room != rooms.begin()->first) accept(PresenceReport{{}, members, {}});
  EXPECT_EQ(refused(RoomSwitch{}, here[0]), "switch.nothing_fits");
  leave_alone(here);
  until(now + seconds(21));
  EXPECT_TRUE(me(here[0]).offers.empty());
  EXPECT_EQ(me(here[0]).alone->next, "staff_told");
}

TEST_F(Company, NewFacesAreReckonedAnewWithEachArrival) {
  people = register_people(4);
  until(ten - minutes(1));
  join(people);
  until(ten);
  see(people);
  until(ten + minutes(21));
  ASSERT_EQ(me(people[0]).place, Place::lobby);
  for (std::size_t i = 1; i < people.size(); ++i) accept(SessionLeave{}, people[i]);
  const auto more = register_people(3);
  join(more);
  until(ten + minutes(22));
  ASSERT_EQ(room_of(people[0]).seats.size(), 4u);
  EXPECT_TRUE(room_of(people[0]).basis.new_faces);
  join({people[1]});
  ASSERT_EQ(person(people[1]).room, person(people[0]).room);
  EXPECT_FALSE(room_of(people[0]).basis.new_faces);
}

TEST_F(Company, UnmetWishesFollowWhoComesAndGoes) {
  people = register_people(3);
  until(ten - minutes(1));
  join(people);
  ProfileUpdate mine;
  mine.topics = {"funding"};
  mine.languages = {"es"};
  accept(mine, people[0]);
  ProfileUpdate theirs;
  theirs.languages = {"es-MX"};
  accept(theirs, people[1]);
  until(ten);
  EXPECT_EQ(me(people[0]).unmet, std::vector<std::string>{"topics"});
  theirs.topics = {"funding", "assessment"};
  accept(theirs, people[1]);
  EXPECT_TRUE(me(people[0]).unmet.empty());
  ProfileUpdate english;
  english.languages = {"en"};
  engine.take_touched();
  accept(english, people[2]);
  EXPECT_EQ(me(people[0]).unmet, std::vector<std::string>{"language"});
  EXPECT_TRUE(room_of(people[0]).basis.languages.empty()) << "a changed profile changes what the room has in common";
  engine.take_touched();
  accept(SessionLeave{}, people[1]);
  const Touched touched = engine.take_touched();
  EXPECT_TRUE(std::binary_search(touched.me.begin(), touched.me.end(), people[0]));
}

/// Somebody opened the call, and their page has been gone for long: whether they are still in it nobody knows.
TEST_F(Company, ACallThatOneWentIntoAndWasNotHeardOfSinceIsNoCompany) {
  three_rooms();
  const std::vector<PersonId> room = rooms.begin()->second;
  ASSERT_GE(room.size(), 3u);
  for (std::size_t i = 2; i < room.size(); ++i) accept(PersonRemove{room[i], "a test"}, moderator());
  accept(CallOpened{person(room[1]).version}, room[1]);
  accept(PresenceReport{{}, {room[1]}, {}});
  until(now + seconds(30));
  EXPECT_FALSE(me(room[0]).alone) << "a phone suspends the page during a call";
  accept(PresenceReport{{}, {}, {room[1]}});
  until(now + seconds(21));
  EXPECT_TRUE(me(room[0]).alone);
  accept(PresenceReport{{room[1]}, {}, {}});
  accept(CallOpened{person(room[1]).version}, room[1]);
  EXPECT_FALSE(me(room[0]).alone);
}

TEST_F(Company, TwoWhoWentIntoTheCallAreCompanyForEachOther) {
  three_rooms();
  const std::vector<PersonId> room = rooms.begin()->second;
  for (std::size_t i = 2; i < room.size(); ++i) accept(PersonRemove{room[i], "a test"}, moderator());
  for (const PersonId id : {room[0], room[1]}) accept(CallOpened{person(id).version}, id);
  accept(PresenceReport{{}, {room[0], room[1]}, {room[0], room[1]}});
  until(now + seconds(60));
  EXPECT_FALSE(engine.state().room(person(room[0]).room).alone_since);
}

/// Staff with a seat of their own look into another room: that is no company for those they sit with.
TEST_F(Company, WhoVisitsIsNotInTheirOwnRoom) {
  three_rooms();
  const PersonId lone = rooms.begin()->second[0];
  const PersonId visitor = rooms.begin()->second[1];
  for (std::size_t i = 2; i < rooms.begin()->second.size(); ++i)
    accept(PersonRemove{rooms.begin()->second[i], "a test"}, moderator());
  accept(PersonHat{visitor, {Hat::facilitator}, {}}, organiser());
  const RoomId other = rooms.rbegin()->first;
  until(now + minutes(2));
  accept(RoomVisit{other}, visitor);
  EXPECT_EQ(seat(visitor), SeatState::delivered);
  accept(Tick{});
  EXPECT_FALSE(find_seat(room_of(visitor), visitor)->no_show) << "they have only just left";
  see(visitor);
  EXPECT_EQ(seat(visitor), SeatState::delivered) << "another of their screens shows the room";
  until(now + seconds(21));
  EXPECT_TRUE(me(lone).alone);
  accept(RoomVisit{}, visitor);
  see(visitor);
  EXPECT_FALSE(me(lone).alone);

  accept(RoomVisit{other}, visitor);
  accept(CallOpened{person(visitor).version}, visitor);
  EXPECT_EQ(seat(visitor), SeatState::in_call);
  EXPECT_FALSE(me(visitor).visiting) << "they are in their own room's call";
  accept(RoomVisit{other}, visitor);
  accept(CallClosed{person(visitor).version}, visitor);
  EXPECT_EQ(seat(visitor), SeatState::delivered) << "out of the call, and still elsewhere";

  accept(RoomVisit{other}, visitor);
  accept(SeatMove{{{visitor, person(visitor).version}}, other, false}, moderator());
  EXPECT_FALSE(me(visitor).visiting) << "now they have a seat there";
  EXPECT_TRUE(engine.state().index.visitors.empty());
}

}  // namespace
}  // namespace convene::testing

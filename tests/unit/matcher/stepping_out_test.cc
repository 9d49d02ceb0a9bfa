// Somebody steps out of their room into the session's lobby, and comes back when they like.
#include <algorithm>

#include "tests/unit/matcher/event_fixture.h"

namespace convene::testing {
namespace {

class SteppingOut : public EventTest {
 protected:
  void SetUp() override {
    EventTest::SetUp();
    people = register_people(8);
    until(ten - minutes(1));
    join(people);
    until(ten);
    see(people);
    room = person(people[0]).room;
  }
  void step_out(PersonId id) { accept(RoomLeave{}, id); }

  std::vector<PersonId> people;
  RoomId room;
};

TEST_F(SteppingOut, TheSeatIsKeptForTwoMinutesAndNoOtherIsGiven) {
  const std::uint32_t before = person(people[0]).version;
  step_out(people[0]);
  const MeView me = me_view(engine.state(), people[0]);
  EXPECT_EQ(me.place, Place::lobby);
  EXPECT_EQ(me.session, "role-alike-1");
  EXPECT_EQ(me.waiting, "stepped_out");
  EXPECT_FALSE(me.arrival) << "nobody put them there";
  EXPECT_GT(me.version, before);
  ASSERT_TRUE(me.kept);
  EXPECT_EQ(me.kept->room, room);
  EXPECT_EQ(me.kept->until, now + minutes(2));
  until(now + seconds(100));
  EXPECT_FALSE(person(people[0]).room) << "rooms have seats free, and none was asked for";
  accept(SessionJoin{"role-alike-1"}, people[0]);
  EXPECT_EQ(person(people[0]).room, room);
  EXPECT_EQ(person(people[0]).why, SeatWhy::returned);
  EXPECT_FALSE(person(people[0]).kept_room);
}

TEST_F(SteppingOut, WhoComesBackLaterGetsTheRoomThatFitsThen) {
  step_out(people[0]);
  until(now + minutes(3));
  EXPECT_FALSE(me_view(engine.state(), people[0]).kept);
  EXPECT_FALSE(person(people[0]).room);
  accept(SessionJoin{"role-alike-1"}, people[0]);
  ASSERT_TRUE(person(people[0]).room);
  EXPECT_EQ(person(people[0]).why, SeatWhy::arrival);
}

TEST_F(SteppingOut, WhoComesIsNotGivenThemForCompany) {
  const PersonId late = register_people(1, "administrator").front();
  for (const PersonId id : people)
    if (person(id).room == room) step_out(id);
  for (const Room& one : engine.state().rooms) accept(RoomLock{one.id, true, one.version}, moderator());
  join({late});
  EXPECT_FALSE(person(late).room) << "whoever stepped out makes no room with them";
}

TEST_F(SteppingOut, TheNextRoundSeatsThemAgain) {
  step_out(people[0]);
  until(ten + minutes(21));
  EXPECT_FALSE(me_view(engine.state(), people[0]).waiting);
  until(ten + minutes(22));
  ASSERT_TRUE(person(people[0]).room);
  EXPECT_EQ(engine.state().round(room_of(people[0]).round).number, 2u);
}

TEST_F(SteppingOut, WhoIsLeftAloneIsToldAndTheFloorSeesWhyTheOthersWait) {
  std::vector<PersonId> there;
  for (const PersonId id : people)
    if (person(id).room == room && id != people[0]) there.push_back(id);
  for (const PersonId id : there) step_out(id);
  EXPECT_EQ(floor_person(engine.state(), there[0])->waiting, "stepped_out");
  until(now + seconds(21));
  EXPECT_TRUE(me_view(engine.state(), people[0]).alone);
}

TEST_F(SteppingOut, StaffMaySeatThemAndTakeThatBack) {
  step_out(people[0]);
  accept(SeatMove{{{people[0], person(people[0]).version}}, person(people[7]).room}, moderator());
  EXPECT_EQ(person(people[0]).room, person(people[7]).room);
  accept(OpUndo{OperationId(engine.state().last_operation)}, moderator());
  EXPECT_FALSE(person(people[0]).room) << "no seat was asked for meanwhile";
  EXPECT_TRUE(person(people[0]).holds_off());
}

TEST_F(SteppingOut, NobodyGoesBackToARoomThatAllOthersHaveLeftWhileThereAreOthers) {
  step_out(people[0]);
  for (const PersonId id : people)
    if (person(id).room == room) accept(SessionLeave{}, id);
  accept(SessionJoin{"role-alike-1"}, people[0]);
  ASSERT_TRUE(person(people[0]).room);
  EXPECT_NE(person(people[0]).room, room);
  EXPECT_FALSE(person(people[0]).kept_room);
}

TEST_F(SteppingOut, WhoIsTheOnlyOneFindsTheirRoomAlsoEmpty) {
  step_out(people[0]);
  for (const PersonId id : people)
    if (id != people[0]) accept(SessionLeave{}, id);
  accept(SessionJoin{"role-alike-1"}, people[0]);
  EXPECT_EQ(person(people[0]).room, room);
}

TEST_F(SteppingOut, ARoomThatWaitsForThemIsNotTooSmall) {
  // As many are left as the least size asks, but for the one who is out for a moment.
  const std::size_t min = grouping::normalised(engine.state().session(1).definition.policy.rooms).min;
  std::vector<PersonId> there;
  for (const PersonId id : people)
    if (person(id).room == room && id != people[0]) there.push_back(id);
  ASSERT_GE(min, 3u) << "two who wait, and one whom they wait for";
  while (there.size() + 1 > min) accept(SessionLeave{}, there.back()), there.pop_back();
  step_out(people[0]);
  EXPECT_FALSE(room_of(there[0]).small_since);
  until(now + seconds(90));
  EXPECT_FALSE(room_of(there[0]).small_asked);
  until(now + seconds(31));
  EXPECT_TRUE(room_of(there[0]).small_since) << "the seat is kept no longer";
}

TEST_F(SteppingOut, WhomTheyLeftTheyMayTellOfAndAvoidWhileTheSeatIsKeptAndAfter) {
  const PersonId left =
      *std::ranges::find_if(people, [&](PersonId id) { return id != people[0] && person(id).room == room; });
  step_out(people[0]);
  ASSERT_TRUE(me_view(engine.state(), people[0]).kept);
  accept(PersonReport{left, "shouts"}, people[0]);
  accept(PersonAvoid{left}, people[0]);
  EXPECT_TRUE(floor_person(engine.state(), left)->reports);
  EXPECT_TRUE(engine.state().index.apart.between(people[0], left));
  accept(PersonAvoid{left, false}, people[0]);
  until(now + minutes(3));
  ASSERT_FALSE(me_view(engine.state(), people[0]).kept);
  accept(PersonAvoid{left}, people[0]);
  EXPECT_TRUE(engine.state().index.apart.between(people[0], left));
}

TEST_F(SteppingOut, IntoARoundThatIsClosingNobodyComesBack) {
  step_out(people[0]);
  accept(RoundClose{"role-alike-1"}, moderator());
  ASSERT_TRUE(me_view(engine.state(), people[0]).kept) << "until the round is closed";
  accept(SessionJoin{"role-alike-1"}, people[0]);
  EXPECT_FALSE(person(people[0]).room);
}

TEST_F(SteppingOut, WhereThereIsNoRoomNothingChanges) {
  step_out(people[0]);
  const std::uint32_t version = person(people[0]).version;
  step_out(people[0]);
  EXPECT_EQ(person(people[0]).version, version);
  accept(SessionLeave{}, people[0]);
  step_out(people[0]);
  EXPECT_EQ(me_view(engine.state(), people[0]).place, Place::programme);
}

}  // namespace
}  // namespace convene::testing

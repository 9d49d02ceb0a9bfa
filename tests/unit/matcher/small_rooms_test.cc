// A room with too few people for long: they are asked whether they would rather go, and nobody is sent.
#include "matcher/limits.h"
#include "tests/unit/matcher/event_fixture.h"

namespace convene {
namespace {

class SmallRoomsTest : public testing::EventTest {
 protected:
  /// Two rooms; all but two leave the first.
  void begin(RemedyMode mode = RemedyMode::ask) {
    EventDefinition event = testing::small_event();
    event.sessions[1].policy.rooms = {3, 4, 6};
    event.sessions[1].policy.lone_remedy.mode = mode;
    accept(EventLoad{event, {}});
    people = register_people(7);
    until(testing::nine + minutes(58));
    join(people);
    until(testing::nine + minutes(61));
    see(people);
    small = person(people[0]).room;
    for (const PersonId id : people) (person(id).room == small ? those : others).push_back(id);
    ASSERT_GE(those.size(), 3u);
    ASSERT_GE(others.size(), 3u);
    ASSERT_LE(others.size(), 4u) << "both find a seat there";
    while (those.size() > 2) accept(SessionLeave{}, those.back()), those.pop_back();
    since = now;
  }
  std::string offered(PersonId id) const { return person(id).offers.empty() ? "" : person(id).offers.front().kind; }

  std::vector<PersonId> people, those, others;
  RoomId small;
  Instant since;
};

TEST_F(SmallRoomsTest, ItsPeopleAreAskedAfterAMinuteAndGoIfTheyWish) {
  begin();
  until(since + limits::small_after - milliseconds(1));
  EXPECT_EQ(offered(those[0]), "");
  until(since + limits::small_after);
  ASSERT_EQ(offered(those[0]), "fuller_room");
  ASSERT_EQ(offered(those[1]), "fuller_room");
  EXPECT_EQ(offered(others[0]), "") << "nobody who is content is disturbed";
  const std::uint32_t left = me_view(engine.state(), those[0]).switches_left;
  accept(SwitchTake{person(those[0]).offers.front().room, person(those[0]).version}, those[0]);
  EXPECT_EQ(person(those[0]).room, person(others[0]).room);
  EXPECT_EQ(me_view(engine.state(), those[0]).switches_left, left) << "it was not their wish";
  // Whoever is left behind alone is told and helped as anybody is.
  until(now + limits::alone_after);
  EXPECT_TRUE(me_view(engine.state(), those[1]).alone);
}

TEST_F(SmallRoomsTest, WhoWouldRatherStayStaysAndIsNotAskedAgain) {
  begin();
  until(since + limits::small_after);
  accept(SwitchDecline{}, those[0]);
  accept(SwitchDecline{}, those[1]);
  until(since + minutes(10));
  EXPECT_EQ(offered(those[0]), "");
  EXPECT_EQ(person(those[0]).room, small);
}

TEST_F(SmallRoomsTest, ArrivalsComeFirstAndEndTheQuestion) {
  begin();
  until(since + limits::small_after);
  ASSERT_EQ(offered(those[0]), "fuller_room");
  const PersonId late = register_people(1).front();
  join({late});
  ASSERT_EQ(person(late).room, small) << "arrivals go where too few are";
  EXPECT_EQ(offered(those[0]), "") << "there are enough again";
  see(late);
  until(since + limits::small_after * 3);
  EXPECT_EQ(offered(those[0]), "");
}

TEST_F(SmallRoomsTest, NobodyIsAskedWhereThePolicyIsToLeavePeopleAlone) {
  begin(RemedyMode::never);
  until(since + minutes(5));
  EXPECT_EQ(offered(those[0]), "");
}

TEST_F(SmallRoomsTest, NobodyIsAskedWhoCouldNotGo) {
  begin();
  accept(RoomLock{small, true, engine.state().room(small).version}, moderator());
  until(since + minutes(5));
  EXPECT_EQ(offered(those[0]), "");
}

}  // namespace
}  // namespace convene

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

/// Two rooms of two, where four are wanted.
class TwoSmallRooms : public testing::EventTest {
 protected:
  void SetUp() override {
    EventDefinition event = testing::small_event();
    event.sessions[1].policy.rooms = {4, 4, 6};
    event.sessions[1].policy.rounds = {1, minutes(50), minutes(2)};
    accept(EventLoad{event, {{"Mo", "mo@example.org", {Hat::moderator}, {}}}});
    people = register_people(8);
    until(testing::nine + minutes(58));
    join(people);
    until(testing::nine + minutes(61));
    see(people);
    for (const PersonId id : people) (person(id).room == person(people[0]).room ? one : other).push_back(id);
    ASSERT_EQ(one.size(), 4u);
    ASSERT_EQ(other.size(), 4u);
    for (auto* list : {&one, &other})
      while (list->size() > 2) accept(SessionLeave{}, list->back()), list->pop_back();
  }
  bool asked(PersonId id) const {
    return !person(id).offers.empty() && person(id).offers.front().kind == "fuller_room";
  }
  void take(PersonId id) { accept(SwitchTake{person(id).offers.front().room, person(id).version}, id); }

  std::vector<PersonId> people, one, other;
};

TEST_F(TwoSmallRooms, AskedAtOnceDoNotTradeTheirPeople) {
  until(now + limits::small_after);
  ASSERT_NE(asked(one[0]), asked(other[0])) << "one room is asked, the other awaits them";
  const auto& go = asked(one[0]) ? one : other;
  const auto& stay = asked(one[0]) ? other : one;
  take(go[0]);
  until(now + seconds(30));
  EXPECT_FALSE(asked(stay[0])) << "nor while they are on their way";
  take(go[1]);
  EXPECT_EQ(person(go[0]).room, person(stay[0]).room);
  EXPECT_EQ(person(go[1]).room, person(stay[0]).room);
}

TEST_F(TwoSmallRooms, NobodyLeavesMorePeopleForFewer) {
  until(now + limits::small_after);
  const auto& go = asked(one[0]) ? one : other;
  const auto& stay = asked(one[0]) ? other : one;
  accept(SessionLeave{}, stay[1]);
  ASSERT_TRUE(asked(go[0]));
  EXPECT_EQ(refused(SwitchTake{person(go[0]).offers.front().room, person(go[0]).version}, go[0]), "room.unavailable");
}

TEST_F(TwoSmallRooms, AreAskedAnewOnlyWhenTheSituationIsNewAndNotForEver) {
  accept(RoundExtend{"role-alike-1", 3 * 3600}, moderator());
  until(now + limits::small_after);
  const bool first = asked(one[0]);
  const auto& go = first ? one : other;
  const auto& stay = first ? other : one;
  for (const PersonId id : go) accept(SwitchDecline{}, id);
  until(now + limits::offer_lasts);
  EXPECT_FALSE(asked(go[0]));
  ASSERT_TRUE(asked(stay[0])) << "those whom they could have come to are asked in their turn";
  accept(SwitchDecline{}, stay[0]);
  accept(SwitchDecline{}, stay[1]);
  std::size_t asks = 0;
  for (int minute = 0; minute < 120; ++minute) {
    until(now + minutes(1));
    asks += asked(one[0]) || asked(other[0]) ? 1 : 0;
  }
  EXPECT_EQ(asks, 0u) << "they said no, and nothing is new";
  std::size_t looks = 0;
  for (const Record& record : records)
    for (const Fact& fact : record.facts) looks += std::holds_alternative<SmallNoticed>(fact) ? 1 : 0;
  EXPECT_LE(looks, 2 * limits::small_looks);
}

TEST_F(TwoSmallRooms, AreAskedAnewWhenSomebodyElseIsThere) {
  until(now + limits::small_after);
  for (const auto* list : {&one, &other})
    if (asked(list->front()))
      for (const PersonId id : *list) accept(SwitchDecline{}, id);
  const PersonId late = register_people(1).front();
  join({late});
  see(late);
  const std::vector<PersonId>& beside = person(late).room == person(one[0]).room ? one : other;
  ASSERT_EQ(person(late).room, person(beside[0]).room) << "and they are still too few";
  bool anew = false;
  for (int half = 0; half < 20; ++half) {
    until(now + seconds(30));
    anew = anew || asked(late);
  }
  EXPECT_TRUE(anew);
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

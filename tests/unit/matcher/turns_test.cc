// The turn clock: equal time for everybody who is there, whoever comes late, leaves or is done early.
#include "matcher/turns.h"

#include <map>

#include "matcher/limits.h"
#include "tests/unit/matcher/event_fixture.h"

namespace convene {
namespace {

class TurnsTest : public testing::EventTest {
 protected:
  void SetUp() override { begin(TurnRule::offered); }

  void begin(TurnRule rule) {
    engine = Engine();
    now = testing::nine - minutes(30);
    records.clear();
    EventDefinition event = testing::small_event();
    event.sessions[1].policy.turns = rule;
    accept(EventLoad{event, {{"Mo", "mo@example.org", {Hat::moderator}, {}}}});
    people = register_people(4);
    until(testing::nine + minutes(58));
    join(people);
    until(testing::nine + minutes(61));
    room = person(people[0]).room;
    for (const PersonId id : people) ASSERT_EQ(person(id).room, room);
  }
  const Turns& turns() const { return engine.state().room(room).turns; }
  PersonId holder() const { return turns().order[turns().turn]; }
  Instant round_ends() const { return engine.state().round(engine.state().room(room).round).ends; }

  std::vector<PersonId> people;
  RoomId room;
};

TEST_F(TurnsTest, GivesEverybodyTheSameTime) {
  see(people);
  accept(TurnsStart{room}, people[2]);
  const Duration each{(round_ends() - limits::turns_reserve - now).ms / 4};
  std::map<PersonId, Duration> had;
  while (turns().running()) {
    const Instant from = now;
    const PersonId who = holder();
    until(turns().ends);
    had[who] = had[who] + (now - from);
  }
  ASSERT_EQ(had.size(), 4u);
  for (const auto& [who, time] : had) EXPECT_NEAR(static_cast<double>(time.ms), static_cast<double>(each.ms), 5);
  EXPECT_LE(now, round_ends() - limits::turns_reserve);
  EXPECT_EQ(room_view(engine.state(), room).turns->turn, 4u) << "everybody had one";
}

TEST_F(TurnsTest, WhoIsDoneEarlyLeavesTheTimeToTheOthers) {
  see(people);
  accept(TurnsStart{room}, people[0]);
  const PersonId first = holder();
  const Duration whole = turns().ends - now;
  until(now + seconds(20));
  const PersonId other = first == people[0] ? people[1] : people[0];
  EXPECT_EQ(refused(TurnsPass{room, 0}, other), "turns.not_yours");
  accept(TurnsPass{room, 0}, first);
  EXPECT_EQ(turns().turn, 1u);
  EXPECT_GT(turns().ends - now, whole);
  EXPECT_EQ(refused(TurnsPass{room, 0}, first), "turns.moved_on") << "the same press, twice";
}

TEST_F(TurnsTest, WhoIsNotThereIsPassedOverAndComesWhenTheyAreBack) {
  see(people);
  accept(TurnsStart{room}, people[0]);
  const PersonId next = turns().order[1];
  accept(PresenceReport{{}, {next}, {}});
  until(turns().ends);
  EXPECT_NE(holder(), next);
  accept(PresenceReport{{next}, {}, {}});
  see(next);
  bool came = false;
  while (turns().running()) {
    came |= holder() == next;
    until(turns().ends);
  }
  EXPECT_TRUE(came);
}

TEST_F(TurnsTest, TheClockStandsWhileWhoeverHasTheTurnReconnects) {
  see(people);
  accept(TurnsStart{room}, people[0]);
  const PersonId first = holder();
  const PersonId other = first == people[0] ? people[1] : people[0];
  const Instant ends = turns().ends;
  until(ends - seconds(30));
  accept(PresenceReport{{}, {first}, {}});
  until(now + milliseconds(1));
  const Instant lost = now - milliseconds(1);
  ASSERT_TRUE(room_view(engine.state(), room).turns->held) << "the room is told";
  EXPECT_EQ(*room_view(engine.state(), room).turns->held, lost);
  EXPECT_EQ(refused(TurnsPass{room, 0}, other), "turns.not_yours") << "within the grace";
  until(ends + seconds(20));
  ASSERT_EQ(holder(), first);
  accept(PresenceReport{{first}, {}, {}});
  until(now + seconds(1));
  EXPECT_TRUE(room_view(engine.state(), room).turns->held) << "the room is not on their screen yet";
  see(first);
  until(now + milliseconds(1));
  EXPECT_FALSE(room_view(engine.state(), room).turns->held);
  ASSERT_EQ(holder(), first);
  EXPECT_EQ(turns().ends, ends + (now - milliseconds(1) - lost)) << "they lost nothing of it";
  std::set<PersonId> had;
  while (turns().running()) {
    had.insert(holder());
    until(turns().ends);
  }
  EXPECT_EQ(had.size(), 4u);
  EXPECT_LE(now, round_ends() - limits::turns_reserve);
}

TEST_F(TurnsTest, AfterTheGraceTheTurnIsOver) {
  see(people);
  accept(TurnsStart{room}, people[0]);
  const PersonId first = holder();
  accept(PresenceReport{{}, {first}, {}});
  until(now + seconds(1));
  ASSERT_EQ(holder(), first);
  accept(PresenceReport{{}, {}, {first}});
  until(now + milliseconds(1));
  EXPECT_NE(holder(), first);
  EXPECT_FALSE(room_view(engine.state(), room).turns->held);
}

TEST_F(TurnsTest, TheLastOneWhoMayBeBackIsWaitedFor) {
  see(people);
  accept(TurnsStart{room}, people[0]);
  const PersonId last = turns().order[3];
  accept(PresenceReport{{}, {last}, {}});
  for (std::uint32_t turn = 0; turn < 3; ++turn) accept(TurnsPass{room, turn}, holder());
  ASSERT_TRUE(turns().running());
  EXPECT_EQ(holder(), last);
  EXPECT_TRUE(room_view(engine.state(), room).turns->held);
  until(round_ends() - limits::turns_reserve);
  EXPECT_FALSE(turns().running()) << "the time for goodbyes stays";
}

TEST_F(TurnsTest, AnybodyPassesTheTurnOfSomebodyWhoIsGone) {
  see(people);
  accept(TurnsStart{room}, people[0]);
  const PersonId gone = holder();
  const PersonId other = gone == people[0] ? people[1] : people[0];
  accept(PresenceReport{{}, {gone}, {gone}});
  accept(TurnsPass{room, 0}, other);
  EXPECT_NE(holder(), gone);
  const PersonId leaves = holder();
  accept(SessionLeave{}, leaves);
  until(now + milliseconds(1));
  EXPECT_NE(holder(), leaves) << "whoever gives up their seat gives up their turn";
}

TEST_F(TurnsTest, WhoComesLateHasATurnToo) {
  see(people);
  accept(TurnsStart{room}, people[0]);
  const PersonId late = register_people(1).front();
  join({late});
  ASSERT_EQ(person(late).room, room);
  see(late);
  std::set<PersonId> had;
  while (turns().running()) {
    had.insert(holder());
    until(turns().ends);
  }
  EXPECT_TRUE(had.contains(late));
  EXPECT_EQ(had.size(), 5u);
  EXPECT_LE(now, round_ends());
}

TEST_F(TurnsTest, NeedsPeopleTimeAndARoomThatHasIt) {
  EXPECT_EQ(refused(TurnsStart{room}, people[0]), "turns.alone");
  see(people);
  EXPECT_EQ(refused(TurnsStart{RoomId(77)}, people[0]), "turns.not_here");
  EXPECT_EQ(refused(TurnsStart{room}, moderator()), "turns.not_here") << "not in the room";
  until(round_ends() - seconds(80));
  EXPECT_EQ(refused(TurnsStart{room}, people[0]), "turns.no_time");
  begin(TurnRule::none);
  see(people);
  EXPECT_EQ(refused(TurnsStart{room}, people[0]), "turns.not_here");
  EXPECT_FALSE(room_view(engine.state(), room).has_turns);
}

TEST_F(TurnsTest, StartsByItselfWhenTwoAreThere) {
  begin(TurnRule::by_itself);
  see(people[0]);
  until(now + minutes(2));
  EXPECT_FALSE(turns().set) << "nobody takes turns alone";
  see(people[1]);
  const Instant second = now;
  until(second + limits::turns_lead - milliseconds(1));
  EXPECT_FALSE(turns().set);
  until(second + limits::turns_lead);
  EXPECT_TRUE(turns().running());
}

TEST_F(TurnsTest, DoesNotStartByItselfWhenThereIsTooLittleTime) {
  begin(TurnRule::by_itself);
  until(round_ends() - seconds(100));
  see(people);
  until(round_ends() - milliseconds(1));
  EXPECT_FALSE(turns().running());
}

TEST_F(TurnsTest, StaffStopIt) {
  see(people);
  accept(TurnsStart{room}, people[0]);
  EXPECT_EQ(refused(TurnsStop{room}, people[0]), "not_allowed");
  EXPECT_TRUE(floor_room(engine.state(), room)->turns);
  accept(TurnsStop{room}, moderator());
  EXPECT_FALSE(turns().running());
  until(now + minutes(5));
  EXPECT_FALSE(turns().running());
  accept(TurnsStart{room}, people[0]);
  EXPECT_TRUE(turns().running()) << "and anybody starts it anew";
}

}  // namespace
}  // namespace convene

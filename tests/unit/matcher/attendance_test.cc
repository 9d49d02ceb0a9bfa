// Who attended which talk: four ways to know it, one of which has the last word.
#include "matcher/attendance.h"

#include "matcher/limits.h"
#include "tests/unit/matcher/event_fixture.h"

namespace convene {
namespace {

class AttendanceTest : public testing::EventTest {
 protected:
  void SetUp() override {
    EventTest::SetUp();
    people = register_people(3);
  }
  bool attended(PersonId id) const { return has_attended(person(id), "talk"); }
  std::uint32_t counted() const { return floor_session(engine.state(), "talk")->attended; }
  std::vector<PersonId> people;
};

TEST_F(AttendanceTest, CheckingInCountsWhileTheTalkIsOnOrJustOver) {
  EXPECT_EQ(refused(SessionCheckIn{"talk"}, people[0]), "check_in.early");
  EXPECT_EQ(refused(SessionCheckIn{"role-alike-1"}, people[0]), "session.no_content");
  EXPECT_EQ(refused(SessionCheckIn{"nowhere"}, people[0]), "session.unknown");
  until(testing::nine - minutes(4));
  accept(SessionCheckIn{"talk"}, people[0]);
  EXPECT_TRUE(attended(people[0]));
  EXPECT_EQ(me_view(engine.state(), people[0]).attended, std::vector<std::string>{"talk"});
  const auto before = engine.seq();
  accept(SessionCheckIn{"talk"}, people[0]);
  EXPECT_EQ(engine.seq(), before) << "once is enough";
  until(testing::nine + minutes(60) + limits::check_in_after - seconds(1));
  accept(SessionCheckIn{"talk"}, people[1]);
  EXPECT_EQ(counted(), 2u);
  until(testing::nine + minutes(60) + limits::check_in_after);
  EXPECT_EQ(refused(SessionCheckIn{"talk"}, people[2]), "check_in.closed");
}

TEST_F(AttendanceTest, StaffHaveTheLastWord) {
  until(testing::nine);
  accept(SessionCheckIn{"talk"}, people[0]);
  EXPECT_EQ(refused(AttendanceNote{"talk", people, true}, people[0]), "not_allowed");
  EXPECT_EQ(refused(AttendanceNote{"talk", people, true}, facilitator()), "not_in_scope");
  EXPECT_EQ(refused(AttendanceNote{"talk", {PersonId(999)}, true}, moderator()), "person.unknown");
  EXPECT_EQ(refused(AttendanceNote{"talk", {}, true}, moderator()), "attendance.how_many");
  accept(AttendanceNote{"talk", {people[0], people[0]}, false}, moderator());
  EXPECT_FALSE(attended(people[0]));
  EXPECT_EQ(counted(), 0u);
  EXPECT_EQ(refused(SessionCheckIn{"talk"}, people[0]), "check_in.corrected");
  accept(AttendanceImport{"talk", {{people[0], 55}, {people[1], 12}}});
  EXPECT_FALSE(attended(people[0]));
  EXPECT_TRUE(attended(people[1]));
  EXPECT_EQ(person(people[1]).attendance.at("talk").minutes, 12u);
  accept(AttendanceNote{"talk", {people[0]}, true}, moderator());
  EXPECT_TRUE(attended(people[0]));
  EXPECT_EQ(counted(), 2u);
}

TEST_F(AttendanceTest, WhatTheRosterSaysCountsUntilSomebodyKnowsBetter) {
  Profile profile;
  profile.key = "listed";
  profile.name = "Listed";
  profile.sessions_attended = {"talk", "role-alike-1", "of another event"};
  accept(RosterImport{{profile}});
  const PersonId id = engine.state().index.by_key.at("listed");
  EXPECT_EQ(me_view(engine.state(), id).attended, std::vector<std::string>{"talk"});
  accept(AttendanceNote{"talk", {id}, false}, moderator());
  EXPECT_TRUE(me_view(engine.state(), id).attended.empty());
}

TEST_F(AttendanceTest, ADebriefAsksOfWhatWasCheckedIn) {
  EventDefinition event = testing::small_event();
  event.sessions.push_back(testing::session("loss", SessionKind::content, testing::nine, minutes(60)));
  SessionDefinition debrief =
      testing::session("debrief", SessionKind::debrief, testing::nine + minutes(60), minutes(50));
  debrief.of = {"talk", "loss"};
  event.sessions.push_back(debrief);
  accept(EventLoad{event, {}});
  until(testing::nine + minutes(30));
  accept(SessionCheckIn{"loss"}, people[0]);
  until(testing::nine + minutes(58));
  accept(SessionJoin{"debrief", {}}, people[0]);
  EXPECT_EQ(person(people[0]).about.at("debrief"), "loss");
  EXPECT_EQ(refused(SessionJoin{"debrief", {}}, people[1]), "about.needed");
}

TEST_F(AttendanceTest, IntentionsAreCountedAndGoWithThePerson) {
  accept(SessionIntend{"role-alike-1"}, people[0]);
  accept(SessionIntend{"mixing"}, people[0]);
  accept(SessionIntend{"role-alike-1"}, people[1]);
  EXPECT_EQ(me_view(engine.state(), people[0]).intends, (std::vector<std::string>{"mixing", "role-alike-1"}));
  EXPECT_EQ(floor_session(engine.state(), "role-alike-1")->intending, 2u);
  accept(SessionIntend{"role-alike-1", false}, people[0]);
  EXPECT_EQ(floor_session(engine.state(), "role-alike-1")->intending, 1u);
  EXPECT_EQ(refused(SessionIntend{"nowhere"}, people[0]), "session.unknown");
  until(testing::nine);
  accept(SessionCheckIn{"talk"}, people[1]);
  accept(PersonErase{people[1]}, organiser());
  EXPECT_EQ(floor_session(engine.state(), "role-alike-1")->intending, 0u);
  EXPECT_EQ(counted(), 0u);
  accept(SessionCancel{"mixing"}, moderator());
  EXPECT_EQ(refused(SessionIntend{"mixing"}, people[2]), "session.over");
}

}  // namespace
}  // namespace convene

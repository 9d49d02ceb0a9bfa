// So many days after the last session everybody is erased, and staff know beforehand.
#include "matcher/retention.h"

#include "matcher/limits.h"
#include "tests/unit/matcher/event_fixture.h"

namespace convene {
namespace {

constexpr Duration day = minutes(24 * 60);

class RetentionTest : public testing::EventTest {
 protected:
  void SetUp() override {
    EventTest::SetUp();
    people = register_people(5);
  }
  Instant last_end() const {
    Instant last;
    for (const Session& session : engine.state().sessions) last = std::max(last, session.ends);
    return last;
  }
  std::size_t erased() const {
    std::size_t count = 0;
    for (const Person& one : engine.state().people) count += one.standing == Standing::erased ? 1 : 0;
    return count;
  }
  std::optional<Instant> on_the_board() const {
    const auto view = board_view(engine.state());
    return view.erasure.empty() ? std::nullopt : std::optional(view.erasure.at("event").at);
  }
  std::vector<PersonId> people;
};

TEST_F(RetentionTest, EverybodyIsErasedAfterTheDaysAndStaffKnowBefore) {
  const Instant over = last_end() + day * 30;
  until(over - limits::erasure_notice - milliseconds(1));
  EXPECT_FALSE(on_the_board());
  until(over - limits::erasure_notice);
  ASSERT_EQ(on_the_board(), over);
  EXPECT_EQ(board_view(engine.state()).erasure.at("event").people, engine.state().people.size());
  EXPECT_TRUE(engine.take_touched().retention) << "for the log";
  until(over - milliseconds(1));
  EXPECT_EQ(erased(), 0u);
  until(over);
  EXPECT_EQ(erased(), engine.state().people.size());
  EXPECT_EQ(engine.take_touched().erased.size(), engine.state().people.size()) << "from the vault, too";
  EXPECT_FALSE(on_the_board() && engine.state().index.known > 0);
  for (const Person& one : engine.state().people) EXPECT_FALSE(one.profile.words);
  EXPECT_FALSE(engine.next_deadline()) << "and that was all";
}

TEST_F(RetentionTest, WhatIsCalledOffPutsNothingOffUnlessAllIs) {
  const auto ends = retention_ends(engine.state());
  SessionAdd far;
  far.like = "mixing", far.starts = now + day * 29, far.minutes = 30;
  accept(far, moderator());
  EXPECT_GT(retention_ends(engine.state()), ends);
  accept(SessionCancel{"mixing-added-1"}, moderator());
  EXPECT_EQ(retention_ends(engine.state()), ends);
  EXPECT_EQ(engine.state().index.due.at({Due::event, 0}), event_deadline(engine.state()));
  std::vector<std::string> all;
  for (const Session& session : engine.state().sessions)
    if (session.state != SessionState::cancelled) all.push_back(session.definition.id);
  for (const std::string& id : all) accept(SessionCancel{id}, moderator());
  EXPECT_EQ(retention_ends(engine.state()), now + day * 29 + minutes(30) + day * 30);
}

TEST_F(RetentionTest, ARestartInBetweenChangesNothing) {
  const Instant over = last_end() + day * 30;
  until(over - limits::erasure_notice);
  engine = Engine::restored(State(engine.state()), engine.seq());
  ASSERT_EQ(on_the_board(), over);
  until(over - milliseconds(1));
  EXPECT_EQ(erased(), 0u);
  engine = Engine::restored(State(engine.state()), engine.seq());
  until(over + minutes(1));
  EXPECT_EQ(erased(), engine.state().people.size());
}

TEST_F(RetentionTest, WhoeverIsDownOverTheTimeTellsFirst) {
  const Instant over = last_end() + day * 30;
  now = over + day;  // nothing ticked meanwhile
  accept(Tick{});
  EXPECT_EQ(erased(), 0u);
  ASSERT_EQ(on_the_board(), now + limits::erasure_notice_least);
  until(now + limits::erasure_notice_least);
  EXPECT_EQ(erased(), engine.state().people.size());
}

TEST_F(RetentionTest, MoreDaysOrSessionsPutItOff) {
  const Instant over = last_end() + day * 30;
  until(over - limits::erasure_notice);
  ASSERT_TRUE(on_the_board());
  EventDefinition event = testing::small_event();
  event.retention_days = 60;
  accept(EventLoad{event, {}});
  EXPECT_FALSE(on_the_board());
  until(over + day);
  EXPECT_EQ(erased(), 0u);
  until(now + day * 90);
  EXPECT_EQ(erased(), engine.state().people.size());
}

TEST_F(RetentionTest, AnEventThatWasLoadedAfterItsEndIsKeptForItsDaysAllTheSame) {
  Engine fresh;
  std::swap(engine, fresh);
  now = testing::nine + day * 2'000;
  accept(EventLoad{testing::small_event(), {{"Org", "org@example.org", {Hat::organiser}, {}}}});
  const Instant loaded = now;
  until(loaded + day * 30 - milliseconds(1));
  EXPECT_EQ(erased(), 0u);
  until(loaded + day * 30);
  EXPECT_EQ(erased(), 1u);
}

TEST_F(RetentionTest, NobodyIsTakenInAnyMoreAfterwards) {
  until(last_end() + day * 30);
  ASSERT_EQ(erased(), engine.state().people.size());
  Profile profile;
  profile.name = "Late", profile.role = "classroom", profile.key = "late";
  EXPECT_EQ(refused(RosterImport{{profile}}), "event.over");
  EXPECT_EQ(refused(WalkIn{"key", "CODE", profile}), "event.over");
  EventDefinition event = testing::small_event();
  event.sessions.push_back(testing::session("again", SessionKind::open, now + day, minutes(60)));
  accept(EventLoad{event, {}});
  accept(RosterImport{{profile}});
  until(now + day * 2);
  EXPECT_EQ(person(PersonId(static_cast<std::uint32_t>(engine.state().people.size()))).standing, Standing::in);
}

TEST_F(RetentionTest, AShortRetentionIsToldForHalfOfIt) {
  EventDefinition event = testing::small_event();
  event.retention_days = 1;
  accept(EventLoad{event, {}});
  const Instant over = last_end() + day;
  until(over - minutes(12 * 60));
  EXPECT_EQ(on_the_board(), over);
  until(over);
  EXPECT_EQ(erased(), engine.state().people.size());
}

}  // namespace
}  // namespace convene

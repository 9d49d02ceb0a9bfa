// Sessions that staff add while the event runs.
#include "matcher/limits.h"
#include "tests/unit/matcher/office_hours_fixture.h"

namespace convene::testing {
namespace {

class Added : public OfficeHoursTest {
 protected:
  SessionAdd like(std::string id, std::int32_t lasts = 30) {
    SessionAdd c;
    c.like = std::move(id);
    c.starts = now + minutes(20);
    c.minutes = lasts;
    return c;
  }
  const Session& added(const std::string& id) const { return engine.state().session(engine.state().find_session(id)); }
  std::size_t sessions() const { return engine.state().sessions.size(); }
};

TEST_F(Added, IsLikeTheOtherOneUnderItsOwnTitleAtItsOwnTime) {
  SessionAdd c = like("mixing");
  c.title = {{"en", "Another one"}};
  engine.take_touched();
  accept(c, moderator());
  const Touched touched = engine.take_touched();
  EXPECT_TRUE(touched.programme);
  EXPECT_TRUE(touched.now);
  const SessionDefinition& one = added("mixing-added-1").definition;
  EXPECT_EQ(one.title, (Label{{"en", "Another one"}}));
  EXPECT_EQ(one.starts, c.starts);
  EXPECT_EQ(one.ends, c.starts + minutes(30));
  EXPECT_TRUE(one.added);
  SessionDefinition same = engine.state().session(engine.state().find_session("mixing")).definition;
  same.id = one.id, same.title = one.title, same.starts = one.starts, same.ends = one.ends, same.added = true;
  EXPECT_EQ(one, same);
  EXPECT_EQ(engine.state().event.sessions.back(), one);
}

TEST_F(Added, HasTheOtherTitleAndLinkUnlessItIsGivenItsOwn) {
  event.sessions[0].link = "https://talks.example.org/1";
  event.locales = {"en", "es"};
  accept(EventLoad{event, {}});
  SessionAdd c = like("talk");
  c.title = {{"en", ""}, {"es", ""}};
  accept(c, organiser());
  EXPECT_EQ(added("talk-added-1").definition.title, (Label{{"en", "talk"}}));
  EXPECT_EQ(added("talk-added-1").definition.link, "https://talks.example.org/1");
  c.link = "https://talks.example.org/2";
  c.title = {{"en", ""}, {"es", "Otra"}};
  accept(c, organiser());
  EXPECT_EQ(added("talk-added-2").definition.title, (Label{{"es", "Otra"}}));
  EXPECT_EQ(added("talk-added-2").definition.link, "https://talks.example.org/2");
}

TEST_F(Added, IdsAreNeverTwiceAndDoNotGrow) {
  accept(like("mixing"), moderator());
  accept(like("mixing-added-1"), moderator());
  accept(like("mixing"), moderator());
  EXPECT_GE(engine.state().find_session("mixing-added-3"), 0);
  EXPECT_LT(engine.state().find_session("mixing-added-1-added-1"), 0);
  event.sessions.push_back(session(std::string(64, 'x'), SessionKind::open, nine + minutes(200), minutes(30)));
  event.sessions.push_back(session("mixing-added-4", SessionKind::open, nine + minutes(200), minutes(30)));
  accept(EventLoad{event, {}});
  accept(like(std::string(64, 'x')), moderator());
  EXPECT_EQ(engine.state().sessions.back().definition.id, std::string(56, 'x') + "-added-1");
  accept(like("mixing"), moderator());
  EXPECT_EQ(engine.state().sessions.back().definition.id, "mixing-added-5");
}

TEST_F(Added, OpensItsLobbyAtOnceAndSeatsPeople) {
  SessionAdd c = like("role-alike-1");
  c.starts = now - seconds(50);
  accept(c, moderator());
  EXPECT_EQ(added("role-alike-1-added-1").starts, now) << "its minutes are all to come";
  until(now);
  EXPECT_EQ(added("role-alike-1-added-1").state, SessionState::running);
  join(people, "role-alike-1-added-1");
  until(now + seconds(1));
  EXPECT_TRUE(person(people[0]).room);
  until(now + minutes(32));
  EXPECT_EQ(added("role-alike-1-added-1").state, SessionState::closed);
}

TEST_F(Added, RoundsThatFillTheirSessionFillTheNewOne) {
  event.sessions[2].policy.rounds = {2, minutes(14), minutes(2)};
  accept(EventLoad{event, {}});
  accept(like("mixing", 62), moderator());
  EXPECT_EQ(added("mixing-added-1").definition.policy.rounds.length, minutes(30));
  accept(like("role-alike-1", 62), moderator());
  EXPECT_EQ(added("role-alike-1-added-1").definition.policy.rounds.length, minutes(20)) << "these left time free";
  accept(like("mixing", 3), moderator());
  EXPECT_EQ(added("mixing-added-2").definition.policy.rounds.length, minutes(14)) << "too short for two";
}

TEST_F(Added, LessTimeIsWorthLessCreditAndMoreIsNotWorthMore) {
  event.sessions[0].credit_minutes = 45;
  accept(EventLoad{event, {}});
  accept(like("talk", 20), moderator());
  EXPECT_EQ(added("talk-added-1").definition.credit_minutes, 15);
  accept(like("talk", 120), moderator());
  EXPECT_EQ(added("talk-added-2").definition.credit_minutes, 45);
}

TEST_F(Added, ADebriefFollowsTheSameSessions) {
  SessionDefinition debrief = session("over", SessionKind::debrief, nine + minutes(200), minutes(30));
  debrief.of = {"talk"};
  event.sessions.push_back(debrief);
  accept(EventLoad{event, {}});
  SessionAdd c = like("over");
  c.starts = now;
  accept(c, moderator());
  until(now + seconds(1));
  accept(SessionJoin{"over-added-1", "talk"}, people[0]);
  EXPECT_EQ(person(people[0]).about.at("over-added-1"), "talk");
}

TEST_F(Added, AnOfficeHourHasTheSameAdvisorsAtTheSameDesks) {
  post(ada, "plans", false);
  SessionAdd c = like("hours");
  c.starts = now;
  accept(c, moderator());
  const std::int32_t index = engine.state().find_session("hours-added-1");
  const Advisor* advisor = find_advisor(engine.state(), index, ada);
  ASSERT_NE(advisor, nullptr);
  EXPECT_EQ(engine.state().session(index).hours->desks[advisor->desk].desk, "plans");
  until(now + minutes(1));
  here({ada, people[0]});
  accept(AdvisorTurn{"hours-added-1", AdvisorStatus::available, {}, {}}, ada);
  accept(TicketOpen{"hours-added-1", "assessment", "how?", false}, people[0]);
  EXPECT_EQ(ticket_of(people[0]).session, index);
}

TEST_F(Added, WhoMayNotAdviseAnyMoreIsNotPostedAnew) {
  post(ada, "plans", false);
  accept(PersonHat{ada, {Hat::participant}, {}}, organiser());
  SessionAdd c = like("hours");
  c.starts = now;
  accept(c, moderator());
  EXPECT_EQ(find_advisor(engine.state(), engine.state().find_session("hours-added-1"), ada), nullptr);
}

TEST_F(Added, WhatCannotBeIsRefused) {
  const std::size_t before = sessions();
  const auto code = [&](auto change) {
    SessionAdd c = like("mixing");
    change(c);
    return refused(c, moderator());
  };
  EXPECT_EQ(code([](SessionAdd& c) { c.like = "nothing"; }), "session.unknown");
  EXPECT_EQ(code([&](SessionAdd& c) { c.starts = now - limits::added_past - Duration{1}; }), "session.in_the_past");
  EXPECT_EQ(code([&](SessionAdd& c) { c.starts = now + limits::added_ahead + Duration{1}; }), "session.far_ahead");
  EXPECT_EQ(code([](SessionAdd& c) { c.minutes = 0; }), "session.lasts");
  EXPECT_EQ(code([](SessionAdd& c) { c.minutes = 24 * 60 + 1; }), "session.lasts");
  EXPECT_EQ(code([](SessionAdd& c) { c.title = {{"fr", "Encore"}}; }), "session.title_language");
  EXPECT_EQ(code([](SessionAdd& c) { c.title = {{"en", std::string(1'001, 'x')}}; }), "text.too_long");
  EXPECT_EQ(code([](SessionAdd& c) { c.link = "javascript:alert(1)"; }), "link.form");
  EXPECT_EQ(refused(like("mixing"), facilitator()), "not_allowed");
  EXPECT_EQ(refused(like("mixing"), people[0]), "not_allowed");
  EXPECT_EQ(sessions(), before);
}

TEST_F(Added, ThereAreNoMoreThanAnEventMayHave) {
  while (sessions() < limits::sessions) accept(like("mixing"), moderator());
  EXPECT_EQ(refused(like("mixing"), moderator()), "session.too_many");
  event.sessions.push_back(session("one-more", SessionKind::open, nine + minutes(200), minutes(30)));
  EXPECT_EQ(refused(EventLoad{event, {}}), "session.too_many");
  EXPECT_EQ(sessions(), limits::sessions);
}

TEST_F(Added, TheEventFileReadAgainLeavesItInTheProgramme) {
  accept(like("mixing"), moderator());
  const std::size_t facts = records.size();
  accept(EventLoad{event, {}});
  EXPECT_EQ(records.size(), facts) << "the file says nothing new";
  event.sessions.push_back(session("later", SessionKind::open, nine + minutes(300), minutes(30)));
  accept(EventLoad{event, {}});
  EXPECT_EQ(engine.state().event.sessions.back().id, "mixing-added-1");
  EXPECT_EQ(engine.state().event.sessions.size(), sessions());
  accept(SessionShift{"mixing-added-1", 5, false}, moderator());
}

TEST_F(Added, ASessionThatTheFileNamesIsTheFilesFromThenOn) {
  accept(like("mixing"), moderator());
  const EventDefinition without = event;
  event.sessions.push_back(added("mixing-added-1").definition);
  event.sessions.back().added = false;
  event.sessions.back().title = {{"en", "In the file"}};
  accept(EventLoad{event, {}});
  EXPECT_FALSE(added("mixing-added-1").definition.added);
  EXPECT_EQ(added("mixing-added-1").definition.title.at("en"), "In the file");
  EXPECT_EQ(refused(EventLoad{without, {}}), "event.cannot_change");
}

TEST_F(Added, IsThereAgainAfterARestart) {
  accept(like("hours"), moderator());
  accept(like("mixing"), moderator());
  Engine again;
  for (const Record& record : records) again.replay(record);
  const Session& added = again.state().sessions.back();
  EXPECT_EQ(added.definition, engine.state().sessions.back().definition);
  EXPECT_TRUE(added.definition.added);
  EXPECT_EQ(again.state().event, engine.state().event);
  EXPECT_EQ(again.next_deadline(), engine.next_deadline());
  const Engine restored = Engine::restored(State(engine.state()), engine.seq());
  EXPECT_EQ(restored.state().find_session("mixing-added-1"), engine.state().find_session("mixing-added-1"));
  EXPECT_EQ(restored.next_deadline(), engine.next_deadline());
}

}  // namespace
}  // namespace convene::testing

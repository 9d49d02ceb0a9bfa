// Debriefs: people who come to talk about the same content session.
#include "matcher/debrief.h"

#include "tests/unit/matcher/event_fixture.h"

namespace convene {
namespace {

class DebriefTest : public testing::EventTest {
 protected:
  void SetUp() override {
    EventDefinition event = testing::small_event();
    event.sessions.push_back(testing::session("loss", SessionKind::content, testing::nine, minutes(60)));
    SessionDefinition debrief =
        testing::session("debrief", SessionKind::debrief, testing::nine + minutes(60), minutes(50));
    debrief.of = {"talk", "loss"};
    event.sessions.push_back(debrief);
    accept(EventLoad{
        event, {{"Mo", "mo@example.org", {Hat::moderator}, {}}, {"Org", "org@example.org", {Hat::organiser}, {}}}});
  }

  PersonId add(std::vector<std::string> attended, const std::string& role = "classroom") {
    Profile profile;
    profile.key = "p" + std::to_string(engine.state().people.size());
    profile.name = "Person " + profile.key;
    profile.role = role;
    profile.sessions_attended = std::move(attended);
    accept(RosterImport{{profile}});
    return engine.state().index.by_key.at(profile.key);
  }
  PersonId comes(const std::string& about) {
    const PersonId id = add({});
    accept(SessionJoin{"debrief", about}, id);
    return id;
  }
  void open_lobby() { until(testing::nine + minutes(58)); }
  void open_rooms() { until(testing::nine + minutes(61)); }
  std::optional<std::string> about(PersonId id) const { return room_of(id).basis.about; }
};

TEST_F(DebriefTest, WhoAttendedOneOfThemComesForThat) {
  open_lobby();
  const PersonId one = add({"loss"});
  accept(SessionJoin{"debrief", {}}, one);
  EXPECT_EQ(person(one).about.at("debrief"), "loss");
  EXPECT_EQ(me_view(engine.state(), one).about, "loss");
  const PersonId other = add({"role-alike-1"});
  EXPECT_EQ(refused(SessionJoin{"debrief", {}}, other), "about.needed") << "attended none of these";
  const PersonId both = add({"talk", "loss"});
  EXPECT_EQ(refused(SessionJoin{"debrief", {}}, both), "about.needed");
  EXPECT_EQ(person(both).session, -1) << "nothing happened";
  accept(SessionJoin{"debrief", "talk"}, both);
  EXPECT_EQ(person(both).about.at("debrief"), "talk");
}

TEST_F(DebriefTest, OnlyWhatItFollowsCanBeChosenAndOnlyThere) {
  open_lobby();
  const PersonId id = add({});
  EXPECT_EQ(refused(SessionJoin{"debrief", "mixing"}, id), "about.unknown");
  EXPECT_EQ(refused(SessionJoin{"role-alike-1", "talk"}, id), "about.no_debrief");
}

TEST_F(DebriefTest, RoomsAreOfOneSessionEach) {
  open_lobby();
  std::vector<PersonId> talk, loss;
  // Roles are crossed with it: what they come for decides.
  for (int i = 0; i < 8; ++i) {
    const PersonId a = add({"talk"}, i % 2 ? "classroom" : "administrator");
    const PersonId b = add({"loss"}, i % 2 ? "classroom" : "administrator");
    talk.push_back(a), loss.push_back(b);
    join({a, b}, "debrief");
  }
  open_rooms();
  for (const PersonId id : talk) EXPECT_EQ(about(id), "talk");
  for (const PersonId id : loss) EXPECT_EQ(about(id), "loss");
  EXPECT_EQ(room_of(talk[0]).title.category, "talk");
  EXPECT_TRUE(me_view(engine.state(), talk[0]).unmet.empty());
  // Who comes late sits with their own.
  const PersonId late = comes("loss");
  EXPECT_EQ(about(late), "loss");
}

TEST_F(DebriefTest, WhoComesAloneForASessionSitsWithTheOthersAndIsTold) {
  open_lobby();
  std::vector<PersonId> many;
  for (int i = 0; i < 4; ++i) many.push_back(comes("talk"));
  const PersonId lone = comes("loss");
  open_rooms();
  EXPECT_EQ(person(lone).room, person(many[0]).room);
  EXPECT_EQ(about(lone), "");
  EXPECT_EQ(me_view(engine.state(), lone).unmet, (std::vector<std::string>{"about"}));
  EXPECT_EQ(room_of(lone).title.category, "");
}

TEST_F(DebriefTest, TheChoiceCanBeChangedUntilThereIsARoom) {
  open_lobby();
  const PersonId id = comes("talk");
  accept(SessionJoin{"debrief", "loss"}, id);
  EXPECT_EQ(person(id).about.at("debrief"), "loss");
  for (int i = 0; i < 5; ++i) comes("loss"), comes("talk");
  open_rooms();
  EXPECT_EQ(about(id), "loss");
  EXPECT_EQ(refused(SessionJoin{"debrief", "talk"}, id), "about.seated");
  accept(SessionJoin{"debrief", "loss"}, id);
  // Leaving is enough: the seat that is kept is of the other session.
  const RoomId before = person(id).room;
  accept(SessionLeave{}, id);
  accept(SessionJoin{"debrief", "talk"}, id);
  EXPECT_NE(person(id).room, before);
  EXPECT_EQ(about(id), "talk");
}

TEST_F(DebriefTest, WhatWasChosenStandsAndIsNotKeptOfWhoIsErased) {
  open_lobby();
  const PersonId id = comes("talk");
  accept(SessionLeave{}, id);
  accept(SessionJoin{"debrief", {}}, id);
  EXPECT_EQ(person(id).about.at("debrief"), "talk");
  accept(PersonErase{id}, organiser());
  EXPECT_TRUE(person(id).about.empty());
}

TEST_F(DebriefTest, WhomStaffPutThereWithoutAChoiceLeaveARoomWhatItIs) {
  open_lobby();
  std::vector<PersonId> many;
  for (int i = 0; i < 4; ++i) many.push_back(comes("talk"));
  open_rooms();
  // They attended another one, which is nobody's business here.
  const PersonId stray = add({"loss"});
  accept(SessionJoin{"role-alike-1", {}}, stray);
  const Outcome moved = ask(SeatMove{{{stray, person(stray).version}}, person(many[0]).room}, moderator());
  ASSERT_TRUE(std::holds_alternative<Accepted>(moved));
  EXPECT_EQ(about(many[0]), "talk");
  EXPECT_TRUE(me_view(engine.state(), many[0]).unmet.empty());
  // A plain join asks nothing of them, here and when they come back to their seat.
  accept(SessionJoin{"debrief", {}}, stray);
  EXPECT_EQ(about(stray), "talk");
  const RoomId seat = person(stray).room;
  accept(SessionLeave{}, stray);
  accept(SessionJoin{"debrief", {}}, stray);
  EXPECT_EQ(person(stray).room, seat);
  EXPECT_EQ(about(stray), "talk");
}

TEST_F(DebriefTest, WhereNobodyChoseARoomSaysNothingOfIt) {
  open_lobby();
  const PersonId host = comes("talk");
  comes("talk"), comes("talk");
  open_rooms();
  const std::vector<PersonId> put{add({"loss"}), add({"loss"})};
  for (const PersonId id : put) accept(SessionJoin{"role-alike-1", {}}, id);
  const auto move = [&](SeatMove to) {
    for (const PersonId id : put) to.moves.push_back({id, person(id).version});
    accept(to, moderator());
  };
  move({{}, person(host).room, false});
  EXPECT_EQ(about(put[0]), "talk");
  move({{}, {}, true});
  ASSERT_NE(person(put[0]).room, person(host).room);
  EXPECT_EQ(about(put[0]), std::nullopt);
}

/// A plan is a thing of before: what people chose since counts.
TEST_F(DebriefTest, WhoChoosesAnewAfterThePlanWasDrafted) {
  open_lobby();
  std::vector<PersonId> all;
  for (int i = 0; i < 20; ++i) all.push_back(comes(i % 2 ? "talk" : "loss"));
  accept(RoundDraft{"debrief", "plan"}, moderator());
  ASSERT_EQ(engine.state().plans.size(), 1U);
  accept(SessionJoin{"debrief", "talk"}, all[0]);
  accept(RoundOpen{"debrief", engine.state().plans.begin()->first, false}, moderator());
  for (const PersonId id : all) EXPECT_EQ(about(id), person(id).about.at("debrief")) << to_string(id);
}

TEST_F(DebriefTest, WhatPeopleMayHaveChosenStaysOnTheProgramme) {
  EventDefinition event = engine.state().event;
  event.sessions.back().of = {"loss"};
  accept(EventLoad{event, {}});
  event.sessions.back().of = {"talk", "loss"};
  accept(EventLoad{event, {}});
  open_lobby();
  comes("talk");
  event.sessions.back().of = {"loss"};
  EXPECT_EQ(refused(EventLoad{event, {}}), "event.cannot_change");
}

}  // namespace
}  // namespace convene

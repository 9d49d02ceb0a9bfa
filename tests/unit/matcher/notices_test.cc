#include "matcher/notices.h"

#include "matcher/limits.h"
#include "tests/unit/matcher/event_fixture.h"

namespace convene::testing {
namespace {

class Notices : public EventTest {
 protected:
  void SetUp() override {
    EventTest::SetUp();
    people = register_people(6);
    until(nine + minutes(70));
    join({people[0], people[1], people[2]});
    join({people[3], people[4]}, "mixing");
  }

  std::vector<PersonId> reached_by(NoticeSend send, PersonId by) {
    send.text = "Hear";
    accept(std::move(send), by);
    return reached(engine.state(), engine.state().notices.rbegin()->second.notice.audience);
  }

  /// Of the three of a session two are there.
  NoticeId to_the_one_who_is_missing() {
    until(now + minutes(2));
    see({people[1], people[2]});
    NoticeSend absent;
    absent.not_present = true;
    absent.sessions = {"role-alike-1"};
    EXPECT_EQ(reached_by(absent, moderator()), std::vector{people[0]});
    return engine.state().notices.rbegin()->first;
  }

  std::vector<PersonId> people;
};

TEST_F(Notices, AFacilitatorOfOneSessionReachesTheOnePersonTheyWriteTo) {
  NoticeSend send;
  send.people = {people[1]};
  EXPECT_EQ(reached_by(send, facilitator()), std::vector{people[1]});
}

TEST_F(Notices, AFacilitatorOfOneSessionReachesNobodyElsewhere) {
  NoticeSend send;
  send.text = "Hear";
  send.people = {people[3]};
  EXPECT_EQ(refused(send, facilitator()), "not_in_scope");
  send.people = {people[5]};
  EXPECT_EQ(refused(send, facilitator()), "not_in_scope");
  send.rooms = {person(people[0]).room};
  send.people = {people[3]};
  EXPECT_EQ(refused(send, facilitator()), "not_in_scope");
  send.people = {};
  send.sessions = {"mixing"};
  EXPECT_EQ(refused(send, facilitator()), "not_in_scope");
  EXPECT_TRUE(engine.state().notices.empty());
}

TEST_F(Notices, WithoutATargetAFacilitatorSpeaksToTheirSessionsAndFiltersNarrowThat) {
  EXPECT_EQ(reached_by({}, facilitator()), (std::vector{people[0], people[1], people[2]}));
  NoticeSend send;
  send.regions = {"US"};
  EXPECT_EQ(reached_by(send, facilitator()), std::vector{people[0]});
}

TEST_F(Notices, ALanguageReachesWhoeverSpeaksItAnywhere) {
  const std::vector<std::pair<PersonId, std::string>> spoken{
      {people[0], "pt-BR"}, {people[1], "pt"}, {people[2], "PT-pt"}, {people[3], "ptx"}};
  for (const auto& [id, language] : spoken) {
    ProfileUpdate update;
    update.languages = std::vector{language};
    accept(update, id);
  }
  NoticeSend send;
  send.languages = {"pt"};
  EXPECT_EQ(reached_by(send, moderator()), (std::vector{people[0], people[1], people[2]}));
  send.languages = {"pt-BR"};
  EXPECT_EQ(reached_by(send, moderator()), std::vector{people[0]}) << "and not who speaks it otherwise";
}

TEST_F(Notices, EveryListNarrowsWhomANoticeReaches) {
  NoticeSend send;
  send.people = {people[3], people[0]};
  send.sessions = {"mixing"};
  EXPECT_EQ(reached_by(send, moderator()), std::vector{people[3]});
}

TEST_F(Notices, WhomItReachedItIsForUntilTheyDismissItWhereverTheyGo) {
  until(now + minutes(2));
  const RoomId room = person(people[0]).room;
  ASSERT_TRUE(room);
  NoticeSend absent;
  absent.not_present = true;
  absent.sessions = {"role-alike-1"};
  EXPECT_EQ(reached_by(absent, moderator()), (std::vector{people[0], people[1], people[2]}));
  const NoticeId id = engine.state().notices.rbegin()->first;
  const auto sent = [&]() -> const SentNotice& { return engine.state().notices.at(id); };
  see({people[0]});
  EXPECT_FALSE(reaches(engine.state(), sent().notice.audience, people[0])) << "they are there now";
  EXPECT_TRUE(is_for(engine.state(), sent(), people[0]));
  accept(NoticeSeen{id}, people[0]);
  EXPECT_EQ(floor_notice(engine.state(), {}, id)->seen, 1u);
  accept(SessionLeave{}, people[1]);
  EXPECT_TRUE(is_for(engine.state(), sent(), people[1]));
  accept(NoticeSeen{id}, people[1]);
  EXPECT_EQ(floor_notice(engine.state(), {}, id)->seen, 2u);
  accept(NoticeSeen{id}, people[5]);
  EXPECT_EQ(floor_notice(engine.state(), {}, id)->seen, 2u) << "whom it never reached has not seen it";
  accept(PersonRemove{people[2], ""}, moderator());
  EXPECT_FALSE(is_for(engine.state(), sent(), people[2]));
}

TEST_F(Notices, WhoWasThereAndLosesTheLineIsNotToldThatTheyAreMissing) {
  const NoticeId id = to_the_one_who_is_missing();
  const auto sent = [&]() -> const SentNotice& { return engine.state().notices.at(id); };
  accept(PresenceReport{{}, {people[1]}, {people[1]}});
  ASSERT_TRUE(reaches(engine.state(), sent().notice.audience, people[1])) << "by now they are missing";
  EXPECT_FALSE(is_for(engine.state(), sent(), people[1]));
  join({people[5]});
  until(now + minutes(1));
  EXPECT_FALSE(is_for(engine.state(), sent(), people[5])) << "a seat given later has its own time to be taken";
  accept(PresenceReport{{}, {people[0]}, {people[0]}});
  accept(PresenceReport{{people[0]}, {}, {}});
  EXPECT_TRUE(is_for(engine.state(), sent(), people[0])) << "whom it was sent to hears it on coming";
  for (const PersonId id_of : {people[0], people[1], people[2], people[5]}) accept(NoticeSeen{id}, id_of);
  EXPECT_EQ(floor_notice(engine.state(), {}, id)->seen, 1u) << "no more have seen it than it was sent to";
  EXPECT_EQ(floor_notice(engine.state(), {}, id)->sent, 1u);
}

TEST_F(Notices, WhoSawItByMistakeInAnOlderJournalIsNotCounted) {
  const NoticeId id = to_the_one_who_is_missing();
  State state = engine.state();
  apply(state, NoticeWasSeen{id, people[1]}, now);
  apply(state, NoticeWasSeen{id, people[0]}, now);
  EXPECT_EQ(floor_notice(state, {}, id)->seen, 1u);
}

TEST_F(Notices, WhatIsSaidToEverybodyStandsHoweverManyPeopleAreWrittenTo) {
  NoticeSend all;
  all.urgent = true;
  reached_by(all, moderator());
  const NoticeId broadcast = engine.state().notices.rbegin()->first;
  accept(NoticeSeen{broadcast}, people[0]);
  NoticeSend one;
  one.people = {people[1]};
  for (std::size_t i = 0; i < limits::notices_kept + 10; ++i) reached_by(one, moderator());
  EXPECT_EQ(engine.state().notices.size(), limits::notices_kept);
  ASSERT_TRUE(engine.state().notices.contains(broadcast));
  EXPECT_TRUE(is_for(engine.state(), engine.state().notices.at(broadcast), people[5])) << "who comes later hears it";
  EXPECT_EQ(floor_notice(engine.state(), {}, broadcast)->seen, 1u) << "and staff see who has seen it";
  EXPECT_FALSE(engine.state().notices.contains(NoticeId(broadcast.value + 1))) << "the oldest to one person gave way";
}

TEST_F(Notices, ThoseThatAreOverGiveWayBeforeThoseThatAreNot) {
  NoticeSend all, one, several;
  one.people = {people[0]};
  several.people = {people[0], people[1]};
  reached_by(all, moderator());  // the oldest, and still to be heard
  const NoticeId broadcast = engine.state().notices.rbegin()->first;
  accept(SessionExtend{"mixing", 5}, moderator());
  const NoticeId extended = engine.state().notices.rbegin()->first;
  ASSERT_NE(extended, broadcast);
  reached_by(several, moderator());
  const NoticeId dismissed = engine.state().notices.rbegin()->first;
  reached_by(several, moderator());
  const NoticeId half = engine.state().notices.rbegin()->first;
  reached_by(one, moderator());
  const NoticeId single = engine.state().notices.rbegin()->first;
  for (const PersonId id : {people[0], people[1]}) accept(NoticeSeen{dismissed}, id);
  accept(NoticeSeen{half}, people[0]);
  while (engine.state().notices.size() < limits::notices_kept) reached_by(all, moderator());
  until(now + minutes(15));  // what the engine itself says is for ten minutes
  const auto kept = [&](NoticeId id) { return engine.state().notices.contains(id); };
  ASSERT_TRUE(kept(extended) && kept(dismissed) && kept(half) && kept(single) && kept(broadcast));
  (void)engine.take_touched();
  reached_by(all, moderator());
  EXPECT_FALSE(kept(extended)) << "it has expired";
  EXPECT_TRUE(kept(dismissed) && kept(half) && kept(single) && kept(broadcast));
  const Touched touched = engine.take_touched();
  EXPECT_TRUE(std::binary_search(touched.floor_notices.begin(), touched.floor_notices.end(), extended));
  reached_by(all, moderator());
  EXPECT_FALSE(kept(dismissed)) << "everybody whom it is for has dismissed it";
  EXPECT_TRUE(kept(half) && kept(single) && kept(broadcast));
  reached_by(all, moderator());
  EXPECT_FALSE(kept(single)) << "to one person";
  EXPECT_TRUE(kept(half) && kept(broadcast));
  reached_by(one, moderator());
  EXPECT_FALSE(kept(broadcast)) << "the oldest of the rest";
  EXPECT_TRUE(kept(engine.state().notices.rbegin()->first)) << "a new one is heard at least";
  EXPECT_EQ(engine.state().notices.size(), limits::notices_kept);
}

TEST_F(Notices, StaffAreToldHowManyOfThoseItWasSentToWereHere) {
  accept(PresenceReport{{people[0], people[1], people[3]}, {}, {}});
  accept(PresenceReport{{}, {people[2], people[4], people[5]}, {people[2], people[4], people[5]}});
  NoticeSend several;
  several.people = {people[5], people[0], people[0], people[3], people[2]};
  EXPECT_EQ(reached_by(several, moderator()), (std::vector{people[0], people[2], people[3], people[5]}));
  const auto told = floor_notice(engine.state(), {}, engine.state().notices.rbegin()->first);
  ASSERT_TRUE(told);
  EXPECT_EQ(told->sent, 4u) << "each once";
  EXPECT_EQ(told->online, 2u);
}

TEST_F(Notices, ACancellationReachesThoseWhoWereInIt) {
  accept(SessionCancel{"mixing"}, moderator());
  EXPECT_EQ(me_view(engine.state(), people[3]).place, Place::programme);
  const Audience& audience = engine.state().notices.rbegin()->second.notice.audience;
  EXPECT_EQ(reached(engine.state(), audience), (std::vector{people[3], people[4]}));
}

TEST_F(Notices, ACancellationOfWhatIsYetToComeReachesEverybody) {
  EventDefinition event = small_event();
  event.sessions.push_back(session("later", SessionKind::open, nine + minutes(300), minutes(30)));
  accept(EventLoad{event, {}});
  accept(SessionCancel{"later"}, moderator());
  EXPECT_TRUE(reaches(engine.state(), engine.state().notices.rbegin()->second.notice.audience, people[5]));
}

TEST_F(Notices, NobodyIsToldOfATimeThatMovesBeforeTheDoorsOpen) {
  EventDefinition event = small_event();
  event.sessions.push_back(session("later", SessionKind::open, nine + minutes(300), minutes(30)));
  accept(EventLoad{event, {}});
  accept(SessionExtend{"later", 5}, moderator());
  EXPECT_TRUE(engine.state().notices.empty());
}

TEST_F(Notices, WhatIsSaidToOnePersonStandsOnNoOtherFloor) {
  accept(PersonHat{people[5], {Hat::facilitator}, Scope{{"mixing"}, {}}}, moderator());
  NoticeSend send;
  send.people = {people[1]};
  reached_by(send, facilitator());
  const NoticeId id = engine.state().notices.rbegin()->first;
  EXPECT_TRUE(floor_notice(engine.state(), person(facilitator()).scope, id));
  EXPECT_TRUE(floor_notice(engine.state(), {}, id));
  EXPECT_FALSE(floor_notice(engine.state(), person(people[5]).scope, id));
  reached_by({}, facilitator());
  EXPECT_FALSE(floor_notice(engine.state(), person(people[5]).scope, engine.state().notices.rbegin()->first));
  reached_by({}, moderator());
  EXPECT_TRUE(floor_notice(engine.state(), person(people[5]).scope, engine.state().notices.rbegin()->first));
}

TEST_F(Notices, ErasingTheSenderTakesTheTextOffTheFloor) {
  reached_by({}, facilitator());
  engine.take_touched();
  accept(PersonErase{facilitator()}, organiser());
  const NoticeId id = engine.state().notices.rbegin()->first;
  EXPECT_EQ(engine.take_touched().floor_notices, std::vector{id});
  EXPECT_EQ(floor_notice(engine.state(), {}, id)->text, "");
}

TEST_F(Notices, AVisitEndsWithTheHatAndWithTheConnection) {
  const RoomId room = person(people[0]).room;
  accept(RoomVisit{room}, facilitator());
  ASSERT_EQ(room_view(engine.state(), room).members.size(), 4u);
  accept(PresenceReport{{facilitator()}, {}, {}});
  accept(PresenceReport{{}, {facilitator()}, {}});
  EXPECT_EQ(room_view(engine.state(), room).members.back().seat, SeatState::away);
  accept(PresenceReport{{}, {}, {facilitator()}});
  EXPECT_EQ(room_view(engine.state(), room).members.size(), 3u);
  EXPECT_FALSE(me_view(engine.state(), facilitator()).visiting);

  accept(RoomVisit{room}, facilitator());
  engine.take_touched();
  accept(PersonHat{facilitator(), {Hat::participant}, {}}, moderator());
  EXPECT_EQ(room_view(engine.state(), room).members.size(), 3u);
  const Touched touched = engine.take_touched();
  EXPECT_NE(std::find(touched.rooms.begin(), touched.rooms.end(), room), touched.rooms.end());

  accept(PersonHat{facilitator(), {Hat::facilitator}, Scope{{"role-alike-1"}, {}}}, moderator());
  accept(RoomVisit{room}, facilitator());
  accept(PersonHat{facilitator(), {Hat::facilitator}, Scope{{"mixing"}, {}}}, moderator());
  EXPECT_EQ(room_view(engine.state(), room).members.size(), 3u);

  accept(PersonHat{facilitator(), {Hat::facilitator}, {}}, moderator());
  accept(RoomVisit{room}, facilitator());
  accept(PersonRemove{facilitator(), "done"}, moderator());
  EXPECT_EQ(room_view(engine.state(), room).members.size(), 3u);
}

TEST_F(Notices, AHatIsSeenInTheRoomAtOnce) {
  engine.take_touched();
  accept(PersonHat{people[0], {Hat::advisor}, {}}, moderator());
  const Touched touched = engine.take_touched();
  EXPECT_NE(std::find(touched.rooms.begin(), touched.rooms.end(), person(people[0]).room), touched.rooms.end());
}

}  // namespace
}  // namespace convene::testing

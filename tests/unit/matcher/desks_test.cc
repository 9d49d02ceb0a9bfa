// What advisors and staff do with a line: groups, calls by hand, pauses, cut-offs, moves, pins, and its limits.
#include "tests/unit/matcher/office_hours_fixture.h"

namespace convene {
namespace {

using Desks = testing::OfficeHoursTest;

TEST_F(Desks, WhoeverServesTheTopicCallsAtWhateverDesk) {
  begin();
  AdvisorPost both{"hours", "plans", ada, {"funding", "assessment"}};
  accept(both, moderator());
  post(ben, "funding", false);
  open(people[0]);
  accept(AdvisorTurn{"hours", AdvisorStatus::available, {}, {}}, ada);
  EXPECT_EQ(ticket_of(people[0]).offer->advisor, ada);
  accept(AdvisorTurn{"hours", AdvisorStatus::away, {}, {}}, ada);
  EXPECT_EQ(at(people[0]), TicketState::waiting);
  // Both are free: who can do less goes first.
  DeskPause pause{"hours", "funding"};
  accept(pause, moderator());
  accept(AdvisorTurn{"hours", AdvisorStatus::available, {}, {}}, ada);
  accept(AdvisorTurn{"hours", AdvisorStatus::available, {}, {}}, ben);
  EXPECT_EQ(at(people[0]), TicketState::waiting) << "paused";
  accept(DeskOpen{"hours", "funding"}, moderator());
  EXPECT_EQ(ticket_of(people[0]).offer->advisor, ben);
}

TEST_F(Desks, AGroupComesWholeOrNotAtAll) {
  begin();
  for (int i = 0; i < 3; ++i) open(people[i], "assessment", true);
  open(people[3], "assessment", false);
  DeskPause pause{"hours", "plans"};
  accept(pause, moderator());
  post(ben, "plans");
  EXPECT_TRUE(advisor_view(engine.state(), ben).desks.front().groups.empty()) << "paused";
  accept(AdvisorTurn{"hours", AdvisorStatus::away, {}, {}}, ben);
  accept(DeskOpen{"hours", "plans"}, moderator());
  // An advisor who is resting sees the group before the first one is called.
  const TicketId a = ticket_of(people[0]).id, b = ticket_of(people[1]).id, c = ticket_of(people[2]).id;
  accept(AdvisorTurn{"hours", AdvisorStatus::available, {}, {}}, ben);
  ASSERT_EQ(at(people[0]), TicketState::offered);
  accept(TicketReturn{a, ""}, ben);
  ASSERT_EQ(at(people[0]), TicketState::offered) << "called again at once: nobody idles";
  come(people[0]);
  EXPECT_EQ(refused(TicketCall{{b, ticket_of(people[3]).id}, {}, "a group"}, ben), "ticket.no_peers");
  accept(TicketCall{{b, c}, {}, ""}, ben);
  EXPECT_EQ(at(people[1]), TicketState::offered);
  come(people[1]);
  EXPECT_EQ(at(people[1]), TicketState::offered) << "waits for the other";
  EXPECT_TRUE(queue_view(engine.state(), people[1]).ticket->call->accepted);
  accept(TicketDecline{c, ticket_of(people[2]).version}, people[2]);
  EXPECT_EQ(at(people[1]), TicketState::waiting);
  EXPECT_EQ(ticket_of(people[1]).why, "group_dissolved");
  EXPECT_EQ(place(people[1]), 1u);
  accept(TicketCall{{b, c}, {}, ""}, ben);
  come(people[1]);
  come(people[2]);
  EXPECT_EQ(person(people[1]).room, person(people[0]).room);
  EXPECT_EQ(person(people[2]).room, person(people[0]).room);
  EXPECT_EQ(refused(TicketCall{{ticket_of(people[3]).id}, {}, "one more"}, ben), "advisor.full");
  done(people[0], ben), done(people[1], ben);
  EXPECT_EQ(at(people[3]), TicketState::waiting);
  done(people[2], ben);
  wait(seconds(61));
  EXPECT_EQ(at(people[3]), TicketState::offered);
}

TEST_F(Desks, AGroupOfWhomOneDoesNotAnswerGoesBackWhole) {
  begin();
  post(ben, "plans");
  open(people[4], "assessment", true);
  come(people[4]);
  for (int i = 0; i < 2; ++i) open(people[i], "assessment", true);
  accept(TicketCall{{ticket_of(people[0]).id, ticket_of(people[1]).id}, {}, ""}, ben);
  come(people[0]);
  wait(seconds(61));
  EXPECT_EQ(at(people[0]), TicketState::waiting);
  EXPECT_EQ(ticket_of(people[0]).missed, 0u);
  EXPECT_EQ(at(people[1]), TicketState::waiting);
  EXPECT_EQ(ticket_of(people[1]).missed, 1u);
}

TEST_F(Desks, OfTwoWhoCallOneTicketTheSecondIsToldWhoDid) {
  begin();
  post(ada, "funding");
  const TicketId id = open(people[0]);
  AdvisorPost too{"hours", "plans", ben, {"funding"}};
  accept(too, moderator());
  accept(AdvisorTurn{"hours", AdvisorStatus::available, {}, {}}, ben);
  EXPECT_EQ(refused(TicketCall{{id}, {}, "mine"}, ben), "ticket.taken");
}

TEST_F(Desks, OutOfOrderNeedsAReasonAndAnotherTopicAMemberOfStaff) {
  begin();
  post(ada, "funding");
  open(people[7]);
  come(people[7]);
  done(people[7], ada);  // she rests, and calls nobody by order
  open(people[0]);
  const TicketId second = open(people[1]);
  const TicketId other = open(people[2], "assessment");
  EXPECT_EQ(refused(TicketCall{{second}, {}, ""}, ada), "reason.missing");
  EXPECT_EQ(refused(TicketCall{{other}, {}, "I know this one"}, ada), "ticket.not_served");
  EXPECT_EQ(refused(TicketCall{{other}, ada, ""}, moderator()), "ticket.not_served");
  accept(TicketCall{{other}, ada, "asked for her"}, moderator());
  EXPECT_EQ(ticket_of(people[2]).offer->advisor, ada);
  EXPECT_EQ(refused(TicketCall{{second}, {}, "no"}, people[3]), "not_allowed");
}

TEST_F(Desks, WhoeverIsKeptApartFromAnAdvisorIsCalledByAnother) {
  Profile profile = *person(people[0]).profile.words;
  profile.keep_apart = {person(ada).profile.words->key};
  RosterImport import;
  import.people = {profile};
  accept(import);
  begin();
  open(people[0]), open(people[1]);
  post(ada, "funding");
  EXPECT_EQ(at(people[0]), TicketState::waiting);
  EXPECT_EQ(at(people[1]), TicketState::offered);
  EXPECT_EQ(refused(TicketCall{{ticket_of(people[0]).id}, ada, "by hand"}, moderator()), "ticket.not_served");
  post(ben, "funding");
  EXPECT_EQ(ticket_of(people[0]).offer->advisor, ben);
}

TEST_F(Desks, ACutOffTakesNobodyMoreAndTellsThoseBehind) {
  begin();
  const TicketId first = open(people[0]);
  open(people[1]);
  accept(DeskCutoff{"hours", "funding", first}, moderator());
  EXPECT_EQ(refused(TicketOpen{"hours", "funding"}, people[2]), "desk.closed");
  EXPECT_FALSE(queue_view(engine.state(), people[0]).ticket->behind_cutoff);
  EXPECT_TRUE(queue_view(engine.state(), people[1]).ticket->behind_cutoff);
  post(ada, "funding");
  come(people[0]);
  done(people[0], ada);
  wait(seconds(61));
  EXPECT_EQ(at(people[1]), TicketState::offered) << "there was time after all";
  accept(DeskOpen{"hours", "funding"}, moderator());
  open(people[2]);
}

TEST_F(Desks, MergedDesksKeepEverybodysOrder) {
  begin();
  for (int i = 0; i < 6; ++i) open(people[i], i % 2 == 0 ? "funding" : "assessment");
  EXPECT_EQ(place(people[4]), 3u);
  accept(DeskMerge{"hours", "plans", "funding"}, moderator());
  for (std::uint32_t i = 0; i < 6; ++i) EXPECT_EQ(place(people[i]), i + 1);
  open(people[6], "assessment");
  EXPECT_EQ(place(people[6]), 7u);
  EXPECT_EQ(refused(DeskPause{"hours", "plans"}, moderator()), "desk.merged");
}

TEST_F(Desks, AMoveAndAPinAreForAReasonAndCanBeTakenBack) {
  begin();
  for (int i = 0; i < 4; ++i) open(people[i]);
  const auto id = [&](int i) { return ticket_of(people[i]).id; };
  EXPECT_EQ(refused(TicketMove{id(3), {}, id(1), ""}, moderator()), "reason.missing");
  accept(TicketMove{id(3), {}, id(1), "has to leave soon"}, moderator());
  EXPECT_EQ(place(people[3]), 2u);
  EXPECT_EQ(place(people[1]), 3u);
  accept(TicketPin{id(2), true, "speaks next"}, moderator());
  EXPECT_EQ(place(people[2]), 1u);
  accept(TicketPin{id(2), false, ""}, moderator());
  EXPECT_EQ(place(people[2]), 4u);
  EXPECT_EQ(refused(TicketPin{id(2), true, "me"}, people[2]), "not_allowed");
}

TEST_F(Desks, HowOftenOneIsMovedBetweenTwoThereIsAlwaysAPlace) {
  begin();
  for (int i = 0; i < 4; ++i) open(people[i]);
  for (int i = 0; i < 60; ++i) {
    const int mover = 2 + i % 2;
    accept(TicketMove{ticket_of(people[mover]).id, {}, ticket_of(people[1]).id, "again"}, moderator());
    ASSERT_EQ(place(people[mover]), i == 0 ? 2u : 3u) << i;
    ASSERT_EQ(place(people[0]), 1u) << i;
    ASSERT_EQ(place(people[1]), i == 0 ? 3u : 4u) << i;
  }
}

TEST_F(Desks, PeersAreNeverPutIntoARoomAloneAndKeepTheirPlaces) {
  begin();
  const TicketId a = open(people[0], "funding", true);
  const TicketId b = open(people[1], "funding", true);
  open(people[2], "assessment", true);
  accept(PeersJoin{a, true}, people[0]);
  EXPECT_LT(person(people[0]).session, 0) << "waits for a second one";
  accept(PeersJoin{ticket_of(people[2]).id, true}, people[2]);
  EXPECT_LT(person(people[2]).session, 0) << "another topic";
  accept(PeersJoin{b, true}, people[1]);
  ASSERT_TRUE(person(people[0]).room);
  EXPECT_EQ(person(people[0]).room, person(people[1]).room);
  EXPECT_EQ(place(people[0]), 1u);
  post(ada, "funding");
  come(people[0]);
  EXPECT_EQ(seat(people[0]), SeatState::assigned);
  const RoomId peers = person(people[1]).room;
  EXPECT_EQ(find_seat(engine.state().room(peers), people[0])->state, SeatState::called_away);
  done(people[0], ada);
  EXPECT_EQ(person(people[0]).room, peers);
}

TEST_F(Desks, WhoeverStepsOutOfARoomOfPeersGoesOnStandingInLine) {
  begin();
  const TicketId a = open(people[0], "funding", true);
  accept(PeersJoin{a, true}, people[0]);
  accept(PeersJoin{open(people[1], "funding", true), true}, people[1]);
  const RoomId peers = person(people[0]).room;
  ASSERT_TRUE(peers);
  see({people[0], people[1]});
  accept(RoomLeave{}, people[0]);
  const MeView me = me_view(engine.state(), people[0]);
  EXPECT_EQ(me.place, Place::programme) << "office hours have no lobby, out of which nobody could ask for a room";
  EXPECT_FALSE(me.waiting);
  ASSERT_TRUE(me.kept);
  EXPECT_EQ(place(people[0]), 1u);
  accept(PeersJoin{a, true}, people[0]);
  EXPECT_EQ(person(people[0]).room, peers);
  EXPECT_FALSE(person(people[0]).kept_room);
}

TEST_F(Desks, NobodyComesIntoAConversationWhoIsKeptApartOrDoesNotWelcomeOthers) {
  Profile profile = *person(people[1]).profile.words;
  profile.keep_apart = {person(people[0]).profile.words->key};
  RosterImport import;
  import.people = {profile};
  accept(import);
  begin();
  post(ada, "funding");
  for (int i = 0; i < 3; ++i) open(people[i], "funding", i != 2);
  come(people[0]);
  EXPECT_EQ(refused(TicketCall{{ticket_of(people[1]).id}, {}, "too"}, ada), "ticket.not_served");
  EXPECT_EQ(refused(TicketCall{{ticket_of(people[2]).id}, {}, "too"}, ada), "ticket.no_peers");
}

TEST_F(Desks, WhoAdvisesInTwoSessionsTalksToOneAtATime) {
  SessionDefinition second = event.sessions.back();
  second.id = "hours-2";
  event.sessions.push_back(second);
  begin();
  post(ada, "funding");
  AdvisorPost too;
  too.session = "hours-2";
  too.desk = "funding";
  too.person = ada;
  accept(too, moderator());
  accept(AdvisorTurn{"hours-2", AdvisorStatus::available, {}, {}}, ada);
  open(people[0]);
  accept(TicketOpen{"hours-2", "funding", "", false}, people[1]);
  EXPECT_EQ(at(people[0]), TicketState::offered);
  EXPECT_EQ(at(people[1]), TicketState::waiting);
  EXPECT_EQ(refused(TicketCall{{ticket_of(people[1]).id}, {}, "both"}, ada), "advisor.busy");
  accept(TicketLeave{ticket_of(people[0]).id}, people[0]);
  EXPECT_EQ(at(people[1]), TicketState::offered);
}

TEST_F(Desks, RoomsOfAnOfficeHourAreNotMatchedAnew) {
  begin();
  post(ada, "funding");
  open(people[0]);
  come(people[0]);
  EXPECT_EQ(refused(RoundRematch{"hours", {}, ""}, moderator()), "session.no_rooms");
}

TEST_F(Desks, WhoeverIsPutBackAfterTheirDeskWasUnitedStandsAtTheOtherOne) {
  begin();
  const TicketId id = open(people[0], "assessment");
  accept(TicketLeave{id}, people[0]);
  open(people[1]);
  accept(DeskMerge{"hours", "plans", "funding"}, moderator());
  accept(TicketReturn{id, "a mistake"}, moderator());
  EXPECT_EQ(queue_view(engine.state(), people[0]).ticket->desk, "funding");
  EXPECT_EQ(place(people[0]), 1u);
  EXPECT_EQ(place(people[1]), 2u);
}

TEST_F(Desks, WhoSitsInAnotherRoomByNowIsNotFetchedByPeers) {
  begin();
  accept(PeersJoin{open(people[0], "funding", true), true}, people[0]);
  join({people[0], people[2], people[3]});
  wait(minutes(1));
  const RoomId room = person(people[0]).room;
  ASSERT_TRUE(room);
  accept(PeersJoin{open(people[1], "funding", true), true}, people[1]);
  EXPECT_EQ(person(people[0]).room, room);
  EXPECT_FALSE(person(people[1]).room);
}

TEST_F(Desks, APlannedSessionThatChangesItsKindHasNoLine) {
  accept(EventLoad{event, {}});
  event.sessions.back().kind = SessionKind::open;
  event.sessions.back().desks.clear();
  event.sessions.back().hours.reset();
  accept(EventLoad{event, {}});
  EXPECT_FALSE(engine.state().sessions[3].hours.has_value());
  until(testing::nine + minutes(70));
}

TEST_F(Desks, APlannedEndIsKept) {
  begin();
  post(ada, "funding", false);
  accept(AdvisorTurn{"hours", AdvisorStatus::available, now + minutes(5), {}}, ada);
  wait(minutes(6));
  EXPECT_EQ(find_advisor(engine.state(), 3, ada)->status, AdvisorStatus::off);
  open(people[0]);
  EXPECT_EQ(at(people[0]), TicketState::waiting);
}

TEST_F(Desks, WhoeverAdvisesDoesNotCallThemselves) {
  begin();
  post(ada, "funding");
  EXPECT_EQ(refused(TicketOpen{"hours", "funding"}, ada), "ticket.own_desk");
  accept(AdvisorTurn{"hours", AdvisorStatus::off, {}, {}}, ada);
  open(ada);
  EXPECT_EQ(refused(AdvisorTurn{"hours", AdvisorStatus::available, {}, {}}, ada), "ticket.own_desk");
}

TEST_F(Desks, AnAdvisorActsOnTheirOwnTicketsAlone) {
  begin();
  post(ada, "funding");
  post(ben, "plans");
  open(people[0]);
  come(people[0]);
  EXPECT_EQ(refused(TicketDone{ticket_of(people[0]).id, "", false}, ben), "not_in_scope");
  EXPECT_EQ(refused(RoomVisit{person(people[0]).room}, ben), "not_in_scope");
  accept(RoomVisit{std::nullopt}, ada);
  accept(RoomVisit{person(people[0]).room}, ada);
  EXPECT_EQ(person(ada).visiting, person(people[0]).room);
  EXPECT_EQ(refused(DeskPause{"hours", "plans"}, facilitator()), "not_in_scope");
}

TEST_F(Desks, NobodyIsMovedIntoOrOutOfAConversation) {
  begin();
  join({people[1], people[2]});
  wait(minutes(1));
  post(ada, "funding");
  open(people[0]);
  come(people[0]);
  const RoomId talk = person(people[0]).room;
  EXPECT_EQ(refused(SeatMove{{{people[1], person(people[1]).version}}, talk, false}, moderator()), "room.talk");
  EXPECT_EQ(refused(SeatMove{{{people[0], person(people[0]).version}}, std::nullopt, false}, moderator()),
            "person.in_talk");
  EXPECT_EQ(refused(RoomSwitch{}, people[0]), "room.talk");
}

TEST_F(Desks, ModeratorsDoNotChangeTheRoomsOfAnOfficeHour) {
  begin();
  post(ada, "funding");
  for (int i = 0; i < 4; ++i) open(people[i], "funding", true);
  come(people[0]);
  const RoomId talk = person(people[0]).room;
  const auto seen = [&](RoomId id) { return engine.state().room(id).version; };
  EXPECT_EQ(refused(RoomClose{talk, Destination::lobby, seen(talk), ""}, moderator()), "room.talk");
  EXPECT_EQ(refused(RoomMerge{talk, talk, seen(talk), ""}, moderator()), "room.talk");
  for (int i = 1; i < 4; ++i) accept(PeersJoin{ticket_of(people[i]).id, true}, people[i]);
  const RoomId peers = person(people[1]).room;
  ASSERT_TRUE(peers);
  EXPECT_EQ(refused(RoomClose{peers, Destination::best_rooms, seen(peers), ""}, moderator()), "session.no_rooms");
  EXPECT_EQ(refused(RoomSplit{peers, 2}, moderator()), "session.no_rooms");
  EXPECT_EQ(refused(RoomCreate{"hours", "", {}}, moderator()), "session.no_rooms");
}

TEST_F(Desks, WhoIsCalledOutOfARoomThatIsMergedComesBackToTheOtherAndAfterAnUndoToTheirOwn) {
  begin();
  join(people);
  wait(minutes(1));
  const RoomId from = person(people[0]).room;
  accept(SeatMove{{{people[5], person(people[5]).version}, {people[6], person(people[6]).version}}, std::nullopt, true},
         moderator());
  const RoomId to = person(people[5]).room;
  ASSERT_TRUE(from && to);
  for (int i = 3; i < 5; ++i)
    if (person(people[i]).room == from)
      accept(SeatMove{{{people[i], person(people[i]).version}}, std::nullopt}, moderator());
  post(ada, "funding");
  open(people[0]);
  come(people[0]);
  ASSERT_EQ(person(people[0]).called_room, from);
  accept(RoomMerge{from, to, engine.state().room(from).version, ""}, moderator());
  EXPECT_EQ(person(people[0]).called_room, to);
  const OperationId merged(engine.state().last_operation);
  accept(OpUndo{merged, false, false}, moderator());
  EXPECT_EQ(person(people[0]).called_room, from);
  accept(OpRedo{merged, false, false}, moderator());
  done(people[0], ada);
  wait(seconds(61));
  EXPECT_EQ(person(people[0]).room, to);
}

TEST_F(Desks, WhatIsToldOfConversationsTeachesHowLongTheyTake) {
  begin();
  post(ada, "funding");
  for (int i = 0; i < 4; ++i) {
    open(people[i]);
    come(people[i]);
    wait(minutes(3));
    done(people[i], ada);
    wait(seconds(61));
  }
  EXPECT_EQ(engine.state().sessions[3].hours->times.event.count, 4u);
}

}  // namespace
}  // namespace convene

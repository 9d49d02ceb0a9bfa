// Standing in line: called, come, missed, away, back; and the seat one came from.
#include "tests/unit/matcher/office_hours_fixture.h"

namespace convene {
namespace {

using testing::nine;
using Tickets = testing::OfficeHoursTest;

TEST_F(Tickets, WhoeverIsFirstIsCalledComesTalksAndGoesBackToTheProgramme) {
  begin();
  open(people[0]), open(people[1]);
  EXPECT_EQ(place(people[0]), 1u);
  EXPECT_EQ(place(people[1]), 2u);
  EXPECT_EQ(queue_view(engine.state(), people[0]).ticket->basis, "no_advisor");
  post(ada, "funding");
  ASSERT_EQ(at(people[0]), TicketState::offered);
  EXPECT_EQ(place(people[1]), 1u);
  const TicketView called = *queue_view(engine.state(), people[0]).ticket;
  EXPECT_EQ(called.call->expires, now + seconds(60));
  come(people[0]);
  ASSERT_EQ(at(people[0]), TicketState::in_session);
  const Room& room = room_of(people[0]);
  EXPECT_EQ(room.host, ada);
  EXPECT_EQ(person(ada).visiting, room.id);
  EXPECT_EQ(room_view(engine.state(), room.id).members.size(), 2u);
  EXPECT_EQ(at(people[1]), TicketState::waiting);
  done(people[0], ada);
  EXPECT_EQ(at(people[0]), TicketState::done);
  EXPECT_LT(person(people[0]).session, 0);
  EXPECT_FALSE(person(ada).visiting);
  EXPECT_EQ(at(people[1]), TicketState::waiting) << "the advisor rests";
  wait(seconds(61));
  EXPECT_EQ(at(people[1]), TicketState::offered);
}

TEST_F(Tickets, ARestEndsWhenTheAdvisorSaysSo) {
  begin();
  post(ada, "funding");
  open(people[0]), open(people[1]);
  come(people[0]);
  done(people[0], ada);
  accept(AdvisorTurn{"hours", AdvisorStatus::available, {}, {}}, ada);
  EXPECT_EQ(at(people[1]), TicketState::offered);
}

TEST_F(Tickets, WhoeverIsCalledOutOfARoomComesBackToTheSameSeat) {
  begin();
  join({people[0], people[1], people[2], people[3]});
  wait(minutes(1));
  const RoomId room = person(people[0]).room;
  ASSERT_TRUE(room);
  post(ada, "funding");
  open(people[0]);
  ASSERT_EQ(at(people[0]), TicketState::offered);
  EXPECT_EQ(person(people[0]).room, room) << "called, and not yet gone";
  come(people[0]);
  EXPECT_NE(person(people[0]).room, room);
  EXPECT_EQ(find_seat(engine.state().room(room), people[0])->state, SeatState::called_away);
  EXPECT_EQ(me_view(engine.state(), people[0]).called_from->session, "role-alike-1");
  done(people[0], ada);
  EXPECT_EQ(person(people[0]).room, room);
  EXPECT_EQ(person(people[0]).why, SeatWhy::returned);
  EXPECT_EQ(seat(people[0]), SeatState::assigned);
}

TEST_F(Tickets, WhoeverSteppedOutBeforeTheyWereCalledGetsNoSeatUntilTheyAskForOne) {
  begin();
  join({people[0], people[1], people[2], people[3]});
  wait(minutes(1));
  ASSERT_TRUE(person(people[0]).room);
  accept(RoomLeave{}, people[0]);
  post(ada, "funding");
  open(people[0]);
  come(people[0]);
  EXPECT_FALSE(me_view(engine.state(), people[0]).waiting) << "while they talk they wait for nothing";
  wait(minutes(3));
  done(people[0], ada);
  EXPECT_FALSE(person(people[0]).room);
  EXPECT_EQ(me_view(engine.state(), people[0]).waiting, "stepped_out");
  accept(SessionJoin{"role-alike-1"}, people[0]);
  EXPECT_TRUE(person(people[0]).room);
}

TEST_F(Tickets, WhoeverSteppedOutAndTalkedIntoTheNextRoundIsSeatedInIt) {
  begin();
  join({people[0], people[1], people[2], people[3]});
  wait(minutes(1));
  accept(RoomLeave{}, people[0]);
  post(ada, "funding");
  open(people[0]);
  come(people[0]);
  until(nine + minutes(83));
  ASSERT_TRUE(engine.state().room(ticket_of(people[0]).room).host);
  done(people[0], ada);
  ASSERT_TRUE(person(people[0]).room);
  EXPECT_EQ(engine.state().round(room_of(people[0]).round).number, 2u);
}

TEST_F(Tickets, WhoeverTalksWhileTheirRoundEndsComesBackToItsLobby) {
  begin();
  join({people[0], people[1], people[2], people[3]});
  wait(minutes(1));
  post(ada, "funding");
  open(people[0]);
  come(people[0]);
  until(nine + minutes(82));
  ASSERT_TRUE(engine.state().room(ticket_of(people[0]).room).host);
  done(people[0], ada);
  EXPECT_EQ(engine.state().session(person(people[0]).session).definition.id, "role-alike-1");
}

TEST_F(Tickets, AMissedCallLetsOneGoFirstAndASecondOneEndsTheTicketUntilStaffUndoIt) {
  begin();
  open(people[0]), open(people[1]);
  post(ada, "funding");
  wait(seconds(61));
  EXPECT_EQ(at(people[0]), TicketState::waiting);
  EXPECT_EQ(at(people[1]), TicketState::offered);
  EXPECT_EQ(place(people[0]), 1u);
  come(people[1]);
  done(people[1], ada);
  wait(seconds(61));
  EXPECT_EQ(at(people[0]), TicketState::offered);
  wait(seconds(61));
  EXPECT_EQ(at(people[0]), TicketState::no_show);
  accept(TicketReturn{ticket_of(people[0]).id, "was on the phone"}, moderator());
  EXPECT_EQ(at(people[0]), TicketState::offered);
}

TEST_F(Tickets, AnUndoIsRefusedOnceThePersonHasAnotherTicket) {
  begin();
  const TicketId first = open(people[0]);
  accept(TicketLeave{first}, people[0]);
  open(people[0]);
  EXPECT_EQ(refused(TicketReturn{first, ""}, moderator()), "ticket.already_open");
}

TEST_F(Tickets, APersonHasOnePlaceWhateverTheyAsk) {
  begin();
  const TicketId mine = open(people[0]);
  EXPECT_EQ(refused(TicketOpen{"hours", "assessment"}, people[0]), "ticket.already_open");
  EXPECT_EQ(refused(TicketLeave{mine}, people[1]), "ticket.unknown");
  accept(TicketLeave{mine}, people[0]);
  EXPECT_EQ(refused(TicketLeave{mine}, people[0]), "ticket.over");
}

TEST_F(Tickets, TwoTabsMayBothSayThatTheyCome) {
  begin();
  post(ada, "funding");
  open(people[0]);
  const std::uint32_t seen = ticket_of(people[0]).version;
  come(people[0]);
  const RoomId room = person(people[0]).room;
  accept(TicketAccept{ticket_of(people[0]).id, seen}, people[0]);
  EXPECT_EQ(person(people[0]).room, room);
}

TEST_F(Tickets, NotNowThreeTimesEndsTheTicket) {
  begin();
  post(ada, "funding");
  open(people[0]);
  for (int i = 0; i < 3; ++i) {
    ASSERT_EQ(at(people[0]), TicketState::offered) << i;
    accept(TicketDecline{ticket_of(people[0]).id, ticket_of(people[0]).version}, people[0]);
  }
  EXPECT_EQ(at(people[0]), TicketState::left);
  EXPECT_EQ(ticket_of(people[0]).why, "declined_often");
}

TEST_F(Tickets, AMomentKeepsThePlaceWithinABudget) {
  begin();
  const TicketId id = open(people[0]);
  open(people[1]);
  accept(TicketSnooze{id, 5}, people[0]);
  EXPECT_EQ(at(people[0]), TicketState::away);
  post(ada, "funding");
  EXPECT_EQ(at(people[1]), TicketState::offered) << "who is away blocks nobody";
  wait(minutes(5));
  EXPECT_EQ(at(people[0]), TicketState::offered) << "the other one did not come";
  accept(TicketSnooze{id, 20}, people[0]);
  wait(minutes(5));
  EXPECT_EQ(at(people[0]), TicketState::left);
  EXPECT_EQ(ticket_of(people[0]).why, "away_too_long");
}

TEST_F(Tickets, ALostConnectionKeepsThePlace) {
  begin();
  open(people[0]), open(people[1]);
  gone(people[0]);
  EXPECT_EQ(at(people[0]), TicketState::away);
  EXPECT_EQ(place(people[1]), 1u);
  here({people[0]});
  EXPECT_EQ(at(people[0]), TicketState::waiting);
  EXPECT_EQ(place(people[0]), 1u);
}

TEST_F(Tickets, WhoeverIsCalledAndComesBackInTimeFindsTheCall) {
  begin();
  post(ada, "funding");
  open(people[0]);
  accept(PresenceReport{{}, {people[0]}, {}});
  wait(seconds(30));
  here({people[0]});
  come(people[0]);
  EXPECT_EQ(at(people[0]), TicketState::in_session);
}

TEST_F(Tickets, NobodyIsCalledWhoIsNotConnected) {
  begin();
  open(people[0]), open(people[1]);
  accept(PresenceReport{{}, {people[0]}, {}});
  post(ada, "funding");
  EXPECT_EQ(at(people[0]), TicketState::waiting);
  EXPECT_EQ(at(people[1]), TicketState::offered);
}

TEST_F(Tickets, WhoeverTheAdvisorLeftIsNextAgain) {
  begin();
  post(ada, "funding");
  open(people[0]);
  come(people[0]);
  open(people[1]);
  gone(ada);
  EXPECT_EQ(at(people[0]), TicketState::waiting);
  EXPECT_EQ(ticket_of(people[0]).why, "advisor_gone");
  EXPECT_EQ(place(people[0]), 1u);
  EXPECT_LT(person(people[0]).session, 0);
  post(ben, "plans");
  EXPECT_EQ(at(people[0]), TicketState::waiting) << "another topic";
  AdvisorPost all{"hours", "plans", ben, {"funding", "assessment"}};
  accept(all, moderator());
  EXPECT_EQ(at(people[0]), TicketState::offered);
}

TEST_F(Tickets, LeavingAConversationIsAnEndOfIt) {
  begin();
  post(ada, "funding");
  open(people[0]);
  come(people[0]);
  accept(SessionLeave{}, people[0]);
  EXPECT_EQ(at(people[0]), TicketState::done);
  EXPECT_TRUE(tickets_with(engine.state(), 3, ada).empty());
  open(people[1]);
  wait(seconds(61));
  come(people[1]);
  accept(SessionJoin{"role-alike-1", {}}, people[1]);
  EXPECT_EQ(at(people[1]), TicketState::done);
  EXPECT_EQ(engine.state().session(person(people[1]).session).definition.id, "role-alike-1");
}

TEST_F(Tickets, ExtendedAfterTheLineClosedPeopleStandInItAgainAtTheirPlaces) {
  begin();
  open(people[0]), open(people[1]);
  until(nine + minutes(120) + seconds(10));
  ASSERT_EQ(at(people[1]), TicketState::closed_out);
  accept(SessionExtend{"hours", 10}, moderator());
  EXPECT_EQ(at(people[0]), TicketState::waiting);
  EXPECT_EQ(place(people[0]), 1u);
  EXPECT_EQ(place(people[1]), 2u);
}

TEST_F(Tickets, ADrawMovesWithItsSessionBothWays) {
  event.sessions.back().hours->lottery = true;
  accept(EventLoad{event, {}});
  until(nine + minutes(56));
  const Instant draws = engine.state().sessions[3].hours->lottery->draws;
  accept(SessionShift{"hours", 30, false}, moderator());
  EXPECT_EQ(engine.state().sessions[3].hours->lottery->draws, draws + minutes(30));
  accept(SessionShift{"hours", -30, false}, moderator());
  EXPECT_EQ(engine.state().sessions[3].hours->lottery->draws, draws);
}

TEST_F(Tickets, AServerThatWasAwayCostsNobodyTheirPlace) {
  begin();
  post(ada, "funding");
  open(people[0]), open(people[1]);
  accept(TicketSnooze{ticket_of(people[1]).id, 5}, people[1]);
  now = now + minutes(15);  // nobody could be heard, and no clock ran
  accept(ServerReady{});
  accept(Tick{});
  EXPECT_EQ(at(people[0]), TicketState::offered);
  EXPECT_EQ(ticket_of(people[0]).missed, 0u);
  EXPECT_NE(at(people[1]), TicketState::left);
}

TEST_F(Tickets, AnAnswerToACallThatWasOnItsWayAsTheServerWentDownCountsAfterTheRestart) {
  begin();
  post(ada, "funding");
  open(people[0]);
  const Ticket called = ticket_of(people[0]);
  ASSERT_EQ(called.state, TicketState::offered);
  now = now + minutes(3);
  accept(ServerReady{});
  EXPECT_EQ(ticket_of(people[0]).offer->expires, now + minutes(1)) << "a whole lease, from when it can be answered";
  accept(TicketAccept{called.id, called.version}, people[0]);
  EXPECT_EQ(at(people[0]), TicketState::in_session);
}

TEST_F(Tickets, AnAdvisorWhosePhoneSleepsDuringTheCallIsStillInIt) {
  begin();
  post(ada, "funding");
  open(people[0]);
  come(people[0]);
  see(people[0]);
  accept(CallOpened{person(people[0]).version}, people[0]);
  gone(ada);
  EXPECT_EQ(at(people[0]), TicketState::in_session);
  accept(CallClosed{person(people[0]).version}, people[0]);
  EXPECT_EQ(at(people[0]), TicketState::waiting) << "back on the page, and nobody is there";
}

TEST_F(Tickets, WhoeverIsShownOutLeavesTheLine) {
  begin();
  post(ada, "funding");
  open(people[0]);
  come(people[0]);
  open(people[1]);
  accept(PersonRemove{people[0], "a test"}, moderator());
  EXPECT_EQ(at(people[0]), TicketState::left);
  EXPECT_LT(person(people[0]).session, 0);
  accept(PersonErase{people[1]}, organiser());
  EXPECT_EQ(at(people[1]), TicketState::left);
  EXPECT_FALSE(ticket_of(people[1]).question->words.has_value());
}

TEST_F(Tickets, WhenTheSessionEndsEverybodyIsToldAndKeptForAFollowUp) {
  begin();
  post(ada, "funding");
  open(people[0]);
  come(people[0]);
  open(people[1]);
  until(nine + minutes(120) + seconds(1));
  EXPECT_EQ(at(people[0]), TicketState::in_session) << "goodbyes take a moment";
  EXPECT_EQ(at(people[1]), TicketState::closed_out);
  EXPECT_TRUE(ticket_of(people[1]).follow_up);
  accept(TicketFollowUp{ticket_of(people[1]).id, false}, people[1]);
  EXPECT_FALSE(ticket_of(people[1]).follow_up);
  until(nine + minutes(122));
  EXPECT_EQ(at(people[0]), TicketState::done);
  EXPECT_LT(person(people[0]).session, 0);
  EXPECT_EQ(refused(TicketOpen{"hours", "funding"}, people[2]), "session.not_open");
}

TEST_F(Tickets, TheLotsAreDrawnFromASeedThatWasWrittenDownBefore) {
  event.sessions.back().hours->lottery = true;
  accept(EventLoad{event, {}});
  until(nine + minutes(56));
  here(people), here({ada});
  ASSERT_TRUE(engine.state().sessions[3].hours->lottery.has_value());
  for (const PersonId id : people) open(id);
  EXPECT_EQ(place(people[0]), 0u);
  EXPECT_EQ(queue_view(engine.state(), people[0]).ticket->basis, "draw");
  post(ada, "funding");
  for (const PersonId id : people) EXPECT_EQ(at(id), TicketState::waiting);
  until(nine + minutes(60) + seconds(1));
  const auto& facts = records.back().facts;
  ASSERT_TRUE(std::any_of(records.begin(), records.end(), [](const Record& record) {
    return std::any_of(record.facts.begin(), record.facts.end(),
                       [](const Fact& fact) { return std::holds_alternative<LotteryDrawn>(fact); });
  })) << facts.size();
  std::set<std::uint32_t> places;
  std::uint32_t called = 0;
  bool another_order = false;
  for (std::size_t i = 0; i < people.size(); ++i) {
    if (at(people[i]) == TicketState::offered) {
      ++called;
      another_order |= i != 0;
    } else {
      places.insert(place(people[i]));
      another_order |= place(people[i]) != i;
    }
  }
  EXPECT_EQ(called, 1u);
  EXPECT_EQ(places.size(), people.size() - 1);
  EXPECT_EQ(*places.rbegin(), people.size() - 1);
  EXPECT_TRUE(another_order);
}

TEST_F(Tickets, WhoeverWasNotHelpedYetIsLetAheadBySoManyAndNoMore) {
  event.sessions.back().hours->boost = 2;
  event.sessions.back().hours->rest = {};
  begin();
  post(ada, "funding");
  open(people[0]);
  come(people[0]);
  done(people[0], ada);
  accept(AdvisorTurn{"hours", AdvisorStatus::away, {}, {}}, ada);
  open(people[0]);  // helped already
  EXPECT_FALSE(queue_view(engine.state(), people[0]).ticket->boosted);
  open(people[1]);
  EXPECT_EQ(place(people[1]), 1u) << "joined one later, is let ahead by two";
  EXPECT_EQ(place(people[0]), 2u);
  open(people[2]);
  open(people[3]);
  EXPECT_EQ(place(people[0]), 2u) << "nobody passes who came so much later";
}

}  // namespace
}  // namespace convene

#include "tests/unit/matcher/event_fixture.h"

namespace convene::testing {
namespace {

using Rounds = EventTest;

TEST_F(Rounds, OpenByThemselvesAndSeatEverybodyWhoIsThere) {
  const auto people = register_people(12);
  const auto admins = register_people(4, "administrator");
  until(ten - minutes(4));
  join(people);
  join(admins);
  EXPECT_EQ(me_view(engine.state(), people[0]).place, Place::lobby);
  until(ten);
  for (const PersonId id : people) {
    ASSERT_TRUE(person(id).room) << to_string(id);
    EXPECT_GE(room_of(id).seats.size(), 3u);
    EXPECT_LE(room_of(id).seats.size(), 7u);
    EXPECT_EQ(room_of(id).basis.role, "classroom");
    EXPECT_EQ(seat(id), SeatState::assigned);
  }
  for (const PersonId id : admins) EXPECT_EQ(room_of(id).basis.role, "administrator");
}

TEST_F(Rounds, LateArrivalIsSeatedAtOnce) {
  const auto people = register_people(12);
  until(ten - minutes(1));
  join({people.begin(), people.begin() + 8});
  until(ten + minutes(3));
  join({people[9]});
  ASSERT_TRUE(person(people[9]).room);
  EXPECT_EQ(person(people[9]).why, SeatWhy::arrival);
}

TEST_F(Rounds, FirstTwoToComeMakeARoom) {
  const auto people = register_people(2);
  until(ten + minutes(1));
  join({people[0]});
  EXPECT_FALSE(person(people[0]).room);
  EXPECT_EQ(me_view(engine.state(), people[0]).waiting, "no_company_yet");
  join({people[1]});
  ASSERT_TRUE(person(people[0]).room);
  EXPECT_EQ(person(people[0]).room, person(people[1]).room);
}

TEST_F(Rounds, SecondRoundFollowsAfterThePauseAndTheSessionEnds) {
  const auto people = register_people(10);
  until(ten - minutes(1));
  join(people);
  until(ten);
  see(people);
  until(ten + minutes(20));
  EXPECT_EQ(room_view(engine.state(), person(people[0]).room).state, "closing");
  until(ten + minutes(21));
  EXPECT_EQ(me_view(engine.state(), people[0]).place, Place::lobby);
  until(ten + minutes(22));
  ASSERT_TRUE(person(people[0]).room);
  EXPECT_EQ(engine.state().round(room_of(people[0]).round).number, 2u);
  // What is left of the session belongs to the last round.
  EXPECT_EQ(engine.state().round(room_of(people[0]).round).ends, ten + minutes(50));
  until(ten + minutes(51));
  EXPECT_EQ(me_view(engine.state(), people[0]).place, Place::programme);
  EXPECT_EQ(engine.state().session(1).state, SessionState::closed);
}

TEST_F(Rounds, ConnectionLostKeepsTheSeatAndComingBackFindsIt) {
  const auto people = register_people(6);
  until(ten - minutes(1));
  join(people);
  until(ten);
  see(people);
  const RoomId room = person(people[0]).room;
  const std::uint32_t version = person(people[0]).version;
  accept(PresenceReport{{}, {people[0]}, {}});
  EXPECT_EQ(seat(people[0]), SeatState::away);
  accept(PresenceReport{{}, {}, {people[0]}});
  accept(PresenceReport{{people[0]}, {}, {}});
  EXPECT_EQ(person(people[0]).room, room);
  EXPECT_EQ(person(people[0]).version, version);
  see(people[0]);
  EXPECT_EQ(seat(people[0]), SeatState::present);
}

TEST_F(Rounds, AnOpenCallIsNoAbsence) {
  const auto people = register_people(4);
  until(ten - minutes(1));
  join(people);
  until(ten);
  see(people);
  accept(CallOpened{person(people[0]).version}, people[0]);
  accept(PresenceReport{{}, {people[0]}, {}});
  EXPECT_EQ(seat(people[0]), SeatState::in_call);
}

TEST_F(Rounds, WhoDoesNotArriveIsNoticedAndTheOthersAreHelped) {
  const auto people = register_people(8);
  until(ten - minutes(1));
  join(people);
  until(ten);
  const RoomId room = person(people[0]).room;
  for (const PersonId id : people)
    if (person(id).room != room || id == people[0]) see(id);
  until(ten + seconds(19));
  EXPECT_FALSE(me_view(engine.state(), people[0]).alone);
  until(ten + seconds(50));
  const MeView me = me_view(engine.state(), people[0]);
  ASSERT_TRUE(me.alone);
  EXPECT_EQ(me.alone->next, "offered");
  ASSERT_FALSE(me.offers.empty());
  EXPECT_EQ(floor_room(engine.state(), room)->health.front(), "alone");
  EXPECT_EQ(refused(SwitchTake{me.offers[0].room, me.version - 1}, people[0]), "seat.changed");
  accept(SwitchTake{me.offers[0].room, me.version}, people[0]);
  EXPECT_EQ(person(people[0]).room, me.offers[0].room);
  EXPECT_EQ(person(people[0]).why, SeatWhy::remedy);
}

TEST_F(Rounds, AloneWithNobodyElseIsTold) {
  const auto people = register_people(2);
  until(ten + minutes(1));
  join(people);
  see(people);
  accept(SessionLeave{}, people[1]);
  until(now + seconds(21));
  ASSERT_TRUE(me_view(engine.state(), people[0]).alone);
  EXPECT_EQ(me_view(engine.state(), people[0]).alone->next, "nobody_else");
  accept(SessionJoin{"role-alike-1"}, people[1]);
  see(people[1]);
  EXPECT_FALSE(me_view(engine.state(), people[0]).alone);
}

TEST_F(Rounds, ChangeOfMindFindsTheSeatWithinTwoMinutes) {
  const auto people = register_people(7);
  until(ten - minutes(1));
  join(people);
  until(ten);
  see(people);
  const RoomId room = person(people[0]).room;
  accept(SessionLeave{}, people[0]);
  EXPECT_EQ(me_view(engine.state(), people[0]).place, Place::programme);
  ASSERT_TRUE(me_view(engine.state(), people[0]).kept);
  until(now + seconds(100));
  accept(SessionJoin{"role-alike-1"}, people[0]);
  EXPECT_EQ(person(people[0]).room, room);
  accept(SessionLeave{}, people[0]);
  until(now + seconds(121));
  EXPECT_FALSE(me_view(engine.state(), people[0]).kept);
}

TEST_F(Rounds, SwitchOffersAtMostThreeAndIsLimited) {
  const auto people = register_people(30);
  until(ten - minutes(1));
  join(people);
  until(ten);
  see(people);
  for (int i = 0; i < 3; ++i) {
    accept(RoomSwitch{}, people[0]);
    const MeView me = me_view(engine.state(), people[0]);
    ASSERT_FALSE(me.offers.empty());
    ASSERT_LE(me.offers.size(), 3u);
    accept(SwitchTake{me.offers[0].room, me.version}, people[0]);
    EXPECT_EQ(person(people[0]).room, me.offers[0].room);
  }
  EXPECT_EQ(refused(RoomSwitch{}, people[0]), "switch.none_left");
}

TEST_F(Rounds, ModeratorMovesAndAStaleMoveIsRefusedWithWhoChangedIt) {
  const auto people = register_people(10);
  until(ten - minutes(1));
  join(people);
  until(ten);
  PersonId other;
  for (const PersonId id : people)
    if (person(id).room != person(people[0]).room) other = id;
  ASSERT_TRUE(other);
  const std::uint32_t seen = person(people[0]).version;
  EXPECT_EQ(refused(SeatMove{{{people[0], seen}}, person(other).room}, people[1]), "not_allowed");
  accept(SeatMove{{{people[0], seen}}, person(other).room}, moderator());
  EXPECT_EQ(person(people[0]).room, person(other).room);
  EXPECT_EQ(me_view(engine.state(), people[0]).arrival->by, "Mo");
  const Outcome outcome = ask(SeatMove{{{people[0], seen}}, std::nullopt}, moderator());
  ASSERT_TRUE(std::holds_alternative<Refusal>(outcome));
  EXPECT_EQ(std::get<Refusal>(outcome).code, "seat.changed");
  EXPECT_EQ(std::get<Refusal>(outcome).parameters.at("by_name"), "Mo");
}

TEST_F(Rounds, AMoveOfManyIsAllOrNothing) {
  const auto people = register_people(14);
  until(ten - minutes(1));
  join(people);
  until(ten);
  SeatMove move;
  const RoomId target = person(people[0]).room;
  for (const PersonId id : people) move.moves.push_back({id, person(id).version});
  move.to = target;
  EXPECT_EQ(refused(move, moderator()), "room.full");
  for (const PersonId id : people) EXPECT_EQ(person(id).version, move.moves[id.value - people[0].value].seen);
}

TEST_F(Rounds, WhomStaffPutIntoTheLobbyStaysThereUntilTheyAskAgain) {
  const auto people = register_people(6);
  until(ten - minutes(1));
  join(people);
  until(ten);
  accept(SeatMove{{{people[0], person(people[0]).version}}, std::nullopt}, moderator());
  EXPECT_EQ(me_view(engine.state(), people[0]).place, Place::lobby);
  accept(SessionJoin{"role-alike-1"}, people[0]);
  EXPECT_TRUE(person(people[0]).room);
}

TEST_F(Rounds, ModeratorDraftsLooksAndOpens) {
  const auto people = register_people(9);
  until(nine + minutes(70));
  join(people, "mixing");
  accept(RoundDraft{"mixing", "First try"}, moderator());
  const BoardView board = board_view(engine.state());
  ASSERT_EQ(board.plans.size(), 1u);
  EXPECT_EQ(board.plans.begin()->second.name, "First try");
  EXPECT_EQ(board.plans.begin()->second.report.people, 9u);
  EXPECT_FALSE(person(people[0]).room);
  const PlanId plan = engine.state().plans.begin()->first;
  accept(SessionLeave{}, people[0]);
  accept(SessionLeave{}, people[1]);
  EXPECT_EQ(refused(RoundOpen{"mixing", plan, false}, moderator()), "plan.stale");
  accept(RoundOpen{"mixing", plan, true}, moderator());
  EXPECT_FALSE(person(people[0]).room);
  for (std::size_t i = 2; i < people.size(); ++i) {
    ASSERT_TRUE(person(people[i]).room);
    EXPECT_GE(room_of(people[i]).seats.size(), 3u);
  }
  accept(RoundClose{"mixing"}, moderator());
  EXPECT_EQ(refused(RoundClose{"mixing"}, moderator()), "round.none");
  until(now + seconds(61));
  EXPECT_EQ(me_view(engine.state(), people[3]).place, Place::lobby);
}

TEST_F(Rounds, ClosingIsUndoneByExtending) {
  const auto people = register_people(6);
  until(ten - minutes(1));
  join(people);
  until(ten + minutes(20));
  accept(RoundExtend{"role-alike-1", 300}, facilitator());
  EXPECT_EQ(room_view(engine.state(), person(people[0]).room).state, "open");
  until(ten + minutes(24));
  EXPECT_TRUE(person(people[0]).room);
}

TEST_F(Rounds, PlansComeBackAfterARestartBecauseTheRequestIsDurable) {
  const auto people = register_people(6);
  until(ten - minutes(1));
  join(people);
  planner_answers = false;
  until(ten);
  ASSERT_EQ(engine.state().requests.size(), 1u);
  Engine again;
  for (const Record& record : records) again.replay(record);
  EXPECT_EQ(again.state().requests.size(), 1u);
  EXPECT_EQ(plan_task(again.state(), again.state().requests.begin()->first).problem.people.size(), 6u);
}

TEST_F(Rounds, ReplayGivesTheSameStateAndTheSameViews) {
  const auto people = register_people(15);
  until(ten - minutes(1));
  join(people);
  until(ten);
  see(people);
  accept(RoomSwitch{}, people[2]);
  accept(PresenceReport{{}, {people[4]}, {}});
  until(ten + minutes(5));
  Engine again;
  for (const Record& record : records) again.replay(record);
  EXPECT_EQ(again.seq(), engine.seq());
  EXPECT_EQ(again.next_deadline(), engine.next_deadline());
  for (const PersonId id : people) EXPECT_TRUE(same(me_view(again.state(), id), me_view(engine.state(), id)));
  for (const Room& room : engine.state().rooms)
    EXPECT_TRUE(same(room_view(again.state(), room.id), room_view(engine.state(), room.id)));
  EXPECT_TRUE(same(now_view(again.state(), now, "p"), now_view(engine.state(), now, "p")));
  EXPECT_TRUE(same(floor_view(again.state(), {}), floor_view(engine.state(), {})));
  EXPECT_TRUE(same(board_view(again.state()), board_view(engine.state())));
  EXPECT_FALSE(same(me_view(again.state(), people[0]), me_view(engine.state(), people[1])));
}

TEST_F(Rounds, RetriedCommandHasOneEffectAndTheSameAnswer) {
  const auto people = register_people(1);
  until(ten - minutes(1));
  const CommandId id{"t1", 1, 77};
  const Outcome first = ask(SessionJoin{"role-alike-1"}, people[0], id);
  ASSERT_TRUE(std::holds_alternative<Accepted>(first));
  const std::uint64_t seq = engine.seq();
  accept(SessionLeave{}, people[0]);
  const Outcome again = ask(SessionJoin{"role-alike-1"}, people[0], id);
  ASSERT_TRUE(std::holds_alternative<Repeated>(again));
  EXPECT_EQ(std::get<Repeated>(again).seq, seq);
  EXPECT_EQ(refused(SessionLeave{}, people[0], CommandId{"t1", 1, 78}), "command.id_reused");
}

TEST_F(Rounds, ShiftMovesWhatFollowsAndExtendKeepsTheRoundGoing) {
  accept(SessionShift{"role-alike-1", 10, true}, moderator());
  EXPECT_EQ(engine.state().session(1).starts, ten + minutes(10));
  EXPECT_EQ(engine.state().session(2).starts, nine + minutes(80));
  EXPECT_EQ(engine.state().session(0).starts, nine);
  EXPECT_EQ(refused(SessionShift{"mixing", 5, true}, facilitator()), "not_in_scope");
  accept(SessionShift{"role-alike-1", -10, false}, facilitator());
  EXPECT_EQ(engine.state().session(1).starts, ten);
  EXPECT_EQ(engine.state().session(2).starts, nine + minutes(80));

  const auto people = register_people(6);
  until(ten - minutes(1));
  join(people);
  until(ten + minutes(45));
  const RoomId room = person(people[0]).room;
  accept(SessionExtend{"role-alike-1", 10}, facilitator());
  EXPECT_EQ(room_view(engine.state(), room).ends, ten + minutes(60));
  until(ten + minutes(59));
  EXPECT_EQ(person(people[0]).room, room);
  EXPECT_EQ(room_view(engine.state(), room).state, "open");
  until(ten + minutes(60));
  EXPECT_EQ(room_view(engine.state(), room).state, "closing");
}

TEST_F(Rounds, RemovedPersonLeavesTheRoomAndIsLetInAgainByTheSameLink) {
  const auto people = register_people(6);
  until(ten - minutes(1));
  join(people);
  until(ten);
  const RoomId room = person(people[0]).room;
  accept(PersonRemove{people[0], "rude"}, moderator());
  EXPECT_EQ(me_view(engine.state(), people[0]).place, Place::programme);
  EXPECT_EQ(find_seat(engine.state().room(room), people[0]), nullptr);
  for (const Member& member : room_view(engine.state(), room).members) EXPECT_NE(member.id, people[0]);
  const BoardPerson out = board_view(engine.state()).out.at(to_string(people[0]));
  EXPECT_EQ(out.state, "removed");
  EXPECT_EQ(out.by, "Mo");
  EXPECT_EQ(out.at, now);
  EXPECT_EQ(out.reason, "rude");
  EXPECT_EQ(refused(SessionJoin{"role-alike-1"}, people[0]), "person.not_in");
  accept(PersonRestore{people[0]}, moderator());
  EXPECT_TRUE(board_view(engine.state()).out.empty());
  EXPECT_EQ(person(people[0]).generation, 1u) << "the same link";
  accept(SessionJoin{"role-alike-1"}, people[0]);
  EXPECT_TRUE(person(people[0]).room);
}

TEST_F(Rounds, ErasedPersonLeavesNoWords) {
  const auto people = register_people(6);
  until(ten - minutes(1));
  join(people);
  until(ten);
  const RoomId room = person(people[0]).room;
  EXPECT_EQ(refused(PersonErase{people[0]}, moderator()), "not_allowed");
  accept(PersonErase{people[0]}, organiser());
  EXPECT_FALSE(person(people[0]).profile.words);
  EXPECT_EQ(find_seat(engine.state().room(room), people[0]), nullptr);
}

TEST_F(Rounds, WalkInNeedsTheCodeAndARetryFindsTheSamePerson) {
  Profile profile;
  profile.name = "Wanda";
  profile.role = "informal";
  EXPECT_EQ(refused(WalkIn{"k1", "WRONG", profile}), "join.wrong_code");
  accept(WalkIn{"k1", "CODE", profile});
  const std::size_t people = engine.state().people.size();
  accept(WalkIn{"k1", "CODE", profile});
  EXPECT_EQ(engine.state().people.size(), people);
  profile.role = "nobody";
  EXPECT_EQ(refused(WalkIn{"k2", "CODE", profile}), "profile.unknown_role");
}

TEST_F(Rounds, BroadcastReachesItsFilterAndCountsWhoSawIt) {
  const auto people = register_people(6);
  until(ten - minutes(1));
  join(people);
  until(ten);
  NoticeSend send;
  send.text = "Five minutes more";
  send.roles = {"educator"};
  accept(send, moderator());
  ASSERT_EQ(engine.state().notices.size(), 1u);
  const NoticeId id = engine.state().notices.begin()->first;
  EXPECT_EQ(floor_notice(engine.state(), {}, id)->sent, 6u);
  accept(NoticeSeen{id}, people[1]);
  accept(NoticeSeen{id}, people[1]);
  EXPECT_EQ(floor_notice(engine.state(), {}, id)->seen, 1u);
}

TEST_F(Rounds, PeopleGoneForLongGiveWayOnlyWhenNothingElseFits) {
  const auto people = register_people(4);
  until(ten - minutes(1));
  join(people);
  until(ten);
  see(people);
  const RoomId room = person(people[0]).room;
  accept(PresenceReport{{}, {people[0]}, {}});
  accept(PresenceReport{{}, {}, {people[0]}});
  const auto more = register_people(4);
  join({more[0], more[1], more[2]});
  for (const PersonId id : {more[0], more[1], more[2], people[0]}) EXPECT_EQ(person(id).room, room);
  ASSERT_EQ(engine.state().room(room).seats.size(), 7u) << "full to the brim";
  join({more[3]});
  EXPECT_EQ(person(more[3]).room, room);
  EXPECT_EQ(me_view(engine.state(), people[0]).place, Place::lobby);
  EXPECT_EQ(engine.state().room(room).seats.size(), 7u);
}

}  // namespace
}  // namespace convene::testing

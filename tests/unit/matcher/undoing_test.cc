// Taking back what staff did, and doing it again.
#include <algorithm>

#include "matcher/limits.h"
#include "tests/unit/matcher/two_rooms_fixture.h"

namespace convene::testing {
namespace {

class UndoingTest : public TwoRoomsTest {
 protected:
  void SetUp() override {
    TwoRoomsTest::SetUp();
    const StaffEntry second{"Sam", "sam@example.org", {Hat::moderator}, {}};
    accept(EventLoad{small_event(), {second}});
  }

  PersonId sam() const { return staff("sam@example.org"); }
  OperationId last() const { return OperationId(engine.state().last_operation); }
  BoardOperation shown(OperationId id) const { return board_view(engine.state()).operations.at(to_string(id)); }
  void undo(PersonId by = {}) { accept(OpUndo{last(), false, false}, by ? by : moderator()); }
  /// Who sits where, with what pins, and what the rooms are.
  std::string scene() const {
    std::string out;
    for (const Room& one : engine.state().rooms) {
      if (one.closed) continue;
      out += to_string(one.id) + (one.locked ? " locked" : "");
      if (one.label) out += " \"" + one.label->words.value_or("") + '"';
      std::vector<PersonId> people;
      for (const Seat& seat : one.seats) people.push_back(seat.person);
      std::ranges::sort(people);
      for (const PersonId id : people) out += ' ' + to_string(id) + (person(id).pinned ? "!" : "");
      out += '\n';
    }
    for (const PairRule& rule : engine.state().pairs)
      out += to_string(rule.one) + to_string(rule.other) + std::to_string(static_cast<int>(rule.bond)) + '\n';
    return out;
  }
};

TEST_F(UndoingTest, AMoveIsListedWithWhoWhenFromWhereToWhereAndWhy) {
  accept(SeatMove{{move(classroom[0])}, b, false, "wanted to"}, moderator());
  const BoardOperation operation = shown(last());
  EXPECT_EQ(operation.command, "seat.move");
  EXPECT_EQ(operation.by, moderator());
  EXPECT_EQ(operation.name, "Mo");
  EXPECT_EQ(operation.at, now);
  EXPECT_EQ(operation.reason, "wanted to");
  EXPECT_EQ(operation.people, 1u);
  ASSERT_EQ(operation.moves.size(), 1u);
  EXPECT_EQ(operation.moves[0].person, classroom[0]);
  EXPECT_EQ(operation.moves[0].from->category, "classroom");
  EXPECT_EQ(operation.moves[0].to->category, "administrator");
  EXPECT_FALSE(operation.undone_by);
}

TEST_F(UndoingTest, EveryOperationIsTakenBackAndDoneAgain) {
  accept(SeatMove{{move(classroom[4]), move(administrators[4])}, std::nullopt, true}, moderator());
  const RoomId c = person(classroom[4]).room;
  see({classroom[4], administrators[4]});
  accept(SeatPin{classroom[4], true, person(classroom[4]).version}, moderator());
  const auto of = [&](RoomId id) { return room(id).version; };
  const auto then = [&](const auto& command) { accept(command, moderator()); };
  const std::vector<std::pair<const char*, std::function<void()>>> commands{
      {"move",
       [&] {
         then(SeatMove{{move(classroom[0])}, b});
       }},
      {"move of a pinned person",
       [&] {
         then(SeatMove{{move(classroom[4])}, a});
       }},
      {"move to the lobby",
       [&] {
         then(SeatMove{{move(classroom[0])}, std::nullopt});
       }},
      {"new room",
       [&] {
         then(SeatMove{{move(classroom[0]), move(classroom[1])}, std::nullopt, true});
       }},
      {"swap",
       [&] {
         then(SeatSwap{move(classroom[0]), move(administrators[0]), ""});
       }},
      {"pin",
       [&] {
         then(SeatPin{classroom[0], true, person(classroom[0]).version});
       }},
      {"lock",
       [&] {
         then(RoomLock{a, true, of(a)});
       }},
      {"create",
       [&] {
         then(RoomCreate{"role-alike-1", "empty", {}});
       }},
      {"create with people",
       [&] {
         then(RoomCreate{"role-alike-1", "two", {move(classroom[0]), move(classroom[1])}});
       }},
      {"rename",
       [&] {
         then(RoomRename{a, "The blue room", of(a)});
       }},
      {"merge",
       [&] {
         then(RoomMerge{c, a, of(c), ""});
       }},
      {"close",
       [&] {
         then(RoomClose{c, Destination::best_rooms, of(c), ""});
       }},
      {"close to the lobby",
       [&] {
         then(RoomClose{c, Destination::lobby, of(c), ""});
       }},
      {"apart",
       [&] {
         then(PairApart{classroom[0], administrators[0]});
       }},
      {"together", [&] {
         then(PairTogether{classroom[0], administrators[0]});
       }}};
  for (const auto& [what, command] : commands) {
    SCOPED_TRACE(what);
    const std::string before = scene();
    command();
    const std::string after = scene();
    ASSERT_NE(before, after);
    const OperationId operation = last();
    accept(OpUndo{operation, false, false}, moderator());
    EXPECT_EQ(scene(), before);
    EXPECT_EQ(shown(operation).undone_by, "Mo");
    EXPECT_EQ(shown(last()).about, operation);
    EXPECT_EQ(refused(OpUndo{last(), false, false}, moderator()), "op.of_another");
    accept(OpRedo{operation, false, false}, moderator());
    EXPECT_EQ(scene(), after);
    EXPECT_FALSE(shown(operation).undone_by);
    EXPECT_EQ(refused(OpRedo{operation, false, false}, moderator()), "op.not_undone");
    accept(OpUndo{operation, false, false}, moderator());
  }
}

TEST_F(UndoingTest, ARematchIsTakenBackInOnePress) {
  accept(SeatMove{{move(classroom[4])}, b}, moderator());
  accept(SeatMove{{move(administrators[4])}, a}, moderator());
  const std::string muddled = scene();
  accept(RoundRematch{"role-alike-1", {}, ""}, moderator());
  accept(PlanApply{engine.state().plans.begin()->first, false}, moderator());
  ASSERT_NE(scene(), muddled);
  EXPECT_EQ(shown(last()).people, 2u);
  undo();
  EXPECT_EQ(scene(), muddled);
}

TEST_F(UndoingTest, WhoWasMovedAgainStaysAndTheAnswerSaysByWhom) {
  accept(SeatMove{{move(classroom[0]), move(classroom[1])}, b}, moderator());
  const OperationId operation = last();
  accept(SeatMove{{move(classroom[1])}, a}, sam());
  const std::uint32_t version = person(classroom[1]).version;
  const Refusal told = refusal(OpUndo{operation, false, false}, moderator());
  EXPECT_EQ(told.code, "op.changed");
  EXPECT_EQ(told.parameters.at("people"), to_string(classroom[1]));
  EXPECT_EQ(told.parameters.at("count"), "1");
  EXPECT_EQ(told.parameters.at("of"), "2");
  EXPECT_EQ(told.parameters.at("by_name"), "Sam");
  EXPECT_EQ(person(classroom[0]).room, b) << "nothing was half undone";
  accept(OpUndo{operation, false, true}, moderator());
  EXPECT_EQ(person(classroom[0]).room, a);
  EXPECT_EQ(person(classroom[1]).version, version);
}

TEST_F(UndoingTest, SomebodyElsesIsTakenBackWithAPressMoreAndTheyAreTold) {
  accept(SeatMove{{move(classroom[0])}, b}, sam());
  const OperationId operation = last();
  const Refusal told = refusal(OpUndo{operation, false, false}, moderator());
  EXPECT_EQ(told.code, "op.others");
  EXPECT_EQ(told.parameters.at("by_name"), "Sam");
  accept(OpUndo{operation, true, false}, moderator());
  EXPECT_EQ(person(classroom[0]).room, a);
  ASSERT_EQ(engine.state().notices.size(), 1u);
  const NoticeSent& notice = engine.state().notices.begin()->second.notice;
  EXPECT_EQ(notice.kind, "undone");
  EXPECT_EQ(notice.audience.people, std::vector{sam()});
  EXPECT_EQ(notice.by, moderator());
}

TEST_F(UndoingTest, NothingIsTakenBackTwice) {
  accept(SeatMove{{move(classroom[0])}, b}, moderator());
  const OperationId operation = last();
  accept(OpUndo{operation, false, false}, moderator());
  const Refusal told = refusal(OpUndo{operation, false, false}, moderator());
  EXPECT_EQ(told.code, "op.undone");
  EXPECT_EQ(told.parameters.at("by_name"), "Mo");
  EXPECT_EQ(refused(OpUndo{OperationId(99), false, false}, moderator()), "op.unknown");
}

TEST_F(UndoingTest, NothingIsLeftOfItWhenItsRoundIsOver) {
  accept(SeatMove{{move(classroom[0])}, b}, moderator());
  const OperationId operation = last();
  accept(RoundClose{"role-alike-1"}, moderator());
  until(now + minutes(2));
  EXPECT_EQ(refused(OpUndo{operation, false, false}, moderator()), "op.nothing_left");
}

TEST_F(UndoingTest, ASeatThatIsTakenMeanwhileIsNotTakenAway) {
  EventDefinition event = small_event();
  event.sessions[1].policy.rooms = {2, 5, 5};
  accept(EventLoad{event, {}});
  accept(SeatMove{{move(classroom[0])}, std::nullopt}, moderator());
  const OperationId operation = last();
  const PersonId late = register_people(1)[0];
  join({late});
  ASSERT_EQ(person(late).room, a);
  const Refusal told = refusal(OpUndo{operation, false, false}, moderator());
  EXPECT_EQ(told.code, "op.nothing_left");
  EXPECT_EQ(person(late).room, a);
}

TEST_F(UndoingTest, NobodyIsBroughtBackToWhomTheyAreKeptApartFromSince) {
  accept(SeatMove{{move(classroom[0])}, b}, moderator());
  const OperationId operation = last();
  accept(PairApart{classroom[0], classroom[1]}, moderator());
  EXPECT_EQ(refused(OpUndo{operation, false, false}, moderator()), "op.nothing_left");
}

TEST_F(UndoingTest, ARoomThatWasOpenedStaysForWhoCameSince) {
  accept(SeatMove{{move(classroom[0]), move(classroom[1])}, std::nullopt, true}, moderator());
  const OperationId operation = last();
  const RoomId opened = person(classroom[0]).room;
  accept(SeatMove{{move(classroom[2]), move(classroom[3])}, opened}, moderator());
  accept(OpUndo{operation, false, false}, moderator());
  EXPECT_FALSE(room(opened).closed);
  EXPECT_EQ(person(classroom[2]).room, opened);
  EXPECT_EQ(person(classroom[0]).room, a);
}

TEST_F(UndoingTest, AClosedRoomThatIsBackTakesPeopleAgain) {
  accept(RoomClose{a, Destination::lobby, room(a).version, ""}, moderator());
  undo();
  EXPECT_FALSE(room(a).closed);
  EXPECT_EQ(room(a).seats.size(), 5u);
  const PersonId late = register_people(1)[0];
  join({late});
  EXPECT_EQ(person(late).room, a);
}

TEST_F(UndoingTest, TheOldestMakeWay) {
  for (std::size_t i = 0; i <= limits::operations; ++i) accept(RoomLock{a, i % 2 == 0, room(a).version}, moderator());
  EXPECT_EQ(engine.state().operations.size(), limits::operations);
  EXPECT_EQ(refused(OpUndo{OperationId(1), false, false}, moderator()), "op.unknown");
  EXPECT_EQ(board_view(engine.state()).operations.size(), limits::operations);
}

TEST_F(UndoingTest, WhatNothingChangedIsNoOperation) {
  accept(SeatMove{{move(classroom[0])}, a}, moderator());
  accept(RoomLock{a, false, room(a).version}, moderator());
  EXPECT_EQ(engine.state().last_operation, 0u);
}

TEST_F(UndoingTest, AReasonGoesWithWhoGaveIt) {
  accept(SeatMove{{move(classroom[0])}, b, false, "a delicate matter"}, moderator());
  accept(PersonErase{moderator()}, organiser());
  EXPECT_EQ(shown(last()).reason, "");
}

TEST_F(UndoingTest, OneAfterTheOtherThoughTheyAreOfTheSamePerson) {
  const std::string before = scene();
  accept(SeatPin{classroom[0], true, person(classroom[0]).version}, moderator());
  accept(SeatMove{{move(classroom[0])}, b}, moderator());
  accept(SeatMove{{move(classroom[0])}, std::nullopt}, moderator());
  accept(RoomRename{a, "First", room(a).version}, moderator());
  accept(RoomRename{a, "Second", room(a).version}, moderator());
  accept(RoomLock{a, true, room(a).version}, moderator());
  accept(RoomLock{a, false, room(a).version}, moderator());
  const std::string after = scene();
  const std::uint32_t all = engine.state().last_operation;
  for (std::uint32_t i = all; i >= 1; --i) accept(OpUndo{OperationId(i), false, false}, moderator());
  EXPECT_EQ(scene(), before);
  for (std::uint32_t i = 1; i <= all; ++i) accept(OpRedo{OperationId(i), false, false}, moderator());
  EXPECT_EQ(scene(), after);
  for (std::uint32_t i = all; i >= 1; --i) accept(OpUndo{OperationId(i), false, false}, moderator());
  EXPECT_EQ(scene(), before);
}

TEST_F(UndoingTest, ALaterWordOfSomebodyElseStandsThoughItIsTheSame) {
  accept(PairApart{classroom[0], administrators[0]}, moderator());
  const OperationId pair = last();
  accept(RoomLock{a, true, room(a).version}, moderator());
  const OperationId lock = last();
  accept(PairClear{classroom[0], administrators[0]}, sam());
  accept(PairApart{classroom[0], administrators[0]}, sam());
  accept(RoomLock{a, false, room(a).version}, sam());
  accept(RoomLock{a, true, room(a).version}, sam());
  EXPECT_EQ(refused(OpUndo{pair, false, true}, moderator()), "op.nothing_left");
  EXPECT_EQ(refused(OpUndo{lock, false, true}, moderator()), "op.nothing_left");
  EXPECT_TRUE(engine.state().index.apart.between(classroom[0], administrators[0]));
}

TEST_F(UndoingTest, NobodyComesBackAloneToARoomThatAllHadLeft) {
  accept(SeatMove{{move(classroom[3]), move(classroom[4])}, std::nullopt, true}, moderator());
  const RoomId c = person(classroom[3]).room;
  accept(RoomMerge{c, a, room(c).version, ""}, moderator());
  const OperationId operation = last();
  accept(SeatMove{{move(classroom[4])}, b}, sam());
  EXPECT_EQ(refused(OpUndo{operation, false, true}, moderator()), "op.nothing_left");
  EXPECT_TRUE(room(c).closed);
  EXPECT_EQ(person(classroom[3]).room, a);
}

TEST_F(UndoingTest, WhyOnePersonWasMovedGoesWithThem) {
  accept(SeatMove{{move(classroom[0])}, b, false, "felt unwell"}, moderator());
  const OperationId operation = last();
  const std::uint64_t entry = find_operation(engine.state(), operation)->done.reason->entry;
  engine.take_touched();
  accept(PersonErase{classroom[0]}, organiser());
  EXPECT_EQ(shown(operation).reason, "");
  const Touched touched = engine.take_touched();
  EXPECT_TRUE(std::ranges::binary_search(touched.forgotten, entry)) << "and from the vault";
}

TEST_F(UndoingTest, AClosingThatMadeARoomForTheRestIsTakenBackWhole) {
  accept(SeatMove{{move(classroom[3]), move(classroom[4])}, std::nullopt, true}, moderator());
  const RoomId c = person(classroom[3]).room;
  // Nobody of the other rooms may share one with either of them, so they make a room of their own again.
  for (const PersonId id : {classroom[3], classroom[4]})
    for (const PersonId other : {classroom[0], administrators[0]}) accept(PairApart{id, other}, moderator());
  const std::string before = scene();
  accept(RoomClose{c, Destination::best_rooms, room(c).version, ""}, moderator());
  EXPECT_TRUE(room(c).closed);
  ASSERT_TRUE(person(classroom[3]).room);
  EXPECT_EQ(person(classroom[3]).room, person(classroom[4]).room);
  undo();
  EXPECT_EQ(scene(), before);
}

TEST_F(UndoingTest, ARoundThatWasEndedByMistakeGoesOnWhileItsGraceRuns) {
  const Round& round = engine.state().round(engine.state().session(1).round);
  const Instant ends = round.ends;
  accept(RoundClose{"role-alike-1"}, moderator());
  const OperationId closed = last();
  ASSERT_EQ(round.state, RoundState::closing);
  EXPECT_EQ(shown(closed).command, "round.close");
  until(now + seconds(20));
  accept(OpUndo{closed, false, false}, moderator());
  EXPECT_EQ(round.state, RoundState::open);
  EXPECT_EQ(round.ends, ends) << "when it would have ended";
  for (const PersonId id : classroom) EXPECT_EQ(person(id).room, a);
  accept(OpRedo{closed, false, false}, moderator());
  EXPECT_EQ(round.state, RoundState::closing);
  until(now + seconds(61));
  EXPECT_EQ(round.state, RoundState::closed);
  EXPECT_EQ(refused(OpUndo{closed, false, false}, moderator()), "op.nothing_left");
}

TEST_F(UndoingTest, WithItsLastRoundTheSessionGoesOnToo) {
  accept(RoundClose{"role-alike-1"}, moderator());
  until(nine + minutes(70));
  ASSERT_EQ(engine.state().session(1).rounds, 2u);
  accept(RoundClose{"role-alike-1"}, moderator());
  ASSERT_EQ(engine.state().session(1).state, SessionState::closing);
  undo();
  EXPECT_EQ(engine.state().session(1).state, SessionState::running);
  EXPECT_EQ(engine.state().round(engine.state().session(1).round).state, RoundState::open);
}

TEST_F(UndoingTest, WhoGaveARoundMoreTimeIsNotOverruled) {
  accept(RoundClose{"role-alike-1"}, moderator());
  const OperationId closed = last();
  accept(RoundExtend{"role-alike-1", 600}, sam());
  EXPECT_EQ(refused(OpUndo{closed, false, false}, moderator()), "op.nothing_left");
  accept(RoundClose{"role-alike-1"}, sam());
  EXPECT_EQ(refused(OpUndo{closed, false, false}, moderator()), "op.nothing_left") << "that would undo another one's";
}

TEST_F(UndoingTest, ARoundDoesNotGoOnBeyondItsSession) {
  accept(RoundClose{"role-alike-1"}, moderator());
  const OperationId closed = last();
  accept(SessionShift{"role-alike-1", -120, false}, organiser());
  EXPECT_EQ(refused(OpUndo{closed, false, false}, moderator()), "op.nothing_left");
}

}  // namespace
}  // namespace convene::testing

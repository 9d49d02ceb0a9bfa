#include "server/ops/past_operations.h"

#include "matcher/limits.h"
#include "matcher/view_builders.h"
#include "tests/unit/matcher/two_rooms_fixture.h"
#include "tests/unit/ops/recorded.h"

namespace convene::ops {
namespace {

class PastOperationsTest : public testing::Recorded<testing::TwoRoomsTest> {
 protected:
  std::vector<std::string> commands(const PastOperations& past) {
    std::vector<std::string> out;
    for (const PastOperation& one : past.newest) out.push_back(one.operation.done.command);
    return out;
  }
  PastOperations past(PersonId who, std::optional<OperationId> before = {}, std::size_t most = 100) {
    return past_operations(written(), event_name, who, before, most);
  }
  void there_and_back() { accept(SeatMove{{move(classroom[0])}, person(classroom[0]).room == a ? b : a}, moderator()); }
};

using Words = std::vector<std::string>;

TEST_F(PastOperationsTest, AreThoseThatMovedPinnedOrPairedThemTheNewestFirst) {
  accept(SeatMove{{move(classroom[0])}, b, false, "wanted to"}, moderator());
  accept(SeatMove{{move(classroom[1])}, b}, moderator());
  accept(SeatPin{classroom[0], true, person(classroom[0]).version}, moderator());
  accept(RoomLock{a, true, room(a).version}, moderator());
  accept(PairApart{classroom[0], administrators[0]}, moderator());
  const PastOperations found = past(classroom[0]);
  EXPECT_EQ(commands(found), (Words{"pair.apart", "seat.pin", "seat.move"}));
  EXPECT_FALSE(found.more);
  const Operation& moved = found.newest.back().operation;
  EXPECT_EQ(moved.done.by, moderator());
  EXPECT_EQ(moved.done.reason->words, "wanted to");
  EXPECT_EQ(commands(past(classroom[1])), Words{"seat.move"});
  EXPECT_EQ(commands(past(classroom[2])), Words{});
}

TEST_F(PastOperationsTest, ReachBehindWhatTheStateKeeps) {
  for (std::size_t i = 0; i < limits::operations + 5; ++i) there_and_back();
  ASSERT_EQ(engine.state().operations.front().done.operation, OperationId(6));
  const PastOperations newest = past(classroom[0]);
  EXPECT_EQ(newest.newest.size(), 100u);
  EXPECT_TRUE(newest.more);
  const PastOperations older = past(classroom[0], newest.newest.back().operation.done.operation);
  ASSERT_EQ(older.newest.size(), 5u);
  EXPECT_FALSE(older.more);
  EXPECT_EQ(older.newest.back().operation.done.operation, OperationId(1));
  const BoardOperation shown = board_operation(engine.state(), older.newest.back().operation, {});
  EXPECT_EQ(shown.command, "seat.move");
  EXPECT_EQ(shown.moves.at(0).from->category, "classroom");
}

TEST_F(PastOperationsTest, SayWhoTookThemBackAndForgetItWhenDoneAgain) {
  there_and_back();
  accept(OpUndo{OperationId(1), false, false}, moderator());
  PastOperations found = past(classroom[0]);
  EXPECT_EQ(commands(found), (Words{"op.undo", "seat.move"}));
  EXPECT_EQ(found.newest[1].undone_by, moderator());
  accept(OpRedo{OperationId(1), false, false}, moderator());
  found = past(classroom[0]);
  EXPECT_EQ(commands(found), (Words{"op.redo", "op.undo", "seat.move"}));
  EXPECT_FALSE(found.newest[2].undone_by);
}

TEST_F(PastOperationsTest, TellAsTheBoardDoesWhatWasBefore) {
  const PersonId who = classroom[0];
  accept(SeatPin{who, true, person(who).version}, moderator());
  accept(SeatPin{who, false, person(who).version}, moderator());
  accept(PairApart{who, administrators[0]}, moderator());
  accept(PairTogether{who, administrators[0]}, moderator());
  const auto board = board_view(engine.state()).operations;
  const PastOperations found = past(who);
  ASSERT_EQ(found.newest.size(), 4u);
  for (const PastOperation& one : found.newest) {
    const BoardOperation shown = board_operation(engine.state(), one.operation, one.undone_by);
    EXPECT_TRUE(testing::same(shown, board.at(to_string(one.operation.done.operation)))) << shown.command;
  }
  EXPECT_EQ(board_operation(engine.state(), found.newest[2].operation, {}).pin, false);
  EXPECT_EQ(board_operation(engine.state(), found.newest[0].operation, {}).bond_before, Bond::apart);
}

TEST_F(PastOperationsTest, KnowTheNameThatARoomWasCalledByUntilItsWordsAreErased) {
  const PersonId who = classroom[0];
  accept(RoomCreate{"role-alike-1", "Three of us", {move(who), move(classroom[1]), move(classroom[2])}}, moderator());
  const OperationId created(engine.state().last_operation);
  accept(SeatMove{{move(classroom[3])}, person(who).room}, moderator());
  accept(OpUndo{created, true, false}, organiser());  // the room stays, for whoever came since
  const auto undone = [&] {
    const PastOperations found = past(who);
    return board_operation(engine.state(), found.newest.front().operation, {});
  };
  ASSERT_EQ(undone().command, "op.undo");
  ASSERT_TRUE(undone().room_before);
  EXPECT_EQ(undone().room_before->label, "Three of us");
  accept(PersonErase{moderator()}, organiser());
  EXPECT_FALSE(undone().room_before);
}

TEST_F(PastOperationsTest, OfWhoWasErasedThereAreNoWords) {
  accept(SeatMove{{move(classroom[0])}, b, false, "wanted to"}, moderator());
  accept(PersonErase{classroom[0]}, organiser());
  for (const PastOperation& one : past(classroom[0]).newest) {
    const BoardOperation shown = board_operation(engine.state(), one.operation, one.undone_by);
    EXPECT_EQ(shown.command, "seat.move");
    EXPECT_EQ(shown.moves.at(0).person, classroom[0]) << "a number";
  }
}

/// The state has forgotten these operations, and with them which words were of whom: the journal has them still.
TEST_F(PastOperationsTest, WhyAnErasedPersonWasMovedIsForgottenHoweverLongAgoItWas) {
  accept(SeatSwap{move(classroom[0]), move(administrators[0]), "because of his cough", "for air"}, moderator());
  accept(SeatMove{{move(classroom[1])}, b, false, "wanted to"}, moderator());
  for (std::size_t i = 0; i < limits::operations; ++i) accept(RoomLock{a, i % 2 == 0, room(a).version}, moderator());
  ASSERT_GT(engine.state().operations.front().done.operation, OperationId(2));
  accept(PersonErase{classroom[0]}, organiser());
  PastOperations swapped = past(administrators[0]), moved = past(classroom[1]);
  ASSERT_EQ(swapped.newest.size(), 1u);
  EXPECT_EQ(swapped.newest[0].operation.done.reason->words, "because of his cough") << "they are the moderator's";
  EXPECT_EQ(swapped.newest[0].operation.done.told->words, "for air");
  forget_reasons(swapped, engine.state());
  forget_reasons(moved, engine.state());
  EXPECT_FALSE(swapped.newest[0].operation.done.reason);
  EXPECT_FALSE(swapped.newest[0].operation.done.told);
  EXPECT_EQ(moved.newest.at(0).operation.done.reason->words, "wanted to") << "of others they stand";
}

}  // namespace
}  // namespace convene::ops

// What the board tells of operations besides who was moved: what was before, and what is so since.
#include "tests/unit/matcher/two_rooms_fixture.h"

namespace convene::testing {
namespace {

class ToldOperations : public TwoRoomsTest {
 protected:
  OperationId last() const { return OperationId(engine.state().last_operation); }
  BoardOperation shown(OperationId id) const { return board_view(engine.state()).operations.at(to_string(id)); }
  BoardOperation shown() const { return shown(last()); }
  /// `{}`: it is not told what the room was called.
  static std::optional<std::string> label(const std::optional<RoomName>& name) {
    return name ? std::optional(name->label.value_or("(none)")) : std::nullopt;
  }
  void rename(const std::string& title, PersonId by = {}) {
    accept(RoomRename{a, title, room(a).version}, by ? by : moderator());
  }
};

TEST_F(ToldOperations, ALockIsToldFromAnUnlock) {
  accept(RoomLock{a, true, room(a).version}, moderator());
  const OperationId locked = last();
  EXPECT_EQ(shown().locked, true);
  accept(RoomLock{a, false, room(a).version}, moderator());
  EXPECT_EQ(shown().command, "room.lock");
  EXPECT_EQ(shown().locked, false);
  EXPECT_EQ(shown(locked).locked, true) << "it tells what it did, not what is so now";
  accept(OpUndo{last(), false, false}, moderator());
  EXPECT_EQ(shown().locked, true);
}

TEST_F(ToldOperations, APinIsToldFromOneThatIsTakenAway) {
  accept(SeatPin{classroom[0], true, person(classroom[0]).version}, moderator());
  EXPECT_EQ(shown().pin, true);
  accept(SeatPin{classroom[0], false, person(classroom[0]).version}, moderator());
  EXPECT_EQ(shown().pinned, std::vector<PersonId>{classroom[0]});
  EXPECT_EQ(shown().pin, false);
  EXPECT_FALSE(shown().locked);
  accept(SeatMove{{move(classroom[0])}, b}, moderator());
  EXPECT_FALSE(shown().pin);
}

TEST_F(ToldOperations, ARenamedRoomIsToldByBothNames) {
  rename("The blue room");
  const OperationId first = last();
  EXPECT_EQ(label(shown().room_before), "(none)");
  EXPECT_EQ(shown().room_before->category, "classroom");
  EXPECT_EQ(label(shown().room_after), "The blue room");
  rename("The red room");
  EXPECT_EQ(label(shown().room_before), "The blue room");
  EXPECT_EQ(label(shown().room_after), "The red room");
  EXPECT_EQ(label(shown(first).room_after), "The blue room") << "though it is called otherwise now";
  rename("");
  EXPECT_EQ(label(shown().room_before), "The red room");
  EXPECT_EQ(label(shown().room_after), "(none)");
  EXPECT_EQ(label(shown(OperationId(first.value + 1)).room_after), "The red room");
}

TEST_F(ToldOperations, WhatIsTakenBackAndDoneAgainKeepsItsNames) {
  rename("The blue room");
  const OperationId first = last();
  rename("The red room");
  const OperationId second = last();
  accept(OpUndo{second, false, false}, moderator());
  EXPECT_EQ(label(shown().room_before), "The red room");
  EXPECT_EQ(label(shown().room_after), "The blue room");
  EXPECT_EQ(label(shown(first).room_after), "The blue room");
  EXPECT_EQ(label(shown(second).room_after), "The red room");
  accept(OpRedo{second, false, false}, moderator());
  EXPECT_EQ(label(shown(second).room_before), "The blue room");
  EXPECT_EQ(label(shown(second).room_after), "The red room");
  EXPECT_EQ(label(shown(first).room_after), "The blue room");
}

TEST_F(ToldOperations, TheNameOfARoomThatIsOpenedIsNoOtherName) {
  accept(RoomCreate{"role-alike-1", "Three of us", {}}, moderator());
  EXPECT_EQ(shown().rooms.at(0).label, "Three of us");
  EXPECT_FALSE(shown().room_before || shown().room_after);
}

TEST_F(ToldOperations, NamesThatAreErasedDoNotComeBack) {
  rename("The blue room", organiser());
  const OperationId first = last();
  rename("The red room", moderator());
  const OperationId second = last();
  accept(PersonErase{moderator()}, organiser());
  EXPECT_EQ(label(shown(first).room_before), "(none)");
  EXPECT_EQ(label(shown(first).room_after), "The blue room");
  EXPECT_EQ(label(shown(second).room_before), "The blue room") << "these words are somebody else's";
  EXPECT_FALSE(shown(second).room_after);
  accept(PersonErase{organiser()});
  EXPECT_FALSE(shown(first).room_after);
  EXPECT_FALSE(shown(second).room_before);
  EXPECT_EQ(label(shown(first).room_before), "(none)") << "that there was no name is nobody's word";
}

TEST_F(ToldOperations, WhatStaffSaidOfTwoIsToldWithWhatTheySaidBefore) {
  accept(PairApart{classroom[0], administrators[0]}, moderator());
  EXPECT_FALSE(shown().bond_before);
  EXPECT_EQ(shown().bond_after, Bond::apart);
  accept(PairTogether{classroom[0], administrators[0]}, moderator());
  EXPECT_EQ(shown().bond_before, Bond::apart);
  EXPECT_EQ(shown().bond_after, Bond::together);
  accept(PairClear{classroom[0], administrators[0]}, moderator());
  EXPECT_EQ(shown().bond_before, Bond::together);
  EXPECT_FALSE(shown().bond_after);
}

TEST_F(ToldOperations, AreTheSameWhenTheJournalIsReadAgain) {
  rename("The blue room");
  rename("The red room");
  accept(OpUndo{last(), false, false}, moderator());
  accept(RoomLock{a, true, room(a).version}, moderator());
  Engine again;
  for (const Record& record : records) again.replay(record);
  EXPECT_TRUE(same(board_view(again.state()).operations, board_view(engine.state()).operations));
}

}  // namespace
}  // namespace convene::testing

// What people whom staff move are told of it, and their goodbye to the room that they leave.
#include <algorithm>

#include "matcher/chat.h"
#include "matcher/limits.h"
#include "tests/unit/matcher/two_rooms_fixture.h"

namespace convene::testing {
namespace {

constexpr Duration time_to_leave = limits::goodbye_asked + limits::goodbye;

class BeingMoved : public TwoRoomsTest {
 protected:
  MeView me(PersonId id) const { return me_view(engine.state(), id); }
  void goes(PersonId who, std::optional<RoomId> to, const std::string& told = "") {
    accept(SeatMove{{move(who)}, to, false, "for the board", told}, moderator());
  }
  void say(PersonId by, RoomId to) { accept(ChatSay{to, "goodbye"}, by); }
  std::string cannot_say(PersonId by, RoomId to) { return refused(ChatSay{to, "goodbye"}, by); }
  BoardOperation last() const { return board_operation(engine.state(), engine.state().operations.back(), {}); }
};

// ---- what they are told

TEST_F(BeingMoved, WhoIsMovedReadsWhatTheyAreToldAndNotWhatIsForTheBoard) {
  goes(classroom[0], b, "You know each other from last year.");
  const MeView view = me(classroom[0]);
  ASSERT_TRUE(view.arrival);
  EXPECT_EQ(view.arrival->by, "Mo");
  EXPECT_EQ(view.arrival->act, "seat.move");
  EXPECT_EQ(view.arrival->told, "You know each other from last year.");
  EXPECT_EQ(last().reason, "for the board");
  EXPECT_EQ(last().told, "You know each other from last year.");
  EXPECT_FALSE(me(administrators[0]).arrival->told) << "who was there is told nothing";
  EXPECT_FALSE(me(administrators[0]).arrival->act);
  goes(classroom[1], b);
  EXPECT_FALSE(me(classroom[1]).arrival->told);
  EXPECT_FALSE(last().told);
  goes(classroom[0], a);
  EXPECT_FALSE(me(classroom[0]).arrival->told) << "that was of another move";
}

TEST_F(BeingMoved, EveryWayOfMovingTellsWhyAndNamesTheAct) {
  const auto told = [&](PersonId id, const std::string& act, const std::string& words) {
    const auto arrival = me(id).arrival;
    ASSERT_TRUE(arrival);
    EXPECT_EQ(arrival->act, act);
    EXPECT_EQ(arrival->told, words);
  };
  accept(SeatSwap{move(classroom[0]), move(administrators[0]), "", "You asked for it."}, moderator());
  told(classroom[0], "seat.swap", "You asked for it.");
  told(administrators[0], "seat.swap", "You asked for it.");
  accept(SeatMove{{move(classroom[1]), move(classroom[2])}, std::nullopt, true, "", "Two of a kind."}, moderator());
  told(classroom[1], "seat.move", "Two of a kind.");
  const RoomId c = person(classroom[1]).room;
  accept(RoomCreate{"role-alike-1", "Chemistry", {move(administrators[2]), move(administrators[3])}, "", "Yours."},
         moderator());
  told(administrators[3], "room.create", "Yours.");
  accept(RoomMerge{c, a, room(c).version, "", "It was quiet there."}, moderator());
  told(classroom[2], "room.merge", "It was quiet there.");
  accept(RoomClose{b, Destination::lobby, room(b).version, "", "This room is needed."}, moderator());
  told(administrators[1], "room.close", "This room is needed.");
  accept(OpUndo{engine.state().operations.back().done.operation, false, false}, moderator());
  EXPECT_EQ(me(administrators[1]).arrival->act, "op.undo");
  EXPECT_FALSE(me(administrators[1]).arrival->told) << "why it was done is not why it was taken back";
}

TEST_F(BeingMoved, WhatTheyAreToldIsBounded) {
  const std::string most(limits::told_bytes, 'x');
  const Refusal why = refusal(SeatMove{{move(classroom[0])}, b, false, "", most + "x"}, moderator());
  EXPECT_EQ(why.code, "text.too_long");
  EXPECT_EQ(why.parameters.at("field"), "told");
  EXPECT_EQ(refused(SeatSwap{move(classroom[0]), move(administrators[0]), "", most + "x"}, moderator()),
            "text.too_long");
  EXPECT_EQ(refused(RoomMerge{a, b, room(a).version, "", most + "x"}, moderator()), "text.too_long");
  EXPECT_EQ(refused(RoomClose{a, Destination::lobby, room(a).version, "", most + "x"}, moderator()), "text.too_long");
  goes(classroom[0], b, most);
  EXPECT_EQ(me(classroom[0]).arrival->told, most);
}

TEST_F(BeingMoved, TheWordsGoWithAnyOfThoseWhoWereMovedAndWithWhoWroteThem) {
  accept(SeatMove{{move(classroom[0]), move(classroom[1])}, b, false, "", "Ana needs company."}, moderator());
  const std::uint64_t entry = engine.state().operations.back().done.told->entry;
  (void)engine.take_touched();
  accept(PersonErase{classroom[0]}, organiser());
  const Touched touched = engine.take_touched();
  EXPECT_EQ(std::ranges::count(touched.forgotten, entry), 1) << "out of the vault, too";
  EXPECT_EQ(std::ranges::count(touched.me, classroom[1]), 1) << "off the other one's page";
  EXPECT_FALSE(me(classroom[1]).arrival->told);
  EXPECT_EQ(me(classroom[1]).arrival->act, "seat.move");
  goes(classroom[2], b, "We need you there.");
  (void)engine.take_touched();
  accept(PersonErase{moderator()}, organiser());
  EXPECT_EQ(std::ranges::count(engine.take_touched().me, classroom[2]), 1);
  EXPECT_FALSE(me(classroom[2]).arrival->told);
}

TEST_F(BeingMoved, TheWordsAreKeptAsLongAsTheOperationIs) {
  goes(classroom[0], b, "We need you there.");
  for (std::size_t i = 1; i < limits::operations; ++i) accept(RoomLock{a, i % 2 == 1, room(a).version}, moderator());
  EXPECT_EQ(me(classroom[0]).arrival->told, "We need you there.");
  (void)engine.take_touched();
  accept(RoomLock{a, !room(a).locked, room(a).version}, moderator());
  EXPECT_EQ(std::ranges::count(engine.take_touched().me, classroom[0]), 1) << "their page is told that it goes";
  EXPECT_FALSE(me(classroom[0]).arrival->told);
  EXPECT_EQ(me(classroom[0]).arrival->act, "seat.move");
}

TEST_F(BeingMoved, RecordsAndSnapshotsTellTheSame) {
  goes(classroom[0], b, "We need you there.");
  goes(administrators[0], a);
  Engine replayed;
  for (const Record& record : records) replayed.replay(record);
  const Engine restored = Engine::restored(State(engine.state()), engine.seq());
  for (const PersonId id : {classroom[0], administrators[0]}) {
    EXPECT_TRUE(me(id).goodbye);
    EXPECT_TRUE(same(me_view(replayed.state(), id), me(id)));
    EXPECT_TRUE(same(me_view(restored.state(), id), me(id)));
  }
}

// ---- goodbye

TEST_F(BeingMoved, WhoIsMovedWritesInTheOldRoomForAMinuteByTheTimeOfTheMove) {
  goes(classroom[0], b);
  const Instant over = now + time_to_leave;
  ASSERT_TRUE(me(classroom[0]).goodbye);
  EXPECT_EQ(me(classroom[0]).goodbye->room, a);
  EXPECT_EQ(me(classroom[0]).goodbye->until, over);
  say(classroom[0], a);
  EXPECT_EQ(room(a).chat.back().by, classroom[0]);
  say(classroom[0], b);
  EXPECT_EQ(cannot_say(administrators[0], a), "chat.not_there") << "nobody else does";
  until(over - milliseconds(1));
  say(classroom[0], a);
  until(over);
  EXPECT_EQ(cannot_say(classroom[0], a), "chat.not_there");
  EXPECT_EQ(room(a).chat.size(), 2u);
}

TEST_F(BeingMoved, WhereBothRoomsAreFullTheyTakeLeaveAllTheSame) {
  EventDefinition event = small_event();
  event.sessions[1].policy.rooms = {2, 5, 5};
  accept(EventLoad{event, {}});
  accept(SeatSwap{move(classroom[0]), move(administrators[0]), ""}, moderator());
  ASSERT_TRUE(me(classroom[0]).arrival->from);
  EXPECT_EQ(me(classroom[0]).arrival->from->category, "classroom");
  ASSERT_TRUE(me(administrators[0]).arrival->from);
  EXPECT_EQ(me(administrators[0]).arrival->from->category, "administrator");
  say(classroom[0], a);
  say(administrators[0], b);
}

TEST_F(BeingMoved, MutedIsMutedThereAndAMinuteHoldsNoMoreMessages) {
  accept(PersonMute{classroom[0], true}, moderator());
  goes(classroom[0], b);
  EXPECT_EQ(cannot_say(classroom[0], a), "chat.muted");
  goes(classroom[1], b);
  for (std::size_t i = 0; i < limits::chat_a_minute; ++i) say(classroom[1], i % 2 == 0 ? a : b);
  EXPECT_EQ(cannot_say(classroom[1], a), "chat.too_fast");
}

TEST_F(BeingMoved, AClosedRoomAndAnEmptyOneHearNoGoodbye) {
  accept(SeatMove{{move(classroom[0]), move(classroom[1])}, std::nullopt, true}, moderator());
  const RoomId c = person(classroom[0]).room;
  EXPECT_TRUE(me(classroom[0]).goodbye) << "to the room of the others";
  accept(RoomMerge{c, b, room(c).version, ""}, moderator());
  EXPECT_FALSE(me(classroom[0]).goodbye);
  EXPECT_EQ(cannot_say(classroom[0], c), "chat.not_there");
  EXPECT_EQ(cannot_say(classroom[0], a), "chat.not_there") << "their next change of place ends it";
  goes(classroom[2], std::nullopt);
  goes(classroom[3], std::nullopt);
  goes(administrators[0], std::nullopt);
  goes(classroom[4], b);
  EXPECT_FALSE(me(classroom[4]).goodbye) << "nobody is there";
  EXPECT_EQ(cannot_say(classroom[4], a), "chat.not_there");
}

TEST_F(BeingMoved, ARoomThatClosesMeanwhileHearsNoMore) {
  goes(classroom[0], b);
  say(classroom[0], a);
  accept(RoomClose{a, Destination::lobby, room(a).version, ""}, moderator());
  EXPECT_EQ(cannot_say(classroom[0], a), "chat.not_there");
  goes(administrators[0], std::nullopt);
  EXPECT_FALSE(me(administrators[0]).goodbye) << "who is sent to the lobby has left";
  EXPECT_EQ(cannot_say(administrators[0], b), "chat.not_there");
}

TEST_F(BeingMoved, WhoGoesByThemselvesOrIsShownOutHasLeft) {
  accept(RoomLeave{}, classroom[0]);
  EXPECT_EQ(cannot_say(classroom[0], a), "chat.not_there");
  goes(classroom[1], b);
  accept(PersonRemove{classroom[1], "rude"}, moderator());
  EXPECT_EQ(cannot_say(classroom[1], a), "person.not_in");
  accept(PersonRestore{classroom[1]}, moderator());
  EXPECT_EQ(cannot_say(classroom[1], a), "chat.not_there");
}

TEST_F(BeingMoved, ThereIsNoGoodbyeWhereWhatStandsBetweenThemMayBeWhy) {
  accept(SeatMove{{move(administrators[3]), move(administrators[4])}, std::nullopt}, moderator());
  accept(PairApart{classroom[0], classroom[1]}, moderator());
  goes(classroom[0], b);
  EXPECT_FALSE(me(classroom[0]).goodbye);
  EXPECT_EQ(cannot_say(classroom[0], a), "chat.not_there");
  accept(PersonAvoid{classroom[2], true}, classroom[3]);
  goes(classroom[2], b);
  EXPECT_EQ(cannot_say(classroom[2], a), "chat.not_there");
  accept(PersonReport{classroom[4], "rude"}, classroom[1]);
  goes(classroom[4], b);
  EXPECT_EQ(cannot_say(classroom[4], a), "chat.not_there");
  accept(ReportSettle{classroom[4]}, moderator());
  EXPECT_EQ(cannot_say(classroom[4], a), "chat.not_there") << "nor once staff have looked after it";
}

TEST_F(BeingMoved, AReportedMessageAndAWishThatComesMeanwhileEndItWithoutAWord) {
  say(classroom[0], a);
  accept(ChatReport{a, room(a).said}, classroom[1]);
  goes(classroom[0], b);
  EXPECT_EQ(cannot_say(classroom[0], a), "chat.not_there");
  goes(administrators[0], a);
  say(administrators[0], b);
  accept(PersonAvoid{administrators[0], true}, administrators[1]);
  EXPECT_EQ(cannot_say(administrators[0], b), "chat.not_there");
  EXPECT_TRUE(me(administrators[0]).goodbye) << "nothing on their page tells of the wish";
}

TEST_F(BeingMoved, WhatWasSaidMeanwhileCanBeReported) {
  goes(classroom[0], b);
  say(classroom[1], a);
  accept(ChatReport{a, room(a).said}, classroom[0]);
  EXPECT_EQ(room(a).complaints.size(), 1u);
  until(now + time_to_leave);
  say(classroom[1], a);
  EXPECT_EQ(refused(ChatReport{a, room(a).said}, classroom[0]), "chat.not_there");
}

TEST_F(BeingMoved, OfTwoWhoAreKeptApartNobodyReadsTheOthersGoodbye) {
  const auto hears = [&](PersonId id) { return leaves_now(engine.state(), id, now) == a; };
  goes(classroom[2], b);
  goes(classroom[3], b);
  EXPECT_TRUE(hears(classroom[2]) && hears(classroom[3]));
  accept(PairApart{classroom[2], classroom[3]}, moderator());
  EXPECT_FALSE(hears(classroom[2]) || hears(classroom[3]));
  EXPECT_EQ(cannot_say(classroom[3], a), "chat.not_there");
}

}  // namespace
}  // namespace convene::testing

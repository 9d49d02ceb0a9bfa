// What staff do besides operations: who, to whom, what was before and is now, and how long it is told.
#include "matcher/limits.h"
#include "tests/unit/matcher/two_rooms_fixture.h"

namespace convene::testing {
namespace {

class Acts : public TwoRoomsTest {
 protected:
  std::map<std::string, BoardAct> shown() const { return board_view(engine.state()).acts; }
  BoardAct shown(std::uint32_t number) const { return shown().at(std::to_string(number)); }
  BoardAct last() const { return shown(engine.state().last_act); }
  using People = std::vector<PersonId>;
  static People whom(const BoardAct& act) {
    People out;
    for (const BoardNamed& one : act.who) out.push_back(one.person);
    return out;
  }
};

TEST_F(Acts, WhatPeopleTheClockAndTheFileDoIsNone) {
  accept(EventLoad{small_event(), {{"Fay", "fay@example.org", {Hat::moderator}, {}}}});
  ASSERT_TRUE(person(facilitator()).wears(Hat::moderator));
  accept(SessionCheckIn{"talk"}, classroom[0]);
  accept(AttendanceImport{"talk", {{classroom[1], 50}}});
  EXPECT_TRUE(shown().empty());
}

TEST_F(Acts, HatsAreToldWithWhatTheyReachedAndReach) {
  accept(PersonHat{classroom[0], {Hat::participant, Hat::facilitator}, Scope{{"mixing"}, {b}}}, organiser());
  const BoardAct act = last();
  EXPECT_EQ(act.what, ActKind::hats);
  EXPECT_EQ(act.who.at(0).name, person(classroom[0]).profile.words->name);
  EXPECT_EQ(act.by, organiser());
  EXPECT_EQ(act.name, "Org");
  EXPECT_EQ(act.at, now);
  EXPECT_EQ(act.people, 1u);
  EXPECT_EQ(whom(act), People{classroom[0]});
  EXPECT_EQ(act.hats_before->hats, std::vector{Hat::participant});
  EXPECT_TRUE(act.hats_before->sessions.empty() && act.hats_before->rooms.empty());
  EXPECT_EQ(act.hats_after->hats, (std::vector{Hat::participant, Hat::facilitator}));
  EXPECT_EQ(act.hats_after->sessions, std::vector<std::string>{"mixing"});
  ASSERT_EQ(act.hats_after->rooms.size(), 1u);
  EXPECT_EQ(act.hats_after->rooms[0].category, "administrator");
  accept(PersonHat{classroom[0], {Hat::participant}, {}}, moderator());
  EXPECT_EQ(last().hats_before->sessions, std::vector<std::string>{"mixing"});
  EXPECT_EQ(last().by, moderator());
  const Scope many{{}, std::vector<RoomId>(limits::operation_shown + 10, a)};
  accept(PersonHat{classroom[0], {Hat::facilitator}, many}, moderator());
  EXPECT_EQ(last().hats_after->parts, many.rooms.size());
  EXPECT_EQ(last().hats_after->rooms.size(), limits::operation_shown);
}

TEST_F(Acts, WhoIsShutOutIsToldWithTheReasonWhileItCounts) {
  accept(PersonRemove{classroom[0], "sells things"}, moderator());
  EXPECT_EQ(last().what, ActKind::removed);
  EXPECT_EQ(whom(last()), People{classroom[0]});
  EXPECT_EQ(last().reason, "sells things");
  EXPECT_EQ(last().before, "in");
  EXPECT_EQ(last().after, "removed");
  accept(PersonBan{classroom[0], "came back"}, organiser());
  EXPECT_EQ(last().what, ActKind::banned);
  EXPECT_EQ(last().before, "removed");
  EXPECT_EQ(last().after, "banned");
  EXPECT_EQ(last().reason, "came back");
  EXPECT_EQ(shown(1).reason, "") << "it is forgotten everywhere";
  accept(PersonRestore{classroom[0]}, moderator());
  EXPECT_EQ(last().what, ActKind::restored);
  EXPECT_EQ(last().before, "banned");
  EXPECT_EQ(last().after, "in");
  EXPECT_EQ(shown(2).reason, "");
  EXPECT_EQ(shown().size(), 3u);
}

TEST_F(Acts, WorthlessLinksAndMutesAreTold) {
  accept(PassRevoke{classroom[1]}, moderator());
  EXPECT_EQ(last().what, ActKind::revoked);
  EXPECT_EQ(whom(last()), People{classroom[1]});
  accept(PersonMute{classroom[1]}, facilitator());
  EXPECT_EQ(last().what, ActKind::muted);
  EXPECT_EQ(last().name, "Fay");
  EXPECT_EQ(last().before, "heard");
  EXPECT_EQ(last().after, "muted");
  accept(PersonMute{classroom[1], false}, moderator());
  EXPECT_EQ(last().after, "heard");
  const std::size_t before = shown().size();
  accept(PersonMute{classroom[1], false}, moderator());
  EXPECT_EQ(shown().size(), before) << "nothing was changed";
}

TEST_F(Acts, TheClocksOfOneCommandAreOneAct) {
  accept(SessionShift{"role-alike-1", 10, true}, moderator());
  BoardAct act = last();
  EXPECT_EQ(act.what, ActKind::clocks);
  EXPECT_EQ(shown().size(), 1u);
  EXPECT_EQ(act.moved, 2u);
  ASSERT_EQ(act.clocks.size(), 2u);
  EXPECT_TRUE(same(act.clocks[0], ActClock{"role-alike-1", false, nine + minutes(60), nine + minutes(110),
                                           nine + minutes(60), nine + minutes(120)}));
  EXPECT_TRUE(same(act.clocks[1], ActClock{"mixing", false, nine + minutes(70), nine + minutes(100), nine + minutes(80),
                                           nine + minutes(110)}));
  const Instant ends = engine.state().round(engine.state().session(1).round).ends;
  accept(RoundExtend{"role-alike-1", 300}, facilitator());
  act = last();
  EXPECT_EQ(act.by, facilitator());
  ASSERT_EQ(act.clocks.size(), 1u);
  EXPECT_TRUE(same(act.clocks[0], ActClock{"role-alike-1", true, {}, ends, {}, ends + seconds(300)}));
  accept(RoundExtend{"role-alike-1", 4 * 3600}, moderator());
  act = last();
  ASSERT_EQ(act.clocks.size(), 2u) << "the session goes on as long";
  EXPECT_FALSE(act.clocks[0].round);
  EXPECT_EQ(act.clocks[0].ends, act.clocks[1].ends);
  accept(SessionExtend{"mixing", 5}, moderator());
  EXPECT_EQ(last().clocks.at(0).ends, nine + minutes(115));
  EXPECT_EQ(shown().size(), 4u);
}

TEST_F(Acts, AnAddedSessionIsTold) {
  accept(SessionAdd{"mixing", {{"en", "Once more"}}, now, 30, {}}, moderator());
  EXPECT_EQ(last().what, ActKind::added);
  EXPECT_EQ(last().session, "mixing-added-1");
  EXPECT_EQ(last().by, moderator());
  EXPECT_EQ(shown().size(), 1u);
}

TEST_F(Acts, ACancelledSessionIsTold) {
  accept(SessionCancel{"mixing"}, moderator());
  EXPECT_EQ(last().what, ActKind::cancelled);
  EXPECT_EQ(last().session, "mixing");
  EXPECT_EQ(last().before, "planned");
  EXPECT_EQ(last().after, "cancelled");
  EXPECT_EQ(shown().size(), 1u);
}

TEST_F(Acts, NotesOfManyAreOneActWithTheirNumber) {
  accept(SessionCheckIn{"talk"}, classroom[0]);
  accept(AttendanceNote{"talk", classroom, true}, moderator());
  EXPECT_EQ(last().what, ActKind::attendance);
  EXPECT_EQ(last().session, "talk");
  EXPECT_EQ(last().people, 5u);
  EXPECT_EQ(whom(last()), classroom);
  EXPECT_EQ(last().before, "various");
  EXPECT_EQ(last().after, "attended");
  accept(AttendanceNote{"talk", {classroom[2]}, false}, moderator());
  EXPECT_EQ(last().before, "attended");
  EXPECT_EQ(last().after, "absent");
  const People many = register_people(limits::operation_shown + 10);
  accept(AttendanceNote{"talk", many, false}, moderator());
  EXPECT_EQ(last().people, many.size());
  EXPECT_EQ(whom(last()), People(many.begin(), many.begin() + limits::operation_shown));
  EXPECT_EQ(last().before, "unknown");
  accept(CreditPlan{classroom, true}, moderator());
  EXPECT_EQ(last().what, ActKind::plan);
  EXPECT_EQ(last().before, "unknown");
  EXPECT_EQ(last().after, "completed");
  accept(CreditPlan{{classroom[1]}, false}, moderator());
  EXPECT_EQ(last().before, "completed");
  EXPECT_EQ(last().after, "open");
  EXPECT_EQ(shown().size(), 5u);
}

TEST_F(Acts, WhatTheRosterSaysIsNoNoteAndMayBeGoneWhenTheJournalIsReadAgain) {
  RosterImport import;
  for (const char* key : {"x", "y"}) {
    Profile profile;
    profile.key = profile.name = key;
    profile.sessions_attended = {"talk"};
    import.people.push_back(std::move(profile));
  }
  accept(std::move(import));
  const auto last_id = static_cast<std::uint32_t>(engine.state().people.size());
  accept(AttendanceNote{"talk", {PersonId(last_id - 1), PersonId(last_id)}, false}, moderator());
  EXPECT_EQ(last().before, "unknown");
}

TEST_F(Acts, AScopeThatNamesARoomThatIsNotThereIsToldWithoutIt) {
  accept(EventLoad{small_event(), {{"Fay", "fay@example.org", {Hat::facilitator}, Scope{{}, {RoomId(999), a}}}}});
  accept(PersonHat{facilitator(), {Hat::facilitator}, {}}, organiser());
  ASSERT_EQ(last().hats_before->rooms.size(), 1u);
  EXPECT_EQ(last().hats_before->parts, 2u);
}

TEST_F(Acts, AMessageIsToldByItsWriterAndRoomAndNotByItsWords) {
  accept(ChatSay{a, "something rude"}, classroom[0]);
  accept(ChatReport{a, 1}, classroom[1]);
  accept(ChatHide{a, 1}, facilitator());
  EXPECT_EQ(last().what, ActKind::message);
  EXPECT_EQ(whom(last()), People{classroom[0]});
  EXPECT_EQ(last().room->category, "classroom");
  EXPECT_EQ(last().before, "shown");
  EXPECT_EQ(last().after, "hidden");
  accept(ChatHide{a, 1, false}, moderator());
  EXPECT_EQ(last().before, "hidden");
  EXPECT_EQ(last().after, "shown");
  (void)engine.take_touched();
  accept(RoomRename{a, "The blue room", room(a).version}, moderator());
  EXPECT_EQ(engine.take_touched().acts, (std::vector<std::uint32_t>{1, 2})) << "the room is called otherwise there";
  EXPECT_EQ(last().room->label, "The blue room");
}

TEST_F(Acts, WhoIsCalledOtherwiseIsSoThere) {
  accept(PersonRemove{classroom[0], ""}, moderator());
  accept(PersonMute{classroom[1]}, moderator());
  Profile profile = *person(classroom[0]).profile.words;
  profile.name = "Another Name";
  (void)engine.take_touched();
  accept(RosterImport{{profile}});
  EXPECT_EQ(engine.take_touched().acts, std::vector<std::uint32_t>{1});
  EXPECT_EQ(shown(1).who.at(0).name, "Another Name") << "also of those who are not here";
}

TEST_F(Acts, AreNoOperationsAndDoNotPushThemOut) {
  accept(SeatMove{{move(classroom[0])}, b, false, "wanted to"}, moderator());
  const OperationId moved(engine.state().last_operation);
  for (std::size_t i = 0; i < limits::acts + 5; ++i) accept(PersonMute{classroom[1], i % 2 == 0}, moderator());
  EXPECT_EQ(engine.state().acts.size(), limits::acts);
  EXPECT_EQ(engine.state().acts.front().number, 6u);
  EXPECT_EQ(shown().size(), limits::acts);
  EXPECT_EQ(engine.state().operations.size(), 1u);
  accept(OpUndo{moved, false, false}, moderator());
  EXPECT_EQ(person(classroom[0]).room, a);
}

TEST_F(Acts, TheEndOfARoundAndWhatTakesItBackAreOperationsAlone) {
  accept(RoundClose{"role-alike-1"}, moderator());
  accept(OpUndo{OperationId(engine.state().last_operation), false, false}, moderator());
  ASSERT_EQ(engine.state().round(engine.state().session(1).round).state, RoundState::open);
  EXPECT_TRUE(shown().empty());
}

TEST_F(Acts, WhoIsErasedIsInNone) {
  accept(PersonRemove{classroom[0], "sells things"}, moderator());
  accept(AttendanceNote{"talk", {classroom[0], classroom[1]}, true}, moderator());
  accept(PersonMute{classroom[1]}, moderator());
  (void)engine.take_touched();
  accept(PersonErase{classroom[0]}, organiser());
  EXPECT_EQ(engine.take_touched().acts, (std::vector<std::uint32_t>{1, 2, 4}));
  EXPECT_TRUE(shown(1).who.empty());
  EXPECT_EQ(shown(1).people, 0u);
  EXPECT_EQ(shown(1).reason, "");
  EXPECT_EQ(whom(shown(2)), People{classroom[1]});
  EXPECT_EQ(shown(2).people, 1u);
  EXPECT_EQ(shown(4).what, ActKind::erased);
  EXPECT_EQ(shown(4).by, organiser());
  EXPECT_TRUE(shown(4).who.empty()) << "that it was done is told, and not of whom";
  accept(PersonErase{moderator()}, organiser());
  EXPECT_EQ(shown(3).name, "");
}

TEST_F(Acts, AWayIntoACallIsToldByTheRoomAndNeverItself) {
  accept(RoomLink{b, "https://zoom.us/j/1", room(b).version}, moderator());
  EXPECT_EQ(last().what, ActKind::linked);
  EXPECT_EQ(last().by, moderator());
  EXPECT_EQ(last().room->category, "administrator");
  EXPECT_EQ(last().before, "none");
  EXPECT_EQ(last().after, "given");
  accept(RoomLink{b, "https://zoom.us/j/2", room(b).version}, organiser());
  EXPECT_EQ(last().name, "Org");
  EXPECT_EQ(last().before, "linked");
  EXPECT_EQ(last().after, "changed");
  accept(RoomLink{b, "", room(b).version}, moderator());
  EXPECT_EQ(last().before, "linked");
  EXPECT_EQ(last().after, "taken");
  EXPECT_EQ(shown().size(), 3u);
}

TEST_F(Acts, WaysIntoCallsThatGoWithTheirGiverAreNoActsOfTheirOwn) {
  accept(RoomLink{a, "https://zoom.us/j/1", room(a).version}, facilitator());
  accept(PersonHat{facilitator(), {Hat::participant}, {}}, organiser());
  ASSERT_FALSE(room(a).link);
  EXPECT_EQ(last().what, ActKind::hats);
  EXPECT_EQ(shown().size(), 2u);
}

TEST_F(Acts, ARoundThatIsOpenedByHandIsTold) {
  until(nine + minutes(70));
  join(register_people(9), "mixing");
  const std::uint32_t before = engine.state().last_act;
  accept(RoundOpen{"mixing", {}, false}, moderator());
  ASSERT_TRUE(engine.state().session(2).round);
  EXPECT_EQ(engine.state().last_act, before + 1) << "and not once more when its groups are there";
  EXPECT_EQ(last().what, ActKind::round);
  EXPECT_EQ(last().by, moderator());
  EXPECT_EQ(last().session, "mixing");
  EXPECT_EQ(last().after, "asked");
  EXPECT_FALSE(last().plan);
}

TEST_F(Acts, ARoundThatIsOpenedFromAPlanIsOneActWithThePlansName) {
  until(nine + minutes(70));
  join(register_people(9), "mixing");
  accept(RoundDraft{"mixing", "First try"}, organiser());
  const PlanId plan = engine.state().plans.begin()->first;
  const std::uint32_t before = engine.state().last_act;
  accept(RoundOpen{"mixing", plan, false}, moderator());
  EXPECT_EQ(engine.state().last_act, before + 1) << "that the plan is used up is part of it";
  EXPECT_EQ(last().what, ActKind::round);
  EXPECT_EQ(last().session, "mixing");
  EXPECT_EQ(last().after, "from_plan");
  EXPECT_EQ(last().plan, "First try");
}

TEST_F(Acts, PlansThatAreChosenAndThrownAwayAreToldByTheirNames) {
  accept(RoundDraft{"role-alike-1", "First try", PlanFor::everybody}, moderator());
  const PlanId plan = engine.state().plans.begin()->first;
  accept(PlanChoose{plan, true}, organiser());
  EXPECT_EQ(last().what, ActKind::chosen);
  EXPECT_EQ(last().session, "role-alike-1");
  EXPECT_EQ(last().plan, "First try");
  EXPECT_EQ(last().after, "chosen");
  accept(PlanChoose{plan, false}, organiser());
  EXPECT_EQ(last().after, "left");
  accept(PlanDrop{plan}, organiser());
  EXPECT_EQ(last().what, ActKind::dropped);
  EXPECT_EQ(last().by, organiser());
  EXPECT_EQ(last().session, "role-alike-1");
  EXPECT_EQ(last().plan, "First try");
  EXPECT_EQ(shown().size(), 3u);
  (void)engine.take_touched();
  accept(PersonErase{moderator()}, organiser());
  EXPECT_EQ(engine.take_touched().acts, (std::vector<std::uint32_t>{1, 2, 3, 4}));
  EXPECT_EQ(shown(3).plan, to_string(plan)) << "the name was theirs";
}

TEST_F(Acts, WhatIsAppliedOrCancelledTakesItsPlansWithIt) {
  accept(SeatMove{{move(classroom[4])}, b}, moderator());
  accept(SeatMove{{move(administrators[4])}, a}, moderator());
  accept(RoundRematch{"role-alike-1", {}, ""}, moderator());
  accept(PlanApply{engine.state().plans.begin()->first, false}, moderator());
  ASSERT_TRUE(engine.state().plans.empty());
  EXPECT_TRUE(shown().empty()) << "that is an operation";
  accept(RoundDraft{"mixing", "First try", PlanFor::everybody}, moderator());
  accept(SessionCancel{"mixing"}, moderator());
  ASSERT_TRUE(engine.state().plans.empty());
  EXPECT_EQ(shown().size(), 1u);
  EXPECT_EQ(last().what, ActKind::cancelled);
}

TEST_F(Acts, WhatWasToldOfSomebodyIsLookedAfterByAName) {
  accept(PersonReport{classroom[1], "talks over everybody"}, classroom[0]);
  EXPECT_TRUE(shown().empty()) << "who told it is told to nobody";
  accept(ReportSettle{classroom[1]}, facilitator());
  EXPECT_EQ(last().what, ActKind::settled);
  EXPECT_EQ(last().name, "Fay");
  EXPECT_EQ(whom(last()), People{classroom[1]});
  EXPECT_EQ(last().reason, "");
  accept(PersonReport{classroom[2], "shouts"}, classroom[0]);
  accept(PersonBan{classroom[2], "shouts"}, moderator());
  EXPECT_EQ(last().what, ActKind::banned);
  EXPECT_EQ(shown().size(), 2u) << "it went with them";
}

TEST_F(Acts, WhoReadsTheBoardReadsNothingOfWhatWasToldOfThem) {
  accept(PersonReport{classroom[1], "talks over everybody"}, classroom[0]);
  accept(ReportSettle{classroom[1]}, facilitator());
  (void)engine.take_touched();
  accept(PersonHat{classroom[1], {Hat::moderator}, {}}, organiser());
  EXPECT_EQ(engine.take_touched().acts, (std::vector<std::uint32_t>{1, 2}));
  EXPECT_TRUE(shown(1).who.empty());
  EXPECT_EQ(shown(1).people, 0u);
  EXPECT_EQ(shown(1).name, "Fay");
}

TEST_F(Acts, AnAnsweredCallForHelpIsToldAndOneThatIsCalledOffIsNot) {
  accept(HelpAsk{"I hear nobody"}, classroom[0]);
  accept(HelpResolve{classroom[0]}, facilitator());
  EXPECT_EQ(last().what, ActKind::helped);
  EXPECT_EQ(last().by, facilitator());
  EXPECT_EQ(whom(last()), People{classroom[0]});
  accept(HelpAsk{}, classroom[1]);
  accept(HelpCancel{}, classroom[1]);
  EXPECT_EQ(shown().size(), 1u);
}

TEST_F(Acts, AnsweredCallsMakeWayForEachOtherAlone) {
  accept(PersonMute{classroom[1]}, moderator());
  for (std::size_t i = 0; i < limits::acts_of_a_kind + 5; ++i) {
    accept(HelpAsk{}, classroom[0]);
    if (i + 1 == limits::acts_of_a_kind + 5) (void)engine.take_touched();
    accept(HelpResolve{classroom[0]}, moderator());
  }
  EXPECT_EQ(shown().size(), limits::acts_of_a_kind + 1);
  EXPECT_EQ(shown(1).what, ActKind::muted);
  EXPECT_EQ(engine.state().acts[1].number, 7u);
  EXPECT_EQ(engine.take_touched().acts, (std::vector<std::uint32_t>{6, engine.state().last_act}));
  EXPECT_FALSE(board_act(engine.state(), 6)) << "the oldest call of all";
}

TEST_F(Acts, AreTheSameWhenTheJournalIsReadAgain) {
  accept(PersonHat{classroom[0], {Hat::participant, Hat::facilitator}, Scope{{"mixing"}, {b}}}, organiser());
  accept(PersonBan{classroom[1], "shouts"}, moderator());
  accept(SessionShift{"role-alike-1", 10, true}, moderator());
  accept(AttendanceNote{"talk", classroom, true}, moderator());
  accept(RoomLink{b, "https://zoom.us/j/1", room(b).version}, moderator());
  accept(RoundDraft{"role-alike-1", "First try", PlanFor::everybody}, moderator());
  accept(PlanDrop{engine.state().plans.begin()->first}, organiser());
  accept(HelpAsk{}, classroom[0]);
  accept(HelpResolve{classroom[0]}, facilitator());
  ASSERT_EQ(shown().size(), 7u);
  Engine again;
  for (const Record& record : records) again.replay(record);
  EXPECT_TRUE(same(board_view(again.state()).acts, shown()));
  const Engine restored = Engine::restored(State(engine.state()), engine.seq());
  EXPECT_TRUE(same(board_view(restored.state()).acts, shown()));
}

TEST_F(Acts, ChangeOneEntryOfTheBoardAlone) {
  (void)engine.take_touched();
  accept(PersonMute{classroom[1]}, moderator());
  const Touched touched = engine.take_touched();
  EXPECT_EQ(touched.acts, std::vector<std::uint32_t>{1});
  EXPECT_FALSE(touched.board || touched.operations);
  EXPECT_TRUE(same(board_act(engine.state(), 1), std::optional(last())));
  EXPECT_FALSE(board_act(engine.state(), 2));
}

}  // namespace
}  // namespace convene::testing

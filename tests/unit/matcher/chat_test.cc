// The chat of a room: who may write where, what is kept, what staff take away, what erasing leaves.
#include "matcher/chat.h"

#include "matcher/limits.h"
#include "tests/unit/matcher/event_fixture.h"

namespace convene {
namespace {

class ChatTest : public testing::EventTest {
 protected:
  void SetUp() override {
    EventTest::SetUp();
    people = register_people(8);
    until(testing::nine + minutes(58));
    join(people);
    until(testing::nine + minutes(61));
    see(people);
    room = person(people[0]).room;
    for (const PersonId id : people) {
      if (person(id).room == room && id != people[0]) inside = id;
      if (person(id).room != room) outside = id;
    }
  }

  void say(PersonId by, const std::string& text) { accept(ChatSay{room, text}, by); }
  const Room& here() const { return engine.state().room(room); }
  std::vector<std::string> texts() const {
    std::vector<std::string> out;
    for (const ChatLine& line : here().chat) out.push_back(chat_message(engine.state(), line).text.value_or("-"));
    return out;
  }

  std::vector<PersonId> people;
  RoomId room;
  PersonId inside, outside;
};

TEST_F(ChatTest, WhoSitsThereWritesAndNobodyElse) {
  ASSERT_TRUE(inside && outside);
  say(people[0], "hello");
  say(inside, "good to see you");
  EXPECT_EQ(refused(ChatSay{room, "let me in"}, outside), "chat.not_there");
  EXPECT_EQ(refused(ChatSay{RoomId(999), "hm"}, outside), "chat.not_there");
  EXPECT_EQ(refused(ChatSay{RoomId(0), "hm"}, outside), "chat.not_there")
      << "no room is not the one that nobody visits";
  EXPECT_EQ(texts(), (std::vector<std::string>{"hello", "good to see you"}));
  EXPECT_EQ(here().chat[1].n, 2u);
  EXPECT_EQ(chat_message(engine.state(), here().chat[0]).name, person(people[0]).profile.words->name);
}

TEST_F(ChatTest, VisitingStaffWriteWithTheirBadge) {
  EXPECT_EQ(refused(ChatSay{room, "hello"}, facilitator()), "chat.not_there");
  accept(RoomVisit{room}, facilitator());
  say(facilitator(), "all well here?");
  EXPECT_EQ(chat_message(engine.state(), here().chat[0]).badge, Hat::facilitator);
}

TEST_F(ChatTest, KeepsTheNewestByNumberAndByBytes) {
  // A minute's pause between twenty, or it is too fast.
  for (std::size_t i = 0; i < limits::chat_lines + 5; ++i) {
    if (i % limits::chat_a_minute == 0) accept(RoundExtend{"role-alike-1", 60}, moderator()), until(now + minutes(1));
    say(people[0], "word " + std::to_string(i));
  }
  ASSERT_EQ(here().chat.size(), limits::chat_lines);
  EXPECT_EQ(here().chat.front().n, 6u);
  EXPECT_EQ(here().chat.back().n, here().said);
  EXPECT_EQ(find_line(here(), 5), nullptr);
  ASSERT_NE(find_line(here(), 6), nullptr);
  EXPECT_EQ(*find_line(here(), 6)->text.words, "word 5");
  for (int i = 0; i < 40; ++i) {
    if (i % 20 == 0) accept(RoundExtend{"role-alike-1", 60}, moderator()), until(now + minutes(1));
    say(people[0], std::string(1'000, 'x'));
  }
  std::size_t bytes = 0;
  for (const ChatLine& line : here().chat) bytes += line.text.words->size();
  EXPECT_LE(bytes, limits::chat_room_bytes);
  EXPECT_EQ(here().chat.back().n, here().said);
}

TEST_F(ChatTest, NobodyDrownsTheOthers) {
  for (std::size_t i = 0; i < limits::chat_a_minute; ++i) say(people[0], "spam");
  EXPECT_EQ(refused(ChatSay{room, "spam"}, people[0]), "chat.too_fast");
  say(inside, "I can still be heard");
  until(now + minutes(1));
  say(people[0], "sorry");
  EXPECT_EQ(refused(ChatSay{room, std::string(limits::chat_bytes + 1, 'x')}, inside), "text.too_long");
  EXPECT_EQ(refused(ChatSay{room, ""}, inside), "text.too_long");
}

TEST_F(ChatTest, TwentyAMinuteAreCountedByPersonAndNotByWhatIsKept) {
  // Long messages push each other out of the room before the minute is over.
  for (std::size_t i = 0; i < limits::chat_a_minute; ++i) say(people[0], std::string(limits::chat_bytes, 'x'));
  for (int i = 0; i < 20; ++i) say(inside, std::string(limits::chat_bytes, 'y'));
  EXPECT_EQ(refused(ChatSay{room, "more"}, people[0]), "chat.too_fast");
  accept(SeatMove{{{people[0], person(people[0]).version}}, person(outside).room}, moderator());
  EXPECT_EQ(refused(ChatSay{person(people[0]).room, "more"}, people[0]), "chat.too_fast") << "in another room, too";
  until(now + minutes(1));
  accept(ChatSay{person(people[0]).room, "more"}, people[0]);
  EXPECT_EQ(person(people[0]).said.size(), 1u);
}

TEST_F(ChatTest, WhoLeftReportsWhatTheyCouldReadAndNothingLater) {
  say(people[0], "something rude");
  accept(SessionLeave{}, inside);
  say(people[0], "something worse");
  EXPECT_EQ(refused(ChatReport{room, 2}, inside), "chat.not_there") << "said when they had gone";
  EXPECT_EQ(refused(ChatReport{room, 1}, outside), "chat.not_there");
  accept(ChatReport{room, 1}, inside);
  EXPECT_EQ(here().complaints.size(), 1u);
  accept(SessionJoin{"role-alike-1"}, inside);
  ASSERT_EQ(person(inside).room, room) << "the kept seat";
  accept(SeatMove{{{inside, person(inside).version}}, person(outside).room}, moderator());
  accept(ChatReport{room, 2}, inside);
  until(engine.state().round(here().round).ends + minutes(5));
  ASSERT_TRUE(here().closed);
  accept(ChatReport{room, 2}, inside);
  const Engine again = Engine::restored(State(engine.state()), engine.seq());
  EXPECT_EQ(again.state().room(room).heard.size(), here().heard.size());
}

TEST_F(ChatTest, ADayAfterTheRoundOnlyWhatStaffHaveToLookAtIsKept) {
  say(people[0], "something rude");
  say(inside, "please stop");
  accept(ChatReport{room, 1}, inside);
  const std::uint64_t rude = here().chat[0].text.entry, polite = here().chat[1].text.entry;
  const Instant over = [&] {
    accept(RoundClose{"role-alike-1"}, moderator());
    return engine.state().round(here().round).ends;
  }();
  until(over + limits::chat_kept - milliseconds(1));
  EXPECT_EQ(texts(), (std::vector<std::string>{"something rude", "please stop"}));
  (void)engine.take_touched();
  until(over + limits::chat_kept);
  EXPECT_TRUE(here().chat.empty());
  EXPECT_EQ(engine.take_touched().forgotten, std::vector<std::uint64_t>{polite}) << "in the vault, too";
  EXPECT_EQ(floor_room(engine.state(), room)->complaints.at("1").text, "something rude");
  EXPECT_EQ(refused(ChatReport{room, 2}, inside), "chat.unknown_line");
  accept(ChatHide{room, 1}, moderator());
  until(now + milliseconds(1));
  EXPECT_EQ(engine.take_touched().forgotten, std::vector<std::uint64_t>{rude}) << "looked at: not needed any more";
  EXPECT_FALSE(floor_room(engine.state(), room));
  EXPECT_FALSE(chat_deadline(engine.state(), here()));
}

TEST_F(ChatTest, WhatWasPushedOutIsForgottenWithTheRest) {
  std::set<std::uint64_t> entries;
  for (std::size_t i = 0; i < limits::chat_lines + 5; ++i) {
    if (i % limits::chat_a_minute == 0) accept(RoundExtend{"role-alike-1", 60}, moderator()), until(now + minutes(1));
    say(people[0], "word");
    entries.insert(here().chat.back().text.entry);
  }
  accept(RoundClose{"role-alike-1"}, moderator());
  // Read from a snapshot meanwhile: the time runs on.
  engine = Engine::restored(State(engine.state()), engine.seq());
  until(engine.state().round(here().round).ends + limits::chat_kept);
  const Touched touched = engine.take_touched();
  EXPECT_EQ(std::set<std::uint64_t>(touched.forgotten.begin(), touched.forgotten.end()), entries);
}

TEST_F(ChatTest, WhoIsCalledOtherwiseIsSoWhereTheyWroteAndNowhereElse) {
  say(people[0], "hello");
  accept(ChatReport{room, 1}, inside);
  accept(ChatSay{person(outside).room, "elsewhere"}, outside);
  const auto renamed = [&](PersonId id) {
    Profile profile = *person(id).profile.words;
    profile.name = "Another Name";
    accept(RosterImport{{profile}});
  };
  (void)engine.take_touched();
  renamed(people[0]);
  Touched touched = engine.take_touched();
  EXPECT_EQ(touched.chats_whole, std::vector<RoomId>{room});
  EXPECT_TRUE(std::binary_search(touched.floor_rooms.begin(), touched.floor_rooms.end(), room));
  EXPECT_EQ(floor_room(engine.state(), room)->complaints.at("1").name, "Another Name");
  renamed(inside);
  EXPECT_TRUE(engine.take_touched().chats_whole.empty()) << "they wrote nothing";
  accept(PersonHat{people[0], {Hat::participant, Hat::facilitator}, {}}, organiser());
  EXPECT_EQ(engine.take_touched().chats_whole, std::vector<RoomId>{room}) << "the badge stands beside the name";
}

TEST_F(ChatTest, TheFloorIsToldOnceAMinuteThatARoomWrites) {
  const auto told = [&] {
    const Touched touched = engine.take_touched();
    return std::ranges::count(touched.floor_rooms, room) > 0;
  };
  EXPECT_FALSE(floor_room(engine.state(), room)->wrote);
  until(testing::nine + minutes(62));
  (void)engine.take_touched();
  say(people[0], "one");
  EXPECT_TRUE(told());
  EXPECT_EQ(floor_room(engine.state(), room)->wrote, testing::nine + minutes(62));
  until(testing::nine + minutes(62) + seconds(59));
  (void)engine.take_touched();
  say(inside, "two");
  EXPECT_FALSE(told());
  EXPECT_EQ(floor_room(engine.state(), room)->wrote, testing::nine + minutes(62));
  until(testing::nine + minutes(63));
  (void)engine.take_touched();
  say(inside, "three");
  EXPECT_TRUE(told());
  EXPECT_EQ(floor_room(engine.state(), room)->wrote, testing::nine + minutes(63));
}

TEST_F(ChatTest, TheFloorsFiguresOfAClosingRoomFollowTheEventsFile) {
  accept(RoundClose{"role-alike-1"}, moderator());
  ASSERT_EQ(floor_room(engine.state(), room)->state, "closing");
  (void)engine.take_touched();
  EventDefinition event = testing::small_event();
  event.sessions[1].policy.rooms = {2, 3, 9};
  event.visible = {"name"};
  say(people[0], "goodbye");
  accept(EventLoad{event, {}});
  const Touched touched = engine.take_touched();
  EXPECT_TRUE(std::binary_search(touched.floor_rooms.begin(), touched.floor_rooms.end(), room));
  EXPECT_TRUE(std::binary_search(touched.chats_whole.begin(), touched.chats_whole.end(), room));
}

TEST_F(ChatTest, WhatIsReportedStaffSeeAndTakeAway) {
  say(people[0], "something rude");
  EXPECT_EQ(refused(ChatReport{room, 1}, people[0]), "chat.own");
  EXPECT_EQ(refused(ChatReport{room, 1}, outside), "chat.not_there");
  EXPECT_EQ(refused(ChatReport{room, 7}, inside), "chat.unknown_line");
  accept(ChatReport{room, 1}, inside);
  const auto before = engine.seq();
  accept(ChatReport{room, 1}, inside);
  EXPECT_EQ(engine.seq(), before) << "once a person";
  auto floor = floor_room(engine.state(), room);
  ASSERT_EQ(floor->complaints.size(), 1u);
  EXPECT_EQ(floor->complaints.at("1").text, "something rude");
  EXPECT_EQ(floor->complaints.at("1").reports, 1u);
  EXPECT_EQ(refused(ChatHide{room, 1}, inside), "not_allowed");
  accept(ChatHide{room, 1}, facilitator());
  EXPECT_EQ(texts(), std::vector<std::string>{"-"});
  EXPECT_TRUE(floor_room(engine.state(), room)->complaints.empty());
  EXPECT_EQ(refused(ChatReport{room, 1}, inside), "chat.unknown_line") << "nothing left to report";
  accept(ChatHide{room, 1, false}, facilitator());
  EXPECT_EQ(texts(), std::vector<std::string>{"something rude"});
}

TEST_F(ChatTest, AReportStaysThoughTheMessageIsPushedOut) {
  say(people[0], "something rude");
  accept(ChatReport{room, 1}, inside);
  for (std::size_t i = 0; i < limits::chat_lines; ++i) {
    if (i % 20 == 0) accept(RoundExtend{"role-alike-1", 60}, moderator()), until(now + minutes(1));
    say(people[0], "noise");
  }
  EXPECT_EQ(find_line(here(), 1), nullptr);
  EXPECT_EQ(floor_room(engine.state(), room)->complaints.at("1").text, "something rude");
  accept(ChatHide{room, 1, false}, facilitator());
  EXPECT_TRUE(floor_room(engine.state(), room)->complaints.empty());
}

TEST_F(ChatTest, NobodyKeepsOthersFromBeingHeardByReportingMuch) {
  for (std::size_t i = 0; i <= limits::complaints_each; ++i) say(people[0], "word");
  for (std::uint32_t n = 1; n <= limits::complaints_each; ++n) accept(ChatReport{room, n}, inside);
  EXPECT_EQ(refused(ChatReport{room, limits::complaints_each + 1}, inside), "chat.reported_much");
  for (const PersonId id : people)
    if (person(id).room == room && id != inside && id != people[0])
      return accept(ChatReport{room, limits::complaints_each + 1}, id);
  FAIL() << "nobody else is there";
}

TEST_F(ChatTest, WhoIsMutedReadsOn) {
  EXPECT_EQ(refused(PersonMute{people[0]}, inside), "not_allowed");
  EXPECT_EQ(refused(PersonMute{moderator()}, facilitator()), "not_in_scope");
  EXPECT_EQ(refused(PersonMute{facilitator()}, moderator()), "person.staff");
  accept(PersonMute{people[0]}, facilitator());
  EXPECT_EQ(refused(ChatSay{room, "but"}, people[0]), "chat.muted");
  EXPECT_TRUE(me_view(engine.state(), people[0]).muted);
  EXPECT_TRUE(floor_person(engine.state(), people[0])->muted);
  accept(PersonMute{people[0], false}, facilitator());
  say(people[0], "thank you");
}

TEST_F(ChatTest, AScopedFacilitatorReachesOnlyTheirRooms) {
  say(people[0], "hello");
  accept(PersonHat{facilitator(), {Hat::facilitator}, Scope{{"mixing"}, {}}}, organiser());
  EXPECT_EQ(refused(ChatHide{room, 1}, facilitator()), "not_in_scope");
  EXPECT_EQ(refused(PersonMute{people[0]}, facilitator()), "not_in_scope");
}

TEST_F(ChatTest, IsNotReadByWhoIsKeptApartFromWhoWroteIt) {
  say(people[0], "I sit here");
  Profile apart;
  apart.key = "late";
  apart.name = "Late";
  apart.role = "classroom";
  apart.keep_apart = {person(people[0]).profile.words->key};
  accept(RosterImport{{apart}});
  accept(SeatMove{{{people[0], person(people[0]).version}}, person(outside).room}, moderator());
  const PersonId late = engine.state().index.by_key.at("late");
  accept(SessionJoin{"role-alike-1", {}}, late);
  EXPECT_NE(person(late).room, room);
}

TEST_F(ChatTest, StaysReadableWhenTheRoundIsOver) {
  say(people[0], "until next time");
  accept(RoundClose{"role-alike-1"}, moderator());
  say(inside, "goodbyes can be said");
  until(now + seconds(90));
  ASSERT_TRUE(here().closed);
  EXPECT_EQ(chat_room(engine.state(), people[0]), room);
  const MeView me = me_view(engine.state(), people[0]);
  ASSERT_TRUE(me.last);
  EXPECT_EQ(me.last->room, room);
  EXPECT_EQ(refused(ChatSay{room, "too late"}, people[0]), "chat.not_there");
  accept(ChatReport{room, 1}, inside);
  EXPECT_EQ(here().complaints.size(), 1u);
  EXPECT_TRUE(floor_room(engine.state(), room)) << "staff are shown it though the room is over";
  EXPECT_EQ(floor_view(engine.state(), {}).rooms.count(to_string(room)), 1u);
  accept(ChatHide{room, 1}, facilitator());
  EXPECT_FALSE(floor_room(engine.state(), room));
  EXPECT_NE(chat_room(engine.state(), outside), room) << "who was not there does not read it";
}

TEST_F(ChatTest, ErasingTakesTheWordsAndLeavesTheRest) {
  say(people[0], "my address is ...");
  say(inside, "careful!");
  accept(ChatReport{room, 1}, inside);
  accept(PersonErase{people[0]}, organiser());
  EXPECT_EQ(texts(), (std::vector<std::string>{"-", "careful!"}));
  EXPECT_TRUE(here().complaints.empty());
  EXPECT_EQ(chat_message(engine.state(), here().chat[0]).name, "");
  const Engine again = Engine::restored(State(engine.state()), engine.seq());
  EXPECT_EQ(again.state().room(room).chat.size(), 2u);
}

}  // namespace
}  // namespace convene

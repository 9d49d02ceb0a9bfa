// The way into a room's call: from the event, from its host, from staff; and that nobody guesses another room's.
#include "matcher/links.h"

#include <set>

#include "matcher/siphash.h"
#include "tests/unit/matcher/two_rooms_fixture.h"

namespace convene::testing {
namespace {

TEST(Links, OnlyWhatABrowserOpensIsOne) {
  for (const char* good :
       {"https://zoom.us/j/123?pwd=abc", "http://10.0.0.1:8080/a", "https://meet.example.org/{room_key}"})
    EXPECT_TRUE(is_link(good)) << good;
  for (const char* bad : {"", "https://", "https:///a", "ftp://a.org", "javascript:alert(1)", "https://a b",
                          "zoom.us/j/1", "https://a\n", "https://?x", "https://a.org/\"onx", "https://a.org/<b>"})
    EXPECT_FALSE(is_link(bad)) << bad;
  EXPECT_FALSE(is_link("https://a.org/" + std::string(500, 'x')));
}

// The vectors of the paper's reference: key 00 01 02 … 0f, text 00 01 02 … of that length.
TEST(Links, TheHashIsSipHash) {
  const auto of_length = [](std::size_t n) {
    std::string text;
    for (std::size_t i = 0; i < n; ++i) text += static_cast<char>(i);
    return siphash(0x0706050403020100u, 0x0f0e0d0c0b0a0908u, text);
  };
  EXPECT_EQ(of_length(0), 0x726fdb47dd0e0e31u);
  EXPECT_EQ(of_length(8), 0x93f5f5799a932462u);
  EXPECT_EQ(of_length(15), 0xa129ca6149be45e5u);
}

class RoomLinks : public TwoRoomsTest {
 protected:
  std::string call(RoomId id) const { return room_view(engine.state(), id).call.value_or(""); }
  void link(RoomId id, const std::string& text) { accept(RoomLink{id, text, room(id).version}, moderator()); }
};

TEST_F(RoomLinks, NoRoomsCallIsWorkedOutFromAnothers) {
  EXPECT_TRUE(call(a).starts_with("https://meet.example.org/test-event-" + to_string(a) + "-"));
  EXPECT_NE(room(a).key, room(b).key);
  EXPECT_EQ(room(a).key.size(), 13u);
  std::set<std::string> keys;
  for (std::uint32_t i = 1; i <= 1'000; ++i) keys.insert(call_key(1, RoomId(i)));
  EXPECT_EQ(keys.size(), 1'000u);
  Engine again;
  for (const Record& record : records) again.replay(record);
  EXPECT_EQ(again.state().room(a).key, room(a).key) << "the same after a restart";
}

TEST_F(RoomLinks, StaffGiveARoomItsOwnAndTakeItBack) {
  const std::string before = call(a);
  link(a, "https://zoom.us/j/1");
  EXPECT_EQ(call(a), "https://zoom.us/j/1");
  EXPECT_EQ(floor_room(engine.state(), a)->link, "https://zoom.us/j/1");
  EXPECT_NE(call(b), "https://zoom.us/j/1");
  EXPECT_EQ(refused(RoomLink{a, "https://zoom.us/j/2", room(a).version - 1}, moderator()), "room.changed");
  link(a, "");
  EXPECT_EQ(call(a), before);
  EXPECT_FALSE(floor_room(engine.state(), a)->link);
}

TEST_F(RoomLinks, WhoIsLateIsToldWhoChangedTheRoom) {
  const std::uint32_t seen = room(a).version;
  accept(RoomLink{a, "https://a.org", seen}, facilitator());
  EXPECT_EQ(refusal(RoomRename{a, "Red", seen}, moderator()).parameters.at("by_name"), "Fay");
  accept(RoomRename{a, "Red", room(a).version}, moderator());
  EXPECT_EQ(refusal(RoomLink{a, "https://b.org", seen}, facilitator()).parameters.at("by_name"), "Mo");
  accept(RoomLock{a, true, room(a).version}, organiser());
  EXPECT_EQ(refusal(RoomRename{a, "Blue", seen}, moderator()).parameters.at("by_name"), "Org");
}

TEST_F(RoomLinks, OnlyStaffWhoReachTheRoomAndOnlyLinks) {
  EXPECT_EQ(refused(RoomLink{a, "https://a.org", room(a).version}, classroom[0]), "not_allowed");
  EXPECT_EQ(refused(RoomLink{a, "javascript:alert(1)", room(a).version}, moderator()), "link.form");
  EXPECT_EQ(refused(RoomLink{RoomId(99), "https://a.org", 1}, moderator()), "room.unknown");
  accept(RoomLink{a, "https://a.org", room(a).version}, facilitator());
  accept(PersonHat{facilitator(), {Hat::facilitator}, Scope{{"mixing"}, {}}}, moderator());
  EXPECT_EQ(refused(RoomLink{a, "https://b.org", room(a).version}, facilitator()), "not_in_scope");
}

TEST_F(RoomLinks, ALinkGoesWithWhoGaveIt) {
  accept(RoomLink{a, "https://zoom.us/my/fay", room(a).version}, facilitator());
  accept(PersonErase{facilitator()}, organiser());
  EXPECT_TRUE(call(a).starts_with("https://meet.example.org/"));
}

TEST_F(RoomLinks, NobodyIsSentToTheCallOfWhomStaffShutOut) {
  accept(RoomLink{a, "https://zoom.us/my/fay", room(a).version}, facilitator());
  accept(RoomLink{b, "https://zoom.us/my/fay", room(b).version}, facilitator());
  accept(PersonBan{facilitator(), ""}, moderator());
  EXPECT_TRUE(call(a).starts_with("https://meet.example.org/"));
  EXPECT_TRUE(call(b).starts_with("https://meet.example.org/"));
}

TEST_F(RoomLinks, ACallGoesWithTheHatOfWhoGaveIt) {
  accept(RoomLink{a, "https://zoom.us/my/fay", room(a).version}, facilitator());
  accept(PersonHat{facilitator(), {Hat::participant}, {}}, moderator());
  EXPECT_TRUE(call(a).starts_with("https://meet.example.org/"));
}

class PoolOfLinks : public EventTest {
 protected:
  /// Two sessions at once, of two rooms each.
  void open(std::vector<std::string> pool) {
    EventDefinition event = small_event();
    event.call = {"", std::move(pool)};
    for (SessionDefinition& session : event.sessions) session.policy.rooms = {2, 2, 2};
    for (SessionDefinition& mixing : event.sessions)
      if (mixing.id == "mixing")
        mixing.starts = event.sessions[1].starts, mixing.ends = event.sessions[1].ends, mixing.policy.rounds.count = 2;
    accept(EventLoad{event, {{"Mo", "mo@example.org", {Hat::moderator}, {}}}});
    people = register_people(8, "classroom");
    until(nine + minutes(58));
    join({people[0], people[1], people[2], people[3]});
    join({people[4], people[5], people[6], people[7]}, "mixing");
    until(nine + minutes(61));
    accept(RoundOpen{"mixing", std::nullopt, false}, moderator());
    until(now + seconds(10));
  }
  /// How many rooms that are open have each.
  std::map<std::string, int> taken() const {
    std::map<std::string, int> out;
    for (const Room& room : engine.state().rooms)
      if (!room.closed) ++out[room_view(engine.state(), room.id).call.value_or("")];
    return out;
  }
  static std::string link(int number) { return "https://zoom.us/j/" + std::to_string(number); }

  std::vector<PersonId> people;
};

TEST_F(PoolOfLinks, NoTwoOpenRoomsShareACallWhileThereAreEnough) {
  open({link(1), link(2), link(3), link(4)});
  EXPECT_EQ(taken(), (std::map<std::string, int>{{link(1), 1}, {link(2), 1}, {link(3), 1}, {link(4), 1}}));
  // Rooms of the next round get those that are free again, whatever their own numbers are.
  accept(RoundClose{"mixing"}, moderator());
  until(now + minutes(2));
  accept(RoundOpen{"mixing", std::nullopt, false}, moderator());
  until(now + seconds(10));
  ASSERT_EQ(engine.state().rooms.size(), 6u);
  EXPECT_EQ(taken(), (std::map<std::string, int>{{link(1), 1}, {link(2), 1}, {link(3), 1}, {link(4), 1}}));
}

TEST_F(PoolOfLinks, TheCallOfAClosedRoomIsTakenBeforeThatOfAnOpenOne) {
  open({link(1), link(2), link(3), link(4)});
  const RoomId one = person(people[0]).room;
  const RoomId other = engine.state().round(engine.state().room(one).round).rooms.front() == one
                           ? engine.state().round(engine.state().room(one).round).rooms.back()
                           : engine.state().round(engine.state().room(one).round).rooms.front();
  accept(RoomClose{other, Destination::lobby, engine.state().room(other).version, ""}, moderator());
  accept(RoomCreate{"role-alike-1", "", {}}, moderator());
  EXPECT_EQ(taken(), (std::map<std::string, int>{{link(1), 1}, {link(2), 1}, {link(3), 1}, {link(4), 1}}));
}

TEST_F(PoolOfLinks, WhereThereAreTooFewTheyAreSharedEvenly) {
  open({link(1), link(2)});
  EXPECT_EQ(taken(), (std::map<std::string, int>{{link(1), 2}, {link(2), 2}}));
}

class HostLinks : public EventTest {
 protected:
  void SetUp() override {
    EventDefinition event = small_event();
    event.sessions[1].policy.facilitators = FacilitatorRule::one_per_room_if_enough;
    StaffEntry fay{"Fay", "fay@example.org", {Hat::facilitator}, {}};
    fay.link = "https://zoom.us/my/fay";
    accept(EventLoad{event, {{"Mo", "mo@example.org", {Hat::moderator}, {}}, fay}});
    accept(PresenceReport{{facilitator()}, {}, {}});
    people = register_people(5);
    until(nine + minutes(58));
    join(people);
    until(nine + minutes(61));
  }
  std::string call() const { return room_view(engine.state(), person(people[0]).room).call.value_or(""); }

  std::vector<PersonId> people;
};

TEST_F(HostLinks, ARoomThatAFacilitatorHostsMeetsInTheirCallAndStaysThere) {
  EXPECT_EQ(call(), "https://zoom.us/my/fay");
  accept(RoomVisit{std::nullopt}, facilitator());
  EXPECT_EQ(call(), "https://zoom.us/my/fay") << "people are in it";
}

}  // namespace
}  // namespace convene::testing

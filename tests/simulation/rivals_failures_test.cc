// What people of other tools report of their breakout rooms and queues, each as a test by its name: here it does not
// happen.
#include <algorithm>
#include <set>

#include "tests/simulation/world.h"

namespace convene::simulation {
namespace {

constexpr std::uint32_t staff_before = 3;  // of World::load

class RivalsFailures : public ::testing::Test {
 protected:
  static constexpr const char* session = "role-alike-1";

  /// People of one kind, in a session whose rooms have these sizes; its first round opens with all of them in it.
  void open_with(std::size_t count, grouping::Sizes sizes) {
    EventDefinition event = testing::small_event();
    event.sessions[1].kind = SessionKind::open;
    event.sessions[1].policy.rooms = sizes;
    world.load(count, std::move(event));
    moderator = &world.come(world.staff("mo@example.org"), "mo");
    world.pass(minutes(88));
    for (std::size_t i = 0; i < count; ++i) join(i);
    world.pass(minutes(2) + seconds(1));
  }

  static PersonId id(std::size_t i) { return PersonId(staff_before + 1 + static_cast<std::uint32_t>(i)); }

  Client& join(std::size_t i) {
    Client& client = world.come(id(i), "tab" + std::to_string(i));
    people.push_back(&client);
    client.ask("session.join", {{"session", session}});
    world.settle();
    return client;
  }
  void see() {
    for (Client* client : people)
      if (client->in_charge() && client->me().contains("seat"))
        client->say({{"type", "seat.seen"}, {"version", client->me()["version"]}});
    world.settle();
  }

  std::vector<std::size_t> sizes() {
    std::map<std::string, std::size_t> count;
    for (Client* client : people)
      if (client->connected()) ++count[client->me().value("room", "none")];
    std::vector<std::size_t> out;
    for (const auto& [room, n] : count) out.push_back(n);
    std::sort(out.begin(), out.end());
    return out;
  }
  /// Everybody sits in a room that shows them among its members.
  void everybody_sits() {
    for (Client* client : people) {
      if (!client->connected()) continue;
      const json me = client->me();
      ASSERT_EQ(me["place"], "room") << client->tab << " was sent to the main room";
      ASSERT_EQ(client->views["room"]["id"], me["room"]) << client->tab;
      const json& members = client->views["room"]["members"];
      ASSERT_TRUE(std::any_of(members.begin(), members.end(), [&](const json& one) { return one["id"] == me["id"]; }));
    }
  }

  World world;
  Client* moderator = nullptr;
  std::vector<Client*> people;
};

TEST_F(RivalsFailures, a_mass_move_sends_half_to_the_main_room) {
  open_with(200, {3, 5, 7});
  everybody_sits();
  see();
  // All of one room into others at once, as far as there are seats: all or none.
  const json rooms = moderator->views["floor"]["rooms"];
  const std::string from = rooms.begin().key();
  const std::string to = std::next(rooms.begin()).key();
  json moves = json::array();
  for (const auto& [person, seat] : rooms[from]["seats"].items())
    moves.push_back({{"person", person}, {"seen", seat["version"]}});
  moderator->ask("seat.move", {{"moves", moves}, {"to", to}});
  world.settle();
  EXPECT_EQ(moderator->last_refusal(), "room.full");
  everybody_sits();
  moderator->ask("seat.move", {{"moves", moves}, {"new_room", true}});
  world.settle();
  everybody_sits();
  // The whole crowd goes to the rooms of another plan, while a quarter of it has just gone.
  for (std::size_t i = 0; i < people.size(); i += 4) people[i]->drop();
  world.pass(seconds(10));
  moderator->ask("round.rematch", {{"session", session}});
  world.pass(seconds(1));
  const json plans = moderator->views["board"]["plans"];
  ASSERT_EQ(plans.size(), 1U);
  moderator->ask("plan.apply", {{"plan", plans.begin().key()}, {"force", true}});
  world.settle();
  everybody_sits();
  // And from the first round into the second.
  world.pass(minutes(24));
  ASSERT_EQ(people[1]->views["room"]["round"], 2);
  everybody_sits();
}

TEST_F(RivalsFailures, sixty_people_over_sixteen_rooms_become_rooms_of_eight_and_of_one) {
  open_with(60, {3, 4, 5});
  const std::vector<std::size_t> all = sizes();
  EXPECT_EQ(all.size(), 15U);
  EXPECT_GE(all.front(), 3U);
  EXPECT_LE(all.back(), 5U);
}

TEST_F(RivalsFailures, sixty_two_people_in_rooms_of_three_or_four_are_sixteen_rooms_of_nearly_one_size) {
  open_with(62, {3, 4, 4});
  std::vector<std::size_t> nearly(16, 4);
  nearly[0] = nearly[1] = 3;
  EXPECT_EQ(sizes(), nearly);
}

TEST_F(RivalsFailures, ten_people_over_four_rooms_become_three_three_three_and_one) {
  open_with(10, {2, 3, 3});
  EXPECT_EQ(sizes(), (std::vector<std::size_t>{2, 2, 3, 3}));
}

TEST_F(RivalsFailures, nine_people_over_four_rooms_become_three_three_three_and_none) {
  open_with(9, {2, 2, 3});
  EXPECT_EQ(sizes(), (std::vector<std::size_t>{2, 2, 2, 3}));
}

TEST_F(RivalsFailures, a_late_joiner_sees_no_room) {
  open_with(11, {3, 4, 5});
  people.pop_back();
  see();
  // A page that comes ten minutes after the opening, and one that was there and reloads.
  world.pass(minutes(10));
  people.push_back(&world.come(id(10), "late"));
  const json me = people.back()->me();
  ASSERT_EQ(me["place"], "room") << "they had joined before";
  EXPECT_EQ(people.back()->views["room"]["id"], me["room"]);
  Client& guest = world.tab("guest");
  guest.open(*world.hall);
  guest.say({{"type", "hello"},
             {"join", {{"code", "CODE"}, {"name", "Late Guest"}, {"role", "classroom"}}},
             {"client", "test"},
             {"locale", "en"},
             {"tab", "guest"},
             {"take", true}});
  world.settle();
  ASSERT_TRUE(guest.in_charge());
  guest.ask("session.join", {{"session", session}});
  world.settle();
  people.push_back(&guest);
  everybody_sits();
  const std::string room = guest.me()["room"];
  for (Client* client : people)
    if (client->me()["room"] == room) {
      EXPECT_EQ(client->views["room"]["members"].size(), guest.views["room"]["members"].size()) << "all see the guest";
    }
}

TEST_F(RivalsFailures, who_never_joined_is_left_in_limbo_when_the_rooms_close) {
  open_with(12, {3, 4, 5});
  Client& blind = *people[0];  // has the page open and never looks
  Client& gone = *people[1];   // lost the connection before the room was shown
  gone.drop();
  for (std::size_t i = 2; i < people.size(); ++i)
    people[i]->say({{"type", "seat.seen"}, {"version", people[i]->me()["version"]}});
  world.pass(minutes(2));
  moderator->ask("round.close", {{"session", session}});
  world.pass(seconds(70));
  EXPECT_EQ(blind.me()["place"], "lobby");
  EXPECT_EQ(world.state().person(id(1)).room, RoomId{});
  world.pass(minutes(3));
  ASSERT_EQ(people[2]->views["room"]["round"], 2) << "the second round has opened";
  EXPECT_EQ(blind.me()["place"], "room");
  Client& back = world.come(id(1), "tab1");
  people[1] = &back;
  everybody_sits();
  world.pass(minutes(60));
  for (Client* client : people) {
    EXPECT_EQ(client->me()["place"], "programme") << client->tab;
    EXPECT_FALSE(client->me().contains("room")) << client->tab;
  }
}

TEST_F(RivalsFailures, clients_join_the_first_room_that_is_announced_instead_of_their_own) {
  EventDefinition event = testing::small_event();
  world.load(60, std::move(event));
  moderator = &world.come(world.staff("mo@example.org"), "mo");
  world.pass(minutes(88));
  std::map<Client*, std::set<std::string>> announced;  // every room that a page was ever told of
  for (std::size_t i = 0; i < 60; ++i) {
    Client& client = join(i);
    client.told = [&announced, &client](const json& message) {
      if (message.at("type") != "view") return;
      const json& view = message.at("view");
      if (message.at("topic") == "room") announced[&client].insert(view.at("id"));
      if (message.at("topic") == "me" && view.contains("room")) announced[&client].insert(view.at("room"));
    };
  }
  world.pass(minutes(3));
  everybody_sits();
  const State& state = world.state();
  std::set<std::string> all;
  for (std::size_t i = 0; i < 60; ++i) {
    const std::string own = to_string(state.person(id(i)).room);
    EXPECT_EQ(announced[people[i]], std::set<std::string>{own}) << people[i]->tab;
    all.insert(own);
  }
  EXPECT_GT(all.size(), 8U);
}

TEST_F(RivalsFailures, of_updates_for_three_queues_within_a_second_only_the_last_arrives) {
  EventDefinition event = testing::small_event();
  std::vector<std::string> lines{"hours-a", "hours-b", "hours-c"};
  for (const std::string& line : lines) {
    SessionDefinition hours =
        testing::session(line, SessionKind::office_hours, testing::nine + minutes(60), minutes(60));
    hours.desks = {{"funding", {"funding"}, {}, 2}};
    hours.hours = HoursRules{};
    event.sessions.push_back(hours);
  }
  world.load(4, std::move(event));
  moderator = &world.come(world.staff("mo@example.org"), "mo");
  world.pass(minutes(92));
  for (const std::string& line : lines)
    moderator->ask("advisor.post", {{"session", line}, {"desk", "funding"}, {"person", to_string(id(3))}});
  Client& advisor = world.come(id(3), "advisor");
  world.pass(seconds(1));
  for (std::size_t i = 0; i < 3; ++i) people.push_back(&world.come(id(i), "tab" + std::to_string(i)));
  // One after the other, before anybody reads what comes of it.
  for (std::size_t i = 0; i < 3; ++i) people[i]->ask("ticket.open", {{"session", lines[i]}, {"topic", "funding"}});
  world.pass(seconds(1));
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(people[i]->views["queue"]["ticket"]["session"], lines[i]);
    EXPECT_EQ(people[i]->views["queue"]["ticket"]["place"], 1);
    EXPECT_EQ(moderator->views["floor"]["desks"][lines[i] + "/funding"]["waiting"], 1) << lines[i];
  }
  EXPECT_EQ(moderator->views["floor"]["tickets"].size(), 3U);
  std::map<std::string, std::size_t> coming;
  for (const json& desk : advisor.views["desk"]["desks"])
    coming[desk["session"].get<std::string>()] = desk["coming"].size();
  EXPECT_EQ(coming, (std::map<std::string, std::size_t>{{"hours-a", 1}, {"hours-b", 1}, {"hours-c", 1}}));
}

/// What one person is told of in three ways at once, before they read any of it, is all there.
TEST_F(RivalsFailures, a_move_a_message_and_a_notice_at_once_all_arrive) {
  open_with(12, {3, 4, 6});
  see();
  Client& person = *people[0];
  const std::string here = person.me()["room"];
  Client* friend_elsewhere = nullptr;
  for (Client* other : people)
    if (other->me()["room"] != here) friend_elsewhere = other;
  ASSERT_NE(friend_elsewhere, nullptr);
  const std::string there = friend_elsewhere->me()["room"];
  moderator->ask("notice.send", {{"text", "soon over"}});
  moderator->ask(
      "seat.move",
      {{"moves", json::array({{{"person", to_string(id(0))}, {"seen", person.me()["version"]}}})}, {"to", there}});
  friend_elsewhere->ask("chat.say", {{"room", there}, {"text", "welcome"}});
  world.settle();
  EXPECT_EQ(person.me()["room"], there);
  EXPECT_EQ(person.views["room"]["id"], there);
  EXPECT_EQ(person.read_chat(), std::vector<std::string>{"welcome"});
  ASSERT_EQ(person.notices.size(), 1U);
  EXPECT_EQ(person.notices.begin()->second["text"], "soon over");
}

TEST_F(RivalsFailures, a_message_is_lost_on_refresh) {
  open_with(6, {3, 6, 6});
  see();
  people[0]->ask("chat.say", {{"room", people[0]->me()["room"]}, {"text", "what I said"}});
  moderator->ask("notice.send", {{"text", "what all should know"}});
  world.settle();
  // One refreshes who has read it, the author does, and so does one whose message has not been answered yet.
  const json unanswered{{"type", "chat.say"},
                        {"id", people[2]->tab_number + ":77"},
                        {"room", people[2]->me()["room"]},
                        {"text", "said while reloading"}};
  people[2]->say(unanswered);
  for (const std::size_t i : {0U, 1U, 2U}) {
    people[i]->drop();
    people[i]->notices.clear();
    people[i]->chat = json::array();
    people[i]->open(*world.hall);
    people[i]->hello(world.hall->mint_pass(id(i)).value_or("none"), true);
  }
  world.settle();
  people[2]->say(unanswered);
  world.settle();
  for (Client* client : people) {
    EXPECT_EQ(client->read_chat(), (std::vector<std::string>{"what I said", "said while reloading"})) << client->tab;
    ASSERT_EQ(client->notices.size(), 1U) << client->tab;
    EXPECT_EQ(client->notices.begin()->second["text"], "what all should know");
  }
}

TEST_F(RivalsFailures, a_room_is_deleted_under_a_person_without_a_destination) {
  open_with(9, {3, 4, 5});
  see();
  const std::string room = people[0]->me()["room"];
  moderator->ask("round.close", {{"session", session}});
  world.settle();
  for (Client* client : people) {
    EXPECT_EQ(client->me()["place"], "room") << "there is a minute for goodbyes";
    EXPECT_EQ(client->views["room"]["state"], "closing") << client->tab;
  }
  world.pass(seconds(70));
  for (Client* client : people) {
    EXPECT_EQ(client->me()["place"], "lobby") << client->tab;
    EXPECT_EQ(client->me()["session"], session) << client->tab;
    EXPECT_FALSE(client->me().contains("room")) << client->tab;
    EXPECT_TRUE(client->me().contains("last")) << "what was written there stays readable";
  }
  EXPECT_EQ(people[0]->me()["last"]["room"], room);
  // Who was not connected at that moment finds the same when they are back.
  people[1]->drop();
  EXPECT_EQ(world.come(id(1), "tab1").me()["place"], "lobby");
}

TEST_F(RivalsFailures, a_room_is_closed_by_hand_and_nobody_in_it_is_without_a_place) {
  open_with(12, {3, 4, 5});
  see();
  const std::string room = people[0]->me()["room"];
  std::vector<Client*> there;
  for (Client* client : people)
    if (client->me()["room"] == room) there.push_back(client);
  const auto close = [&](const char* to) {
    moderator->ask("room.close", {{"room", room}, {"to", to}, {"seen", 1}});
    world.settle();
  };
  close("best_rooms");
  const bool seats = moderator->last_refusal().empty();
  if (!seats) {
    EXPECT_EQ(moderator->last_refusal(), "room.no_seats");
    for (const Client* client : there) EXPECT_EQ(client->me()["room"], room) << "all or none";
    close("lobby");
  }
  for (const Client* client : there) {
    EXPECT_EQ(client->me()["session"], session) << client->tab;
    EXPECT_EQ(client->me()["place"], seats ? "room" : "lobby") << client->tab;
    EXPECT_NE(client->me().value("room", ""), room) << client->tab;
    EXPECT_TRUE(client->me()["arrival"].contains("by")) << client->tab << ": is told who did it";
  }
}

}  // namespace
}  // namespace convene::simulation

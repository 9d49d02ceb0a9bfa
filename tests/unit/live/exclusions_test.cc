// Who is kept apart from whom, and all else that a roster says in confidence, is nobody's business: every byte that
// other people are sent is searched for it.
#include "server/live/hall.h"
#include "tests/simulation/world.h"

namespace convene::live {
namespace {

using simulation::Client;
using simulation::json;
using simulation::World;

constexpr std::size_t kPeople = 12;
constexpr std::string_view kCanary = "canary";

std::string key(std::size_t i) { return "canary-key-" + std::to_string(i); }

/// Everything about a person that is not theirs to show is a canary. One is kept apart from two others.
std::vector<Profile> roster() {
  std::vector<Profile> people(kPeople);
  for (std::size_t i = 0; i < kPeople; ++i) {
    Profile& p = people[i];
    p.key = key(i);
    p.name = "Person " + std::to_string(i);
    p.email = "canary" + std::to_string(i) + "@example.org";
    p.role = i % 2 ? "classroom" : "informal";
    p.region = "US";
    p.team = "canary-team";
    p.cohort = "canary-cohort";
    p.experience = "canary-experience";
    p.extra = {{"canary-column", "canary-cell"}};
    p.keep_with = {"canary-friend"};
  }
  people[0].keep_apart = {key(1), key(2), "canary-of-nobody"};
  return people;
}

class Exclusions : public ::testing::Test {
 protected:
  void SetUp() override {
    EventDefinition event = testing::small_event();
    for (SessionDefinition& session : event.sessions) session.policy.rooms = {2, 3, 6};
    event.sessions[1].policy.turns = TurnRule::offered;
    world.load(0, event);
    bool taken = false;
    world.hall->import_roster(roster(), [&](const Answer& given) { taken = given.index() == 0; });
    world.settle();
    ASSERT_TRUE(taken);
    world.pass(minutes(87));
    for (std::uint32_t i = 0; i < kPeople; ++i) people.push_back(&listen(PersonId(4 + i)));
    facilitator = &listen(world.staff("fay@example.org"));
    moderator = &listen(world.staff("mo@example.org"));
  }

  Client& listen(PersonId person) {
    Client& client = world.tab("tab" + to_string(person));
    client.remembers = true;
    client.open(*world.hall);
    client.hello(world.hall->mint_pass(person).value(), true);
    world.settle();
    return client;
  }

  void see() {
    for (Client* client : people)
      if (client->me().contains("seat")) client->say({{"type", "seat.seen"}, {"version", client->me()["version"]}});
    world.settle();
  }

  const Person& person(std::size_t i) { return world.state().person(PersonId(4 + static_cast<std::uint32_t>(i))); }

  void expect_silence() {
    for (Client* client : people) {
      EXPECT_EQ(client->heard.find(kCanary), std::string::npos) << client->tab << ": " << client->heard;
      EXPECT_EQ(client->heard.find("kept_apart"), std::string::npos) << client->tab;
      EXPECT_EQ(client->heard.find("pair."), std::string::npos) << client->tab;
      EXPECT_EQ(client->heard.find("wished_by"), std::string::npos) << client->tab;
      if (client == people[0]) continue;
      EXPECT_EQ(client->heard.find("\"avoids\":[{"), std::string::npos) << client->tab;
    }
    EXPECT_EQ(facilitator->heard.find(kCanary), std::string::npos);
    EXPECT_EQ(facilitator->heard.find("kept_apart"), std::string::npos);
    EXPECT_EQ(facilitator->heard.find("wished_by"), std::string::npos);
    EXPECT_EQ(world.log.lines.find(kCanary), std::string::npos) << world.log.lines;
    EXPECT_EQ(world.log.lines.find("kept_apart"), std::string::npos);
  }

  World world;
  std::vector<Client*> people;
  Client* facilitator = nullptr;
  Client* moderator = nullptr;
};

TEST_F(Exclusions, NoFrameOfAnybodyElseHoldsAWordOfThem) {
  for (Client* client : people) client->ask("session.join", {{"session", "role-alike-1"}});
  world.pass(minutes(4));
  see();
  ASSERT_NE(person(0).room, person(1).room);
  ASSERT_NE(person(0).room, person(2).room);
  // Whoever tries to get at it by a move is told by nobody but the board.
  moderator->ask("seat.move",
                 {{"moves", json::array({{{"person", to_string(person(0).id)}, {"seen", person(0).version}}})},
                  {"to", to_string(person(1).room)}});
  world.settle();
  EXPECT_EQ(moderator->last_refusal(), "pair.kept_apart");
  // Two whom staff part while they run learn nothing of it by offering their contacts either.
  moderator->ask("pair.apart", {{"one", to_string(person(3).id)}, {"other", to_string(person(5).id)}});
  world.settle();
  for (const auto& [from, to] : {std::pair(3, 5), std::pair(5, 3)})
    people[static_cast<std::size_t>(from)]->ask("contact.offer",
                                                {{"person", to_string(person(static_cast<std::size_t>(to)).id)}});
  world.settle();
  // Whoever avoids somebody does it in private.
  for (std::size_t other = 3; other < kPeople && person(0).avoids.empty(); ++other) {
    people[0]->ask("person.avoid", {{"person", to_string(person(other).id)}});
    world.settle();
  }
  ASSERT_FALSE(person(0).avoids.empty()) << "a test that avoids nobody proves nothing";
  // A whole life in the rooms: switching, leaving, coming back, helping, talking, reporting.
  for (int turn = 0; turn < 6; ++turn) {
    for (Client* client : people) {
      client->ask("room.switch");
      world.settle();
      if (const json offers = client->me().value("offers", json::array()); !offers.empty())
        client->ask("switch.take", {{"room", offers[0]["room"]}, {"seen", client->me()["version"]}});
      world.settle();
      if (client->me().contains("room")) {
        client->ask("chat.say", {{"room", client->me()["room"]}, {"text", "hello"}});
        client->ask("turns.start", {{"room", client->me()["room"]}});
        client->ask("chat.report", {{"room", client->me()["room"]}, {"n", 1}});
      }
      client->ask("help.ask", {{"about", "where is everybody"}});
      ASSERT_NE(person(0).room, person(1).room);
    }
    people[static_cast<std::size_t>(turn)]->ask("session.leave");
    world.pass(minutes(1));
    people[static_cast<std::size_t>(turn)]->ask("session.join", {{"session", "role-alike-1"}});
    see();
  }
  world.restart();
  for (Client* client : people) {
    client->open(*world.hall);
    client->hello(world.hall
                      ->mint_pass(PersonId(4 + static_cast<std::uint32_t>(
                                                   std::find(people.begin(), people.end(), client) - people.begin())))
                      .value(),
                  true);
  }
  world.pass(minutes(25));
  for (Client* client : people) EXPECT_GT(client->heard.size(), 1'000u) << "a test that heard nothing proves nothing";
  EXPECT_GT(facilitator->heard.size(), 1'000u);
  expect_silence();
}

TEST_F(Exclusions, WhoWaitsBecauseOfThemIsToldWhatAnybodyIsTold) {
  // Two of a full event who are kept apart and nobody else: one of them waits.
  people[1]->ask("session.join", {{"session", "role-alike-1"}});
  people[2]->ask("session.join", {{"session", "role-alike-1"}});
  world.pass(minutes(4));
  see();
  people[0]->ask("session.join", {{"session", "role-alike-1"}});
  world.pass(seconds(1));
  ASSERT_FALSE(person(0).room);
  const std::string why = people[0]->me().value("waiting", "");
  EXPECT_TRUE(why == "rooms_full" || why == "no_company_yet") << why;
  EXPECT_EQ(facilitator->views["floor"]["people"][to_string(person(0).id)].value("waiting", ""), why);
  expect_silence();
}

}  // namespace
}  // namespace convene::live

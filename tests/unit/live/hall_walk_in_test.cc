// People who come without an invitation.
#include "protocol/codes.h"
#include "server/live/hall.h"
#include "tests/simulation/world.h"

namespace convene::live {
namespace {

using simulation::Client;
using simulation::json;
using simulation::World;

/// Opens the tab and sends its form.
Client& send_form(World& world, Client& client, const std::string& code, const std::string& name) {
  client.open(*world.hall);
  client.say({{"type", "hello"},
              {"tab", client.tab},
              {"take", true},
              {"join", {{"code", code}, {"name", name}, {"role", "classroom"}}}});
  return client;
}

TEST(HallWalkIn, a_walk_in_gets_a_pass_and_a_retry_finds_the_same_person) {
  World world;
  world.load(0);
  const auto join = [&](const std::string& code) {
    Client& client = send_form(world, world.tab("the-tab"), code, "Ann");
    world.settle();
    return &client;
  };
  EXPECT_EQ(join("WRONG")->closed, protocol::number(protocol::Close::join_refused));
  Client* client = join("CODE");
  ASSERT_TRUE(client->in_charge());
  EXPECT_FALSE(client->pass.empty());
  Client* retry = join("CODE");
  EXPECT_EQ(retry->person, client->person);
  std::optional<WalkInAnswer> answer;
  world.hall->walk_in({"CODE", "Bob", "nonsense", "", "", {}, {}, {}}, "key", "",
                      [&](WalkInAnswer given) { answer = given; });
  world.settle();
  ASSERT_TRUE(answer && std::holds_alternative<protocol::Refused>(*answer));
  EXPECT_EQ(std::get<protocol::Refused>(*answer).path, "role");
}

TEST(HallWalkIn, a_network_that_tries_codes_is_turned_back_with_the_right_one_too) {
  HallOptions options;
  options.gate.wrong_codes_at_once = 3;
  World world(1, {}, options);
  world.load(0);
  int tabs = 0;
  const auto join = [&](const std::string& code, const std::string& network) -> Client& {
    Client& client = world.tab("tab" + std::to_string(++tabs));
    client.network = network;
    send_form(world, client, code, "Ann");
    world.settle();
    return client;
  };
  EXPECT_TRUE(join("CODE", "thief").in_charge());
  for (int i = 0; i < 3; ++i) EXPECT_EQ(join("WRONG" + std::to_string(i), "thief").last_refusal(), "join.wrong_code");
  Client& turned_back = join("CODE", "thief");
  EXPECT_EQ(turned_back.last_refusal(), "join.too_many_tries");
  EXPECT_EQ(turned_back.closed, protocol::number(protocol::Close::overload)) << "it may come back by itself";
  EXPECT_TRUE(join("CODE", "school").in_charge());

  // The page's form comes through the same gate.
  std::optional<WalkInAnswer> answer;
  world.hall->walk_in({"CODE", "Bob", "classroom", "", "", {}, {}, {}}, "key", "thief",
                      [&](WalkInAnswer given) { answer = given; });
  world.settle();
  ASSERT_TRUE(answer && std::holds_alternative<protocol::Refused>(*answer));
  EXPECT_EQ(std::get<protocol::Refused>(*answer).code, "join.too_many_tries");
}

TEST(HallWalkIn, nobody_walks_in_under_a_name_that_looks_like_staff) {
  World world;
  world.load(0);
  int tabs = 0;
  const auto join = [&](const std::string& name) -> Client& {
    Client& client = send_form(world, world.tab("tab" + std::to_string(++tabs)), "CODE", name);
    world.settle();
    return client;
  };
  for (const char* alike : {"Mo", "MO", "Mо", "M o.", "Ｆay"}) {
    Client& client = join(alike);
    EXPECT_EQ(client.last_refusal(), "profile.name_of_staff") << alike;
    EXPECT_EQ(client.refused.back().at("path"), "join.name");
  }
  EXPECT_TRUE(join("Moritz").in_charge());
  std::optional<WalkInAnswer> answer;
  world.hall->walk_in({"CODE", "Mо", "classroom", "", "", {}, {}, {}}, "key", "",
                      [&](WalkInAnswer given) { answer = given; });
  world.settle();
  ASSERT_TRUE(answer && std::holds_alternative<protocol::Refused>(*answer));
  EXPECT_EQ(std::get<protocol::Refused>(*answer).code, "profile.name_of_staff");

  // Whoever becomes staff is protected from then on.
  Client& organiser = world.come(world.staff("org@example.org"), "org");
  organiser.ask("person.hat", {{"person", world.clients[5]->person}, {"hats", {"facilitator"}}});
  world.settle();
  EXPECT_EQ(join("Moritz").last_refusal(), "profile.name_of_staff");
}

/// They wait together for a disk that is slow; none of them has typed anything wrong.
TEST(HallWalkIn, a_class_that_comes_during_one_slow_commit_is_let_in) {
  HallOptions options;
  options.gate.wrong_codes_at_once = 5;
  World world(1, {}, options);
  world.load(0);
  std::vector<Client*> pupils;
  for (int i = 0; i < 40; ++i) {
    Client& client = world.tab("tab" + std::to_string(i));
    client.network = "school";
    pupils.push_back(&send_form(world, client, "CODE", "Pupil " + std::to_string(i)));
  }
  world.settle();
  for (const Client* client : pupils) EXPECT_TRUE(client->in_charge()) << client->last_refusal();
}

TEST(HallWalkIn, who_does_not_know_the_code_is_not_told_who_is_staff) {
  World world;
  world.load(0);
  std::optional<WalkInAnswer> answer;
  world.hall->walk_in({"WRONG", "Fay", "classroom", "", "", {}, {}, {}}, "key", "",
                      [&](WalkInAnswer given) { answer = given; });
  world.settle();
  ASSERT_TRUE(answer && std::holds_alternative<protocol::Refused>(*answer));
  EXPECT_EQ(std::get<protocol::Refused>(*answer).code, "join.wrong_code");
}

}  // namespace
}  // namespace convene::live

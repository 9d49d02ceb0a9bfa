// Several connections of one person, and what staff do to people who are connected.
#include "protocol/codes.h"
#include "server/live/hall.h"
#include "tests/simulation/world.h"

namespace convene::live {
namespace {

using simulation::Client;
using simulation::first_person;
using simulation::json;
using simulation::World;

bool can(const Client& client, std::string_view what) {
  return std::find(client.can.begin(), client.can.end(), what) != client.can.end();
}

TEST(HallConnections, a_person_has_so_many_and_the_one_that_matters_least_gives_way) {
  HallOptions options;
  options.connections_per_person = 3;
  World world(1, {}, options);
  world.load(1);
  std::vector<Client*> tabs;
  for (int i = 0; i < 5; ++i) tabs.push_back(&world.come(first_person, "tab" + std::to_string(i)));
  EXPECT_EQ(tabs[0]->closed, protocol::number(protocol::Close::other_device));
  EXPECT_EQ(tabs[1]->closed, protocol::number(protocol::Close::other_device));
  EXPECT_TRUE(tabs[2]->connected());
  EXPECT_TRUE(tabs[3]->connected());
  EXPECT_TRUE(tabs[4]->in_charge());
  EXPECT_EQ(world.hall->connections(), 3U);
  EXPECT_EQ(world.hall->figures().connections, 3U);
  EXPECT_TRUE(world.state().person(first_person).online);
}

TEST(HallConnections, where_an_event_wants_one_device_another_one_closes_the_first) {
  World world;
  EventDefinition event = testing::small_event();
  event.join.one_device = true;
  world.load(1, event);
  Client& first = world.come(first_person, "first");
  Client& second = world.come(first_person, "second");
  EXPECT_EQ(first.closed, protocol::number(protocol::Close::other_device));
  EXPECT_TRUE(second.in_charge());
  EXPECT_EQ(world.hall->connections(), 1U);
}

TEST(HallConnections, the_same_tab_again_replaces_its_dead_connection) {
  World world;
  world.load(1);
  Client& first = world.come(first_person, "tab");
  Client& again = world.come(first_person, "tab", false);
  EXPECT_EQ(first.closed, protocol::number(protocol::Close::other_device));
  EXPECT_TRUE(again.in_charge());
  EXPECT_EQ(again.tab_number, first.tab_number);
}

TEST(HallConnections, a_hat_given_or_taken_reaches_the_connections_that_are_there) {
  World world;
  world.load(2);
  Client& organiser = world.come(world.staff("org@example.org"), "org");
  Client& client = world.come(first_person, "tab");
  ASSERT_FALSE(client.views.contains("floor"));
  organiser.ask("person.hat", {{"person", "p4"}, {"hats", {"facilitator"}}, {"scope", json::object()}});
  world.pass(seconds(1));
  ASSERT_EQ(organiser.refused.size(), 0U) << organiser.last_refusal();
  EXPECT_TRUE(can(client, "floor"));
  EXPECT_TRUE(client.views.contains("floor"));
  EXPECT_TRUE(client.in_charge());
  // It is watched, not only sent once.
  world.come(PersonId(5), "other");
  world.pass(seconds(1));
  EXPECT_TRUE(client.views.at("floor").at("people").contains("p5"));
  organiser.ask("person.hat", {{"person", "p4"}, {"hats", {"participant"}}, {"scope", json::object()}});
  world.pass(seconds(1));
  EXPECT_FALSE(can(client, "floor"));
  EXPECT_FALSE(client.views.contains("floor"));
  EXPECT_TRUE(client.in_charge());
  client.ask("notice.send", {{"text", "I was staff once"}});
  world.settle();
  EXPECT_EQ(client.last_refusal(), "not_allowed");
}

TEST(HallConnections, what_staff_saw_of_times_and_hats_is_read_from_the_wire_and_may_be_left_out) {
  World world;
  world.load(2);
  Client& one = world.come(world.staff("org@example.org"), "org");
  Client& other = world.come(world.staff("mo@example.org"), "mo");
  world.pass(seconds(1));
  const json shown = one.views.at("floor").at("sessions").at("mixing");
  const json times{{"session", "mixing"}, {"starts", shown.at("starts")}, {"ends", shown.at("ends")}};
  const json shift{{"session", "mixing"}, {"minutes", 5}, {"following", false}, {"seen", json::array({times})}};
  const json hats{{"person", "p4"},
                  {"hats", json::array({"advisor"})},
                  {"seen", {{"hats", json::array({"participant"})}, {"scope", json::object()}}}};
  one.ask("session.shift", shift);
  one.ask("person.hat", hats);
  world.pass(seconds(1));
  ASSERT_EQ(one.refused.size(), 0U) << one.last_refusal();
  other.ask("session.shift", shift);
  world.settle();
  EXPECT_EQ(other.last_refusal(), "session.changed");
  other.ask("session.extend", {{"session", "mixing"}, {"minutes", 5}, {"seen", shown.at("ends")}});
  world.settle();
  EXPECT_EQ(other.last_refusal(), "session.changed");
  json another = hats;
  another["hats"] = json::array({"facilitator"});
  other.ask("person.hat", another);
  world.settle();
  EXPECT_EQ(other.last_refusal(), "hats.changed");
  EXPECT_EQ(other.refused.size(), 3U);
  other.ask("session.shift", {{"session", "mixing"}, {"minutes", 5}, {"following", false}});
  world.pass(seconds(1));
  EXPECT_EQ(other.refused.size(), 3U) << other.last_refusal();
  EXPECT_EQ(other.views.at("floor").at("sessions").at("mixing").at("ends"),
            shown.at("ends").get<std::int64_t>() + 600'000);
}

TEST(HallConnections, what_a_hat_reaches_is_told_as_it_changes_and_costs_nobody_else_a_byte) {
  World world;
  world.load(2);
  Client& organiser = world.come(world.staff("org@example.org"), "org");
  Client& client = world.come(first_person, "tab");
  const auto give = [&](const char* hat, const json& scope) {
    organiser.ask("person.hat", {{"person", "p4"}, {"hats", {hat}}, {"scope", scope}});
    world.pass(seconds(1));
    ASSERT_EQ(organiser.refused.size(), 0U) << organiser.last_refusal();
  };
  EXPECT_FALSE(client.views.at("me").contains("scope"));
  EXPECT_FALSE(organiser.views.at("me").contains("scope"));
  give("facilitator", {{"sessions", {"mixing"}}});
  EXPECT_EQ(client.views.at("me").at("scope").at("sessions"), json::array({"mixing"}));
  give("facilitator", {{"sessions", {"mixing", "role-alike-1"}}});
  EXPECT_EQ(client.views.at("me").at("scope").at("sessions"), json::array({"mixing", "role-alike-1"}));
  give("facilitator", json::object());
  EXPECT_FALSE(client.views.at("me").contains("scope"));
}

TEST(HallConnections, a_revoked_pass_closes_what_it_opened_and_opens_nothing) {
  World world;
  world.load(2);
  Client& organiser = world.come(world.staff("org@example.org"), "org");
  const std::string pass = *world.hall->mint_pass(first_person);
  Client& first = world.come(first_person, "first");
  Client& second = world.come(first_person, "second");
  Client& other = world.come(PersonId(5), "other");
  const std::string id = organiser.ask("pass.revoke", {{"person", "p4"}});
  world.settle();
  ASSERT_TRUE(organiser.done.contains(id)) << organiser.last_refusal();
  EXPECT_EQ(first.closed, protocol::number(protocol::Close::pass_invalid));
  EXPECT_EQ(second.closed, protocol::number(protocol::Close::pass_invalid));
  EXPECT_TRUE(other.in_charge());
  EXPECT_FALSE(world.hall->read_pass(pass));
  Client& again = world.tab("first");
  again.open(*world.hall);
  again.hello(pass, true);
  world.settle();
  EXPECT_EQ(again.closed, protocol::number(protocol::Close::pass_invalid));
  EXPECT_FALSE(again.welcomed);
  EXPECT_TRUE(world.come(first_person, "with a new pass").in_charge());
}

TEST(HallConnections, after_a_restart_one_of_two_tabs_is_in_charge_and_a_press_decides_which) {
  for (const bool superseded_first : {false, true}) {
    World world;
    world.load(1);
    Client& one = world.come(first_person, "one");
    Client& two = world.come(first_person, "two");
    world.pass(minutes(88));
    const std::string id = two.ask("session.join", {{"session", "role-alike-1"}});
    world.settle();
    ASSERT_TRUE(two.done.contains(id));
    const std::uint64_t seq = two.done.at(id);
    world.restart();
    std::vector<Client*> order{&two, &one};
    if (superseded_first) std::swap(order[0], order[1]);
    for (Client* client : order) {
      client->open(*world.hall);
      client->hello(*world.hall->mint_pass(first_person), false);
      world.settle();
    }
    EXPECT_EQ(one.in_charge() + two.in_charge(), 1);
    two.drop();
    two.open(*world.hall);
    two.hello(*world.hall->mint_pass(first_person), true);
    world.settle();
    EXPECT_TRUE(two.in_charge());
    EXPECT_FALSE(one.in_charge());
    EXPECT_EQ(two.me().at("session"), "role-alike-1");
    two.say(two.asked.at(id));
    world.settle();
    EXPECT_EQ(two.done.at(id), seq);
  }
}

}  // namespace
}  // namespace convene::live

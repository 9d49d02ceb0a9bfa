// What a hall does when something is wrong around it: whoever asks is answered, nobody loses a place, nothing else
// breaks.
#include "protocol/codes.h"
#include "tests/simulation/world.h"

namespace convene::live {
namespace {

using simulation::Client;
using simulation::first_person;
using simulation::json;
using simulation::World;

void restart(World& world) {
  for (auto& client : world.clients) client->drop();
  world.mailbox.clear();
  world.clock.clear();
  world.hall.reset();
  world.raise();
}

json hello_of(const World& world, const Client& client, bool superseded) {
  return {{"type", "hello"},         {"pass", *world.hall->mint_pass(first_person)},
          {"client", "test"},        {"locale", "en"},
          {"tab", client.tab},       {"take", false},
          {"superseded", superseded}};
}

TEST(HallAfterARestart, a_superseded_tab_does_not_take_over_by_being_first) {
  World world;
  world.load(1);
  Client& old = world.come(first_person, "old");
  Client& used = world.come(first_person, "used");
  ASSERT_TRUE(old.superseded);
  restart(world);
  old.open(*world.hall);
  old.say(hello_of(world, old, true));
  world.settle();
  EXPECT_FALSE(old.in_charge());
  used.open(*world.hall);
  used.say(hello_of(world, used, false));
  world.settle();
  EXPECT_TRUE(used.in_charge());
  EXPECT_TRUE(world.state().person(first_person).online);
}

TEST(HallsRoster, is_taken_whole_or_not_at_all) {
  World world;
  world.load(1);
  const std::size_t before = world.state().people.size();
  std::vector<Profile> people(2'500);  // three parts
  for (std::size_t i = 0; i < people.size(); ++i) people[i].key = people[i].name = "n" + std::to_string(i);
  people.back().languages = {"klingonisch"};
  std::optional<Answer> answer;
  const auto take = [&](std::vector<Profile> list) {
    answer.reset();
    world.hall->import_roster(std::move(list), [&](const Answer& given) { answer = given; });
    world.settle();
  };
  take(people);
  ASSERT_TRUE(answer && std::holds_alternative<Refusal>(*answer));
  EXPECT_EQ(std::get<Refusal>(*answer).parameters.at("row"), "2500");
  EXPECT_EQ(world.state().people.size(), before);
  people.back().languages = {"en"};
  take(people);
  EXPECT_TRUE(answer && std::holds_alternative<std::uint64_t>(*answer));
  EXPECT_EQ(world.state().people.size(), before + people.size());
}

TEST(HallWhenItStops, whoever_looks_is_answered_and_clients_are_left_to_ask_again) {
  World world;
  world.load(1);
  Client& client = world.come(first_person, "tab");
  world.pass(minutes(88));
  client.ask("session.join", {{"session", "role-alike-1"}});  // in flight
  client.ask("session.leave");                                // waits behind it
  int looks = 0, nothing = 0;
  const auto look = [&](const State* durable) { ++looks, nothing += durable ? 0 : 1; };
  world.hall->when_settled(look);
  world.hall->stop([] {});
  world.hall->when_settled(look);
  world.settle();
  EXPECT_EQ(looks, 2);
  EXPECT_EQ(nothing, 2);
  EXPECT_EQ(client.done.size(), 1U);    // what was in flight became durable
  EXPECT_TRUE(client.refused.empty());  // the other has no answer: it is asked again under its id
  EXPECT_EQ(client.closed, protocol::number(protocol::Close::restart));
}

TEST(HallThatCannotStore, looks_are_answered_at_once) {
  World world;
  world.load(1);
  Client& client = world.come(first_person, "tab");
  world.pass(minutes(88));
  client.ask("session.join", {{"session", "role-alike-1"}});
  world.mailbox.drain();
  world.disk.fail("the disk is full");
  world.settle();
  ASSERT_EQ(world.hall->phase(), Hall::Phase::read_only);
  bool asked = false;
  world.hall->when_settled([&](const State* durable) { asked = durable == nullptr; });
  world.settle();
  EXPECT_TRUE(asked);
}

TEST(HallsDoor, names_that_cannot_be_shown_are_refused_with_their_field) {
  World world;
  world.load(1);
  Client& client = world.tab("tab");
  client.open(*world.hall);
  client.say({{"type", "hello"},
              {"client", "test"},
              {"locale", "en"},
              {"tab", "tab"},
              {"take", true},
              {"join", {{"code", "CODE"}, {"name", "Mona\u202Erotaredom"}, {"role", "classroom"}}}});
  world.settle();
  EXPECT_EQ(client.last_refusal(), "profile.not_readable");
  EXPECT_EQ(client.refused.back().at("path"), "join.name");
  EXPECT_EQ(client.closed, protocol::number(protocol::Close::join_refused));
}

TEST(HallsDoor, an_organisation_is_held_to_the_same) {
  World world;
  world.load(1);
  Client& client = world.come(first_person, "tab");
  client.ask("profile.update", {{"organization", "School\u2066"}});
  world.settle();
  EXPECT_EQ(client.last_refusal(), "profile.not_readable");
  client.ask("profile.update", {{"organization", "Escuela Ñandú"}});
  world.settle();
  EXPECT_EQ(client.done.size(), 1U);
}

}  // namespace
}  // namespace convene::live

#include "server/live/hall.h"

#include "matcher/limits.h"
#include "matcher/view_builders.h"
#include "protocol/codes.h"
#include "protocol/encode.h"
#include "protocol/forms.h"
#include "tests/simulation/world.h"

namespace convene::live {
namespace {

using simulation::Client;
using simulation::first_person;
using simulation::json;
using simulation::World;

json whole(const auto& view) { return json::parse(protocol::encode(view)); }

TEST(Hall, welcomes_with_views_and_tells_what_may_be_done) {
  World world;
  world.load(3);
  Client& client = world.come(first_person, "tab");
  ASSERT_TRUE(client.in_charge());
  EXPECT_EQ(client.views.at("me"), whole(me_view(world.state(), first_person)));
  EXPECT_TRUE(client.views.contains("now"));
  EXPECT_FALSE(client.views.contains("floor"));
  EXPECT_EQ(std::count(client.can.begin(), client.can.end(), "session.join"), 1);
  EXPECT_EQ(client.views["now"]["programme"], world.hall->programme().path);
  EXPECT_TRUE(world.state().person(first_person).online);
}

TEST(Hall, shows_nothing_before_it_is_durable) {
  World world;
  world.load(2);
  Client& client = world.come(first_person, "tab");
  world.pass(minutes(90));  // the lobby is open
  const json before = client.me();
  client.ask("session.join", {{"session", "role-alike-1"}});
  world.mailbox.drain();
  client.fetch();
  EXPECT_TRUE(client.done.empty());
  EXPECT_EQ(client.me(), before);
  world.settle();
  EXPECT_EQ(client.done.size(), 1u);
  EXPECT_EQ(client.me().at("session"), "role-alike-1");
}

TEST(Hall, gathers_what_comes_while_a_batch_is_in_flight) {
  World world;
  world.load(20);
  std::vector<Client*> people;
  for (std::uint32_t i = 0; i < 20; ++i) people.push_back(&world.come(PersonId(4 + i), "tab" + std::to_string(i)));
  world.pass(minutes(88));
  const std::uint64_t batches = world.hall->figures().batches;
  for (Client* client : people) client->ask("session.join", {{"session", "role-alike-1"}});
  world.settle();
  for (Client* client : people) EXPECT_EQ(client->done.size(), 1u);
  EXPECT_LE(world.hall->figures().batches - batches, 3u);
}

TEST(Hall, a_retry_has_one_effect_and_the_same_answer_also_after_a_restart) {
  World world;
  world.load(2);
  Client& client = world.come(first_person, "tab");
  world.pass(minutes(88));
  const std::string id = client.ask("session.join", {{"session", "role-alike-1"}});
  world.settle();
  const std::uint64_t seq = client.done.at(id);
  client.say(client.asked.at(id));
  world.settle();
  EXPECT_EQ(world.hall->figures().repeated, 1u);
  client.drop();
  world.mailbox.clear();
  world.clock.clear();
  world.hall.reset();
  world.raise();
  client.open(*world.hall);
  client.hello(*world.hall->mint_pass(first_person), false);
  world.settle();
  client.say(client.asked.at(id));
  world.settle();
  EXPECT_EQ(client.done.at(id), seq);
  json changed = client.asked.at(id);
  changed["session"] = "mixing";
  client.say(changed);
  world.settle();
  EXPECT_EQ(client.last_refusal(), "command.id_reused");
}

TEST(Hall, the_newest_tab_a_person_opened_is_in_charge) {
  World world;
  world.load(1);
  Client& first = world.come(first_person, "first");
  Client& second = world.come(first_person, "second");
  EXPECT_TRUE(first.superseded);
  EXPECT_TRUE(second.in_charge());
  // Superseded: coming back by itself changes nothing, pressing "use here" does.
  first.drop();
  first.open(*world.hall);
  first.hello(*world.hall->mint_pass(first_person), false);
  world.settle();
  EXPECT_FALSE(first.in_charge());
  first.ask("session.leave");
  world.settle();
  EXPECT_EQ(first.last_refusal(), "tab.not_in_charge");
  first.drop();
  first.open(*world.hall);
  first.hello(*world.hall->mint_pass(first_person), true);
  world.settle();
  EXPECT_TRUE(first.in_charge());
  EXPECT_TRUE(second.superseded);
}

TEST(Hall, staff_may_work_in_several_tabs) {
  World world;
  world.load(1);
  Client& first = world.come(world.staff("mo@example.org"), "first");
  Client& second = world.come(world.staff("mo@example.org"), "second");
  EXPECT_TRUE(first.in_charge());
  EXPECT_TRUE(second.in_charge());
  EXPECT_TRUE(first.views.contains("floor"));
  EXPECT_TRUE(first.views.contains("board"));
}

TEST(Hall, patches_keep_every_dashboard_equal_to_the_state) {
  World world;
  world.load(12);
  Client& moderator = world.come(world.staff("mo@example.org"), "mo");
  Client& facilitator = world.come(world.staff("fay@example.org"), "fay");
  std::vector<Client*> people;
  for (std::uint32_t i = 0; i < 12; ++i) people.push_back(&world.come(PersonId(4 + i), "tab" + std::to_string(i)));
  world.pass(minutes(88));
  for (Client* client : people) client->ask("session.join", {{"session", "role-alike-1"}});
  world.pass(minutes(5));
  const State& state = world.state();
  world.pass(seconds(1));
  EXPECT_EQ(moderator.views.at("floor"), whole(floor_view(state, {})));
  EXPECT_EQ(moderator.views.at("board"), whole(board_view(state)));
  EXPECT_EQ(facilitator.views.at("floor"), whole(floor_view(state, Scope{{"role-alike-1"}, {}})));
  EXPECT_GT(moderator.revisions.at("floor"), 2u);
  for (Client* client : people) EXPECT_EQ(client->me().at("place"), "room");
}

TEST(Hall, away_after_five_seconds_lapsed_after_the_grace_back_at_once) {
  World world;
  world.load(1);
  Client& client = world.come(first_person, "tab");
  client.drop();
  world.pass(seconds(4));
  EXPECT_TRUE(world.state().person(first_person).online);
  world.pass(seconds(2));
  EXPECT_FALSE(world.state().person(first_person).online);
  EXPECT_FALSE(world.state().person(first_person).lapsed);
  world.pass(seconds(85));
  EXPECT_TRUE(world.state().person(first_person).lapsed);
  world.come(first_person, "tab", false);
  EXPECT_TRUE(world.state().person(first_person).online);
  EXPECT_FALSE(world.state().person(first_person).lapsed);
}

TEST(Hall, a_restart_does_not_count_as_absence) {
  World world;
  world.load(1);
  Client& client = world.come(first_person, "tab");
  client.drop();
  world.mailbox.clear();
  world.clock.clear();
  world.hall.reset();
  world.clock.run_until(world.clock.now() + minutes(10));
  world.raise();
  world.pass(seconds(14));
  EXPECT_TRUE(world.state().person(first_person).online);
  world.pass(seconds(2));
  EXPECT_FALSE(world.state().person(first_person).online);
}

TEST(Hall, whoever_is_shown_out_loses_every_connection_and_comes_back_when_restored) {
  World world;
  world.load(1);
  Client& moderator = world.come(world.staff("mo@example.org"), "mo");
  Client& client = world.come(first_person, "tab");
  moderator.ask("person.remove", {{"person", "p4"}, {"reason", "was rude"}});
  world.settle();
  EXPECT_EQ(client.closed, protocol::number(protocol::Close::removed));
  Client& again = world.come(first_person, "again");
  EXPECT_EQ(again.closed, protocol::number(protocol::Close::removed));
  moderator.ask("person.restore", {{"person", "p4"}});
  world.settle();
  EXPECT_TRUE(world.come(first_person, "third").in_charge());
}

TEST(Hall, refuses_while_the_journal_is_down_keeps_its_connections_and_comes_back) {
  World world;
  world.load(2);
  Client& client = world.come(first_person, "tab");
  world.pass(minutes(88));
  world.journal.script({journal::Fault::down});
  client.ask("session.join", {{"session", "role-alike-1"}});
  world.settle();
  EXPECT_EQ(client.last_refusal(), "journal.unavailable");
  EXPECT_TRUE(client.connected());
  EXPECT_EQ(world.hall->phase(), Hall::Phase::read_only);
  world.pass(seconds(5));
  EXPECT_EQ(world.hall->phase(), Hall::Phase::serving);
  const std::string id = client.ask("session.join", {{"session", "role-alike-1"}});
  world.settle();
  EXPECT_TRUE(client.done.contains(id));
}

TEST(Hall, decides_again_after_a_conflict) {
  World world;
  world.load(2);
  Client& client = world.come(first_person, "tab");
  world.pass(minutes(88));
  world.journal.script({journal::Fault::conflict});
  const std::string id = client.ask("session.join", {{"session", "role-alike-1"}});
  world.settle();
  EXPECT_TRUE(client.done.contains(id));
  EXPECT_EQ(world.hall->figures().conflicts, 1u);
  EXPECT_EQ(client.me().at("session"), "role-alike-1");
}

TEST(Hall, damaged_facts_close_the_event_and_say_so) {
  World world;
  world.load(2);
  world.hall.reset();
  world.clock.clear();
  world.mailbox.clear();
  ASSERT_TRUE(world.disk.damage("test-event", 2, 30));
  world.raise();
  EXPECT_EQ(world.hall->phase(), Hall::Phase::quarantined);
  Client client("tab");
  EXPECT_EQ(world.hall->open(client), nullptr);
  EXPECT_FALSE(world.log.errors.empty());
}

TEST(Hall, recovers_the_same_state_from_a_snapshot_and_from_records) {
  HallOptions options;
  options.snapshot_records = 5;
  World world(1, {}, options);
  world.load(6);
  for (std::uint32_t i = 0; i < 6; ++i) world.come(PersonId(4 + i), "tab" + std::to_string(i));
  world.pass(minutes(88));
  for (auto& client : world.clients) client->ask("session.join", {{"session", "role-alike-1"}});
  world.pass(minutes(4));
  EXPECT_GT(world.hall->figures().snapshots, 0u);
  const json before = whole(floor_view(world.state(), {}));
  for (auto& client : world.clients) client->drop();
  world.hall.reset();
  world.clock.clear();
  world.mailbox.clear();
  world.raise();
  EXPECT_EQ(whole(floor_view(world.state(), {})), before);
}

TEST(Hall, erased_words_are_gone_from_the_vault_and_the_records_still_apply) {
  World world;
  world.load(2);
  Client& organiser = world.come(world.staff("org@example.org"), "org");
  const std::string id = organiser.ask("person.erase", {{"person", "p4"}});
  world.settle();
  ASSERT_TRUE(organiser.done.contains(id));
  world.disk.read_vault("test-event", [](const journal::VaultRow& row) {
    EXPECT_NE(row.owner, 4u);
    EXPECT_EQ(row.text.find("Person 0"), std::string::npos);
    return true;
  });
  organiser.drop();
  world.hall.reset();
  world.raise();
  EXPECT_EQ(world.hall->phase(), Hall::Phase::serving);
  EXPECT_EQ(world.state().person(PersonId(4)).standing, Standing::erased);
}

TEST(Hall, a_broadcast_reaches_those_who_are_there_and_those_who_come) {
  World world;
  world.load(2);
  Client& moderator = world.come(world.staff("mo@example.org"), "mo");
  Client& there = world.come(first_person, "there");
  moderator.ask("notice.send", {{"text", "Lunch is at noon"}});
  world.settle();
  ASSERT_EQ(there.notices.size(), 1u);
  EXPECT_EQ(there.notices.begin()->second.at("text"), "Lunch is at noon");
  EXPECT_EQ(there.notices.begin()->second.at("by"), "Mo");
  EXPECT_EQ(world.come(PersonId(5), "late").notices.size(), 1u);
  there.say({{"type", "notice.seen"}, {"notice", there.notices.begin()->first}});
  world.settle();
  there.notices.clear();
  there.drop();
  there.open(*world.hall);
  there.hello(*world.hall->mint_pass(first_person), false);
  world.settle();
  EXPECT_TRUE(there.notices.empty());
}

TEST(Hall, a_broadcast_is_heard_by_whoever_comes_after_staff_wrote_to_many_single_people) {
  World world;
  world.load(2);
  Client& moderator = world.come(world.staff("mo@example.org"), "mo");
  Client& there = world.come(first_person, "there");
  moderator.ask("notice.send", {{"text", "Lunch is at noon"}, {"urgent", true}});
  world.settle();
  for (std::size_t i = 0; i < limits::notices_kept + 10; ++i) {
    moderator.ask("notice.send", {{"text", "to you"}, {"people", json::array({to_string(first_person)})}});
    world.settle();
    world.pass(seconds(1));
  }
  ASSERT_TRUE(moderator.refused.empty());
  const auto& late = world.come(PersonId(5), "late").notices;
  ASSERT_EQ(late.size(), 1u);
  EXPECT_EQ(late.begin()->second.at("text"), "Lunch is at noon");
  there.notices.clear();
  there.drop();
  there.open(*world.hall);
  there.hello(*world.hall->mint_pass(first_person), false);
  world.settle();
  EXPECT_EQ(there.notices.size(), limits::notices_kept);
  EXPECT_EQ(there.notices.count(late.begin()->first), 1u);
}

TEST(Hall, floods_are_refused_and_then_closed) {
  World world;
  world.load(1);
  Client& client = world.come(first_person, "tab");
  for (int i = 0; i < 100; ++i) client.say({{"type", "ping"}, {"at", i}});
  client.fetch();
  EXPECT_EQ(client.last_refusal(), "rate.limited");
  for (int i = 0; i < 300 && client.connected(); ++i) {
    client.say({{"type", "ping"}, {"at", i}});
    client.fetch();
  }
  EXPECT_EQ(client.closed, protocol::number(protocol::Close::rate));
}

TEST(Hall, malformed_messages_are_told_where_they_are_wrong) {
  World world;
  world.load(1);
  Client& client = world.come(first_person, "tab");
  client.say({{"type", "session.join"}, {"id", client.tab_number + ":1"}, {"sesion", "x"}});
  world.settle();
  ASSERT_FALSE(client.refused.empty());
  EXPECT_EQ(client.refused.back().at("id"), client.tab_number + ":1");
  client.say({{"type", "session.join"}, {"id", "other:1"}, {"session", "x"}});
  world.settle();
  EXPECT_EQ(client.last_refusal(), "command.id_malformed");
  EXPECT_TRUE(client.connected());
  Client& stranger = world.tab("stranger");
  stranger.open(*world.hall);
  stranger.conversation->receive("GET / HTTP/1.1");
  world.settle();
  EXPECT_EQ(stranger.closed, protocol::number(protocol::Close::protocol_error));
}

TEST(Hall, stops_with_a_hint_and_without_losing_anything) {
  World world;
  world.load(2);
  Client& client = world.come(first_person, "tab");
  world.pass(minutes(88));
  const std::string id = client.ask("session.join", {{"session", "role-alike-1"}});
  bool stopped = false;
  world.hall->stop([&] { stopped = true; });
  world.settle();
  EXPECT_TRUE(stopped);
  EXPECT_TRUE(client.done.contains(id));
  EXPECT_EQ(client.closed, protocol::number(protocol::Close::restart));
}

/// What is sent to everybody when one more person joins an open round does not grow with the crowd: not by a message,
/// and not by a byte.
TEST(Hall, one_arrival_costs_the_same_in_a_larger_crowd) {
  struct Sent {
    std::size_t members = 0, messages = 0, bytes = 0;
  };
  // All numbers that are sent have as many digits in both: of people, and of records.
  constexpr std::uint32_t first = 104;
  const auto cost = [](std::uint32_t crowd) {
    World world;
    world.load(310);
    for (int i = 0; i < 1'000; ++i) world.hall->submit(SeatPin{PersonId(4), i % 2 == 0}, {}, {});
    for (std::uint32_t i = 0; i < crowd; ++i) world.come(PersonId(first + i), "tab" + std::to_string(i));
    world.pass(minutes(88));
    for (auto& client : world.clients) client->ask("session.join", {{"session", "role-alike-1"}});
    world.pass(minutes(6));
    Client& late = world.come(PersonId(first + crowd), "late");
    world.pass(seconds(2));
    const auto sent = [&] {
      Sent all;
      for (auto& client : world.clients) all.messages += client->messages, all.bytes += client->bytes;
      return all;
    };
    const Sent before = sent();
    late.ask("session.join", {{"session", "role-alike-1"}});
    world.pass(milliseconds(500));
    EXPECT_EQ(late.me().at("place"), "room");
    const Sent after = sent();
    return Sent{late.views.at("room").at("members").size(), after.messages - before.messages,
                after.bytes - before.bytes};
  };
  // In the room that took the person in there are as many people: that is what an arrival may cost.
  const Sent large = cost(200);
  Sent small = cost(20);
  for (std::uint32_t crowd = 23; small.members != large.members && crowd < 40; crowd += 3) small = cost(crowd);
  ASSERT_EQ(large.members, small.members);
  EXPECT_GT(small.messages, small.members);
  EXPECT_LE(large.messages, small.messages);
  // Sequence numbers and counts have more digits in a larger crowd; nothing else may be longer.
  EXPECT_LE(large.bytes, small.bytes + small.bytes / 100);
}

TEST(Hall, a_long_roster_is_one_record) {
  World world;
  world.load(0);
  const std::uint64_t before = world.hall->seq();
  std::vector<Profile> people(5'000);
  for (std::size_t i = 0; i < people.size(); ++i) {
    people[i].key = "k" + std::to_string(i);
    people[i].name = "Person " + std::to_string(i);
    people[i].role = "classroom";
  }
  world.hall->import_roster(std::move(people), {});
  world.settle();
  EXPECT_EQ(world.hall->seq(), before + 1);
}

/// A stall of the whole process: the command stood in the queue for longer than its sender was waited for.
TEST(Hall, a_command_that_outlives_its_sender_leaves_nobody_present) {
  World world;
  world.load(4);
  std::vector<Client*> clients;
  for (std::uint32_t i = 0; i < 4; ++i) clients.push_back(&world.come(PersonId(4 + i), "tab" + std::to_string(i)));
  world.pass(minutes(86));
  for (Client* client : clients) client->ask("session.join", {{"session", "role-alike-1"}});
  world.pass(minutes(5));
  ASSERT_TRUE(world.state().person(PersonId(4)).room);

  world.disk.pump();
  clients[1]->ask("session.leave");  // a batch is in flight: what follows waits in the queue
  clients[0]->say({{"type", "seat.seen"}, {"version", clients[0]->me().at("version")}});
  clients[0]->drop();
  world.clock.run_until(world.clock.now() + seconds(6));
  world.settle();
  world.pass(seconds(10));
  EXPECT_FALSE(world.state().person(PersonId(4)).online);
}

}  // namespace
}  // namespace convene::live

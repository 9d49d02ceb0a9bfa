// What goes wrong around a hall, and inside it: nobody is told what is not so, and the event goes on.
#include "protocol/codes.h"
#include "server/journal/wrapping.h"
#include "server/live/hall.h"
#include "tests/simulation/world.h"

namespace convene::live {
namespace {

using simulation::Client;
using simulation::first_person;
using simulation::json;
using simulation::World;

/// Passes everything on, but refuses appends while it is told to.
class RefusingJournal final : public journal::WrappingJournal {
 public:
  using WrappingJournal::WrappingJournal;
  void append(std::string event, std::uint64_t expected, journal::Batch batch, Done done) override {
    if (refuse) return done({journal::Append::refused, 0, "the batch is malformed"});
    inner_.append(std::move(event), expected, std::move(batch), std::move(done));
  }

  bool refuse = false;
};

TEST(HallFaults, a_batch_that_is_refused_changed_nothing_and_the_next_one_is_taken) {
  World world;
  RefusingJournal refusing(world.disk);
  world.journal_in_use = &refusing;
  world.raise();
  world.load(2);
  Client& client = world.come(first_person, "tab");
  world.pass(minutes(88));
  const std::uint64_t seq = world.hall->seq();
  refusing.refuse = true;
  client.ask("session.join", {{"session", "role-alike-1"}});
  world.settle();
  EXPECT_EQ(client.last_refusal(), "server.overloaded");
  EXPECT_TRUE(client.done.empty());
  EXPECT_EQ(client.me().at("place"), "programme");
  EXPECT_EQ(world.hall->seq(), seq);
  EXPECT_EQ(world.disk.last_seq("test-event"), seq);
  refusing.refuse = false;
  const std::string id = client.ask("session.join", {{"session", "role-alike-1"}});
  world.settle();
  EXPECT_TRUE(client.done.contains(id));
  EXPECT_EQ(client.me().at("place"), "lobby");
  EXPECT_EQ(world.hall->phase(), Hall::Phase::serving);
  world.hall.reset();  // before the journal that it writes to
}

TEST(HallFaults, a_broken_invariant_is_refused_as_internal_and_others_are_served) {
  World world;
  world.load(2);
  Client& client = world.come(first_person, "tab");
  world.pass(minutes(88));
  const std::uint64_t seq = world.hall->seq();
  // The first one is in flight; what queues behind it is decided together, and one of it makes a record that is longer
  // than a journal takes. No command of a client can.
  client.ask("profile.update", {{"organization", "A school"}});
  const std::string before = client.ask("session.join", {{"session", "role-alike-1"}});
  EventDefinition endless = testing::small_event();
  endless.sessions[0].title["en"] = std::string(journal::max_record_bytes + 1, 'x');
  std::optional<Answer> answer;
  world.hall->load({endless, {}}, [&](const Answer& given) { answer = given; });
  const std::string after = client.ask("profile.update", {{"organization", "Another school"}});
  world.settle();
  ASSERT_TRUE(answer && std::holds_alternative<Refusal>(*answer));
  EXPECT_EQ(std::get<Refusal>(*answer).code, "internal");
  EXPECT_EQ(world.hall->figures().broken_invariants, 1U);
  EXPECT_EQ(world.hall->figures().rebuilds, 1U);
  EXPECT_EQ(world.hall->phase(), Hall::Phase::serving);
  EXPECT_TRUE(client.done.contains(before));
  EXPECT_TRUE(client.done.contains(after));
  EXPECT_TRUE(client.refused.empty());
  EXPECT_EQ(client.me().at("place"), "lobby");
  EXPECT_EQ(client.me().at("organization"), "Another school");
  EXPECT_EQ(world.hall->seq(), seq + 3);
  EXPECT_EQ(world.state().event.sessions[0].title.at("en"), "talk");
  ASSERT_FALSE(world.log.errors.empty());
  EXPECT_NE(world.log.errors.back().find("hall.broken_invariant"), std::string::npos);
  EXPECT_NE(world.log.errors.back().find("seed="), std::string::npos);
}

TEST(HallFaults, damage_that_a_rebuild_finds_closes_the_event_and_every_connection) {
  World world;
  world.load(2);
  Client& client = world.come(first_person, "tab");
  world.pass(minutes(88));
  ASSERT_TRUE(world.disk.damage("test-event", 2, 30));
  world.journal.script({journal::Fault::conflict});
  client.ask("session.join", {{"session", "role-alike-1"}});
  world.settle();
  EXPECT_EQ(world.hall->phase(), Hall::Phase::quarantined);
  EXPECT_FALSE(world.hall->figures().ready);
  EXPECT_EQ(client.closed, protocol::number(protocol::Close::event_damaged));
  EXPECT_EQ(client.last_refusal(), "event.closed");
  EXPECT_TRUE(client.done.empty());
  std::optional<Answer> answer;
  world.hall->submit(Tick{}, {}, [&](const Answer& given) { answer = given; });
  world.settle();
  ASSERT_TRUE(answer && std::holds_alternative<Refusal>(*answer));
  EXPECT_EQ(std::get<Refusal>(*answer).code, "event.closed");
}

TEST(HallFaults, commands_beyond_the_bound_are_refused_at_once_and_the_others_are_served) {
  HallOptions options;
  options.queued_commands = 5;
  World world(1, {}, options);
  world.load(20);
  std::vector<Client*> people;
  for (std::uint32_t i = 0; i < 20; ++i) people.push_back(&world.come(PersonId(4 + i), "tab" + std::to_string(i)));
  world.pass(minutes(88));
  // The first one is in flight and stays there: five queue, the rest is too much.
  for (Client* client : people) client->ask("session.join", {{"session", "role-alike-1"}});
  std::size_t refused = 0;
  for (Client* client : people) {
    client->fetch();
    refused += client->last_refusal() == "server.overloaded" ? 1 : 0;
  }
  EXPECT_EQ(refused, 14U);
  world.settle();
  std::size_t served = 0;
  for (Client* client : people) {
    EXPECT_TRUE(client->connected());
    served += client->done.size();
  }
  EXPECT_EQ(served, 6U);
  EXPECT_EQ(world.hall->figures().queued_commands, 0U);
}

TEST(HallFaults, a_walk_in_waits_for_the_journal_and_a_form_over_http_is_told_so) {
  World world;
  world.load(1);
  world.come(first_person, "tab");
  world.pass(minutes(88));
  world.journal.script({journal::Fault::down});
  world.clients.front()->ask("session.join", {{"session", "role-alike-1"}});
  world.settle();
  ASSERT_EQ(world.hall->phase(), Hall::Phase::read_only);
  Client& stranger = world.tab("stranger");
  stranger.open(*world.hall);
  stranger.say({{"type", "hello"},
                {"tab", "stranger"},
                {"take", true},
                {"join", {{"code", "CODE"}, {"name", "Ann"}, {"role", "classroom"}}}});
  std::optional<WalkInAnswer> answer;
  world.hall->walk_in({"CODE", "Bob", "classroom", "", "", {}, {}, {}}, "key", "",
                      [&](WalkInAnswer given) { answer = given; });
  world.settle();
  EXPECT_TRUE(stranger.connected());
  EXPECT_FALSE(stranger.welcomed);
  ASSERT_TRUE(answer && std::holds_alternative<protocol::Refused>(*answer));
  EXPECT_EQ(std::get<protocol::Refused>(*answer).code, "journal.unavailable");
  world.pass(seconds(5));
  ASSERT_EQ(world.hall->phase(), Hall::Phase::serving);
  EXPECT_TRUE(stranger.in_charge());
  EXPECT_FALSE(stranger.pass.empty());
}

TEST(HallFaults, a_form_that_comes_while_the_hall_stops_is_refused_and_nobody_is_made) {
  World world;
  world.load(1);
  Client& client = world.come(first_person, "tab");
  world.pass(minutes(88));
  client.ask("session.join", {{"session", "role-alike-1"}});  // in flight while it stops
  const std::size_t people = 4;
  bool stopped = false;
  world.hall->stop([&] { stopped = true; });
  std::optional<WalkInAnswer> answer;
  world.hall->walk_in({"CODE", "Bob", "classroom", "", "", {}, {}, {}}, "key", "",
                      [&](WalkInAnswer given) { answer = given; });
  Client& late = world.tab("late");
  late.open(*world.hall);
  EXPECT_EQ(late.conversation, nullptr);
  world.settle();
  EXPECT_TRUE(stopped);
  ASSERT_TRUE(answer && std::holds_alternative<protocol::Refused>(*answer));
  EXPECT_EQ(std::get<protocol::Refused>(*answer).code, "event.closed");
  world.restart();
  EXPECT_EQ(world.state().people.size(), people);
  EXPECT_EQ(world.state().person(first_person).session, world.state().find_session("role-alike-1"));
}

/// The newest snapshot stands at the last record, so that nothing is left to be replayed: the first command would find
/// it.
TEST(HallFaults, damage_in_the_last_record_is_found_at_the_start) {
  World world;
  world.load(2);
  bool stopped = false;
  world.hall->stop([&] { stopped = true; });
  world.settle();
  ASSERT_TRUE(stopped);
  const std::uint64_t last = world.disk.last_seq("test-event");
  ASSERT_TRUE(world.disk.load_snapshot("test-event"));
  ASSERT_EQ(world.disk.load_snapshot("test-event")->seq, last);
  ASSERT_TRUE(world.disk.damage("test-event", last, 5));
  world.restart();
  world.settle();
  EXPECT_EQ(world.hall->phase(), Hall::Phase::quarantined);
}

}  // namespace
}  // namespace convene::live

// What a hall does about what it cannot do: plans that break, records that are long, clocks that ran while it was away.
#include "protocol/fact_codec.h"
#include "tests/simulation/world.h"

namespace convene::live {
namespace {

using simulation::Client;
using simulation::first_person;
using simulation::World;

/// Answers with a plan of one person so many times over that no record holds it.
class EndlessPlanner final : public Planner {
 public:
  bool endless = false;
  int asked = 0;

 private:
  void take(Job job) override {
    grouping::Plan plan;
    if (endless) {
      ++asked;
      plan.rooms.resize(1);
      plan.rooms[0].people.assign(journal::max_record_bytes / 4, first_person);
    }
    job.post([answer = std::move(job.answer), plan = std::move(plan)] { answer(plan); });
  }
};

void restart(World& world, Planner& planner) {
  for (auto& client : world.clients) client->drop();
  world.hall.reset();
  world.mailbox.clear();
  world.clock.clear();
  world.hall =
      std::make_unique<Hall>("test-event", Surroundings{world.clock, world.clock, world.entropy, world.journal,
                                                        world.passes, planner, world.log, world.mailbox.post()});
  world.settle();
}

#ifndef NDEBUG
TEST(HallOfAShard, ends_a_debug_build_that_comes_on_another_thread) {
  World world;
  bool here = true;
  Hall hall("another-event", Surroundings{world.clock, world.clock, world.entropy, world.journal, world.passes,
                                          world.planner, world.log, world.mailbox.post(), [&] { return here; }});
  world.settle();
  here = false;
  EXPECT_DEATH(hall.programme(), "here");
  EXPECT_DEATH(hall.submit(Tick{}, {}, {}), "here");
}
#endif

TEST(HallRecovery, a_plan_that_breaks_is_given_up_and_not_asked_for_again) {
  World world;
  world.load(2);
  EndlessPlanner planner;
  restart(world, planner);
  world.pass(minutes(100));
  planner.endless = true;
  std::optional<Answer> answer;
  world.hall->submit(RoundDraft{"mixing", "too much"}, world.staff("mo@example.org"),
                     [&](const Answer& given) { answer = given; });
  world.settle();
  ASSERT_TRUE(answer && std::holds_alternative<std::uint64_t>(*answer));
  world.pass(seconds(30));
  EXPECT_EQ(planner.asked, 1);
  EXPECT_TRUE(world.state().requests.empty());
  EXPECT_TRUE(world.state().plans.empty());
  EXPECT_EQ(world.hall->phase(), Hall::Phase::serving);
}

TEST(HallRecovery, after_a_restart_the_time_to_arrive_runs_anew) {
  World world;
  world.load(4);
  world.pass(minutes(87));
  for (std::uint32_t i = 0; i < 4; ++i) {
    Client& client = world.come(PersonId(first_person.value + i), "tab" + std::to_string(i));
    client.ask("session.join", {{"session", "role-alike-1"}});
  }
  world.pass(minutes(3) + seconds(40));
  const auto no_show = [&] {
    const State& state = world.state();
    const Person& person = state.person(first_person);
    return find_seat(state.room(person.room), first_person)->no_show;
  };
  ASSERT_FALSE(no_show());
  restart(world, world.planner);
  world.come(first_person, "tab0");
  world.pass(seconds(30));
  EXPECT_FALSE(no_show());
  world.pass(seconds(20));
  EXPECT_TRUE(no_show());
}

class LongRecord : public convene::testing::EventTest {};

TEST_F(LongRecord, twenty_thousand_people_open_in_one) {
  std::vector<PersonId> people;
  for (int part = 0; part < 20; ++part) {
    const auto more = register_people(1'000);
    people.insert(people.end(), more.begin(), more.end());
  }
  until(convene::testing::nine + minutes(59));
  join(people);
  until(convene::testing::nine + minutes(60));
  ASSERT_TRUE(person(people.back()).room);
  std::size_t longest = 0;
  SeededEntropy entropy(1);
  for (const Record& record : records) {
    protocol::Sealer sealer([&] { return entropy.next(); });
    longest = std::max(longest, protocol::encode_record(record, sealer).size());
  }
  EXPECT_GT(longest, std::size_t{1} << 20) << "the opening is not among them";
  // With room to spare for five times as many, the most an event holds.
  EXPECT_LT(5 * longest, journal::max_record_bytes);
}

}  // namespace
}  // namespace convene::live

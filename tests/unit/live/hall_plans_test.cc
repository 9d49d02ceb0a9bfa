// Plans in the making, as who runs the board sees them: how far they are, taken early, cancelled, begun again.
#include <deque>

#include "matcher/view_builders.h"
#include "tests/simulation/world.h"

namespace convene::live {
namespace {

using grouping::Figures;
using grouping::Progress;
using grouping::Verdict;
using simulation::Client;
using simulation::json;
using simulation::World;

/// Makes plans when the test says so, and tells what the test says.
class SteppedPlanner final : public Planner {
 public:
  std::deque<Job> jobs;

  void tell(std::uint32_t epoch, std::uint32_t epochs, Figures best = {}) {
    Progress progress;
    progress.epoch = epoch;
    progress.epochs = epochs;
    progress.best = best;
    jobs.front().post([told = jobs.front().told, progress] { told(progress); });
  }
  /// Of the first: to its end, or without any exchange if it was ended.
  void answer() {
    const Job job = std::move(jobs.front());
    jobs.pop_front();
    grouping::Plan plan = make_plan(
        job.task, {{}, [&](const Progress&) { return job.planning->ended() ? Verdict::stop : Verdict::go_on; }});
    job.post([answer = job.answer, plan = std::move(plan)] { answer(plan); });
  }

 private:
  void take(Job job) override { jobs.push_back(std::move(job)); }
};

class HallPlans : public ::testing::Test {
 protected:
  void SetUp() override {
    world.load(12);
    raise();
    world.pass(minutes(86));
    for (std::uint32_t i = 0; i < 12; ++i)
      world.come(PersonId(4 + i), "tab" + std::to_string(i)).ask("session.join", {{"session", "role-alike-1"}});
    mo = &world.come(world.staff("mo@example.org"), "mo");
    org = &world.come(world.staff("org@example.org"), "org");
    world.pass(seconds(1));
  }
  void TearDown() override {
    for (auto& client : world.clients) client->drop();
    world.hall.reset();
  }

  /// The process dies; another begins, with a planner that knows nothing of what was asked.
  void raise() {
    for (auto& client : world.clients) client->drop();
    world.hall.reset();
    world.mailbox.clear();
    world.clock.clear();
    planner.jobs.clear();
    world.hall =
        std::make_unique<Hall>("test-event", Surroundings{world.clock, world.clock, world.entropy, world.journal,
                                                          world.passes, planner, world.log, world.mailbox.post()});
  }
  void draft() {
    mo->ask("round.draft", {{"session", "role-alike-1"}, {"title", "a plan"}});
    world.pass(seconds(1));
    ASSERT_EQ(planner.jobs.size(), 1u) << mo->last_refusal();
  }
  void tell(std::uint32_t epoch, std::uint32_t epochs, Figures best = {}) {
    planner.tell(epoch, epochs, best);
    world.settle();
  }
  static json board(const Client& client) { return client.views.at("board"); }

  SteppedPlanner planner;
  World world;
  Client* mo = nullptr;
  Client* org = nullptr;
};

TEST_F(HallPlans, the_board_shows_how_far_a_plan_is_until_it_is_there) {
  draft();
  EXPECT_TRUE(board(*mo)["requests"].contains("1"));
  EXPECT_TRUE(board(*mo)["progress"].empty()) << "it waits for its turn";
  const std::uint64_t seq = world.hall->seq();
  tell(3, 12, {12, 10, 2});
  world.pass(seconds(1));
  const json shown = {
      {"permille", 250}, {"people", 12}, {"same_primary", 10}, {"repeat_meetings", 2}, {"again", false}};
  EXPECT_EQ(board(*mo)["progress"]["1"], shown);
  EXPECT_EQ(board(*org)["progress"]["1"], shown);
  EXPECT_EQ(world.hall->seq(), seq) << "it is no fact";
  planner.answer();
  world.pass(seconds(1));
  EXPECT_TRUE(board(*mo)["requests"].empty());
  EXPECT_TRUE(board(*mo)["progress"].empty());
  ASSERT_TRUE(board(*mo)["plans"].contains("d1"));
  EXPECT_EQ(board(*mo)["plans"]["d1"]["report"]["cut_short"], false);
}

TEST_F(HallPlans, whoever_opens_the_board_later_sees_it_too) {
  mo->drop();
  org->drop();
  world.settle();
  world.hall->submit(RoundDraft{"role-alike-1", ""}, world.staff("mo@example.org"), {});
  world.settle();
  ASSERT_EQ(planner.jobs.size(), 1u);
  tell(6, 12, {12, 11, 0});
  world.pass(seconds(1));
  Client& late = world.come(world.staff("mo@example.org"), "late");
  world.pass(seconds(1));
  EXPECT_EQ(board(late)["progress"]["1"]["permille"], 500);
}

TEST_F(HallPlans, however_often_it_is_told_it_is_shown_twice_a_second) {
  draft();
  world.pass(seconds(2));
  const std::uint64_t before = mo->revisions.at("board");
  for (std::uint32_t epoch = 0; epoch <= 200; ++epoch) {
    tell(epoch, 200, {12, 10, 2});
    world.pass(milliseconds(10));
  }
  EXPECT_LE(mo->revisions.at("board"), before + 5) << "in two seconds";
  EXPECT_GE(mo->revisions.at("board"), before + 4);
  world.pass(milliseconds(500));
  EXPECT_EQ(board(*mo)["progress"]["1"]["permille"], 1000) << "the last word is said";
  // Changes of the board itself do not let more of it through.
  world.pass(seconds(1));
  tell(0, 200);
  tell(50, 200);
  org->ask("round.draft", {{"session", "role-alike-1"}, {"title", "another"}});
  world.pass(milliseconds(150));
  EXPECT_TRUE(board(*mo)["requests"].contains("2"));
  EXPECT_EQ(board(*mo)["progress"]["1"]["permille"], 0);
  world.pass(milliseconds(500));
  EXPECT_EQ(board(*mo)["progress"]["1"]["permille"], 250);
}

TEST_F(HallPlans, where_no_kind_decides_nothing_is_said_of_kinds) {
  world.pass(minutes(10));
  ASSERT_EQ(planner.jobs.size(), 1u) << "a round opens by itself";
  tell(1, 4, {12, 12, 3});
  world.pass(seconds(1));
  EXPECT_TRUE(board(*mo)["progress"].empty()) << "that is no plan to look at";
  planner.jobs.clear();
  mo->ask("round.draft", {{"session", "mixing"}, {"title", ""}});
  world.settle();
  ASSERT_EQ(planner.jobs.size(), 1u) << mo->last_refusal();
  tell(1, 4, {12, 12, 3});
  world.pass(seconds(1));
  json entries = board(*mo)["progress"];
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_FALSE(entries.begin()->contains("same_primary"));
  EXPECT_EQ((*entries.begin())["repeat_meetings"], 3);
}

TEST_F(HallPlans, the_best_so_far_is_taken_by_whoever_wants_it) {
  draft();
  tell(1, 12, {12, 10, 2});
  EXPECT_FALSE(planner.jobs[0].planning->ended());
  org->ask("plan.finish", {{"request", 1}});
  org->ask("plan.finish", {{"request", 1}});
  world.pass(seconds(1));
  EXPECT_TRUE(planner.jobs[0].planning->ended());
  EXPECT_EQ(board(*mo)["requests"]["1"]["finished_by"], "Org");
  planner.answer();
  mo->ask("plan.finish", {{"request", 1}});
  world.pass(seconds(1));
  ASSERT_TRUE(board(*mo)["plans"].contains("d1"));
  EXPECT_EQ(board(*mo)["plans"]["d1"]["report"]["cut_short"], true);
  EXPECT_TRUE(org->refused.empty()) << org->last_refusal();
  EXPECT_TRUE(mo->refused.empty()) << "it came before the plan, and that was wanted already";
  mo->ask("plan.finish", {{"request", 1}});
  world.settle();
  EXPECT_EQ(mo->last_refusal(), "plan.made");
  mo->ask("plan.finish", {{"request", 2}});
  world.settle();
  EXPECT_EQ(mo->last_refusal(), "plan.unknown");
}

TEST_F(HallPlans, nobody_works_on_what_was_cancelled) {
  draft();
  tell(1, 12, {12, 10, 2});
  mo->ask("plan.cancel", {{"request", 1}});
  world.pass(seconds(1));
  EXPECT_TRUE(planner.jobs[0].planning->ended());
  EXPECT_TRUE(board(*mo)["requests"].empty());
  EXPECT_TRUE(board(*mo)["progress"].empty());
  tell(2, 12, {12, 10, 2});
  planner.answer();
  world.pass(seconds(1));
  EXPECT_TRUE(board(*mo)["progress"].empty());
  EXPECT_TRUE(board(*mo)["plans"].empty());
  mo->ask("plan.finish", {{"request", 1}});
  world.settle();
  EXPECT_EQ(mo->last_refusal(), "plan.unknown");
}

TEST_F(HallPlans, after_a_restart_it_is_made_from_the_beginning_and_the_board_says_so) {
  draft();
  const PlanTask before = planner.jobs[0].task;
  tell(9, 12, {12, 10, 2});
  world.pass(seconds(1));
  raise();
  Client& back = world.come(world.staff("mo@example.org"), "back");
  world.pass(seconds(1));
  ASSERT_EQ(planner.jobs.size(), 1u);
  EXPECT_EQ(planner.jobs[0].task.problem.seed, before.problem.seed);
  EXPECT_FALSE(planner.jobs[0].planning->ended());
  EXPECT_EQ(board(back)["progress"]["1"]["again"], true);
  EXPECT_EQ(board(back)["progress"]["1"]["permille"], 0) << "how far it was is forgotten";
  tell(1, 12, {12, 10, 2});
  world.pass(seconds(1));
  EXPECT_EQ(board(back)["progress"]["1"]["again"], true);
  EXPECT_EQ(board(back)["progress"]["1"]["people"], 12);
  planner.answer();
  world.pass(seconds(1));
  EXPECT_TRUE(board(back)["plans"].contains("d1"));
  back.ask("round.draft", {{"session", "role-alike-1"}, {"title", "a new one"}});
  world.settle();
  tell(1, 12, {12, 10, 2});
  world.pass(seconds(1));
  EXPECT_EQ(board(back)["progress"]["2"]["again"], false);
}

TEST_F(HallPlans, after_a_restart_what_is_wanted_at_once_is_made_at_once) {
  draft();
  mo->ask("plan.finish", {{"request", 1}});
  world.settle();
  raise();
  world.settle();
  ASSERT_EQ(planner.jobs.size(), 1u);
  EXPECT_TRUE(planner.jobs[0].planning->ended());
}

TEST_F(HallPlans, after_a_restart_it_is_asked_for_though_a_command_comes_first) {
  draft();
  const PersonId moderator = world.staff("mo@example.org");
  raise();
  world.hall->submit(RoundDraft{"role-alike-1", "another"}, moderator, {});
  world.settle();
  EXPECT_EQ(planner.jobs.size(), 2u);
}

TEST_F(HallPlans, a_plan_that_waits_to_be_stored_is_not_asked_for_again) {
  draft();
  mo->ask("round.draft", {{"session", "role-alike-1"}, {"title", "on its way to the journal"}});
  planner.answer();
  world.pass(seconds(1));
  EXPECT_EQ(planner.jobs.size(), 1u) << "the other one";
  EXPECT_TRUE(board(*mo)["plans"].contains("d1"));
  EXPECT_EQ(board(*mo)["requests"].size(), 1u);
}

TEST_F(HallPlans, a_plan_that_cannot_be_stored_is_made_again) {
  draft();
  world.journal.script({journal::Fault::down});
  mo->ask("round.draft", {{"session", "role-alike-1"}, {"title", "not stored"}});
  planner.answer();
  world.pass(seconds(5));
  ASSERT_EQ(planner.jobs.size(), 1u);
  EXPECT_EQ(board(*mo)["progress"]["1"]["again"], true);
  planner.answer();
  world.pass(seconds(1));
  EXPECT_TRUE(board(*mo)["plans"].contains("d1"));
}

}  // namespace
}  // namespace convene::live

#include "server/live/planner.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <vector>

#include "tests/property/grouping_case.h"

namespace convene::live {
namespace {

using grouping::Plan;
using grouping::Progress;

/// Posted work, run by the test's thread.
class PlannerLetters {
 public:
  Post post() {
    return [this](std::function<void()> what) {
      const std::lock_guard lock(mutex_);
      waiting_.push_back(std::move(what));
      arrived_.notify_one();
    };
  }
  /// Waits for the next and runs it.
  void run_one() {
    std::unique_lock lock(mutex_);
    arrived_.wait(lock, [this] { return !waiting_.empty(); });
    const auto what = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    what();
  }
  bool empty() {
    const std::lock_guard lock(mutex_);
    return waiting_.empty();
  }

 private:
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<std::function<void()>> waiting_;
};

PlanTask task_of(std::uint32_t people, std::uint32_t steps) {
  Rng rng(people);
  auto roles = std::make_shared<grouping::Tree>(grouping::testing::random_tree(rng, 12));
  auto regions = std::make_shared<grouping::Tree>(grouping::testing::random_tree(rng, 8));
  PlanTask task;
  task.problem.people = grouping::testing::random_people(rng, *roles, *regions, people);
  task.problem.roles = roles.get();
  task.problem.regions = regions.get();
  task.problem.step_budget = steps;
  task.roles = std::move(roles);
  task.regions = std::move(regions);
  return task;
}

TEST(ThreadedPlanner, answers_what_the_core_plans_after_telling_how_far_it_is) {
  const PlanTask task = task_of(600, 100'000);
  PlannerLetters letters;
  ThreadedPlanner planner(2);
  std::optional<Plan> answer;
  std::vector<Progress> told;
  planner.plan(
      task, letters.post(), [&](Plan plan) { answer = std::move(plan); },
      [&](const Progress& progress) {
        EXPECT_FALSE(answer);
        told.push_back(progress);
      });
  while (!answer) letters.run_one();
  EXPECT_EQ(*answer, make_plan(task));
  ASSERT_GT(told.size(), 2u);
  EXPECT_EQ(told.size(), told.back().epochs + 1);
  EXPECT_EQ(told.front().epoch, 0u);
  EXPECT_EQ(told.back().epoch, told.back().epochs);
  EXPECT_LT(told.back().lost, told.front().lost);
  EXPECT_TRUE(letters.empty());
}

TEST(ThreadedPlanner, a_task_ended_before_its_turn_is_answered_with_the_first_plan) {
  PlanTask task = task_of(300, 4'000'000'000u);
  PlannerLetters letters;
  ThreadedPlanner planner(1);
  std::optional<Plan> first, second;
  const auto running = planner.plan(task, letters.post(), [&](Plan plan) { first = std::move(plan); });
  const auto waiting = planner.plan(task, letters.post(), [&](Plan plan) { second = std::move(plan); });
  waiting->end();
  running->end();
  while (!second) letters.run_one();
  ASSERT_TRUE(first) << "in the order in which they came";
  EXPECT_TRUE(second->report.cut_short);
  EXPECT_EQ(second->report.steps, 0u);
  task.problem.step_budget = 0;
  EXPECT_EQ(second->rooms, make_plan(task).rooms);
}

TEST(ThreadedPlanner, a_task_that_runs_can_be_ended_with_what_there_is) {
  const PlanTask task = task_of(300, 400'000);
  PlannerLetters letters;
  ThreadedPlanner planner(2);
  std::optional<Plan> answer;
  std::shared_ptr<Planning> planning;
  Progress last;
  planning = planner.plan(
      task, letters.post(), [&](Plan plan) { answer = std::move(plan); },
      [&](const Progress& progress) {
        last = progress;
        planning->end();
      });
  while (!answer) letters.run_one();
  // However quickly it went on meanwhile: it tells the truth about it.
  EXPECT_EQ(answer->report.cut_short, last.epoch < last.epochs);
  EXPECT_EQ(answer->report.steps, last.steps);
  EXPECT_EQ(answer->report.people, 300u);
}

TEST(ThreadedPlanner, ends_at_once_with_a_long_task_running) {
  PlannerLetters letters;
  bool answered = false;
  {
    ThreadedPlanner planner(2);
    planner.plan(task_of(200, 50'000'000), letters.post(), [&](Plan) { answered = true; });
  }
  EXPECT_TRUE(letters.empty());
  EXPECT_FALSE(answered);
}

TEST(InlinePlanner, posts_progress_and_answer_in_order) {
  const PlanTask task = task_of(200, 50'000);
  PlannerLetters letters;
  InlinePlanner planner;
  std::optional<Plan> answer;
  std::size_t told = 0;
  planner.plan(
      task, letters.post(), [&](Plan plan) { answer = std::move(plan); },
      [&](const Progress&) {
        EXPECT_FALSE(answer);
        ++told;
      });
  EXPECT_FALSE(answer) << "never from within";
  while (!letters.empty()) letters.run_one();
  ASSERT_TRUE(answer);
  EXPECT_EQ(*answer, make_plan(task));
  EXPECT_GT(told, 1u);
}

}  // namespace
}  // namespace convene::live

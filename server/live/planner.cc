#include "server/live/planner.h"

namespace convene::live {

namespace {

void deliver(const Post& post, Planner::Answer answer, grouping::Plan plan) {
  post([answer = std::move(answer), plan = std::make_shared<grouping::Plan>(std::move(plan))] {
    answer(std::move(*plan));
  });
}

}  // namespace

ThreadedPlanner::ThreadedPlanner() : thread_([this] { work(); }) {}

ThreadedPlanner::~ThreadedPlanner() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    jobs_.clear();
  }
  wake_.notify_one();
  thread_.join();
}

void ThreadedPlanner::plan(PlanTask task, Post post, Answer answer) {
  {
    const std::lock_guard lock(mutex_);
    jobs_.push_back({std::move(task), std::move(post), std::move(answer)});
  }
  wake_.notify_one();
}

void ThreadedPlanner::work() {
  for (;;) {
    Job job;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
      if (stopping_) return;
      job = std::move(jobs_.front());
      jobs_.pop_front();
    }
    // Without memory for the plan there is none: an empty one, into which everybody is placed as an arrival. Ending the
    // process would end every event, and the request would be made again at the next start.
    grouping::Plan plan;
    try {
      plan = make_plan(job.task);
    } catch (const std::exception&) { plan = {}; }
    deliver(job.post, std::move(job.answer), std::move(plan));
  }
}

void InlinePlanner::plan(PlanTask task, Post post, Answer answer) { deliver(post, std::move(answer), make_plan(task)); }

}  // namespace convene::live

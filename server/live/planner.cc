#include "server/live/planner.h"

#include <utility>

namespace convene::live {

namespace {

void deliver(const Post& post, Planner::Answer answer, grouping::Plan plan) {
  post([answer = std::move(answer), plan = std::make_shared<grouping::Plan>(std::move(plan))] {
    answer(std::move(*plan));
  });
}

/// Tells on the shard's thread, and hears whether this is enough.
grouping::Observer observer(Post post, Planner::Told told, std::shared_ptr<Planning> planning,
                            const std::atomic<bool>* stopping = nullptr) {
  return [=](const grouping::Progress& progress) {
    if (stopping && *stopping) return grouping::Verdict::stop;
    if (told) post([told, progress] { told(progress); });
    return planning->ended() ? grouping::Verdict::stop : grouping::Verdict::go_on;
  };
}

}  // namespace

std::shared_ptr<Planning> Planner::plan(PlanTask task, Post post, Answer answer, Told told) {
  auto planning = std::make_shared<Planning>();
  take({std::move(task), std::move(post), std::move(answer), std::move(told), planning});
  return planning;
}

ThreadedPlanner::ThreadedPlanner(unsigned threads) : parallel_(parallel_on(threads)), thread_([this] { work(); }) {}

ThreadedPlanner::~ThreadedPlanner() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    jobs_.clear();
  }
  wake_.notify_one();
  thread_.join();
}

void ThreadedPlanner::take(Job job) {
  {
    const std::lock_guard lock(mutex_);
    jobs_.push_back(std::move(job));
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
      plan = make_plan(job.task, {parallel_, observer(job.post, job.told, job.planning, &stopping_)});
    } catch (const std::exception&) { plan = {}; }
    if (stopping_) return;
    deliver(job.post, std::move(job.answer), std::move(plan));
  }
}

void InlinePlanner::take(Job job) {
  deliver(job.post, std::move(job.answer), make_plan(job.task, {{}, observer(job.post, job.told, job.planning)}));
}

}  // namespace convene::live

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

ThreadedPlanner::ThreadedPlanner(unsigned threads)
    : parallel_(parallel_on(threads)), jobs_([this](Job job) { work(std::move(job)); }) {}

void ThreadedPlanner::work(Job job) {
  // Without memory for the plan there is none: an empty one, into which everybody is placed as an arrival. Ending the
  // process would end every event, and the request would be made again at the next start.
  grouping::Plan plan;
  try {
    plan = make_plan(job.task, {parallel_, observer(job.post, job.told, job.planning, &jobs_.stopping())});
  } catch (const std::exception&) { plan = {}; }
  if (jobs_.stopping()) return;
  deliver(job.post, std::move(job.answer), std::move(plan));
}

void InlinePlanner::take(Job job) {
  deliver(job.post, std::move(job.answer), make_plan(job.task, {{}, observer(job.post, job.told, job.planning)}));
}

}  // namespace convene::live

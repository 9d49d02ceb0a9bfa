// Long matching, away from the shard's thread.
//
// Contract: every task is answered exactly once, never from within `plan`, on the shard's thread (through the Post
// that came with it) — unless the planner is destroyed first. The same task gives the same plan.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "matcher/grouping/plan.h"
#include "matcher/opening.h"
#include "server/live/clock.h"

namespace convene::live {

class Planner {
 public:
  using Answer = std::function<void(grouping::Plan)>;
  virtual ~Planner() = default;
  virtual void plan(PlanTask task, Post post, Answer answer) = 0;
};

/// One thread for all halls; tasks run in the order in which they came.
class ThreadedPlanner final : public Planner {
 public:
  ThreadedPlanner();
  ~ThreadedPlanner() override;
  void plan(PlanTask task, Post post, Answer answer) override;

 private:
  struct Job {
    PlanTask task;
    Post post;
    Answer answer;
  };
  void work();

  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> jobs_;
  bool stopping_ = false;
  std::thread thread_;
};

/// Plans at once and posts the answer: for simulation.
class InlinePlanner final : public Planner {
 public:
  void plan(PlanTask task, Post post, Answer answer) override;
};

}  // namespace convene::live

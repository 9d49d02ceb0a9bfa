// Long matching, away from the shard's thread.
//
// Contract: every task is answered exactly once, never from within `plan`, on the shard's thread (through the Post
// that came with it) — unless the planner is destroyed first. The same task gives the same plan, on however many
// threads, unless it was ended early: its report says so then.
#pragma once

#include <atomic>
#include <functional>
#include <memory>

#include "matcher/grouping/plan.h"
#include "matcher/opening.h"
#include "server/live/clock.h"
#include "server/live/job_thread.h"
#include "server/live/parallel.h"

namespace convene::live {

/// A task under way, in the hands of whoever asked for it. Any thread; may be dropped at any time.
class Planning {
 public:
  /// What there is by the end of the epoch that runs is the answer; before the first, a plan that no exchange has made
  /// better. After the answer: nothing.
  void end() { ended_ = true; }
  bool ended() const { return ended_; }

 private:
  std::atomic<bool> ended_ = false;
};

class Planner {
 public:
  using Answer = std::function<void(grouping::Plan)>;
  /// How far it has come: once an epoch (refine.h), in order, before the answer and on the same thread as it.
  using Told = std::function<void(const grouping::Progress&)>;

  virtual ~Planner() = default;
  /// `told` may be empty.
  std::shared_ptr<Planning> plan(PlanTask task, Post post, Answer answer, Told told = {});

 protected:
  struct Job {
    PlanTask task;
    Post post;
    Answer answer;
    Told told;
    std::shared_ptr<Planning> planning;
  };
  virtual void take(Job job) = 0;
};

/// One task at a time for all halls, in the order in which they came, each on several threads. Being destroyed ends the
/// task that runs, if any, and answers none.
class ThreadedPlanner final : public Planner {
 public:
  explicit ThreadedPlanner(unsigned threads = threads_of_machine());

 private:
  void take(Job job) override { jobs_.add(std::move(job)); }
  void work(Job job);

  const grouping::Parallel parallel_;
  JobThread<Job> jobs_;
};

/// Plans at once and posts the answer: for simulation.
class InlinePlanner final : public Planner {
  void take(Job job) override;
};

}  // namespace convene::live

// Long work of other kinds than plans, away from the shard's thread: reading a list of ten megabytes takes seconds, in
// which nobody's command of that shard would be decided. Its thread is not the planner's, so that no list holds up a
// round.
//
// Contract: `work` runs on the worker's thread and knows nothing but what it was given; what it returns runs on the
// shard's thread, through the Post that came with it. Of `then` and `failed` exactly one runs, never from within `run`
// — unless the worker is destroyed first, which waits for the work that has begun.
#pragma once

#include <cstddef>
#include <functional>

#include "server/live/clock.h"
#include "server/live/job_thread.h"

namespace convene::live {

class Worker {
 public:
  using Then = std::function<void()>;
  using Work = std::function<Then()>;
  virtual ~Worker() = default;
  /// `failed`: the work threw (there is no memory for it, say). False: as much waits as may, and nothing will run. Any
  /// thread.
  [[nodiscard]] virtual bool run(Work work, Post post, Then failed) = 0;
};

/// One thread for all halls; what comes runs in its order. At most `waiting` wait, each of which may hold a list.
class ThreadedWorker final : public Worker {
 public:
  explicit ThreadedWorker(std::size_t waiting = 16);
  bool run(Work work, Post post, Then failed) override;

 private:
  struct Job {
    Work work;
    Post post;
    Then failed;
  };
  JobThread<Job> jobs_;
};

/// Works at once and posts what comes of it: for simulation.
class InlineWorker final : public Worker {
 public:
  bool run(Work work, Post post, Then failed) override;
};

}  // namespace convene::live

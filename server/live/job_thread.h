// A thread of its own that carries out jobs in the order in which they came.
//
// Contract: what waits when it is destroyed is dropped; the job that runs then is waited for, and may ask `stopping`.
// `add`: any thread. `carry_out` runs on the thread, and throws nothing.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <limits>
#include <mutex>
#include <thread>
#include <utility>

namespace convene::live {

template <class Job>
class JobThread {
 public:
  /// At most `waiting` wait.
  explicit JobThread(std::function<void(Job)> carry_out, std::size_t waiting = std::numeric_limits<std::size_t>::max())
      : carry_out_(std::move(carry_out)), most_(waiting), thread_([this] { go(); }) {}

  ~JobThread() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
      jobs_.clear();
    }
    wake_.notify_one();
    thread_.join();
  }

  /// False: as many wait as may, and this one will not run.
  bool add(Job job) {
    {
      const std::lock_guard lock(mutex_);
      if (jobs_.size() >= most_) return false;
      jobs_.push_back(std::move(job));
    }
    wake_.notify_one();
    return true;
  }

  const std::atomic<bool>& stopping() const { return stopping_; }

 private:
  void go() {
    for (;;) {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
      if (stopping_) return;
      Job job = std::move(jobs_.front());
      jobs_.pop_front();
      lock.unlock();
      carry_out_(std::move(job));
    }
  }

  const std::function<void(Job)> carry_out_;
  const std::size_t most_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> jobs_;
  std::atomic<bool> stopping_ = false;
  std::thread thread_;  // the last: what it uses is there before it starts
};

}  // namespace convene::live

#include "server/live/worker.h"

#include <exception>
#include <utility>

namespace convene::live {

ThreadedWorker::ThreadedWorker(std::size_t waiting) : most_(waiting), thread_([this] { go(); }) {}

ThreadedWorker::~ThreadedWorker() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    jobs_.clear();
  }
  wake_.notify_one();
  thread_.join();
}

bool ThreadedWorker::run(Work work, Post post, Then failed) {
  {
    const std::lock_guard lock(mutex_);
    if (jobs_.size() >= most_) return false;
    jobs_.push_back({std::move(work), std::move(post), std::move(failed)});
  }
  wake_.notify_one();
  return true;
}

bool InlineWorker::run(Work work, Post post, Then failed) {
  Then then;
  try {
    then = work();
  } catch (const std::exception&) { then = std::move(failed); }
  post(std::move(then));
  return true;
}

void ThreadedWorker::go() {
  for (;;) {
    Job job;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
      if (stopping_) return;
      job = std::move(jobs_.front());
      jobs_.pop_front();
    }
    Then then;
    try {
      then = job.work();
    } catch (const std::exception&) { then = std::move(job.failed); }
    job.work = nullptr;  // what it held goes here, not on the shard's thread
    job.post(std::move(then));
  }
}

}  // namespace convene::live

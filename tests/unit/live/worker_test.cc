// Long work goes on elsewhere, ends where it was asked for, and is bounded.
#include "server/live/worker.h"

#include <gtest/gtest.h>

#include <future>
#include <new>

namespace convene::live {
namespace {

/// The shard's thread of these tests: what is posted waits until it is fetched.
class Letters {
 public:
  Post post() {
    return [this](std::function<void()> what) {
      const std::lock_guard lock(mutex_);
      letters_.push_back(std::move(what));
      come_.notify_one();
    };
  }
  void run_next() {
    std::unique_lock lock(mutex_);
    come_.wait(lock, [this] { return !letters_.empty(); });
    const std::function<void()> next = std::move(letters_.front());
    letters_.pop_front();
    lock.unlock();
    next();
  }

 private:
  std::mutex mutex_;
  std::condition_variable come_;
  std::deque<std::function<void()>> letters_;
};

TEST(ThreadedWorker, WorksElsewhereAndEndsWhereItWasAsked) {
  ThreadedWorker worker;
  Letters letters;
  std::thread::id worked, ended;
  const auto work = [&]() -> Worker::Then {
    worked = std::this_thread::get_id();
    return [&] { ended = std::this_thread::get_id(); };
  };
  ASSERT_TRUE(worker.run(work, letters.post(), [] { FAIL(); }));
  letters.run_next();
  EXPECT_NE(worked, std::this_thread::get_id());
  EXPECT_EQ(ended, std::this_thread::get_id());
}

TEST(ThreadedWorker, WhatThrowsIsToldAndTheNextGoesOn) {
  ThreadedWorker worker;
  Letters letters;
  int failed = 0, done = 0;
  ASSERT_TRUE(worker.run([]() -> Worker::Then { throw std::bad_alloc(); }, letters.post(), [&] { ++failed; }));
  ASSERT_TRUE(worker.run([&]() -> Worker::Then { return [&] { ++done; }; }, letters.post(), [&] { ++failed; }));
  letters.run_next();
  EXPECT_EQ(failed, 1);
  letters.run_next();
  EXPECT_EQ(done, 1);
  EXPECT_EQ(failed, 1);
}

TEST(ThreadedWorker, TakesNoMoreThanMayWait) {
  std::promise<void> begun, release;
  Letters letters;
  ThreadedWorker worker(2);
  const auto held = [&]() -> Worker::Then {
    begun.set_value();
    release.get_future().wait();
    return [] {};
  };
  const auto quick = []() -> Worker::Then { return [] {}; };
  ASSERT_TRUE(worker.run(held, letters.post(), {}));
  begun.get_future().wait();
  EXPECT_TRUE(worker.run(quick, letters.post(), {}));
  EXPECT_TRUE(worker.run(quick, letters.post(), {}));
  EXPECT_FALSE(worker.run(quick, letters.post(), {})) << "each that waits may hold ten megabytes";
  release.set_value();
  for (int i = 0; i < 3; ++i) letters.run_next();
  EXPECT_TRUE(worker.run(quick, letters.post(), {}));
  letters.run_next();
}

}  // namespace
}  // namespace convene::live

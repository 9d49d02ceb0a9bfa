#include "server/live/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace convene::live {
namespace {

/// The parts of one call, handed out in order to whoever asks next.
class Parts {
 public:
  Parts(std::size_t count, const grouping::Job& job) : count_(count), job_(job) {}

  void work() {
    try {
      for (std::size_t part; (part = next_.fetch_add(1)) < count_;) job_(part);
    } catch (...) {
      next_ = count_;
      const std::lock_guard lock(mutex_);
      if (!thrown_) thrown_ = std::current_exception();
    }
  }
  /// After all threads are joined.
  void rethrow() const {
    if (thrown_) std::rethrow_exception(thrown_);
  }

 private:
  const std::size_t count_;
  const grouping::Job& job_;
  std::atomic<std::size_t> next_{0};
  std::mutex mutex_;
  std::exception_ptr thrown_;
};

}  // namespace

unsigned threads_of_machine() { return std::clamp(std::thread::hardware_concurrency(), 1u, 8u); }

grouping::Parallel parallel_on(unsigned threads) {
  return [threads](std::size_t count, const grouping::Job& job) {
    Parts parts(count, job);
    {
      std::vector<std::jthread> others;
      const std::size_t wanted = std::min<std::size_t>(threads, count);
      others.reserve(wanted);
      try {
        while (others.size() + 1 < wanted) others.emplace_back([&parts] { parts.work(); });
      } catch (const std::system_error&) {}  // no more threads to be had: slower, not wrong
      parts.work();
    }
    parts.rethrow();
  };
}

}  // namespace convene::live

// A world of its own for tests: time passes only when somebody says so, chance comes from a seed, posted work waits
// in a queue. One thread.
#pragma once

#include <deque>
#include <map>
#include <utility>

#include "matcher/rng.h"
#include "server/live/clock.h"

namespace convene::live {

class SimulatedClock final : public Clock, public Timers {
 public:
  explicit SimulatedClock(Instant start) : now_(start) {}

  Instant now() const override { return now_; }
  Id at(Instant when, std::function<void()> what) override;
  void cancel(Id id) override;

  /// The next timer's time; nothing: there is none.
  std::optional<Instant> next() const;
  /// Moves time to `when`, running the timers that become due on the way, each at its own time.
  void run_until(Instant when);
  /// Forgets all timers, as the death of a process does.
  void clear() { timers_.clear(); }
  std::size_t pending() const { return timers_.size(); }

 private:
  Instant now_;
  Id last_ = 0;
  std::map<std::pair<Instant, Id>, std::function<void()>> timers_;
};

class SeededEntropy final : public Entropy {
 public:
  explicit SeededEntropy(std::uint64_t seed) : rng_(seed) {}
  std::uint64_t next() override { return rng_.next(); }

 private:
  Rng rng_;
};

class Mailbox {
 public:
  Post post() {
    return [this](std::function<void()> what) { letters_.push_back(std::move(what)); };
  }
  /// Runs what was posted, and what that posts, until nothing is left; returns how many.
  std::size_t drain();
  bool empty() const { return letters_.empty(); }
  void clear() { letters_.clear(); }

 private:
  std::deque<std::function<void()>> letters_;
};

}  // namespace convene::live

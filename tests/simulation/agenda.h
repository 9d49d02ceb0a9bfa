// What the people of a simulation mean to do, and when; beside the timers of the hall, which die with it.
#pragma once

#include <functional>
#include <map>

#include "tests/simulation/world.h"

namespace convene::simulation {

class Agenda {
 public:
  explicit Agenda(World& world) : world_(world) {}

  Instant now() const { return world_.clock.now(); }
  void at(Instant when, std::function<void()> what) { todo_.emplace(std::max(when, now()), std::move(what)); }
  void after(Duration wait, std::function<void()> what) { at(now() + wait, std::move(what)); }
  void every(Duration step, Instant from, Instant until, const std::function<void()>& what) {
    for (Instant when = from; when < until; when = when + step) at(when, what);
  }

  /// Time passes until then, and what is due on the way happens, each at its time; ends early when a test has failed.
  void run(Instant until) {
    while (!todo_.empty() && todo_.begin()->first <= until && !::testing::Test::HasFailure()) {
      if (todo_.begin()->first > now()) world_.pass(todo_.begin()->first - now());
      const auto due = todo_.extract(todo_.begin());
      due.mapped()();
      world_.settle();
    }
    if (until > now() && !::testing::Test::HasFailure()) world_.pass(until - now());
  }

 private:
  World& world_;
  std::multimap<Instant, std::function<void()>> todo_;
};

}  // namespace convene::simulation

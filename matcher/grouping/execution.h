// How a plan is computed: who does the work, and who is told how it goes.
//
// No part of the question: the answer is the same, byte for byte, whoever does the work and on however many threads.
// Only an observer that says stop makes a difference, and the plan's report says that it did.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

namespace convene::grouping {

/// A part of the work, by its number. Parts of one call touch nothing in common that changes.
using Job = std::function<void(std::size_t number)>;

/// Runs job(0) to job(count - 1), each once, in any order and on any threads, and returns when all are done. What a job
/// throws comes out of this call, after all others are done or given up.
using Parallel = std::function<void(std::size_t count, const Job& job)>;

/// What can be said of a plan in the making. It is not finished: who is to be together or apart may change rooms yet.
struct Figures {
  std::uint32_t people = 0;           // with a seat
  std::uint32_t same_primary = 0;     // of them: with another of exactly their kind in the room
  std::uint32_t repeat_meetings = 0;  // couples in one room who have met before
  bool operator==(const Figures&) const = default;
};

/// How far a refinement has come, and what the best plan so far is like.
struct Progress {
  std::uint32_t epoch = 0;   // so many are done
  std::uint32_t epochs = 0;  // of so many
  std::uint64_t steps = 0;   // exchanges tried
  std::int64_t lost = 0;     // points that the best plan so far loses (score.h)
  Figures best{};            // of that plan
  bool operator==(const Progress&) const = default;
};

enum class Verdict : std::uint8_t { go_on, stop };

/// Told before the first epoch and after each; never from two threads at once, always on the thread that asked for the
/// plan. Epochs are what a stop may have to wait for.
using Observer = std::function<Verdict(const Progress&)>;

/// Both may be empty: in order on the caller's thread, and nobody is told.
struct Execution {
  Parallel parallel;
  Observer observer;

  void run(std::size_t count, const Job& job) const {
    if (parallel && count > 1) return parallel(count, job);
    for (std::size_t number = 0; number < count; ++number) job(number);
  }
  bool stops(const Progress& progress) const { return observer && observer(progress) == Verdict::stop; }
};

}  // namespace convene::grouping

// Everything outside that makes one run differ from the next: time, timers, chance. Halls get theirs handed in, so
// that a simulation repeats from a seed.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>

#include "matcher/instant.h"

namespace convene::live {

/// The event's clock. Never goes backwards, and does not jump when the machine's wall clock is set.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

/// Calls back at an instant of the clock that it belongs to, or as soon as possible after it; never from within `at`.
/// Thread: the shard's.
class Timers {
 public:
  using Id = std::uint64_t;
  virtual ~Timers() = default;
  virtual Id at(Instant when, std::function<void()> what) = 0;
  /// After this `what` does not run. Ids that are over or 0 do no harm.
  virtual void cancel(Id id) = 0;
};

/// 64 unpredictable bits a call. Any thread.
class Entropy {
 public:
  virtual ~Entropy() = default;
  virtual std::uint64_t next() = 0;
};

/// Runs what it is given later, in order, on the shard's thread. May be called from any thread.
using Post = std::function<void(std::function<void()>)>;

/// The time since the machine was started, sleep included (a laptop that was shut has missed its sessions), anchored
/// once: at the wall clock's time, or at an instant of the operator's choice (rehearsals, demos). Any thread.
class SystemClock final : public Clock {
 public:
  explicit SystemClock(std::optional<Instant> starts_at = {});
  Instant now() const override;

 private:
  std::chrono::milliseconds anchor_;
  Instant origin_;
};

/// The system's source of randomness (OpenSSL's RAND_bytes, which reseeds itself from the kernel).
/// Throws std::runtime_error if there is none.
class SystemEntropy final : public Entropy {
 public:
  std::uint64_t next() override;
};

}  // namespace convene::live

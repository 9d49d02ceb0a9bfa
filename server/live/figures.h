// Counters and gauges of one hall, for whoever exports them. Plain numbers, written by the shard's thread only; read
// them there. No labels about people.
#pragma once

#include <array>
#include <cstdint>

#include "matcher/queueing/coverage.h"

namespace convene::live {

/// Bucket b counts values v with 2^b <= v < 2^(b+1) microseconds (b 0 also takes 0; the last one everything beyond).
struct Histogram {
  static constexpr std::size_t size = 28;
  std::array<std::uint64_t, size> buckets{};
  std::uint64_t count = 0;
  std::uint64_t sum = 0;

  void add(std::int64_t value) {
    const std::uint64_t v = value < 0 ? 0 : static_cast<std::uint64_t>(value);
    std::size_t bucket = 0;
    while (bucket + 1 < size && (v >> (bucket + 1)) != 0) ++bucket;
    ++buckets[bucket];
    ++count;
    sum += v;
  }
};

struct Figures {
  // Gauges.
  std::uint64_t connections = 0;    // greeted
  std::uint64_t people_online = 0;  // with a connection in charge
  std::uint64_t queued_commands = 0;
  std::uint64_t waiting_hellos = 0;
  bool ready = false;
  bool read_only = false;
  std::uint64_t seq = 0;
  // Counters.
  std::uint64_t messages_in = 0;
  std::uint64_t frames_out = 0;
  std::uint64_t bytes_out = 0;
  std::uint64_t hellos = 0;
  std::uint64_t hellos_refused = 0;
  std::uint64_t commands = 0;  // decided, of any origin
  std::uint64_t refused = 0;
  std::uint64_t repeated = 0;
  std::uint64_t rate_limited = 0;
  std::uint64_t malformed = 0;
  std::uint64_t batches = 0;
  std::uint64_t records = 0;
  std::uint64_t conflicts = 0;
  std::uint64_t journal_failures = 0;
  std::uint64_t rebuilds = 0;
  std::uint64_t broken_invariants = 0;
  std::uint64_t snapshots = 0;
  std::uint64_t views_encoded = 0;
  std::uint64_t views_handed_out = 0;  // one encoding may serve many
  std::uint64_t patches = 0;
  std::uint64_t collapses = 0;  // a lagging dashboard got a whole view instead of patches
  std::uint64_t closed_for_rate = 0;
  std::uint64_t expelled = 0;
  std::uint64_t estimates = 0;  // of all the waits of a line
  queueing::Coverage waits;     // how often the truth was within what was said
  Histogram durable_us;         // from handing a batch to the journal to its answer
};

}  // namespace convene::live

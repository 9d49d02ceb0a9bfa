// The tables of bench_queue: what was simulated beside what theory says, how honest the estimates were, what they cost.
#pragma once

#include "bench/queue/options.h"

namespace convene::bench {

/// Waits of plain queues, of one server with any service, of classes of priority and of people who leave.
void print_waits(std::uint64_t seed);
/// Coverage by nominal level, and errors beside the formulae of the number ahead.
void print_estimates(std::uint64_t seed);
/// What it takes to estimate 500 waits anew.
void print_cost();

/// One queue as asked for, as text or as JSON.
void print_one(const Options& options);

}  // namespace convene::bench

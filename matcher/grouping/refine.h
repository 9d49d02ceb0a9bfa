// Who sits with whom: exchanges people between the rooms of a packing as long as that meets more wishes.
//
// Simulated annealing from a cold start (Kirkpatrick, Gelatt, Vecchi 1983; temperature near the smallest difference
// that matters, falling to zero), in counted steps and whole numbers. A large crowd is refined in blocks (blocks.h), in
// several epochs with borders between the blocks that shift; one cooling runs through all of them. Each block has its
// own steps and its own stream of chance and is refined in a copy of its own, so blocks may run on any threads; they
// come together in their order. Never returns worse than it was given.
#pragma once

#include <cstdint>

#include "matcher/grouping/counting.h"
#include "matcher/grouping/execution.h"
#include "matcher/grouping/problem.h"
#include "matcher/grouping/seating.h"

namespace convene::grouping {

struct Refined {
  std::uint64_t steps = 0;  // exchanges tried: fewer than asked for if there is nothing left to wish or to exchange
  bool cut_short = false;   // the observer said stop
};

/// Tries up to `steps` exchanges (swaps, and moves that keep sizes in [sizes.min, sizes.max]). Time: O(steps x room +
/// epochs x n log n), memory for a copy of each block. `counting` gives an observer the figures.
Refined refine(Seating& seating, Sizes sizes, std::uint64_t steps, std::uint64_t seed, const Execution& execution = {},
               const Counting& counting = {});

/// So many epochs it takes: few enough that most of the time goes into steps, many enough that a stop is soon
/// heeded: an epoch has at most 300,000 steps, or 40 a person.
std::uint32_t epochs_of(std::uint64_t steps, std::uint64_t people);

}  // namespace convene::grouping

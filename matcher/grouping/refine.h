// Who sits with whom: exchanges people between the rooms of a packing as long as that meets more wishes.
//
// Simulated annealing from a cold start (Kirkpatrick, Gelatt, Vecchi 1983; temperature near the smallest difference
// that matters, falling to zero), in counted steps and whole numbers. Never returns worse than it was given.
#pragma once

#include <cstdint>

#include "matcher/grouping/problem.h"
#include "matcher/grouping/seating.h"

namespace convene::grouping {

/// Tries `steps` exchanges (swaps, and moves that keep sizes in [sizes.min, sizes.max]); returns how many it tried:
/// fewer if nothing can be exchanged.
std::uint64_t refine(Seating& seating, const Problem& problem, Sizes sizes, std::uint64_t steps, std::uint64_t seed);

}  // namespace convene::grouping

// The best arrangement that a number of steps finds: cold annealing from several starts, then descent.
//
// Kirkpatrick, Gelatt, Vecchi 1983, on swaps, moves and turns of three; broken rules are allowed at a price that rises
// until none is worth it (a penalty method), so that tight constraints do not wall the search in. The temperature
// begins at a part of the mean difference that a swap makes, and falls with the square of what is left of the run.
// Whole numbers only: the same problem, seed and steps give the same answer on every machine.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "matcher/grouping/pairwise/problem.h"
#include "matcher/grouping/pairwise/units.h"

namespace convene::grouping::pairwise {

/// Asked between epochs; true: no more of them.
using Stop = std::function<bool()>;

struct Found {
  std::vector<Round> rounds;
  std::uint64_t steps = 0;
  bool cut = false;
  bool proven = false;  // nothing can be better
};

/// Nothing in `rounds` if no arrangement that keeps the rules was found. `start`, where given, is tried as well.
Found search(const Problem& problem, const Units& units, std::uint64_t steps, const Stop& stop,
             const std::vector<Round>& start = {});

}  // namespace convene::grouping::pairwise

// What an arrangement is worth, reckoned from the definition: the measure that every search is held to.
#pragma once

#include <cstdint>
#include <vector>

#include "matcher/grouping/pairwise/problem.h"

namespace convene::grouping::pairwise {

struct Worth {
  std::int64_t score = 0;
  std::uint64_t repeats = 0;
  std::uint64_t moves = 0;
};

/// The rooms of the first round are first put in the order that makes moves fewest (an assignment problem; above 500
/// rooms the largest overlap first, which may count some moves too many). O(weights x rounds + meetings log meetings +
/// rooms^3).
Worth worth(const Problem& problem, std::vector<Round>& rounds);

/// What breaks a rule, in no words: for tests and for checks before an answer leaves. True: nothing does.
bool keeps_rules(const Problem& problem, const std::vector<Round>& rounds);

/// Rows to columns, each once, with the highest sum; a row may go without (nobody). Hungarian method (Kuhn 1955, in the
/// form of Jonker and Volgenant), O(rows^2 x columns). Needs rows <= columns.
std::vector<Index> assign(const std::vector<std::vector<std::int64_t>>& gain);

}  // namespace convene::grouping::pairwise

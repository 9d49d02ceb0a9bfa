// Random problems in numbers, with every kind of rule.
#pragma once

#include <cstdint>

#include "matcher/grouping/pairwise/problem.h"

namespace convene::reference {

/// Each kind of rule is in about half of the problems, of one round. The largest room holds at most `widest` more than
/// the smallest. Some are infeasible.
grouping::pairwise::Problem draw_problem(std::uint64_t seed, std::uint32_t people, std::uint32_t widest = 3);

}  // namespace convene::reference

// The best arrangement of few people, proven: every division into rooms is looked at, once.
//
// Dynamic programme over sets of units: the unit with the lowest number that has no room yet gets one with some of the
// others. With present seats, first each present room is given the set of people that continue it.
// O(3^units) at worst, times the rooms where their number is given, times the present rooms.
#pragma once

#include <cstdint>
#include <optional>

#include "matcher/grouping/pairwise/problem.h"
#include "matcher/grouping/pairwise/units.h"

namespace convene::grouping::pairwise {

/// Steps that `exact` would take at most; nothing if there are too many units for it at all.
std::optional<std::uint64_t> exact_steps(const Problem& problem, const Units& units);

/// One round; problem.rounds and repeats are not looked at. The round alone is set in an answer.
Outcome exact(const Problem& problem, const Units& units);

}  // namespace convene::grouping::pairwise

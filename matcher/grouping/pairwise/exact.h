// The best arrangement of few people, proven, within a number of steps.
//
// First a dynamic programme over sets of units says what each set is worth at most (subsets.h), where two kinds of rule
// are relaxed to charges: so many rooms, and that no two rooms continue one present room. Where neither kind is in the
// problem, that is the answer. Elsewhere a branch and bound goes down the divisions, bounded by what the rest is worth
// at most; charges are raised and lowered between attempts, by subgradients with Polyak's step, until a bound meets
// what was found (Held, Karp 1971; Fisher, Management Science 27, 1981). What was looked at before in no worse a way is
// left out. The same problem and steps give the same answer on every machine.
#pragma once

#include <cstdint>
#include <optional>

#include "matcher/grouping/pairwise/problem.h"
#include "matcher/grouping/pairwise/units.h"

namespace convene::grouping::pairwise {

struct Proof {
  bool complete = false;       // no arrangement is better than this one; if there is none here, there is none
  std::optional<Round> round;  // the best found
  std::uint64_t steps = 0;
};

/// One round; problem.rounds and repeats are not looked at. Nothing, if there are too many units or present rooms for
/// it, or the first bound alone takes more steps than these.
std::optional<Proof> prove(const Problem& problem, const Units& units, std::uint64_t steps);

}  // namespace convene::grouping::pairwise

// The best score of the abstract problem by a way of its own: every division of few people into rooms is looked at, no
// bound, nothing left out. What the engine says is held to it; it shares nothing with it but the problem's form.
//
// Dynamic programme over sets of groups (people who are to be together): the first group that has no room yet gets one
// with some of the others. With present seats, first each present room is given the set of groups that continue it.
#pragma once

#include <cstdint>
#include <optional>

#include "matcher/grouping/pairwise/problem.h"

namespace convene::reference {

/// Steps that `best_score` takes; nothing if there are too many groups for it at all.
std::optional<std::uint64_t> proof_steps(const grouping::pairwise::Problem& problem);

/// Of one round; nothing if no arrangement keeps the rules. O(3^groups), times the rooms where their number is given,
/// times the present rooms.
std::optional<std::int64_t> best_score(const grouping::pairwise::Problem& problem);

}  // namespace convene::reference

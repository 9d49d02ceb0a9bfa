// The abstract grouping problem, whole: contradictions first, few people exactly, everybody else by search.
#pragma once

#include <cstdint>

#include "matcher/grouping/pairwise/problem.h"
#include "matcher/grouping/pairwise/search.h"

namespace convene::grouping::pairwise {

inline constexpr std::uint64_t usual_proof_steps = 2'000'000'000;

/// Steps that a search of this many people and rounds may take when nothing else is said.
std::uint64_t normal_steps(const Problem& problem);

/// `problem` must be sound: numbers of people below `people`, 1 <= min <= ideal <= max, nobody with themselves counts,
/// limits kept. Rounds without repeats that cost anything are solved one by one. Of at most 20 people or
/// groups a proof is looked for first, within `proof_steps` steps of it (some 2 ns each).
/// The same problem and steps give the same answer unless `stop` says so: it is asked between epochs.
Outcome solve(const Problem& problem, std::uint64_t steps, const Stop& stop = {},
              std::uint64_t proof_steps = usual_proof_steps);

}  // namespace convene::grouping::pairwise

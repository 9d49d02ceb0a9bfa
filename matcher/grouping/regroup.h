// Rooms in which people sit already, made better by few moves.
//
// Simulated annealing from where people sit, as refine.h from a packing; each person who would change rooms costs as
// much as a wish does, so that nobody is disturbed for next to nothing.
#pragma once

#include <cstdint>
#include <vector>

#include "matcher/grouping/execution.h"
#include "matcher/grouping/problem.h"

namespace convene::grouping {

/// Where people sit now.
struct Present {
  std::vector<std::vector<PersonId>> rooms;
  std::vector<PersonId> pinned;  // stay where they are
};

/// Points that a move must gain to be worth it: half a level of the tree that decides, of one person, with the weights
/// of a role-alike session.
inline constexpr std::int64_t move_points = 40;

/// People of the problem who sit nowhere come in as arrivals; those to be kept apart are parted, pinned or not; rooms
/// are brought within their sizes by the fewest moves, where the numbers allow it. Then exchanges, each of which is
/// worth its moves. The plan's rooms are those people sit in then; which of the present ones each is, whoever asked
/// finds by who sits there. Never worse than the present rooms within their sizes. Same problem and seed, same plan.
/// One annealing over all, on the caller's thread; its observer may say stop as plan.h has it.
/// Time: O(n x max + n log n + step_budget x room).
Plan regroup(const Problem& problem, const Present& present, const Execution& execution = {});

}  // namespace convene::grouping

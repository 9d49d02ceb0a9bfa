// The whole of a grouping: pack, seat, refine, explain.
#pragma once

#include "matcher/grouping/execution.h"
#include "matcher/grouping/problem.h"
#include "matcher/grouping/score.h"

namespace convene::grouping {

/// Groups the people of a problem. Everybody is in exactly one room or unplaced with the reason; nobody sits alone in
/// a room; nobody is in a room over max; nobody is in a room under min where the numbers allow it; nobody sits with
/// somebody to be kept apart from; who is to sit together does, where seats and the former allow it. Time: O(n log n +
/// nodes x max^2 + step_budget x room).
///
/// The same on however many threads `execution` has. If its observer says stop, the best plan so far, with all of these
/// guarantees, no worse than without any step, and `cut_short` in its report.
Plan plan(const Problem& problem, const Execution& execution = {});

/// Describes rooms somebody else has made (after moves by hand, say) as `plan` would: basis, order, report.
/// People of the problem who sit in no room and are not in `unplaced` are taken as unplaced, `no_company`.
Plan explain(const Problem& problem, const std::vector<std::vector<PersonId>>& rooms,
             std::vector<Unplaced> unplaced = {});
/// The same for a problem that is `cleaned` already, nobody being in two rooms. O(n x room + couples + rooms log
/// rooms).
Plan explain_seats(const Problem& problem, Seats rooms, std::vector<Unplaced> unplaced);

}  // namespace convene::grouping

// A plan made a while ago, brought to the people who are here now.
#pragma once

#include <span>

#include "matcher/grouping/problem.h"

namespace convene::grouping {

/// `now.people` are who is here; `draft` is what was planned. Whoever is not here is dropped. Then as few people as
/// possible are moved so that no room is under min or over max where the numbers allow it: the smallest rooms are
/// dissolved, or people come from rooms that can spare them, whichever moves fewer. People of `now` who are not in the
/// draft are placed as arrivals (placement.h), and in new rooms where no seats are left.
/// `pinned` people stay where the draft has them, though their room be under min. Those to be kept apart are parted,
/// pinned or not. Otherwise the same guarantees as `plan`. Time: O(n x max + n log n).
Plan refill(const Problem& now, const Plan& draft, std::span<const PersonId> pinned = {});

}  // namespace convene::grouping

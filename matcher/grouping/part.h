// The rule that never yields but to the size of a room: people to be kept apart are in different rooms.
#pragma once

#include <vector>

#include "matcher/grouping/problem.h"
#include "matcher/grouping/seating.h"

namespace convene::grouping {

/// Exchanges people until nobody sits with somebody to be kept apart from; for whom no exchange is found, the seat is
/// lost: they are added to `unplaced`, as is whoever would be left alone by it and finds no other room. Quick where
/// there is nothing to do: O(apart). Otherwise O(n x room) per person parted.
void part(const Problem& problem, Seating& seating, std::vector<Unplaced>& unplaced);

}  // namespace convene::grouping

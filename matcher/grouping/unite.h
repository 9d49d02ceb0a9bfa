// Who is to sit together is brought together, before anything else is exchanged.
#pragma once

#include <cstdint>

#include "matcher/grouping/problem.h"
#include "matcher/grouping/seating.h"

namespace convene::grouping {

/// Brings each group of people that `problem.together` connects into the room, of those its members sit in, where that
/// costs the least; whoever leaves for them takes the seat that becomes free. A group stays as it was where nothing is
/// gained by it: somebody to be kept apart from, too few seats. Later exchanges of one for one cannot do this, since
/// the first step of it is for the worse. Afterwards no such exchange parts a group again: it would cost more than all
/// it could mend. O(couples log couples + members x rooms of a group x (room^2 + rooms)).
void unite(Seating& seating, const Problem& problem);

}  // namespace convene::grouping

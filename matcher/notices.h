// Whom a notice reaches.
#pragma once

#include <vector>

#include "matcher/state.h"

namespace convene {

bool reaches(const State& state, const Audience& audience, PersonId person);

/// Everybody a notice reaches now. O(people of the event): a broadcast is an action on the crowd.
std::vector<PersonId> reached(const State& state, const Audience& audience);

}  // namespace convene

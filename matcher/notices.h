// Whom a notice reaches.
#pragma once

#include <vector>

#include "matcher/state.h"

namespace convene {

/// O(log people named), and a few steps for each other list.
bool reaches(const State& state, const Audience& audience, PersonId person);

/// Whether a notice stands on the floor of who looks after `scope`: their own, what reaches nobody beyond it, and what
/// goes to everybody. What is said to single people is between them and the sender.
bool shows(const State& state, const Scope& scope, const NoticeSent& notice);

/// Everybody a notice reaches now. O(people of the event): a broadcast is an action on the crowd.
std::vector<PersonId> reached(const State& state, const Audience& audience);

}  // namespace convene

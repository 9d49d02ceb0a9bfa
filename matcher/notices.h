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

/// Whether it is for this person until they dismiss it: it reached them when it was sent, wherever they went since, or
/// it would now. O(log people reached), and as `reaches`.
bool is_for(const State& state, const SentNotice& sent, PersonId person);

/// Who reads it may go or come, and it is still for those whom it reached.
bool is_of_a_moment(const Audience& audience);

/// Everybody a notice reaches now. O(people of the event): a broadcast is an action on the crowd.
std::vector<PersonId> reached(const State& state, const Audience& audience);

}  // namespace convene

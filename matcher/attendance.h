// Who attended which content session, and who means to come to which.
//
// Attendance is known from the roster, from checking in, from the list of a webinar tool, and from staff, whose word
// stands against the others. It is shown to its owner, and to staff as a number. Who was in a room of a round is known
// from their seats.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "matcher/state.h"

namespace convene {

/// O(log sessions + sessions in the roster's row).
bool has_attended(const Person& person, std::string_view session);

/// The content sessions that this person attended, in the order of the event's file. O(sessions).
std::vector<std::string> sessions_attended(const State& state, const Person& person);

/// Everybody who was present in the room at some time, in the order of their ids. O(seats log seats).
std::vector<PersonId> who_was_in(const Room& room);

/// Whether one can be counted as attending it now: it is on, or was over not long ago.
bool takes_check_ins(const Session& session, Instant now);

}  // namespace convene

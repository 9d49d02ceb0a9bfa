// How long people's words are kept: so many days after the last session's end, as the event's file says; then everybody
// is erased, staff too, as by an organiser.
//
// Whoever is taken in after the event is over has those days from when the event's file was taken in last. Staff are
// told beforehand, by limits::erasure_notice or half of the days if that is less; where that moment is past, by
// limits::erasure_notice_least or as much. What was told stands in the state, so a restart changes nothing; more
// sessions, or more days, put it off.
#pragma once

#include <optional>

#include "matcher/state.h"

namespace convene {

/// When what the event was for is over; nothing: it has no session. O(sessions).
std::optional<Instant> retention_ends(const State& state);

/// When everybody is erased, if that was announced and nothing has put it off since.
std::optional<Instant> erasure_announced(const State& state);

/// Whether it is: nobody is taken in any more.
bool retention_over(const State& state, Instant now);

}  // namespace convene

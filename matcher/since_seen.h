// What somebody acts on, and saw otherwise: commands may carry what stood on the screen. Where it is not so any more
// they are refused, with what it is now and who changed it.
//
// Who did it is looked up among the latest acts and operations of staff, which are part of the state: a screen is never
// older than those. Where nobody of the staff did (a round opened by itself, the event's file was read again), nobody
// is named.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "matcher/deciding.h"

namespace convene {

/// Puts in `by` and, unless they are erased, `by_name`. None: nothing.
void say_who(const State& state, PersonId by, std::map<std::string, std::string>& parameters);

/// `hats.changed`, unless the person has the hats that were seen, in whatever order, and, being staff, reaches what was
/// seen. O(what they reach, with a logarithm, + latest acts).
Decided fault_in_hats_seen(const State& state, const Person& person, const std::optional<SeenHats>& seen);

/// `session.changed`, unless the session ends, and, if that was seen, starts when it was to, or whoever asks is the
/// only one who moved it since: their page may not have heard of it yet. O(latest acts).
Decided fault_in_times_seen(const Deciding& d, const Session& session, std::optional<Instant> starts, Instant ends);

/// `round.changed`, unless the session's round, which is open or closing, ends when it was to; likewise. That its time
/// ran out meanwhile is no change; that somebody ended it is. O(latest acts and operations).
Decided fault_in_round_seen(const Deciding& d, const Session& session, std::optional<Instant> ends);

}  // namespace convene

// What came of office hours, as lists: visits (who was helped by whom, on what, after which wait, for how long), and
// follow-ups (who is to be contacted after the session).
//
// A line for each ticket, in the order in which they were opened; tickets of erased people are left out. Times are
// RFC 3339, UTC. Notes are the advisor's words and for the organiser alone.
#pragma once

#include <string>
#include <string_view>

#include "matcher/state.h"

namespace convene::ops {

/// event,session,desk,topic,person_id,name,advisor_id,advisor,state,why,opened,waited_minutes,started,talked_minutes,
/// note. `session` empty: all. O(tickets).
std::string visits_csv(const State& state, std::string_view session = {});

/// event,session,topic,person_id,name,email,state,question,advisor,note: of those who want to hear, or of whom an
/// advisor said so.
std::string follow_ups_csv(const State& state, std::string_view session = {});

/// How long people waited until they were called by order, by session; and how many left before. Printed as JSON.
std::string waits_json(const State& state, std::string_view session = {});

}  // namespace convene::ops

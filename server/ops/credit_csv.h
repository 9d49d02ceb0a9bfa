// Hours of professional development and who met whom, as lists.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "matcher/state.h"

namespace convene::ops {

/// event,person_id,name,email,hours,plan_completed,plan_hours,capped,sessions: everybody who was in a session that
/// gives credit, or completed the plan (matcher/credit.h). `sessions` names those that count, with the hours of each,
/// as "learning-loss 1; role-alike-1 0.5". Any thread that may read the state. O(people x sessions + seats).
std::string credit_csv(const State& state);

/// Hours of so many minutes, as "1.5": two figures behind the point at most.
std::string in_hours(std::int32_t minutes);

/// event,person_id,name,other_id,other_name,times,rooms: a line for two people who were present in a room of rounds
/// together, the most often met first. `session` empty: of all. Nothing: there are more than `most` lines. O(sum of
/// people^2 of each room).
std::optional<std::string> met_csv(const State& state, std::string_view session = {},
                                   std::size_t most = std::numeric_limits<std::size_t>::max());

}  // namespace convene::ops

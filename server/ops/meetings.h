// Who met whom: whoever was present in one room of a round at some time, each with each.
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "matcher/state.h"

namespace convene::ops {

/// Each two who met, once and in the order of their ids, with the rooms in which they did, in the order of the rounds;
/// without who was erased. `session` empty: of all. False from `each` ends it. Any thread that may read the state.
/// O(sum of people^2 of each room) in time, but of one person's meetings alone in memory.
void each_meeting(const State& state, std::string_view session,
                  const std::function<bool(PersonId one, PersonId other, std::span<const RoomId> rooms)>& each);

}  // namespace convene::ops

// One facilitator a room, where the policy wants that and there are enough of them.
//
// They visit the rooms they are given, and may go elsewhere; nobody is sent into a room from one they chose to be in.
#pragma once

#include "matcher/deciding.h"

namespace convene {

/// When a round has opened: each of its rooms is visited by a facilitator who is free, those who share its language
/// first; none is, if there are fewer of them than rooms. O(rooms x facilitators).
void host_rooms(Deciding& deciding, RoundId round);

/// For a room that opened later: a facilitator who is free, if there is one. O(staff).
void host_room(Deciding& deciding, RoomId room);

/// The policy wants a member of staff in the room, and none is there. O(people in the room).
bool lacks_host(const State& state, const Room& room);

}  // namespace convene

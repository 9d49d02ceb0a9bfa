// The turn clock of a room: everybody who is there has the floor for the same time.
//
// What is left of the round, but for goodbyes, is divided among those who have not had a turn, anew at each turn: who
// is done early leaves their time to those who follow, who arrives late is added at the end, and who is not there when
// their turn comes is passed over for as long as they are not. While whoever has the turn lost the connection and may
// be back within the grace, the clock stands, which the room is told, and they lose none of it, but for the least that
// those who follow need; after the grace it is over.
#pragma once

#include <optional>

#include "matcher/deciding.h"

namespace convene {

/// When the clock starts by itself, or goes on to the next person; nothing: never. O(people in the room).
std::optional<Instant> turns_deadline(const State& state, const Room& room);

/// What is due of it now; true if a fact was emitted.
bool turns_due(Deciding& deciding, RoomId room);

}  // namespace convene

// The way into a room's call: from the event, from whoever hosts the room, or from staff for this room alone.
#pragma once

#include <string>
#include <string_view>

#include "matcher/deciding.h"

namespace convene {

/// Whether a browser may open it: http or https, a host, neither blanks nor controls, limits::link_bytes at most.
bool is_link(std::string_view text);

/// The part of a room's call address that nobody who knows other rooms' can guess: 13 letters and digits, of a seed
/// that is kept secret. A pseudorandom function of the room (SipHash, siphash.h).
std::string call_key(std::uint64_t seed, RoomId room);

/// The room gets the call of its host, if they have one. It keeps it when they go: people are in it.
void link_to_host(Deciding& deciding, RoomId room, PersonId host);

/// Rooms that are open meet in this person's call no longer: they were shut out, or lost their hats.
void unlink_rooms(Deciding& deciding, PersonId host);

}  // namespace convene

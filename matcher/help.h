// Help: a person asks, one member of staff goes, so that two do not.
//
// A call always reaches somebody. It is for those who look after the session that the person is in; where that is none,
// or none of them is here, it is for all staff, who may then come, into the room, too. Asked again it stays the one
// call it was, with the new words.
//
// Whoever goes can give it back, and anybody else whom the call reaches can go instead: they name the one whom they saw
// go, who is told (notice `help_taken`), as whoever asked is. Nobody else's word ends a claim.
#pragma once

#include "matcher/state.h"

namespace convene {

/// Whether this person's call is for all staff. O(staff).
bool call_is_open(const State& state, const Person& person);

/// Whether somebody in this room is helped by this member of staff. O(people in the room).
bool comes_to_help(const State& state, PersonId staff, const Room& room);

}  // namespace convene

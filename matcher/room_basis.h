// What the people of a room have in common, and rooms made of people.
#pragma once

#include <span>
#include <vector>

#include "matcher/deciding.h"
#include "matcher/grouping/plan.h"

namespace convene {

/// Of those who hold seats now. O(people in the room x depth of the trees).
Basis basis_of(const State& state, const Room& room);
Basis basis_of(const State& state, const Session& session, std::span<const PersonId> people);

/// What everybody with a seat there speaks, of those who said. O(people in the room).
Languages shared_languages(const State& state, const Room& room);

/// The tree's key of what these people have in common in the tree that decides in this session; empty: everybody.
std::string category_of(const State& state, const Session& session, const Basis& basis);

/// The next room of the round, under the next number of its category; nobody is in it, and its basis and prompt are the
/// caller's to say.
RoomOpened next_room(const Deciding& deciding, RoundId round, std::string category);

/// The prompt that rooms of this round get; -1: there is none.
std::int32_t prompt_of(const State& state, const Round& round);

/// Opens a room of the round and seats these people in it.
RoomId open_room(Deciding& deciding, RoundId round, const std::vector<PersonId>& people, SeatWhy why, PersonId by = {});

}  // namespace convene

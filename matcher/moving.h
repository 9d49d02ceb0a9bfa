// Giving people other places, as staff do: what moving, and opening, merging and closing rooms share.
#pragma once

#include <string>
#include <vector>

#include "matcher/deciding.h"

namespace convene {

/// How many seats the room may have.
std::size_t capacity(const State& state, const Room& room);

/// Who changed the assignment since it was seen, for the words on the loser's screen.
Refusal seat_changed(const State& state, const Person& person);

/// Likewise of the room itself: its name, lock or call, or that it was closed and is there again.
Refusal room_changed(const State& state, const Room& room);

/// People to move: known, each once, as they were seen, in a session, and not in a talk.
Decided find_movers(const State& state, const std::vector<Move>& moves, std::vector<PersonId>& movers);

/// What staff write when they move people, for the board and for those who are moved: `text.too_long`.
Decided fault_in_words(const std::string& reason, const std::string& told);

/// A session with an open round whose rooms staff may change: `session.unknown`, `not_in_scope`, `session.no_rooms`,
/// `round.none`.
Decided find_open_round(const Deciding& d, const std::string& session, std::int32_t& index);

/// A room of an open round into which staff may bring people.
Decided find_target(const State& state, RoomId id, const Room*& room);

/// Two people who are to be kept apart would share the room (or, none, a new one): `pair.kept_apart`, or, to whoever
/// does not see the board, `room.unavailable` and nothing more.
/// `leaves`: whoever goes as they come.
Decided parted(const State& state, PersonId by, const std::vector<PersonId>& movers, const Room* room,
               PersonId leaves = {});

/// `room.full`: so many seats are left, and these people come, and as many more seats are needed. Where no more people
/// come than go, a room that is over its size is no fuller than it was.
Decided fault_in_seats(const State& state, const Room& room, std::size_t leave, const std::vector<PersonId>& come,
                       std::size_t more = 0);

/// Where somebody goes: a room or, none, the lobby.
struct NewPlace {
  PersonId person;
  RoomId room;
  bool held = true;  // in the lobby: until they ask for a seat, or staff give them one
};

/// All of them there.
std::vector<NewPlace> places_in(const std::vector<PersonId>& people, RoomId room, bool held = true);

/// Gives these people, who are in this session, their places in its open round. Whoever goes makes room for who comes,
/// though a room be full in between. O(people + people in the rooms).
void give_places(Deciding& deciding, const std::string& session, const std::vector<NewPlace>& places);

/// Opens a room for two people or more of one session.
Decided move_to_new_room(Deciding& deciding, const std::vector<PersonId>& movers, RoomId& opened);

}  // namespace convene

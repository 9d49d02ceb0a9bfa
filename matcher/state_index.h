// Keeping up what is worked out of the state. For the slices' `apply` functions only.
#pragma once

#include "matcher/state.h"

namespace convene::indexing {

/// After the event's definition changed: trees, names of sessions, everybody as the grouping sees them.
/// `at`: when that was, for rooms in which somebody is alone since then.
void event_changed(State& state, Instant at);

/// After sessions were added at the end: they have a place in all that is kept by session. O(sessions).
void sessions_grew(State& state);

/// After a person's profile came, changed or was erased. `before` is what is to be forgotten.
void profile_changed(State& state, const Person& person, const Profile* before);

/// After anything about a room's seats, lock or basis changed: placement, lapsed seats, whether somebody is alone
/// there, what is due. O(people in the room).
void room_changed(State& state, Room& room, Instant at);

/// After anything about a session's or a person's own times changed.
void session_changed(State& state, std::int32_t session);
/// Staff say this of the two from now on; nothing: what the roster says holds.
void pair_changed(State& state, PersonId one, PersonId other, std::optional<Bond> bond);
/// How long people are kept may be another time. O(sessions).
void event_clock_changed(State& state);
/// The languages that the event is held in are told apart however many people name: they come before anybody's.
void locales_changed(State& state, const std::vector<std::string>& before);
void hats_changed(State& state, const Person& person);
void person_changed(State& state, const Person& person);

/// After anything about a ticket's own times changed.
void ticket_deadline_changed(State& state, const Ticket& ticket);

/// A room got its name: the next one of its category gets the next number.
void room_named(State& state, const Room& room);

/// The room has a call of this number: while it is open, and, less so, until it is past.
void call_taken(State& state, const Room& room);
/// It was closed, and is not past yet: staff may open it again.
void call_spared(State& state, const Room& room);
/// ... and it is open again.
void room_reopened(State& state, const Room& room);

/// The room is closed for good: its round is over, or the talk that it was for.
bool is_past(const State& state, const Room& room);
/// The room's name or link may be this person's now, or no longer.
void room_worded(State& state, const Room& room, PersonId owner);

/// A room is over, which is told once: its call is free, and who was in it have met each other. O(people who were
/// there, squared).
void room_past(State& state, const Room& room);
bool have_met(const State& state, PersonId a, PersonId b);
/// They are or were in this room: of its round they took part. O(log rounds).
void took_part(State& state, const Room& room, PersonId person);

/// The round is open: its rooms can be found by arrivals. Or not any more.
void round_opened(State& state, const Round& round, Instant at);
void round_over(State& state, const Round& round);

std::string lower_case(std::string_view text);

}  // namespace convene::indexing

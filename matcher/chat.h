// The chat of a room: the newest messages, which whoever comes late reads from the beginning.
//
// It stays readable for a day after its round; then it is forgotten, in the vault too, but for messages that staff have
// still to look at. Until then whoever could read a message can report it, also when they went.
//
// Goodbye. Whoever staff moved into another room reads and writes in the one that they left for at most a minute, and
// the moment before in which they ask for it (limits::goodbye_asked): by the time of the fact that moved them, whatever
// their page says. So it is for them alone: who was sent to the lobby, shown out, or went by themselves has left. It is
// over where the room is closed or its round is, where nobody sits there any more, and with their next change of place.
// There is none, neither to read nor to write, where something between them and those who stay may be why they were
// moved: somebody there is to be kept apart from them, whoever wished it; something was told of them, or a message of
// theirs there reported, and staff have not looked after it. What spoke against it when they were moved does so to its
// end, though staff settle it meanwhile. Nobody is told which of these it is: it looks like a room that is closed.
// Muted is muted there, too.
#pragma once

#include <optional>

#include "matcher/deciding.h"
#include "matcher/state.h"

namespace convene {

/// Whose chat a person is shown: the room they visit or sit in; else that of the last round, to be read only.
std::optional<RoomId> chat_room(const State& state, PersonId person);

/// Whether nothing speaks against a goodbye of this person to those in the room. O(people there).
bool may_take_leave(const State& state, const Person& person, const Room& room);

/// The room that staff moved them out of and to which they may say goodbye, as it was when they were moved. O(1).
std::optional<Goodbye> goodbye(const Person& person);

/// That room, if it is so now; else none. O(people there).
RoomId leaves_now(const State& state, PersonId person, Instant now);

/// Null: there is no such message, or not any more. O(1).
const ChatLine* find_line(const Room& room, std::uint32_t n);
ChatLine* find_line(Room& room, std::uint32_t n);

/// Null: it is not reported, or that is settled. O(complaints).
const ChatComplaint* find_complaint(const Room& room, std::uint32_t n);
ChatComplaint* find_complaint(Room& room, std::uint32_t n);

/// When what was said in a closed room is forgotten; nothing: it is, or the room is not closed.
std::optional<Instant> chat_deadline(const State& state, const Room& room);

/// Forgets what is due, at most limits::chat_forgotten messages; true if a fact was emitted.
bool chat_due(Deciding& deciding, RoomId room);

}  // namespace convene

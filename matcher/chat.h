// The chat of a room: the newest messages, which whoever comes late reads from the beginning.
//
// It stays readable for a day after its round; then it is forgotten, in the vault too, but for messages that staff have
// still to look at. Until then whoever could read a message can report it, also when they went.
#pragma once

#include <optional>

#include "matcher/deciding.h"
#include "matcher/state.h"

namespace convene {

/// Whose chat a person is shown: the room they visit or sit in; else that of the last round, to be read only.
std::optional<RoomId> chat_room(const State& state, PersonId person);

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

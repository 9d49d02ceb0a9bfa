// The chat of a room: the newest messages, which whoever comes late reads from the beginning.
#pragma once

#include <optional>

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

}  // namespace convene

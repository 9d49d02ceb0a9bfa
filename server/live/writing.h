// What people write to others, checked for what a core without Unicode tables cannot see (protocol/human_text.h).
#pragma once

#include <optional>

#include "matcher/commands.h"
#include "matcher/refusal.h"

namespace convene::live {

/// Why these words cannot be shown to others as they are; nothing: they can. O(their bytes).
std::optional<Refusal> fault_in(const ChatSay& said);
std::optional<Refusal> fault_in(const HelpAsk& asked);
std::optional<Refusal> fault_in(const PersonReport& report);
std::optional<Refusal> fault_in(const SessionAdd& added);
std::optional<Refusal> fault_in(const RoundDraft& draft);
std::optional<Refusal> fault_in(const RoundRematch& rematch);
std::optional<Refusal> fault_in(const NoticeSend& sent);
std::optional<Refusal> fault_in(const TicketOpen& opened);
std::optional<Refusal> fault_in(const TicketEdit& edited);
std::optional<Refusal> fault_in(const TicketDone& done);
std::optional<Refusal> fault_in(const TicketCall& call);
std::optional<Refusal> fault_in(const TicketMove& move);
std::optional<Refusal> fault_in(const TicketPin& pin);
std::optional<Refusal> fault_in(const SeatMove& move);
std::optional<Refusal> fault_in(const SeatSwap& swap);
std::optional<Refusal> fault_in(const RoomCreate& created);
std::optional<Refusal> fault_in(const RoomRename& renamed);
std::optional<Refusal> fault_in(const RoomMerge& merge);
std::optional<Refusal> fault_in(const RoomClose& close);

}  // namespace convene::live

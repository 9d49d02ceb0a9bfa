// What people write to others, checked for what a core without Unicode tables cannot see (protocol/human_text.h).
#pragma once

#include <optional>

#include "matcher/commands.h"
#include "matcher/refusal.h"

namespace convene::live {

/// Why these words cannot be shown to others as they are; nothing: they can. O(their bytes).
std::optional<Refusal> fault_in(const ChatSay& said);
std::optional<Refusal> fault_in(const HelpAsk& asked);

}  // namespace convene::live

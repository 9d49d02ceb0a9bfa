// What people write about themselves, checked for what a core without Unicode tables cannot see.
#pragma once

#include <optional>
#include <string_view>

#include "matcher/commands.h"
#include "matcher/profile.h"
#include "matcher/refusal.h"
#include "protocol/messages.h"

namespace convene::live {

/// The form of a walk-in as a profile.
Profile profile_of(const protocol::JoinForm& form);

/// Why these words cannot be shown to others (protocol/human_text.h); `field` in its parameters says which.
std::optional<Refusal> fault_in(const protocol::JoinForm& form);
std::optional<Refusal> fault_in(const ProfileUpdate& update);

/// A refusal of the form, as it is told: the path is its field, below `within` ("join.", say).
protocol::Refused refused_form(const Refusal& refusal, std::string_view within = {});

}  // namespace convene::live

// Who may do what: hats against commands. The table stands in PROTOCOL.md and is a test.
//
// Hats live in the event's state, so they can be given and taken at once. A facilitator may also be scoped to sessions
// or rooms, which the deciding slice checks (in_scope).
#pragma once

#include <string_view>
#include <vector>

#include "matcher/ids.h"
#include "matcher/profile.h"

namespace convene {

struct State;

/// Everything any of these hats allows, by the names of commands; and of topics ("floor", "board").
std::vector<std::string_view> capabilities(const std::vector<Hat>& hats);

bool allows(const std::vector<Hat>& hats, std::string_view capability);

/// As above, for somebody of the event: nobody who is shut out may do anything.
std::vector<std::string_view> capabilities(const State& state, PersonId person);
bool may(const State& state, PersonId person, std::string_view capability);

}  // namespace convene

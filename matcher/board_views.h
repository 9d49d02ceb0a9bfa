// Single entries of the board, for whoever tells of more than is on it.
#pragma once

#include "matcher/state.h"
#include "matcher/views.h"

namespace convene {

/// One operation, also of those that are kept no more. `undone_by`: none: it stands. O(what it changed).
BoardOperation board_operation(const State& state, const Operation& operation, PersonId undone_by);

}  // namespace convene

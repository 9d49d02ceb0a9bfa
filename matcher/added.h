// Sessions that staff add while the event runs. They are of the event's description like all others; the file from
// which that was read does not know them, and says nothing of them when it is read again.
#pragma once

#include "matcher/state.h"

namespace convene {

/// The file's description with the sessions behind its own that were added and that it does not name. One that it names
/// is the file's from then on. O(sessions log sessions).
EventDefinition with_added(const State& state, EventDefinition file);

}  // namespace convene

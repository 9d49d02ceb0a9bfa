// The programme as a resource: long, changes rarely, the same for everybody.
#pragma once

#include "matcher/state.h"
#include "server/live/hall.h"

namespace convene::live {

/// O(definition). The walk-in code is not in it.
ProgrammeResource make_programme(const State& state);

}  // namespace convene::live

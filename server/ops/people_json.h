// Everybody of an event, whether they are here or not: for staff who look for somebody.
#pragma once

#include <string>

#include "matcher/state.h"

namespace convene::ops {

/// {"people":[{"id","name","role","region","standing","hats","scope","plan"}]}: who was not erased, in the order of
/// their ids. `plan`: what staff said of their action plan; absent: nothing. O(people).
std::string people_json(const State& state);

}  // namespace convene::ops

// The built-in tree of regions: CLDR's containment of the world, with the states of some countries below them.
#pragma once

#include <vector>

#include "matcher/definition.h"

namespace convene::protocol {

/// Parents before children; keys are CLDR codes ("019", "US", "US-VA"). The world itself is the root.
const std::vector<Category>& world_regions();

}  // namespace convene::protocol

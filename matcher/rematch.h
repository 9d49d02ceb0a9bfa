// An open round grouped anew: whom that is about, what a plan of it would change, and the change itself.
#pragma once

#include "matcher/deciding.h"
#include "matcher/opening.h"

namespace convene {

/// The people of the rooms, where they sit, and whoever waits. O(people of the rooms + whom they met).
PlanTask rematch_task(const State& state, const PlanRequested& asked);

/// Fills in the rooms of a plan, each as the present one that most of its people sit in, and what it would move.
/// O(people x log people).
void describe_rematch(const State& state, const grouping::Plan& plan, PlanStored& stored);

/// How many of those whom it is about came, went or were moved since. O(people of the rooms).
std::uint32_t rematch_changes(const State& state, const RematchOf& rematch);

}  // namespace convene

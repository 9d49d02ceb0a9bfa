// What the planner is asked for a request, and how far a stored plan is from who is there now.
#pragma once

#include <memory>

#include "matcher/deciding.h"
#include "matcher/grouping/problem.h"

namespace convene {

/// A problem with the trees it points to: may be handed to another thread, and outlives the state.
struct PlanTask {
  std::shared_ptr<const grouping::Tree> roles;
  std::shared_ptr<const grouping::Tree> regions;
  grouping::Problem problem;
};

/// For a request that is in State::requests. O(people of the session + whom they met).
PlanTask plan_task(const State& state, std::uint32_t request);

/// How many people came, went, or changed what they say of themselves since the plan was asked for. O(people of the
/// session).
std::uint32_t plan_changes(const State& state, const PlanStored& plan);

}  // namespace convene

// An office hour's line as the estimate of its waits sees it (queueing/scene.h).
#pragma once

#include <vector>

#include "matcher/queueing/scene.h"
#include "matcher/state.h"

namespace convene {

/// `tickets` stand in the order of `scene.waiting`, those who are away among them.
struct LineScene {
  queueing::Scene scene;
  std::vector<TicketId> tickets;
};

/// Empty where nobody waits. O(waiting + advisors + topics).
LineScene scene_of(const State& state, std::int32_t session, Instant now);

}  // namespace convene

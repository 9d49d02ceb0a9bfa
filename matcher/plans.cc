// Plans in the making: not wanted any more, or wanted now.
#include <algorithm>

#include "matcher/deciding.h"

namespace convene {

namespace {

/// Of two who press at once, one is late: they are told what became of it.
Decided find_request(const Deciding& d, std::uint32_t number) {
  const State& state = d.state();
  const auto found = state.requests.find(number);
  if (found == state.requests.end()) {
    for (const auto& [id, stored] : state.plans)
      if (stored.plan.request == number)
        return refuse("plan.made", "this plan is made already", {{"plan", to_string(id)}});
    return refuse("plan.unknown", "there is no such plan in the making", {{"request", std::to_string(number)}});
  }
  std::int32_t index = -1;
  if (Decided refusal = find_session_in_reach(d, found->second.session, index)) return refusal;
  if (found->second.opens)
    return refuse("plan.opens_round", "a round opens as soon as this plan is there: close it instead");
  return {};
}

}  // namespace

Decided decide(Deciding& d, const PlanCancel& c) {
  if (Decided refusal = find_request(d, c.request)) return refusal;
  d.emit(RequestEnded{c.request, false});
  return {};
}

Decided decide(Deciding& d, const PlanFinish& c) {
  if (Decided refusal = find_request(d, c.request)) return refusal;
  const auto& hurried = d.state().hurried;
  if (std::ranges::find(hurried, c.request, &RequestHurried::request) == hurried.end())
    d.emit(RequestHurried{c.request, d.by()});
  return {};
}

}  // namespace convene

#include "matcher/grouping/counting.h"

#include <algorithm>

#include "matcher/grouping/couples.h"

namespace convene::grouping {

Counting::Counting(const Problem& problem, const Execution& execution)
    : watched_(static_cast<bool>(execution.observer)) {
  if (!watched_) return;
  met_.reserve(problem.met.size());
  each_couple(PeopleIndex(problem.people), problem.met,
              [&](std::uint32_t a, std::uint32_t b) { met_.emplace_back(a, b); });
}

Figures Counting::of(const Seating& seating) const {
  Figures out;
  if (!watched_) return out;
  std::vector<NodeIndex> kinds;
  for (const auto& room : seating.rooms()) {
    out.people += static_cast<std::uint32_t>(room.size());
    kinds.clear();
    for (const std::uint32_t person : room) kinds.push_back(seating.criteria()[person].kind);
    for (const NodeIndex kind : kinds) out.same_primary += std::ranges::count(kinds, kind) > 1 ? 1 : 0;
  }
  const auto& room_of = seating.room_of();
  for (const auto& [a, b] : met_) out.repeat_meetings += room_of[a] != ~0u && room_of[a] == room_of[b] ? 1 : 0;
  return out;
}

}  // namespace convene::grouping

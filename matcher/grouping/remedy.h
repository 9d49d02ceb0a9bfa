// What to do about a room with a lone person, or with too few: the cheapest remedies, cheapest first.
//
// Pure: it proposes, the caller asks the people and moves them. Works on the round's Placement, so nothing grows with
// the number of rooms: O(depth x log rooms) plus one step for each room the filter refuses.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <vector>

#include "matcher/grouping/placement.h"

namespace convene::grouping {

/// A room in need.
struct RoomSummary {
  RoomId id;
  NodeIndex basis = root_node;  // the common kind of those there; for a lone person, their own kind
  Load load;
  bool locked = false;  // nobody goes in or out but by staff
};

enum class RemedyKind : std::uint8_t {
  join,   // who is here goes to `room`, where others are
  pull,   // `people` of `room`, which can spare them, come here
  merge,  // all who are here go to `room`
};
BOOST_DESCRIBE_ENUM(RemedyKind, join, pull, merge)

struct Remedy {
  RemedyKind kind = RemedyKind::join;
  RoomId room;
  std::uint16_t people = 0;  // how many move
  std::int32_t cost = 0;     // lower is better
  bool operator==(const Remedy&) const = default;
};

/// Who may be disturbed. Both may be empty: everybody.
struct RemedyRules {
  Placement::Filter may_enter;  // may those who are here go to that room?
  Placement::Filter may_leave;  // has that room somebody who may come here (not pinned, not moved before)?
};

/// At most three, cheapest first; empty if nothing is needed or nothing can be done. Somebody else who is alone is
/// always the first offer. Otherwise the fewest people moved, then the nearest kind; at equal cost the lone person
/// chooses to go rather than somebody content being fetched.
std::vector<Remedy> remedies(const Placement& placement, const RoomSummary& room, const Sizes& sizes,
                             const RemedyRules& rules = {});

}  // namespace convene::grouping

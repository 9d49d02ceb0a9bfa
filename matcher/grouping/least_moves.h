// How few people must change rooms so that every room is within its sizes again.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "matcher/grouping/problem.h"

namespace convene::grouping {

struct LeastMoves {
  std::uint32_t dissolve = 0;  // this many of the smallest rooms
  std::uint32_t moves = 0;     // people who change rooms, those of the dissolved ones among them
  bool operator==(const LeastMoves&) const = default;
};

/// The exact least if kinds did not matter and no room were opened: over k rooms dissolved, the least of
/// max(people in the k smallest + surplus of the others over max, deficit of the others).
/// `room_sizes`: rooms that may be dissolved; `fixed`: rooms that may not. `newcomers` have no room yet: they may fill
/// any, and are not counted as moves. Nothing if no number of these rooms holds everybody within [min, max].
/// O(rooms log rooms).
std::optional<LeastMoves> least_moves(std::vector<std::uint32_t> room_sizes, Sizes sizes, std::uint32_t newcomers = 0,
                                      std::span<const std::uint32_t> fixed = {});

}  // namespace convene::grouping

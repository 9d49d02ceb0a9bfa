// A crowd divided into blocks of rooms, each of which can be refined by itself.
//
// Neighbours in the walk of the tree that decides come into one block, since exchanges between them cost the least
// common ground. Borders depend on the seating, the seed and the epoch alone, never on who does the work.
#pragma once

#include <cstdint>
#include <vector>

#include "matcher/grouping/seating.h"

namespace convene::grouping {

/// Of so many people a block is made: they and whom they know fit into a core's second cache.
inline constexpr std::uint32_t block_people = 2'048;

struct Blocks {
  std::vector<std::vector<std::uint32_t>> rooms;  // numbers of the rooms in each block; none is empty
  std::vector<std::uint32_t> people;              // how many sit in each
  std::vector<std::uint32_t> place;               // by person: which of the block's people
};

/// All rooms that are not empty, by where one of their people stands in the walk: another one in each epoch, so that
/// a room of several kinds comes beside each of them. Among equals, by the other tree in even epochs where it counts,
/// by chance in odd ones. Borders shift from epoch to epoch, so that those beside one meet those behind it. Fewer than
/// one and a half times `block_people` are one block. O(n + rooms log rooms).
Blocks blocks_of(const Seating& seating, std::uint32_t epoch, std::uint64_t seed);

}  // namespace convene::grouping

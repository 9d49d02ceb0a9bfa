// Who can sit with whom: the exact division of n people over a tree of kinds into rooms of allowed sizes.
//
// Minimises, over all divisions, the sum over rooms of
//     people x level_penalty[depth of the room's node] + size_penalty x |people - ideal|
// plus stray_penalty for each leaf that sends exactly one of its several people elsewhere. A room's node is above or
// equal to the kinds of all in it. Dynamic programme over the tree, f_v(r) = cheapest cost below v when r people are
// handed up to v's parent. Rooms are closed at v while the children are merged one by one; so no more than 3 max
// people are ever in hand, and r <= 2 max is enough: if more were handed up, the lowest room that some of them reach
// could be filled with them alone (exchanging people upwards costs nothing) and closed at v instead.
// Time: O(nodes x max^2), whatever the number of people. Memory: O(nodes x max).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "matcher/grouping/problem.h"

namespace convene::grouping {

struct PackingCosts {
  std::vector<std::int64_t> level;  // by depth, 0..height; never rises with depth. Missing depths: as the last one
  std::int64_t size = 1;            // per seat above or below ideal
  std::int64_t stray = 0;           // a leaf of several people hands up exactly one
};

/// What happens at one node.
struct NodePacking {
  std::uint32_t closed = 0;          // people who get a room here
  std::uint32_t handed_up = 0;       // people who go on to the parent
  std::vector<std::uint16_t> rooms;  // sizes of the rooms made here, largest first; they add up to `closed`
};

struct Packing {
  std::vector<NodePacking> nodes;  // by node index
  std::int64_t cost = 0;
  Sizes sizes;                  // as used: min is lower than asked where the numbers left no choice
  std::uint32_t left_over = 0;  // people at the root for whom there is no room of two (0 or 1)
};

/// `people[node]` is how many are of exactly that kind. If the number as a whole does not divide into [min, max], min
/// yields, as little as possible and as evenly as possible; max never does, nor is a room of one made: somebody then
/// is left over.
Packing pack(const Tree& tree, std::span<const std::uint32_t> people, Sizes sizes, const PackingCosts& costs);

/// Whether k people divide into rooms of [min, max]: ceil(k / max) <= floor(k / min). 0 does.
constexpr bool divides(std::uint32_t k, Sizes sizes) { return (k + sizes.max - 1) / sizes.max <= k / sizes.min; }

/// k people in rooms as near to ideal and as even as possible, largest first; empty if k = 0 or k does not divide.
std::vector<std::uint16_t> split(std::uint32_t k, Sizes sizes);

/// The sizes with the highest min (<= the one asked) for which n people divide; nothing if there is none with min >= 2.
std::optional<Sizes> sizes_that_divide(std::uint32_t n, Sizes sizes);

}  // namespace convene::grouping

// What a plan loses by each wish it does not meet, in whole points. 0: nothing left to wish.
//
// Orders of magnitude keep rules apart from wishes: apart, together, a shared language, the least size, in this order.
// The one definition of quality: packing.h minimises the part of it that is about kinds and sizes, refine.h the whole.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "matcher/grouping/problem.h"

namespace convene::grouping {

/// Points per one weight.
struct Units {
  static constexpr std::int64_t primary_level = 10;         // per person and level, in the tree that decides
  static constexpr std::int64_t other_level = 2;            // per person and level, in the other tree
  static constexpr std::int64_t topics = 2;                 // per pair
  static constexpr std::int64_t new_faces = 60;             // per pair
  static constexpr std::int64_t teams = 10;                 // per pair, of cohorts and experience, too
  static constexpr std::int64_t language = 2'000'000;       // per person, see language_points
  static constexpr std::int64_t size = 10;                  // per seat
  static constexpr std::int64_t minority = 30;              // per person
  static constexpr std::int64_t under_min = 1'000'000;      // per missing seat, squared: never a matter of taste
  static constexpr std::int64_t together = 1'000'000'000;   // per couple that sits in two rooms, or has no seat
  static constexpr std::int64_t apart = 1'000'000'000'000;  // per pair: never, as long as there is any other way
};

/// Per person outside the language of their room. That people can talk is a rule, and its weight only says how dear a
/// broken one is: never as dear as the rules above it.
constexpr std::int64_t language_points(const Weights& weights) {
  return Units::language * (weights.language < 10 ? weights.language : 10);
}

/// What being in a room at this depth costs a person, in levels: one per level above the deepest, and one more at the
/// root, where people have nothing in common.
constexpr std::int64_t level_penalty(std::uint16_t depth, std::uint16_t height) {
  return (height - depth) + (depth == 0 ? 1 : 0);
}

/// Rooms as lists of indices into `problem.people`.
using Seats = std::vector<std::vector<std::uint32_t>>;

/// All points lost by these rooms, reckoned from the definition. `problem` must be `cleaned`, nobody in two
/// rooms. O(n x room + couples).
std::int64_t points_lost(const Problem& problem, const Seats& rooms);
/// By person: the room, ~0 for those who have none.
std::vector<std::uint32_t> rooms_of(const Problem& problem, const Seats& rooms);

/// The tree that decides, and each person's node in it; a tree of one node if neither does.
const Tree& primary_tree(const Problem& problem);
/// Of a member, or of what a room's people have in common.
NodeIndex primary_node(const Problem& problem, const Member& member);
NodeIndex primary_node(const Problem& problem, const Room& room);
/// What a level of that tree weighs.
std::int64_t primary_weight(const Problem& problem);

/// What people can have in common that is no tree: team, cohort, experience.
inline constexpr std::size_t traits = 3;
/// 0: none.
std::array<std::uint32_t, traits> traits_of(const Member& member);
/// What two who share one lose by sitting together: below 0 where they are to sit together.
std::array<std::int64_t, traits> trait_points(const Problem& problem);

/// How many are outside the language that most of these follow; people who named none follow any. 0: all share one.
std::uint32_t outside_language(std::span<const std::uint64_t> languages);

}  // namespace convene::grouping

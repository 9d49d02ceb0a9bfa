// People who are to be together, as one: what is exchanged between rooms.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "matcher/grouping/pairwise/problem.h"

namespace convene::grouping::pairwise {

inline constexpr std::uint64_t any_language = ~std::uint64_t{0};

struct Unit {
  std::vector<Index> people;
  std::uint32_t size = 0;
  std::uint64_t languages = any_language;                      // a bit each that all of them follow
  std::vector<std::pair<Index, std::int64_t>> weights;         // to other units, by number
  std::vector<Index> apart;                                    // other units, by number
  std::vector<std::pair<std::uint32_t, std::uint32_t>> seats;  // room they sit in now, how many of them
};

struct Units {
  std::vector<Unit> units;
  std::vector<Index> unit_of;       // by person
  std::int64_t inner = 0;           // points of pairs within units, of one round
  std::uint64_t inner_repeats = 0;  // of pairs within units, over all rounds
  std::uint32_t people = 0;
  std::uint32_t seated = 0;  // people with a present seat
};

/// Joins who is to be together. What is contradictory in that is answered. O(n + pairs log pairs + weights log
/// weights).
std::variant<Units, Infeasible> join(const Problem& problem);

/// What shows at a glance that there is no arrangement; nothing, if nothing does. The largest of a few groups all of
/// whom are kept apart from each other is found greedily, within a bounded number of steps.
std::optional<Infeasible> impossible(const Problem& problem, const Units& units);

/// The numbers of rooms into which so many people divide: none if first > second.
std::pair<std::uint32_t, std::uint32_t> room_counts(const Problem& problem);

}  // namespace convene::grouping::pairwise

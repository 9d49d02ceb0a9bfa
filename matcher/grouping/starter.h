// Rounds of new faces from one round: its images under turning people round.
//
// People stand in circles of m, a few in none. Turning all circles by one step makes the next round. All m rounds are
// without repeats if no two pairs of the first round become each other by turning: pairs of two circles differ in their
// difference, pairs of one circle in theirs, and whoever stands in no circle meets each circle once. So a single round
// is searched for instead of all: swaps at one low temperature, the cost being the pairs too many of each difference.
// The idea is that of starters and difference families (Anderson, Combinatorial Designs, 1990).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace convene::grouping {

/// rounds[r][room]: people 0..n-1, rooms as even as can be, nobody meets anybody twice; nothing, if the search found
/// none in so many swaps, or before `stop`, asked now and then, said so. The same numbers give the same answer.
/// O(steps x room).
std::optional<std::vector<std::vector<std::vector<std::uint32_t>>>> turned_rounds(
    std::uint32_t people, std::uint32_t rooms, std::uint32_t rounds, std::uint64_t steps, std::uint64_t seed,
    const std::function<bool()>& stop = {});

}  // namespace convene::grouping

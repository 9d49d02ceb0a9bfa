// Rounds in which nobody meets anybody twice (the social golfer problem), by construction.
//
// n people in g rooms of p or p - 1: people stand in p columns of g, and room t of round r takes from column j the one
// in place t + j r. Two meet again only if (j - j')(r - r') = 0 in the arithmetic of the places. In a field that never
// happens, so that g rounds exist wherever g is a power of a prime and p <= g; in whole numbers modulo g, as many as
// there are r whose differences are no such divisors (all g where the smallest prime factor of g is p or more). If p
// divides g, those of a column have not met yet, and the columns' own rounds come on top. Rooms of two: the circle
// method, n - 1 rounds. Sources: Bose 1938 (orthogonal squares from fields); Kirkman 1847 (round robin).
#pragma once

#include <cstdint>
#include <vector>

namespace convene::grouping {

/// rounds[r][room]: people 0..n-1. At most `rounds` rounds, as many as these constructions give: at least one where
/// there are people and rooms. Nobody meets anybody twice. Rooms' sizes differ by one at most unless the last column
/// is short, then by one as well. O(rounds x n + g^2).
std::vector<std::vector<std::vector<std::uint32_t>>> rounds_of_new_faces(std::uint32_t people, std::uint32_t rooms,
                                                                         std::uint32_t rounds);

/// The fewest repeats that so many rounds in rooms of even sizes must have: all meetings beyond one for each pair.
std::uint64_t least_repeats(std::uint32_t people, std::uint32_t rooms, std::uint32_t rounds);

}  // namespace convene::grouping

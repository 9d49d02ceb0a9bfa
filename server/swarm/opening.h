// What a round opened with, beside the best that its people allow. Pure functions.
#pragma once

#include <string>
#include <vector>

#include "matcher/grouping/problem.h"
#include "server/swarm/observed.h"

namespace convene::swarm {

/// `problem`: who was seated and what the session asks for. `rooms`: where, as they saw it themselves.
/// "As far as the people allow" is the exact packing (matcher/grouping/packing.h) of each class of people who can talk
/// with each other, with nothing but nearness to pay for: no division of a class into rooms of the allowed sizes has
/// fewer levels between people and what their room has in common (who speaks two languages may make it better still).
/// The smallest room that must be is the smallest of these packings.
/// Whoever is not in the problem is of no kind. Its cost: a packing, O(nodes x max^2), and O(people x (depth + log
/// people)).
Opening measure_opening(std::string round, const grouping::Problem& problem,
                        const std::vector<std::vector<PersonId>>& rooms);

/// Why this is not what the session asks for; empty: it is. Levels may be a share above the best: even rooms, topics
/// and new faces are wishes too, and count for something; so does who the roster says sits together, or does not.
std::string wrong_opening(const Opening& one);

/// Of one level for each person: the example's rounds take half of this, kinds dealt like cards many times as much.
inline constexpr double levels_for_other_wishes = 0.1;

}  // namespace convene::swarm

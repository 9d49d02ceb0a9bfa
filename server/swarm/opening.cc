#include "server/swarm/opening.h"

#include <algorithm>

#include "matcher/grouping/languages.h"
#include "matcher/grouping/packing.h"
#include "matcher/grouping/score.h"

namespace convene::swarm {

namespace {

/// Each level of the tree that a room's people must go up costs one for each of them.
grouping::PackingCosts nearness_alone(const grouping::Tree& tree) {
  grouping::PackingCosts costs;
  for (std::int64_t depth = 0; depth <= tree.height(); ++depth) costs.level.push_back(tree.height() - depth);
  costs.size = costs.stray = 0;
  return costs;
}

std::uint64_t levels_of(const grouping::Problem& problem, const grouping::Tree& tree,
                        const std::vector<PersonId>& room) {
  std::optional<grouping::NodeIndex> common;
  for (const PersonId id : room) {
    const auto at =
        std::lower_bound(problem.people.begin(), problem.people.end(), id,
                         [](const grouping::Member& member, PersonId wanted) { return member.id < wanted; });
    if (at == problem.people.end() || at->id != id) continue;
    const auto kind = primary_node(problem, *at);
    common = common ? tree.nearest_common(*common, kind) : kind;
  }
  return common ? room.size() * static_cast<std::uint64_t>(tree.height() - tree.depth(*common)) : 0;
}

}  // namespace

Opening measure_opening(std::string round, const grouping::Problem& asked,
                        const std::vector<std::vector<PersonId>>& rooms) {
  const grouping::Problem problem = grouping::cleaned(asked);
  const grouping::Tree& tree = primary_tree(problem);
  Opening one;
  one.round = std::move(round);
  one.people = problem.people.size();
  one.rooms = rooms.size();
  one.height = tree.height();
  one.bound = 2 * (problem.apart.size() + problem.together.size());
  one.most = problem.sizes.max;
  for (const auto& room : rooms) {
    one.levels += levels_of(problem, tree, room);
    one.smallest = one.smallest == 0 ? room.size() : std::min<std::uint64_t>(one.smallest, room.size());
    one.largest = std::max<std::uint64_t>(one.largest, room.size());
  }
  if (primary_weight(problem) == 0) one.levels = 0;  // nearness counts for nothing
  one.least = problem.sizes.min;
  for (const grouping::Class& people : language_classes(problem)) {
    std::vector<std::uint32_t> kinds(tree.size());
    for (const std::uint32_t i : people) ++kinds[primary_node(problem, problem.people[i])];
    const grouping::Packing best = pack(tree, kinds, problem.sizes, nearness_alone(tree));
    one.least = std::min<std::uint64_t>(one.least, best.sizes.min);
    one.fewest_levels += static_cast<std::uint64_t>(best.cost);
  }
  return one;
}

std::string wrong_opening(const Opening& one) {
  const auto n = [](std::uint64_t number) { return std::to_string(number); };
  const std::string opened = one.round + " opened with " + n(one.people) + " people in " + n(one.rooms) + " rooms, ";
  if (one.largest > one.most) return opened + "one of " + n(one.largest) + " though " + n(one.most) + " is the most";
  // Who must or must not sit with whom may cost a room a person.
  if (one.bound == 0 && one.smallest < one.least)
    return opened + "one of " + n(one.smallest) + " though they divide into rooms of " + n(one.least) + " and more";
  const auto spared = static_cast<std::uint64_t>(levels_for_other_wishes * static_cast<double>(one.people));
  if (one.levels > one.fewest_levels + std::max<std::uint64_t>(spared, one.most) + one.bound * one.height)
    return opened + n(one.levels) + " levels from those of their kind, though " + n(one.fewest_levels) + " would do";
  return "";
}

}  // namespace convene::swarm

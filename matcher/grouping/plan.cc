#include "matcher/grouping/plan.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "matcher/grouping/languages.h"
#include "matcher/grouping/packing.h"
#include "matcher/grouping/part.h"
#include "matcher/grouping/refine.h"
#include "matcher/grouping/score.h"
#include "matcher/grouping/seating.h"
#include "matcher/grouping/unite.h"
#include "matcher/rng.h"

namespace convene::grouping {
namespace {

// Each stage draws from a stream of its own, so that a change in one leaves the others as they were.
constexpr std::uint64_t seating_stream = 1;
constexpr std::uint64_t refining_stream = 2;

/// Rooms before anybody is exchanged.
struct Draft {
  Seats rooms;
  std::vector<std::uint32_t> left_over;
  Sizes sizes;  // between which rooms may change: min is lower than asked where the numbers left no choice
};

PackingCosts costs_of(const Problem& problem, const Tree& tree) {
  const std::int64_t weight = primary_weight(problem);
  PackingCosts costs;
  for (std::uint16_t depth = 0; depth <= tree.height(); ++depth)
    costs.level.push_back(weight * Units::primary_level * level_penalty(depth, tree.height()));
  costs.size = problem.weights.size * Units::size;
  costs.stray = problem.primary == Primary::none ? 0 : problem.weights.minority * Units::minority;
  return costs;
}

/// The people of each kind in the order in which they fill rooms: those near in the other tree next to each other,
/// where that counts for anything; else by chance. Starts at a random place, since the last ones are handed up.
std::vector<std::vector<std::uint32_t>> people_by_kind(const Problem& problem, const Class& people, const Tree& tree,
                                                       Rng& rng) {
  std::vector<std::vector<std::uint32_t>> kinds(tree.size());
  for (const std::uint32_t i : people) kinds[primary_node(problem, problem.people[i])].push_back(i);
  const bool by_role = problem.primary == Primary::region;
  const bool counts = (by_role ? problem.weights.role : problem.weights.region) > 0;
  const auto place = [&](std::uint32_t i) {
    const Member& member = problem.people[i];
    return by_role ? problem.roles->order(member.role) : problem.regions->order(member.region);
  };
  for (auto& kind : kinds) {
    rng.shuffle(std::span(kind));
    if (!counts || kind.empty()) continue;
    std::stable_sort(kind.begin(), kind.end(), [&](auto a, auto b) { return place(a) < place(b); });
    std::rotate(kind.begin(), kind.begin() + rng.below(static_cast<std::uint32_t>(kind.size())), kind.end());
  }
  return kinds;
}

/// Fills the rooms of a packing from below: what is left at a node goes on to its parent.
void fill(const Problem& problem, const Class& people, const Tree& tree, const Packing& packing, Rng& rng,
          Draft& draft) {
  std::vector<std::vector<std::uint32_t>> pools = people_by_kind(problem, people, tree, rng);
  for (std::size_t v = tree.size(); v-- > 0;) {
    auto next = pools[v].begin();
    for (const std::uint16_t size : packing.nodes[v].rooms) {
      draft.rooms.emplace_back(next, next + size);
      next += size;
    }
    auto& above = v == root_node ? draft.left_over : pools[tree.parent(static_cast<NodeIndex>(v))];
    above.insert(above.end(), next, pools[v].end());
  }
}

/// Packs those who can talk with each other, each class on its own; who is left over of several classes, together.
Draft pack_classes(const Problem& problem) {
  const Tree& tree = primary_tree(problem);
  const PackingCosts costs = costs_of(problem, tree);
  Rng rng(mix(problem.seed, seating_stream));
  Draft draft;
  draft.sizes = problem.sizes;
  const auto pack_class = [&](const Class& people) {
    std::vector<std::uint32_t> kinds(tree.size());
    for (const std::uint32_t i : people) ++kinds[primary_node(problem, problem.people[i])];
    const Packing packing = pack(tree, kinds, problem.sizes, costs);
    draft.sizes.min = std::min(draft.sizes.min, packing.sizes.min);
    fill(problem, people, tree, packing, rng, draft);
  };
  for (const Class& people : language_classes(problem)) pack_class(people);
  if (draft.left_over.size() > 1) pack_class(std::exchange(draft.left_over, {}));
  return draft;
}

}  // namespace

Plan plan(const Problem& asked, const Execution& execution) {
  const Problem problem = cleaned(asked);
  Draft draft = pack_classes(problem);
  std::vector<Unplaced> unplaced;
  const UnplacedWhy why = problem.people.size() == 1 ? UnplacedWhy::alone : UnplacedWhy::no_company;
  for (const std::uint32_t i : draft.left_over) unplaced.push_back({problem.people[i].id, why});
  Refined refined;
  // What an exchange costs is reckoned only where there may be one.
  if (problem.step_budget != 0 || !problem.together.empty() || !problem.apart.empty()) {
    Seating seating(problem, std::move(draft.rooms));
    unite(seating, problem);
    refined = refine(seating, draft.sizes, problem.step_budget, mix(problem.seed, refining_stream), execution,
                     Counting(problem, execution));
    unite(seating, problem);  // exchanges may have made way for those who could not be brought together before
    part(problem, seating, unplaced);
    draft.rooms = seating.rooms();
  }
  Plan result = explain_seats(problem, std::move(draft.rooms), std::move(unplaced));
  result.report.steps = refined.steps;
  result.report.cut_short = refined.cut_short;
  return result;
}

}  // namespace convene::grouping

// The packing against two solvers that share nothing with it: one divides people into rooms in every way there is, the
// other tries every number handed up at every node.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <numeric>

#include "matcher/grouping/packing.h"
#include "matcher/rng.h"

namespace convene::grouping {
namespace {

constexpr std::int64_t infinite = std::numeric_limits<std::int64_t>::max() / 4;

Tree random_tree(Rng& rng, std::uint32_t nodes) {
  Tree::Builder b;
  std::vector<std::string> keys{""};
  while (keys.size() < nodes) {
    keys.push_back("n" + std::to_string(keys.size()));
    b.add(keys[rng.below(static_cast<std::uint32_t>(keys.size() - 1))], keys.back());
  }
  return std::move(b).build();
}

PackingCosts random_costs(Rng& rng, const Tree& tree, bool stray) {
  PackingCosts costs;
  std::int64_t level = 0;
  for (int depth = tree.height(); depth >= 0; --depth) {
    costs.level.insert(costs.level.begin(), level);
    level += rng.below(12);
  }
  costs.size = rng.below(8);
  costs.stray = stray ? rng.below(20) : 0;
  return costs;
}

Sizes random_sizes(Rng& rng, std::uint16_t most) {
  const auto draw = [&](std::uint32_t from, std::uint32_t to) {
    return static_cast<std::uint16_t>(from + rng.below(to - from + 1));
  };
  Sizes sizes;
  sizes.max = draw(2, most);
  sizes.min = draw(2, sizes.max);
  sizes.ideal = draw(sizes.min, sizes.max);
  return sizes;
}

/// Every division of a list of people into rooms, each room judged by what its people have in common.
std::int64_t best_partition(const Tree& tree, const std::vector<NodeIndex>& people, Sizes sizes,
                            const PackingCosts& costs) {
  std::vector<std::vector<NodeIndex>> rooms;
  std::int64_t best = infinite;
  const std::function<void(std::size_t)> place = [&](std::size_t next) {
    if (next == people.size()) {
      std::int64_t cost = 0;
      for (const auto& room : rooms) {
        const auto k = static_cast<std::int64_t>(room.size());
        if (k < sizes.min) return;
        const NodeIndex common = std::accumulate(room.begin(), room.end(), room.front(),
                                                 [&](NodeIndex a, NodeIndex b) { return tree.nearest_common(a, b); });
        cost += k * costs.level[tree.depth(common)] + costs.size * std::abs(k - sizes.ideal);
      }
      best = std::min(best, cost);
      return;
    }
    for (std::size_t r = 0; r < rooms.size(); ++r) {
      if (rooms[r].size() >= sizes.max) continue;
      rooms[r].push_back(people[next]);
      place(next + 1);
      rooms[r].pop_back();
    }
    rooms.push_back({people[next]});
    place(next + 1);
    rooms.pop_back();
  };
  place(0);
  return best;
}

/// Cheapest rooms for k people by trying every first room; sizes never rise, so each multiset is met once.
std::int64_t best_rooms(int k, int largest, Sizes sizes, std::int64_t size_cost) {
  if (k == 0) return 0;
  std::int64_t best = infinite;
  for (int size = sizes.min; size <= std::min(k, largest); ++size)
    best = std::min(best, size_cost * std::abs(size - sizes.ideal) + best_rooms(k - size, size, sizes, size_cost));
  return best;
}

/// Every number handed up at every node, without any bound.
std::int64_t best_counts(const Tree& tree, const std::vector<std::uint32_t>& people, Sizes sizes,
                         const PackingCosts& costs) {
  const std::function<std::map<int, std::int64_t>(NodeIndex)> solve = [&](NodeIndex v) {
    std::map<int, std::int64_t> hand{{static_cast<int>(people[v]), 0}};
    for (const NodeIndex child : tree.children(v)) {
      std::map<int, std::int64_t> sum;
      for (const auto& [r, cost] : solve(child)) {
        for (const auto& [held, so_far] : hand) {
          auto& slot = sum.try_emplace(held + r, infinite).first->second;
          slot = std::min(slot, cost + so_far);
        }
      }
      hand = sum;
    }
    bool leaf = true;
    const std::function<bool(NodeIndex)> populated = [&](NodeIndex u) {
      if (people[u] > 0) return true;
      return std::ranges::any_of(tree.children(u), populated);
    };
    for (const NodeIndex child : tree.children(v)) leaf = leaf && !populated(child);
    std::map<int, std::int64_t> f;
    for (const auto& [held, cost] : hand) {
      for (int closed = 0; closed <= held; ++closed) {
        const std::int64_t rooms = best_rooms(closed, sizes.max, sizes, costs.size);
        if (rooms >= infinite || cost >= infinite) continue;
        const int r = held - closed;
        const std::int64_t stray = leaf && r == 1 && people[v] > 1 && v != root_node ? costs.stray : 0;
        auto& slot = f.try_emplace(r, infinite).first->second;
        slot = std::min(slot, cost + rooms + closed * costs.level[tree.depth(v)] + stray);
      }
    }
    return f;
  };
  const auto f = solve(root_node);
  const auto it = f.find(0);
  return it == f.end() ? infinite : it->second;
}

/// What a packing says it does must add up, and cost what it says.
void check_consistent(const Tree& tree, const std::vector<std::uint32_t>& people, const Packing& packing,
                      const PackingCosts& costs, std::uint16_t asked_min) {
  std::vector<std::int64_t> hand(tree.size());
  std::int64_t cost = 0;
  for (std::size_t v = tree.size(); v-- > 0;) {
    const NodePacking& node = packing.nodes[v];
    const std::int64_t below = hand[v];
    hand[v] += people[v];
    ASSERT_EQ(hand[v], static_cast<std::int64_t>(node.closed) + node.handed_up);
    ASSERT_EQ(std::accumulate(node.rooms.begin(), node.rooms.end(), 0u), node.closed);
    for (const std::uint16_t size : node.rooms) {
      ASSERT_GE(size, packing.sizes.min);
      ASSERT_LE(size, packing.sizes.max);
      ASSERT_LE(node.rooms.front() - size, 1) << "as even as possible";
      cost += costs.size * std::abs(size - packing.sizes.ideal);
      if (size < asked_min) cost += 1'000'000 * (asked_min - size) * (asked_min - size);
    }
    cost += node.closed * costs.level[tree.depth(static_cast<NodeIndex>(v))];
    if (v == root_node) {
      ASSERT_EQ(node.handed_up, packing.left_over);
    } else {
      hand[tree.parent(static_cast<NodeIndex>(v))] += node.handed_up;
      bool leaf = below == 0;
      for (std::size_t u = v + 1; u < tree.size(); ++u)
        leaf = leaf && (people[u] == 0 || !tree.is_ancestor(static_cast<NodeIndex>(v), static_cast<NodeIndex>(u)));
      if (leaf && people[v] > 1 && node.handed_up == 1) cost += costs.stray;
    }
  }
  ASSERT_EQ(cost, packing.cost);
}

TEST(PackingProperty, IsAsCheapAsTheBestOfAllPartitions) {
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    SCOPED_TRACE(seed);
    Rng rng(seed);
    const Tree tree = random_tree(rng, 2 + rng.below(6));
    const Sizes sizes = random_sizes(rng, 5);
    const PackingCosts costs = random_costs(rng, tree, false);
    std::vector<NodeIndex> list(1 + rng.below(8));
    std::vector<std::uint32_t> people(tree.size());
    for (NodeIndex& node : list) {
      node = static_cast<NodeIndex>(rng.below(static_cast<std::uint32_t>(tree.size())));
      ++people[node];
    }
    const std::int64_t best = best_partition(tree, list, sizes, costs);
    const Packing packing = pack(tree, people, sizes, costs);
    check_consistent(tree, people, packing, costs, sizes.min);
    if (HasFatalFailure()) return;
    if (best < infinite) {
      ASSERT_EQ(packing.cost, best);
    } else {
      ASSERT_FALSE(divides(static_cast<std::uint32_t>(list.size()), sizes));
    }
  }
}

TEST(PackingProperty, IsAsCheapAsTheBestOfAllCounts) {
  for (std::uint64_t seed = 0; seed < 1500; ++seed) {
    SCOPED_TRACE(seed);
    Rng rng(mix(seed, 77));
    const Tree tree = random_tree(rng, 2 + rng.below(9));
    const Sizes sizes = random_sizes(rng, 7);
    const PackingCosts costs = random_costs(rng, tree, true);
    std::vector<std::uint32_t> people(tree.size());
    for (std::uint32_t& count : people) count = rng.below(3) == 0 ? 0 : rng.below(5);
    const std::uint32_t n = std::accumulate(people.begin(), people.end(), 0u);
    const Packing packing = pack(tree, people, sizes, costs);
    check_consistent(tree, people, packing, costs, sizes.min);
    if (HasFatalFailure()) return;
    if (divides(n, sizes)) { ASSERT_EQ(packing.cost, best_counts(tree, people, sizes, costs)); }
  }
}

TEST(PackingProperty, KeepsSizesWheneverTheNumbersAllow) {
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    SCOPED_TRACE(seed);
    Rng rng(mix(seed, 5));
    const Tree tree = random_tree(rng, 1 + rng.below(40));
    const Sizes sizes = random_sizes(rng, 50);
    const PackingCosts costs = random_costs(rng, tree, true);
    std::vector<std::uint32_t> people(tree.size());
    for (std::uint32_t& count : people) count = rng.below(2) == 0 ? rng.below(4) : rng.below(120);
    const std::uint32_t n = std::accumulate(people.begin(), people.end(), 0u);
    const Packing packing = pack(tree, people, sizes, costs);
    check_consistent(tree, people, packing, costs, sizes.min);
    if (HasFatalFailure()) return;
    ASSERT_EQ(packing.sizes.min == sizes.min, divides(n, sizes) || (packing.left_over == 1 && divides(n - 1, sizes)));
    ASSERT_LE(packing.left_over, n == 1 || sizes.max == 2 ? 1u : 0u);
  }
}

}  // namespace
}  // namespace convene::grouping

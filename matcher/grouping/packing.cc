#include "matcher/grouping/packing.h"

#include <algorithm>
#include <limits>
#include <tuple>

#include "matcher/grouping/score.h"

namespace convene::grouping {
namespace {

constexpr std::int64_t infinite = std::numeric_limits<std::int64_t>::max() / 4;

std::uint32_t ceil_div(std::uint32_t a, std::uint32_t b) { return (a + b - 1) / b; }

/// What rooms of each size cost. Convex in the size, so that even divisions are the cheapest and two candidates are
/// enough to find the best number of rooms.
struct RoomCost {
  Sizes sizes;              // min may have been relaxed
  std::uint16_t asked_min;  // what it was
  std::int64_t weight;      // per seat away from ideal

  std::int64_t of(std::uint32_t size) const {
    const std::int64_t away = size > sizes.ideal ? size - sizes.ideal : sizes.ideal - size;
    const std::int64_t missing = size < asked_min ? asked_min - size : 0;
    return weight * away + Units::under_min * missing * missing;
  }
};

struct Division {
  std::uint32_t rooms = 0;
  std::int64_t cost = 0;
};

/// k people in the cheapest number of rooms, evenly; the squares of the deviations settle what is otherwise equal.
Division divide(std::uint32_t k, const RoomCost& cost) {
  if (k == 0) return {};
  const Sizes& sizes = cost.sizes;
  const std::uint32_t fewest = ceil_div(k, sizes.max);
  const std::uint32_t most = k / sizes.min;
  if (fewest > most) return {0, infinite};

  const auto judge = [&](std::uint32_t rooms) {
    const std::int64_t small = k / rooms;
    const std::int64_t larger = k % rooms;
    const std::int64_t smaller = rooms - larger;
    const auto square = [&](std::int64_t size) { return (size - sizes.ideal) * (size - sizes.ideal); };
    const auto small_size = static_cast<std::uint32_t>(small);
    return std::tuple(smaller * cost.of(small_size) + (larger ? larger * cost.of(small_size + 1) : 0),
                      smaller * square(small) + larger * square(small + 1), rooms);
  };
  const std::uint32_t below = std::clamp(k / sizes.ideal, fewest, most);
  const std::uint32_t above = std::clamp(k / sizes.ideal + 1, fewest, most);
  const auto best = std::min(judge(below), judge(above));
  return {std::get<2>(best), std::get<0>(best)};
}

std::vector<std::uint16_t> even_sizes(std::uint32_t k, std::uint32_t rooms) {
  std::vector<std::uint16_t> sizes(rooms);
  for (std::uint32_t i = 0; i < rooms; ++i) sizes[i] = static_cast<std::uint16_t>(k / rooms + (i < k % rooms ? 1 : 0));
  return sizes;
}

/// One child merged into what is in hand at a node, and rooms closed after it. Enough to find the way back.
struct Step {
  NodeIndex child;                    // the node itself: its own people
  std::vector<std::uint8_t> taken;    // by people in hand before closing: how many came from the child
  std::vector<std::uint8_t> closing;  // by people in hand after closing: the size of the room closed last, 0: none
};

class Programme {
 public:
  Programme(const Tree& tree, std::span<const std::uint32_t> people, RoomCost room_cost, const PackingCosts& costs)
      : tree_(tree),
        room_cost_(room_cost),
        costs_(costs),
        reach_(2u * room_cost.sizes.max),
        own_(tree.size()),
        total_(tree.size()),
        handed_up_(tree.size()),
        steps_(tree.size()) {
    std::copy_n(people.begin(), std::min(people.size(), tree.size()), own_.begin());
    total_ = own_;
    for (std::size_t v = tree.size(); v-- > 1;) total_[tree.parent(static_cast<NodeIndex>(v))] += total_[v];
  }

  /// The cheapest division in which the root is left with `left_over` people.
  void solve(std::uint32_t left_over, Packing& packing) {
    for (std::size_t v = tree_.size(); v-- > 0;) {
      if (total_[v] != 0) close_node(static_cast<NodeIndex>(v));
    }
    packing.nodes.assign(tree_.size(), {});
    if (total_[root_node] == 0) return;
    packing.cost = handed_up_[root_node][left_over];
    packing.nodes[root_node].handed_up = left_over;
    for (std::size_t v = 0; v < tree_.size(); ++v) {
      if (total_[v] != 0) trace(static_cast<NodeIndex>(v), packing);
    }
  }

 private:
  std::int64_t level(NodeIndex v) const {
    if (costs_.level.empty()) return 0;
    return costs_.level[std::min<std::size_t>(tree_.depth(v), costs_.level.size() - 1)];
  }

  /// f(r) of the people who are exactly of kind v, as if they were a leaf below v with v's own level.
  std::vector<std::int64_t> own_costs(NodeIndex v) const {
    const std::uint32_t n = own_[v];
    std::vector<std::int64_t> f(std::min(n, reach_) + 1);
    for (std::uint32_t r = 0; r < f.size(); ++r) {
      const std::int64_t rooms = divide(n - r, room_cost_).cost;
      f[r] = rooms >= infinite ? infinite : rooms + static_cast<std::int64_t>(n - r) * level(v);
    }
    const bool leaf = v != root_node && total_[v] == n;
    if (leaf && n > 1 && f[1] < infinite) f[1] += costs_.stray;
    return f;
  }

  void close_node(NodeIndex v) {
    if (total_[v] == own_[v]) {
      handed_up_[v] = own_costs(v);
      return;
    }
    std::vector<std::int64_t> hand{0};
    if (own_[v] != 0) merge(v, v, own_costs(v), hand);
    for (const NodeIndex child : tree_.children(v)) {
      if (total_[child] != 0) merge(v, child, handed_up_[child], hand);
    }
    handed_up_[v] = std::move(hand);
  }

  void merge(NodeIndex v, NodeIndex child, const std::vector<std::int64_t>& f, std::vector<std::int64_t>& hand) {
    Step step{child, {}, {}};
    std::vector<std::int64_t> sum(hand.size() + f.size() - 1, infinite);
    step.taken.assign(sum.size(), 0);
    for (std::size_t held = 0; held < hand.size(); ++held) {
      if (hand[held] >= infinite) continue;
      for (std::size_t r = 0; r < f.size(); ++r) {
        const std::int64_t cost = hand[held] + f[r];
        if (cost >= sum[held + r]) continue;
        sum[held + r] = cost;
        step.taken[held + r] = static_cast<std::uint8_t>(r);
      }
    }
    const Sizes& sizes = room_cost_.sizes;
    step.closing.assign(sum.size(), 0);
    for (std::size_t held = sum.size(); held-- > sizes.min;) {
      if (sum[held] >= infinite) continue;
      for (std::size_t size = sizes.min; size <= std::min<std::size_t>(sizes.max, held); ++size) {
        const std::int64_t cost =
            sum[held] + room_cost_.of(static_cast<std::uint32_t>(size)) + static_cast<std::int64_t>(size) * level(v);
        if (cost >= sum[held - size]) continue;
        sum[held - size] = cost;
        step.closing[held - size] = static_cast<std::uint8_t>(size);
      }
    }
    if (sum.size() > reach_ + 1) sum.resize(reach_ + 1);
    hand = std::move(sum);
    steps_[v].push_back(std::move(step));
  }

  void trace(NodeIndex v, Packing& packing) const {
    NodePacking& node = packing.nodes[v];
    std::uint32_t held = node.handed_up;
    if (steps_[v].empty()) { node.closed = own_[v] - held; }
    for (auto step = steps_[v].rbegin(); step != steps_[v].rend(); ++step) {
      while (step->closing[held] != 0) {
        node.closed += step->closing[held];
        held += step->closing[held];
      }
      const std::uint32_t taken = step->taken[held];
      held -= taken;
      if (step->child == v) {
        node.closed += own_[v] - taken;
      } else {
        packing.nodes[step->child].handed_up = taken;
      }
    }
    // An even division of all who are closed here costs no more than the one the steps happened on.
    node.rooms = even_sizes(node.closed, divide(node.closed, room_cost_).rooms);
  }

  const Tree& tree_;
  const RoomCost room_cost_;
  const PackingCosts& costs_;
  const std::uint32_t reach_;  // as many as are ever handed up
  std::vector<std::uint32_t> own_;
  std::vector<std::uint32_t> total_;
  std::vector<std::vector<std::int64_t>> handed_up_;  // f of each node
  std::vector<std::vector<Step>> steps_;
};

}  // namespace

std::vector<std::uint16_t> split(std::uint32_t k, Sizes sizes) {
  sizes = normalised(sizes);
  return even_sizes(k, divide(k, {sizes, sizes.min, 1}).rooms);
}

std::optional<Sizes> sizes_that_divide(std::uint32_t n, Sizes sizes) {
  sizes = normalised(sizes);
  if (divides(n, sizes)) return sizes;
  // The fewest rooms that hold everybody are the fullest; evenly filled, the smallest of them sets the new min.
  const std::uint32_t min = n / ceil_div(n, sizes.max);
  if (min < 2) return std::nullopt;
  sizes.min = static_cast<std::uint16_t>(min);
  return sizes;
}

Packing pack(const Tree& tree, std::span<const std::uint32_t> people, Sizes sizes, const PackingCosts& costs) {
  const Sizes asked = normalised(sizes);
  std::uint32_t n = 0;
  for (std::size_t v = 0; v < std::min(people.size(), tree.size()); ++v) n += people[v];

  Packing packing;
  std::optional<Sizes> used = sizes_that_divide(n, asked);
  if (!used) {
    packing.left_over = 1;
    used = sizes_that_divide(n - 1, asked);
  }
  packing.sizes = *used;
  Programme(tree, people, {*used, asked.min, costs.size}, costs).solve(packing.left_over, packing);
  return packing;
}

}  // namespace convene::grouping

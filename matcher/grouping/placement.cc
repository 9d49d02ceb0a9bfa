#include "matcher/grouping/placement.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace convene::grouping {
namespace {

// What a seat costs an arrival and those already there, by the same measure as the packing: a level of common ground
// lost, for each who loses it. Being wanted counts less than two levels: company is sought among one's own kind first.
constexpr std::int32_t level_cost = 4;
constexpr std::int32_t lone_gain = 6;
constexpr std::int32_t under_min_gain = 3;
constexpr std::int32_t under_ideal_gain = 1;
constexpr std::int32_t over_ideal_cost = 2;  // per person
constexpr std::int32_t nobody_there = 10'000;

constexpr std::size_t from_own = 3;    // rooms looked at per node: based there
constexpr std::size_t from_below = 2;  // and based below it
constexpr std::size_t refusals = 8;    // after which one looks elsewhere, if there is a room already

const RoomId first_id{0};

bool allows(const Placement::Filter& filter, RoomId room) { return !filter || filter(room); }

bool has_seat(const Load& load) { return load.taken < load.capacity; }

}  // namespace

void Placement::insert(RoomId room, const Entry& entry) {
  const std::pair key(entry.load.company, room);
  const bool open = has_seat(entry.load);
  if (open) nodes_[entry.basis].own.insert(key);
  for (NodeIndex v = entry.basis;; v = tree_->parent(v)) {
    nodes_[v].all.insert(key);
    if (open && v != entry.basis) nodes_[v].below.insert(key);
    if (v == root_node) break;
  }
}

void Placement::erase(RoomId room, const Entry& entry) {
  const std::pair key(entry.load.company, room);
  const bool open = has_seat(entry.load);
  if (open) nodes_[entry.basis].own.erase(key);
  for (NodeIndex v = entry.basis;; v = tree_->parent(v)) {
    nodes_[v].all.erase(key);
    if (open && v != entry.basis) nodes_[v].below.erase(key);
    if (v == root_node) break;
  }
}

void Placement::add(RoomId room, NodeIndex basis, Load load) {
  if (!tree_->contains(basis)) basis = root_node;
  remove(room);
  const Entry entry{basis, load};
  rooms_.emplace(room, entry);
  insert(room, entry);
}

void Placement::reload(RoomId room, Load load) {
  const auto it = rooms_.find(room);
  if (it == rooms_.end() || it->second.load == load) return;
  Entry& entry = it->second;
  if (entry.load.company == load.company && has_seat(entry.load) == has_seat(load)) {
    entry.load = load;  // stands where it stood
    return;
  }
  erase(room, entry);
  entry.load = load;
  insert(room, entry);
}

void Placement::resize(RoomId room, std::uint16_t size) {
  if (const auto it = rooms_.find(room); it != rooms_.end()) reload(room, {size, size, it->second.load.capacity});
}

void Placement::rebase(RoomId room, NodeIndex basis) {
  const auto it = rooms_.find(room);
  if (it == rooms_.end()) return;
  if (!tree_->contains(basis)) basis = root_node;
  if (it->second.basis == basis) return;
  erase(room, it->second);
  it->second.basis = basis;
  insert(room, it->second);
}

void Placement::remove(RoomId room) {
  const auto it = rooms_.find(room);
  if (it == rooms_.end()) return;
  erase(room, it->second);
  rooms_.erase(it);
}

std::optional<Load> Placement::load(RoomId room) const {
  const auto it = rooms_.find(room);
  if (it == rooms_.end()) return std::nullopt;
  return it->second.load;
}

std::optional<NodeIndex> Placement::basis(RoomId room) const {
  const auto it = rooms_.find(room);
  if (it == rooms_.end()) return std::nullopt;
  return it->second.basis;
}

Placement::Candidate Placement::judge(RoomId room, NodeIndex role, const Sizes& sizes) const {
  const Entry& entry = rooms_.at(room);
  const std::int32_t company = entry.load.company;
  Candidate candidate{room, role, entry.load, 0};
  // Where nobody is there, those count who hold the seats and may come back; where nobody holds one, the arrival alone.
  const std::int32_t those = company == 0 ? entry.load.taken : company;
  candidate.basis = entry.load.taken == 0 && company == 0 ? role : tree_->nearest_common(role, entry.basis);
  const std::int32_t depth = tree_->depth(candidate.basis);
  candidate.cost = level_cost * ((tree_->depth(role) - depth) + those * (tree_->depth(entry.basis) - depth));
  if (company == 0) {
    candidate.cost += nobody_there;
  } else if (company == 1) {
    candidate.cost -= lone_gain;
  } else if (company < sizes.min) {
    candidate.cost -= under_min_gain;
  } else if (company < sizes.ideal) {
    candidate.cost -= under_ideal_gain;
  } else {
    candidate.cost += over_ideal_cost * (company + 1 - sizes.ideal);
  }
  return candidate;
}

std::vector<Placement::Candidate> Placement::candidates(NodeIndex role, const Sizes& sizes, std::size_t n,
                                                        const Filter& may_enter) const {
  if (!tree_->contains(role)) role = root_node;
  n = std::min(n, max_candidates);
  std::vector<Candidate> found;
  found.reserve(max_candidates);
  const auto known = [&](RoomId room) {
    return std::any_of(found.begin(), found.end(), [&](const Candidate& c) { return c.room == room; });
  };
  // Emptiest first, from rooms with at least `company` people. Goes on past refusals only as long as there is nothing.
  const auto look = [&](const Order& order, std::uint16_t company, std::size_t wanted) {
    std::size_t refused = 0;
    for (auto it = order.lower_bound({company, first_id}); it != order.end(); ++it) {
      if (wanted == 0 || found.size() == max_candidates || (refused >= refusals && !found.empty())) return;
      if (known(it->second) || !allows(may_enter, it->second)) {
        ++refused;
        continue;
      }
      found.push_back(judge(it->second, role, sizes));
      --wanted;
    }
  };
  const auto walk = [&](std::uint16_t company) {
    for (NodeIndex v = role; found.size() < max_candidates; v = tree_->parent(v)) {
      look(nodes_[v].own, company, from_own);
      look(nodes_[v].below, company, from_below);
      if (v == root_node) break;
    }
  };
  walk(1);
  if (found.size() < max_candidates) walk(0);  // rooms with nobody in them, and more of the others
  std::sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) {
    return std::tie(a.cost, a.load.company, a.room) < std::tie(b.cost, b.load.company, b.room);
  });
  if (found.size() > n) found.resize(n);
  return found;
}

std::optional<RoomId> Placement::best(NodeIndex role, const Sizes& sizes, const Filter& may_enter) const {
  const auto found = candidates(role, sizes, 1, may_enter);
  if (found.empty()) return std::nullopt;
  return found.front().room;
}

std::optional<RoomId> Placement::nearest_lone(NodeIndex role, const Filter& may_enter) const {
  if (!tree_->contains(role)) role = root_node;
  for (NodeIndex v = role;; v = tree_->parent(v)) {
    for (const Order* order : {&nodes_[v].own, &nodes_[v].below}) {
      for (auto it = order->lower_bound({1, first_id}); it != order->end() && it->first == 1; ++it)
        if (allows(may_enter, it->second)) return it->second;
    }
    if (v == root_node) return std::nullopt;
  }
}

std::optional<RoomId> Placement::nearest_surplus(NodeIndex role, std::uint16_t min, const Filter& may_leave) const {
  if (!tree_->contains(role)) role = root_node;
  for (NodeIndex v = role;; v = tree_->parent(v)) {
    const Order& all = nodes_[v].all;
    for (auto it = all.rbegin(); it != all.rend() && it->first > min; ++it)
      if (allows(may_leave, it->second)) return it->second;
    if (v == root_node) return std::nullopt;
  }
}

std::optional<RoomId> Placement::nearest_with_seats(NodeIndex role, std::uint16_t seats,
                                                    const Filter& may_enter) const {
  if (!tree_->contains(role)) role = root_node;
  for (NodeIndex v = role;; v = tree_->parent(v)) {
    for (const Order* order : {&nodes_[v].own, &nodes_[v].below}) {
      for (auto it = order->lower_bound({1, first_id}); it != order->end(); ++it) {
        const Load& load = rooms_.at(it->second).load;
        if (load.capacity - load.taken >= seats && allows(may_enter, it->second)) return it->second;
      }
    }
    if (v == root_node) return std::nullopt;
  }
}

}  // namespace convene::grouping

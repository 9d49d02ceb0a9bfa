// Whom to exchange with whom.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "matcher/grouping/score.h"
#include "matcher/grouping/seating.h"
#include "matcher/rng.h"

namespace convene::grouping {

/// Finds people for an exchange: mostly kin, since those are the exchanges that cost no common ground.
class Partners {
 public:
  Partners(const Seating& seating, const Problem& problem) {
    for (const auto& room : seating.rooms()) walk_.insert(walk_.end(), room.begin(), room.end());
    const Tree& tree = primary_tree(problem);
    const auto order = [&](std::uint32_t i) { return tree.order(primary_node(problem, problem.people[i])); };
    std::sort(walk_.begin(), walk_.end(),
              [&](std::uint32_t a, std::uint32_t b) { return order(a) != order(b) ? order(a) < order(b) : a < b; });
    place_.resize(problem.people.size());
    kin_.resize(walk_.size());
    for (std::uint32_t from = 0, to = 0; from < walk_.size(); from = to) {
      while (to < walk_.size() && order(walk_[to]) == order(walk_[from])) ++to;
      for (std::uint32_t i = from; i < to; ++i) {
        place_[walk_[i]] = i;
        kin_[i] = {from, to};
      }
    }
  }

  const std::vector<std::uint32_t>& people() const { return walk_; }
  std::uint32_t anyone(Rng& rng) const { return walk_[rng.below(count())]; }

  /// Once in eight anybody; otherwise of the same kind, or near it in the tree.
  std::uint32_t partner(std::uint32_t person, Rng& rng) const {
    const std::uint32_t choice = rng.below(8);
    if (choice == 0) return anyone(rng);
    const std::uint32_t place = place_[person];
    if (choice < 5) {
      const auto [from, to] = kin_[place];
      return walk_[from + rng.below(to - from)];
    }
    const std::uint32_t from = place > kin_window ? place - kin_window : 0;
    const std::uint32_t to = std::min(place + kin_window, count());
    return walk_[from + rng.below(to - from)];
  }

 private:
  static constexpr std::uint32_t kin_window = 48;

  std::uint32_t count() const { return static_cast<std::uint32_t>(walk_.size()); }

  std::vector<std::uint32_t> walk_;                           // everybody seated, by kind in the tree's order
  std::vector<std::uint32_t> place_;                          // of each person in the walk
  std::vector<std::pair<std::uint32_t, std::uint32_t>> kin_;  // by place: where the people of this kind stand
};

}  // namespace convene::grouping

// Whom to exchange with whom.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "matcher/grouping/seating.h"
#include "matcher/rng.h"

namespace convene::grouping {

/// Finds people for an exchange: mostly kin, since those are the exchanges that cost no common ground. Made in O(n log
/// n) for those who have a seat; each question is O(1).
class Partners {
 public:
  explicit Partners(const Seating& seating);

  /// Who has a seat, by kind in the tree's order.
  const std::vector<std::uint32_t>& people() const { return walk_.people; }
  std::uint32_t anyone(Rng& rng) const { return walk_.people[rng.below(count())]; }

  /// Once in eight anybody; otherwise of the same kind, or near it in the tree.
  std::uint32_t partner(std::uint32_t person, Rng& rng) const {
    const std::uint32_t choice = rng.below(8);
    if (choice == 0) return anyone(rng);
    if (choice == 7) return fellow(person, rng);
    if (choice > 4) return walk_.near(person, rng);
    const auto [from, to] = kin_[walk_.place[person]];
    return walk_.people[from + rng.below(to - from)];
  }

  /// Who names the same languages, and is of the same kind or near it.
  std::uint32_t fellow(std::uint32_t person, Rng& rng) const { return speakers_.near(person, rng); }

 private:
  struct Walk {
    std::vector<std::uint32_t> people;
    std::vector<std::uint32_t> place;  // of each person in it
    std::uint32_t near(std::uint32_t person, Rng& rng) const;
  };
  std::uint32_t count() const { return static_cast<std::uint32_t>(walk_.people.size()); }

  Walk walk_;                                                 // by kind
  Walk speakers_;                                             // by languages, then by kind
  std::vector<std::pair<std::uint32_t, std::uint32_t>> kin_;  // by place in the first: where this kind stands
};

}  // namespace convene::grouping

// Whether two people of a problem are a couple of a list: have met, or are to be kept apart.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "matcher/grouping/problem.h"

namespace convene::grouping {

/// Index of a person in `people`, which are sorted by id; ~0 for a stranger. O(log n).
inline std::uint32_t index_of(std::span<const Member> people, PersonId id) {
  const auto it =
      std::lower_bound(people.begin(), people.end(), id, [](const Member& m, PersonId p) { return m.id < p; });
  return it != people.end() && it->id == id ? static_cast<std::uint32_t>(it - people.begin()) : ~0u;
}

/// Every two of these people, as having shared a room. O(people^2).
inline void add_couples(std::span<const PersonId> people, std::vector<Couple>& couples) {
  for (std::size_t i = 0; i < people.size(); ++i)
    for (std::size_t j = i + 1; j < people.size(); ++j) couples.push_back(couple(people[i], people[j]));
}

/// A person's couples lie together, so that asking costs a short search instead of one through the whole history.
/// Built from a `cleaned` problem's lists in O(n + couples), which must outlive it.
class Couples {
 public:
  Couples(std::span<const Member> people, std::span<const Couple> couples) : people_(people), couples_(couples) {
    if (people.empty() || couples.empty()) return;
    from_.reserve(people.size() + 1);
    std::uint32_t next = 0;
    for (const Member& member : people) {
      while (next < couples.size() && couples[next].first < member.id) ++next;
      from_.push_back(next);
    }
    while (next < couples.size() && couples[next].first == people.back().id) ++next;
    from_.push_back(next);
  }

  /// a, b: indices of people.
  bool contain(std::uint32_t a, std::uint32_t b) const {
    if (from_.empty()) return false;
    if (a > b) std::swap(a, b);
    const auto from = couples_.begin() + from_[a];
    const auto to = couples_.begin() + from_[a + 1];
    return std::binary_search(from, to, Couple{people_[a].id, people_[b].id});
  }

 private:
  std::span<const Member> people_;
  std::span<const Couple> couples_;
  std::vector<std::uint32_t> from_;  // by person: where the couples begin in which they come first
};

}  // namespace convene::grouping

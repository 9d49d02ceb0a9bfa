// Whom a list of couples names: ids brought to indices, and back.
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

/// The same for many who are looked up: O(1) each where ids lie as close as an event gives them out, O(log n) where
/// they do not. Built in O(n + span of the ids), the span being at most eight times n. `people` must outlive it.
class PeopleIndex {
 public:
  static constexpr std::uint32_t nobody = ~0u;

  explicit PeopleIndex(std::span<const Member> people) : people_(people) {
    if (people.empty()) return;
    first_ = people.front().id.value;
    const std::uint64_t span = std::uint64_t{people.back().id.value} - first_ + 1;
    if (span > 8 * std::uint64_t{people.size()}) return;
    at_.assign(span, nobody);
    for (std::uint32_t i = 0; i < people.size(); ++i) at_[people[i].id.value - first_] = i;
  }

  /// `nobody` for a stranger.
  std::uint32_t of(PersonId id) const {
    if (at_.empty()) return index_of(people_, id);
    const std::uint32_t place = id.value - first_;  // wraps for those before the first
    return place < at_.size() ? at_[place] : nobody;
  }

 private:
  std::span<const Member> people_;
  std::vector<std::uint32_t> at_;  // by id, from the first; empty: ids are too far apart
  std::uint32_t first_ = 0;
};

/// Calls `what(a, b)` with the indices of each couple of whom neither is a stranger. O(couples).
template <class What>
void each_couple(const PeopleIndex& index, std::span<const Couple> couples, What&& what) {
  for (const Couple& c : couples) {
    const std::uint32_t a = index.of(c.first);
    const std::uint32_t b = index.of(c.second);
    if (a != PeopleIndex::nobody && b != PeopleIndex::nobody) what(a, b);
  }
}

/// Every two of these people, as having shared a room. O(people^2).
inline void add_couples(std::span<const PersonId> people, std::vector<Couple>& couples) {
  for (std::size_t i = 0; i < people.size(); ++i)
    for (std::size_t j = i + 1; j < people.size(); ++j) couples.push_back(couple(people[i], people[j]));
}

}  // namespace convene::grouping

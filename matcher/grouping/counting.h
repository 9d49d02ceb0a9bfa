// What a seating that is being refined is like, in figures that people can read, for whoever watches.
//
// A value: any thread, once made. Counts nothing where nobody watches.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "matcher/grouping/execution.h"
#include "matcher/grouping/problem.h"
#include "matcher/grouping/seating.h"

namespace convene::grouping {

class Counting {
 public:
  /// Of nobody, for whoever does not watch.
  Counting() = default;
  /// `problem` must be `cleaned`. O(n + couples who met) if somebody watches, else O(1).
  Counting(const Problem& problem, const Execution& execution);

  /// Of a seating of the same problem. O(n x room + couples who met) if somebody watches, else O(1).
  Figures of(const Seating& seating) const;

 private:
  bool watched_ = false;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> met_;  // by index
};

}  // namespace convene::grouping

// The one number that so many of a hundred do not exceed.
#pragma once

#include <cstddef>
#include <vector>

namespace convene::ops {

/// By nearest rank: the first of the sorted `numbers`, of which there is one at least, that `percent` (1 to 100) of a
/// hundred do not exceed. So it is always one that occurred.
template <class Number>
const Number& percentile(const std::vector<Number>& numbers, std::size_t percent) {
  return numbers.at((numbers.size() * percent + 99) / 100 - 1);
}

}  // namespace convene::ops

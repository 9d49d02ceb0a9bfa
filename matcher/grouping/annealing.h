// What the annealings share: how bad a step may be, drawn in whole numbers.
#pragma once

#include <bit>
#include <cstdint>

namespace convene::grouping {

/// -log2 of an even number in (0, 1], in 1/256ths, without floating point: the position of the highest bit, and the
/// bits that follow it read as a straight line (at most 0.09 off).
constexpr std::int64_t surprise(std::uint64_t random) {
  const int zeros = std::countl_zero(random | 1);
  const std::uint64_t mantissa = random << zeros << 1 >> 56;
  return zeros * 256 + (255 - static_cast<std::int64_t>(mantissa));
}

}  // namespace convene::grouping

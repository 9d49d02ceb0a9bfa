#include "matcher/rng.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <vector>

namespace convene {
namespace {

// These numbers are part of the contract: a seed written in a plan's report must give the same plan for ever.
TEST(Rng, IsTheSameEverywhere) {
  static_assert(mix(0, 0) == 0xe220a8397b1dcdafu, "splitmix64's first number for seed 0");
  Rng rng(0);
  EXPECT_EQ(rng.next(), 0xe220a8397b1dcdafu);
  EXPECT_EQ(rng.next(), 0x6e789e6aa1b965f4u);
  EXPECT_EQ(rng.next(), 0x06c45d188009454fu);
}

TEST(Rng, StaysBelow) {
  Rng rng(7);
  EXPECT_EQ(rng.below(0), 0u);
  EXPECT_EQ(rng.below(1), 0u);
  for (const std::uint32_t n : {2u, 3u, 10u, 0x80000001u, 0xffffffffu})
    for (int i = 0; i < 1000; ++i) ASSERT_LT(rng.below(n), n);
}

TEST(Rng, FavoursNobody) {
  Rng rng(1);
  std::array<int, 6> hits{};
  for (int i = 0; i < 60'000; ++i) ++hits[rng.below(6)];
  for (const int hit : hits) EXPECT_NEAR(hit, 10'000, 500);
}

TEST(Rng, ShufflesIntoEveryOrder) {
  Rng rng(2);
  std::array<int, 6> hits{};
  for (int i = 0; i < 6000; ++i) {
    std::array<int, 3> items{0, 1, 2};
    rng.shuffle(std::span<int>(items));
    std::array<int, 3> order{0, 1, 2};
    int rank = 0;
    while (order != items) {
      ASSERT_TRUE(std::ranges::next_permutation(order).found);
      ++rank;
    }
    ++hits[rank];
  }
  for (const int hit : hits) EXPECT_NEAR(hit, 1000, 150);
}

TEST(Rng, ACopyRepeats) {
  Rng a(3);
  a.next();
  Rng b = a;
  EXPECT_EQ(a.next(), b.next());
}

}  // namespace
}  // namespace convene

#include "server/ops/percentile.h"

#include <gtest/gtest.h>

#include <numeric>

namespace convene::ops {
namespace {

struct Expected {
  std::size_t numbers;
  int half, nine_of_ten;
};

TEST(Percentile, IsTheFirstThatSoManyDoNotExceed) {
  for (const auto [count, half, nine_of_ten] :
       {Expected{1, 1, 1}, Expected{2, 1, 2}, Expected{3, 2, 3}, Expected{10, 5, 9}, Expected{11, 6, 10}}) {
    std::vector<int> numbers(count);
    std::iota(numbers.begin(), numbers.end(), 1);
    EXPECT_EQ(percentile(numbers, 50), half) << count;
    EXPECT_EQ(percentile(numbers, 90), nine_of_ten) << count;
    EXPECT_EQ(percentile(numbers, 1), 1) << count;
    EXPECT_EQ(percentile(numbers, 100), static_cast<int>(count));
  }
}

}  // namespace
}  // namespace convene::ops

#include "server/live/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

#include "matcher/grouping/plan.h"
#include "tests/property/grouping_case.h"

namespace convene::live {
namespace {

using grouping::testing::Case;
using grouping::testing::large_case;
using grouping::testing::settle;

TEST(Parallel, runs_each_part_once_on_however_many_threads) {
  for (const unsigned threads : {0u, 1u, 2u, 5u, 40u})
    for (const std::size_t count : {std::size_t{0}, std::size_t{1}, std::size_t{3}, std::size_t{200}}) {
      std::vector<std::atomic<int>> runs(count);
      parallel_on(threads)(count, [&](std::size_t part) { ++runs[part]; });
      for (const auto& times : runs) EXPECT_EQ(times, 1);
    }
}

TEST(Parallel, what_a_part_throws_comes_out_of_the_call) {
  for (const unsigned threads : {1u, 4u})
    EXPECT_THROW(parallel_on(threads)(50,
                                      [](std::size_t part) {
                                        if (part == 7) throw std::runtime_error("no memory");
                                      }),
                 std::runtime_error);
}

TEST(Parallel, plans_are_the_same_with_one_two_and_five_threads) {
  for (std::uint64_t seed = 0; seed < 6; ++seed) {
    SCOPED_TRACE(seed);
    Case c = large_case(seed);
    settle(c);
    const grouping::Plan made = grouping::plan(c.problem);
    for (const unsigned threads : {1u, 2u, 5u}) ASSERT_EQ(grouping::plan(c.problem, {parallel_on(threads), {}}), made);
  }
}

}  // namespace
}  // namespace convene::live

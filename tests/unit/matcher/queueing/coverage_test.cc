#include "matcher/queueing/coverage.h"

#include <gtest/gtest.h>

namespace convene::queueing {
namespace {

const Coverage::Published kSaid{seconds(1), seconds(2), seconds(5), seconds(8), std::nullopt};

TEST(Coverage, CountsByLevelWhoDidNotWaitLonger) {
  Coverage coverage;
  EXPECT_EQ(coverage.part(0), 0);
  coverage.observe(kSaid, seconds(5));
  coverage.observe(kSaid, seconds(9));
  EXPECT_EQ(coverage.told, 2u);
  EXPECT_EQ(coverage.within, (std::array<std::uint64_t, 5>{0, 0, 1, 1, 2}));
  EXPECT_EQ(coverage.part(2), 0.5);
  EXPECT_EQ(coverage.part_below(2), 0) << "just what was said is no less";
}

TEST(Coverage, AddsUp) {
  Coverage a, b, both;
  a.observe(kSaid, seconds(1));
  b.observe(kSaid, seconds(7));
  both.observe(kSaid, seconds(1));
  both.observe(kSaid, seconds(7));
  a.add(b);
  EXPECT_EQ(a, both);
}

}  // namespace
}  // namespace convene::queueing

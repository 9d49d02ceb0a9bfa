#include "matcher/queueing/distribution.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace convene::queueing {
namespace {

TEST(Distribution, NormalQuantileIsTheInverseOfTheTail) {
  for (const double tail : {1e-280, 1e-100, 1e-20, 1e-6, 0.01, 0.074, 0.076, 0.3, 0.5, 0.8, 0.95, 1 - 1e-9})
    EXPECT_NEAR(normal_tail(normal_of_tail(tail)) / tail, 1, 1e-9) << tail;
  EXPECT_EQ(normal_of_tail(0.5), 0);
  EXPECT_NEAR(normal_of_tail(0.025), 1.959963984540054, 1e-14);
}

double mean_of(const Distribution& d, double power) {
  constexpr int kPoints = 400'000;
  double sum = 0;
  for (int i = 0; i < kPoints; ++i) sum += std::pow(d.of_tail((i + 0.5) / kPoints), power);
  return sum / kPoints;
}

TEST(Distribution, HasTheMeanAndTheSpreadItSays) {
  for (const Distribution d : {Distribution{Shape::exponential, 360'000, 1}, Distribution{Shape::lognormal, 360'000, 1},
                               Distribution{Shape::lognormal, 5'000, 0.25}}) {
    const double mean = mean_of(d, 1);
    EXPECT_NEAR(mean / d.mean, 1, 1e-3);
    EXPECT_NEAR(mean_of(d, 2) / (mean * mean) - 1, d.cv2, 0.02 * (1 + d.cv2));
  }
  EXPECT_EQ((Distribution{Shape::deterministic, 5, 0}.of_tail(0.3)), 5);
}

TEST(Distribution, WhatIsLeftIsWhatTheWholeSaysBeyondTheElapsed) {
  const Distribution d{Shape::lognormal, 360'000, 2};
  for (const double elapsed : {1.0, 100'000.0, 360'000.0, 2'000'000.0})
    for (const double tail : {0.05, 0.5, 0.95}) {
      const auto lasts = [&](double x) { return normal_tail((std::log(x) - d.log_mean()) / d.log_sd()); };
      EXPECT_NEAR(lasts(elapsed + d.residual(elapsed, tail)) / lasts(elapsed), tail, 1e-3);
    }
  const Distribution memoryless{Shape::exponential, 100, 1};
  EXPECT_EQ(memoryless.residual(1e6, 0.2), memoryless.of_tail(0.2));
}

TEST(Distribution, WhatIsOverdueIsNotOverThisInstant) {
  EXPECT_EQ((Distribution{Shape::deterministic, 100, 0}.residual(500, 0.5)), 1);
  const double left = Distribution{Shape::lognormal, 1'000, 0.01}.residual(1e9, 0.5);
  EXPECT_GE(left, 1);
  EXPECT_TRUE(std::isfinite(left));
}

TEST(Distribution, RefusesWhatItCannotDraw) {
  EXPECT_TRUE((Distribution{Shape::lognormal, 1, 0}.valid()));
  EXPECT_FALSE((Distribution{Shape::lognormal, 0, 1}.valid()));
  EXPECT_FALSE((Distribution{Shape::lognormal, -1, 1}.valid()));
  EXPECT_FALSE((Distribution{Shape::lognormal, 1, -1}.valid()));
  EXPECT_FALSE((Distribution{Shape::lognormal, 1e300, 1}.valid()));
  EXPECT_FALSE((Distribution{Shape::lognormal, std::numeric_limits<double>::quiet_NaN(), 1}.valid()));
  EXPECT_FALSE((Distribution{Shape::lognormal, 1, std::numeric_limits<double>::quiet_NaN()}.valid()));
}

TEST(Distribution, UnitIsNeverAnEnd) {
  EXPECT_GT(unit(0), 0);
  EXPECT_LT(unit(~std::uint64_t{0}), 1);
}

}  // namespace
}  // namespace convene::queueing

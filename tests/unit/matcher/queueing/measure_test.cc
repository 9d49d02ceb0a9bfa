#include "matcher/queueing/measure.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/matcher/queueing/traffic.h"

namespace convene::queueing {
namespace {

TEST(BatchMeans, TellsTheMeanAndItsInterval) {
  BatchMeans means(4000);
  for (int i = 0; i < 4000; ++i) means.add(i % 2 == 0 ? 1 : 3);
  EXPECT_EQ(means.mean().value, 2);
  EXPECT_LT(means.mean().give, 0.1);
  EXPECT_EQ(BatchMeans(0).mean().value, 0);
}

void expect_calibrated(const Coverage& coverage) {
  ASSERT_GT(coverage.told, 20'000u);
  for (std::size_t i = 0; i < Coverage::levels.size(); ++i) {
    EXPECT_GT(coverage.part(i), Coverage::levels[i] / 1000.0 - 0.01);
    EXPECT_LT(coverage.part_below(i), Coverage::levels[i] / 1000.0 + 0.01);
  }
}

constexpr Effort kShort{128, 128 * 1024};

TEST(Calibration, IsHonestInAPlainQueueAndAsGoodAsTheBestFormula) {
  const Traffic traffic = plain_traffic(3, 0.4, 4'000'000, 11);
  Calibration calibration(traffic, 80, kShort);
  Simulation(traffic).run(calibration);
  expect_calibrated(calibration.coverage());
  const Calibration::Errors errors = calibration.errors();
  EXPECT_NEAR(calibration.coverage().part(0), calibration.coverage().part_below(0), 1e-3) << "no wait is certain";
  EXPECT_NEAR(errors.conditional, 3.60, 0.06);
  EXPECT_NEAR(errors.naive, 3.94, 0.06);
  EXPECT_LT(errors.ours, errors.conditional * 1.005);
}

TEST(Calibration, IsHonestOnATopicMixAndBetterThanAnyFormulaOfTheNumberAhead) {
  const Traffic traffic = mixed_traffic(4'000'000, 11);
  Calibration calibration(traffic, 80, kShort);
  Simulation(traffic).run(calibration);
  expect_calibrated(calibration.coverage());
  const Calibration::Errors errors = calibration.errors();
  // 3.13 beside 3.90 was measured elsewhere on a mix of topics: at least as far ahead of the formula.
  EXPECT_LT(errors.ours, errors.conditional * 0.84);
  EXPECT_LT(errors.conditional, errors.naive);
}

TEST(Calibration, IsHonestWithSkillsAndWrapUp) {
  Traffic traffic = mixed_traffic(1'500'000, 5);
  traffic.advisors = {{{1, 0}, 1, {}}, {{3, 0}, 1, {}}, {{6, 0}, 1, {}}, {{0, 0}, 1, {}}};
  traffic.wrap_up = seconds(60);
  Calibration calibration(traffic, 25, kShort);
  Simulation(traffic).run(calibration);
  expect_calibrated(calibration.coverage());
  EXPECT_LT(calibration.errors().ours, calibration.errors().conditional);
}

// An afternoon of 120 tickets that starts out knowing nothing but a wrong expectation (8 minutes, where it is 6), over
// and over with other people.
TEST(Calibration, IsNearlyHonestWhileItLearns) {
  Coverage coverage;
  for (std::uint64_t seed = 1; seed <= 800; ++seed) {
    const Traffic traffic = mixed_traffic(120, seed);
    Calibration calibration(traffic, 4, kShort, Calibration::Knows::nothing);
    Simulation(traffic).run(calibration);
    coverage.add(calibration.coverage());
  }
  ASSERT_GT(coverage.told, 8'000u);
  for (std::size_t i = 0; i < Coverage::levels.size(); ++i)
    EXPECT_NEAR(coverage.part(i), Coverage::levels[i] / 1000.0, 0.03) << "at " << Coverage::levels[i];
}

}  // namespace
}  // namespace convene::queueing

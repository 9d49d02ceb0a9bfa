#include "matcher/queueing/service_times.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "matcher/rng.h"

namespace convene::queueing {
namespace {

constexpr double kMinute = 60'000;

double minutes_of(const ServiceTimes& times, std::uint64_t topic) { return times.of_topic(topic).time.mean / kMinute; }

TEST(Log2, IsWhatItSays) {
  static_assert(log2_of(1) == 0);
  static_assert(log2_of(1024) == 10 * 65536);
  static_assert(log2_of(0) == 0);
  static_assert(log2_of(~std::uint64_t{0}) == 64 * 65536 - 1);
}

RC_GTEST_PROP(Log2, IsThatOfFloatingPointCutOff, ()) {
  const auto x = *rc::gen::inRange<std::uint64_t>(1, 1'000'000'000'000);
  RC_ASSERT(std::abs(static_cast<double>(log2_of(x)) / 65536 - std::log2(static_cast<double>(x))) < 2.0 / 65536);
}

TEST(ServiceTimes, ExpectsWhatTheOrganiserSaidUntilSomethingIsSeen) {
  ServiceTimes times;
  EXPECT_NEAR(minutes_of(times, 0), 8, 0.01);
  EXPECT_NEAR(times.of_topic(4).time.cv2, 1, 1e-9);
  EXPECT_GT(times.of_topic(4).doubt, 0.3);
  EXPECT_EQ(times.pace(3), 1);
}

// Observations of a lognormal, from a seed.
void see(ServiceTimes& times, std::uint64_t topic, std::uint32_t advisor, Distribution d, int count, double pace = 1) {
  Rng rng(topic * 100 + advisor);
  for (int i = 0; i < count; ++i)
    times.observe(topic, advisor, milliseconds(std::llround(pace * d.of_tail(unit(rng.next())))));
}

TEST(ServiceTimes, LearnsTopicsAndPaces) {
  ServiceTimes times;
  const Distribution brief{Shape::lognormal, 3 * kMinute, 0.3};
  const Distribution lengthy{Shape::lognormal, 20 * kMinute, 0.8};
  for (int i = 0; i < 20; ++i) {
    see(times, 1, 10u + static_cast<std::uint32_t>(i), brief, 50);
    see(times, 2, 10u + static_cast<std::uint32_t>(i), lengthy, 50);
  }
  see(times, 1, 50, brief, 100, 2);
  EXPECT_NEAR(minutes_of(times, 1), 3.2, 0.3);
  EXPECT_NEAR(minutes_of(times, 2), 20, 1.5);
  EXPECT_NEAR(times.of_topic(1).time.cv2, 0.35, 0.1);
  EXPECT_NEAR(times.of_topic(2).time.cv2, 0.8, 0.15);
  EXPECT_LT(times.of_topic(1).doubt, 0.05);
  EXPECT_NEAR(times.pace(50), 1.9, 0.2);
  EXPECT_NEAR(times.pace(25), 1, 0.15);
}

TEST(ServiceTimes, OneObservationMovesLittle) {
  ServiceTimes times;
  times.observe(1, 7, minutes(120));
  EXPECT_LT(minutes_of(times, 1), 24) << "from 8, by one of two hours";
  EXPECT_GT(minutes_of(times, 1), minutes_of(times, 2));
  EXPECT_GT(minutes_of(times, 2), 8) << "what one topic took says something of the others";
  EXPECT_LT(times.pace(7), 2);
  EXPECT_GT(times.pace(7), 1);
}

TEST(ServiceTimes, WhatIsNotATopicCountsForTheEventAlone) {
  ServiceTimes times;
  times.observe(0, 1, minutes(3));
  times.observe(0b11, 1, minutes(3));
  EXPECT_TRUE(times.topics.empty());
  EXPECT_EQ(times.event.count, 2u);
}

TEST(ServiceTimes, StaysWithinItsLimits) {
  ServiceTimes times;
  times.observe(1, 1, milliseconds(-5));
  times.observe(1, 1, milliseconds(INT64_MAX));
  times.observe(1, 1, milliseconds(INT64_MIN));
  EXPECT_TRUE(times.of_topic(1).time.valid());
  times.event = {ServiceTimes::most_observations, 5, 7};
  times.event.add(1'000'000);
  EXPECT_EQ(times.event, (LogTimes{ServiceTimes::most_observations, 5, 7}));
  for (std::uint32_t a = 0; a < ServiceTimes::max_advisors + 10; ++a) times.observe(1, a, minutes(4));
  EXPECT_EQ(times.advisors.size(), ServiceTimes::max_advisors);
  EXPECT_EQ(times.pace(ServiceTimes::max_advisors + 5), 1);
}

// Part of the contract: a log must come to the same state for ever, on every machine.
TEST(ServiceTimes, IsTheSameEverywhere) {
  ServiceTimes times;
  times.observe(1, 1, seconds(100));
  times.observe(2, 1, seconds(300));
  times.observe(1, 2, seconds(777));
  EXPECT_EQ(times.event.count, 3u);
  EXPECT_EQ(times.event.sum, log2_of(100'000) + log2_of(300'000) + log2_of(777'000) - 3 * 18 * 65536);
  const ServiceTimes copy = times;
  EXPECT_EQ(copy, times);
  EXPECT_EQ(times.advisors[0].times.count, 2u);
  EXPECT_EQ(times.advisors[0].times.sum, -114374);
}

RC_GTEST_PROP(ServiceTimes, WhateverIsSeenCanBeEstimatedWith, ()) {
  ServiceTimes times;
  times.expected = milliseconds(*rc::gen::arbitrary<std::int64_t>());
  for (int i = *rc::gen::inRange(0, 40); i > 0; --i)
    times.observe(*rc::gen::element<std::uint64_t>(0, 1, 2, 3), *rc::gen::inRange(0u, 4u),
                  milliseconds(*rc::gen::inRange<std::int64_t>(-10, 100'000'000)));
  for (const std::uint64_t topic : {0u, 1u, 2u, 8u}) {
    const ServiceModel model = times.of_topic(topic);
    RC_ASSERT(model.time.valid());
    RC_ASSERT(model.doubt > 0 && model.doubt < 5);
  }
  for (std::uint32_t advisor = 0; advisor < 5; ++advisor)
    RC_ASSERT(times.pace(advisor) >= 0.1 && times.pace(advisor) <= 10);
}

}  // namespace
}  // namespace convene::queueing

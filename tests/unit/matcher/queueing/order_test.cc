#include "matcher/queueing/order.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace convene::queueing {
namespace {

TEST(Order, IsThatOfJoining) {
  const OrderKey first{joined(1), 1};
  const OrderKey second{joined(2), 2};
  EXPECT_LT(first, second);
  EXPECT_LT((OrderKey{joined(7), 3}), (OrderKey{joined(7), 4})) << "the number settles what the place does not";
}

RC_GTEST_PROP(Order, NobodyIsOvertakenByWhomTheBoostDoesNotReach, ()) {
  const auto sequence = *rc::gen::inRange<std::uint64_t>(1, 1'000'000);
  const auto later = *rc::gen::inRange<std::uint64_t>(1, 20'000);
  const auto boost = *rc::gen::inRange<std::uint32_t>(0, 30'000);
  const OrderKey early{joined(sequence), sequence};
  const OrderKey late{joined(sequence + later, boost), sequence + later};
  RC_ASSERT((late < early) == (later < std::min(boost, max_boost)));
}

RC_GTEST_PROP(Order, APlaceBetweenIsBetweenWhateverTheNumber, ()) {
  const OrderKey a{*rc::gen::inRange<std::int64_t>(-1000, 1000), *rc::gen::arbitrary<std::uint64_t>()};
  const OrderKey b{*rc::gen::inRange<std::int64_t>(-1000, 1000), *rc::gen::arbitrary<std::uint64_t>()};
  const auto place = between(a, b);
  RC_ASSERT(place.has_value() == (b.place - a.place >= 2));
  if (!place) return;
  const OrderKey moved{*place, *rc::gen::arbitrary<std::uint64_t>()};
  RC_ASSERT(a < moved);
  RC_ASSERT(moved < b);
}

TEST(Order, LeavesRoomForTwentyMovesAtOneSpot) {
  const OrderKey first{joined(1), 1};
  OrderKey next{joined(2), 2};
  int moves = 0;
  for (std::optional<std::int64_t> place; (place = between(first, next)); ++moves) next.place = *place;
  EXPECT_EQ(moves, 20);
}

TEST(Order, MovesToEitherEnd) {
  const OrderKey first{joined(1), 1};
  EXPECT_LT((OrderKey{*before(first), 9}), first);
  EXPECT_LT(first, (OrderKey{*after(first), 0}));
  EXPECT_LT((OrderKey{*after(first), 9}), (OrderKey{joined(2), 2})) << "who joins next stays behind";
}

TEST(Order, StaysWithinWhatAClientCountsExactly) {
  EXPECT_EQ(joined(~std::uint64_t{0}), joined(max_sequence));
  EXPECT_EQ(joined(1, ~std::uint32_t{0}), joined(1, max_boost));
  EXPECT_LE(joined(max_sequence), max_place);
  EXPECT_EQ(before({-max_place, 1}), std::nullopt);
  EXPECT_EQ(after({max_place, 1}), std::nullopt);
  EXPECT_EQ(after({INT64_MAX, 1}), std::nullopt);
  EXPECT_EQ(after({INT64_MIN, 1}), std::nullopt);
  EXPECT_EQ(before({INT64_MIN, 1}), std::nullopt);
  EXPECT_EQ(between({INT64_MIN, 1}, {INT64_MAX, 2}), std::nullopt);
}

}  // namespace
}  // namespace convene::queueing

#include "matcher/queueing/skill.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <vector>

namespace convene::queueing {
namespace {

TEST(Skill, ServesItsTopicsInItsLanguages) {
  const Skill all;
  const Skill one{0b010, 0b01};
  EXPECT_TRUE(serves(all, {0b100, 0b10}));
  EXPECT_TRUE(serves(one, {})) << "whoever says nothing goes to anybody";
  EXPECT_TRUE(serves(one, {0b010, 0b11})) << "one shared language is enough";
  EXPECT_FALSE(serves(one, {0b100, 0b01}));
  EXPECT_FALSE(serves(one, {0b010, 0b10}));
}

TEST(ChooseAdvisor, KeepsTheFlexibleFree) {
  const std::vector<IdleAdvisor> idle{
      {{0, 0}, Instant{1}, 1}, {{0b11, 0}, Instant{2}, 2}, {{0b01, 0}, Instant{9}, 3}, {{0b10, 0}, Instant{0}, 4}};
  EXPECT_EQ(choose_advisor(idle, {0b01}), 2u);
  EXPECT_EQ(choose_advisor(idle, {0b100}), 0u);
  EXPECT_EQ(choose_advisor(std::span(idle).subspan(1), {0b100}), std::nullopt);
}

TEST(ChooseAdvisor, ThenTakesTheLongestIdleThenTheSmallestId) {
  const std::vector<IdleAdvisor> idle{
      {{1, 3}, Instant{1}, 1}, {{1, 1}, Instant{7}, 7}, {{1, 1}, Instant{5}, 6}, {{1, 1}, Instant{5}, 5}};
  EXPECT_EQ(choose_advisor(idle, {1}), 3u);
  EXPECT_EQ(choose_advisor(std::span(idle).first(3), {1}), 2u);
  EXPECT_EQ(choose_advisor(std::span(idle).first(2), {1}), 1u);
}

RC_GTEST_PROP(ChooseAdvisor, DoesNotDependOnTheOrderAskedIn, ()) {
  const auto count = *rc::gen::inRange<std::uint32_t>(1, 8);
  std::vector<IdleAdvisor> idle;
  for (std::uint32_t id = 0; id < count; ++id)
    idle.push_back({{*rc::gen::inRange<std::uint64_t>(0, 8), *rc::gen::inRange<std::uint64_t>(0, 4)},
                    Instant{*rc::gen::inRange<std::int64_t>(0, 3)},
                    id});
  const Need need{std::uint64_t{1} << *rc::gen::inRange(0, 3), *rc::gen::inRange<std::uint64_t>(0, 4), 0};
  const auto chosen = choose_advisor(idle, need);
  RC_ASSERT(chosen.has_value() == std::ranges::any_of(idle, [&](const auto& a) { return serves(a.skill, need); }));
  if (!chosen) return;
  RC_ASSERT(serves(idle[*chosen].skill, need));
  const auto id = idle[*chosen].id;
  std::ranges::reverse(idle);
  RC_ASSERT(idle[*choose_advisor(idle, need)].id == id);
}

}  // namespace
}  // namespace convene::queueing

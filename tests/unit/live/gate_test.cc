#include "server/live/gate.h"

#include <gtest/gtest.h>

namespace convene::live {
namespace {

using Says = Gate::Says;

constexpr Instant noon{1'627'387'200'000};

TEST(Gate, lets_a_school_in_at_once_and_then_at_a_rate) {
  Gate gate({.people_per_second = 1, .people_at_once = 50, .wrong_codes_per_second = 0.1, .wrong_codes_at_once = 10});
  for (int i = 0; i < 50; ++i) {
    ASSERT_EQ(gate.ask("school", noon), Says::come);
    gate.tried("school", false);
  }
  EXPECT_EQ(gate.ask("school", noon), Says::too_many_people);
  EXPECT_EQ(gate.ask("another", noon), Says::come);
  EXPECT_EQ(gate.ask("school", noon + seconds(1)), Says::come);
}

TEST(Gate, a_code_is_not_found_out_by_trying_not_even_all_at_once) {
  Gate gate({.people_per_second = 10, .people_at_once = 500, .wrong_codes_per_second = 0.1, .wrong_codes_at_once = 10});
  for (int i = 0; i < 10; ++i) ASSERT_EQ(gate.ask("thief", noon), Says::come);  // none of them answered yet
  EXPECT_EQ(gate.ask("thief", noon), Says::too_many_wrong_codes);
  for (int i = 0; i < 10; ++i) gate.tried("thief", true);
  EXPECT_EQ(gate.ask("thief", noon + seconds(9)), Says::too_many_wrong_codes);
  EXPECT_EQ(gate.ask("thief", noon + seconds(10)), Says::come);
}

TEST(Gate, whoever_is_turned_back_for_coming_too_fast_has_tried_no_code) {
  Gate gate({.people_per_second = 1, .people_at_once = 1, .wrong_codes_per_second = 0.1, .wrong_codes_at_once = 2});
  ASSERT_EQ(gate.ask("school", noon), Says::come);
  gate.tried("school", false);
  for (int i = 0; i < 20; ++i) ASSERT_EQ(gate.ask("school", noon), Says::too_many_people);
  EXPECT_EQ(gate.ask("school", noon + seconds(1)), Says::come);
}

TEST(Gate, a_network_without_limits_has_none) {
  Gate gate({.people_per_second = 1, .people_at_once = 1, .wrong_codes_per_second = 1, .wrong_codes_at_once = 1});
  for (int i = 0; i < 10; ++i) {
    ASSERT_EQ(gate.ask("", noon), Says::come);
    gate.tried("", true);
  }
  EXPECT_EQ(gate.size(), 0U);
}

TEST(Gate, remembers_a_bounded_number_of_networks) {
  Gate gate(Gate::Rates{});
  for (std::size_t i = 0; i < Gate::most + 10; ++i) (void)gate.ask(std::to_string(i), noon);
  EXPECT_LE(gate.size(), Gate::most);
}

}  // namespace
}  // namespace convene::live

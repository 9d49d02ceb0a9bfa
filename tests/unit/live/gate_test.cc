#include "server/live/gate.h"

#include <gtest/gtest.h>

namespace convene::live {
namespace {

using Says = Gate::Says;

constexpr Instant noon{1'627'387'200'000};

TEST(Gate, lets_a_school_in_at_once_and_then_at_a_rate) {
  Gate gate({.people_per_second = 1, .people_at_once = 50, .wrong_codes_per_second = 0.1, .wrong_codes_at_once = 10});
  for (int i = 0; i < 50; ++i) ASSERT_EQ(gate.ask("school", "CODE", false, noon), Says::come);
  EXPECT_EQ(gate.ask("school", "CODE", false, noon), Says::too_many_people);
  EXPECT_EQ(gate.ask("another", "CODE", false, noon), Says::come);
  EXPECT_EQ(gate.ask("school", "CODE", false, noon + seconds(1)), Says::come);
}

TEST(Gate, a_code_is_not_found_out_by_trying) {
  Gate gate({.people_per_second = 10, .people_at_once = 500, .wrong_codes_per_second = 0.1, .wrong_codes_at_once = 10});
  for (int i = 0; i < 10; ++i) ASSERT_EQ(gate.ask("thief", std::to_string(i), true, noon), Says::come);
  EXPECT_EQ(gate.ask("thief", "10", true, noon), Says::too_many_wrong_codes);
  EXPECT_EQ(gate.ask("thief", "CODE", false, noon), Says::too_many_wrong_codes) << "or it would be told apart";
  EXPECT_EQ(gate.ask("thief", "11", true, noon + seconds(9)), Says::too_many_wrong_codes);
  EXPECT_EQ(gate.ask("thief", "12", true, noon + seconds(20)), Says::come);
}

TEST(Gate, pupils_who_copy_one_wrong_code_from_the_board_pay_for_one) {
  Gate gate({.people_per_second = 1, .people_at_once = 50, .wrong_codes_per_second = 0.1, .wrong_codes_at_once = 3});
  for (int i = 0; i < 40; ++i) ASSERT_EQ(gate.ask("school", "C0DE", true, noon), Says::come);
  for (int i = 0; i < 40; ++i) ASSERT_EQ(gate.ask("school", "CODE", false, noon), Says::come);
}

TEST(Gate, a_network_without_limits_has_none) {
  Gate gate({.people_per_second = 1, .people_at_once = 1, .wrong_codes_per_second = 1, .wrong_codes_at_once = 1});
  for (int i = 0; i < 10; ++i) ASSERT_EQ(gate.ask("", std::to_string(i), true, noon), Says::come);
  EXPECT_EQ(gate.size(), 0U);
}

TEST(Gate, remembers_a_bounded_number_of_networks) {
  Gate gate(Gate::Rates{});
  for (std::size_t i = 0; i < Gate::most + 10; ++i) (void)gate.ask(std::to_string(i), "CODE", false, noon);
  EXPECT_LE(gate.size(), Gate::most);
}

}  // namespace
}  // namespace convene::live

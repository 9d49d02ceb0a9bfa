#include "protocol/grouping_problem.h"

#include <gtest/gtest.h>

#include <string>

#include "matcher/grouping/pairwise/solve.h"

namespace convene::protocol {
namespace {

/// What is said of the problem; nothing, if it is taken.
std::string told(const std::string& text) {
  Faults faults;
  const auto problem = read_grouping_problem(text, faults);
  EXPECT_EQ(problem.has_value(), faults.empty());
  return faults.empty() ? "" : to_text(faults.front());
}

TEST(GroupingProblem, TakesWeightsAndPenaltiesUpToTheirLimitAndNoFurther) {
  const auto at = [](const std::string& points) {
    return told(R"({"people": 3, "rooms": {"min": 3, "max": 3, "size_penalty": 2147483648}, "weights": [[0, 1, )" +
                points + R"(]], "move_penalty": 2147483648, "rounds": 2, "repeat_penalty": 2147483648})");
  };
  EXPECT_EQ(at("2147483648"), "");
  EXPECT_EQ(at("-2147483648"), "");
  EXPECT_NE(at("2147483649").find("weights[0]: a weight is at most 2147483648"), std::string::npos);
  EXPECT_NE(at("-2147483649").find("weights[0]"), std::string::npos);
  EXPECT_NE(at("1e300").find("weights[0]"), std::string::npos);
  EXPECT_NE(
      told(R"({"people": 3, "rooms": {"min": 3, "max": 3}, "repeat_penalty": 2147483649})").find("repeat_penalty"),
      std::string::npos);
}

/// Every meeting is counted: of 20,000 in one room, again and again, there are more than any memory holds.
TEST(GroupingProblem, RefusesMoreMeetingsThanCanBeCounted) {
  const auto rounds = [](int count, int max) {
    return told(R"({"people": 20000, "rooms": {"min": 2, "max": )" + std::to_string(max) + R"(}, "rounds": )" +
                std::to_string(count) + "}");
  };
  EXPECT_NE(rounds(2, 20'000).find("rooms: people times rounds times max are more than 20000000 meetings; write a"),
            std::string::npos)
      << rounds(2, 20'000);
  EXPECT_EQ(rounds(1, 20'000), "") << "whoever meets once needs no counting";
  EXPECT_EQ(rounds(50, 40), "");
  EXPECT_NE(rounds(50, 41), "");
}

TEST(GroupingProblem, AnswersAtTheLimitInFullLength) {
  Faults faults;
  auto problem = read_grouping_problem(
      R"({"people": 2, "rooms": {"min": 2, "max": 2}, "weights": [[0, 1, 2147483648], [1, 0, 2147483648]]})", faults);
  ASSERT_TRUE(problem);
  const auto outcome = grouping::pairwise::solve(*problem, 100);
  const std::string answer = write_grouping_answer(*problem, std::get<grouping::pairwise::Answer>(outcome), 0);
  EXPECT_NE(answer.find(R"("score":4294967296,)"), std::string::npos) << answer;
}

}  // namespace
}  // namespace convene::protocol

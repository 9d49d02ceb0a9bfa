// Few people, every kind of rule: the engine's answer is the best there is, and it says so only where it is.
#include "tests/reference/pairwise_proof.h"

#include <gtest/gtest.h>

#include <optional>
#include <variant>

#include "matcher/grouping/pairwise/score.h"
#include "matcher/grouping/pairwise/solve.h"
#include "tests/reference/pairwise_draw.h"

namespace convene::grouping::pairwise {
namespace {

constexpr std::uint64_t problems = 2'000;
constexpr std::uint64_t search_steps = 3'000;

/// From 3 to 11 people; in every second problem rooms may be as wide as they like.
Problem drawn(std::uint64_t seed) {
  const auto people = static_cast<std::uint32_t>(3 + seed % 9);
  return reference::draw_problem(seed, people, seed % 2 == 0 ? 3 : people);
}

std::optional<std::int64_t> score_of(const Outcome& outcome) {
  const auto* answer = std::get_if<Answer>(&outcome);
  return answer ? std::optional(answer->score) : std::nullopt;
}

bool proven(const Outcome& outcome) {
  const auto* answer = std::get_if<Answer>(&outcome);
  return answer ? answer->proven_optimal : std::get<Infeasible>(outcome).proven;
}

TEST(PairwiseProofProperty, TheAnswerIsTheOptimumOfEveryDivision) {
  std::uint64_t infeasible = 0;
  for (std::uint64_t seed = 0; seed < problems; ++seed) {
    SCOPED_TRACE(seed);
    const Problem problem = drawn(seed);
    const auto best = reference::best_score(problem);
    const Outcome outcome = solve(problem, search_steps);
    ASSERT_EQ(score_of(outcome), best);
    ASSERT_TRUE(proven(outcome));
    infeasible += !best;
  }
  EXPECT_GT(infeasible, problems / 20);
  EXPECT_LT(infeasible, problems / 2);
}

/// The proof ends in the middle of its bound, of its descent, or not at all.
TEST(PairwiseProofProperty, WhereTheStepsDoNotSufficeNothingIsClaimed) {
  std::uint64_t open = 0;
  std::uint64_t closed = 0;
  for (std::uint64_t seed = 0; seed < problems; ++seed) {
    SCOPED_TRACE(seed);
    const Problem problem = drawn(seed);
    const auto best = reference::best_score(problem);
    for (std::uint64_t steps = 200; steps <= 60'000; steps = steps * 7 / 2) {
      const Outcome outcome = solve(problem, search_steps, {}, steps);
      if (proven(outcome)) {
        ++closed;
        ASSERT_EQ(score_of(outcome), best) << steps;
        continue;
      }
      ++open;
      if (const auto* answer = std::get_if<Answer>(&outcome)) {
        ASSERT_LE(answer->score, best) << steps;
        ASSERT_TRUE(keeps_rules(problem, answer->rounds)) << steps;
      }
    }
  }
  EXPECT_GT(open, problems / 2);
  EXPECT_GT(closed, problems / 2);
}

}  // namespace
}  // namespace convene::grouping::pairwise

// The abstract problem against every arrangement there is, over small random problems with all kinds of rules.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <numeric>

#include "matcher/grouping/pairwise/exact.h"
#include "matcher/grouping/pairwise/score.h"
#include "matcher/grouping/pairwise/solve.h"
#include "matcher/grouping/pairwise/units.h"
#include "matcher/rng.h"

namespace convene::grouping::pairwise {
namespace {

constexpr std::uint64_t no_proof = 0;

Problem random_problem(std::uint64_t seed, std::uint32_t most) {
  Rng rng(seed);
  Problem p;
  p.seed = seed;
  p.people = 1 + rng.below(most);
  p.rooms.min = 1 + rng.below(3);
  p.rooms.max = p.rooms.min + rng.below(4);
  p.rooms.ideal = p.rooms.min + rng.below(p.rooms.max - p.rooms.min + 1);
  p.rooms.size_penalty = rng.below(2) * rng.below(20);
  if (rng.below(3) == 0) p.rooms.count = 1 + rng.below(p.people);
  for (std::uint32_t i = 0; i < p.people; ++i)
    for (std::uint32_t j = i + 1; j < p.people; ++j)
      if (rng.below(3) != 0) p.weights.push_back({i, j, std::int64_t{rng.below(41)} - 15});
  const auto pair = [&] { return Pair{rng.below(p.people), rng.below(p.people)}; };
  const auto couples = [&](std::vector<Pair>& into, std::uint32_t count) {
    while (count-- > 0)
      if (const Pair two = pair(); two.first != two.second) into.push_back(two);
  };
  if (rng.below(2) == 0) couples(p.apart, rng.below(5));
  if (rng.below(2) == 0) couples(p.together, rng.below(3));
  if (rng.below(3) == 0)
    for (std::uint32_t i = 0; i < p.people; ++i) {
      std::vector<std::uint32_t> spoken;
      for (std::uint32_t language = 0; language < 3; ++language)
        if (rng.below(2) == 0) spoken.push_back(language);
      p.languages.push_back(spoken);
    }
  if (rng.below(3) == 0) {
    p.move_penalty = rng.below(30);
    for (std::uint32_t i = 0; i < p.people; ++i)
      p.seats.push_back(rng.below(4) == 0 ? std::nullopt : std::optional(rng.below(4)));
  }
  return p;
}

/// Every division of the people into rooms, the rules asked at the end. The best score, or nothing.
std::optional<std::int64_t> best_of_all(const Problem& problem) {
  std::optional<std::int64_t> best;
  Round round;
  std::function<void(Index)> place = [&](Index person) {
    if (person == problem.people) {
      std::vector<Round> rounds{round};
      if (!keeps_rules(problem, rounds)) return;
      const std::int64_t score = worth(problem, rounds).score;
      if (!best || score > *best) best = score;
      return;
    }
    for (std::size_t r = 0; r < round.size(); ++r) {
      if (round[r].size() == problem.rooms.max) continue;
      round[r].push_back(person);
      place(person + 1);
      round[r].pop_back();
    }
    round.push_back({person});
    place(person + 1);
    round.pop_back();
  };
  place(0);
  return best;
}

std::optional<std::int64_t> score_of(const Outcome& outcome) {
  const auto* answer = std::get_if<Answer>(&outcome);
  return answer ? std::optional(answer->score) : std::nullopt;
}

TEST(PairwiseSolve, FindsTheOptimumAndProvesWhatCannotBe) {
  int feasible = 0;
  int infeasible = 0;
  int found = 0;  // by search alone
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(seed);
    const Problem problem = random_problem(seed, 9);
    const auto best = best_of_all(problem);
    (best ? feasible : infeasible) += 1;
    const Outcome proven = solve(problem, 20'000);
    ASSERT_EQ(score_of(proven), best);
    if (const auto* answer = std::get_if<Answer>(&proven)) {
      EXPECT_TRUE(answer->proven_optimal);
    } else {
      EXPECT_TRUE(std::get<Infeasible>(proven).proven);
    }
    const auto searched = score_of(solve(problem, 60'000, {}, no_proof));
    if (!best) {
      ASSERT_FALSE(searched);
      continue;
    }
    ASSERT_LE(searched.value_or(*best), *best);
    found += searched == best;
  }
  EXPECT_GE(found * 100, feasible * 98) << "a search proves nothing, and yet seldom misses";
  EXPECT_GT(feasible, 60);
  EXPECT_GT(infeasible, 30);
}

TEST(PairwiseSolve, TheSearchComesNearWhatTheProofSaysForMorePeople) {
  int same = 0;
  for (std::uint64_t seed = 1000; seed < 1040; ++seed) {
    SCOPED_TRACE(seed);
    const Problem problem = random_problem(seed, 14);
    const auto proven = score_of(solve(problem, 1'000));
    const auto searched = score_of(solve(problem, 200'000, {}, no_proof));
    if (searched && proven) { ASSERT_LE(*searched, *proven); }
    same += searched == proven;
  }
  EXPECT_GE(same, 38);
}

TEST(PairwiseSolve, TheSameSeedGivesTheSameAnswer) {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    Problem problem = random_problem(seed, 30);
    problem.rounds = 1 + seed % 3;
    problem.repeat_penalty = 5;
    const Outcome once = solve(problem, 30'000, {}, no_proof);
    const Outcome again = solve(problem, 30'000, {}, no_proof);
    ASSERT_EQ(once.index(), again.index());
    if (const auto* answer = std::get_if<Answer>(&once)) { ASSERT_EQ(answer->rounds, std::get<Answer>(again).rounds); }
  }
}

TEST(PairwiseSolve, EveryAnswerKeepsTheRulesAndItsScoreIsTheOneReckonedAnew) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    SCOPED_TRACE(seed);
    Problem problem = random_problem(seed, 60);
    problem.rooms.count.reset();
    problem.rounds = 1 + seed % 4;
    problem.repeat_penalty = seed % 3;
    const Outcome outcome = solve(problem, 20'000);
    const auto* answer = std::get_if<Answer>(&outcome);
    if (!answer) continue;
    std::vector<Round> rounds = answer->rounds;
    EXPECT_TRUE(keeps_rules(problem, rounds));
    const Worth again = worth(problem, rounds);
    EXPECT_EQ(again.score, answer->score);
    EXPECT_EQ(again.moves, answer->moves);
  }
}

TEST(PairwiseSolve, SaysWhyItCannotBe) {
  const auto why = [](const Problem& problem) {
    const Outcome outcome = solve(problem, 10'000);
    const auto* no = std::get_if<Infeasible>(&outcome);
    EXPECT_TRUE(no && no->proven);
    return no ? std::string(code(no->why)) : "feasible";
  };
  Problem p;
  p.people = 7;
  p.rooms = {4, 4, 4, 0, {}};
  EXPECT_EQ(why(p), "sizes");
  p.people = 8;
  p.together = {{0, 1}, {1, 2}, {2, 3}, {3, 4}};
  EXPECT_EQ(why(p), "group_too_large");
  p.together = {{0, 1}, {1, 2}};
  p.apart = {{0, 2}};
  const Outcome chained = solve(p, 1'000);
  EXPECT_EQ(std::get<Infeasible>(chained).why, Why::group_apart);
  EXPECT_EQ(std::get<Infeasible>(chained).people, (std::vector<Index>{0, 1, 2}));
  p.together = {};
  p.apart = {{0, 1}, {1, 2}, {0, 2}};
  EXPECT_EQ(why(p), "apart_clique") << "three who avoid each other, and two rooms";
  p.apart = {};
  p.languages = {{1}, {1}, {1}, {2}, {2}, {2}, {2}, {2}};
  EXPECT_EQ(why(p), "too_few_company");
  p.languages = {{1}, {2}, {}, {}, {}, {}, {}, {}};
  p.together = {{0, 1}};
  EXPECT_EQ(why(p), "group_language");
  p.together = {};
  p.languages = {{1}, {1}, {1}, {1, 2}, {1, 2}, {2}, {2}, {2}};
  p.apart = {{0, 3}, {0, 4}};
  EXPECT_EQ(why(p), "too_few_company");
  // A ring of five who avoid their neighbours cannot sit in two rooms, though no three of them avoid each other.
  p = {};
  p.people = 10;
  p.rooms = {5, 5, 5, 0, {}};
  p.apart = {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 0}};
  EXPECT_EQ(why(p), "exhausted");
}

TEST(PairwiseSolve, DegenerateProblemsGetAnAnswer) {
  Problem p;
  EXPECT_EQ(score_of(solve(p, 100)), 0);
  p.people = 1;
  EXPECT_FALSE(score_of(solve(p, 100))) << "a room has two";
  p.rooms = {1, 1, 1, 0, {}};
  EXPECT_EQ(score_of(solve(p, 100)), 0);
  p.people = 2;
  p.weights = {{0, 1, limits::points}, {1, 0, limits::points}, {0, 1, -1}};
  p.rooms = {2, 2, 2, 0, {}};
  EXPECT_EQ(score_of(solve(p, 100)), 2 * limits::points - 1) << "several weights of a pair add up";
  p.rooms.count = 0;
  EXPECT_FALSE(score_of(solve(p, 100)));
  p.rooms.count = 1;
  p.rounds = 3;
  p.repeat_penalty = 7;
  EXPECT_EQ(score_of(solve(p, 100)), 3 * (2 * limits::points - 1) - 14);
  p = {};
  p.people = 30;
  p.rooms = {2, 3, 5, 1, {}};
  for (Index i = 0; i < 30; ++i)
    for (Index j = i + 1; j < 30; ++j) p.apart.emplace_back(i, j);
  EXPECT_FALSE(score_of(solve(p, 1'000))) << "everybody apart";
}

TEST(PairwiseSolve, AllAlikeAreAsGoodOneWayAsAnother) {
  Problem p;
  p.people = 12;
  p.rooms = {3, 3, 3, 0, {}};
  EXPECT_EQ(score_of(solve(p, 1'000)), 0);
  for (Index i = 0; i < p.people; ++i)
    for (Index j = i + 1; j < p.people; ++j) p.weights.push_back({i, j, 7});
  EXPECT_EQ(score_of(solve(p, 1'000)), 4 * 3 * 7);
  EXPECT_EQ(score_of(solve(p, 1'000, {}, no_proof)), 4 * 3 * 7);
}

TEST(PairwiseSolve, WhereNobodySharesALanguageThereIsNoRoomOfTwo) {
  Problem p;
  p.people = 30;
  p.rooms = {2, 3, 5, 1, {}};
  for (std::uint32_t i = 0; i < p.people; ++i) p.languages.push_back({i});
  const Outcome outcome = solve(p, 1'000);
  const auto* no = std::get_if<Infeasible>(&outcome);
  ASSERT_TRUE(no);
  EXPECT_EQ(no->why, Why::too_few_company);
  EXPECT_TRUE(no->proven);
  EXPECT_EQ(no->people, (std::vector<Index>{0}));
  p.people = 15;
  p.languages.resize(p.people);
  p.rooms.min = 1;
  EXPECT_EQ(score_of(solve(p, 50'000)), -30) << "each alone, two away from ideal";
}

TEST(PairwiseSolve, TogetherAndApartContradictEachOtherAtOnce) {
  Problem p;
  p.people = 4;
  p.rooms = {2, 2, 2, 0, {}};
  p.together = {{1, 3}};
  p.apart = {{3, 1}};
  const Outcome outcome = solve(p, 1'000);
  ASSERT_TRUE(std::holds_alternative<Infeasible>(outcome));
  EXPECT_EQ(std::get<Infeasible>(outcome).why, Why::group_apart);
  p.apart = {{1, 1}};
  EXPECT_EQ(score_of(solve(p, 1'000)), 0) << "nobody is kept apart from themselves";
}

/// Sizes were once counted in a byte: a room of more than 255 could not be, and one over the largest size could.
TEST(PairwiseSolve, GroupsOfHundredsAreCountedToTheLast) {
  const auto groups = [](std::uint32_t count, std::uint32_t size) {
    Problem p;
    p.people = count * size;
    for (Index i = 0; i < p.people; ++i)
      if (i % size != 0) p.together.emplace_back(i - 1, i);
    return p;
  };
  Problem p = groups(2, 300);
  p.rooms = {300, 300, 300, 0, {}};
  EXPECT_EQ(score_of(solve(p, 1'000)), 0);
  p = groups(4, 200);
  p.rooms = {200, 400, 500, 1, {}};
  for (Index group = 1; group < 4; ++group) p.weights.push_back({0, group * 200, 1'000});
  EXPECT_EQ(score_of(solve(p, 1'000)), 1'000) << "three groups are more than a room holds";
}

/// Every number at its limit, by search and by proof; a sanitizer hears of what no 64 bits hold.
TEST(PairwiseSolve, WeightsAtTheirLimitAreWeighed) {
  for (const std::uint32_t people : {8u, 40u}) {
    Problem p;
    p.people = people;
    p.rooms = {2, 4, 6, limits::points, {}};
    p.move_penalty = p.repeat_penalty = limits::points;
    p.rounds = people == 8 ? 1 : 3;
    Rng rng(people);
    for (Index i = 0; i < people; ++i) {
      p.seats.push_back(rng.below(4));
      for (Index j = i + 1; j < people; ++j)
        p.weights.push_back({i, j, rng.below(2) == 0 ? limits::points : -limits::points});
      p.apart.emplace_back(i, (i + 1) % people);
    }
    const Outcome outcome = solve(p, 50'000);
    ASSERT_TRUE(std::holds_alternative<Answer>(outcome)) << people;
    const Answer& answer = std::get<Answer>(outcome);
    EXPECT_EQ(answer.proven_optimal, people == 8);
    EXPECT_EQ(answer.score % limits::points, 0);
    if (people == 8) { EXPECT_EQ(answer.score, best_of_all(p)); }
  }
  // Half as many weights as there may be, all of one pair: what one exchange changes, times what broken rules cost.
  Problem p;
  p.people = 120;
  p.rooms = {2, 60, 120, 0, 2};
  constexpr std::uint32_t many = limits::weights / 2;
  p.weights.assign(many, {0, 1, limits::points});
  for (Index i = 4; i < 120; i += 2)
    for (Index j = 5; j < 120; j += 2) p.apart.emplace_back(i, j);
  EXPECT_EQ(score_of(solve(p, 20'000)), limits::points * many);
}

TEST(PairwiseSolve, PlantedGroupsAreFound) {
  for (const std::uint32_t groups : {20u, 60u}) {
    Problem p;
    p.people = groups * 5;
    p.rooms = {5, 5, 5, 0, {}};
    Rng rng(groups);
    std::vector<Index> people(p.people);
    std::iota(people.begin(), people.end(), 0u);
    rng.shuffle(std::span(people));
    for (Index i = 0; i < p.people; ++i)
      for (Index j = i + 1; j < p.people; ++j) {
        if (i / 5 == j / 5)
          p.weights.push_back({people[i], people[j], 100});
        else if (rng.below(8) == 0)
          p.weights.push_back({people[i], people[j], rng.below(40)});
      }
    EXPECT_EQ(score_of(solve(p, std::uint64_t{p.people} * 10'000)), std::int64_t{groups} * 1'000);
  }
}

/// With rooms of one size a wrong first seat was never mended, and a large crowd got no answer at all.
TEST(PairwiseSolve, ManyPeopleInRoomsOfExactlyOneSizeGetAnAnswer) {
  Problem p;
  p.people = 3'000;
  p.rooms = {5, 5, 5, 0, {}};
  for (std::uint32_t i = 0; i + 1 < p.people; i += 2) p.weights.push_back({i, i + 1, 7});
  const Outcome outcome = solve(p, 1'000);
  ASSERT_TRUE(std::holds_alternative<Answer>(outcome));
}

/// Whoever matters to somebody is looked at first: of so many, few others do.
TEST(PairwiseSolve, AFewStepsEachBringTogetherWhoMattersToWhomInALargeCrowd) {
  Problem p;
  p.people = 1'000;
  p.rooms = {2, 2, 2, 0, {}};
  for (std::uint32_t i = 0; i < p.people / 2; ++i) p.weights.push_back({i, p.people - 1 - i, 10});
  const Outcome outcome = solve(p, 100'000);
  ASSERT_TRUE(std::holds_alternative<Answer>(outcome));
  EXPECT_GT(std::get<Answer>(outcome).score, 4'500);
}

TEST(PairwiseSolve, AStepBudgetWithoutEndIsEndedByTheClock) {
  Problem p;
  p.people = 40;
  p.rooms = {4, 4, 4, 0, {}};
  p.rounds = 12;
  p.repeat_penalty = 1;
  int asked = 0;
  const Outcome outcome = solve(p, ~std::uint64_t{0} / 2, [&] { return ++asked > 3; });
  ASSERT_TRUE(std::holds_alternative<Answer>(outcome));
  EXPECT_TRUE(std::get<Answer>(outcome).cut_by_clock);
  EXPECT_LT(asked, 1'000);
}

TEST(PairwiseSolve, NewFacesEachRound) {
  const auto repeats = [](std::uint32_t rooms, std::uint32_t size, std::uint32_t rounds) {
    Problem p;
    p.people = rooms * size;
    p.rooms = {size, size, size, 0, {}};
    p.rounds = rounds;
    p.repeat_penalty = 1;
    const Outcome outcome = solve(p, 200'000);
    return std::get<Answer>(outcome).repeats;
  };
  EXPECT_EQ(repeats(20, 5, 5), 0u);
  EXPECT_EQ(repeats(5, 3, 7), 0u);
  EXPECT_EQ(repeats(8, 3, 11), 0u);
  EXPECT_EQ(repeats(9, 3, 13), 0u);
  EXPECT_EQ(repeats(9, 9, 10), 0u);
  EXPECT_EQ(repeats(4, 4, 6), 24u) << "one round more than there can be: every pair of it has met";
}

TEST(PairwiseAssign, IsTheBestOfAll) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Rng rng(seed);
    const std::size_t rows = 1 + rng.below(5);
    const std::size_t columns = rows + rng.below(3);
    std::vector<std::vector<std::int64_t>> gain(rows, std::vector<std::int64_t>(columns));
    for (auto& row : gain)
      for (std::int64_t& g : row) g = std::int64_t{rng.below(50)} - 10;
    std::vector<Index> order(columns);
    std::iota(order.begin(), order.end(), 0u);
    std::int64_t best = -1'000'000;
    do {
      std::int64_t sum = 0;
      for (std::size_t r = 0; r < rows; ++r) sum += gain[r][order[r]];
      best = std::max(best, sum);
    } while (std::next_permutation(order.begin(), order.end()));
    std::int64_t found = 0;
    const std::vector<Index> assigned = assign(gain);
    for (std::size_t r = 0; r < rows; ++r) found += gain[r][assigned[r]];
    ASSERT_EQ(found, best) << seed;
  }
}

}  // namespace
}  // namespace convene::grouping::pairwise

// Random problems with every kind of rule, small enough for a proof by a solver that shares nothing with ours.
#include <algorithm>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "bench/matching/rows.h"
#include "matcher/grouping/pairwise/score.h"
#include "matcher/grouping/pairwise/search.h"
#include "matcher/grouping/pairwise/solve.h"
#include "matcher/grouping/pairwise/units.h"
#include "matcher/rng.h"
#include "tests/reference/pairwise_draw.h"
#include "tests/reference/pairwise_proof.h"

namespace convene::bench {
namespace {

namespace pairwise = grouping::pairwise;

constexpr std::size_t kProblems = 200;
constexpr std::uint32_t kFewestPeople = 8;
constexpr std::uint32_t kMostPeople = 20;
constexpr std::size_t kLarge = 60;  // problems of the most people, which nobody else proves
// A proof takes 3^units steps: most problems get fewer people until it is quick; one in ten may take longer.
constexpr std::uint64_t kProofSteps = 100'000'000;
constexpr std::uint64_t kLongProofSteps = 1'200'000'000;

/// Whether nothing contradicts itself at a glance: such a problem says nothing of a search.
bool sound(const pairwise::Problem& problem) {
  const auto joined = pairwise::join(problem);
  const auto* units = std::get_if<pairwise::Units>(&joined);
  return units != nullptr && !pairwise::impossible(problem, *units);
}

/// Of as many people as a proof leaves time for.
std::optional<pairwise::Problem> drawn(std::uint64_t seed) {
  const std::uint64_t steps = seed % 10 == 0 ? kLongProofSteps : kProofSteps;
  for (std::uint32_t people = kFewestPeople + Rng(seed).below(kMostPeople - kFewestPeople + 1); people > 0; --people) {
    pairwise::Problem problem = reference::draw_problem(seed, people);
    if (!sound(problem)) return {};
    const auto proof = reference::proof_steps(problem);
    if (proof && *proof <= steps) return problem;
  }
  return {};
}

/// What the search finds by itself.
std::optional<std::int64_t> searched(const pairwise::Problem& problem) {
  const auto joined = pairwise::join(problem);
  auto found = pairwise::search(problem, std::get<pairwise::Units>(joined), pairwise::normal_steps(problem), {});
  if (found.rounds.empty()) return {};
  return pairwise::worth(problem, found.rounds).score;
}

/// As many people as there may be, whatever else is asked: how often is the answer proven?
void measure_large(Table& table) {
  std::vector<double> ms;
  std::size_t proven = 0;
  for (std::uint64_t seed = 0; ms.size() < kLarge; ++seed) {
    const pairwise::Problem problem = reference::draw_problem(seed, kMostPeople);
    if (!sound(problem)) continue;
    const auto from = Clock::now();
    const pairwise::Outcome outcome = pairwise::solve(problem, pairwise::normal_steps(problem));
    ms.push_back(ms_since(from));
    const auto* answer = std::get_if<pairwise::Answer>(&outcome);
    proven += answer != nullptr ? answer->proven_optimal : std::get<pairwise::Infeasible>(outcome).proven;
  }
  table.add({"  such of 20 people each: proven by the engine", counted(proven), "of " + counted(kLarge), "", {}});
  table.add({"  time of one", figure(ms, "ms"), "", "", {}});
}

}  // namespace

void measure_small(Table& table) {
  std::vector<double> search_ms, solve_ms, proof_ms, people;
  std::size_t optimal = 0;
  std::size_t proven = 0;
  std::size_t by_search = 0;
  std::string missed;
  for (std::uint64_t seed = 0; people.size() < kProblems; ++seed) {
    const auto problem = drawn(seed);
    if (!problem) continue;
    auto from = Clock::now();
    const std::optional<std::int64_t> most = reference::best_score(*problem);
    const double proof_took = ms_since(from);
    if (!most) continue;
    proof_ms.push_back(proof_took);
    people.push_back(problem->people);
    from = Clock::now();
    const pairwise::Outcome outcome = pairwise::solve(*problem, pairwise::normal_steps(*problem));
    solve_ms.push_back(ms_since(from));
    const auto* answer = std::get_if<pairwise::Answer>(&outcome);
    optimal += answer != nullptr && answer->score == *most;
    proven += answer != nullptr && answer->proven_optimal;
    if (answer == nullptr || answer->score != *most) missed += " " + std::to_string(seed);
    from = Clock::now();
    by_search += searched(*problem) == *most;
    search_ms.push_back(ms_since(from));
  }
  table.add({"problems of " + figure(people, "people") + " with all kinds of rules: optimal", counted(optimal),
             counted(kProblems) + "; said to be proven: " + counted(proven), "all", optimal == kProblems});
  table.add({"  time of one", figure(solve_ms, "ms", 1), "every division " + figure(proof_ms, "ms", 1), "", {}});
  table.add({"  optimal by search alone", counted(by_search), "time " + figure(search_ms, "ms", 1), "", {}});
  if (!missed.empty()) table.note("Problems of at most 20 people whose optimum was missed: seeds" + missed + "\n");
  measure_large(table);
}

}  // namespace convene::bench

// Random problems with every kind of rule, small enough for a proof: does the search find the optimum by itself?
#include <algorithm>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "bench/matching/rows.h"
#include "matcher/grouping/pairwise/exact.h"
#include "matcher/grouping/pairwise/score.h"
#include "matcher/grouping/pairwise/search.h"
#include "matcher/grouping/pairwise/solve.h"
#include "matcher/grouping/pairwise/units.h"
#include "matcher/rng.h"

namespace convene::bench {
namespace {

namespace pairwise = grouping::pairwise;

constexpr std::size_t kProblems = 200;
constexpr std::uint32_t kFewestPeople = 8;
constexpr std::uint32_t kMostPeople = 20;
// A proof takes 3^units steps: most problems get fewer people until it is quick; one in ten may take longer.
constexpr std::uint64_t kProofSteps = 100'000'000;
constexpr std::uint64_t kLongProofSteps = 1'200'000'000;

/// Each kind of rule is in about half of the problems. Some are infeasible.
pairwise::Problem draw(std::uint64_t seed, std::uint32_t people) {
  Rng rng(mix(seed, people));
  pairwise::Problem p;
  p.seed = seed;
  p.people = people;
  p.rooms.min = 1 + rng.below(4);
  p.rooms.max = p.rooms.min + rng.below(4);
  p.rooms.ideal = p.rooms.min + rng.below(p.rooms.max - p.rooms.min + 1);
  p.rooms.size_penalty = rng.below(2) * rng.below(20);
  const std::uint32_t fewest = (people + p.rooms.max - 1) / p.rooms.max;
  const std::uint32_t most = people / p.rooms.min;
  if (rng.below(2) == 0 && fewest <= most) p.rooms.count = fewest + rng.below(most - fewest + 1);
  for (pairwise::Index i = 0; i < people; ++i)
    for (pairwise::Index j = i + 1; j < people; ++j)
      if (rng.below(3) != 0) p.weights.push_back({i, j, std::int64_t{rng.below(41)} - 15});
  const auto couples = [&](std::vector<pairwise::Pair>& into, std::uint32_t count) {
    while (count-- > 0)
      if (const pairwise::Pair two{rng.below(people), rng.below(people)}; two.first != two.second) into.push_back(two);
  };
  if (rng.below(2) == 0) couples(p.apart, 1 + rng.below(people / 2 + 1));
  if (rng.below(2) == 0) couples(p.together, 1 + rng.below(people / 5 + 1));
  if (rng.below(2) == 0)
    for (pairwise::Index i = 0; i < people; ++i) {
      std::vector<std::uint32_t>& spoken = p.languages.emplace_back();
      for (std::uint32_t language = 0; language < 3; ++language)
        if (rng.below(3) != 0) spoken.push_back(language);
    }
  if (rng.below(2) == 0) {
    p.move_penalty = 1 + rng.below(30);
    for (pairwise::Index i = 0; i < people; ++i)
      p.seats.push_back(rng.below(4) == 0 ? std::nullopt : std::optional(rng.below(4)));
  }
  return p;
}

struct Small {
  pairwise::Problem problem;
  pairwise::Units units;
};

/// Nothing where the rules contradict each other at a glance.
std::optional<Small> drawn(std::uint64_t seed) {
  const std::uint64_t steps = seed % 10 == 0 ? kLongProofSteps : kProofSteps;
  for (std::uint32_t people = kFewestPeople + Rng(seed).below(kMostPeople - kFewestPeople + 1); people > 0; --people) {
    pairwise::Problem problem = draw(seed, people);
    auto joined = pairwise::join(problem);
    if (std::holds_alternative<pairwise::Infeasible>(joined)) return {};
    auto& units = std::get<pairwise::Units>(joined);
    if (pairwise::impossible(problem, units)) return {};
    const auto proof = pairwise::exact_steps(problem, units);
    if (proof && *proof <= steps) return Small{std::move(problem), std::move(units)};
  }
  return {};
}

}  // namespace

void measure_small(Table& table) {
  std::vector<double> search_ms, exact_ms, people;
  std::size_t optimal = 0;
  std::size_t none = 0;
  std::string missed;
  for (std::uint64_t seed = 0; people.size() < kProblems; ++seed) {
    const auto small = drawn(seed);
    if (!small) continue;
    auto from = Clock::now();
    const pairwise::Outcome proven = pairwise::exact(small->problem, small->units);
    const double proof_took = ms_since(from);
    if (std::holds_alternative<pairwise::Infeasible>(proven)) continue;
    exact_ms.push_back(proof_took);
    people.push_back(small->problem.people);
    from = Clock::now();
    pairwise::Found found = pairwise::search(small->problem, small->units, pairwise::normal_steps(small->problem), {});
    search_ms.push_back(ms_since(from));
    if (found.rounds.empty()) {
      ++none;
      continue;
    }
    std::vector<pairwise::Round> best = std::get<pairwise::Answer>(proven).rounds;
    const std::int64_t ours = pairwise::worth(small->problem, found.rounds).score;
    const std::int64_t most = pairwise::worth(small->problem, best).score;
    if (ours == most) {
      ++optimal;
      continue;
    }
    missed += "  seed " + std::to_string(seed) + ": " + std::to_string(ours) + " of " + std::to_string(most) + ", in " +
              counted(found.rounds.front().size()) + " rooms for " + counted(best.front().size()) + "\n";
  }
  table.add({"problems of " + figure(people, "people") + " with all kinds of rules: optimal", counted(optimal),
             counted(kProblems) + " proven; nothing found in " + counted(none), "all", optimal == kProblems});
  table.add({"  time of one search", figure(search_ms, "ms", 1), "proof " + figure(exact_ms, "ms", 1), "", {}});
  if (!missed.empty()) table.note("Problems of at most 20 people whose optimum the search missed\n" + missed);
}

}  // namespace convene::bench

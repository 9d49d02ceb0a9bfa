// Planted optima: the answer is known because it was hidden there.
//
// People belong to rooms of five whose pairs weigh 10 each. As noise, each person has ten others on average with whom a
// pair weighs 1 to 5. No pair weighs more than a planted one, and rooms hold five: nothing surpasses the planted score.
#include <algorithm>
#include <numeric>
#include <set>
#include <span>
#include <utility>
#include <variant>
#include <vector>

#include "bench/matching/rows.h"
#include "matcher/grouping/pairwise/solve.h"
#include "matcher/rng.h"

namespace convene::bench {
namespace {

namespace pairwise = grouping::pairwise;

constexpr std::uint32_t kRoom = 5;
constexpr std::int64_t kPlanted = 10;
constexpr std::uint32_t kNoise = 5;           // the most that another pair weighs
constexpr std::uint32_t kNoisePairsEach = 5;  // a person; each pair is two people's

pairwise::Problem planted(std::uint32_t people, std::uint64_t seed) {
  pairwise::Problem p;
  p.people = people;
  p.rooms = {kRoom, kRoom, kRoom, 0, {}};
  p.seed = seed;
  Rng rng(mix(people, seed));
  std::vector<pairwise::Index> hidden(people);
  std::iota(hidden.begin(), hidden.end(), 0u);
  rng.shuffle(std::span(hidden));
  for (std::uint32_t i = 0; i < people; ++i)
    for (std::uint32_t j = i + 1; j / kRoom == i / kRoom && j < people; ++j)
      p.weights.push_back({hidden[i], hidden[j], kPlanted});
  std::set<pairwise::Pair> noisy;
  while (noisy.size() < std::size_t{people} * kNoisePairsEach) {
    const std::uint32_t i = rng.below(people);
    const std::uint32_t j = rng.below(people);
    if (i / kRoom == j / kRoom || !noisy.insert(std::minmax(i, j)).second) continue;
    p.weights.push_back({hidden[i], hidden[j], 1 + std::int64_t{rng.below(kNoise)}});
  }
  return p;
}

}  // namespace

void measure_planted(Table& table) {
  for (const auto& [people, repeats] : {std::pair{1'000u, 3u}, std::pair{10'000u, 1u}}) {
    const std::int64_t bound = std::int64_t{people} / kRoom * (kRoom * (kRoom - 1) / 2) * kPlanted;
    std::vector<double> percent, seconds;
    std::size_t none = 0;
    for (std::uint64_t seed = 1; seed <= repeats; ++seed) {
      const pairwise::Problem problem = planted(people, seed);
      const auto from = Clock::now();
      const pairwise::Outcome outcome = pairwise::solve(problem, pairwise::normal_steps(problem));
      seconds.push_back(ms_since(from) / 1e3);
      const auto* answer = std::get_if<pairwise::Answer>(&outcome);
      none += answer == nullptr;
      percent.push_back(answer == nullptr ? 0
                                          : 100.0 * static_cast<double>(answer->score) / static_cast<double>(bound));
    }
    std::string beside = "planted " + counted(static_cast<std::uint64_t>(bound));
    if (none > 0) beside += "; no rooms found in " + counted(none) + " of " + counted(repeats);
    table.add({"planted rooms of " + counted(people) + ": of their score", figure(percent, "%", 2), beside,
               "within 1 %", spread(percent).least >= 99});
    table.add({"  time at the usual number of steps", figure(seconds, "s", 1), "", "", {}});
  }
}

}  // namespace convene::bench

// How long groupings take: a first plan, its refinement, an arrival placed and a departure repaired.
#include <benchmark/benchmark.h>

#include <numeric>
#include <string>

#include "matcher/grouping/packing.h"
#include "matcher/grouping/placement.h"
#include "matcher/grouping/plan.h"
#include "matcher/grouping/remedy.h"
#include "matcher/grouping/score.h"
#include "matcher/rng.h"

namespace convene::grouping {
namespace {

/// Three levels, `width` kinds under each node: 14 kinds at 2, 155 at 5.
Tree kinds(int width) {
  Tree::Builder b;
  for (int i = 0; i < width; ++i) {
    const std::string top = "t" + std::to_string(i);
    b.add("", top);
    for (int j = 0; j < width; ++j) {
      const std::string middle = top + "m" + std::to_string(j);
      b.add(top, middle);
      for (int k = 0; k < width; ++k) b.add(middle, middle + "k" + std::to_string(k));
    }
  }
  return std::move(b).build();
}

Problem crowd(const Tree& roles, const Tree& regions, std::uint32_t n, int rounds) {
  Rng rng(n);
  Problem problem;
  problem.roles = &roles;
  problem.regions = &regions;
  problem.teams = Teams::spread;
  for (std::uint32_t i = 1; i <= n; ++i) {
    Member m;
    m.id = PersonId{i};
    m.role = static_cast<NodeIndex>(rng.below(static_cast<std::uint32_t>(roles.size())));
    m.region = static_cast<NodeIndex>(rng.below(static_cast<std::uint32_t>(regions.size())));
    const std::uint32_t languages = rng.below(10);
    m.languages = languages == 0 ? 2 : languages <= 2 ? 3 : 1;
    m.topics = rng.next() & rng.next() & 0xfff;
    m.team = rng.below(n / 3 + 1);
    problem.people.push_back(m);
  }
  problem.step_budget = 0;
  for (int round = 0; round < rounds; ++round) {
    problem.seed = static_cast<std::uint64_t>(round);
    for (const Room& room : plan(problem).rooms)
      for (const PersonId a : room.people)
        for (const PersonId b : room.people)
          if (a < b) problem.met.push_back({a, b});
  }
  problem.seed = 99;
  return problem;
}

void count_people(benchmark::State& state, const Plan& made) {
  state.counters["repeats"] = made.report.repeat_meetings;
  state.counters["same_kind"] = made.report.same_primary_permille / 1000.0;
  state.counters["achievable"] = made.report.achievable_permille / 1000.0;
  state.counters["score"] = static_cast<double>(made.report.score);
}

void BM_Pack(benchmark::State& state) {
  const Tree tree = kinds(5);
  const auto n = static_cast<std::uint32_t>(state.range(0));
  Rng rng(1);
  std::vector<std::uint32_t> people(tree.size());
  for (std::uint32_t i = 0; i < n; ++i) ++people[rng.below(static_cast<std::uint32_t>(people.size()))];
  const PackingCosts costs{{400, 200, 100, 0}, 10, 60};
  for (auto _ : state) benchmark::DoNotOptimize(pack(tree, people, {3, 5, 7}, costs));
}
BENCHMARK(BM_Pack)->Arg(400)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMicrosecond);

// The first feasible plan, with three rounds of history: cleaned, packed, seated, explained; not refined.
void BM_FirstPlan(benchmark::State& state) {
  const Tree roles = kinds(state.range(0) < 1000 ? 2 : 5);
  const Tree regions = kinds(4);
  const Problem problem = crowd(roles, regions, static_cast<std::uint32_t>(state.range(0)), 3);
  Plan made;
  for (auto _ : state) made = plan(problem);
  count_people(state, made);
}
BENCHMARK(BM_FirstPlan)->Arg(400)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

void BM_RefinedPlan(benchmark::State& state) {
  const Tree roles = kinds(state.range(0) < 1000 ? 2 : 5);
  const Tree regions = kinds(4);
  Problem problem = crowd(roles, regions, static_cast<std::uint32_t>(state.range(0)), 3);
  problem.step_budget = static_cast<std::uint32_t>(state.range(1));
  Plan made;
  for (auto _ : state) made = plan(problem);
  count_people(state, made);
}
BENCHMARK(BM_RefinedPlan)
    ->Args({400, 200'000})
    ->Args({10'000, 200'000})
    ->Args({10'000, 2'000'000})
    ->Unit(benchmark::kMillisecond);

// A hundred people in twenty rooms of five, five rounds without anybody meeting twice.
void BM_FiveRoundsOfNewFaces(benchmark::State& state) {
  Problem problem = crowd(Tree(), Tree(), 100, 0);
  problem.roles = problem.regions = nullptr;
  problem.teams = Teams::ignore;
  problem.weights.topics = 0;
  problem.weights.language = 0;
  problem.sizes = {5, 5, 5};
  problem.step_budget = 200'000;
  std::uint32_t repeats = 0;
  for (auto _ : state) {
    problem.met.clear();
    repeats = 0;
    for (std::uint64_t round = 0; round < 5; ++round) {
      problem.seed = round;
      const Plan made = plan(problem);
      repeats += made.report.repeat_meetings;
      for (const Room& room : made.rooms)
        for (const PersonId a : room.people)
          for (const PersonId b : room.people)
            if (a < b) problem.met.push_back({a, b});
    }
  }
  state.counters["repeats"] = repeats;
}
BENCHMARK(BM_FiveRoundsOfNewFaces)->Unit(benchmark::kMillisecond);

struct Hall {
  explicit Hall(std::uint32_t rooms) : tree(kinds(5)), index(tree), rng(3) {
    for (std::uint32_t r = 1; r <= rooms; ++r)
      index.add(RoomId{r}, node(), static_cast<std::uint16_t>(1 + rng.below(7)), 7);
  }
  NodeIndex node() { return static_cast<NodeIndex>(rng.below(static_cast<std::uint32_t>(tree.size()))); }

  Tree tree;
  Placement index;
  Rng rng;
};

// Somebody arrives, is placed, and leaves again, so that the hall stays as full as it was.
void BM_Arrival(benchmark::State& state) {
  Hall hall(static_cast<std::uint32_t>(state.range(0)));
  for (auto _ : state) {
    const RoomId room = *hall.index.best(hall.node(), {3, 5, 7});
    const std::uint16_t size = hall.index.load(room)->company;
    hall.index.resize(room, static_cast<std::uint16_t>(size + 1));
    benchmark::DoNotOptimize(room);
    state.PauseTiming();
    hall.index.resize(room, size);
    state.ResumeTiming();
  }
}
BENCHMARK(BM_Arrival)->Arg(100)->Arg(10'000)->Unit(benchmark::kMicrosecond);

void BM_Offers(benchmark::State& state) {
  Hall hall(static_cast<std::uint32_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(hall.index.candidates(hall.node(), {3, 5, 7}, 3));
}
BENCHMARK(BM_Offers)->Arg(100)->Arg(10'000)->Unit(benchmark::kMicrosecond);

void BM_Remedies(benchmark::State& state) {
  Hall hall(static_cast<std::uint32_t>(state.range(0)));
  for (auto _ : state) {
    const RoomId room{1 + hall.rng.below(static_cast<std::uint32_t>(state.range(0)))};
    benchmark::DoNotOptimize(remedies(hall.index, {room, *hall.index.basis(room), {1, 1, 7}, false}, {3, 5, 7}));
  }
}
BENCHMARK(BM_Remedies)->Arg(100)->Arg(10'000)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace convene::grouping

// Plans of whole crowds: the first that there is, what a second makes of it, rounds of new faces, the packing alone.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "bench/matching/crowd.h"
#include "bench/matching/rows.h"
#include "matcher/grouping/new_faces.h"
#include "matcher/grouping/packing.h"
#include "matcher/grouping/plan.h"
#include "matcher/rng.h"
#include "server/live/parallel.h"

namespace convene::bench {
namespace {

using grouping::Plan;
using grouping::Problem;

constexpr int kManyKinds = 5;  // 156 roles
constexpr int kFewKinds = 2;   // 15
constexpr int kRoundsBehind = 3;
constexpr double kBudget = 1'000;  // ms for a plan with its refinement

double percent(std::uint16_t permille) { return permille / 10.0; }

/// Figures of plans that were made one after another.
struct Made {
  std::vector<double> ms, repeats, share, achievable;

  void add(const Plan& plan, double took) {
    ms.push_back(took);
    repeats.push_back(plan.report.repeat_meetings);
    share.push_back(percent(plan.report.same_primary_permille));
    achievable.push_back(percent(plan.report.achievable_permille));
  }
  bool near_achievable() const {
    for (std::size_t i = 0; i < share.size(); ++i)
      if (share[i] < 0.99 * achievable[i]) return false;
    return true;
  }
};

/// The same problem with one seed after another.
Made plans(Problem& problem, std::size_t repeats, const grouping::Execution& execution = {}) {
  Made made;
  for (std::size_t i = 0; i < repeats; ++i) {
    ++problem.seed;
    const auto from = Clock::now();
    const Plan plan = grouping::plan(problem, execution);
    made.add(plan, ms_since(from));
  }
  return made;
}

std::string described(std::uint32_t people, Wishes wishes) {
  return counted(people) + (wishes == Wishes::all ? ", all wishes" : ", roles");
}

void add_first(Table& table, std::uint32_t people, std::size_t repeats, double bar) {
  Crowd crowd(people, kManyKinds, Wishes::roles, kRoundsBehind);
  Made sheet;
  for (std::size_t i = 0; i < repeats; ++i) {
    const auto from = Clock::now();
    const auto rooms = spreadsheet(crowd.problem());
    const double took = ms_since(from);
    // What it is worth depends on nothing that changes.
    if (i == 0)
      sheet.add(grouping::explain(crowd.problem(), rooms), took);
    else
      sheet.ms.push_back(took);
  }
  const Made ours = plans(crowd.problem(), repeats);
  table.add({"first plan of " + described(people, Wishes::roles), figure(ours.ms, "ms", 1),
             "spreadsheet " + figure(sheet.ms, "ms", 1), number(bar) + " ms", spread(ours.ms).median <= bar});
  table.add({"  repeats in it", figure(ours.repeats, ""), "spreadsheet " + figure(sheet.repeats, ""), "", {}});
  table.add({"  people with somebody of their role",
             figure(ours.share, "%", 1),
             "spreadsheet " + figure(sheet.share, "%", 1),
             "",
             {}});
}

/// How many steps fit into what a second leaves: from a plan with a few of them and one with none.
std::uint32_t steps_in_budget(Problem& problem) {
  constexpr std::uint32_t few = 200'000;
  problem.step_budget = 0;
  const double first = spread(plans(problem, 3).ms).median;
  problem.step_budget = few;
  const double refined = spread(plans(problem, 3).ms).median;
  const double per_ms = few / std::max(1.0, refined - first);
  return static_cast<std::uint32_t>(per_ms * std::max(100.0, kBudget - first));
}

void add_refined(Table& table, std::uint32_t people, Wishes wishes, std::optional<double> most_repeats) {
  constexpr std::size_t repeats = 3;
  Crowd crowd(people, kManyKinds, wishes, kRoundsBehind);
  Problem& problem = crowd.problem();
  problem.step_budget = steps_in_budget(problem);
  const Made made = plans(problem, repeats);
  const bool barred = most_repeats.has_value();
  const auto held = [&](bool reached) { return barred ? std::optional(reached) : std::nullopt; };
  const double most = most_repeats.value_or(0);
  table.add({"a second's plan of " + described(people, wishes) + ": repeats", figure(made.repeats, ""), "least 0",
             !barred     ? ""
             : most == 0 ? "0"
                         : "at most " + number(most),
             held(spread(made.repeats).most <= most)});
  table.add({"  people with somebody of their role", figure(made.share, "%", 1),
             "achievable " + figure(made.achievable, "%", 1), barred ? "within 1 %" : "",
             held(made.near_achievable())});
  table.add({"  time of it", figure(made.ms, "ms"), counted(problem.step_budget) + " steps", "", {}});
  const unsigned threads = live::threads_of_machine();
  problem.seed -= repeats;  // the same plans once more
  const Made lent = plans(problem, repeats, {live::parallel_on(threads), {}});
  table.add({"  the same on " + counted(threads) + " threads", figure(lent.ms, "ms"), "", "", {}});
}

}  // namespace

void measure_first(Table& table) {
  add_first(table, 10'000, 15, 3);
  add_first(table, 100'000, 7, 25);
}

void measure_refined(Table& table) {
  // As many as an event has, at the steps that a server gives.
  Crowd few(400, kFewKinds, Wishes::all, kRoundsBehind);
  few.problem().step_budget = Problem{}.step_budget;
  const Made made = plans(few.problem(), 7);
  table.add({"plan of " + described(400, Wishes::all) + ", usual steps",
             figure(made.ms, "ms"),
             "repeats " + figure(made.repeats, ""),
             "",
             {}});
  add_refined(table, 10'000, Wishes::roles, 0);
  add_refined(table, 100'000, Wishes::roles, 1);
  add_refined(table, 10'000, Wishes::all, {});
  add_refined(table, 100'000, Wishes::all, {});
}

void measure_faces(Table& table) {
  constexpr std::uint32_t people = 100, rooms = 20;
  constexpr std::uint32_t rounds = 5;
  constexpr std::uint64_t repeats = 21;
  constexpr double bar = 50;
  Problem problem;
  for (std::uint32_t i = 1; i <= people; ++i) problem.people.emplace_back().id = PersonId{i};
  problem.primary = grouping::Primary::none;
  problem.sizes = {people / rooms, people / rooms, people / rooms};
  std::vector<double> ms, met_again;
  for (std::uint64_t repeat = 0; repeat < repeats; ++repeat) {
    problem.met.clear();
    double again = 0;
    const auto from = Clock::now();
    for (std::uint64_t round = 0; round < rounds; ++round) {
      problem.seed = mix(repeat, round);
      const Plan made = grouping::plan(problem);
      again += made.report.repeat_meetings;
      remember(made, problem.met);
    }
    ms.push_back(ms_since(from));
    met_again.push_back(again);
  }
  const bool none = spread(met_again).most == 0;
  table.add({"100 people, 5 rounds in 20 rooms of 5: repeats", figure(met_again, ""),
             "least " + counted(grouping::least_repeats(people, rooms, rounds)), "0", none});
  table.add({"  time of the five", figure(ms, "ms", 1), "", number(bar) + " ms", spread(ms).median <= bar});
}

void measure_packing(Table& table) {
  const grouping::Tree tree = kinds(kManyKinds);
  const grouping::PackingCosts costs{{400, 200, 100, 0}, 10, 60};
  for (const std::uint32_t n : {400u, 10'000u, 100'000u}) {
    Rng rng(n);
    std::vector<std::uint32_t> people(tree.size());
    for (std::uint32_t i = 0; i < n; ++i) ++people[any_node(rng, tree)];
    std::vector<double> us;
    for (int repeat = 0; repeat < 51; ++repeat) {
      const auto from = Clock::now();
      const grouping::Packing packing = grouping::pack(tree, people, {3, 5, 7}, costs);
      us.push_back(micros_since(from));
    }
    table.add({"packing " + counted(n) + " over 156 roles", figure(us, "us"), "", "", {}});
  }
}

}  // namespace convene::bench

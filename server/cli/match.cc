#include "server/cli/match.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <map>

#include "matcher/grouping/couples.h"
#include "matcher/rng.h"
#include "matcher/room_basis.h"
#include "server/live/parallel.h"
#include "server/ops/room_names.h"

namespace convene::cli {

namespace {

using Clock = std::chrono::steady_clock;

std::vector<NamedRoom> named(const Offline& offline, const SessionDefinition& session, const grouping::Plan& plan) {
  const State& state = offline.state();
  const Session& in = state.session(state.find_session(session.id));
  std::map<std::string, std::uint32_t> numbers;
  std::vector<NamedRoom> rooms;
  for (const grouping::Room& room : plan.rooms) {
    NamedRoom out;
    out.people = room.people;
    out.basis = basis_of(state, in, room.people);
    const std::string category = category_of(state, in, out.basis);
    out.name = ops::room_name(state.event, {session.kind, category, ++numbers[category], {}});
    rooms.push_back(std::move(out));
  }
  return rooms;
}

std::uint32_t steps_of(const Budget& budget, std::size_t people, std::uint32_t rounds) {
  const std::uint64_t steps = budget.steps ? budget.steps / rounds : budget.steps_per_person * people;
  return static_cast<std::uint32_t>(std::clamp<std::uint64_t>(steps, 1, std::numeric_limits<std::uint32_t>::max()));
}

}  // namespace

std::vector<MatchedRound> match(const Offline& offline, const MatchAsked& asked) {
  std::vector<grouping::Couple> met = asked.met;
  std::vector<MatchedRound> rounds;
  const Clock::time_point began = Clock::now();
  for (std::uint32_t r = 1; r <= asked.rounds; ++r) {
    grouping::Problem problem = offline.problem(*asked.session, 0);
    problem.met = met;
    problem.step_budget = steps_of(asked.budget, problem.people.size(), asked.rounds);
    const Clock::time_point end = began + std::chrono::milliseconds(asked.budget.milliseconds * r / asked.rounds);
    grouping::Execution execution{live::parallel_on(live::threads_of_machine()), {}};
    if (asked.budget.milliseconds)
      execution.observer = [&](const grouping::Progress&) {
        return Clock::now() < end ? grouping::Verdict::go_on : grouping::Verdict::stop;
      };
    MatchedRound round;
    std::uint64_t steps = 0;
    std::uint64_t epoch = 0;
    do {
      problem.seed = mix(mix(asked.seed, r), epoch);
      grouping::Plan plan = grouping::plan(problem, execution);
      steps += plan.report.steps;
      if (epoch == 0 || plan.report.score > round.plan.report.score) round.plan = std::move(plan);
      ++epoch;
    } while (asked.budget.milliseconds && Clock::now() < end && round.plan.report.score != 0);
    round.cut_by_clock = asked.budget.milliseconds != 0 && round.plan.report.score != 0;
    round.plan.report.steps = steps;
    round.plan.report.seed = asked.seed;
    round.rooms = named(offline, *asked.session, round.plan);
    for (const grouping::Room& room : round.plan.rooms) grouping::add_couples(room.people, met);
    rounds.push_back(std::move(round));
  }
  return rounds;
}

}  // namespace convene::cli

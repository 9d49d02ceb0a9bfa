// convene match --problem: the abstract grouping problem, numbers in, numbers out.
#include <algorithm>
#include <chrono>
#include <ostream>

#include "matcher/grouping/pairwise/solve.h"
#include "protocol/grouping_problem.h"
#include "server/cli/budget.h"
#include "server/cli/commands.h"
#include "server/cli/files.h"

namespace convene::cli {

namespace {

using Clock = std::chrono::steady_clock;
namespace pairwise = grouping::pairwise;

constexpr std::uint64_t kFewerSteps = 10;  // fast, against normal
constexpr std::uint64_t kMoreSteps = 10;   // best

struct Allowed {
  std::uint64_t steps = 0;
  std::uint64_t proof_steps = pairwise::usual_proof_steps;
  pairwise::Stop stop;
};

/// A clock may cut where it likes between epochs; a proof cannot be cut, and is looked for only if it is a short one.
Allowed allowed(const std::string& word, const Budget& budget, const pairwise::Problem& problem) {
  const std::uint64_t normal = pairwise::normal_steps(problem);
  if (budget.milliseconds != 0) {
    const auto end = Clock::now() + std::chrono::milliseconds(budget.milliseconds);
    const std::uint64_t proof = std::min(pairwise::usual_proof_steps, budget.milliseconds * 50'000);
    return {~std::uint64_t{0} / 4, proof, [end] { return Clock::now() >= end; }};
  }
  if (budget.steps != 0) return {budget.steps, std::min(pairwise::usual_proof_steps, budget.steps * 10), {}};
  if (word == "fast") return {normal / kFewerSteps, pairwise::usual_proof_steps / 10, {}};
  if (word == "best") return {normal * kMoreSteps, pairwise::usual_proof_steps * 3, {}};
  return {normal, pairwise::usual_proof_steps, {}};
}

}  // namespace

int run_problem(const Match& command, const Outside& outside) {
  if (!command.event.empty() || !command.roster.empty() || !command.session.empty() || !command.history.empty() ||
      command.rounds != 0)
    return misused(outside, "--problem says all of it: leave out --event, --roster, --session, --history, --rounds");
  if (command.format != "json" && command.format != "csv")
    return misused(outside, "--format: a problem is answered as json");
  const auto budget = read_budget(command.budget);
  if (!budget) return misused(outside, budget_usage);
  protocol::Faults faults;
  const auto text = read_file(command.problem, protocol::max_problem_bytes, faults);
  auto problem = text ? protocol::read_grouping_problem(*text, faults) : std::nullopt;
  print(outside.err, faults, command.problem);
  if (!problem) return wrong_use;
  problem->seed = command.seed;

  const Clock::time_point began = Clock::now();
  const Allowed how = allowed(command.budget, *budget, *problem);
  const pairwise::Outcome outcome = pairwise::solve(*problem, how.steps, how.stop, how.proof_steps);
  const std::chrono::duration<double> took = Clock::now() - began;
  if (const auto* infeasible = std::get_if<pairwise::Infeasible>(&outcome)) {
    outside.out << protocol::write_grouping_refusal(*infeasible) << '\n';
    return no;
  }
  outside.out << protocol::write_grouping_answer(*problem, std::get<pairwise::Answer>(outcome), took.count()) << '\n';
  return done;
}

}  // namespace convene::cli

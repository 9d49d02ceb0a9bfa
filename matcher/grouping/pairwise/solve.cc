#include "matcher/grouping/pairwise/solve.h"

#include <algorithm>
#include <utility>

#include "matcher/check.h"
#include "matcher/grouping/new_faces.h"
#include "matcher/grouping/pairwise/exact.h"
#include "matcher/grouping/pairwise/score.h"
#include "matcher/grouping/pairwise/units.h"
#include "matcher/grouping/starter.h"

namespace convene::grouping::pairwise {

namespace {

/// What every answer goes through: its worth is reckoned anew, and a rule it breaks is a fault of ours.
Answer checked(const Problem& problem, Answer answer) {
  const Worth value = worth(problem, answer.rounds);
  answer.score = value.score;
  answer.repeats = value.repeats;
  answer.moves = value.moves;
  CONVENE_CHECK(keeps_rules(problem, answer.rounds));
  return answer;
}

constexpr std::uint64_t starter_steps =
    12'000'000;  // what it finds of bench matching's table, it mostly finds in these

/// Rounds of new faces to begin with, where new faces matter and everybody is for themselves. Rounds beyond those that
/// the constructions have are its first ones again.
std::vector<Round> faces(const Problem& problem, const Units& units, std::uint64_t steps, const Stop& stop) {
  if (problem.rounds < 2 || problem.repeat_penalty <= 0 || units.units.size() != problem.people) return {};
  const auto [least, most] = room_counts(problem);
  const std::uint32_t rooms = std::clamp((problem.people + problem.rooms.ideal - 1) / problem.rooms.ideal, least, most);
  std::vector<Round> rounds = rounds_of_new_faces(problem.people, rooms, problem.rounds);
  const std::size_t known = rounds.size();
  if (known < problem.rounds && least_repeats(problem.people, rooms, problem.rounds) == 0)
    if (auto turned = turned_rounds(problem.people, rooms, problem.rounds, std::min(2 * steps, starter_steps),
                                    problem.seed, stop))
      return *std::move(turned);
  for (std::size_t r = 0; rounds.size() < problem.rounds; ++r) rounds.push_back(rounds[r % known]);
  return rounds;
}

Outcome one_problem(const Problem& problem, std::uint64_t steps, const Stop& stop, std::uint64_t proof_steps) {
  if (problem.people == 0) {
    if (problem.rooms.count.value_or(0) != 0) return Infeasible{Why::sizes, true, {}, 0, *problem.rooms.count};
    Answer nobody_there;
    nobody_there.rounds.resize(problem.rounds);
    nobody_there.proven_optimal = true;
    return nobody_there;
  }
  auto joined = join(problem);
  if (auto* contradiction = std::get_if<Infeasible>(&joined)) return std::move(*contradiction);
  const Units& units = std::get<Units>(joined);
  if (auto contradiction = impossible(problem, units)) return std::move(*contradiction);

  std::optional<Proof> proof;
  if (problem.rounds == 1) proof = prove(problem, units, proof_steps);
  if (proof && proof->complete) {
    if (!proof->round) return Infeasible{Why::exhausted, true, {}, 0, 0};
    Answer answer;
    answer.rounds.push_back(*std::move(proof->round));
    answer.steps = proof->steps;
    answer.proven_optimal = true;
    return checked(problem, std::move(answer));
  }
  Found found = search(problem, units, steps, stop, faces(problem, units, steps, stop));
  Answer answer;
  answer.rounds = std::move(found.rounds);
  answer.steps = found.steps + (proof ? proof->steps : 0);
  answer.cut_by_clock = found.cut;
  answer.proven_optimal = found.proven;
  if (proof && proof->round) {
    std::vector<Round> tried{*std::move(proof->round)};
    if (answer.rounds.empty() || worth(problem, tried).score > worth(problem, answer.rounds).score)
      answer.rounds = std::move(tried);
  }
  if (answer.rounds.empty()) return Infeasible{Why::not_found, false, {}, answer.steps, 0};
  return checked(problem, std::move(answer));
}

}  // namespace

std::uint64_t normal_steps(const Problem& problem) {
  const std::uint64_t places = std::uint64_t{problem.people} * problem.rounds;
  return std::clamp<std::uint64_t>(places * 50'000, 2'000'000, 30'000'000);
}

Outcome solve(const Problem& problem, std::uint64_t steps, const Stop& stop, std::uint64_t proof_steps) {
  const bool apart = problem.rounds > 1 && problem.repeat_penalty == 0;
  if (!apart) return one_problem(problem, steps, stop, proof_steps);
  // Nothing ties one round to another: the first has the present seats, all others are alike.
  Problem first = problem;
  first.rounds = 1;
  const bool same = problem.move_penalty == 0 || problem.seats.empty();
  Outcome begun = one_problem(first, same ? steps : steps / 2, stop, proof_steps);
  if (std::holds_alternative<Infeasible>(begun)) return begun;
  Answer answer = std::get<Answer>(std::move(begun));
  Round others = answer.rounds.front();
  if (!same) {
    Problem rest = first;
    rest.seats.clear();
    Outcome followed = one_problem(rest, steps / 2, stop, proof_steps);
    if (std::holds_alternative<Infeasible>(followed)) return followed;
    Answer& next = std::get<Answer>(followed);
    others = next.rounds.front();
    answer.steps += next.steps;
    answer.proven_optimal = answer.proven_optimal && next.proven_optimal;
    answer.cut_by_clock = answer.cut_by_clock || next.cut_by_clock;
  }
  while (answer.rounds.size() < problem.rounds) answer.rounds.push_back(others);
  return checked(problem, std::move(answer));
}

}  // namespace convene::grouping::pairwise

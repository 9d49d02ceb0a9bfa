#include "server/cli/rehearsal.h"

#include <stdexcept>

#include "matcher/engine.h"
#include "matcher/grouping/plan.h"
#include "matcher/state.h"
#include "protocol/encode.h"
#include "protocol/forms.h"

namespace convene::cli {

namespace {

void submit(Engine& engine, Command command, const char* what) {
  Request request;
  request.command = std::move(command);
  request.now = Instant{1};
  request.seed = 1;
  const Outcome outcome = engine.submit(request);
  if (const auto* refusal = std::get_if<Refusal>(&outcome))
    throw std::runtime_error(std::string(what) + ": " + refusal->message + " (" + refusal->code + ")");
}

grouping::Primary primary_of(SessionKind kind) {
  return kind == SessionKind::role_alike ? grouping::Primary::role
         : kind == SessionKind::regional ? grouping::Primary::region
                                         : grouping::Primary::none;
}

grouping::Problem problem_of(const State& state, const SessionDefinition& session) {
  grouping::Problem problem;
  problem.roles = state.index.roles.get();
  problem.regions = state.index.regions.get();
  problem.primary = primary_of(session.kind);
  problem.sizes = session.policy.rooms;
  problem.weights = session.policy.weights;
  problem.teams = session.policy.teams;
  problem.seed = 1;
  for (const Person& person : state.people)
    if (!person.staff()) problem.people.push_back(state.index.members[person.id.value - 1]);
  return problem;
}

std::string name_of(const State& state, PersonId id) {
  const auto& words = state.person(id).profile.words;
  return words ? words->name : to_string(id);
}

/// Who sits in a room that says nothing about them: nothing but "anybody" in common in the tree that decides.
std::vector<HardToMatch> hard_to_match(const State& state, const SessionDefinition& session,
                                       const grouping::Plan& plan) {
  std::vector<HardToMatch> hard;
  const auto primary = primary_of(session.kind);
  const bool by_role = primary == grouping::Primary::role;
  const std::string what = by_role ? "role" : "region";
  for (const grouping::Unplaced& unplaced : plan.unplaced)
    hard.push_back({name_of(state, unplaced.person), "finds no room: " + std::string(protocol::encode(unplaced.why))});
  if (primary == grouping::Primary::none) return hard;
  for (const grouping::Room& room : plan.rooms) {
    if ((by_role ? room.role : room.region) != grouping::root_node) continue;
    for (const PersonId id : room.people) {
      const grouping::Member& member = state.index.members[id.value - 1];
      const auto node = by_role ? member.role : member.region;
      hard.push_back({name_of(state, id), node == grouping::root_node
                                              ? "gave no " + what
                                              : "sits with people of other " + what + "s: too few are near theirs"});
    }
  }
  return hard;
}

}  // namespace

std::vector<Expected> rehearse(EventLoad event, std::vector<Profile> people) {
  Engine engine;
  submit(engine, std::move(event), "the event");
  submit(engine, RosterImport{std::move(people)}, "the roster");
  const State& state = engine.state();
  std::vector<Expected> all;
  for (const SessionDefinition& session : state.event.sessions) {
    if (!forms_rooms(session.kind)) continue;
    const grouping::Plan plan = grouping::plan(problem_of(state, session));
    std::string kind = protocol::encode(session.kind);
    Expected expected{session.id,
                      kind.substr(1, kind.size() - 2),
                      session.policy.rooms,
                      session.policy.rounds.count,
                      session.policy.rounds.length.ms / 60'000,
                      plan.report,
                      {},
                      hard_to_match(state, session, plan)};
    for (const grouping::Room& room : plan.rooms) ++expected.rooms_by_size[room.people.size()];
    all.push_back(std::move(expected));
  }
  return all;
}

}  // namespace convene::cli

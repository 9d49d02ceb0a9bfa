// convene simulate: the crowd's passes come from the data folder's key; staff are left out.
#include <ostream>
#include <stdexcept>

#include "matcher/debrief.h"
#include "matcher/opening.h"
#include "matcher/state.h"
#include "server/cli/commands.h"
#include "server/cli/files.h"
#include "server/swarm/crowd.h"
#include "server/swarm/verdict.h"

namespace convene::cli {

namespace {

/// What this person comes to a debrief for: what they attended, of several any; who attended none, any as well.
std::optional<std::string> comes_for(const State& state, const std::string& session, PersonId person) {
  const SessionDefinition& debrief = state.session(state.find_session(session)).definition;
  if (debrief.kind != SessionKind::debrief || debrief.of.empty()) return std::nullopt;
  std::vector<std::string> from;
  if (const Person* known = state.find(person)) from = attended(debrief, *known);
  if (from.empty()) from = debrief.of;
  return from[person.value % from.size()];
}

/// What the session asks for, of these people. Walk-ins who came after the event was read here are of no known kind.
grouping::Problem problem_of_known(const State& state, const std::string& session,
                                   const std::vector<PersonId>& people) {
  std::vector<PersonId> known;
  for (const PersonId id : people)
    if (id && id.value <= state.people.size()) known.push_back(id);
  grouping::Problem problem = problem_of(state, state.session(state.find_session(session)).definition, known, 0);
  for (const PersonId id : people)
    if (id.value > state.people.size()) problem.people.push_back({id});
  for (grouping::Member& member : problem.people)
    if (const auto about = comes_for(state, session, member.id))
      member.subject = problem.subjects->find(*about).value_or(grouping::root_node);
  return problem;
}

}  // namespace

int run(const Simulate& command, const Outside& outside) {
  swarm::CrowdOptions options;
  options.url = command.url;
  options.event = event_id(command.event);
  options.session = command.session;
  options.seconds = command.seconds;
  options.seed = command.seed;
  options.arrive_seconds = command.arrive_seconds;
  options.seat_within = command.seat_within;
  const StoredEvent stored(command.data, options.event);
  if (!command.session.empty() && stored.state().find_session(command.session) < 0) {
    outside.err << "the event has no session \"" << protocol::shown(command.session) << "\"\n";
    return wrong_use;
  }
  for (const Session& session : stored.state().sessions)
    if (forms_rooms(session.definition.kind))
      options.room_max[session.definition.id] = grouping::normalised(session.definition.policy.rooms).max;
  options.problem = [&](const std::string& session, const std::vector<PersonId>& people) {
    return problem_of_known(stored.state(), session, people);
  };
  options.about = [&](const std::string& session, PersonId person) {
    return comes_for(stored.state(), session, person);
  };
  for (const Person& person : stored.state().people)
    if (options.passes.size() < command.people && person.standing == Standing::in && !person.staff())
      options.passes.push_back(stored.pass(person));
  if (options.passes.size() < command.people)
    outside.err << "only " << options.passes.size() << " people are registered: the crowd is that many\n";
  if (options.passes.empty()) return no;
  try {
    const swarm::Observed seen = swarm::watch_crowd(options, outside.err);
    const std::vector<std::string> reasons = swarm::judge(seen, {options.seat_within});
    outside.out << (command.json ? swarm::to_json(seen, reasons) + "\n" : swarm::to_words(seen, reasons));
    return reasons.empty() ? done : no;
  } catch (const std::invalid_argument& wrong) {
    outside.err << wrong.what() << '\n';
    return wrong_use;
  }
}

}  // namespace convene::cli

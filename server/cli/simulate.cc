// convene simulate: the crowd's passes come from the data folder's key; staff are left out, but for an office hour's
// advisors and one who looks at its line.
#include <algorithm>
#include <ostream>
#include <stdexcept>

#include "matcher/calling.h"
#include "matcher/capabilities.h"
#include "matcher/debrief.h"
#include "matcher/opening.h"
#include "matcher/queueing/skill.h"
#include "matcher/state.h"
#include "protocol/decode.h"
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

/// What people ask about: the topics of desks at which somebody advises.
std::vector<std::string> asked_about(const State& state, const Session& session) {
  std::vector<std::string> topics;
  for (const Advisor& advisor : session.hours->advisors) {
    std::vector<std::string> theirs = advisor.topics;
    if (theirs.empty()) theirs = session.definition.desks[advisor.desk].topics;
    if (theirs.empty())
      for (const auto& topic : state.event.topics) theirs.push_back(topic.key);
    for (std::string& topic : theirs)
      if (std::find(topics.begin(), topics.end(), topic) == topics.end()) topics.push_back(std::move(topic));
  }
  return topics;
}

PersonId person_of(const std::string& id) {
  return PersonId(protocol::Reader::parse_id(id, PersonId::letter).value_or(0));
}

/// The office hour as the event has it now.
swarm::HoursPlay hours_of(const StoredEvent& stored, std::int32_t index, double talk_seconds) {
  const State& state = stored.state();
  const Session& session = state.session(index);
  const HoursRules& rules = rules_of(session);
  swarm::HoursPlay play;
  play.topics = asked_about(state, session);
  play.talk_seconds = talk_seconds > 0 ? talk_seconds : static_cast<double>(rules.talk.ms) / 1000;
  play.boost = rules.boost;
  play.lottery = rules.lottery;
  for (const Advisor& advisor : session.hours->advisors)
    if (const Person& person = state.person(advisor.person); person.standing == Standing::in)
      play.advisors.push_back(stored.pass(person));
  for (const Person& person : state.people)
    if (play.watcher.empty() && person.standing == Standing::in && person.staff() &&
        in_scope(state, person.id, index) && !find_advisor(state, index, person.id))
      play.watcher = stored.pass(person);
  play.serves = [&state, index](const std::string& advisor_id, const std::string& person, const std::string& topic) {
    const Advisor* advisor = find_advisor(state, index, person_of(advisor_id));
    if (!advisor || !state.find(person_of(person))) return false;
    Ticket ticket;
    ticket.session = index;
    ticket.person = person_of(person);
    ticket.topic = topic;
    return queueing::serves(skill_of(state, index, *advisor), need_of(state, ticket)) &&
           may_talk(state, advisor->person, ticket);
  };
  return play;
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
  const std::int32_t asked_for = stored.state().find_session(command.session);
  if (asked_for >= 0 && stored.state().session(asked_for).hours) {
    options.hours = hours_of(stored, asked_for, command.talk_seconds);
    if (options.hours->advisors.empty() || options.hours->topics.empty()) {
      outside.err << "nobody advises at \"" << command.session << "\": the event's file names advisors\n";
      return no;
    }
  }
  for (const Session& one : stored.state().sessions)
    if (forms_rooms(one.definition.kind))
      options.room_max[one.definition.id] = grouping::normalised(one.definition.policy.rooms).max;
  options.problem = [&](const std::string& session, const std::vector<PersonId>& people) {
    return problem_of_known(stored.state(), session, people);
  };
  options.about = [&](const std::string& session, PersonId person) {
    return comes_for(stored.state(), session, person);
  };
  for (const Person& person : stored.state().people) {
    if (options.passes.size() >= command.people || person.standing != Standing::in || person.staff()) continue;
    if (!options.hours || !find_advisor(stored.state(), asked_for, person.id))
      options.passes.push_back(stored.pass(person));
  }
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

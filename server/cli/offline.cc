#include "server/cli/offline.h"

#include <stdexcept>
#include <utility>

#include "matcher/debrief.h"
#include "matcher/opening.h"

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

}  // namespace

Offline::Offline(EventLoad event, std::vector<Profile> people) {
  submit(engine_, std::move(event), "the event");
  submit(engine_, RosterImport{std::move(people)}, "the roster");
}

grouping::Problem Offline::problem(const SessionDefinition& session, std::uint64_t seed) const {
  std::vector<PersonId> people;
  for (const Person& person : state().people)
    if (!person.staff() && !person.wears(Hat::advisor)) people.push_back(person.id);
  grouping::Problem problem = problem_of(state(), session, people, seed);
  if (session.kind == SessionKind::debrief)
    for (grouping::Member& member : problem.people) member.subject = subject(session, member.id);
  return problem;
}

grouping::NodeIndex Offline::subject(const SessionDefinition& debrief, PersonId person) const {
  const Person& who = state().person(person);
  std::optional<std::string> chosen = subject_of(debrief, who);
  // Nobody was asked: of several that somebody attended, the first.
  if (const auto mine = attended(debrief, who); !chosen && !mine.empty()) chosen = mine.front();
  if (!chosen) return grouping::root_node;
  return state().index.subjects.at(debrief.id)->find(*chosen).value_or(grouping::root_node);
}

const Profile& Offline::profile(PersonId person) const { return *state().person(person).profile.words; }

}  // namespace convene::cli

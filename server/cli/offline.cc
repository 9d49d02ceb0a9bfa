#include "server/cli/offline.h"

#include <stdexcept>
#include <utility>

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
  return problem_of(state(), session, people, seed);
}

const Profile& Offline::profile(PersonId person) const { return *state().person(person).profile.words; }

}  // namespace convene::cli

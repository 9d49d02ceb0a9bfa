#include "matcher/debrief.h"

#include <algorithm>

#include "matcher/attendance.h"

namespace convene {

namespace {

bool follows(const SessionDefinition& debrief, const std::string& id) {
  return std::find(debrief.of.begin(), debrief.of.end(), id) != debrief.of.end();
}

}  // namespace

std::vector<std::string> attended(const SessionDefinition& debrief, const Person& person) {
  std::vector<std::string> out;
  std::copy_if(debrief.of.begin(), debrief.of.end(), std::back_inserter(out),
               [&](const std::string& id) { return has_attended(person, id); });
  return out;
}

std::optional<std::string> chosen_of(const SessionDefinition& debrief, const Person& person) {
  if (const auto before = person.about.find(debrief.id);
      before != person.about.end() && follows(debrief, before->second))
    return before->second;
  return std::nullopt;
}

std::optional<std::string> subject_of(const SessionDefinition& debrief, const Person& person) {
  if (const auto chosen = chosen_of(debrief, person)) return chosen;
  if (debrief.of.size() == 1) return debrief.of.front();
  const std::vector<std::string> mine = attended(debrief, person);
  return mine.size() == 1 ? std::optional(mine.front()) : std::nullopt;
}

Decided choose_subject(const Session& session, const Person& person, const std::optional<std::string>& about,
                       std::optional<std::string>& chosen) {
  const SessionDefinition& definition = session.definition;
  if (definition.kind != SessionKind::debrief) {
    if (about) return refuse("about.no_debrief", "only a debrief is about another session", {{"field", "about"}});
    return {};
  }
  if (about && !follows(definition, *about))
    return refuse("about.unknown", "this debrief does not follow that session",
                  {{"field", "about"}, {"session", definition.id}});
  chosen = about ? about : subject_of(definition, person);
  if (!chosen)
    return refuse("about.needed", "say which session you come to talk about",
                  {{"field", "about"}, {"session", definition.id}});
  return {};
}

}  // namespace convene

#include "matcher/profile_rules.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "matcher/limits.h"
#include "matcher/state_index.h"

namespace convene {

namespace {

constexpr auto can_be_hidden =
    std::to_array<std::string_view>({"name", "role", "region", "organization", "topics", "languages"});

Decided too_long(const char* field) {
  return refuse("profile.too_long", std::string(field) + " is too long", {{"field", field}});
}

std::string_view primary(std::string_view code) { return code.substr(0, code.find('-')); }

}  // namespace

bool is_language(std::string_view code) {
  const std::string_view first = primary(code);
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto sound = [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '-'; };
  return code.size() <= 35 && (first.size() == 2 || first.size() == 3) &&
         std::all_of(first.begin(), first.end(), letter) && std::all_of(code.begin(), code.end(), sound);
}

std::string spoken_language(std::string_view code) { return indexing::lower_case(primary(code)); }

Decided fault_in(const State& state, const Profile& profile) {
  if (profile.name.empty()) return refuse("profile.name_missing", "a name is needed", {{"field", "name"}});
  if (profile.name.size() > limits::name_bytes) return too_long("name");
  for (const auto& [field, text] : {std::pair{"email", &profile.email},
                                    {"organization", &profile.organization},
                                    {"team", &profile.team},
                                    {"cohort", &profile.cohort},
                                    {"time_zone", &profile.time_zone}})
    if (text->size() > limits::text_bytes) return too_long(field);
  if (!profile.role.empty() && !state.index.roles->find(profile.role))
    return refuse("profile.unknown_role", "the event has no such role", {{"field", "role"}, {"value", profile.role}});
  if (!profile.region.empty() && !state.index.regions->find(profile.region))
    return refuse("profile.unknown_region", "the event has no such region",
                  {{"field", "region"}, {"value", profile.region}});
  for (const auto& [field, list] :
       {std::pair{"topics", &profile.topics}, {"languages", &profile.languages}, {"hidden", &profile.hidden}}) {
    if (list->size() > limits::list_items) return too_long(field);
    for (const std::string& item : *list)
      if (item.size() > limits::name_bytes) return too_long(field);
  }
  for (const std::string& topic : profile.topics)
    if (std::none_of(state.event.topics.begin(), state.event.topics.end(),
                     [&](const Topic& known) { return known.key == topic; }))
      return refuse("profile.unknown_topic", "the event has no such topic", {{"field", "topics"}, {"value", topic}});
  for (const std::string& language : profile.languages)
    if (!is_language(language))
      return refuse("profile.unknown_language", "this is no code of a language: \"en\" and \"zh-Hant\" are",
                    {{"field", "languages"}, {"value", language}});
  for (const std::string& field : profile.hidden)
    if (std::find(can_be_hidden.begin(), can_be_hidden.end(), field) == can_be_hidden.end())
      return refuse("profile.unknown_field", "a profile has no such field to hide",
                    {{"field", "hidden"}, {"value", field}});
  return {};
}

Profile brought_up_to_date(Profile known, const Profile& roster) {
  const auto take = [](auto& to, const auto& from) {
    if (!from.empty()) to = from;
  };
  take(known.key, roster.key), take(known.name, roster.name), take(known.email, roster.email);
  take(known.role, roster.role), take(known.region, roster.region);
  take(known.organization, roster.organization), take(known.team, roster.team);
  take(known.languages, roster.languages), take(known.topics, roster.topics);
  take(known.cohort, roster.cohort), take(known.time_zone, roster.time_zone);
  take(known.experience, roster.experience), take(known.sessions_attended, roster.sessions_attended);
  take(known.keep_with, roster.keep_with), take(known.keep_apart, roster.keep_apart);
  for (const auto& [column, value] : roster.extra)
    if (!value.empty()) known.extra[column] = value;
  return known;
}

PersonId person_id_of(std::string_view text) {
  std::uint32_t value = 0;
  if (!text.starts_with('p')) return {};
  const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), value);
  return error == std::errc() && to_string(PersonId(value)) == text ? PersonId(value) : PersonId{};
}

const Person* known(const State& state, const Profile& profile) {
  const Index& index = state.index;
  if (!profile.key.empty())
    if (const auto it = index.by_key.find(profile.key); it != index.by_key.end()) return state.find(it->second);
  if (!profile.email.empty())
    if (const auto it = index.by_email.find(indexing::lower_case(profile.email)); it != index.by_email.end())
      return state.find(it->second);
  // Somebody of whom the organiser had no id yet may have got ours, in a list that was written here.
  const Person* ours = state.find(person_id_of(profile.key));
  const auto* words = ours && ours->profile.words ? &*ours->profile.words : nullptr;
  return words && words->key.empty() && words->email.empty() ? ours : nullptr;
}

Decided fault_in_roster(const State& state, std::span<const Profile> people) {
  const auto is_new = [&](const Profile& profile) { return !known(state, profile); };
  if (state.people.size() + static_cast<std::size_t>(std::count_if(people.begin(), people.end(), is_new)) >
      limits::people)
    return refuse("roster.too_long", "an event holds at most " + std::to_string(limits::people) + " people");
  for (std::size_t row = 0; row < people.size(); ++row)
    if (Decided fault = fault_in(state, people[row])) {
      fault->parameters["row"] = std::to_string(row + 1);
      return fault;
    }
  return {};
}

}  // namespace convene

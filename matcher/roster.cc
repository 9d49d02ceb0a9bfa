// The roster: who is registered, what they say of themselves, what hats they wear, who is shut out or erased.
#include <algorithm>

#include "matcher/deciding.h"
#include "matcher/limits.h"
#include "matcher/state_index.h"

namespace convene {

namespace {

bool listed(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// What a profile may not be; nothing if it is sound.
Decided fault_in(const State& state, const Profile& profile) {
  if (profile.name.empty()) return refuse("profile.name_missing", "a name is needed", {{"field", "name"}});
  if (profile.name.size() > limits::name_bytes)
    return refuse("profile.too_long", "the name is too long", {{"field", "name"}});
  for (const auto* text : {&profile.email, &profile.organization, &profile.team, &profile.cohort, &profile.time_zone})
    if (text->size() > limits::text_bytes) return refuse("profile.too_long", "a field is too long");
  if (!profile.role.empty() && !state.index.roles->find(profile.role))
    return refuse("profile.unknown_role", "the event has no such role", {{"field", "role"}, {"value", profile.role}});
  if (!profile.region.empty() && !state.index.regions->find(profile.region))
    return refuse("profile.unknown_region", "the event has no such region",
                  {{"field", "region"}, {"value", profile.region}});
  for (const auto* list : {&profile.topics, &profile.languages, &profile.hidden})
    if (list->size() > limits::list_items) return refuse("profile.too_long", "a list is too long");
  for (const std::string& topic : profile.topics)
    if (std::none_of(state.event.topics.begin(), state.event.topics.end(),
                     [&](const Topic& known) { return known.key == topic; }))
      return refuse("profile.unknown_topic", "the event has no such topic", {{"field", "topics"}, {"value", topic}});
  return {};
}

PersonId next_person(const State& state) { return PersonId(static_cast<std::uint32_t>(state.people.size()) + 1); }

const Person* known(const State& state, const Profile& profile) {
  const Index& index = state.index;
  if (!profile.key.empty())
    if (const auto it = index.by_key.find(profile.key); it != index.by_key.end()) return state.find(it->second);
  if (!profile.email.empty())
    if (const auto it = index.by_email.find(indexing::lower_case(profile.email)); it != index.by_email.end())
      return state.find(it->second);
  return nullptr;
}

/// Only an organiser may make or unmake organisers and moderators.
Decided over_their_head(const State& state, PersonId by, const Person& target, const std::vector<Hat>& hats) {
  if (!by || state.person(by).wears(Hat::organiser)) return {};
  const auto high = [](const std::vector<Hat>& list) {
    return std::any_of(list.begin(), list.end(),
                       [](Hat hat) { return hat == Hat::organiser || hat == Hat::moderator; });
  };
  if (high(hats) || high(target.hats))
    return refuse("not_allowed", "only an organiser changes who is a moderator or an organiser");
  return {};
}

Decided shut_out(Deciding& d, PersonId id, const std::string& reason, bool banned) {
  const Person* person = d.state().find(id);
  if (!person || person->standing == Standing::erased) return refuse("person.unknown", "there is no such person");
  if (id == d.by()) return refuse("person.self", "nobody shuts themselves out");
  if (Decided refusal = over_their_head(d.state(), d.by(), *person, {})) return refusal;
  if (reason.size() > limits::text_bytes)
    return refuse("text.too_long", "the reason is too long", {{"field", "reason"}});
  if (person->standing == (banned ? Standing::banned : Standing::removed)) return {};
  leave_place(d, id, LeaveWhy::removed);
  d.emit(PersonShutOut{id, banned, Sealed<std::string>(id, reason)});
  return {};
}

}  // namespace

Decided decide(Deciding& d, const ProfileUpdate& c) {
  const Person& person = d.state().person(d.by());
  Profile profile = person.profile.words.value_or(Profile{});
  const Profile before = profile;
  const auto take = [](auto& to, const auto& from) {
    if (from) to = *from;
  };
  take(profile.role, c.role), take(profile.region, c.region), take(profile.organization, c.organization);
  take(profile.topics, c.topics), take(profile.languages, c.languages), take(profile.hidden, c.hidden);
  if (Decided fault = fault_in(d.state(), profile)) return fault;
  if (profile == before) return {};
  d.emit(ProfileChanged{d.by(), Sealed<Profile>(d.by(), std::move(profile))});
  return {};
}

Decided decide(Deciding& d, const PersonHat& c) {
  const Person* person = d.state().find(c.person);
  if (!person || person->standing == Standing::erased) return refuse("person.unknown", "there is no such person");
  if (Decided refusal = over_their_head(d.state(), d.by(), *person, c.hats)) return refusal;
  if (c.hats.empty() || c.hats.size() > 5) return refuse("hats.wrong", "give one to five hats");
  for (const std::string& session : c.scope.sessions)
    if (d.state().find_session(session) < 0)
      return refuse("session.unknown", "there is no such session", {{"session", session}});
  if (person->hats == c.hats && person->scope == c.scope) return {};
  d.emit(HatsGiven{c.person, c.hats, c.scope});
  return {};
}

Decided decide(Deciding& d, const PersonRemove& c) { return shut_out(d, c.person, c.reason, false); }
Decided decide(Deciding& d, const PersonBan& c) { return shut_out(d, c.person, c.reason, true); }

Decided decide(Deciding& d, const PersonRestore& c) {
  const Person* person = d.state().find(c.person);
  if (!person || person->standing == Standing::erased) return refuse("person.unknown", "there is no such person");
  if (person->standing == Standing::in) return {};
  d.emit(PersonRestored{c.person});
  return {};
}

Decided decide(Deciding& d, const PassRevoke& c) {
  const Person* person = d.state().find(c.person);
  if (!person || person->standing == Standing::erased) return refuse("person.unknown", "there is no such person");
  if (Decided refusal = over_their_head(d.state(), d.by(), *person, {})) return refusal;
  d.emit(PassesRevoked{c.person, person->generation + 1});
  return {};
}

Decided decide(Deciding& d, const PersonErase& c) {
  const Person* person = d.state().find(c.person);
  if (!person) return refuse("person.unknown", "there is no such person");
  if (person->standing == Standing::erased) return {};
  leave_place(d, c.person, LeaveWhy::removed);
  d.emit(PersonErased{c.person});
  return {};
}

Decided decide(Deciding& d, const RosterImport& c) {
  if (d.state().people.size() + c.people.size() > limits::people)
    return refuse("roster.too_long", "an event holds at most " + std::to_string(limits::people) + " people");
  for (std::size_t row = 0; row < c.people.size(); ++row)
    if (Decided fault = fault_in(d.state(), c.people[row])) {
      fault->parameters["row"] = std::to_string(row + 1);
      return fault;
    }
  for (const Profile& profile : c.people) {
    if (const Person* person = known(d.state(), profile)) {
      if (person->profile.words == profile) continue;
      d.emit(ProfileChanged{person->id, Sealed<Profile>(person->id, profile)});
    } else {
      const PersonId id = next_person(d.state());
      d.emit(PersonRegistered{id, Sealed<Profile>(id, profile), {Hat::participant}, {}, {}});
    }
  }
  return {};
}

Decided decide(Deciding& d, const WalkIn& c) {
  const auto& rules = d.state().event.join.walk_in;
  if (!rules) return refuse("join.no_walk_ins", "this event takes people by invitation only");
  if (c.code != rules->code) return refuse("join.wrong_code", "the code is wrong", {{"field", "code"}});
  if (c.key.empty() || c.key.size() > 64) return refuse("join.key", "a random word of 1 to 64 bytes is needed as key");
  if (d.state().index.by_walk_in.count(c.key)) return {};  // a retry: the same person
  if (d.state().people.size() >= limits::people) return refuse("event.full", "this event is full");
  Profile profile = c.profile;
  const auto missing = [&](std::string_view field, bool empty) { return listed(rules->ask, field) && empty; };
  if (missing("role", profile.role.empty())) return refuse("profile.missing", "a role is needed", {{"field", "role"}});
  if (missing("region", profile.region.empty()))
    return refuse("profile.missing", "a region is needed", {{"field", "region"}});
  if (Decided fault = fault_in(d.state(), profile)) return fault;
  const PersonId id = next_person(d.state());
  profile.key.clear();  // nobody takes over a registered person by naming their id
  profile.email.clear();
  d.emit(PersonRegistered{id, Sealed<Profile>(id, std::move(profile)), {Hat::participant}, {}, c.key});
  return {};
}

Decided decide(Deciding& d, const PresenceReport& c) {
  PresenceChanged changed;
  const auto real = [&](PersonId id) { return d.state().find(id) != nullptr; };
  for (const PersonId id : c.back)
    if (real(id) && (!d.state().person(id).online || d.state().person(id).lapsed)) changed.back.push_back(id);
  for (const PersonId id : c.away)
    if (real(id) && d.state().person(id).online) changed.away.push_back(id);
  for (const PersonId id : c.lapsed)
    if (real(id) && !d.state().person(id).online && !d.state().person(id).lapsed) changed.lapsed.push_back(id);
  if (changed.back.empty() && changed.away.empty() && changed.lapsed.empty()) return {};
  const std::vector<PersonId> back = changed.back;
  d.emit(std::move(changed));
  // Whoever waits in the lobby of an open round and is here again gets a seat.
  for (const PersonId id : back) place(d, id);
  return {};
}

/// The event file's staff are people of the roster with hats.
void load_staff(Deciding& d, const std::vector<StaffEntry>& staff) {
  for (const StaffEntry& entry : staff) {
    Profile profile;
    profile.name = entry.name;
    profile.email = entry.email;
    std::vector<Hat> hats = entry.hats;
    if (const Person* person = known(d.state(), profile)) {
      if (person->hats != hats || person->scope != entry.scope) d.emit(HatsGiven{person->id, hats, entry.scope});
    } else {
      const PersonId id = next_person(d.state());
      d.emit(PersonRegistered{id, Sealed<Profile>(id, std::move(profile)), std::move(hats), entry.scope, {}});
    }
  }
}

}  // namespace convene

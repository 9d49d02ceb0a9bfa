// The roster: who is registered, what they say of themselves, what hats they wear, who is shut out or erased.
#include <algorithm>

#include "matcher/deciding.h"
#include "matcher/limits.h"
#include "matcher/links.h"
#include "matcher/listed.h"
#include "matcher/profile_rules.h"
#include "matcher/retention.h"
#include "matcher/since_seen.h"
#include "matcher/state_index.h"

namespace convene {

namespace {

PersonId next_person(const State& state) { return PersonId(static_cast<std::uint32_t>(state.people.size()) + 1); }

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

/// Somebody who was not erased.
Decided find_known(const Deciding& d, PersonId id, const Person*& person) {
  person = d.state().find(id);
  if (person && person->standing != Standing::erased) return {};
  return refuse("person.unknown", "there is no such person", {{"person", to_string(id)}});
}

Decided shut_out(Deciding& d, PersonId id, const std::string& reason, bool banned) {
  const Person* person = nullptr;
  if (Decided refusal = find_known(d, id, person)) return refusal;
  if (id == d.by()) return refuse("person.self", "nobody shuts themselves out");
  if (Decided refusal = over_their_head(d.state(), d.by(), *person, {})) return refusal;
  if (reason.size() > limits::text_bytes)
    return refuse("text.too_long", "the reason is too long", {{"field", "reason"}});
  if (person->standing == (banned ? Standing::banned : Standing::removed)) return {};
  leave_place(d, id, LeaveWhy::removed);
  if (!person->reports.empty()) d.emit(ReportSettled{id});
  unlink_rooms(d, id);
  d.emit(PersonShutOut{id, banned, Sealed<std::string>(id, reason), d.by()});
  return {};
}

/// Whoever came now would be erased at once.
Decided fault_in_time(const Deciding& d) {
  if (!retention_over(d.state(), d.now())) return {};
  return refuse("event.over", "this event is over, and nobody is kept of it any more");
}

void change_profile(Deciding& d, PersonId id, Profile profile) {
  d.emit(ProfileChanged{id, Sealed<Profile>(id, std::move(profile))});
  if (const RoomId room = d.state().person(id).room) refresh_basis(d, room);
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
  if (profile != before) change_profile(d, d.by(), std::move(profile));
  if (c.text_only && *c.text_only != person.text_only) d.emit(TextOnlyChosen{d.by(), *c.text_only});
  return {};
}

Decided decide(Deciding& d, const PersonHat& c) {
  const Person* person = nullptr;
  if (Decided refusal = find_known(d, c.person, person)) return refusal;
  if (Decided refusal = over_their_head(d.state(), d.by(), *person, c.hats)) return refusal;
  if (c.hats.empty() || c.hats.size() > 5) return refuse("hats.wrong", "give one to five hats");
  for (const std::string& session : c.scope.sessions)
    if (d.state().find_session(session) < 0)
      return refuse("session.unknown", "there is no such session", {{"session", session}});
  for (const RoomId room : c.scope.rooms)
    if (!d.state().find(room)) return refuse("room.unknown", "there is no such room", {{"room", to_string(room)}});
  if (person->hats == c.hats && person->scope == c.scope) return {};
  if (Decided refusal = fault_in_hats_seen(d.state(), *person, c.seen)) return refusal;
  d.emit(HatsGiven{c.person, c.hats, c.scope, false});
  if (!person->staff() && !person->wears(Hat::advisor)) unlink_rooms(d, c.person);
  return {};
}

Decided decide(Deciding& d, const PersonRemove& c) { return shut_out(d, c.person, c.reason, false); }
Decided decide(Deciding& d, const PersonBan& c) { return shut_out(d, c.person, c.reason, true); }

Decided decide(Deciding& d, const PersonRestore& c) {
  const Person* person = nullptr;
  if (Decided refusal = find_known(d, c.person, person)) return refusal;
  if (person->standing == Standing::in) return {};
  d.emit(PersonRestored{c.person});
  return {};
}

Decided decide(Deciding& d, const PassRevoke& c) {
  const Person* person = nullptr;
  if (Decided refusal = find_known(d, c.person, person)) return refusal;
  if (Decided refusal = over_their_head(d.state(), d.by(), *person, {})) return refusal;
  d.emit(PassesRevoked{c.person, person->generation + 1});
  return {};
}

Decided decide(Deciding& d, const PersonErase& c) {
  const Person* person = d.state().find(c.person);
  if (!person) return refuse("person.unknown", "there is no such person");
  if (person->standing != Standing::erased) erase_person(d, c.person);
  return {};
}

void erase_person(Deciding& d, PersonId id) {
  leave_place(d, id, LeaveWhy::removed);
  d.emit(PersonErased{id});
}

Decided decide(Deciding& d, const RosterImport& c) {
  if (Decided refusal = fault_in_time(d)) return refusal;
  if (Decided fault = fault_in_roster(d.state(), c.people)) return fault;
  for (const Profile& profile : c.people) {
    if (const Person* person = known(d.state(), profile)) {
      if (person->standing == Standing::erased) continue;
      Profile now = brought_up_to_date(person->profile.words.value_or(Profile{}), profile);
      if (person->profile.words != now) change_profile(d, person->id, std::move(now));
    } else {
      const PersonId id = next_person(d.state());
      d.emit(PersonRegistered{id, Sealed<Profile>(id, profile), {Hat::participant}, {}, {}, false});
    }
  }
  return {};
}

Decided decide(Deciding& d, const WalkIn& c) {
  const auto& rules = d.state().event.join.walk_in;
  if (!rules) return refuse("join.no_walk_ins", "this event takes people by invitation only");
  if (Decided refusal = fault_in_time(d)) return refusal;
  if (c.code != rules->code) return refuse("join.wrong_code", "the code is wrong", {{"field", "code"}});
  if (c.key.empty() || c.key.size() > 64) return refuse("join.key", "a random word of 1 to 64 bytes is needed as key");
  if (d.state().index.by_walk_in.count(c.key)) return {};  // a retry: the same person
  if (d.state().people.size() >= limits::people) return refuse("event.full", "this event is full");
  Profile profile = c.profile;
  const auto missing = [&](std::string_view field, bool empty) { return listed(rules->ask, field) && empty; };
  for (const auto& [field, empty] : {std::pair{"name", profile.name.empty()},
                                     {"role", profile.role.empty()},
                                     {"region", profile.region.empty()},
                                     {"organization", profile.organization.empty()},
                                     {"topics", profile.topics.empty()},
                                     {"languages", profile.languages.empty()}})
    if (missing(field, empty))
      return refuse("profile.missing", std::string(field) + " is asked for", {{"field", field}});
  if (Decided fault = fault_in(d.state(), profile)) return fault;
  if (d.state().walk_ins >= limits::walk_ins_per_minute && d.now() < d.state().walk_in_minute + minutes(1))
    return refuse("join.too_many", "too many people come at once without an invitation: try again in a minute");
  const PersonId id = next_person(d.state());
  profile.key.clear();  // nobody takes over a registered person by naming their id
  profile.email.clear();
  d.emit(PersonRegistered{id, Sealed<Profile>(id, std::move(profile)), {Hat::participant}, {}, c.key, false});
  return {};
}

Decided decide(Deciding& d, const PresenceReport& c) {
  PresenceChanged changed;
  const auto real = [&](PersonId id) { return d.state().find(id) != nullptr; };
  for (const PersonId id : c.back)
    if (real(id) && (!d.state().person(id).online || d.state().person(id).lapsed)) changed.back.push_back(id);
  for (const PersonId id : c.away)
    if (real(id) && d.state().person(id).online) changed.away.push_back(id);
  // After a pause of the whole process somebody may be told away and gone for long at once.
  const auto now_away = [&](PersonId id) {
    return std::find(changed.away.begin(), changed.away.end(), id) != changed.away.end();
  };
  for (const PersonId id : c.lapsed)
    if (real(id) && !d.state().person(id).lapsed && (!d.state().person(id).online || now_away(id)))
      changed.lapsed.push_back(id);
  if (changed.back.empty() && changed.away.empty() && changed.lapsed.empty()) return {};
  d.emit(std::move(changed));
  return {};
}

namespace {

/// At the desk that the event file names, unless it named it before.
void post_advisor(Deciding& d, PersonId person, const DeskPost& post) {
  const std::int32_t index = d.state().find_session(post.session);
  if (index < 0 || !d.state().session(index).hours || d.state().person(person).standing != Standing::in) return;
  const OfficeHours& hours = *d.state().session(index).hours;
  const auto named = [&](const FiledPost& one) { return one.person == person && one.desk == post.desk; };
  if (std::any_of(hours.filed.begin(), hours.filed.end(), named)) return;
  if (!find_desk(d.state().session(index), post.desk)) return;
  AdvisorPosted posted;
  posted.session = post.session;
  posted.desk = post.desk;
  posted.person = person;
  posted.by_file = true;
  d.emit(std::move(posted));
}

void link_staff(Deciding& d, PersonId id, const std::string& link) {
  const Person& person = d.state().person(id);
  if (person.standing == Standing::erased || link == (person.link ? person.link->words.value_or("") : "")) return;
  StaffLinked linked{id, std::nullopt};
  if (!link.empty()) linked.link.emplace(id, link);
  d.emit(std::move(linked));
}

}  // namespace

/// The event file's staff are people of the roster with hats. What was given and taken since the file was last read
/// stays so, unless the file itself says something else now.
void load_staff(Deciding& d, const std::vector<StaffEntry>& staff) {
  for (const StaffEntry& entry : staff) {
    Profile profile;
    profile.name = entry.name;
    profile.email = entry.email;
    std::vector<Hat> hats = entry.hats;
    PersonId id;
    if (const Person* person = known(d.state(), profile)) {
      id = person->id;
      if (person->in_file != FileHats{hats, entry.scope}) d.emit(HatsGiven{id, hats, entry.scope, true});
    } else {
      id = next_person(d.state());
      d.emit(PersonRegistered{id, Sealed<Profile>(id, std::move(profile)), std::move(hats), entry.scope, {}, true});
    }
    link_staff(d, id, entry.link);
    for (const DeskPost& post : entry.posts) post_advisor(d, id, post);
  }
}

}  // namespace convene

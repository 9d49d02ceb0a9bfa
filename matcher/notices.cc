// Notices: what staff say to everybody, to some, to rooms or to people; and staff visiting rooms.
#include "matcher/notices.h"

#include <algorithm>
#include <iterator>

#include "matcher/deciding.h"
#include "matcher/help.h"
#include "matcher/limits.h"
#include "matcher/state_index.h"

namespace convene {

namespace {

template <class List, class Item>
bool has(const List& list, const Item& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

bool below_any(const grouping::Tree& tree, const std::vector<std::string>& keys, grouping::NodeIndex node) {
  return std::any_of(keys.begin(), keys.end(), [&](const std::string& key) {
    const auto found = tree.find(key);
    return found && tree.is_ancestor(*found, node);
  });
}

bool lies_within(const State& state, const Scope& scope, std::int32_t session, RoomId room) {
  return (session >= 0 && has(scope.sessions, state.session(session).definition.id)) ||
         (room && has(scope.rooms, room));
}

/// Whoever speaks a language as it is spoken somewhere ("pt-BR") speaks the language ("pt").
bool speaks(const std::string& spoken, const std::string& language) {
  const std::string_view start = std::string_view(spoken).substr(0, language.size());
  const bool whole = spoken.size() <= language.size() || spoken[language.size()] == '-';
  return whole && indexing::lower_case(start) == indexing::lower_case(language);
}

bool speaks_any(const Person& person, const std::vector<std::string>& languages) {
  if (!person.profile.words) return false;
  const std::vector<std::string>& theirs = person.profile.words->languages;
  return std::any_of(languages.begin(), languages.end(), [&](const std::string& language) {
    return std::any_of(theirs.begin(), theirs.end(), [&](const std::string& one) { return speaks(one, language); });
  });
}

}  // namespace

bool reaches(const State& state, const Audience& a, PersonId id) {
  const Person& person = state.person(id);
  if (person.standing != Standing::in) return false;
  if (!a.people.empty() && !std::binary_search(a.people.begin(), a.people.end(), id)) return false;
  if (!a.within.everything() && !lies_within(state, a.within, person.session, person.room)) return false;
  if (!a.rooms.empty() && !(person.room && has(a.rooms, person.room))) return false;
  if (!a.sessions.empty() && !(person.session >= 0 && has(a.sessions, state.session(person.session).definition.id)))
    return false;
  const grouping::Member& member = state.index.members[id.value - 1];
  if (!a.roles.empty() && !below_any(*state.index.roles, a.roles, member.role)) return false;
  if (!a.regions.empty() && !below_any(*state.index.regions, a.regions, member.region)) return false;
  if (!a.languages.empty() && !speaks_any(person, a.languages)) return false;
  if (a.not_present) {
    const Seat* seat = person.room ? find_seat(state.room(person.room), id) : nullptr;
    if (!seat || is_company(state, state.room(person.room), *seat)) return false;
  }
  return true;
}

bool is_of_a_moment(const Audience& a) {
  return a.not_present || !a.rooms.empty() || !a.sessions.empty() || !a.within.everything();
}

bool is_for(const State& state, const SentNotice& sent, PersonId id) {
  if (std::binary_search(sent.to.begin(), sent.to.end(), id)) return state.person(id).standing == Standing::in;
  return !sent.notice.audience.not_present && reaches(state, sent.notice.audience, id);
}

namespace {

/// Nobody comes later to whom it would be said, and all have dismissed it.
bool is_done(const SentNotice& sent) {
  const Audience& a = sent.notice.audience;
  return (a.not_present || !a.people.empty()) && sent.seen.size() >= sent.notice.reached;
}

/// How soon it gives way; 0: first.
int rank(const SentNotice& sent, Instant at) {
  if (sent.notice.expires && sent.notice.expires <= at) return 0;
  if (is_done(sent)) return 1;
  return sent.notice.audience.people.size() == 1 ? 2 : 3;
}

}  // namespace

NoticeId gives_way(const State& state, NoticeId newest, Instant at) {
  NoticeId out;
  int least = 0;
  for (const auto& [id, sent] : state.notices) {
    if (id == newest) continue;
    const int its = rank(sent, at);
    if (!out || its < least) out = id, least = its;
  }
  return out;
}

bool shows(const State& state, const Scope& scope, const NoticeSent& notice) {
  if (scope.everything() || scope == notice.scope) return true;
  const Audience& a = notice.audience;
  if (!a.people.empty()) return false;
  const auto of = [&](const std::string& session) { return has(scope.sessions, session); };
  // A scope may name a room that is not there (yet).
  const auto in = [&](RoomId id) {
    const Room* room = state.find(id);
    return room && lies_within(state, scope, room->session, id);
  };
  return std::all_of(a.sessions.begin(), a.sessions.end(), of) && std::all_of(a.rooms.begin(), a.rooms.end(), in) &&
         std::all_of(a.within.sessions.begin(), a.within.sessions.end(), of) &&
         std::all_of(a.within.rooms.begin(), a.within.rooms.end(), in);
}

std::vector<PersonId> reached(const State& state, const Audience& audience) {
  std::vector<PersonId> out;
  if (!audience.people.empty()) {
    std::copy_if(audience.people.begin(), audience.people.end(), std::back_inserter(out),
                 [&](PersonId id) { return reaches(state, audience, id); });
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }
  for (const Person& person : state.people)
    if (reaches(state, audience, person.id)) out.push_back(person.id);
  return out;
}

namespace {

void count_reached(const State& state, NoticeSent& notice) {
  const std::vector<PersonId> to = reached(state, notice.audience);
  const auto online = std::count_if(to.begin(), to.end(), [&](PersonId id) { return state.person(id).online; });
  notice.reached = static_cast<std::uint32_t>(to.size());
  notice.online = static_cast<std::uint32_t>(online);
}

}  // namespace

void tell(Deciding& d, const std::string& session, std::string kind, std::map<std::string, std::string> parameters,
          Audience audience) {
  NoticeSent notice;
  notice.notice = NoticeId(d.state().last_notice + 1);
  notice.by = d.by();
  notice.kind = std::move(kind);
  notice.parameters = std::move(parameters);
  notice.parameters["session"] = session;
  notice.audience = std::move(audience);
  notice.expires = d.now() + minutes(10);
  count_reached(d.state(), notice);
  d.emit(std::move(notice));
}

Decided decide(Deciding& d, const NoticeSend& c) {
  if (c.text.empty()) return refuse("notice.empty", "write something", {{"field", "text"}});
  if (c.text.size() > limits::notice_bytes)
    return refuse("text.too_long", "a notice has at most " + std::to_string(limits::notice_bytes) + " bytes",
                  {{"field", "text"}});
  for (const std::size_t count :
       {c.sessions.size(), c.rooms.size(), c.people.size(), c.roles.size(), c.regions.size(), c.languages.size()})
    if (count > limits::notice_targets) return refuse("notice.too_many_targets", "too many targets: use a filter");
  for (const std::string& id : c.sessions) {
    std::int32_t session = -1;
    if (Decided refusal = find_session_in_reach(d, id, session)) return refusal;
  }
  for (const RoomId id : c.rooms) {
    const Room* room = nullptr;
    if (Decided refusal = find_in_reach(d, id, room)) return refusal;
  }
  for (const PersonId id : c.people) {
    const Person* person = nullptr;
    if (Decided refusal = find_in_reach(d, id, person)) return refusal;
  }
  const Person& by = d.state().person(d.by());
  Audience audience{c.sessions, c.rooms, c.people, c.roles, c.regions, c.languages, c.not_present, {}};
  std::sort(audience.people.begin(), audience.people.end());
  audience.people.erase(std::unique(audience.people.begin(), audience.people.end()), audience.people.end());
  // A facilitator of some sessions speaks to those, not to the whole event.
  const bool targets = !c.sessions.empty() || !c.rooms.empty() || !c.people.empty();
  const bool everywhere = in_scope(d.state(), d.by(), -1);
  if (!targets && !everywhere) audience.within = by.scope;
  NoticeSent sent;
  if (!everywhere) sent.scope = by.scope;
  sent.notice = NoticeId(d.state().last_notice + 1);
  sent.by = d.by();
  sent.kind = "broadcast";
  sent.urgent = c.urgent;
  sent.text = Sealed<std::string>(d.by(), c.text);
  sent.audience = std::move(audience);
  count_reached(d.state(), sent);
  // To everybody: also to whoever comes later, and they need not hear of all that was.
  sent.expires = d.now() + (is_of_a_moment(sent.audience) ? limits::notice_kept : limits::notice_to_all_kept);
  d.emit(std::move(sent));
  return {};
}

Decided decide(Deciding& d, const NoticeSeen& c) {
  const auto found = d.state().notices.find(c.notice);
  if (found == d.state().notices.end() || !is_for(d.state(), found->second, d.by())) return {};
  const auto& seen = found->second.seen;
  if (!std::binary_search(seen.begin(), seen.end(), d.by())) d.emit(NoticeWasSeen{c.notice, d.by()});
  return {};
}

bool may_visit(const State& state, PersonId id, const Room& room) {
  const Person& person = state.person(id);
  return (room.host == id && person.wears(Hat::advisor)) ||
         (person.staff() && in_scope(state, id, room.session, room.id));
}

Decided decide(Deciding& d, const RoomVisit& c) {
  const Person& person = d.state().person(d.by());
  if (!c.room) {
    if (person.visiting) d.emit(RoomVisited{d.by(), {}});
    return {};
  }
  const Room* room = d.state().find(*c.room);
  if (!room || room->closed) return refuse("room.closed", "there is no such room, or it is closed");
  if (!may_visit(d.state(), d.by(), *room) && !comes_to_help(d.state(), d.by(), *room))
    return refuse("not_in_scope", "this room is not yours");
  if (person.room == *c.room) return refuse("room.own", "you hold a seat in this room");
  if (!person.online) d.emit(PresenceChanged{{d.by()}, {}, {}});  // whoever asks is there
  if (person.visiting != *c.room) d.emit(RoomVisited{d.by(), *c.room});
  // Whoever looks in elsewhere does not sit in their own room meanwhile; their page says when they are back. In its
  // call they can be all the same.
  const Seat* own = person.room ? find_seat(d.state().room(person.room), d.by()) : nullptr;
  if (own && own->state == SeatState::present) d.emit(SeatsTurned{{d.by()}, SeatState::delivered});
  return {};
}

}  // namespace convene

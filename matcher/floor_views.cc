// What staff see: the entries of the floor, and the board.
#include <algorithm>

#include "matcher/debrief.h"
#include "matcher/help.h"
#include "matcher/hosting.h"
#include "matcher/notices.h"
#include "matcher/opening.h"
#include "matcher/retention.h"
#include "matcher/view_builders.h"
#include "matcher/view_parts.h"

namespace convene {

using namespace views;

namespace {

std::vector<std::string> health_of(const State& state, const Room& room) {
  std::vector<std::string> health;
  const grouping::Sizes sizes = grouping::normalised(state.session(room.session).definition.policy.rooms);
  std::size_t here = 0, held = 0, missing = 0, expected = 0;
  for (const Seat& seat : room.seats) {
    if (elsewhere(seat)) continue;
    ++held;
    here += is_company(state, room, seat) ? 1 : 0;
    missing += seat.no_show ? 1 : 0;
    expected += (seat.state == SeatState::assigned || seat.state == SeatState::delivered) && !seat.no_show ? 1 : 0;
  }
  const bool open = !room.closed && state.round(room.round).state == RoundState::open;
  if (!open || held == 0) return {"ok"};
  if (room.host) {
    // A talk with an advisor: whether both are there.
    if (here == 0 && expected == 0) health.emplace_back("nobody_present");
    if (!state.person(room.host).online) health.emplace_back("no_advisor");
    if (missing > 0) health.emplace_back("not_arrived");
    if (health.empty()) health.emplace_back("ok");
    return health;
  }
  if (room.alone_noticed) health.emplace_back("alone");
  if (here == 0 && expected == 0) health.emplace_back("nobody_present");
  if (held > sizes.max) health.emplace_back("overfull");
  if (lacks_host(state, room)) health.emplace_back("no_facilitator");
  if (room.basis.language_relaxed) health.emplace_back("no_shared_language");
  if (load_of(state, room).company < sizes.min) health.emplace_back("under_min");
  if (missing > 0) health.emplace_back("not_arrived");
  if (health.empty()) health.emplace_back("ok");
  return health;
}

/// Of those who wear a hat themselves the floor tells nothing: they would read it.
bool told_to_floor(const Person& person) { return !person.reports.empty() && !person.staff(); }

}  // namespace

std::optional<FloorSession> floor_session(const State& state, std::string_view id) {
  const std::int32_t index = state.find_session(id);
  if (index < 0) return {};
  const Session& session = state.session(index);
  FloorSession out;
  out.kind = session.definition.kind;
  out.state = session.state;
  out.title = session.definition.title;
  out.doors = session.starts - state.event.lobby_lead;
  out.starts = session.starts;
  out.ends = session.ends;
  out.lobby = static_cast<std::uint32_t>(state.index.lobbies[static_cast<std::size_t>(index)].size());
  out.seated = state.index.seated[static_cast<std::size_t>(index)];
  out.present = state.index.present[static_cast<std::size_t>(index)];
  if (!session.hours) out.round = round_status(state, session);
  out.by_moderator = session.definition.policy.opens == Opens::by_moderator;
  out.attended = state.index.checked_in[static_cast<std::size_t>(index)];
  out.intending = state.index.intending[static_cast<std::size_t>(index)];
  return out;
}

std::optional<FloorRoom> floor_room(const State& state, RoomId id) {
  const Room* room = state.find(id);
  if (!room || (room->closed && room->complaints.empty())) return {};  // what was reported is not lost with the round
  const grouping::Sizes sizes = grouping::normalised(state.session(room->session).definition.policy.rooms);
  FloorRoom out;
  out.session = state.session(room->session).definition.id;
  out.round = state.round(room->round).number;
  out.state = room_state(state, *room);
  out.name = shown_name(*room);
  out.basis = room->basis;
  out.min = sizes.min;
  out.max = sizes.max;
  out.ends = room_end(state, *room);
  out.locked = room->locked;
  out.version = room->version;
  out.health = health_of(state, *room);
  if (room->alone_noticed) out.alone_since = room->alone_since;
  for (const Seat& seat : room->seats) {
    if (seat.state == SeatState::left) continue;
    const Person& person = state.person(seat.person);
    out.seats[to_string(seat.person)] = {seat.state, seat.since, person.version, person.pinned, seat.no_show};
  }
  for (const ChatComplaint& one : room->complaints) {
    const auto reports = static_cast<std::uint32_t>(one.reporters.size());
    out.complaints[std::to_string(one.line.n)] = {one.line.by, name_of(state, one.line.by),
                                                  one.line.text.words.value_or(""), one.line.at, reports};
  }
  out.turns = !room->closed && room->turns.running();
  if (room->host) out.host = room->host;
  if (room->link) out.link = room->link->words;
  if (!room->chat.empty()) out.wrote = minute_of(room->chat.back().at);
  return out;
}

std::optional<FloorPerson> floor_person(const State& state, PersonId id) {
  const Person* person = state.find(id);
  if (!person || person->standing != Standing::in ||
      (!person->online && person->session < 0 && !person->help && !told_to_floor(*person)))
    return {};
  FloorPerson out;
  if (person->profile.words) {
    out.name = person->profile.words->name;
    out.role = person->profile.words->role;
    out.region = person->profile.words->region;
  }
  out.hats = person->hats;
  if (person->staff() && !person->scope.everything()) out.scope = person->scope;
  out.online = person->online;
  out.version = person->version;
  if (person->session >= 0) {
    out.session = state.session(person->session).definition.id;
    out.about = chosen_of(state.session(person->session).definition, *person);
  }
  if (person->room) out.room = person->room;
  if (person->session >= 0 && !person->room) {
    out.waiting_since = person->since;
    if (!person->lacking.empty()) out.waiting = person->lacking;
  }
  out.muted = person->muted;
  if (person->plan) out.plan = person->plan->completed;
  if (person->text_only) out.text_only = true;
  if (told_to_floor(*person)) out.reports = reports_of(*person);
  if (person->help) {
    FloorHelp help{person->help->since, "", std::nullopt, std::nullopt, std::nullopt};
    if (person->help->about) help.about = person->help->about->words.value_or("");
    if (person->help->by) {
      help.by = person->help->by, help.name = name_of(state, person->help->by);
      if (state.person(person->help->by).lapsed) help.away = true;
    }
    out.help = std::move(help);
  }
  return out;
}

std::optional<FloorNotice> floor_notice(const State& state, const Scope& scope, NoticeId id) {
  const auto found = state.notices.find(id);
  if (found == state.notices.end() || found->second.notice.kind != "broadcast") return {};
  if (!shows(state, scope, found->second.notice)) return {};
  const SentNotice& sent = found->second;
  FloorNotice out;
  if (sent.notice.text && sent.notice.text->words) out.text = *sent.notice.text->words;
  out.by = name_of(state, sent.notice.by);
  out.at = sent.at;
  out.sent = sent.notice.reached;
  out.seen = static_cast<std::uint32_t>(sent.seen.size());
  out.online = sent.notice.online;
  return out;
}

const Scope& reach_of(const Person& person) {
  static const Scope everything;
  return person.wears(Hat::moderator) || person.wears(Hat::organiser) ? everything : person.scope;
}

bool shows(const State& state, const Scope& scope, RoomId id) {
  if (scope.everything()) return true;
  const Room& room = state.room(id);
  return std::find(scope.rooms.begin(), scope.rooms.end(), id) != scope.rooms.end() ||
         listed(scope.sessions, state.session(room.session).definition.id);
}

bool shows(const State& state, const Scope& scope, PersonId id) {
  if (scope.everything()) return true;
  const Person& person = state.person(id);
  if (call_is_open(state, person)) return true;
  if (person.room) return shows(state, scope, person.room);
  return person.session >= 0 && listed(scope.sessions, state.session(person.session).definition.id);
}

FloorView floor_view(const State& state, const Scope& scope) {
  FloorView view;
  for (const Session& session : state.sessions)
    if (auto entry = floor_session(state, session.definition.id))
      view.sessions[session.definition.id] = std::move(*entry);
  for (const Session& session : state.sessions) {
    if (!session.round) continue;
    for (const RoomId id : state.round(session.round).rooms)
      if (shows(state, scope, id))
        if (auto entry = floor_room(state, id)) view.rooms[to_string(id)] = std::move(*entry);
  }
  for (const Room& room : state.rooms)
    if (room.closed && shows(state, scope, room.id))
      if (auto entry = floor_room(state, room.id)) view.rooms[to_string(room.id)] = std::move(*entry);
  for (const Person& person : state.people)
    if (shows(state, scope, person.id))
      if (auto entry = floor_person(state, person.id)) view.people[to_string(person.id)] = std::move(*entry);
  const auto reached = [&](std::int32_t session) {
    return scope.everything() || listed(scope.sessions, state.session(session).definition.id);
  };
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(state.sessions.size()); ++i) {
    if (!state.session(i).hours || is_over(state.session(i).state) || !reached(i)) continue;
    view.desks.merge(floor_desks(state, i));
    view.advisors.merge(floor_advisors(state, i));
  }
  for (const Ticket& ticket : state.tickets)
    if (reached(ticket.session))
      if (auto entry = floor_ticket(state, ticket.id)) view.tickets[to_string(ticket.id)] = std::move(*entry);
  for (const auto& [id, sent] : state.notices)
    if (auto entry = floor_notice(state, scope, id)) view.notices[to_string(id)] = std::move(*entry);
  return view;
}

}  // namespace convene

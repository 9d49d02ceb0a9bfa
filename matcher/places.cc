// Places: people come to a session's lobby, get seats in its open round, say that they are there, leave and return.
#include <algorithm>

#include "matcher/deciding.h"
#include "matcher/limits.h"
#include "matcher/room_basis.h"

namespace convene {

std::uint32_t next_version(const State& state, PersonId person) { return state.person(person).version + 1; }

bool in_scope(const State& state, PersonId by, std::int32_t session, RoomId room) {
  if (!by) return true;
  const Person& person = state.person(by);
  if (person.wears(Hat::moderator) || person.wears(Hat::organiser) || person.scope.everything()) return true;
  const auto& sessions = person.scope.sessions;
  if (session >= 0 &&
      std::find(sessions.begin(), sessions.end(), state.session(session).definition.id) != sessions.end())
    return true;
  const auto& rooms = person.scope.rooms;
  return room && std::find(rooms.begin(), rooms.end(), room) != rooms.end();
}

void leave_place(Deciding& d, PersonId id, LeaveWhy why, std::optional<Instant> kept_until) {
  const Person& person = d.state().person(id);
  if (person.session < 0) return;
  const RoomId room = person.room;
  d.emit(PlaceLeft{id, next_version(d.state(), id), why, room ? kept_until : std::nullopt});
  if (room) refresh_basis(d, room);
}

void refresh_basis(Deciding& d, RoomId id) {
  const Room& room = d.state().room(id);
  if (room.closed ||
      std::none_of(room.seats.begin(), room.seats.end(), [](const Seat& s) { return s.state != SeatState::left; }))
    return;
  Basis basis = basis_of(d.state(), room);
  if (basis != room.basis) d.emit(RoomRebased{id, std::move(basis)});
}

namespace {

void lack(Deciding& d, PersonId id, const char* why) {
  if (d.state().person(id).lacking != why) d.emit(SeatLacking{id, why});
}

/// A seat whose holder has been gone for longer than the grace, when nothing else fits.
bool take_lapsed_seat(Deciding& d, const Round& round, PersonId id) {
  const auto found = d.state().index.lapsed.find(round.id);
  if (found == d.state().index.lapsed.end() || found->second.empty()) return false;
  const RoomId room_id = *found->second.begin();
  const Room& room = d.state().room(room_id);
  for (const Seat& seat : room.seats) {
    const Person& holder = d.state().person(seat.person);
    if (seat.state != SeatState::away || !holder.lapsed || holder.pinned) continue;
    const PersonId gone = seat.person;
    d.emit(LobbyEntered{gone, d.state().session(round.session).definition.id, next_version(d.state(), gone), {}});
    d.emit(PeopleSeated{room_id, {{id, next_version(d.state(), id)}}, SeatWhy::arrival, {}});
    refresh_basis(d, room_id);
    return true;
  }
  return false;
}

/// Those who wait in the lobby, are here and were not put there by staff. At most `most`.
std::vector<PersonId> waiting(const State& state, std::int32_t session, std::size_t most) {
  std::vector<PersonId> out;
  for (const PersonId id : state.index.lobbies[static_cast<std::size_t>(session)]) {
    const Person& person = state.person(id);
    if (!person.online || person.lacking == "moved_to_lobby") continue;
    out.push_back(id);
    if (out.size() == most) break;
  }
  return out;
}

}  // namespace

/// O(depth of the tree + 8 rooms + people in the room found); a new room is made from at most `max` people waiting.
void place(Deciding& d, PersonId id) {
  const State& state = d.state();
  const Person& person = state.person(id);
  if (person.session < 0 || person.room || !person.online) return;
  const Session& session = state.session(person.session);
  if (!session.round || person.lacking == "moved_to_lobby") return;
  const Round& round = state.round(session.round);
  if (round.state != RoundState::open) return;
  const grouping::Sizes sizes = grouping::normalised(session.definition.policy.rooms);
  const grouping::NodeIndex kind = state.primary_node(session, id);
  const auto room = state.index.placements.at(round.id).best(kind, sizes);
  if (room) {
    d.emit(PeopleSeated{*room, {{id, next_version(state, id)}}, SeatWhy::arrival, {}});
    refresh_basis(d, *room);
    return;
  }
  const std::vector<PersonId> company = waiting(state, person.session, sizes.max);
  if (company.size() >= 2) {
    open_room(d, round.id, company, SeatWhy::arrival);
    return;
  }
  if (take_lapsed_seat(d, round, id)) return;
  lack(d, id, round.rooms.empty() ? "no_company_yet" : "rooms_full");
}

Decided decide(Deciding& d, const SessionJoin& c) {
  const std::int32_t index = d.state().find_session(c.session);
  if (index < 0) return refuse("session.unknown", "there is no such session", {{"session", c.session}});
  const Session& session = d.state().session(index);
  if (!forms_rooms(session.definition.kind))
    return refuse("session.no_rooms", "this session has no rooms to join", {{"session", c.session}});
  if (session.state != SessionState::open && session.state != SessionState::running)
    return refuse(
        "session.not_open", "this session's lobby is not open",
        {{"session", c.session}, {"doors", std::to_string((session.starts - d.state().event.lobby_lead).ms)}});
  const PersonId id = d.by();
  const Person& person = d.state().person(id);
  if (!person.online) d.emit(PresenceChanged{{id}, {}, {}});  // whoever asks is there
  if (person.session == index) {
    if (!person.room && person.lacking == "moved_to_lobby") {
      d.emit(SeatLacking{id, ""});
      place(d, id);
    }
    return {};
  }
  leave_place(d, id, LeaveWhy::other_session, d.now() + limits::seat_kept);
  if (person.kept_room && person.kept_until > d.now()) {
    const RoomId kept = person.kept_room;
    const Room& room = d.state().room(kept);
    if (room.session == index && !room.closed && d.state().round(room.round).state == RoundState::open) {
      d.emit(PeopleSeated{kept, {{id, next_version(d.state(), id)}}, SeatWhy::returned, {}});
      refresh_basis(d, kept);
      return {};
    }
  }
  d.emit(LobbyEntered{id, c.session, next_version(d.state(), id), {}});
  place(d, id);
  return {};
}

Decided decide(Deciding& d, const SessionLeave&) {
  leave_place(d, d.by(), LeaveWhy::chose, d.now() + limits::seat_kept);
  return {};
}

namespace {

/// A report about one's own seat; about an older assignment it means nothing any more.
Decided turn_own_seat(Deciding& d, std::uint32_t version, SeatState to) {
  const Person& person = d.state().person(d.by());
  if (!person.room || person.version != version) return {};
  const Seat* seat = find_seat(d.state().room(person.room), d.by());
  if (!seat || seat->state == to || seat->state == SeatState::called_away) return {};
  if (to == SeatState::present && seat->state == SeatState::in_call) return {};  // seen again while in the call
  if (!person.online) d.emit(PresenceChanged{{d.by()}, {}, {}});
  d.emit(SeatsTurned{{d.by()}, to});
  return {};
}

}  // namespace

Decided decide(Deciding& d, const SeatSeen& c) { return turn_own_seat(d, c.version, SeatState::present); }
Decided decide(Deciding& d, const CallOpened& c) { return turn_own_seat(d, c.version, SeatState::in_call); }

Decided decide(Deciding& d, const CallClosed& c) {
  const Person& person = d.state().person(d.by());
  if (!person.room || person.version != c.version) return {};
  const Seat* seat = find_seat(d.state().room(person.room), d.by());
  if (seat && seat->state == SeatState::in_call) d.emit(SeatsTurned{{d.by()}, SeatState::present});
  return {};
}

Decided decide(Deciding& d, const SeatsDelivered& c) {
  SeatsTurned turned;
  turned.state = SeatState::delivered;
  for (const Move& seat : c.seats) {
    const Person* person = d.state().find(seat.person);
    if (!person || !person->room || person->version != seat.seen) continue;
    const Seat* held = find_seat(d.state().room(person->room), seat.person);
    if (held && held->state == SeatState::assigned) turned.people.push_back(seat.person);
  }
  if (!turned.people.empty()) d.emit(std::move(turned));
  return {};
}

}  // namespace convene

// Places: people come to a session's lobby, get seats in its open round, say that they are there, leave and return.
#include <algorithm>

#include "matcher/calling.h"
#include "matcher/debrief.h"
#include "matcher/deciding.h"
#include "matcher/hosting.h"
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
  leave_talk(d, id, why == LeaveWhy::removed ? "removed" : "chose");
  if (person.session < 0) return;
  const RoomId room = person.room;
  d.emit(PlaceLeft{id, next_version(d.state(), id), why, room ? kept_until : std::nullopt});
  if (room) refresh_basis(d, room);
}

void refresh_basis(Deciding& d, RoomId id) {
  const Room& room = d.state().room(id);
  if (room.closed || std::none_of(room.seats.begin(), room.seats.end(), [](const Seat& s) { return !elsewhere(s); }))
    return;
  Basis basis = basis_of(d.state(), room);
  if (basis != room.basis) d.emit(RoomRebased{id, std::move(basis)});
}

std::vector<grouping::Placement::Candidate> rooms_for(const State& state, PersonId id, const Round& round,
                                                      std::size_t n, bool must_talk,
                                                      const grouping::Placement::Filter& may_enter) {
  const Session& session = state.session(round.session);
  const grouping::Sizes sizes = grouping::normalised(session.definition.policy.rooms);
  const grouping::NodeIndex kind = state.primary_node(session, id);
  const Languages languages = languages_of(state, id);
  std::vector<grouping::Placement::Candidate> found;
  if (must_talk && languages != any_language)
    found = state.index.spoken.at(round.id).candidates(languages, kind, sizes, n, may_enter);
  if (found.empty()) found = state.index.placements.at(round.id).candidates(kind, sizes, n, may_enter);
  return found;
}

namespace {

constexpr std::size_t looked_at = 16;  // who wait and are kept apart from somebody: so many are passed over at once

void lack(Deciding& d, PersonId id, const char* why) {
  if (d.state().person(id).lacking != why) d.emit(SeatLacking{id, why});
}

/// A seat whose holder has been gone for longer than the grace, when nothing else fits; in the room that fits best.
bool take_lapsed_seat(Deciding& d, const Round& round, PersonId id, const grouping::Sizes& sizes) {
  const grouping::NodeIndex kind = d.state().primary_node(d.state().session(round.session), id);
  const auto found = d.state().index.lapsed.at(round.id).best(
      kind, sizes, [&](RoomId room) { return may_share(d.state(), id, d.state().room(room)); });
  if (!found) return false;
  const RoomId room_id = *found;
  const Room& room = d.state().room(room_id);
  for (const Seat& seat : room.seats) {
    const Person& holder = d.state().person(seat.person);
    if (seat.state != SeatState::away || !holder.lapsed || holder.pinned) continue;
    const PersonId gone = seat.person;
    d.emit(LobbyEntered{gone, d.state().session(round.session).definition.id, next_version(d.state(), gone), {}});
    d.emit(PeopleSeated{room_id, {{id, next_version(d.state(), id)}}, SeatWhy::arrival, {}, {}});
    refresh_basis(d, room_id);
    return true;
  }
  return false;
}

/// This person and others who wait in the lobby, are here and were not put there by staff: the longest waiting who may
/// share a room, at most `most`; those who share a language, if there is any. Looks at no more than `looked_at` past
/// that many.
std::vector<PersonId> company_of(const State& state, PersonId person, std::size_t most, bool must_talk) {
  std::vector<PersonId> out{person};
  Languages shared = languages_of(state, person);
  std::size_t looked = 0;
  for (const auto& [since, id] : state.index.waiting[static_cast<std::size_t>(state.person(person).session)]) {
    if (out.size() == most || ++looked > most + looked_at) break;
    if (id == person) continue;
    const auto apart = [&, other = id](PersonId one) { return state.index.apart.between(one, other); };
    if (std::any_of(out.begin(), out.end(), apart)) continue;
    const Languages then = shared & languages_of(state, id);
    if (must_talk && then == 0) continue;
    shared = then;
    out.push_back(id);
  }
  if (out.size() == 1 && must_talk) return company_of(state, person, most, false);
  return out;
}

bool has_seat(const State& state, const Room& room) {
  const auto load = state.index.placements.at(room.round).load(room.id);
  return !room.closed && load && load->taken < load->capacity;
}

/// A room with a free seat where somebody sits with whom this person is to be, and nobody from whom they are kept
/// apart.
std::optional<RoomId> beside_companion(const State& state, const Round& round, PersonId id) {
  for (const PersonId other : state.index.together.of(id)) {
    const RoomId at = state.person(other).room;
    if (!at || state.room(at).round != round.id) continue;
    if (has_seat(state, state.room(at)) && may_share(state, id, state.room(at))) return at;
  }
  return {};
}

/// Whom the plan has in one group sit together: the room of this round in which most of the others are, if there is a
/// free seat. What they said of themselves since the plan was made stands above it. O(people of the group, 50 at most).
std::optional<RoomId> beside_group(const State& state, const Round& round, PersonId id) {
  const Person& person = state.person(id);
  const auto place = std::ranges::find(person.awaited, round.id, &AwaitedPlace::round);
  if (place == person.awaited.end() || person.profile_seq > round.groups_base) return {};
  std::map<RoomId, std::size_t> there;
  for (const PersonId other : round.groups[place->group].people)
    if (const Person& one = state.person(other); one.room && !one.lapsed && state.room(one.room).round == round.id)
      ++there[one.room];
  std::optional<RoomId> most;
  for (const auto& [room, people] : there) {
    const Room& candidate = state.room(room);
    if (candidate.locked || !has_seat(state, candidate) || !may_share(state, id, candidate)) continue;
    if (!most || people > there.at(*most)) most = room;
  }
  return most;
}

/// Finds a seat in the open round for somebody who waits in its lobby, or says why there is none. O(depth of the tree +
/// 8 rooms + people in the room found + companions); a new room is made from at most `max` people waiting.
void place(Deciding& d, PersonId id) {
  const State& state = d.state();
  const Person& person = state.person(id);
  if (person.session < 0 || person.room || !person.online) return;
  const Session& session = state.session(person.session);
  if (!session.round || person.holds_off()) return;
  const Round& round = state.round(session.round);
  if (round.state != RoundState::open) return;
  const grouping::Sizes sizes = grouping::normalised(session.definition.policy.rooms);
  const bool must_talk = session.definition.policy.weights.language != 0;
  auto room = beside_group(state, round, id);
  if (!room) room = beside_companion(state, round, id);
  const auto may_enter = [&](RoomId other) { return may_share(state, id, state.room(other)); };
  if (!room)
    if (const auto rooms = rooms_for(state, id, round, 1, must_talk, may_enter); !rooms.empty())
      room = rooms.front().room;
  if (room) {
    d.emit(PeopleSeated{*room, {{id, next_version(state, id)}}, SeatWhy::arrival, {}, {}});
    refresh_basis(d, *room);
    return;
  }
  const std::vector<PersonId> company = company_of(state, id, sizes.max, must_talk);
  if (company.size() >= 2) {
    host_room(d, open_room(d, round.id, company, SeatWhy::arrival));
    return;
  }
  if (take_lapsed_seat(d, round, id, sizes)) return;
  lack(d, id, state.index.placements.at(round.id).rooms() == 0 ? "no_company_yet" : "rooms_full");
}

}  // namespace

void seat_waiting(Deciding& d) {
  for (std::set<std::int32_t> sessions = d.take_to_seat(); !sessions.empty(); sessions = d.take_to_seat())
    for (const std::int32_t session : sessions) {
      const auto& line = d.state().index.waiting[static_cast<std::size_t>(session)];
      // Whoever waits longest is seated if anybody can be: every free seat of a round is open to all of its session,
      // but to those who are kept apart from somebody there. These are passed over.
      std::size_t passed = 0;
      while (passed < line.size() && passed <= looked_at) {
        const PersonId next = std::next(line.begin(), static_cast<std::ptrdiff_t>(passed))->second;
        place(d, next);
        if (d.state().person(next).room) {
          passed = 0;
        } else if (d.state().index.apart.of(next).empty()) {
          break;
        } else {
          ++passed;
        }
      }
    }
}

namespace {

/// Not to somebody from whom they are kept apart since they went, nor to nobody while others are elsewhere: then any
/// room is better that arrivals are given. One that is locked is given to none of them, and is theirs alone.
bool should_go_back(const State& state, const Person& person) {
  const Room& room = state.room(person.kept_room);
  const bool deserted = !state.index.here.contains(room.id) && !room.locked;
  return may_go_back(state, person.id, room) &&
         !(deserted && state.index.present[static_cast<std::size_t>(room.session)] > 0);
}

}  // namespace

Decided decide(Deciding& d, const SessionJoin& c) {
  std::int32_t index = -1;
  if (Decided refusal = find_session(d, c.session, index)) return refusal;
  const Session& session = d.state().session(index);
  if (!forms_rooms(session.definition.kind))
    return refuse("session.no_rooms", "this session has no rooms to join", {{"session", c.session}});
  if (!takes_people(session.state))
    return refuse(
        "session.not_open", "this session's lobby is not open",
        {{"session", c.session}, {"doors", std::to_string((session.starts - d.state().event.lobby_lead).ms)}});
  const PersonId id = d.by();
  const Person& person = d.state().person(id);
  const auto kept_here = [&] {
    if (!person.kept_room || person.kept_until <= d.now()) return false;
    const Room& room = d.state().room(person.kept_room);
    return room.session == index && !room.closed && d.state().round(room.round).state == RoundState::open;
  };
  // Whoever is here already, or comes back to their seat, need not say it again; staff may have put them here.
  const bool asked = c.about || (person.session != index && !kept_here());
  std::optional<std::string> about;
  if (asked)
    if (Decided refusal = choose_subject(session, person, c.about, about)) return refusal;
  const auto before = person.about.find(c.session);
  const bool another = about && (before == person.about.end() || before->second != *about);
  if (another && person.session == index && person.room)
    return refuse("about.seated", "you sit in a room already: leave it first",
                  {{"field", "about"}, {"session", c.session}});
  if (!person.online) d.emit(PresenceChanged{{id}, {}, {}});  // whoever asks is there
  leave_talk(d, id, "chose");
  if (another) d.emit(AboutChosen{id, c.session, *about});
  const bool comes = person.session != index || person.lacking == "stepped_out";
  const Instant kept_until = d.now() + limits::seat_kept;
  const bool kept_seat = comes && kept_here();
  if (kept_seat && (another || !should_go_back(d.state(), person))) {
    d.emit(KeptSeatsFreed{person.kept_room, {id}});
  } else if (kept_seat) {
    const RoomId kept = person.kept_room;
    const RoomId from = person.room;
    d.emit(PeopleSeated{kept, {{id, next_version(d.state(), id)}}, SeatWhy::returned, {}, kept_until});
    if (from) refresh_basis(d, from);
    refresh_basis(d, kept);
    return {};
  }
  if (person.session == index) {
    if (person.holds_off()) d.emit(SeatLacking{id, ""});
    return {};
  }
  leave_place(d, id, LeaveWhy::other_session, kept_until);
  d.emit(LobbyEntered{id, c.session, next_version(d.state(), id), {}});
  return {};
}

namespace {

/// Out of a conversation with an advisor one goes back to where one came from, whichever way one leaves it.
bool left_talk(Deciding& d) {
  const RoomId room = d.state().person(d.by()).room;
  if (!room || !d.state().room(room).host) return false;
  leave_talk(d, d.by(), "chose");
  return true;
}

}  // namespace

Decided decide(Deciding& d, const SessionLeave&) {
  if (!left_talk(d)) leave_place(d, d.by(), LeaveWhy::chose, d.now() + limits::seat_kept);
  return {};
}

Decided decide(Deciding& d, const RoomLeave&) {
  const Person& person = d.state().person(d.by());
  if (!person.room || left_talk(d)) return {};
  const SessionDefinition& session = d.state().session(person.session).definition;
  leave_place(d, d.by(), LeaveWhy::chose, d.now() + limits::seat_kept);
  // Whoever sits with others while they stand in line has no lobby to step into.
  if (!forms_rooms(session.kind)) return {};
  d.emit(LobbyEntered{d.by(), session.id, next_version(d.state(), d.by()), {}});
  d.emit(SeatLacking{d.by(), "stepped_out"});
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
  if (person.visiting) {
    if (to == SeatState::present) return {};  // another of their screens shows it; they are elsewhere
    d.emit(RoomVisited{d.by(), {}});
  }
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
  // Out of the call, and looking into another room: not in their own.
  const SeatState to = person.visiting ? SeatState::delivered : SeatState::present;
  if (seat && seat->state == SeatState::in_call) d.emit(SeatsTurned{{d.by()}, to});
  return {};
}

/// Only where somebody's time runs: a start in a quiet hour leaves no record.
Decided decide(Deciding& d, const ServerReady&) {
  const State& state = d.state();
  const auto runs = [](const Ticket& ticket) {
    return ticket.state == TicketState::offered || ticket.state == TicketState::away;
  };
  if (std::any_of(state.tickets.begin(), state.tickets.end(), runs)) {
    d.emit(ClocksRenewed{});
    return {};
  }
  for (const Round& round : state.rounds) {
    if (round.state != RoundState::open) continue;
    for (const RoomId id : round.rooms) {
      const Room& room = state.room(id);
      const bool pending = std::any_of(room.seats.begin(), room.seats.end(), [](const Seat& seat) {
        return (seat.state == SeatState::assigned || seat.state == SeatState::delivered) && !seat.no_show;
      });
      const bool waits = (room.alone_since && !room.alone_noticed) || (room.small_since && !room.small_asked);
      if (!pending && !waits) continue;
      d.emit(ClocksRenewed{});
      return {};
    }
  }
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

// Facts become state here, and nowhere else. One overload a fact; each keeps the index up and says what it touched.
#include <algorithm>

#include "matcher/check.h"
#include "matcher/limits.h"
#include "matcher/notices.h"
#include "matcher/state.h"
#include "matcher/state_index.h"

namespace convene {

namespace {

using indexing::person_changed;
using indexing::room_changed;
using indexing::session_changed;

std::size_t slot(std::int32_t session) { return static_cast<std::size_t>(session); }

void session_numbers(State& state, std::int32_t session) {
  state.touched.now = true;
  state.touched.floor_sessions.push_back(state.session(session).definition.id);
}

/// Takes a person out of lobby or seat; the seat stays behind as `left` when it is kept.
void vacate(State& state, Person& person, Instant at, bool keep) {
  if (person.session < 0) return;
  if (person.room) {
    Room& room = state.room(person.room);
    --state.index.seated[slot(person.session)];
    Seat* seat = find_seat(room, person.id);
    CONVENE_CHECK(seat != nullptr);
    if (seat->arrived && std::find(room.were_here.begin(), room.were_here.end(), person.id) == room.were_here.end())
      room.were_here.push_back(person.id);
    if (keep)
      seat->state = SeatState::left, seat->since = at;
    else
      room.seats.erase(room.seats.begin() + (seat - room.seats.data()));
    room_changed(state, room, at);
  } else {
    state.index.lobbies[slot(person.session)].erase(person.id);
  }
  session_numbers(state, person.session);
  person.session = -1;
  person.room = {};
  person.pinned = false;
  person.lacking.clear();
  person.offers.clear();
  person.offers_expire = {};
}

void free_kept(State& state, Person& person, Instant at) {
  if (!person.kept_room) return;
  Room& room = state.room(person.kept_room);
  std::erase_if(room.seats, [&](const Seat& s) { return s.person == person.id && s.state == SeatState::left; });
  person.kept_room = {};
  person.kept_until = {};
  room_changed(state, room, at);
}

void apply(State& state, const PersonRegistered& f, Instant) {
  CONVENE_CHECK(f.person.value == state.people.size() + 1);
  Person& person = state.people.emplace_back();
  person.id = f.person;
  person.profile = f.profile;
  person.hats = f.hats;
  person.scope = f.scope;
  person.walk_in = f.walk_in;
  indexing::profile_changed(state, person, nullptr);
}

void apply(State& state, const ProfileChanged& f, Instant) {
  Person& person = state.person(f.person);
  const std::optional<Profile> before = std::move(person.profile.words);
  person.profile = f.profile;
  indexing::profile_changed(state, person, before ? &*before : nullptr);
  person_changed(state, person);
  if (!person.room) return;
  state.touched.rooms.push_back(person.room);
  for (const Seat& seat : state.room(person.room).seats) state.touched.me.push_back(seat.person);
}

void apply(State& state, const HatsGiven& f, Instant) {
  Person& person = state.person(f.person);
  person.hats = f.hats;
  person.scope = f.scope;
  state.touched.rehatted.push_back(f.person);
  person_changed(state, person);
}

void apply(State& state, const PersonShutOut& f, Instant at) {
  Person& person = state.person(f.person);
  vacate(state, person, at, false);
  person.standing = f.banned ? Standing::banned : Standing::removed;
  state.touched.expelled.push_back(f.person);
  state.touched.board = true;
  person_changed(state, person);
}

void apply(State& state, const PersonRestored& f, Instant) {
  state.person(f.person).standing = Standing::in;
  state.touched.board = true;
  person_changed(state, state.person(f.person));
}

void apply(State& state, const PassesRevoked& f, Instant) {
  state.person(f.person).generation = f.generation;
  state.touched.expelled.push_back(f.person);
}

void apply(State& state, const PersonErased& f, Instant at) {
  Person& person = state.person(f.person);
  vacate(state, person, at, false);
  free_kept(state, person, at);
  const std::optional<Profile> before = std::move(person.profile.words);
  person.profile.words.reset();
  person.walk_in.reset();
  person.standing = Standing::erased;
  indexing::profile_changed(state, person, before ? &*before : nullptr);
  for (auto& [id, sent] : state.notices)
    if (sent.notice.text && sent.notice.text->owner == f.person) sent.notice.text->words.reset();
  for (auto& entry : state.index.by_walk_in)
    if (entry.second == f.person) {
      state.index.by_walk_in.erase(entry.first);
      break;
    }
  state.touched.expelled.push_back(f.person);
  state.touched.erased.push_back(f.person);
  state.touched.board = true;
  person_changed(state, person);
}

void presence(State& state, PersonId id, Instant at, bool online, bool lapsed) {
  Person& person = state.person(id);
  person.online = online;
  person.lapsed = lapsed;
  if (person.room) {
    Room& room = state.room(person.room);
    Seat* seat = find_seat(room, id);
    CONVENE_CHECK(seat != nullptr);
    const SeatState before = seat->state;
    if (online && before == SeatState::away) seat->state = SeatState::assigned, seat->no_show = false;
    // A phone suspends the page while its owner is in the call: no absence.
    if (!online && (before == SeatState::assigned || before == SeatState::delivered || before == SeatState::present))
      seat->state = SeatState::away;
    if (seat->state != before) seat->since = at;
    if (online) state.touched.seated.push_back(id);
    room_changed(state, room, at);
    session_numbers(state, person.session);
  }
  person_changed(state, person);
}

void apply(State& state, const PresenceChanged& f, Instant at) {
  for (const PersonId id : f.back) presence(state, id, at, true, false);
  for (const PersonId id : f.away) presence(state, id, at, false, false);
  for (const PersonId id : f.lapsed) presence(state, id, at, false, true);
}

void apply(State& state, const EventLoaded& f, Instant) {
  const EventDefinition before = std::exchange(state.event, f.definition);
  for (const SessionDefinition& definition : f.definition.sessions) {
    const std::int32_t known = state.find_session(definition.id);
    if (known < 0) {
      Session& session = state.sessions.emplace_back();
      session.definition = definition;
      session.starts = definition.starts;
      session.ends = definition.ends;
      state.index.sessions[definition.id] = static_cast<std::int32_t>(state.sessions.size()) - 1;
    } else {
      Session& session = state.session(known);
      // Staff may have shifted it since: only times that the organiser changed count.
      if (definition.starts != session.definition.starts) session.starts = definition.starts;
      if (definition.ends != session.definition.ends) session.ends = definition.ends;
      session.definition = definition;
    }
  }
  indexing::event_changed(state);
  state.touched.programme = true;
}

void apply(State& state, const SessionMoved& f, Instant) {
  const std::int32_t index = state.find_session(f.session);
  Session& session = state.session(index);
  session.starts = f.starts;
  session.ends = f.ends;
  session_changed(state, index);
  state.touched.programme = true;
}

void apply(State& state, const SessionTurned& f, Instant at) {
  const std::int32_t index = state.find_session(f.session);
  Session& session = state.session(index);
  session.state = f.state;
  session.turned = at;
  if (f.state == SessionState::closed || f.state == SessionState::cancelled) {
    const std::set<PersonId> waiting = state.index.lobbies[slot(index)];
    for (const PersonId id : waiting) {
      Person& person = state.person(id);
      vacate(state, person, at, false);
      ++person.version;
      person.since = at;
      person_changed(state, person);
    }
    session.request = 0;
    state.touched.board = true;
  }
  if (f.state == SessionState::cancelled) state.touched.programme = true;
  session_changed(state, index);
}

void apply(State& state, const LobbyEntered& f, Instant at) {
  Person& person = state.person(f.person);
  vacate(state, person, at, false);
  person.session = state.find_session(f.session);
  person.version = f.version;
  person.since = at;
  person.by = f.by;
  state.index.lobbies[slot(person.session)].insert(person.id);
  session_numbers(state, person.session);
  person_changed(state, person);
}

void apply(State& state, const PlaceLeft& f, Instant at) {
  Person& person = state.person(f.person);
  const RoomId room = person.room;
  if (f.kept_until && person.kept_room && person.kept_room != room) free_kept(state, person, at);
  vacate(state, person, at, f.kept_until.has_value());
  person.version = f.version;
  person.since = at;
  if (f.kept_until && room) {
    person.kept_room = room;
    person.kept_until = *f.kept_until;
    room_changed(state, state.room(room), at);
  }
  person_changed(state, person);
}

void apply(State& state, const PeopleSeated& f, Instant at) {
  Room& room = state.room(f.room);
  for (const NewSeat& seat : f.seats) {
    Person& person = state.person(seat.person);
    const RoomId from = person.room;
    vacate(state, person, at, false);
    free_kept(state, person, at);
    CONVENE_CHECK(find_seat(room, person.id) == nullptr);
    CONVENE_CHECK(room.seats.size() < grouping::max_room);
    room.seats.push_back({person.id, person.online ? SeatState::assigned : SeatState::away, at, false, false});
    person.session = room.session;
    person.room = room.id;
    person.version = seat.version;
    person.since = at;
    person.why = f.why;
    person.by = f.by;
    person.from = from;
    ++state.index.seated[slot(person.session)];
    state.touched.seated.push_back(person.id);
    person_changed(state, person);
  }
  room_changed(state, room, at);
  session_numbers(state, room.session);
}

void apply(State& state, const SeatsTurned& f, Instant at) {
  for (const PersonId id : f.people) {
    const Person& person = state.person(id);
    Room& room = state.room(person.room);
    Seat* seat = find_seat(room, id);
    CONVENE_CHECK(seat != nullptr);
    if (there(f.state)) seat->arrived = true, seat->no_show = false;
    // Having been sent the room is no new start: the time to arrive runs from the assignment.
    if (f.state != SeatState::delivered) seat->since = at;
    seat->state = f.state;
    room_changed(state, room, at);
    state.touched.me.push_back(id);
    session_numbers(state, person.session);
  }
}

void apply(State& state, const NotArrived& f, Instant at) {
  for (const PersonId id : f.people) {
    Room& room = state.room(state.person(id).room);
    Seat* seat = find_seat(room, id);
    CONVENE_CHECK(seat != nullptr);
    seat->no_show = true;
    room_changed(state, room, at);
  }
}

void apply(State& state, const KeptSeatsFreed& f, Instant at) {
  for (const PersonId id : f.people) {
    free_kept(state, state.person(id), at);
    person_changed(state, state.person(id));
  }
}

void apply(State& state, const SeatPinned& f, Instant at) {
  Person& person = state.person(f.person);
  person.pinned = f.pinned;
  room_changed(state, state.room(person.room), at);
  person_changed(state, person);
}

void apply(State& state, const SeatLacking& f, Instant) {
  Person& person = state.person(f.person);
  person.lacking = f.why;
  person_changed(state, person);
}

void apply(State& state, const OffersMade& f, Instant) {
  Person& person = state.person(f.person);
  person.offers = f.offers;
  person.offers_expire = f.expires;
  if (f.counts) {
    const RoundId round = state.room(person.room).round;
    if (person.switches_in != round) person.switches_in = round, person.switches = 0;
    ++person.switches;
  }
  person_changed(state, person);
}

void apply(State& state, const AloneNoticed& f, Instant at) {
  Room& room = state.room(f.room);
  room.alone_noticed = at;
  room.alone_next = f.next;
  room_changed(state, room, at);
  state.touched.me.push_back(f.person);
}

void apply(State& state, const RoomVisited& f, Instant) {
  Person& person = state.person(f.person);
  if (person.visiting) {
    std::erase(state.index.visitors[person.visiting], f.person);
    state.touched.rooms.push_back(person.visiting);
  }
  person.visiting = f.room;
  if (f.room) {
    state.index.visitors[f.room].push_back(f.person);
    state.touched.rooms.push_back(f.room);
  }
  state.touched.me.push_back(f.person);
}

void apply(State& state, const PlanRequested& f, Instant) {
  state.requests[f.request] = f;
  state.last_request = std::max(state.last_request, f.request);
  if (f.opens) {
    const std::int32_t index = state.find_session(f.session);
    state.session(index).request = f.request;
    session_changed(state, index);
  }
  state.touched.requests.push_back(f.request);
  state.touched.board = true;
}

void end_request(State& state, std::uint32_t request) {
  const auto found = state.requests.find(request);
  if (found == state.requests.end()) return;
  const std::int32_t index = state.find_session(found->second.session);
  if (index >= 0 && state.session(index).request == request) {
    state.session(index).request = 0;
    session_changed(state, index);
  }
  state.requests.erase(found);
  state.touched.board = true;
}

void apply(State& state, const PlanStored& f, Instant at) {
  end_request(state, f.request);
  state.plans[f.plan] = {f, at};
  state.last_plan = std::max(state.last_plan, f.plan.value);
  state.touched.board = true;
}

void apply(State& state, const PlanDropped& f, Instant) {
  state.plans.erase(f.plan);
  state.touched.board = true;
}

void apply(State& state, const RoundOpened& f, Instant at) {
  CONVENE_CHECK(f.round.value == state.rounds.size() + 1);
  const std::int32_t index = state.find_session(f.session);
  Round& round = state.rounds.emplace_back();
  round.id = f.round;
  round.session = index;
  round.number = f.number;
  round.opened = at;
  round.ends = f.ends;
  Session& session = state.session(index);
  session.round = f.round;
  session.rounds = f.number;
  session.next_round = {};
  indexing::round_opened(state, round);
  session_changed(state, index);
}

void apply(State& state, const RequestEnded& f, Instant) { end_request(state, f.request); }

void apply(State& state, const RoomOpened& f, Instant at) {
  CONVENE_CHECK(f.room.value == state.rooms.size() + 1);
  Room& room = state.rooms.emplace_back();
  room.id = f.room;
  room.round = f.round;
  room.session = state.round(f.round).session;
  room.title = f.title;
  room.basis = f.basis;
  room.prompt = f.prompt;
  room.call = f.call;
  state.round(f.round).rooms.push_back(f.room);
  room_changed(state, room, at);
}

void apply(State& state, const RoomRebased& f, Instant at) {
  Room& room = state.room(f.room);
  room.basis = f.basis;
  room_changed(state, room, at);
  // What everybody there did not get of their wishes is reckoned from it.
  for (const Seat& seat : room.seats) state.touched.me.push_back(seat.person);
}

void apply(State& state, const RoomLocked& f, Instant at) {
  Room& room = state.room(f.room);
  room.locked = f.locked;
  room_changed(state, room, at);
}

void apply(State& state, const RoomClosed& f, Instant at) {
  Room& room = state.room(f.room);
  room.closed = true;
  room_changed(state, room, at);
}

void apply(State& state, const RoundExtended& f, Instant at) {
  Round& round = state.round(f.round);
  const bool reopened = round.state == RoundState::closing;
  round.ends = f.ends;
  round.state = RoundState::open;
  round.until = {};
  if (reopened) indexing::round_opened(state, round);
  for (const RoomId id : round.rooms) room_changed(state, state.room(id), at);
  session_changed(state, round.session);
}

void close_rooms(State& state, Round& round, Instant at) {
  for (const RoomId id : round.rooms) {
    Room& room = state.room(id);
    if (room.closed) continue;
    const std::vector<Seat> seats = room.seats;
    for (const Seat& seat : seats) {
      Person& person = state.person(seat.person);
      if (seat.state == SeatState::left) {
        free_kept(state, person, at);
      } else {
        vacate(state, person, at, false);
        ++person.version;
        person.since = at;
        person.session = round.session;
        state.index.lobbies[slot(round.session)].insert(person.id);
      }
      person_changed(state, person);
    }
    if (const auto visitors = state.index.visitors.find(id); visitors != state.index.visitors.end()) {
      for (const PersonId visitor : visitors->second) {
        state.person(visitor).visiting = {};
        state.touched.me.push_back(visitor);
      }
      state.index.visitors.erase(visitors);
    }
    room.closed = true;
    room_changed(state, room, at);
  }
}

void apply(State& state, const RoundTurned& f, Instant at) {
  Round& round = state.round(f.round);
  round.state = f.state;
  round.until = f.until;
  indexing::round_over(state, round);
  Session& session = state.session(round.session);
  if (f.state == RoundState::closed) {
    close_rooms(state, round, at);
    session.round = {};
    const RoundRules& rules = session.definition.policy.rounds;
    if (session.definition.policy.opens == Opens::by_itself && round.number < rules.count)
      session.next_round = std::max(at, round.ends + rules.pause);
  } else {
    round.ends = std::min(round.ends, at);
    for (const RoomId id : round.rooms) room_changed(state, state.room(id), at);
  }
  session_changed(state, round.session);
}

void apply(State& state, const NoticeSent& f, Instant at) {
  state.notices[f.notice] = {f, at, static_cast<std::uint32_t>(reached(state, f.audience).size()), {}};
  state.last_notice = std::max(state.last_notice, f.notice.value);
  while (state.notices.size() > limits::notices_kept) {
    state.touched.floor_notices.push_back(state.notices.begin()->first);
    state.notices.erase(state.notices.begin());
  }
  state.touched.notices.push_back(f.notice);
  state.touched.floor_notices.push_back(f.notice);
}

void apply(State& state, const NoticeWasSeen& f, Instant) {
  const auto found = state.notices.find(f.notice);
  if (found == state.notices.end()) return;
  std::vector<PersonId>& seen = found->second.seen;
  const auto where = std::lower_bound(seen.begin(), seen.end(), f.person);
  if (where == seen.end() || *where != f.person) seen.insert(where, f.person);
  state.touched.floor_notices.push_back(f.notice);
}

}  // namespace

void apply(State& state, const Fact& fact, Instant at) {
  std::visit([&](const auto& f) { apply(state, f, at); }, fact);
}

}  // namespace convene

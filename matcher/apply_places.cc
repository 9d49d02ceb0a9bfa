// What facts do to lobbies, rooms and seats.
#include <algorithm>

#include "matcher/applying.h"
#include "matcher/check.h"
#include "matcher/limits.h"

namespace convene::applying {

void session_numbers(State& state, std::int32_t session) {
  state.touched.now = true;
  state.touched.floor_sessions.push_back(state.session(session).definition.id);
}

namespace {

/// Whether somebody shares a topic is theirs alone to see, and may change with one who comes or goes: those who have
/// one in common with that person, and with nobody else there. O(people in the room squared), in bits.
void topics_turned(State& state, const Room& room, PersonId who) {
  const auto topics = [&](PersonId id) { return state.index.members[id.value - 1].topics; };
  const std::uint64_t theirs = topics(who);
  if (theirs == 0) return;
  for (const Seat& seat : room.seats) {
    if (seat.person == who || elsewhere(seat) || (topics(seat.person) & theirs) == 0) continue;
    const bool others = std::any_of(room.seats.begin(), room.seats.end(), [&](const Seat& other) {
      return other.person != who && other.person != seat.person && !elsewhere(other) &&
             (topics(seat.person) & topics(other.person)) != 0;
    });
    if (!others) state.touched.me.push_back(seat.person);
  }
}

}  // namespace

void vacate(State& state, Person& person, Instant at, bool keep) {
  if (person.session < 0) return;
  person.moved_as.clear();
  person.told_in = {};
  person.leaves = {};
  if (person.room) {
    Room& room = state.room(person.room);
    topics_turned(state, room, person.id);
    --state.index.seated[slot(person.session)];
    Seat* seat = find_seat(room, person.id);
    CONVENE_CHECK(seat != nullptr);
    if (seat->arrived && std::find(room.were_here.begin(), room.were_here.end(), person.id) == room.were_here.end())
      room.were_here.push_back(person.id);
    stops_reading(room, person.id);
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
  person.stays = false;
}

void free_kept(State& state, Person& person, Instant at) {
  if (!person.kept_room) return;
  Room& room = state.room(person.kept_room);
  std::erase_if(room.seats, [&](const Seat& s) { return s.person == person.id && s.state == SeatState::left; });
  person.kept_room = {};
  person.kept_until = {};
  room_changed(state, room, at);
}

void apply(State& state, const AboutChosen& f, Instant) {
  Person& person = state.person(f.person);
  person.about[f.session] = f.about;
  person.profile_seq = state.seq;
  person_changed(state, person);
}

void apply(State& state, const LobbyEntered& f, Instant at) {
  Person& person = state.person(f.person);
  if (person.room) person.from = person.room;  // whom they met there they may still tell of
  vacate(state, person, at, false);
  if (person.called_session >= 0) free_called(state, person, at);
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
  if (room) person.from = room;
  person.version = f.version;
  person.since = at;
  if (f.kept_until && room) {
    person.kept_room = room;
    person.kept_until = *f.kept_until;
    room_changed(state, state.room(room), at);
  }
  person_changed(state, person);
}

void take_seat(State& state, Person& person, Room& room, std::uint32_t version, SeatWhy why, PersonId by, RoomId from,
               Instant at) {
  CONVENE_CHECK(find_seat(room, person.id) == nullptr);
  CONVENE_CHECK(room.seats.size() < grouping::max_room);
  room.seats.push_back({person.id, person.online ? SeatState::assigned : SeatState::away, at, false, false});
  person.session = room.session;
  person.room = room.id;
  person.version = version;
  person.since = at;
  person.why = why;
  person.by = by;
  person.from = from;
  std::erase_if(person.awaited, [&](const AwaitedPlace& place) { return place.round == room.round; });
  if (person.visiting == room.id) end_visit(state, person);  // a guest no more
  ++state.index.seated[slot(person.session)];
  topics_turned(state, room, person.id);
}

void free_called(State& state, Person& person, Instant at) {
  const RoomId kept = std::exchange(person.called_room, RoomId{});
  person.called_session = -1;
  if (!kept) return;
  Room& room = state.room(kept);
  std::erase_if(room.seats, [&](const Seat& s) { return s.person == person.id && s.state == SeatState::called_away; });
  room_changed(state, room, at);
}

void bring_back_to(State& state, Person& person, Room* room, const Seat& seat, Instant at) {
  const std::int32_t session = person.called_session;
  free_called(state, person, at);
  person.called_session = session;
  if (room) person.called_room = room->id, room->seats.push_back(seat);
}

void close_room(State& state, Room& room, Instant at) {
  if (const auto visitors = state.index.visitors.find(room.id); visitors != state.index.visitors.end()) {
    for (const PersonId visitor : visitors->second) {
      state.person(visitor).visiting = {};
      state.touched.me.push_back(visitor);
    }
    state.index.visitors.erase(visitors);
  }
  room.closed = true;
  indexing::call_spared(state, room);
  if (indexing::is_past(state, room)) indexing::room_past(state, room);
  room_changed(state, room, at);
}

void apply(State& state, const PeopleSeated& f, Instant at) {
  Room& room = state.room(f.room);
  for (const NewSeat& seat : f.seats) {
    Person& person = state.person(seat.person);
    const RoomId from = person.room;
    const bool keep = f.kept_until && from && from != f.room;
    // The kept seat is taken again, or makes way: one is kept at a time, and none beside another in the same round.
    if (person.kept_room && (keep || state.room(person.kept_room).round == room.round)) free_kept(state, person, at);
    if (person.called_session >= 0) free_called(state, person, at);
    vacate(state, person, at, keep);
    if (keep) person.kept_room = from, person.kept_until = *f.kept_until;
    take_seat(state, person, room, seat.version, f.why, f.by, from, at);
    if (keep) room_changed(state, state.room(from), at);
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
    if (there(f.state)) {
      if (!seat->arrived) indexing::took_part(state, room, id);
      seat->arrived = true, seat->no_show = false;
    }
    // Having been sent the room is no new start: the time to arrive runs from the assignment. Having been there is one.
    if (f.state != SeatState::delivered || there(seat->state)) seat->since = at;
    seat->state = f.state;
    room_changed(state, room, at);
    if (room.host) state.index.to_follow.insert(room.host);  // whether the advisor is missed
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

void apply(State& state, const SeatLacking& f, Instant at) {
  Person& person = state.person(f.person);
  person.lacking = f.why;
  person_changed(state, person);
  // Whether they count there as being on their way back.
  if (person.kept_room) room_changed(state, state.room(person.kept_room), at);
}

void apply(State& state, const OffersMade& f, Instant at) {
  Person& person = state.person(f.person);
  person.offers = f.offers;
  person.offers_expire = f.expires;
  if (f.declined && person.room && state.room(person.room).alone_since) {
    Room& room = state.room(person.room);
    person.stays = true;
    if (room.alone_noticed) room.alone_next = "staff_told";
    room_changed(state, room, at);
  }
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

void apply(State& state, const SmallNoticed& f, Instant at) {
  Room& room = state.room(f.room);
  room.small_asked = true;
  ++room.small_looks;
  room.small_looked = at;
  if (f.to) {
    room.small_to = f.to;
    room.small_company.clear();
    for (const Seat& seat : room.seats)
      if (is_company(state, room, seat)) room.small_company.push_back(seat.person);
    std::sort(room.small_company.begin(), room.small_company.end());
    Room& to = state.room(f.to);
    to.awaits_until = at + limits::offer_lasts;
    room_changed(state, to, at);
  }
  room_changed(state, room, at);
}

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
  room.host = f.host.value_or(PersonId{});
  room.key = f.key.value_or("");
  state.round(f.round).rooms.push_back(f.room);
  indexing::room_named(state, room);
  indexing::call_taken(state, room);
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
  ++room.version;
  room_changed(state, room, at);
}

// O(people with a seat): once a start.
void apply(State& state, const ClocksRenewed&, Instant at) {
  for (const Round& round : state.rounds) {
    if (round.state != RoundState::open) continue;
    for (const RoomId id : round.rooms) {
      Room& room = state.room(id);
      for (Seat& seat : room.seats)
        if ((seat.state == SeatState::assigned || seat.state == SeatState::delivered) && !seat.no_show) seat.since = at;
      if (room.alone_since && !room.alone_noticed) room.alone_since = at;
      if (room.small_since && !room.small_asked) room.small_since = at;
      room_changed(state, room, at);
    }
  }
  renew_tickets(state, at);
}

}  // namespace convene::applying

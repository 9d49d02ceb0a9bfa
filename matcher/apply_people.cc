// What facts do to people: who they are, whether they are here, what is said to them.
#include "matcher/applying.h"
#include "matcher/check.h"
#include "matcher/limits.h"
#include "matcher/notices.h"

namespace convene::applying {

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

namespace {

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

}  // namespace

void apply(State& state, const PresenceChanged& f, Instant at) {
  for (const PersonId id : f.back) presence(state, id, at, true, false);
  for (const PersonId id : f.away) presence(state, id, at, false, false);
  for (const PersonId id : f.lapsed) presence(state, id, at, false, true);
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

}  // namespace convene::applying

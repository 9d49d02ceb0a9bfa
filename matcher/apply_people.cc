// What facts do to people: who they are, whether they are here, what is said to them.
#include <utility>

#include "matcher/applying.h"
#include "matcher/check.h"
#include "matcher/limits.h"
#include "matcher/notices.h"

namespace convene::applying {

void apply(State& state, const PersonRegistered& f, Instant at) {
  CONVENE_CHECK(f.person.value == state.people.size() + 1);
  Person& person = state.people.emplace_back();
  person.id = f.person;
  person.profile = f.profile;
  person.hats = f.hats;
  person.scope = f.scope;
  person.walk_in = f.walk_in;
  person.profile_seq = state.seq;
  if (f.by_file) person.in_file = FileHats{f.hats, f.scope};
  if (f.walk_in) {
    if (at >= state.walk_in_minute + minutes(1)) state.walk_in_minute = at, state.walk_ins = 0;
    ++state.walk_ins;
  }
  indexing::profile_changed(state, person, nullptr);
  if (++state.index.known == 1) indexing::event_clock_changed(state);
}

void end_visit(State& state, Person& person) {
  if (!person.visiting) return;
  stops_reading(state.room(person.visiting), person.id);
  const auto visitors = state.index.visitors.find(person.visiting);
  if (visitors != state.index.visitors.end()) {
    std::erase(visitors->second, person.id);
    if (visitors->second.empty()) state.index.visitors.erase(visitors);
  }
  state.touched.rooms.push_back(person.visiting);
  state.touched.floor_rooms.push_back(person.visiting);
  state.index.to_seat.insert(state.room(person.visiting).session);  // somebody may have waited for them to go
  person.visiting = {};
}

namespace {

void forget_walk_in(State& state, Person& person) {
  if (person.walk_in) state.index.by_walk_in.erase(*person.walk_in);
  person.walk_in.reset();
}

}  // namespace

void apply(State& state, const ProfileChanged& f, Instant at) {
  Person& person = state.person(f.person);
  const std::optional<Profile> before = std::move(person.profile.words);
  person.profile = f.profile;
  person.profile_seq = state.seq;
  indexing::profile_changed(state, person, before ? &*before : nullptr);
  person_changed(state, person);
  const bool renamed = before && person.profile.words && before->name != person.profile.words->name;
  if (renamed) renamed_in_talk(state, f.person), renamed_in_acts(state, f.person);
  if (renamed && person.staff()) {  // who made the plans, and sent the notices
    state.touched.board = true;
    for (const auto& [id, sent] : state.notices)
      if (sent.notice.by == f.person) state.touched.floor_notices.push_back(id);
  }
  for (const ContactLink& link : person.contacts) person_changed(state, state.person(link.other));
  for (const PersonId id : state.index.asking)  // who are told the name of whoever comes
    if (state.person(id).help->by == f.person) person_changed(state, state.person(id));
  if (person.visiting) state.touched.rooms.push_back(person.visiting);
  if (!person.room) return;
  indexing::room_changed(state, state.room(person.room), at);
  for (const Seat& seat : state.room(person.room).seats) state.touched.me.push_back(seat.person);
}

void apply(State& state, const HatsGiven& f, Instant) {
  Person& person = state.person(f.person);
  person.hats = f.hats;
  person.scope = f.scope;
  if (f.by_file) person.in_file = FileHats{f.hats, f.scope};
  indexing::hats_changed(state, person);
  if (state.index.staff.contains(f.person)) forget_avoiding(state, person);  // nobody avoids staff, nor do they
  state.touched.rehatted.push_back(f.person);
  if (!person.staff()) drop_claims(state, f.person);
  if (!person.reports.empty()) state.touched.board = true;  // they are told there, or no longer
  settled_in_acts(state, f.person);
  calls_turned(state);
  renamed_in_talk(state, f.person);
  if (person.room) {  // where hats are seen
    state.touched.rooms.push_back(person.room);
    state.touched.floor_rooms.push_back(person.room);
  }
  if (person.visiting) {
    state.touched.rooms.push_back(person.visiting);
    state.touched.floor_rooms.push_back(person.visiting);
  }
  if (person.visiting && !may_visit(state, f.person, state.room(person.visiting))) end_visit(state, person);
  person_changed(state, person);
}

namespace {

/// Why they were shown out is of no use any more.
void forget_out(State& state, Person& person) {
  if (person.out) {
    state.touched.forgotten.push_back(person.out->reason.entry);
    forget_act_reason(state, person.out->reason.entry);
  }
  person.out.reset();
}

}  // namespace

void apply(State& state, const PersonShutOut& f, Instant at) {
  Person& person = state.person(f.person);
  vacate(state, person, at, false);
  free_kept(state, person, at);
  free_called(state, person, at);
  end_visit(state, person);
  end_help(state, person);
  drop_claims(state, f.person);
  person.standing = f.banned ? Standing::banned : Standing::removed;
  forget_out(state, person);
  person.out = ShutOut{f.by.value_or(PersonId{}), at, f.reason};
  if (person.staff()) calls_turned(state);
  state.touched.expelled.push_back(f.person);
  state.touched.board = true;
  person_changed(state, person);
}

void apply(State& state, const PersonRestored& f, Instant) {
  state.person(f.person).standing = Standing::in;
  forget_out(state, state.person(f.person));
  if (state.person(f.person).staff()) calls_turned(state);
  state.touched.board = true;
  person_changed(state, state.person(f.person));
}

void apply(State& state, const PassesRevoked& f, Instant) {
  Person& person = state.person(f.person);
  person.generation = f.generation;
  // The form's key is as good as a pass: whoever has it would be given a new one.
  forget_walk_in(state, person);
  state.touched.expelled.push_back(f.person);
}

void apply(State& state, const PersonErased& f, Instant at) {
  Person& person = state.person(f.person);
  vacate(state, person, at, false);
  free_kept(state, person, at);
  free_called(state, person, at);
  end_visit(state, person);
  forget_tickets(state, f.person);
  const std::optional<Profile> before = std::move(person.profile.words);
  person.profile.words.reset();
  forget_walk_in(state, person);
  forget_talk(state, f.person);
  forget_attendance(state, person);
  forget_board(state, f.person);
  forget_acts(state, f.person);
  forget_contacts(state, person);
  forget_avoiding(state, person);
  forget_reports(state, person);
  person.link.reset();
  person.text_only = false;
  person.awaited.clear();
  person.about.clear();
  end_help(state, person);
  drop_claims(state, f.person);
  person.last_room = {};
  person.standing = Standing::erased;
  person.out.reset();
  state.last_erasure = state.seq + 1;
  if (person.staff()) calls_turned(state);
  person.said.clear();
  if (--state.index.known == 0) indexing::event_clock_changed(state);
  indexing::profile_changed(state, person, before ? &*before : nullptr);
  const auto forget = [&](auto& sealed) {
    if (sealed && sealed->owner == f.person) sealed->words.reset();
  };
  for (auto& [id, sent] : state.notices) {
    forget(sent.notice.text);
    if (sent.notice.by == f.person) state.touched.floor_notices.push_back(id);
  }
  for (auto& [id, stored] : state.plans) {
    forget(stored.plan.title);
    if (auto& titles = stored.plan.titles)
      std::erase_if(*titles, [&](const RoomTitle& one) { return one.title.owner == f.person; });
  }
  for (auto& [id, request] : state.requests) forget(request.title);
  state.touched.expelled.push_back(f.person);
  state.touched.erased.push_back(f.person);
  state.touched.board = true;
  person_changed(state, person);
}

namespace {

void presence(State& state, PersonId id, Instant at, bool online, bool lapsed) {
  Person& person = state.person(id);
  person.online = online;
  if (std::exchange(person.lapsed, lapsed) != lapsed && person.staff()) calls_turned(state);
  if (person.room) {
    Room& room = state.room(person.room);
    Seat* seat = find_seat(room, id);
    CONVENE_CHECK(seat != nullptr);
    const SeatState before = seat->state;
    // In the call, too: a page that comes back says anew whether the room is on the screen or the call.
    if (online && (before == SeatState::away || before == SeatState::in_call))
      seat->state = SeatState::assigned, seat->no_show = false;
    // A phone suspends the page while its owner is in the call: no absence.
    if (!online && (before == SeatState::assigned || before == SeatState::delivered || before == SeatState::present))
      seat->state = SeatState::away;
    if (seat->state != before) seat->since = at;
    room_changed(state, room, at);
    session_numbers(state, person.session);
  }
  if (person.visiting) {
    state.touched.rooms.push_back(person.visiting);
    state.touched.floor_rooms.push_back(person.visiting);
  }
  if (lapsed) end_visit(state, person);
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
  end_visit(state, person);
  person.visiting = f.room;
  if (f.room) {
    state.index.visitors[f.room].push_back(f.person);
    state.touched.rooms.push_back(f.room);
    state.touched.floor_rooms.push_back(f.room);
  }
  state.touched.me.push_back(f.person);
}

void apply(State& state, const TextOnlyChosen& f, Instant) {
  Person& person = state.person(f.person);
  person.text_only = f.text_only;
  for (const RoomId room : {person.room, person.visiting})
    if (room) state.touched.rooms.push_back(room);
  person_changed(state, person);
}

void apply(State& state, const StaffLinked& f, Instant) { state.person(f.person).link = f.link; }

void apply(State& state, const NoticeSent& f, Instant at) {
  const bool goes_along = f.kind == "broadcast" && is_of_a_moment(f.audience);
  std::vector<PersonId> to = goes_along ? reached(state, f.audience) : std::vector<PersonId>{};
  state.notices[f.notice] = {f, at, std::move(to), {}};
  state.last_notice = std::max(state.last_notice, f.notice.value);
  while (state.notices.size() > limits::notices_kept) {
    const NoticeId out = gives_way(state, f.notice, at);
    state.touched.floor_notices.push_back(out);
    state.notices.erase(out);
  }
  state.touched.notices.push_back(f.notice);
  state.touched.floor_notices.push_back(f.notice);
}

void apply(State& state, const NoticeWasSeen& f, Instant) {
  const auto found = state.notices.find(f.notice);
  // Journals that are older tell of people whom a message to who was missing came to by mistake.
  if (found == state.notices.end() || !is_for(state, found->second, f.person)) return;
  std::vector<PersonId>& seen = found->second.seen;
  const auto where = std::lower_bound(seen.begin(), seen.end(), f.person);
  if (where == seen.end() || *where != f.person) seen.insert(where, f.person);
  state.touched.floor_notices.push_back(f.notice);
}

}  // namespace convene::applying

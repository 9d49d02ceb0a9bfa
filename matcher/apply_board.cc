// What facts do to rooms, to couples of people and to the list of what was done, as moderators change them.
#include <algorithm>

#include "matcher/applying.h"
#include "matcher/board_commands.h"
#include "matcher/chat.h"
#include "matcher/check.h"
#include "matcher/limits.h"

namespace convene::applying {

namespace {

using Words = std::optional<Sealed<std::string>>;

/// The name or the link of the room is another one.
void reword(State& state, Room& room, Words& words, const Words& now) {
  const PersonId before = words ? words->owner : PersonId{};
  words = now;
  if (before) indexing::room_worded(state, room, before);
  if (now) indexing::room_worded(state, room, now->owner);
}

/// Whoever sits there, keeps a seat there or was there reads the name.
void renamed(State& state, const Room& room) {
  for (const Seat& seat : room.seats) state.touched.me.push_back(seat.person);
  state.touched.me.insert(state.touched.me.end(), room.were_here.begin(), room.were_here.end());
}

}  // namespace

void apply(State& state, const RoomNamed& f, Instant at) {
  Room& room = state.room(f.room);
  reword(state, room, room.label, f.title);
  ++room.version;
  state.touched.operations = true;
  room_changed(state, room, at);
  renamed(state, room);
  renamed_in_acts(state, f.room);
}

void apply(State& state, const RoomLinked& f, Instant at) {
  Room& room = state.room(f.room);
  reword(state, room, room.link, f.link);
  room.changed_by = f.by;
  ++room.version;
  room_changed(state, room, at);
}

void apply(State& state, const RoomClosed& f, Instant at) {
  Room& room = state.room(f.room);
  Room* to = f.to ? &state.room(f.to) : nullptr;
  const std::vector<Seat> seats = room.seats;
  for (const Seat& seat : seats) {
    Person& person = state.person(seat.person);
    CONVENE_CHECK(elsewhere(seat));
    if (seat.state == SeatState::left)
      free_kept(state, person, at);
    else
      bring_back_to(state, person, to, seat, at);
    person_changed(state, person);
  }
  if (to) room_changed(state, *to, at);
  ++room.version;
  room.turns = {};
  close_room(state, room, at);
}

void apply(State& state, const RoomReopened& f, Instant at) {
  Room& room = state.room(f.room);
  indexing::room_reopened(state, room);
  room.closed = false;
  ++room.version;
  for (const PersonId id : f.away) {
    const bool was_here = std::ranges::count(room.were_here, id) > 0;
    bring_back_to(state, state.person(id), &room, {id, SeatState::called_away, at, false, was_here}, at);
    person_changed(state, state.person(id));
  }
  room_changed(state, room, at);
}

void apply(State& state, const PairBound& f, Instant at) {
  const auto key = [](const PairRule& rule) { return std::pair(rule.one, rule.other); };
  const auto where = std::ranges::lower_bound(state.pairs, std::pair(f.one, f.other), {}, key);
  const bool known = where != state.pairs.end() && key(*where) == std::pair(f.one, f.other);
  if (!f.bond) {
    if (known) state.pairs.erase(where);
  } else if (known) {
    where->bond = *f.bond, where->by = f.by, where->at = at;
  } else {
    state.pairs.insert(where, {f.one, f.other, *f.bond, f.by, at});
  }
  indexing::pair_changed(state, f.one, f.other, f.bond);
  state.touched.operations = true;
  state.touched.me.insert(state.touched.me.end(),
                          {f.one, f.other});  // of each other's contacts they may see less or more
  // Somebody may have waited for lack of a room without the other one.
  for (const PersonId id : {f.one, f.other})
    if (const Person& person = state.person(id); person.session >= 0) state.index.to_seat.insert(person.session);
}

namespace {

const SeatChange* find_change(const std::vector<SeatChange>& seats, PersonId person) {
  const auto at = std::ranges::lower_bound(seats, person, {}, &SeatChange::person);
  return at == seats.end() || at->person != person ? nullptr : &*at;
}

/// What those who were moved by it were told is gone. O(people moved).
void told_no_more(State& state, const OperationDone& done) {
  for (const SeatChange& change : done.seats) {
    Person& person = state.person(change.person);
    if (person.told_in != done.operation) continue;
    person.told_in = {};
    state.touched.me.push_back(person.id);
  }
}

/// Long operations make way earlier, so that what is kept of them is bounded.
void forget_oldest(State& state) {
  std::size_t people = 0;
  for (const Operation& operation : state.operations) people += operation.done.seats.size();
  while (state.operations.size() > limits::operations ||
         (people > limits::operation_people && state.operations.size() > 1)) {
    const OperationDone& oldest = state.operations.front().done;
    people -= oldest.seats.size();
    if (oldest.told) told_no_more(state, oldest);
    state.operations.pop_front();
  }
}

/// What was before `taken_back` is so again, under other versions and entries: the operations that had led to it know
/// it by these from now on. O(people of all operations x log people).
void stands_again(State& state, const OperationDone& taken_back, const OperationDone& by) {
  const auto renew = [&](PersonId person, std::uint32_t& version) {
    const SeatChange* before = find_change(taken_back.seats, person);
    const SeatChange* now = find_change(by.seats, person);
    if (before && now && version == before->was) version = now->version;
  };
  const auto renew_title = [&](TitleChange& title) {
    for (const TitleChange& before : taken_back.titles)
      for (const TitleChange& now : by.titles)
        if (before.room == title.room && now.room == title.room && title.entry == before.was) {
          title.entry = now.entry;
          return;
        }
  };
  for (Operation& operation : state.operations) {
    for (SeatChange& seat : operation.done.seats) renew(seat.person, seat.version);
    for (PinChange& pin : operation.done.pins) renew(pin.person, pin.version);
    for (TitleChange& title : operation.done.titles) renew_title(title);
  }
}

Operation* find(State& state, OperationId id) {
  return const_cast<Operation*>(find_operation(state, id));  // NOLINT: the state is ours to change
}

}  // namespace

void apply(State& state, const OperationDone& f, Instant at) {
  CONVENE_CHECK(f.operation.value == state.last_operation + 1);
  state.last_operation = f.operation.value;
  if (Operation* about = f.about ? find(state, f.about) : nullptr) {
    const bool again = f.command == OpRedo::name;
    const OperationId last = again ? about->undone : about->redone ? about->redone : f.about;
    if (const Operation* taken_back = find_operation(state, last))
      stands_again(state, OperationDone(taken_back->done), f);
    about->undone = again ? OperationId{} : f.operation;
    if (again) about->redone = f.operation;
  }
  const auto changed = [&](RoomId room) { state.room(room).changed_by = f.by; };
  for (const TitleChange& change : f.titles) changed(change.room);
  for (const LockChange& change : f.locks) changed(change.room);
  for (const RoomId room : f.opened) changed(room);
  for (const SeatChange& change : f.seats) {
    Person& person = state.person(change.person);
    if (person.version != change.version) continue;  // somewhere else already
    person.moved_as = f.command;
    person.told_in = f.told ? f.operation : OperationId{};
    if (person.room && change.from) person.from = change.from;  // also where all had to stand up in between
    if (person.room && change.from && may_take_leave(state, person, state.room(change.from)))
      person.leaves = change.from;
    state.touched.me.push_back(person.id);
  }
  state.operations.push_back({f, at, {}, {}});
  forget_oldest(state);
  state.touched.operations = true;
}

void forget_board(State& state, PersonId person) {
  const auto forget = [&](std::optional<Sealed<std::string>>& words) {
    if (!words || words->owner != person) return false;
    words.reset();
    return true;
  };
  const auto worded = state.index.worded.extract(person);
  for (const RoomId id : worded ? worded.mapped() : std::set<RoomId>{}) {
    Room& room = state.room(id);
    forget(room.link);
    state.touched.rooms.push_back(room.id);
    state.touched.floor_rooms.push_back(room.id);
    if (forget(room.label)) renamed(state, room), renamed_in_acts(state, id);
  }
  for (Operation& operation : state.operations) {
    OperationDone& done = operation.done;
    const bool was_told = done.told.has_value();
    forget(done.reason);
    forget(done.told);
    for (TitleChange& change : done.titles) forget(change.title);
    // Why it was done says something of those whom it was about, also what all of them were told.
    if ((done.reason || done.told) && find_change(done.seats, person)) {
      for (auto* words : {&done.reason, &done.told}) {
        if (*words) state.touched.forgotten.push_back((*words)->entry);
        words->reset();
      }
    }
    if (was_told && !done.told) told_no_more(state, done);
  }
  state.touched.operations = true;
  const auto of_person = [&](const PairRule& rule) { return rule.one == person || rule.other == person; };
  for (const PairRule& rule : state.pairs)
    if (of_person(rule)) indexing::pair_changed(state, rule.one, rule.other, {});
  std::erase_if(state.pairs, of_person);
}

}  // namespace convene::applying

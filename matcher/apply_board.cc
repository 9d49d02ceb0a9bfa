// What facts do to rooms, to couples of people and to the list of what was done, as moderators change them.
#include <algorithm>

#include "matcher/applying.h"
#include "matcher/board_commands.h"
#include "matcher/check.h"
#include "matcher/limits.h"

namespace convene::applying {

void apply(State& state, const RoomNamed& f, Instant at) {
  Room& room = state.room(f.room);
  room.label = f.title;
  indexing::room_labelled(state, room);
  ++room.version;
  state.touched.board = true;
  room_changed(state, room, at);
  // Whoever sits there, keeps a seat there or is offered one reads the name.
  for (const Seat& seat : room.seats) state.touched.me.push_back(seat.person);
}

namespace {

/// Whoever was called away from the closed room comes back to this one; none: to the lobby.
void bring_back_to(State& state, Room& room, RoomId to, Instant at) {
  const std::vector<Seat> seats = room.seats;
  for (const Seat& seat : seats) {
    Person& person = state.person(seat.person);
    if (seat.state == SeatState::left) {
      free_kept(state, person, at);
    } else {
      CONVENE_CHECK(seat.state == SeatState::called_away);
      const std::int32_t session = person.called_session;
      free_called(state, person, at);
      person.called_session = session;
      if (to) person.called_room = to, state.room(to).seats.push_back(seat);
    }
    person_changed(state, person);
  }
  if (to) room_changed(state, state.room(to), at);
}

}  // namespace

void apply(State& state, const RoomClosed& f, Instant at) {
  Room& room = state.room(f.room);
  bring_back_to(state, room, f.to, at);
  ++room.version;
  room.turns = {};
  close_room(state, room, at);
}

void apply(State& state, const RoomReopened& f, Instant at) {
  Room& room = state.room(f.room);
  room.closed = false;
  ++room.version;
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
  state.touched.board = true;
  // Somebody may have waited for lack of a room without the other one.
  for (const PersonId id : {f.one, f.other})
    if (const Person& person = state.person(id); person.session >= 0) state.index.to_seat.insert(person.session);
}

namespace {

/// Long operations make way earlier, so that what is kept of them is bounded.
void forget_oldest(State& state) {
  std::size_t people = 0;
  for (const Operation& operation : state.operations) people += operation.done.seats.size();
  while (state.operations.size() > limits::operations ||
         (people > limits::operation_people && state.operations.size() > 1)) {
    people -= state.operations.front().done.seats.size();
    state.operations.pop_front();
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
    about->undone = again ? OperationId{} : f.operation;
    if (again) about->redone = f.operation;
  }
  state.operations.push_back({f, at, {}, {}});
  forget_oldest(state);
  state.touched.board = true;
}

void forget_board(State& state, PersonId person) {
  const auto forget = [&](std::optional<Sealed<std::string>>& words) {
    if (!words || words->owner != person) return false;
    words.reset();
    return true;
  };
  const std::set<RoomId> labelled = state.index.labelled;
  for (const RoomId id : labelled) {
    Room& room = state.room(id);
    if (!forget(room.label)) continue;
    indexing::room_labelled(state, room);
    state.touched.rooms.push_back(room.id);
    state.touched.floor_rooms.push_back(room.id);
    for (const Seat& seat : room.seats) state.touched.me.push_back(seat.person);
  }
  for (Operation& operation : state.operations) {
    forget(operation.done.reason);
    for (TitleChange& change : operation.done.titles) forget(change.title);
  }
  const auto of_person = [&](const PairRule& rule) { return rule.one == person || rule.other == person; };
  for (const PairRule& rule : state.pairs)
    if (of_person(rule)) indexing::pair_changed(state, rule.one, rule.other, {});
  std::erase_if(state.pairs, of_person);
}

}  // namespace convene::applying

#include "matcher/turns.h"

#include <algorithm>
#include <span>

#include "matcher/limits.h"
#include "matcher/rng.h"

namespace convene {

namespace {

bool is_there(const State& state, const Room& room, PersonId id) {
  const Seat* seat = find_seat(room, id);
  return seat && is_company(state, room, *seat);
}

/// Whose connection is lost and may come back, or has come back just now: within the grace nobody loses their turn.
bool may_be_back(const State& state, const Room& room, PersonId id) {
  const Seat* seat = find_seat(room, id);
  if (!seat || is_company(state, room, *seat)) return false;
  if (seat->state == SeatState::away) return !state.person(id).lapsed;
  return seat->arrived && !seat->no_show && (seat->state == SeatState::assigned || seat->state == SeatState::delivered);
}

std::vector<PersonId> those_there(const State& state, const Room& room) {
  std::vector<PersonId> out;
  for (const Seat& seat : room.seats)
    if (is_company(state, room, seat)) out.push_back(seat.person);
  return out;
}

Instant last_turn_ends(const State& state, const Room& room) {
  return state.round(room.round).ends - limits::turns_reserve;
}

bool enough_time(const State& state, const Room& room, Instant from, std::size_t people) {
  return from + limits::shortest_turn * static_cast<std::int64_t>(people) <= last_turn_ends(state, room);
}

/// Gives the next person who is there the floor: of those who had no turn, and of those who came since. What a turn is
/// given is what all who are to come would get.
void next_turn(Deciding& d, const Room& room, std::vector<PersonId> order, std::size_t from) {
  const State& state = d.state();
  for (const PersonId id : those_there(state, room))
    if (std::find(order.begin(), order.end(), id) == order.end()) order.push_back(id);
  const auto rest = order.begin() + static_cast<std::ptrdiff_t>(std::min(from, order.size()));
  const auto here = [&](PersonId id) { return is_there(state, room, id); };
  const auto back = [&](PersonId id) { return may_be_back(state, room, id); };
  auto next = std::find_if(rest, order.end(), here);
  const bool held = next == order.end();  // nobody is there but those who may be back: the clock waits for them
  if (held) next = std::find_if(rest, order.end(), back);
  const auto waiting = std::count_if(rest, order.end(), [&](PersonId id) { return here(id) || back(id); });
  const Instant until = last_turn_ends(state, room);
  TurnsSet set;
  set.room = room.id;
  if (next == order.end() || d.now() + limits::shortest_turn > until) {
    set.order = std::move(order);
    set.turn = static_cast<std::uint32_t>(set.order.size());
  } else {
    std::rotate(rest, next, next + 1);
    const Duration each{(until - d.now()).ms / waiting};
    set.ends = d.now() + std::max(each, limits::shortest_turn);
    if (held) set.held = d.now();
    set.turn = static_cast<std::uint32_t>(rest - order.begin());
    set.order = std::move(order);
  }
  d.emit(std::move(set));
}

/// The clock stands while whoever has the floor may be back, and goes on when they are: they lose nothing of their
/// turn, but for what those who follow need at least.
void hold(Deciding& d, const Room& room, bool held) {
  const Turns& turns = room.turns;
  TurnsSet set{room.id, turns.order, turns.turn, turns.ends, std::nullopt};
  if (held) {
    set.held = d.now();
  } else {
    const auto rest = turns.order.begin() + static_cast<std::ptrdiff_t>(turns.turn) + 1;
    const auto follow = std::count_if(rest, turns.order.end(), [&](PersonId id) {
      return is_there(d.state(), room, id) || may_be_back(d.state(), room, id);
    });
    const Instant latest = last_turn_ends(d.state(), room) - limits::shortest_turn * static_cast<std::int64_t>(follow);
    set.ends = std::max(turns.ends, std::min(turns.ends + (d.now() - turns.held), latest));
  }
  d.emit(std::move(set));
}

void start(Deciding& d, const Room& room) {
  std::vector<PersonId> order = those_there(d.state(), room);
  std::sort(order.begin(), order.end());
  // Whoever registered first is not always the one who has to begin.
  Rng(mix(d.seed(), room.id.value)).shuffle(std::span(order));
  next_turn(d, room, std::move(order), 0);
}

/// When the second of those who are there came, and the hellos are said; nothing: it does not start by itself.
std::optional<Instant> starts_by_itself(const State& state, const Room& room) {
  if (state.session(room.session).definition.policy.turns != TurnRule::by_itself || room.turns.set) return {};
  std::vector<Instant> since;
  for (const Seat& seat : room.seats)
    if (is_company(state, room, seat)) since.push_back(seat.since);
  if (since.size() < 2) return {};
  std::sort(since.begin(), since.end());
  const Instant when = since[1] + limits::turns_lead;
  return enough_time(state, room, when, since.size()) ? std::optional(when) : std::nullopt;
}

Decided find_room(const Deciding& d, RoomId id, const Room*& room) {
  room = d.state().find(id);
  const Person& by = d.state().person(d.by());
  if (!room || (by.room != id && by.visiting != id))
    return refuse("turns.not_here", "you are not in this room (any more)", {{"room", to_string(id)}});
  if (room->closed || d.state().round(room->round).state != RoundState::open)
    return refuse("room.closed", "this room is closing");
  if (d.state().session(room->session).definition.policy.turns == TurnRule::none && !room->turns.running())
    return refuse("turns.not_here", "this session has no turn clock", {{"room", to_string(id)}});
  return {};
}

}  // namespace

std::optional<Instant> turns_deadline(const State& state, const Room& room) {
  if (room.closed || state.round(room.round).state != RoundState::open) return {};
  if (room.turns.running()) {
    // Whoever gave up their seat, or is gone for longer than the grace, gave up their turn.
    constexpr Instant at_once{1};
    const PersonId holder = room.turns.order[room.turns.turn];
    if (is_there(state, room, holder)) return room.turns.held ? at_once : room.turns.ends;
    if (!may_be_back(state, room, holder) || !room.turns.held) return at_once;
    return last_turn_ends(state, room);
  }
  return starts_by_itself(state, room);
}

bool turns_due(Deciding& d, RoomId id) {
  const Room& room = d.state().room(id);
  const std::optional<Instant> due = turns_deadline(d.state(), room);
  if (!due || *due > d.now()) return false;
  if (room.turns.running()) {
    const PersonId holder = room.turns.order[room.turns.turn];
    const bool held = static_cast<bool>(room.turns.held);
    const bool there = is_there(d.state(), room, holder);
    if (there ? held : !held && may_be_back(d.state(), room, holder))
      hold(d, room, !held);
    else
      next_turn(d, room, room.turns.order, room.turns.turn + 1);
  } else if (enough_time(d.state(), room, d.now(), those_there(d.state(), room).size())) {
    start(d, room);
  } else {
    d.emit(TurnsSet{id, {}, 0, {}});  // the server was away, and now it is too late
  }
  return true;
}

Decided decide(Deciding& d, const TurnsStart& c) {
  const Room* room = nullptr;
  if (Decided refusal = find_room(d, c.room, room)) return refusal;
  if (room->turns.running()) return {};
  const std::size_t people = those_there(d.state(), *room).size();
  if (people < 2) return refuse("turns.alone", "turns are for two or more people");
  if (!enough_time(d.state(), *room, d.now(), people))
    return refuse("turns.no_time", "too little is left of this round for everybody to have a turn");
  start(d, *room);
  return {};
}

Decided decide(Deciding& d, const TurnsPass& c) {
  const Room* room = nullptr;
  if (Decided refusal = find_room(d, c.room, room)) return refusal;
  // Two who press at once mean the same turn.
  if (!room->turns.running() || room->turns.turn != c.seen)
    return refuse("turns.moved_on", "this turn is over already");
  const PersonId holder = room->turns.order[room->turns.turn];
  const bool gone = !is_there(d.state(), *room, holder) && !may_be_back(d.state(), *room, holder);
  const bool may = gone || d.by() == holder || d.state().person(d.by()).staff();
  if (!may) return refuse("turns.not_yours", "it is somebody else's turn");
  next_turn(d, *room, room->turns.order, room->turns.turn + 1);
  return {};
}

Decided decide(Deciding& d, const TurnsStop& c) {
  const Room* room = nullptr;
  if (Decided refusal = find_in_reach(d, c.room, room)) return refusal;
  if (!room->turns.running()) return {};
  const std::vector<PersonId>& order = room->turns.order;
  d.emit(TurnsSet{c.room, order, static_cast<std::uint32_t>(order.size()), {}});
  return {};
}

}  // namespace convene

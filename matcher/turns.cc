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
  const auto next = std::find_if(rest, order.end(), here);
  const auto waiting = std::count_if(rest, order.end(), here);
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
    set.turn = static_cast<std::uint32_t>(rest - order.begin());
    set.order = std::move(order);
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
    // Whoever gave up their seat gave up their turn.
    const Seat* holder = find_seat(room, room.turns.order[room.turns.turn]);
    return holder && !elsewhere(*holder) ? room.turns.ends : Instant{1};
  }
  return starts_by_itself(state, room);
}

bool turns_due(Deciding& d, RoomId id) {
  const Room& room = d.state().room(id);
  const std::optional<Instant> due = turns_deadline(d.state(), room);
  if (!due || *due > d.now()) return false;
  if (room.turns.running()) {
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
  const bool may = d.by() == holder || d.state().person(d.by()).staff() || !is_there(d.state(), *room, holder);
  if (!may) return refuse("turns.not_yours", "it is somebody else's turn");
  next_turn(d, *room, room->turns.order, room->turns.turn + 1);
  return {};
}

Decided decide(Deciding& d, const TurnsStop& c) {
  const Room* room = d.state().find(c.room);
  if (!room) return refuse("room.unknown", "there is no such room", {{"room", to_string(c.room)}});
  if (!in_scope(d.state(), d.by(), room->session, room->id)) return refuse("not_in_scope", "this room is not yours");
  if (!room->turns.running()) return {};
  const std::vector<PersonId>& order = room->turns.order;
  d.emit(TurnsSet{c.room, order, static_cast<std::uint32_t>(order.size()), {}});
  return {};
}

}  // namespace convene

// Moderators change the rooms of an open round: open, name, lock, merge, divide, close.
#include <algorithm>

#include "matcher/deciding.h"
#include "matcher/limits.h"
#include "matcher/moving.h"
#include "matcher/room_basis.h"

namespace convene {

namespace {

Decided find_room_as_seen(const Deciding& d, RoomId id, std::uint32_t seen, const Room*& room) {
  room = d.state().find(id);
  if (!room || room->closed) return refuse("room.closed", "there is no such room, or it is closed");
  if (room->version != seen) return room_changed(d.state(), *room);
  return {};
}

/// Likewise, and a room of an open round that is not for a talk with an advisor: its people may be brought elsewhere.
Decided find_room_to_change(const Deciding& d, RoomId id, std::uint32_t seen, const Room*& room) {
  if (Decided refusal = find_room_as_seen(d, id, seen, room)) return refusal;
  if (d.state().round(room->round).state != RoundState::open)
    return refuse("round.closing", "the round is ending", {{"room", to_string(id)}});
  if (room->host)
    return refuse("room.talk", "this room is for a talk with an advisor: end that instead", {{"room", to_string(id)}});
  const Session& session = d.state().session(room->session);
  // Who waits with others chose the topic.
  if (session.hours)
    return refuse("session.no_rooms", "the rooms of this session are its people's own",
                  {{"session", session.definition.id}});
  return {};
}

/// Whoever sits there; not those whose seat waits for them.
std::vector<PersonId> people_in(const Room& room) {
  std::vector<PersonId> out;
  for (const Seat& seat : room.seats)
    if (!elsewhere(seat)) out.push_back(seat.person);
  return out;
}

/// Nobody sits in the room any more: it is over. Staff who look in there go along, if they may be where its people are.
void close_emptied(Deciding& d, RoomId id, RoomId to = {}) {
  const State& state = d.state();
  if (const auto visitors = state.index.visitors.find(id); to && visitors != state.index.visitors.end()) {
    const std::vector<PersonId> guests = visitors->second;
    for (const PersonId guest : guests)
      if (state.person(guest).room != to && in_scope(state, guest, state.room(to).session, to) &&
          may_share(state, guest, state.room(to)))
        d.emit(RoomVisited{guest, to});
  }
  d.emit(RoomClosed{id, to});
}

/// ... and those whose seat waits for them while an advisor talks to them.
std::vector<PersonId> people_of(const Room& room) {
  std::vector<PersonId> out;
  for (const Seat& seat : room.seats)
    if (seat.state != SeatState::left) out.push_back(seat.person);
  return out;
}

/// These people sit together where they go, if anywhere: those who are to be together. O(people squared).
std::vector<std::vector<PersonId>> companions(const State& state, std::vector<PersonId> people) {
  std::vector<std::vector<PersonId>> out;
  while (!people.empty()) {
    std::vector<PersonId> one{people.front()};
    people.erase(people.begin());
    for (std::size_t i = 0; i < one.size(); ++i)
      for (auto next = people.begin(); next != people.end();)
        if (state.index.together.between(one[i], *next)) {
          one.push_back(*next);
          next = people.erase(next);
        } else {
          ++next;
        }
    out.push_back(std::move(one));
  }
  return out;
}

std::size_t free_seats(const State& state, RoomId id) {
  const auto placement = state.index.placements.find(state.room(id).round);
  const auto load = placement == state.index.placements.end() ? std::nullopt : placement->second.load(id);
  return load && load->taken < load->capacity ? load->capacity - load->taken : 0;
}

/// The best room for all of them that has the seats; each is placed where the first of them fits best.
std::optional<RoomId> room_for(const State& state, const std::vector<PersonId>& people, const Room& closing) {
  const Session& session = state.session(closing.session);
  const auto takes_all = [&](RoomId id) {
    return id != closing.id && free_seats(state, id) >= people.size() &&
           std::ranges::all_of(people, [&](PersonId one) { return may_share(state, one, state.room(id)); });
  };
  const auto found = rooms_for(state, people.front(), state.round(closing.round), 1,
                               session.definition.policy.weights.language != 0, takes_all);
  return found.empty() ? std::nullopt : std::optional(found.front().room);
}

void place_all(Deciding& d, const Room& closing) {
  const State& state = d.state();
  const std::string session = state.session(closing.session).definition.id;
  const auto seat = [&](const std::vector<PersonId>& people) {
    const std::optional<RoomId> to = room_for(state, people, closing);
    if (!to) return false;
    give_places(d, session, places_in(people, *to));
    return true;
  };
  std::vector<PersonId> waits;
  std::vector<PersonId> awake;
  // A seat elsewhere is for those who can take it; whoever is gone for long gets one when they are back.
  for (const PersonId id : people_in(closing)) (state.person(id).lapsed ? waits : awake).push_back(id);
  for (const std::vector<PersonId>& group : companions(state, awake)) {
    if (seat(group)) continue;
    for (const PersonId id : group)
      if (!seat({id})) waits.push_back(id);
  }
  give_places(d, session, places_in(waits, {}, false));
}

}  // namespace

Decided decide(Deciding& d, const RoomLock& c) {
  const Room* room = nullptr;
  if (Decided refusal = find_room_as_seen(d, c.room, c.seen, room)) return refusal;
  if (room->locked == c.locked) return {};
  d.begin_operation(RoomLock::name);
  d.emit(RoomLocked{c.room, c.locked});
  return {};
}

Decided decide(Deciding& d, const RoomCreate& c) {
  const State& state = d.state();
  std::int32_t index = -1;
  if (Decided refusal = find_open_round(d, c.session, index)) return refusal;
  if (Decided fault = fault_in_length(c.title, limits::name_bytes, "title")) return fault;
  if (Decided fault = fault_in_words(c.reason, c.told)) return fault;
  const Session& session = state.session(index);
  if (state.round(session.round).rooms.size() >= limits::rooms_of_round)
    return refuse("room.too_many", "a round has at most " + std::to_string(limits::rooms_of_round) + " rooms",
                  {{"limit", std::to_string(limits::rooms_of_round)}});
  std::vector<PersonId> movers;
  if (Decided refusal = find_movers(state, c.moves, movers)) return refusal;
  for (const PersonId id : movers)
    if (state.person(id).session != index)
      return refuse("move.sessions", "a room is of one session, and these people are in several",
                    {{"person", to_string(id)}});
  d.begin_operation(RoomCreate::name, c.reason, c.told);
  RoomId opened;
  if (!movers.empty()) {
    if (Decided refusal = move_to_new_room(d, movers, opened)) return refusal;
  } else {
    RoomOpened empty = next_room(d, session.round, "");
    empty.prompt = prompt_of(state, state.round(session.round));
    opened = empty.room;
    d.emit(std::move(empty));
  }
  if (!c.title.empty()) d.emit(RoomNamed{opened, Sealed<std::string>(d.by(), c.title)});
  return {};
}

Decided decide(Deciding& d, const RoomRename& c) {
  const Room* room = nullptr;
  if (Decided refusal = find_room_as_seen(d, c.room, c.seen, room)) return refusal;
  if (Decided fault = fault_in_length(c.title, limits::name_bytes, "title")) return fault;
  const std::string now = room->label ? room->label->words.value_or("") : "";
  if (now == c.title) return {};
  d.begin_operation(RoomRename::name);
  RoomNamed named{c.room, {}};
  if (!c.title.empty()) named.title.emplace(d.by(), c.title);
  d.emit(std::move(named));
  return {};
}

Decided decide(Deciding& d, const RoomMerge& c) {
  const State& state = d.state();
  const Room* room = nullptr;
  if (Decided refusal = find_room_to_change(d, c.room, c.seen, room)) return refusal;
  if (Decided fault = fault_in_words(c.reason, c.told)) return fault;
  const Room* to = nullptr;
  if (Decided refusal = find_target(state, c.to, to)) return refusal;
  if (room->id == to->id) return refuse("room.same", "a room is merged into another one");
  if (room->round != to->round)
    return refuse("move.rounds", "rooms of one round are merged", {{"room", to_string(c.to)}});
  const std::vector<PersonId> people = people_in(*room);
  const auto away = static_cast<std::size_t>(std::ranges::count(room->seats, SeatState::called_away, &Seat::state));
  if (Decided refusal = fault_in_seats(state, *to, 0, people, away)) return refusal;
  if (Decided refusal = parted(state, d.by(), people_of(*room), to)) return refusal;
  d.begin_operation(RoomMerge::name, c.reason, c.told);
  give_places(d, state.session(room->session).definition.id, places_in(people, to->id));
  close_emptied(d, c.room, c.to);
  return {};
}

Decided decide(Deciding& d, const RoomClose& c) {
  const State& state = d.state();
  const Room* room = nullptr;
  if (Decided refusal = find_room_to_change(d, c.room, c.seen, room)) return refusal;
  if (Decided fault = fault_in_words(c.reason, c.told)) return fault;
  const std::vector<PersonId> people = people_in(*room);
  const std::string session = state.session(room->session).definition.id;
  if (c.to == Destination::lobby) {
    d.begin_operation(RoomClose::name, c.reason, c.told);
    give_places(d, session, places_in(people, {}));
    close_emptied(d, c.room);
    return {};
  }
  const auto awake =
      static_cast<std::size_t>(std::ranges::count_if(people, [&](PersonId id) { return !state.person(id).lapsed; }));
  std::size_t seats = 0;
  for (const RoomId id : state.round(room->round).rooms) {
    if (seats >= awake) break;
    if (id != c.room) seats += free_seats(state, id);
  }
  if (seats < awake)
    return refuse("room.no_seats", "the other rooms have too few seats: send the people to the lobby, or move them",
                  {{"people", std::to_string(awake)}, {"seats", std::to_string(seats)}});
  d.begin_operation(RoomClose::name, c.reason, c.told);
  place_all(d, *room);
  close_emptied(d, c.room);
  // Those whom no room could take make one of their own, as part of the same operation.
  seat_waiting(d);
  return {};
}

}  // namespace convene

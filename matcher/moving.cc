// Staff give people their places: move, swap, pin.
#include "matcher/moving.h"

#include <algorithm>

#include "matcher/capabilities.h"
#include "matcher/hosting.h"
#include "matcher/limits.h"
#include "matcher/room_basis.h"
#include "matcher/since_seen.h"

namespace convene {

std::size_t capacity(const State& state, const Room& room) {
  return grouping::normalised(state.session(room.session).definition.policy.rooms).max;
}

Refusal seat_changed(const State& state, const Person& person) {
  std::map<std::string, std::string> parameters{{"person", to_string(person.id)},
                                                {"version", std::to_string(person.version)}};
  if (person.room) parameters["room"] = to_string(person.room);
  say_who(state, person.by, parameters);
  return {"seat.changed", "the assignment changed since it was seen: look again", std::move(parameters)};
}

Refusal room_changed(const State& state, const Room& room) {
  std::map<std::string, std::string> parameters{{"room", to_string(room.id)},
                                                {"version", std::to_string(room.version)}};
  say_who(state, room.changed_by, parameters);
  return {"room.changed", "the room changed since it was seen: look again", std::move(parameters)};
}

Decided fault_in_words(const std::string& reason, const std::string& told) {
  if (Decided fault = fault_in_length(reason, limits::text_bytes, "reason")) return fault;
  return fault_in_length(told, limits::told_bytes, "told");
}

Decided find_open_round(const Deciding& d, const std::string& id, std::int32_t& index) {
  if (Decided refusal = find_session_in_reach(d, id, index)) return refusal;
  const Session& session = d.state().session(index);
  // Who talks to an advisor is not moved, and who waits with others chose the topic.
  if (session.hours)
    return refuse("session.no_rooms", "the rooms of this session are its people's own", {{"session", id}});
  if (!session.round || d.state().round(session.round).state != RoundState::open)
    return refuse("round.none", "no round is open in this session", {{"session", id}});
  return {};
}

Decided parted(const State& state, PersonId by, const std::vector<PersonId>& movers, const Room* room,
               PersonId leaves) {
  const auto& apart = state.index.apart;
  const auto refusal = [&](PersonId one, PersonId other) -> Decided {
    if (by && !may(state, by, "board")) return refuse("room.unavailable", "this room cannot be had any more");
    std::map<std::string, std::string> parameters{{"person", to_string(one)}, {"other", to_string(other)}};
    if (room) parameters["room"] = to_string(room->id);
    return refuse("pair.kept_apart", "the two are to be kept apart", std::move(parameters));
  };
  for (std::size_t i = 0; i < movers.size(); ++i) {
    for (const PersonId other : apart.of(movers[i])) {
      if (room && other != leaves && find_seat(*room, other)) return refusal(movers[i], other);
      for (std::size_t j = i + 1; j < movers.size(); ++j)
        if (movers[j] == other) return refusal(movers[i], other);
    }
  }
  return {};
}

std::vector<NewPlace> places_in(const std::vector<PersonId>& people, RoomId room, bool held) {
  std::vector<NewPlace> out;
  for (const PersonId id : people) out.push_back({id, room, held});
  return out;
}

void give_places(Deciding& d, const std::string& session, const std::vector<NewPlace>& places) {
  const State& state = d.state();
  std::map<RoomId, std::vector<PersonId>> comes;
  std::set<RoomId> touched;
  for (const NewPlace& place : places) {
    if (const RoomId from = state.person(place.person).room) touched.insert(from);
    if (place.room) comes[place.room].push_back(place.person), touched.insert(place.room);
  }
  for (const NewPlace& place : places) {
    // While all move, those who go may still hold the seats of those who come.
    const RoomId from = state.person(place.person).room;
    const auto to = comes.find(from);
    const bool tight = to != comes.end() && state.room(from).seats.size() + to->second.size() > grouping::max_room;
    if (place.room && !tight) continue;
    d.emit(LobbyEntered{place.person, session, next_version(state, place.person), d.by()});
    if (!place.room && place.held) d.emit(SeatLacking{place.person, "moved_to_lobby"});
  }
  for (const auto& [room, people] : comes) {
    PeopleSeated seated{room, {}, SeatWhy::moved, d.by(), {}};
    for (const PersonId id : people) seated.seats.push_back({id, next_version(state, id)});
    d.emit(std::move(seated));
  }
  for (const RoomId room : touched) refresh_basis(d, room);
}

namespace {

/// Somebody to move, as they were seen.
Decided find_mover(const State& state, const Move& move) {
  const Person* person = state.find(move.person);
  if (!person || person->standing != Standing::in)
    return refuse("person.unknown", "there is no such person", {{"person", to_string(move.person)}});
  if (person->version != move.seen) return seat_changed(state, *person);
  if (person->session < 0)
    return refuse("person.elsewhere", "the person is in no session", {{"person", to_string(move.person)}});
  if (person->room && state.room(person->room).host)
    return refuse("person.in_talk", "the person talks to an advisor: that ends first",
                  {{"person", to_string(move.person)}});
  return {};
}

}  // namespace

Decided find_movers(const State& state, const std::vector<Move>& moves, std::vector<PersonId>& movers) {
  if (moves.size() > limits::moves_at_once)
    return refuse("move.count", "move 1 to " + std::to_string(limits::moves_at_once) + " people at once");
  std::set<PersonId> known;
  for (const Move& move : moves) {
    if (Decided refusal = find_mover(state, move)) return refusal;
    if (!known.insert(move.person).second)
      return refuse("move.twice", "a person is listed twice", {{"person", to_string(move.person)}});
    movers.push_back(move.person);
  }
  return {};
}

Decided find_target(const State& state, RoomId id, const Room*& room) {
  room = state.find(id);
  if (!room) return refuse("room.unknown", "there is no such room", {{"room", to_string(id)}});
  if (room->closed || state.round(room->round).state != RoundState::open)
    return refuse("room.closed", "this room is closed or closing", {{"room", to_string(id)}});
  if (room->host)
    return refuse("room.talk", "this room is for a talk with an advisor: call a ticket instead",
                  {{"room", to_string(id)}});
  return {};
}

Decided fault_in_seats(const State& state, const Room& room, std::size_t leave, const std::vector<PersonId>& come,
                       std::size_t more) {
  // Seats in this room that they themselves have kept.
  const auto kept_back = static_cast<std::size_t>(
      std::ranges::count_if(come, [&](PersonId id) { return find_seat(room, id) != nullptr; }));
  const std::size_t then = room.seats.size() - kept_back - leave + come.size() + more;
  if (then <= std::max(capacity(state, room), leave > 0 ? room.seats.size() : 0)) return {};
  return refuse("room.full", "this room has too few seats",
                {{"room", to_string(room.id)},
                 {"seats", std::to_string(capacity(state, room))},
                 {"taken", std::to_string(room.seats.size())}});
}

namespace {

void move_to_lobby(Deciding& d, const std::vector<PersonId>& movers) {
  const State& state = d.state();
  std::map<std::int32_t, std::vector<NewPlace>> places;  // they may be of several sessions
  for (const PersonId id : movers)
    if (state.person(id).room) places[state.person(id).session].push_back({id, {}});
  for (const auto& [session, people] : places) give_places(d, state.session(session).definition.id, people);
}

}  // namespace

Decided move_to_new_room(Deciding& d, const std::vector<PersonId>& movers, RoomId& opened) {
  const State& state = d.state();
  if (movers.size() < 2) return refuse("room.for_one", "a room is opened for two people or more: nobody sits alone");
  const std::int32_t index = state.person(movers.front()).session;
  for (const PersonId id : movers)
    if (state.person(id).session != index)
      return refuse("move.sessions", "a room is of one session, and these people are in several",
                    {{"person", to_string(id)}});
  const Session& session = state.session(index);
  if (!session.round || state.round(session.round).state != RoundState::open)
    return refuse("round.none", "no round is open in this session", {{"session", session.definition.id}});
  const std::size_t seats = grouping::normalised(session.definition.policy.rooms).max;
  if (movers.size() > seats)
    return refuse("room.full", "a room of this session has too few seats",
                  {{"seats", std::to_string(seats)}, {"taken", "0"}});
  if (Decided refusal = parted(state, d.by(), movers, nullptr)) return refusal;
  std::set<RoomId> left;
  for (const PersonId id : movers)
    if (const RoomId from = state.person(id).room) left.insert(from);
  opened = open_room(d, session.round, movers, SeatWhy::moved, d.by());
  host_room(d, opened);
  // The rooms that were left have other people now, and with them another basis.
  for (const RoomId room : left) refresh_basis(d, room);
  return {};
}

Decided decide(Deciding& d, const SeatMove& c) {
  const State& state = d.state();
  std::vector<PersonId> movers;
  if (c.moves.empty())
    return refuse("move.count", "move 1 to " + std::to_string(limits::moves_at_once) + " people at once");
  if (Decided refusal = find_movers(state, c.moves, movers)) return refusal;
  if (Decided fault = fault_in_words(c.reason, c.told)) return fault;
  d.begin_operation(SeatMove::name, c.reason, c.told);
  if (c.new_room) {
    if (c.to) return refuse("move.where", "a move goes to a room or to a new one: leave out one of the two");
    RoomId opened;
    return move_to_new_room(d, movers, opened);
  }
  if (!c.to) {
    move_to_lobby(d, movers);
    return {};
  }
  const Room* room = nullptr;
  if (Decided refusal = find_target(state, *c.to, room)) return refusal;
  std::erase_if(movers, [&](PersonId id) { return state.person(id).room == room->id; });
  if (movers.empty()) return {};
  if (Decided refusal = fault_in_seats(state, *room, 0, movers)) return refusal;
  if (Decided refusal = parted(state, d.by(), movers, room)) return refusal;
  give_places(d, state.session(room->session).definition.id, places_in(movers, room->id));
  return {};
}

namespace {

/// This person in the other one's place: nobody there, but for the other one, is to be kept apart from them.
Decided fault_in_exchange(const State& state, PersonId by, PersonId comes, PersonId goes) {
  const RoomId to = state.person(goes).room;
  if (!to) return {};
  const Room* room = nullptr;
  if (Decided refusal = find_target(state, to, room)) return refusal;
  if (Decided refusal = fault_in_seats(state, *room, 1, {comes})) return refusal;
  return parted(state, by, {comes}, room, goes);
}

}  // namespace

Decided decide(Deciding& d, const SeatSwap& c) {
  const State& state = d.state();
  std::vector<PersonId> two;
  if (Decided refusal = find_movers(state, {c.one, c.other}, two)) return refusal;
  if (Decided fault = fault_in_words(c.reason, c.told)) return fault;
  const Person& one = state.person(two[0]);
  const Person& other = state.person(two[1]);
  if (one.session != other.session)
    return refuse("move.sessions", "the two are in different sessions", {{"person", to_string(other.id)}});
  if (one.room == other.room) return refuse("swap.same_place", "the two are in the same place already");
  if (Decided refusal = fault_in_exchange(state, d.by(), one.id, other.id)) return refusal;
  if (Decided refusal = fault_in_exchange(state, d.by(), other.id, one.id)) return refusal;
  d.begin_operation(SeatSwap::name, c.reason, c.told);
  give_places(d, state.session(one.session).definition.id, {{one.id, other.room}, {other.id, one.room}});
  return {};
}

Decided decide(Deciding& d, const SeatPin& c) {
  const Person* person = d.state().find(c.person);
  if (!person || !person->room) return refuse("seat.none", "the person holds no seat");
  if (person->version != c.seen) return seat_changed(d.state(), *person);
  if (person->pinned == c.pinned) return {};
  d.begin_operation(SeatPin::name);
  d.emit(SeatPinned{c.person, c.pinned});
  return {};
}

}  // namespace convene

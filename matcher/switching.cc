// Going to another room: at the person's wish, at the engine's offer, or by staff.
#include <algorithm>

#include "matcher/capabilities.h"
#include "matcher/deciding.h"
#include "matcher/hosting.h"
#include "matcher/limits.h"
#include "matcher/room_basis.h"

namespace convene {

namespace {

Decided free_to_go(const State& state, PersonId id) {
  const Person& person = state.person(id);
  if (!person.room) return refuse("seat.none", "the person holds no seat");
  const Room& room = state.room(person.room);
  if (room.closed || state.round(room.round).state != RoundState::open)
    return refuse("round.closing", "the round is ending");
  if (room.host) return refuse("room.talk", "you talk to an advisor: leave that first");
  if (room.locked) return refuse("room.locked", "only staff bring people out of this room");
  if (person.pinned) return refuse("seat.pinned", "staff want the person to stay here");
  return {};
}

std::size_t taken(const Room& room) { return room.seats.size(); }

std::uint32_t here_in(const State& state, RoomId room) {
  const auto here = state.index.here.find(room);
  return here == state.index.here.end() ? 0 : here->second;
}

std::size_t capacity(const State& state, const Room& room) {
  return grouping::normalised(state.session(room.session).definition.policy.rooms).max;
}

/// Who changed the assignment since it was seen, for the words on the loser's screen.
Refusal stale(const State& state, const Person& person) {
  std::map<std::string, std::string> parameters{{"person", to_string(person.id)},
                                                {"version", std::to_string(person.version)}};
  if (person.room) parameters["room"] = to_string(person.room);
  if (person.by) {
    parameters["by"] = to_string(person.by);
    if (const auto& profile = state.person(person.by).profile.words) parameters["by_name"] = profile->name;
  }
  return {"seat.changed", "the assignment changed since it was seen: look again", std::move(parameters)};
}

/// Two people who are to be kept apart would share the room. Only those who see the board are told who: to others the
/// room is not to be had, and nothing more.
Decided parted(const State& state, PersonId by, const std::vector<PersonId>& movers, const Room* room) {
  const auto& apart = state.index.apart;
  const auto refusal = [&](PersonId one, PersonId other) -> Decided {
    if (by && !may(state, by, "board")) return refuse("room.unavailable", "this room cannot be had any more");
    std::map<std::string, std::string> parameters{{"person", to_string(one)}, {"other", to_string(other)}};
    if (room) parameters["room"] = to_string(room->id);
    return refuse("pair.kept_apart", "the two are to be kept apart", std::move(parameters));
  };
  for (std::size_t i = 0; i < movers.size(); ++i) {
    for (const PersonId other : apart.of(movers[i])) {
      if (room && find_seat(*room, other)) return refusal(movers[i], other);
      for (std::size_t j = i + 1; j < movers.size(); ++j)
        if (movers[j] == other) return refusal(movers[i], other);
    }
  }
  return {};
}

/// The rooms that were left have other people now, and with them another basis.
void refresh_left(Deciding& d, const std::set<RoomId>& left, RoomId to = {}) {
  for (const RoomId room : left)
    if (room != to) refresh_basis(d, room);
}

void move_to_lobby(Deciding& d, const std::vector<PersonId>& movers, const std::set<RoomId>& left) {
  const State& state = d.state();
  for (const PersonId id : movers) {
    if (!state.person(id).room) continue;
    const std::string session = state.session(state.person(id).session).definition.id;
    d.emit(LobbyEntered{id, session, next_version(state, id), d.by()});
    d.emit(SeatLacking{id, "moved_to_lobby"});
  }
  refresh_left(d, left);
}

/// Into a room of their own: for those whom no other room takes.
Decided move_to_new_room(Deciding& d, const std::vector<PersonId>& movers, const std::set<RoomId>& left) {
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
  host_room(d, open_room(d, session.round, movers, SeatWhy::moved, d.by()));
  refresh_left(d, left);
  return {};
}

}  // namespace

std::optional<Instant> person_deadline(const Person& person) {
  if (person.offers.empty()) return {};
  return person.offers_expire;
}

void person_due(Deciding& d, PersonId id) { d.emit(OffersMade{id, {}, {}, false, false}); }

Decided decide(Deciding& d, const RoomSwitch&) {
  const State& state = d.state();
  if (Decided refusal = free_to_go(state, d.by())) return refusal;
  const Person& person = state.person(d.by());
  const Room& here = state.room(person.room);
  const Session& session = state.session(here.session);
  const std::uint32_t used = person.switches_in == here.round ? person.switches : 0;
  if (used >= session.definition.policy.switches)
    return refuse("switch.none_left", "no switch is left in this round",
                  {{"limit", std::to_string(session.definition.policy.switches)}});
  const auto may_enter = [&](RoomId id) {
    // Whoever asks for another room asks for people.
    return id != here.id && state.index.here.contains(id) && may_share(state, d.by(), state.room(id));
  };
  const auto found = rooms_for(state, d.by(), state.round(here.round), limits::offers, true, may_enter);
  if (found.empty()) return refuse("switch.nothing_fits", "no other room has a seat");
  OffersMade made{d.by(), {}, d.now() + limits::offer_lasts, false, false};
  for (const auto& candidate : found) made.offers.push_back({candidate.room, "switch"});
  d.emit(std::move(made));
  return {};
}

Decided decide(Deciding& d, const SwitchTake& c) {
  const State& state = d.state();
  const Person& person = state.person(d.by());
  if (person.version != c.seen) return stale(state, person);
  if (Decided refusal = free_to_go(state, d.by())) return refusal;
  const auto offer =
      std::find_if(person.offers.begin(), person.offers.end(), [&](const OfferedRoom& o) { return o.room == c.room; });
  if (offer == person.offers.end() || person.offers_expire <= d.now())
    return refuse("switch.not_offered", "this room is not offered (any more)");
  const Room& room = state.room(c.room);
  if (room.closed || room.locked || taken(room) >= capacity(state, room) || !may_share(state, d.by(), room))
    return refuse("room.unavailable", "this room cannot be had any more");
  const RoomId from = person.room;
  const bool wished = offer->kind == "switch";
  // Whoever goes for company finds it there; and nobody goes past somebody who is on the way to them.
  const bool fuller = offer->kind == "fuller_room";
  const bool company_comes = !wished && !fuller && load_of(state, state.room(from)).company > 1;
  // Nor does anybody leave more people for fewer: theirs may have gone since.
  const bool emptier = fuller && here_in(state, c.room) < here_in(state, from);
  if (company_comes || emptier || !state.index.here.contains(c.room))
    return refuse("room.unavailable", "this room cannot be had any more");
  if (wished) d.emit(OffersMade{d.by(), {}, {}, true, false});
  d.emit(PeopleSeated{
      c.room, {{d.by(), next_version(state, d.by())}}, wished || fuller ? SeatWhy::switched : SeatWhy::remedy, {}, {}});
  refresh_basis(d, from);
  refresh_basis(d, c.room);
  return {};
}

Decided decide(Deciding& d, const SwitchDecline&) {
  const auto& offers = d.state().person(d.by()).offers;
  // Another room that was asked for and does not please says nothing about company.
  const bool of_company = !offers.empty() && offers.front().kind != "switch" && offers.front().kind != "fuller_room";
  if (!offers.empty()) d.emit(OffersMade{d.by(), {}, {}, false, of_company});
  return {};
}

Decided decide(Deciding& d, const SeatMove& c) {
  const State& state = d.state();
  if (c.moves.empty() || c.moves.size() > limits::moves_at_once)
    return refuse("move.count", "move 1 to " + std::to_string(limits::moves_at_once) + " people at once");
  std::vector<PersonId> movers;
  for (const Move& move : c.moves) {
    const Person* person = state.find(move.person);
    if (!person || person->standing != Standing::in)
      return refuse("person.unknown", "there is no such person", {{"person", to_string(move.person)}});
    if (person->version != move.seen) return stale(state, *person);
    if (person->session < 0)
      return refuse("person.elsewhere", "the person is in no session", {{"person", to_string(move.person)}});
    if (person->room && state.room(person->room).host)
      return refuse("person.in_talk", "the person talks to an advisor: that ends first",
                    {{"person", to_string(move.person)}});
    if (std::find(movers.begin(), movers.end(), move.person) != movers.end())
      return refuse("move.twice", "a person is listed twice", {{"person", to_string(move.person)}});
    movers.push_back(move.person);
  }
  std::set<RoomId> left;
  for (const PersonId id : movers)
    if (state.person(id).room) left.insert(state.person(id).room);
  if (c.new_room) {
    if (c.to) return refuse("move.where", "a move goes to a room or to a new one: leave out one of the two");
    return move_to_new_room(d, movers, left);
  }
  if (!c.to) {
    move_to_lobby(d, movers, left);
    return {};
  }
  const Room* room = state.find(*c.to);
  if (!room) return refuse("room.unknown", "there is no such room", {{"room", to_string(*c.to)}});
  if (room->closed || state.round(room->round).state != RoundState::open)
    return refuse("room.closed", "this room is closed or closing", {{"room", to_string(*c.to)}});
  if (room->host)
    return refuse("room.talk", "this room is for a talk with an advisor: call a ticket instead",
                  {{"room", to_string(*c.to)}});
  std::erase_if(movers, [&](PersonId id) { return state.person(id).room == room->id; });
  if (movers.empty()) return {};
  // Seats in this room that the movers themselves have kept.
  const auto kept_back =
      std::count_if(movers.begin(), movers.end(), [&](PersonId id) { return find_seat(*room, id) != nullptr; });
  if (taken(*room) - static_cast<std::size_t>(kept_back) + movers.size() > capacity(state, *room))
    return refuse("room.full", "this room has too few seats",
                  {{"room", to_string(room->id)},
                   {"seats", std::to_string(capacity(state, *room))},
                   {"taken", std::to_string(taken(*room))}});
  if (Decided refusal = parted(state, d.by(), movers, room)) return refusal;
  PeopleSeated seated{room->id, {}, SeatWhy::moved, d.by(), {}};
  for (const PersonId id : movers) seated.seats.push_back({id, next_version(state, id)});
  d.emit(std::move(seated));
  refresh_left(d, left, *c.to);
  refresh_basis(d, *c.to);
  return {};
}

Decided decide(Deciding& d, const SeatPin& c) {
  const Person* person = d.state().find(c.person);
  if (!person || !person->room) return refuse("seat.none", "the person holds no seat");
  if (person->version != c.seen) return stale(d.state(), *person);
  if (person->pinned != c.pinned) d.emit(SeatPinned{c.person, c.pinned});
  return {};
}

Decided decide(Deciding& d, const RoomLock& c) {
  const Room* room = d.state().find(c.room);
  if (!room || room->closed) return refuse("room.closed", "there is no such room, or it is closed");
  if (room->version != c.seen)
    return refuse("room.changed", "the room changed since it was seen: look again",
                  {{"room", to_string(c.room)}, {"version", std::to_string(room->version)}});
  if (room->locked != c.locked) d.emit(RoomLocked{c.room, c.locked});
  return {};
}

}  // namespace convene

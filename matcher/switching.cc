// Going to another room: at the person's wish, or at the engine's offer.
#include <algorithm>

#include "matcher/deciding.h"
#include "matcher/limits.h"
#include "matcher/moving.h"
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
  if (person.version != c.seen) return seat_changed(state, person);
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

}  // namespace convene

// Nobody is alone in a room without being told and helped: noticing it, offers by consent, remedies by themselves.
#include <algorithm>

#include "matcher/chat.h"
#include "matcher/deciding.h"
#include "matcher/grouping/remedy.h"
#include "matcher/limits.h"
#include "matcher/turns.h"

namespace convene {

namespace {

constexpr Duration look_again = seconds(30);  // while somebody stays alone, what could help may change

const Seat* lone_seat(const State& state, const Room& room) {
  const auto found = std::find_if(room.seats.begin(), room.seats.end(),
                                  [&](const Seat& seat) { return is_company(state, room, seat); });
  return found == room.seats.end() ? nullptr : &*found;
}

bool late(const Seat& seat) {
  return (seat.state == SeatState::assigned || seat.state == SeatState::delivered) && !seat.no_show;
}

/// When a seat that was given and not taken becomes a no-show.
Instant arrive_by(const State& state, const Seat& seat) {
  const bool moved = state.person(seat.person).why == SeatWhy::moved;
  return seat.since + limits::arrive_within + (moved ? limits::goodbye : Duration{});
}

/// A room in need whose people may go, and to which nobody who is content is fetched: nobody is looked for.
grouping::RoomSummary in_need(const State& state, const Room& room, grouping::NodeIndex basis) {
  grouping::RoomSummary need;
  need.id = room.id;
  need.basis = basis;
  need.load = load_of(state, room);
  need.load.capacity = need.load.taken;
  return need;
}

std::vector<OfferedRoom> offers_for(const State& state, const Room& room, PersonId lone) {
  const auto placement = state.index.placements.find(room.round);
  if (placement == state.index.placements.end() || room.locked || state.person(lone).pinned) return {};
  if (state.person(lone).stays) return {};
  if (state.index.present[static_cast<std::size_t>(room.session)] < 2) return {};  // nobody to look for
  const Session& session = state.session(room.session);
  grouping::RoomSummary need = in_need(state, room, state.primary_node(session, lone));
  need.load.company = 1;
  grouping::RemedyRules rules;
  rules.may_enter = [&](RoomId other) {
    return state.index.here.contains(other) && may_share(state, lone, state.room(other));
  };
  std::vector<OfferedRoom> out;
  for (const grouping::Remedy& remedy :
       grouping::remedies(placement->second, need, grouping::normalised(session.definition.policy.rooms), rules)) {
    out.push_back({remedy.room, state.index.here.at(remedy.room) == 1 ? "join_each_other" : "join_them"});
  }
  return out;
}

/// In the session, and not gone for long.
bool anybody_else(const State& state, const Room& room) {
  return state.index.around[static_cast<std::size_t>(room.session)] > 1;
}

void notice_alone(Deciding& d, RoomId id) {
  const Room& room = d.state().room(id);
  const Seat* seat = lone_seat(d.state(), room);
  if (!seat) return;
  const PersonId lone = seat->person;
  const Policy& policy = d.state().session(room.session).definition.policy;
  const std::vector<OfferedRoom> offers =
      policy.lone_remedy.mode == RemedyMode::never ? std::vector<OfferedRoom>{} : offers_for(d.state(), room, lone);
  const Person& person = d.state().person(lone);
  const bool second_time = static_cast<bool>(room.alone_noticed);
  // Nobody is moved past somebody who is on the way to them, nor twice.
  const bool company_comes = load_of(d.state(), room).company > 1;
  if (second_time && !company_comes && person.why != SeatWhy::remedy &&
      policy.lone_remedy.mode == RemedyMode::by_itself && !offers.empty() &&
      d.now() >= room.alone_since + limits::alone_after + policy.lone_remedy.after) {
    const RoomId to = offers.front().room;
    d.emit(PeopleSeated{to, {{lone, next_version(d.state(), lone)}}, SeatWhy::remedy, {}, {}});
    refresh_basis(d, id);
    refresh_basis(d, to);
    return;
  }
  const char* next = !offers.empty() ? "offered" : anybody_else(d.state(), room) ? "staff_told" : "nobody_else";
  d.emit(AloneNoticed{id, lone, next});
  const bool asked = !person.offers.empty() && person.offers.front().kind == "switch";
  if (!offers.empty() && !asked) d.emit(OffersMade{lone, offers, d.now() + limits::offer_lasts, false, false});
}

/// Those who are there, and may go.
std::vector<PersonId> small_company(const State& state, const Room& room) {
  std::vector<PersonId> out;
  for (const Seat& seat : room.seats)
    if (is_company(state, room, seat)) out.push_back(seat.person);
  std::sort(out.begin(), out.end());
  return out;
}

/// Its people are asked to go elsewhere: nobody is sent to them, or the two rooms would trade people.
bool may_empty(const Room& room, Instant now) { return room.small_to && now < room.small_looked + limits::offer_lasts; }

/// Where all of them could go; nothing if somebody has to stay, or no room takes them. O(depth x log rooms + people of
/// the rooms looked at).
std::optional<RoomId> room_for_all(const State& state, const Room& room, const std::vector<PersonId>& people,
                                   Instant now) {
  const auto placement = state.index.placements.find(room.round);
  if (placement == state.index.placements.end() || room.locked) return {};
  for (const PersonId id : people)
    if (state.person(id).pinned) return {};
  const Session& session = state.session(room.session);
  const grouping::RoomSummary need = in_need(state, room, state.primary_node(session, room.basis));
  grouping::RemedyRules rules;
  rules.may_enter = [&](RoomId other) {
    if (!state.index.here.contains(other) || may_empty(state.room(other), now)) return false;
    return std::all_of(people.begin(), people.end(),
                       [&](PersonId id) { return may_share(state, id, state.room(other)); });
  };
  for (const grouping::Remedy& remedy :
       grouping::remedies(placement->second, need, grouping::normalised(session.definition.policy.rooms), rules))
    if (remedy.kind == grouping::RemedyKind::merge) return remedy.room;
  return {};
}

/// They are asked, each for themselves: whoever would rather stay does, and is asked again only when other people are
/// there, or another room would take them.
void ask_small(Deciding& d, RoomId id) {
  const Room& room = d.state().room(id);
  const std::vector<PersonId> people = small_company(d.state(), room);
  std::optional<RoomId> to = room_for_all(d.state(), room, people, d.now());
  if (to == std::optional(room.small_to) && people == room.small_company) to.reset();
  d.emit(SmallNoticed{id, to.value_or(RoomId{})});
  if (!to) return;
  for (const PersonId person : people)
    if (d.state().person(person).offers.empty())
      d.emit(OffersMade{person, {{*to, "fuller_room"}}, d.now() + limits::offer_lasts, false, false});
}

/// When its people are to be asked; not while others are asked to come here.
std::optional<Instant> asks_small(const State& state, const Room& room) {
  const bool open = !room.closed && state.round(room.round).state == RoundState::open;
  if (!open || !room.small_since || room.small_looks >= limits::small_looks) return {};
  if (state.session(room.session).definition.policy.lone_remedy.mode == RemedyMode::never) return {};
  const Instant next =
      room.small_asked ? room.small_looked + limits::small_again : room.small_since + limits::small_after;
  return std::max(next, room.awaits_until);
}

}  // namespace

std::optional<Instant> room_deadline(const State& state, const Room& room) {
  if (room.closed) return chat_deadline(state, room);
  std::optional<Instant> due;
  const auto consider = [&](Instant when) { due = due ? std::min(*due, when) : when; };
  const bool open = state.round(room.round).state == RoundState::open;
  for (const Seat& seat : room.seats) {
    if (seat.state == SeatState::left) consider(state.person(seat.person).kept_until);
    if (open && late(seat)) consider(arrive_by(state, seat));
  }
  if (const auto turns = turns_deadline(state, room)) consider(*turns);
  if (const auto small = asks_small(state, room)) consider(*small);
  if (open && room.alone_since) {
    const Seat* lone = lone_seat(state, room);
    if (!room.alone_noticed) {
      consider(room.alone_since + limits::alone_after);
    } else if (lone && !state.person(lone->person).stays) {
      const LoneRule& rule = state.session(room.session).definition.policy.lone_remedy;
      const Instant acts = room.alone_since + limits::alone_after + rule.after;
      const bool will_act = rule.mode == RemedyMode::by_itself && room.alone_noticed < acts;
      consider(will_act ? std::min(acts, room.alone_noticed + look_again) : room.alone_noticed + look_again);
    }
  }
  return due;
}

void room_due(Deciding& d, RoomId id) {
  const Room& room = d.state().room(id);
  if (chat_due(d, id)) return;
  const bool open = d.state().round(room.round).state == RoundState::open;
  KeptSeatsFreed freed{id, {}};
  NotArrived missing;
  for (const Seat& seat : room.seats) {
    if (seat.state == SeatState::left && d.state().person(seat.person).kept_until <= d.now())
      freed.people.push_back(seat.person);
    if (open && late(seat) && arrive_by(d.state(), seat) <= d.now()) missing.people.push_back(seat.person);
  }
  if (!freed.people.empty()) d.emit(std::move(freed));
  if (!missing.people.empty()) d.emit(std::move(missing));
  turns_due(d, id);
  if (const auto small = asks_small(d.state(), room); small && *small <= d.now()) ask_small(d, id);
  if (!open || !room.alone_since) return;
  const std::optional<Instant> due = room_deadline(d.state(), room);
  if (due && *due <= d.now()) notice_alone(d, id);
}

}  // namespace convene

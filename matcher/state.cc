#include "matcher/state.h"

#include <algorithm>

#include "matcher/check.h"
#include "matcher/debrief.h"
#include "matcher/room_basis.h"
#include "matcher/state_index.h"

namespace convene {

namespace {

template <class Items, class Tag>
auto& at(Items& items, Id<Tag> id) {
  CONVENE_CHECK(id.value >= 1 && id.value <= items.size());
  return items[id.value - 1];
}

}  // namespace

Person& State::person(PersonId id) { return at(people, id); }
const Person& State::person(PersonId id) const { return at(people, id); }
const Person* State::find(PersonId id) const {
  return id.value >= 1 && id.value <= people.size() ? &people[id.value - 1] : nullptr;
}
Room& State::room(RoomId id) { return at(rooms, id); }
const Room& State::room(RoomId id) const { return at(rooms, id); }
const Room* State::find(RoomId id) const {
  return id.value >= 1 && id.value <= rooms.size() ? &rooms[id.value - 1] : nullptr;
}
Ticket& State::ticket(TicketId id) { return at(tickets, id); }
const Ticket& State::ticket(TicketId id) const { return at(tickets, id); }
const Ticket* State::find(TicketId id) const {
  return id.value >= 1 && id.value <= tickets.size() ? &tickets[id.value - 1] : nullptr;
}
Round& State::round(RoundId id) { return at(rounds, id); }
const Round& State::round(RoundId id) const { return at(rounds, id); }

Session& State::session(std::int32_t i) {
  CONVENE_CHECK(i >= 0 && static_cast<std::size_t>(i) < sessions.size());
  return sessions[static_cast<std::size_t>(i)];
}
const Session& State::session(std::int32_t i) const {
  CONVENE_CHECK(i >= 0 && static_cast<std::size_t>(i) < sessions.size());
  return sessions[static_cast<std::size_t>(i)];
}

std::int32_t State::find_session(std::string_view id) const {
  const auto found = index.sessions.find(id);
  return found == index.sessions.end() ? -1 : found->second;
}

const std::shared_ptr<const grouping::Tree>& State::primary(const Session& s) const {
  if (s.definition.kind == SessionKind::role_alike) return index.roles;
  if (s.definition.kind == SessionKind::regional) return index.regions;
  if (s.definition.kind == SessionKind::debrief) return index.subjects.at(s.definition.id);
  return index.flat;
}

grouping::NodeIndex State::primary_node(const Session& s, PersonId id) const {
  const grouping::Member& member = index.members[id.value - 1];
  if (s.definition.kind == SessionKind::role_alike) return member.role;
  if (s.definition.kind == SessionKind::regional) return member.region;
  if (s.definition.kind == SessionKind::debrief)
    if (const auto subject = chosen_of(s.definition, person(id)))
      return primary(s)->find(*subject).value_or(grouping::root_node);
  return grouping::root_node;
}

grouping::NodeIndex State::primary_node(const Session& s, const Basis& basis) const {
  return primary(s)->find(category_of(*this, s, basis)).value_or(grouping::root_node);
}

const Seat* find_seat(const Room& room, PersonId person) {
  for (const Seat& seat : room.seats)
    if (seat.person == person) return &seat;
  return nullptr;
}

Seat* find_seat(Room& room, PersonId person) {
  return const_cast<Seat*>(find_seat(std::as_const(room), person));  // NOLINT: the room is ours to change
}

Languages languages_of(const State& state, PersonId person) {
  const Languages mine = state.index.members[person.value - 1].languages;
  return mine == 0 ? any_language : mine;
}

bool is_company(const State& state, const Room& room, const Seat& seat) {
  if (seat.state != SeatState::in_call) return seat.state == SeatState::present;
  return !state.person(seat.person).lapsed || std::any_of(room.seats.begin(), room.seats.end(), [&](const Seat& other) {
    return other.state == SeatState::in_call && other.person != seat.person;
  });
}

grouping::Load load_of(const State& state, const Room& room) {
  grouping::Load load;
  for (const Seat& seat : room.seats) {
    ++load.taken;
    const bool company = is_company(state, room, seat) ||
                         ((seat.state == SeatState::assigned || seat.state == SeatState::delivered) && !seat.no_show) ||
                         (seat.state == SeatState::away && !state.person(seat.person).lapsed);
    if (company) ++load.company;
  }
  load.capacity = room.locked ? 0 : grouping::normalised(state.session(room.session).definition.policy.rooms).max;
  return load;
}

const PairRule* find_pair(const State& state, PersonId one, PersonId other) {
  const std::pair<PersonId, PersonId> key = std::minmax(one, other);
  const auto at = std::ranges::lower_bound(state.pairs, key, {},
                                           [](const PairRule& rule) { return std::pair(rule.one, rule.other); });
  return at == state.pairs.end() || std::pair(at->one, at->other) != key ? nullptr : &*at;
}

const Operation* find_operation(const State& state, OperationId id) {
  const auto number = [](const Operation& one) { return one.done.operation; };
  const auto at = std::ranges::lower_bound(state.operations, id, {}, number);
  return at == state.operations.end() || number(*at) != id ? nullptr : &*at;
}

}  // namespace convene

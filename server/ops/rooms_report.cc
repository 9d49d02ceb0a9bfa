#include "server/ops/rooms_report.h"

#include <algorithm>
#include <set>
#include <utility>

#include "matcher/view_parts.h"
#include "server/ops/person_key.h"
#include "server/ops/room_names.h"

namespace convene::ops {

namespace {

std::vector<PersonId> without_erased(const State& state, std::vector<PersonId> people) {
  std::sort(people.begin(), people.end());
  people.erase(std::unique(people.begin(), people.end()), people.end());
  std::erase_if(people, [&](PersonId id) { return !state.person(id).profile.words; });
  return people;
}

std::vector<PersonId> people_of(const State& state, const Room& room) {
  std::vector<PersonId> out = room.were_here;
  for (const Seat& seat : room.seats)
    if (seat.state != SeatState::left || seat.arrived) out.push_back(seat.person);
  return without_erased(state, std::move(out));
}

std::vector<PersonId> seated_in(const State& state, const Room& room) {
  std::vector<PersonId> out;
  for (const Seat& seat : room.seats)
    if (seat.state != SeatState::left) out.push_back(seat.person);
  return without_erased(state, std::move(out));
}

void tell_round(const State& state, const Round& round, std::vector<PersonId> (*people)(const State&, const Room&),
                std::vector<RoomTold>& out) {
  std::set<std::string> names;
  for (const RoomId id : round.rooms) {
    const Room& room = state.room(id);
    const std::string plain = room_name(state.event, views::shown_name(room));
    std::string name = plain;
    for (std::size_t n = 2; !names.insert(name).second; ++n) name = plain + " (" + std::to_string(n) + ')';
    out.push_back({state.session(round.session).definition.id, round.number, id, name, people(state, room)});
  }
}

}  // namespace

std::vector<RoomTold> rooms_told(const State& state, std::string_view session, std::uint32_t round) {
  std::vector<RoomTold> out;
  for (const Round& one : state.rounds) {
    if (!session.empty() && state.session(one.session).definition.id != session) continue;
    if (round == 0 || one.number == round) tell_round(state, one, people_of, out);
  }
  return out;
}

std::vector<RoomTold> rooms_of_round(const State& state, std::string_view session, std::uint32_t round) {
  const Round* chosen = nullptr;
  for (const Round& one : state.rounds)
    if (state.session(one.session).definition.id == session && (round == 0 || one.number == round)) chosen = &one;
  std::vector<RoomTold> out;
  if (chosen) tell_round(state, *chosen, chosen->state == RoundState::open ? seated_in : people_of, out);
  return out;
}

std::vector<SeatRow> seat_rows(const State& state, const std::vector<RoomTold>& rooms) {
  std::vector<SeatRow> rows;
  for (const RoomTold& room : rooms)
    for (const PersonId id : room.people) {
      const Person& person = state.person(id);
      rows.push_back({state.event.id, room.session, room.round, room.name, key_of(person), person.profile.words->name,
                      person.profile.words->email});
    }
  return rows;
}

}  // namespace convene::ops

#include "server/ops/rooms_report.h"

#include <algorithm>

#include "matcher/view_parts.h"
#include "server/ops/person_key.h"
#include "server/ops/room_names.h"

namespace convene::ops {

namespace {

std::vector<PersonId> people_of(const State& state, const Room& room) {
  std::vector<PersonId> out = room.were_here;
  for (const Seat& seat : room.seats)
    if (seat.state != SeatState::left || seat.arrived) out.push_back(seat.person);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  std::erase_if(out, [&](PersonId id) { return !state.person(id).profile.words; });
  return out;
}

}  // namespace

std::vector<RoomTold> rooms_told(const State& state, std::string_view session, std::uint32_t round) {
  std::vector<RoomTold> out;
  for (const Round& one : state.rounds) {
    const std::string& id = state.session(one.session).definition.id;
    if ((!session.empty() && id != session) || (round != 0 && one.number != round)) continue;
    for (const RoomId number : one.rooms) {
      const Room& room = state.room(number);
      out.push_back({id, one.number, number, room_name(state.event, views::shown_name(room)), people_of(state, room)});
    }
  }
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

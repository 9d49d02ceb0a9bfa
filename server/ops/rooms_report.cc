#include "server/ops/rooms_report.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <variant>

#include "matcher/view_parts.h"
#include "server/ops/history.h"
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

/// Whoever was in several of these rooms stays in the one where they were last.
void keep_last(const State& state, journal::Journal& journal, const std::string& event, std::vector<RoomTold>& rooms) {
  std::map<PersonId, std::vector<RoomId>> in;
  for (const RoomTold& room : rooms)
    for (const PersonId id : room.people) in[id].push_back(room.room);
  std::erase_if(in, [](const auto& one) { return one.second.size() < 2; });
  if (in.empty()) return;
  std::map<PersonId, RoomId> last;
  for (const auto& [person, were] : in) last[person] = were.back();
  // A seat in which nobody was seen is none in which somebody sat.
  std::map<PersonId, RoomId> at;
  const auto seen = [&](PersonId person) {
    const auto were = in.find(person);
    const auto room = at.find(person);
    if (were != in.end() && room != at.end() && std::ranges::count(were->second, room->second) != 0)
      last[person] = room->second;
  };
  each_record(
      journal, event, {PeopleSeated::name, SeatsTurned::name, OperationDone::name},
      [&](std::uint64_t, const Record& record) {
        for (const Fact& fact : record.facts) {
          if (const auto* given = std::get_if<PeopleSeated>(&fact))
            for (const NewSeat& seat : given->seats) at[seat.person] = given->room;
          if (const auto* done = std::get_if<OperationDone>(&fact))
            for (const AwayChange& away : done->away) at[away.person] = away.to;
          if (const auto* turned = std::get_if<SeatsTurned>(&fact); turned && there(turned->state))
            for (const PersonId person : turned->people) seen(person);
        }
      },
      state.seq);
  // Whoever holds a seat yet sits there.
  for (const RoomTold& room : rooms)
    for (const PersonId id : seated_in(state, state.room(room.room)))
      if (last.contains(id)) last[id] = room.room;
  for (RoomTold& room : rooms)
    std::erase_if(room.people, [&](PersonId id) { return last.contains(id) && last.at(id) != room.room; });
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

std::vector<RoomTold> rooms_of_round(const State& state, journal::Journal& journal, const std::string& event,
                                     std::string_view session, std::uint32_t round) {
  const Round* chosen = nullptr;
  for (const Round& one : state.rounds)
    if (state.session(one.session).definition.id == session && (round == 0 || one.number == round)) chosen = &one;
  std::vector<RoomTold> out;
  if (!chosen) return out;
  const bool open = chosen->state == RoundState::open;
  tell_round(state, *chosen, open ? seated_in : people_of, out);
  if (!open) keep_last(state, journal, event, out);
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

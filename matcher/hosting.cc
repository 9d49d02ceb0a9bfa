#include "matcher/hosting.h"

#include <algorithm>

#include "matcher/links.h"
#include "matcher/room_basis.h"

namespace convene {

namespace {

bool wants_hosts(const State& state, std::int32_t session) {
  return state.session(session).definition.policy.facilitators == FacilitatorRule::one_per_room_if_enough;
}

/// Facilitators who reach the session, are here and in no room or lobby. Sorted.
std::vector<PersonId> free_hosts(const State& state, std::int32_t session) {
  std::vector<PersonId> out;
  for (const PersonId id : state.index.staff) {
    const Person& person = state.person(id);
    if (person.standing == Standing::in && person.wears(Hat::facilitator) && person.online && !person.visiting &&
        person.session < 0 && in_scope(state, id, session))
      out.push_back(id);
  }
  return out;
}

/// Takes one out of those who are free and may be there: who shares a language with the room, if there is one.
std::optional<PersonId> take_host(const State& state, const Room& room, std::vector<PersonId>& free) {
  const Languages spoken = shared_languages(state, room);
  auto chosen = free.end();
  for (auto one = free.begin(); one != free.end(); ++one) {
    if (!may_share(state, *one, room)) continue;
    const bool talks = (languages_of(state, *one) & spoken) != 0;
    if (talks || chosen == free.end()) chosen = one;
    if (talks) break;
  }
  if (chosen == free.end()) return {};
  const PersonId host = *chosen;
  free.erase(chosen);
  return host;
}

void begin_visit(Deciding& d, PersonId host, RoomId room) {
  d.emit(RoomVisited{host, room});
  link_to_host(d, room, host);
}

std::size_t speakers_for(const State& state, const Room& room, const std::vector<PersonId>& hosts) {
  const Languages spoken = shared_languages(state, room);
  return static_cast<std::size_t>(
      std::count_if(hosts.begin(), hosts.end(), [&](PersonId id) { return (languages_of(state, id) & spoken) != 0; }));
}

}  // namespace

void host_rooms(Deciding& d, RoundId id) {
  const State& state = d.state();
  const Round& round = state.round(id);
  if (!wants_hosts(state, round.session)) return;
  std::vector<PersonId> free = free_hosts(state, round.session);
  if (round.rooms.empty() || free.size() < round.rooms.size()) return;
  // Rooms whose language few of them speak choose first.
  std::vector<std::pair<std::size_t, RoomId>> rooms;
  for (const RoomId room : round.rooms) rooms.emplace_back(speakers_for(state, state.room(room), free), room);
  std::sort(rooms.begin(), rooms.end());
  for (const auto& [speakers, room] : rooms)
    if (const auto host = take_host(state, state.room(room), free)) begin_visit(d, *host, room);
}

void host_room(Deciding& d, RoomId id) {
  const State& state = d.state();
  const Room& room = state.room(id);
  if (!wants_hosts(state, room.session)) return;
  std::vector<PersonId> free = free_hosts(state, room.session);
  if (const auto host = take_host(state, room, free)) begin_visit(d, *host, id);
}

bool lacks_host(const State& state, const Room& room) {
  if (!wants_hosts(state, room.session)) return false;
  if (const auto visitors = state.index.visitors.find(room.id); visitors != state.index.visitors.end())
    for (const PersonId id : visitors->second)
      if (state.person(id).online) return false;
  return std::none_of(room.seats.begin(), room.seats.end(), [&](const Seat& seat) {
    return state.person(seat.person).staff() && is_company(state, room, seat);
  });
}

}  // namespace convene

#include "server/ops/meetings.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "matcher/attendance.h"

namespace convene::ops {

void each_meeting(const State& state, std::string_view session,
                  const std::function<bool(PersonId one, PersonId other, std::span<const RoomId> rooms)>& each) {
  std::vector<std::pair<RoomId, std::vector<PersonId>>> rooms;
  std::map<PersonId, std::vector<std::size_t>> by_person;  // where in `rooms`
  for (const Round& round : state.rounds) {
    if (!session.empty() && state.session(round.session).definition.id != session) continue;
    for (const RoomId id : round.rooms) {
      std::vector<PersonId> there = who_was_in(state.room(id));
      std::erase_if(there, [&](PersonId one) { return !state.person(one).profile.words; });
      for (const PersonId one : there) by_person[one].push_back(rooms.size());
      rooms.emplace_back(id, std::move(there));
    }
  }
  for (const auto& [one, mine] : by_person) {
    std::vector<std::pair<PersonId, std::size_t>> others;  // of greater ids, and where
    for (const std::size_t at : mine) {
      const std::vector<PersonId>& there = rooms[at].second;
      for (auto other = std::ranges::upper_bound(there, one); other != there.end(); ++other)
        others.emplace_back(*other, at);
    }
    std::ranges::sort(others);
    for (auto at = others.begin(); at != others.end();) {
      const PersonId other = at->first;
      std::vector<RoomId> where;
      for (; at != others.end() && at->first == other; ++at) where.push_back(rooms[at->second].first);
      if (!each(one, other, where)) return;
    }
  }
}

}  // namespace convene::ops

#include "matcher/grouping/part.h"

#include <algorithm>

#include "matcher/grouping/couples.h"
#include "matcher/grouping/score.h"

namespace convene::grouping {
namespace {

constexpr std::uint32_t nowhere = ~0u;

bool apart(const Problem& problem, std::uint32_t a, std::uint32_t b) {
  return std::binary_search(problem.apart.begin(), problem.apart.end(),
                            couple(problem.people[a].id, problem.people[b].id));
}

bool welcome(const Problem& problem, const std::vector<std::uint32_t>& room, std::uint32_t person) {
  return std::none_of(room.begin(), room.end(), [&](std::uint32_t other) { return apart(problem, person, other); });
}

/// Somebody who sits with somebody to be kept apart from; `nowhere` if all is well.
std::uint32_t in_conflict(const Problem& problem, const Seating& seating) {
  for (const Couple& c : problem.apart) {
    const std::uint32_t a = index_of(problem.people, c.first);
    const std::uint32_t b = index_of(problem.people, c.second);
    if (a == nowhere || b == nowhere) continue;
    if (seating.room_of(a) != nowhere && seating.room_of(a) == seating.room_of(b)) return b;
  }
  return nowhere;
}

/// The exchange that mends the most for this person; false if none mends anything.
bool exchange(const Problem& problem, Seating& seating, std::uint32_t person) {
  const std::uint32_t from = seating.room_of(person);
  std::int64_t best = -Units::apart / 2;  // at least one pair fewer
  std::uint32_t partner = nowhere;
  std::uint32_t room = nowhere;
  const Seats& rooms = seating.rooms();
  for (std::uint32_t r = 0; r < rooms.size(); ++r) {
    if (r == from || rooms[r].empty()) continue;
    if (rooms[r].size() < problem.sizes.max && rooms[from].size() > 2) {
      const std::int64_t delta = seating.move_delta(person, r);
      if (delta < best) best = delta, room = r, partner = nowhere;
    }
    for (const std::uint32_t other : rooms[r]) {
      const std::int64_t delta = seating.swap_delta(person, other);
      if (delta < best) best = delta, partner = other, room = nowhere;
    }
  }
  if (partner != nowhere) {
    seating.swap(person, partner);
  } else if (room != nowhere) {
    seating.move(person, room);
  }
  return partner != nowhere || room != nowhere;
}

/// Takes the seat away. Whoever is alone then goes where they are welcome, or loses the seat as well.
void unseat(const Problem& problem, Seating& seating, std::uint32_t person, std::vector<Unplaced>& unplaced) {
  Seats rooms = seating.rooms();
  auto& room = rooms[seating.room_of(person)];
  std::erase(room, person);
  unplaced.push_back({problem.people[person].id, UnplacedWhy::kept_apart});
  if (room.size() == 1) {
    const std::uint32_t lone = room.front();
    room.clear();
    const auto host = std::find_if(rooms.begin(), rooms.end(), [&](const auto& r) {
      return !r.empty() && r.size() < problem.sizes.max && welcome(problem, r, lone);
    });
    if (host != rooms.end()) {
      host->push_back(lone);
    } else {
      unplaced.push_back({problem.people[lone].id, UnplacedWhy::kept_apart});
    }
  }
  seating.seat(std::move(rooms));
}

}  // namespace

void part(const Problem& problem, Seating& seating, std::vector<Unplaced>& unplaced) {
  for (std::uint32_t person; (person = in_conflict(problem, seating)) != nowhere;) {
    if (!exchange(problem, seating, person)) unseat(problem, seating, person, unplaced);
  }
}

}  // namespace convene::grouping

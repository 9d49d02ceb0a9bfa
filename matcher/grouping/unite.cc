#include "matcher/grouping/unite.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "matcher/grouping/couples.h"

namespace convene::grouping {
namespace {

constexpr std::uint32_t nobody = ~0u;

using Group = std::vector<std::uint32_t>;

/// Connected people, each group in the order in which one leads to the next.
std::vector<Group> groups_of(const Problem& problem) {
  std::map<std::uint32_t, std::vector<std::uint32_t>> with;
  for (const Couple& c : problem.together) {
    const std::uint32_t a = index_of(problem.people, c.first);
    const std::uint32_t b = index_of(problem.people, c.second);
    if (a == nobody || b == nobody) continue;
    with[a].push_back(b);
    with[b].push_back(a);
  }
  std::vector<Group> groups;
  std::vector<bool> seen(problem.people.size());
  for (const auto& [first, others] : with) {
    if (seen[first]) continue;
    Group group{first};
    seen[first] = true;
    for (std::size_t next = 0; next < group.size(); ++next)
      for (const std::uint32_t other : with[group[next]])
        if (!seen[other]) seen[other] = true, group.push_back(other);
    groups.push_back(std::move(group));
  }
  return groups;
}

/// The exchanges made, so that they can be taken back.
class Attempt {
 public:
  explicit Attempt(Seating& seating) : seating_(seating), before_(seating.cost()) {}

  void swap(std::uint32_t a, std::uint32_t b) {
    seating_.swap(a, b);
    done_.push_back({a, b, nobody});
  }
  void move(std::uint32_t person, std::uint32_t room) {
    done_.push_back({person, nobody, seating_.room_of(person)});
    seating_.move(person, room);
  }
  std::int64_t gain() const { return before_ - seating_.cost(); }
  /// Somebody sits where the others left.
  bool leaves_alone() const {
    return std::any_of(done_.begin(), done_.end(), [&](const Step& step) {
      return step.other == nobody && seating_.rooms()[step.from].size() == 1;
    });
  }
  void take_back() {
    for (auto it = done_.rbegin(); it != done_.rend(); ++it) {
      if (it->other == nobody) {
        seating_.move(it->person, it->from);
      } else {
        seating_.swap(it->person, it->other);
      }
    }
    done_.clear();
  }

 private:
  struct Step {
    std::uint32_t person;
    std::uint32_t other;  // nobody: a move
    std::uint32_t from;
  };

  Seating& seating_;
  std::int64_t before_;
  std::vector<Step> done_;
};

/// Who of the room gives way to this person at the least cost; nobody, if only the group sits there.
std::uint32_t gives_way(const Seating& seating, const Group& group, std::uint32_t room, std::uint32_t person) {
  std::uint32_t best = nobody;
  std::int64_t best_delta = 0;
  for (const std::uint32_t other : seating.rooms()[room]) {
    if (std::find(group.begin(), group.end(), other) != group.end()) continue;
    const std::int64_t delta = seating.swap_delta(person, other);
    if (best != nobody && std::pair(delta, other) >= std::pair(best_delta, best)) continue;
    best = other;
    best_delta = delta;
  }
  return best;
}

/// Where this person costs the least, of the rooms with a seat; nobody, if none has one.
std::uint32_t cheapest_room(const Seating& seating, std::uint32_t person, std::uint16_t max) {
  std::uint32_t best = nobody;
  std::int64_t best_delta = 0;
  for (std::uint32_t room = 0; room < seating.rooms().size(); ++room) {
    const std::size_t size = seating.rooms()[room].size();
    if (room == seating.room_of(person) || size == 0 || size >= max) continue;
    const std::int64_t delta = seating.move_delta(person, room);
    if (best != nobody && delta >= best_delta) continue;
    best = room;
    best_delta = delta;
  }
  return best;
}

/// Where nobody is left to give way, the room gets one seat more; whoever is left alone by that goes elsewhere.
bool add_seat(Attempt& attempt, const Seating& seating, std::uint32_t person, std::uint32_t room, std::uint16_t max) {
  if (seating.rooms()[room].size() >= max) return false;
  const std::uint32_t from = seating.room_of(person);
  attempt.move(person, room);
  if (seating.rooms()[from].size() != 1) return true;
  const std::uint32_t lone = seating.rooms()[from].front();
  const std::uint32_t to = cheapest_room(seating, lone, max);
  if (to == nobody) return false;
  attempt.move(lone, to);
  return true;
}

std::int64_t gather(Attempt& attempt, const Seating& seating, const Group& group, std::uint32_t room,
                    std::uint16_t max) {
  for (const std::uint32_t person : group) {
    if (seating.room_of(person) == room || seating.room_of(person) == nobody) continue;
    const std::uint32_t other = gives_way(seating, group, room, person);
    if (other != nobody) {
      attempt.swap(person, other);
    } else if (!add_seat(attempt, seating, person, room, max)) {
      break;
    }
  }
  return attempt.leaves_alone() ? 0 : attempt.gain();
}

/// Rooms where nobody of the group sits, the nearest in the list to the first of theirs: neighbours are of like kinds.
std::vector<std::uint32_t> other_rooms(const Seating& seating, const std::vector<std::uint32_t>& own) {
  constexpr std::size_t most = 64;
  const auto count = static_cast<std::uint32_t>(seating.rooms().size());
  std::vector<std::uint32_t> out;
  for (std::uint32_t away = 1; away < count && out.size() < most; ++away) {
    if (own.front() >= away) out.push_back(own.front() - away);
    if (own.front() + away < count) out.push_back(own.front() + away);
  }
  std::erase_if(out, [&](std::uint32_t room) {
    return seating.rooms()[room].empty() || std::binary_search(own.begin(), own.end(), room);
  });
  return out;
}

/// The room where gathering the group gains the most; nobody, if it gains nowhere.
std::uint32_t best_room(Seating& seating, const Group& group, const std::vector<std::uint32_t>& rooms,
                        std::uint16_t max) {
  Attempt attempt(seating);
  std::uint32_t best = nobody;
  std::int64_t best_gain = 0;
  for (const std::uint32_t room : rooms) {
    const std::int64_t gain = gather(attempt, seating, group, room, max);
    attempt.take_back();
    if (gain <= best_gain) continue;
    best = room;
    best_gain = gain;
  }
  return best;
}

}  // namespace

void unite(Seating& seating, const Problem& problem) {
  for (const Group& group : groups_of(problem)) {
    std::vector<std::uint32_t> rooms;
    for (const std::uint32_t person : group)
      if (seating.room_of(person) != nobody) rooms.push_back(seating.room_of(person));
    std::sort(rooms.begin(), rooms.end());
    rooms.erase(std::unique(rooms.begin(), rooms.end()), rooms.end());
    if (rooms.size() < 2) continue;
    std::uint32_t best = best_room(seating, group, rooms, problem.sizes.max);
    // Among their own, other groups may sit that would have to part.
    if (best == nobody) best = best_room(seating, group, other_rooms(seating, rooms), problem.sizes.max);
    Attempt attempt(seating);
    if (best != nobody) gather(attempt, seating, group, best, problem.sizes.max);
  }
}

}  // namespace convene::grouping

#include "matcher/grouping/blocks.h"

#include <algorithm>

#include "matcher/rng.h"

namespace convene::grouping {
namespace {

struct Place {
  std::uint16_t order = 0;  // in the walk of the tree that decides
  std::uint64_t tie = 0;
  std::uint32_t room = 0;
  auto operator<=>(const Place&) const = default;
};

/// The tree besides the one that decides, as Criteria has it; `most_trees`: none counts.
std::size_t other_tree(const Criteria& criteria) {
  const auto ranked = criteria.ranked();
  for (std::size_t t = 0; t < ranked.size(); ++t)
    if (ranked[t].tree != &criteria.primary()) return t;
  return Criteria::most_trees;
}

std::vector<Place> walk(const Seating& seating, std::uint32_t epoch, std::uint64_t seed) {
  const Criteria& criteria = seating.criteria();
  const std::size_t other = other_tree(criteria);
  const std::uint64_t chance = mix(seed, epoch);
  std::vector<Place> places;
  for (std::uint32_t r = 0; r < seating.rooms().size(); ++r) {
    const auto& room = seating.rooms()[r];
    if (room.empty()) continue;
    const Criteria::Person& person = criteria[room[epoch % room.size()]];
    const bool by_other = epoch % 2 == 0 && other != Criteria::most_trees;
    places.push_back({criteria.primary().order(person.kind), by_other ? person.order[other] : mix(chance, r), r});
  }
  std::sort(places.begin(), places.end());
  return places;
}

}  // namespace

Blocks blocks_of(const Seating& seating, std::uint32_t epoch, std::uint64_t seed) {
  Blocks blocks;
  std::uint32_t seated = 0;
  for (const auto& room : seating.rooms()) seated += static_cast<std::uint32_t>(room.size());
  const std::uint32_t count = (seated + block_people / 2) / block_people;
  const std::uint32_t full = count < 2 ? seated : seated / count + 1;
  // Three eighths on in each epoch: all eight shifts come up before one does again.
  std::uint32_t room_left = count < 2 ? full : full - epoch * 3 % 8 * (full / 8);
  blocks.place.resize(seating.criteria().size());
  for (const Place& place : walk(seating, epoch, seed)) {
    const auto& room = seating.rooms()[place.room];
    if (blocks.rooms.empty() || blocks.people.back() >= room_left) {
      if (!blocks.rooms.empty()) room_left = full;
      blocks.rooms.emplace_back();
      blocks.people.push_back(0);
    }
    blocks.rooms.back().push_back(place.room);
    for (const std::uint32_t person : room) blocks.place[person] = blocks.people.back()++;
  }
  return blocks;
}

}  // namespace convene::grouping

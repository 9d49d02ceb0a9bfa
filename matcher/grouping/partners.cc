#include "matcher/grouping/partners.h"

#include <algorithm>
#include <compare>

namespace convene::grouping {
namespace {

constexpr std::uint32_t kin_window = 48;

struct Place {
  std::uint64_t languages;
  std::uint16_t order;
  std::uint32_t person;
  auto operator<=>(const Place&) const = default;
};

}  // namespace

Partners::Partners(const Seating& seating) {
  const Criteria& criteria = seating.criteria();
  std::vector<Place> places;
  places.reserve(criteria.size());
  for (const auto& room : seating.rooms())
    for (const std::uint32_t i : room) places.push_back({0, criteria.primary().order(criteria[i].kind), i});
  const auto arrange = [&](Walk& walk) {
    std::sort(places.begin(), places.end());
    walk.people.reserve(places.size());
    walk.place.resize(criteria.size());
    for (const Place& place : places) {
      walk.place[place.person] = static_cast<std::uint32_t>(walk.people.size());
      walk.people.push_back(place.person);
    }
  };
  arrange(walk_);
  kin_.resize(places.size());
  for (std::uint32_t from = 0, to = 0; from < places.size(); from = to) {
    while (to < places.size() && places[to].order == places[from].order) ++to;
    std::fill(kin_.begin() + from, kin_.begin() + to, std::pair(from, to));
  }
  for (Place& place : places) place.languages = criteria[place.person].languages;
  arrange(speakers_);
}

std::uint32_t Partners::Walk::near(std::uint32_t person, Rng& rng) const {
  const std::uint32_t at = place[person];
  const std::uint32_t from = at > kin_window ? at - kin_window : 0;
  const std::uint32_t to = std::min(at + kin_window, static_cast<std::uint32_t>(people.size()));
  return people[from + rng.below(to - from)];
}

}  // namespace convene::grouping

#include "matcher/bonds.h"

#include <algorithm>

#include "matcher/state.h"

namespace convene {

namespace {

void insert(std::vector<PersonId>& into, PersonId person) {
  const auto at = std::lower_bound(into.begin(), into.end(), person);
  if (at == into.end() || *at != person) into.insert(at, person);
}

/// An entry without anybody goes: what is bound to nobody is as if it had never been.
template <class Map, class Key>
void remove(Map& map, const Key& key, PersonId person) {
  const auto at = map.find(key);
  if (at == map.end()) return;
  std::erase(at->second, person);
  if (at->second.empty()) map.erase(at);
}

template <class Map>
bool contains(const Map& map, PersonId a, PersonId b) {
  const auto found = map.find(a);
  return found != map.end() && std::binary_search(found->second.begin(), found->second.end(), b);
}

}  // namespace

/// What holds of the two is what staff say, else what the roster or one of them says.
void Bonds::settle(PersonId a, PersonId b) {
  const auto said = said_.find(std::minmax(a, b));
  if (said != said_.end() ? said->second : asked(a, b)) {
    insert(with_[a], b);
    insert(with_[b], a);
  } else {
    remove(with_, a, b);
    remove(with_, b, a);
  }
}

void Bonds::bind(PersonId a, PersonId b) {
  if (a == b) return;
  insert(listed_[a], b);
  insert(listed_[b], a);
  settle(a, b);
}

void Bonds::unbind(PersonId a, PersonId b) {
  remove(listed_, a, b);
  remove(listed_, b, a);
  settle(a, b);
}

void Bonds::wish(PersonId by, PersonId other, bool bound) {
  if (bound)
    wished_.insert({by, other});
  else
    wished_.erase({by, other});
  settle(by, other);
}

void Bonds::say(PersonId a, PersonId b, std::optional<bool> bound) {
  if (bound)
    said_[std::minmax(a, b)] = *bound;
  else
    said_.erase(std::minmax(a, b));
  settle(a, b);
}

void Bonds::change(PersonId person, const std::vector<std::string>& named_before, const std::string& key_now,
                   const std::vector<std::string>& names_now, const ByKey& by_key) {
  for (const std::string& name : named_before) remove(named_by_, name, person);
  if (const auto mine = listed_.find(person); mine != listed_.end()) {
    const std::vector<PersonId> others = mine->second;
    for (const PersonId other : others) unbind(person, other);
  }
  for (const std::string& name : names_now) {
    insert(named_by_[name], person);
    if (const auto named = by_key.find(name); named != by_key.end()) bind(person, named->second);
  }
  if (key_now.empty()) return;
  if (const auto by = named_by_.find(key_now); by != named_by_.end())
    for (const PersonId other : by->second) bind(person, other);
}

const std::vector<PersonId>& Bonds::of(PersonId person) const {
  static const std::vector<PersonId> nobody;
  const auto found = with_.find(person);
  return found == with_.end() ? nobody : found->second;
}

bool Bonds::between(PersonId a, PersonId b) const { return contains(with_, a, b); }

bool Bonds::asked(PersonId a, PersonId b) const {
  return wished_.contains({a, b}) || wished_.contains({b, a}) || contains(listed_, a, b);
}

bool Bonds::binds(PersonId person, PersonId other) const {
  return between(person, other) && (wished_.contains({person, other}) || said_.contains(std::minmax(person, other)) ||
                                    contains(listed_, person, other));
}

namespace {

/// Whether one of them wrote what can be read there, or visits the room.
template <class Of>
bool meets(const State& state, const Room& room, const Of& of) {
  if (std::ranges::any_of(room.chat, [&](const ChatLine& line) { return of(line.by); })) return true;
  const auto visitors = state.index.visitors.find(room.id);
  return visitors != state.index.visitors.end() && std::ranges::any_of(visitors->second, of);
}

/// ... or has a seat there, or keeps one.
template <class Of>
bool shares(const State& state, const Room& room, const Of& of) {
  return std::ranges::any_of(room.seats, [&](const Seat& seat) { return of(seat.person); }) || meets(state, room, of);
}

}  // namespace

bool may_meet(const State& state, PersonId person, const Room& room) {
  const auto& apart = state.index.apart.of(person);
  if (apart.empty()) return true;
  return !meets(state, room, [&](PersonId other) { return std::ranges::binary_search(apart, other); });
}

bool may_share(const State& state, PersonId person, const Room& room) {
  const auto& apart = state.index.apart.of(person);
  if (apart.empty()) return true;
  return !shares(state, room, [&](PersonId other) { return std::ranges::binary_search(apart, other); });
}

bool may_go_back(const State& state, PersonId person, const Room& room) {
  const Bonds& apart = state.index.apart;
  if (apart.of(person).empty()) return true;
  return !shares(state, room, [&](PersonId other) { return apart.binds(person, other); });
}

std::vector<grouping::Couple> couples_among(const Bonds& bonds, const std::vector<PersonId>& people) {
  std::vector<grouping::Couple> couples;
  if (bonds.empty()) return couples;
  std::vector<PersonId> here = people;
  std::sort(here.begin(), here.end());
  for (const PersonId person : here)
    for (const PersonId other : bonds.of(person))
      if (person < other && std::binary_search(here.begin(), here.end(), other)) couples.push_back({person, other});
  return couples;
}

}  // namespace convene

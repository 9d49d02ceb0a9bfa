#include "matcher/spoken.h"

#include <algorithm>
#include <bit>
#include <tuple>

namespace convene {

namespace {

template <class Act>
void each_language(Languages languages, std::uint32_t any, Act act) {
  if (languages == any_language) return act(any);
  for (; languages != 0; languages &= languages - 1) act(static_cast<std::uint32_t>(std::countr_zero(languages)));
}

}  // namespace

void Spoken::set(RoomId room, Languages shared, grouping::NodeIndex basis, grouping::Load load) {
  if (const auto known = shared_.find(room); known != shared_.end() && known->second != shared) remove(room);
  shared_[room] = shared;
  each_language(shared, any, [&](std::uint32_t language) {
    by_language_.try_emplace(language, *tree_).first->second.add(room, basis, load);
  });
}

void Spoken::remove(RoomId room) {
  const auto known = shared_.find(room);
  if (known == shared_.end()) return;
  each_language(known->second, any, [&](std::uint32_t language) {
    const auto rooms = by_language_.find(language);
    rooms->second.remove(room);
    if (rooms->second.rooms() == 0) by_language_.erase(rooms);
  });
  shared_.erase(known);
}

std::vector<grouping::Placement::Candidate> Spoken::candidates(Languages languages, grouping::NodeIndex kind,
                                                               const grouping::Sizes& sizes, std::size_t n,
                                                               const grouping::Placement::Filter& may_enter) const {
  std::vector<grouping::Placement::Candidate> found;
  const auto look = [&](std::uint32_t language) {
    const auto rooms = by_language_.find(language);
    if (rooms == by_language_.end()) return;
    const auto more = rooms->second.candidates(kind, sizes, n, may_enter);
    found.insert(found.end(), more.begin(), more.end());
  };
  each_language(languages, any, look);
  look(any);
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return std::tie(a.cost, a.load.company, a.room) < std::tie(b.cost, b.load.company, b.room);
  });
  found.erase(std::unique(found.begin(), found.end()), found.end());
  if (found.size() > n) found.resize(n);
  return found;
}

Languages Spoken::shared(RoomId room) const {
  const auto known = shared_.find(room);
  return known == shared_.end() ? 0 : known->second;
}

}  // namespace convene

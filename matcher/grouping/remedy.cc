#include "matcher/grouping/remedy.h"

#include <algorithm>
#include <tuple>

namespace convene::grouping {
namespace {

constexpr std::int32_t person_cost = 100;  // somebody has to move: more than any distance between kinds

std::int32_t distance(const Tree& tree, NodeIndex a, NodeIndex b) {
  const NodeIndex common = tree.nearest_common(a, b);
  return tree.depth(a) + tree.depth(b) - 2 * tree.depth(common);
}

}  // namespace

std::vector<Remedy> remedies(const Placement& placement, const RoomSummary& room, const Sizes& asked,
                             const RemedyRules& rules) {
  const Sizes sizes = normalised(asked);
  const std::uint16_t here = room.load.company;
  if (room.locked || here == 0 || here >= sizes.min) return {};
  const NodeIndex basis = placement.tree().contains(room.basis) ? room.basis : root_node;

  const auto may_enter = [&](RoomId other) {
    return other != room.id && placement.load(other)->company > 0 && (!rules.may_enter || rules.may_enter(other));
  };
  const auto may_leave = [&](RoomId other) { return other != room.id && (!rules.may_leave || rules.may_leave(other)); };
  const auto remedy = [&](RemedyKind kind, RoomId other, std::uint16_t people) {
    const std::int32_t levels = distance(placement.tree(), basis, *placement.basis(other));
    return Remedy{kind, other, people, people * person_cost + levels};
  };

  std::vector<Remedy> found;
  if (here == 1) {
    const auto lone = placement.nearest_lone(basis, may_enter);
    if (lone) {
      found.push_back(remedy(RemedyKind::join, *lone, 1));
      found.back().cost = 0;
    }
    const auto other = placement.best(basis, sizes, [&](RoomId r) { return r != lone && may_enter(r); });
    if (other) found.push_back(remedy(RemedyKind::join, *other, 1));
  } else if (const auto other = placement.nearest_with_seats(basis, here, may_enter)) {
    found.push_back(remedy(RemedyKind::merge, *other, here));
  }

  const auto seats = static_cast<std::uint16_t>(std::max(0, room.load.capacity - room.load.taken));
  const auto missing = static_cast<std::uint16_t>(sizes.min - here);
  if (seats > 0) {
    if (const auto giver = placement.nearest_surplus(basis, sizes.min, may_leave)) {
      const auto spare = static_cast<std::uint16_t>(placement.load(*giver)->company - sizes.min);
      found.push_back(remedy(RemedyKind::pull, *giver, std::min({seats, missing, spare})));
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const Remedy& a, const Remedy& b) {
    return std::tuple(a.cost, a.kind == RemedyKind::pull) < std::tuple(b.cost, b.kind == RemedyKind::pull);
  });
  return found;
}

}  // namespace convene::grouping

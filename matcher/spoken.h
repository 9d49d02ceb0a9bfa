// The rooms of an open round by what is spoken there, so that an arrival who follows one language of many finds a room
// without asking each of the others.
//
// A room stands under every language that all in it share, of those who named any; under "any" while nobody has.
// Thread: none of its own. Lifetime: the tree must outlive it; copies share the tree.
#pragma once

#include <cstdint>
#include <map>
#include <unordered_map>
#include <vector>

#include "matcher/grouping/placement.h"

namespace convene {

/// A bit each, as in grouping::Member; 0: none named, or none shared.
using Languages = std::uint64_t;
inline constexpr Languages any_language = ~Languages{0};

class Spoken {
 public:
  explicit Spoken(const grouping::Tree& tree) : tree_(&tree) {}

  /// The room is like this now; `shared` is any_language while nobody there named one. O(languages x depth x log
  /// rooms).
  void set(RoomId room, Languages shared, grouping::NodeIndex basis, grouping::Load load);
  void remove(RoomId room);

  /// As grouping::Placement::candidates, of rooms in which somebody of these languages can talk; empty if there are
  /// none. O(languages of the person x depth x log rooms).
  std::vector<grouping::Placement::Candidate> candidates(Languages languages, grouping::NodeIndex kind,
                                                         const grouping::Sizes& sizes, std::size_t n,
                                                         const grouping::Placement::Filter& may_enter = {}) const;

  Languages shared(RoomId room) const;

 private:
  static constexpr std::uint32_t any = 64;

  const grouping::Tree* tree_;
  std::map<std::uint32_t, grouping::Placement> by_language_;
  std::unordered_map<RoomId, Languages> shared_;
};

}  // namespace convene

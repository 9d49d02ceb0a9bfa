// Where an arrival sits: an index over the open rooms of a running round. The list of rooms is never closed.
//
// Each node of the tree keeps its rooms and the rooms below it, ordered by how many are there. An arrival walks from
// its own kind to the root and looks at a few of the emptiest rooms on the way: O(depth x log rooms), whatever the
// crowd. The answers depend on what the rooms are now, not on the order of the calls that led there.
// Thread: none of its own. Lifetime: the tree must outlive it; copies share the tree.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "matcher/grouping/problem.h"
#include "matcher/grouping/tree.h"
#include "matcher/ids.h"

namespace convene::grouping {

/// How full a room is. `company`: who counts as being there. `taken`: seats that are somebody's, there or not.
struct Load {
  std::uint16_t company = 0;
  std::uint16_t taken = 0;
  std::uint16_t capacity = 0;
  bool operator==(const Load&) const = default;
};

class Placement {
 public:
  /// Whether this person may have that room: not visited before, nobody there to be kept apart from. Rooms that
  /// nobody may enter (locked) are better removed or given capacity 0: each refusal here costs one step of the walk.
  using Filter = std::function<bool(RoomId)>;
  static constexpr std::size_t max_candidates = 8;

  struct Candidate {
    RoomId room;
    NodeIndex basis = root_node;  // what the room's common kind becomes with the arrival in it
    Load load;
    std::int32_t cost = 0;  // lower is better
    bool operator==(const Candidate&) const = default;
  };

  explicit Placement(const Tree& tree) : tree_(&tree), nodes_(tree.size()) {}

  // Changes. Adding a room that is there replaces it; the others ignore a room that is not there.

  void add(RoomId room, NodeIndex basis, Load load);
  void add(RoomId room, NodeIndex basis, std::uint16_t size, std::uint16_t capacity) {
    add(room, basis, Load{size, size, capacity});
  }
  void reload(RoomId room, Load load);
  /// As many are there as hold a seat; capacity stays.
  void resize(RoomId room, std::uint16_t size);
  void rebase(RoomId room, NodeIndex basis);
  void remove(RoomId room);

  /// The best room with a free seat: where the arrival, and those there already, keep the most in common, counted in
  /// levels of the tree for each of them. Among rooms alike in that: somebody alone first, then below min, then below
  /// ideal, then below capacity, each the emptiest first. A lone person or a room below min one level away is still
  /// better than a room of one's own kind that is past ideal. A room with nobody in it comes last of all. Nothing only
  /// if no room that passes the filter has a seat.
  std::optional<RoomId> best(NodeIndex role, const Sizes& sizes, const Filter& may_enter = {}) const;

  /// Up to n (at most 8) rooms, best first.
  std::vector<Candidate> candidates(NodeIndex role, const Sizes& sizes, std::size_t n,
                                    const Filter& may_enter = {}) const;

  /// The nearest room with a free seat in which exactly one person is.
  std::optional<RoomId> nearest_lone(NodeIndex role, const Filter& may_enter = {}) const;

  /// The nearest room that can spare somebody: more than `min` are there; the fullest of the nearest.
  std::optional<RoomId> nearest_surplus(NodeIndex role, std::uint16_t min, const Filter& may_leave = {}) const;

  /// The nearest room with somebody in it and `seats` free ones; the emptiest of the nearest.
  std::optional<RoomId> nearest_with_seats(NodeIndex role, std::uint16_t seats, const Filter& may_enter = {}) const;

  const Tree& tree() const { return *tree_; }
  std::size_t rooms() const { return rooms_.size(); }
  std::optional<Load> load(RoomId room) const;
  std::optional<NodeIndex> basis(RoomId room) const;

 private:
  struct Entry {
    NodeIndex basis = root_node;
    Load load;
  };
  using Order = std::set<std::pair<std::uint16_t, RoomId>>;  // by company, then by id
  struct Node {
    Order own;    // with a free seat, based exactly here
    Order below;  // with a free seat, based below here
    Order all;    // full or not, based here or below
  };

  void insert(RoomId room, const Entry& entry);
  void erase(RoomId room, const Entry& entry);
  Candidate judge(RoomId room, NodeIndex role, const Sizes& sizes) const;

  const Tree* tree_;
  std::vector<Node> nodes_;
  std::unordered_map<RoomId, Entry> rooms_;
};

}  // namespace convene::grouping

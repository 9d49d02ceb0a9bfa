// A taxonomy of slugs: roles or regions, from "anybody" at the root down to the most particular kind.
//
// A value; immutable once built, so any number of threads may read one. Keys are unique in a tree and name a node
// without its path ("elementary", not "educator/classroom/elementary"). A node's index is smaller than those of the
// nodes below it, so a loop from the last index to the first meets children before their parents.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace convene::grouping {

using NodeIndex = std::uint16_t;
inline constexpr NodeIndex root_node = 0;  // key ""

class Tree {
 public:
  static constexpr std::size_t max_nodes = 20'000;
  static constexpr std::size_t max_depth = 16;
  class Builder;

  /// Only a root: everybody is of one kind.
  Tree();

  std::size_t size() const { return nodes_.size(); }
  std::optional<NodeIndex> find(std::string_view key) const;
  bool contains(NodeIndex node) const { return node < nodes_.size(); }

  // All below: `node` must be in the tree.

  const std::string& key(NodeIndex node) const { return keys_[node]; }
  /// The root's parent is the root.
  NodeIndex parent(NodeIndex node) const { return nodes_[node].parent; }
  /// 0 at the root.
  std::uint16_t depth(NodeIndex node) const { return nodes_[node].depth; }
  /// In the order in which they were added.
  std::span<const NodeIndex> children(NodeIndex node) const;
  /// Depth of the deepest node.
  std::uint16_t height() const { return height_; }
  /// Position in a walk that meets a node, then all below it, then its next sibling. Neighbours in this order are kin.
  std::uint16_t order(NodeIndex node) const { return nodes_[node].order; }
  /// Whether `node` is `ancestor` or below it. O(1).
  bool is_ancestor(NodeIndex ancestor, NodeIndex node) const;
  /// The deepest node that is above or equal to both. O(depth).
  NodeIndex nearest_common(NodeIndex a, NodeIndex b) const;

 private:
  struct Node {
    NodeIndex parent = root_node;
    std::uint16_t depth = 0;
    std::uint16_t order = 0;        // first of its span in the walk
    std::uint16_t last = 0;         // last of its span in the walk
    std::uint32_t first_child = 0;  // into children_
    std::uint16_t child_count = 0;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
  };

  void index();

  std::vector<Node> nodes_;  // small, since every exchange of a refinement reads them
  std::vector<std::string> keys_;
  std::vector<NodeIndex> children_;
  std::unordered_map<std::string, NodeIndex, Hash, std::equal_to<>> by_key_;
  std::uint16_t height_ = 0;
};

/// Builds a tree from (parent, key) pairs, parents first.
class Tree::Builder {
 public:
  enum class Added : std::uint8_t { ok, empty_key, duplicate_key, unknown_parent, too_many, too_deep };

  /// `parent` empty: below the root. What is refused is not added.
  Added add(std::string_view parent, std::string_view key);
  Tree build() &&;

 private:
  Tree tree_;
};

}  // namespace convene::grouping

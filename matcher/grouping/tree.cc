#include "matcher/grouping/tree.h"

#include <algorithm>

namespace convene::grouping {

Tree::Tree() {
  nodes_.emplace_back();
  keys_.emplace_back();
  by_key_.emplace("", root_node);
}

std::optional<NodeIndex> Tree::find(std::string_view key) const {
  const auto it = by_key_.find(key);
  if (it == by_key_.end()) return std::nullopt;
  return it->second;
}

std::span<const NodeIndex> Tree::children(NodeIndex node) const {
  const Node& n = nodes_[node];
  return std::span(children_).subspan(n.first_child, n.child_count);
}

bool Tree::is_ancestor(NodeIndex ancestor, NodeIndex node) const {
  const Node& above = nodes_[ancestor];
  const std::uint16_t order = nodes_[node].order;
  return above.order <= order && order <= above.last;
}

NodeIndex Tree::nearest_common(NodeIndex a, NodeIndex b) const {
  while (!is_ancestor(a, b)) a = nodes_[a].parent;
  return a;
}

void Tree::index() {
  const std::size_t n = nodes_.size();
  for (Node& node : nodes_) node.child_count = 0;
  for (std::size_t i = 1; i < n; ++i) ++nodes_[nodes_[i].parent].child_count;

  std::uint32_t start = 0;
  for (Node& node : nodes_) {
    node.first_child = start;
    start += node.child_count;
  }
  children_.resize(start);
  std::vector<std::uint32_t> next(n);
  for (std::size_t i = 0; i < n; ++i) next[i] = nodes_[i].first_child;
  for (std::size_t i = 1; i < n; ++i) children_[next[nodes_[i].parent]++] = static_cast<NodeIndex>(i);

  // Parents have smaller indices than their children: sizes from the back, places in the walk from the front.
  std::vector<std::uint16_t> below(n, 1);
  for (std::size_t i = n; i-- > 1;)
    below[nodes_[i].parent] = static_cast<std::uint16_t>(below[nodes_[i].parent] + below[i]);
  for (std::size_t i = 0; i < n; ++i) {
    Node& node = nodes_[i];
    node.last = static_cast<std::uint16_t>(node.order + below[i] - 1);
    height_ = std::max(height_, node.depth);
    std::uint16_t order = node.order;
    for (const NodeIndex child : children(static_cast<NodeIndex>(i))) {
      nodes_[child].order = ++order;
      order = static_cast<std::uint16_t>(order + below[child] - 1);
    }
  }
}

Tree::Builder::Added Tree::Builder::add(std::string_view parent, std::string_view key) {
  if (key.empty()) return Added::empty_key;
  if (tree_.by_key_.contains(key)) return Added::duplicate_key;
  const std::optional<NodeIndex> above = tree_.find(parent);
  if (!above) return Added::unknown_parent;
  if (tree_.nodes_.size() >= max_nodes) return Added::too_many;
  if (tree_.nodes_[*above].depth >= max_depth) return Added::too_deep;

  Node node;
  node.parent = *above;
  node.depth = static_cast<std::uint16_t>(tree_.nodes_[*above].depth + 1);
  tree_.by_key_.emplace(key, static_cast<NodeIndex>(tree_.nodes_.size()));
  tree_.nodes_.push_back(node);
  tree_.keys_.emplace_back(key);
  return Added::ok;
}

Tree Tree::Builder::build() && {
  tree_.index();
  return std::move(tree_);
}

}  // namespace convene::grouping

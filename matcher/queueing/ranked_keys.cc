#include "matcher/queueing/ranked_keys.h"

#include "matcher/rng.h"

namespace convene::queueing {

void RankedKeys::recount(Link link) {
  Node& node = nodes_[link];
  node.count = 1 + count(node.left) + count(node.right);
}

RankedKeys::Link RankedKeys::take(const OrderKey& key) {
  const Node node{key, mix(key.number, static_cast<std::uint64_t>(key.place))};
  if (unused_.empty()) {
    nodes_.push_back(node);
    return static_cast<Link>(nodes_.size() - 1);
  }
  const Link link = unused_.back();
  unused_.pop_back();
  nodes_[link] = node;
  return link;
}

void RankedKeys::split(Link from, const OrderKey& key, Link& smaller, Link& rest) {
  if (from == none) {
    smaller = rest = none;
    return;
  }
  Link piece = none;
  if (nodes_[from].key < key) {
    split(nodes_[from].right, key, piece, rest);
    nodes_[from].right = piece;
    smaller = from;
  } else {
    split(nodes_[from].left, key, smaller, piece);
    nodes_[from].left = piece;
    rest = from;
  }
  recount(from);
}

RankedKeys::Link RankedKeys::join(Link smaller, Link larger) {
  if (smaller == none) return larger;
  if (larger == none) return smaller;
  if (nodes_[smaller].priority > nodes_[larger].priority) {
    nodes_[smaller].right = join(nodes_[smaller].right, larger);
    recount(smaller);
    return smaller;
  }
  nodes_[larger].left = join(smaller, nodes_[larger].left);
  recount(larger);
  return larger;
}

RankedKeys::Link RankedKeys::without(Link from, const OrderKey& key) {
  Node& node = nodes_[from];
  if (node.key == key) {
    unused_.push_back(from);
    return join(node.left, node.right);
  }
  Link& side = key < node.key ? node.left : node.right;
  side = without(side, key);
  recount(from);
  return from;
}

bool RankedKeys::add(const OrderKey& key) {
  if (contains(key)) return false;
  Link smaller = none;
  Link rest = none;
  split(root_, key, smaller, rest);
  const Link node = take(key);
  root_ = join(join(smaller, node), rest);
  return true;
}

bool RankedKeys::remove(const OrderKey& key) {
  if (!contains(key)) return false;
  root_ = without(root_, key);
  return true;
}

bool RankedKeys::contains(const OrderKey& key) const {
  for (Link at = root_; at != none;) {
    const Node& node = nodes_[at];
    if (node.key == key) return true;
    at = key < node.key ? node.left : node.right;
  }
  return false;
}

std::size_t RankedKeys::ahead(const OrderKey& key) const {
  std::size_t smaller = 0;
  for (Link at = root_; at != none;) {
    const Node& node = nodes_[at];
    if (node.key < key) {
      smaller += 1 + count(node.left);
      at = node.right;
    } else {
      at = node.left;
    }
  }
  return smaller;
}

std::optional<OrderKey> RankedKeys::at(std::size_t index) const {
  for (Link at = root_; at != none;) {
    const Node& node = nodes_[at];
    const std::size_t left = count(node.left);
    if (index == left) return node.key;
    if (index < left) {
      at = node.left;
    } else {
      index -= left + 1;
      at = node.right;
    }
  }
  return std::nullopt;
}

}  // namespace convene::queueing

// An ordered set of keys that knows how many come before any of them.
//
// A treap (Seidel and Aragon, "Randomized search trees", Algorithmica 16, 1996) whose nodes count what is below them;
// priorities are hashes of the keys, so its shape depends on nothing but what it holds. O(log n) expected each, in one
// block of memory. A value; one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "matcher/queueing/order.h"

namespace convene::queueing {

class RankedKeys {
 public:
  /// False if it is there already.
  bool add(const OrderKey& key);
  /// False if it is not there.
  bool remove(const OrderKey& key);

  bool contains(const OrderKey& key) const;
  std::size_t size() const { return count(root_); }
  bool empty() const { return root_ == none; }

  /// How many keys are smaller than `key`, which need not be in the set.
  std::size_t ahead(const OrderKey& key) const;
  /// The key with so many before it; nothing beyond the last.
  std::optional<OrderKey> at(std::size_t index) const;

  /// The first key, in order, for which `may(key)` holds. O(log n + keys refused).
  template <class May>
  std::optional<OrderKey> first(May&& may) const {
    const Link found = find_first(root_, may);
    return found == none ? std::nullopt : std::optional(nodes_[found].key);
  }
  /// The first key of all. O(log n).
  std::optional<OrderKey> first() const { return at(0); }

  /// Calls `what(key)` for each, in order. O(n).
  template <class What>
  void each(What&& what) const {
    visit(root_, what);
  }

 private:
  using Link = std::uint32_t;
  static constexpr Link none = 0xffffffffu;
  struct Node {
    OrderKey key;
    std::uint64_t priority = 0;  // a parent's is larger than its children's
    Link left = none;
    Link right = none;
    std::uint32_t count = 1;  // with all below
  };

  std::uint32_t count(Link link) const { return link == none ? 0 : nodes_[link].count; }
  void recount(Link link);
  Link take(const OrderKey& key);
  void split(Link from, const OrderKey& key, Link& smaller, Link& rest);
  Link join(Link smaller, Link larger);
  Link without(Link from, const OrderKey& key);

  template <class May>
  Link find_first(Link from, May& may) const {
    if (from == none) return none;
    const Link left = find_first(nodes_[from].left, may);
    if (left != none) return left;
    return may(nodes_[from].key) ? from : find_first(nodes_[from].right, may);
  }
  template <class What>
  void visit(Link from, What& what) const {
    if (from == none) return;
    visit(nodes_[from].left, what);
    what(nodes_[from].key);
    visit(nodes_[from].right, what);
  }

  std::vector<Node> nodes_;
  std::vector<Link> unused_;
  Link root_ = none;
};

}  // namespace convene::queueing

// The line: tickets that are ready to be called, in order, by what they need.
//
// Holds only who may be called now: tickets that are away, offered or in a session are taken out and put back with the
// key they had. Tickets of one class of need (topic, languages, desk) lie in one ordered set, so that the next ticket
// of an advisor is the smallest of a few firsts; those of one desk lie in another, which counts who is ahead. Pooling
// comes of it: a ticket stands in one line and is seen by every advisor who serves it.
//
// Integers only and nothing drawn: the same calls give the same answers everywhere. A value; one thread at a time.
// O(log n) for adding, removing and counting, O(classes + log n) for the next ticket.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>

#include "matcher/queueing/order.h"
#include "matcher/queueing/ranked_keys.h"
#include "matcher/queueing/skill.h"

namespace convene::queueing {

class Line {
 public:
  /// False, and nothing changes, if the ticket stands in that lane with that key already.
  bool add(const OrderKey& key, const Need& need);
  /// False, and nothing changes, if no ticket with that key and that need is in line.
  bool remove(const OrderKey& key, const Need& need);

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  /// Of one lane.
  std::size_t size(std::uint32_t lane) const;

  /// Those whom an advisor with this skill serves. O(classes).
  std::size_t size(const Skill& skill) const {
    std::size_t count = 0;
    for (const auto& [need, keys] : classes_) count += serves(skill, need) ? keys.size() : 0;
    return count;
  }

  /// The ticket that an advisor with this skill calls next: the first in order that they serve.
  std::optional<OrderKey> first(const Skill& skill) const {
    return first(skill, [](const Need&) { return true; });
  }
  /// The same, of the classes for which `open(need)` holds: the desks an advisor sits at, say. Asked once a class.
  template <class Open>
  std::optional<OrderKey> first(const Skill& skill, Open&& open) const {
    std::optional<OrderKey> best;
    for (const auto& [need, keys] : classes_) {
      if (!serves(skill, need) || !open(need)) continue;
      const std::optional<OrderKey> key = keys.first();
      if (!best || *key < *best) best = key;
    }
    return best;
  }
  /// The same, passing over tickets for which `may(key)` does not hold: whoever has just let an offer lapse, say.
  /// O(classes + log n + tickets passed over), so that it is meant for few of them.
  template <class Open, class May>
  std::optional<OrderKey> first(const Skill& skill, Open&& open, May&& may) const {
    std::optional<OrderKey> best;
    for (const auto& [need, keys] : classes_) {
      if (!serves(skill, need) || !open(need)) continue;
      // Keys beyond the best so far end the search; they are not asked about.
      const std::optional<OrderKey> key = keys.first([&](const OrderKey& k) { return (best && *best < k) || may(k); });
      if (key && (!best || *key < *best)) best = key;
    }
    return best;
  }

  /// How many tickets of the lane are ahead of this key, which need not be in line: the ticket's place is one more, so
  /// that those in line have the places 1 to n without gaps.
  std::size_t ahead(const OrderKey& key, std::uint32_t lane) const;
  /// Whose place is `place` (from 1) in the lane; nothing beyond the last.
  std::optional<OrderKey> at(std::uint32_t lane, std::size_t place) const;

  /// Calls `what(key)` for each of the lane, in order.
  template <class What>
  void each(std::uint32_t lane, What&& what) const {
    if (const auto found = lanes_.find(lane); found != lanes_.end()) found->second.each(what);
  }

 private:
  std::map<Need, RankedKeys> classes_;  // none empty
  std::map<std::uint32_t, RankedKeys> lanes_;
  std::size_t size_ = 0;
};

}  // namespace convene::queueing

// How honest the published waits are: of those who were told "not longer than this, with so much probability", how
// many did not wait longer.
//
// Counted by nominal level. Only who was called in the end counts: of who left, nobody knows how long they would have
// waited, and the longer the wait the likelier they left, so much leaving makes the figures look better than they are.
// A value that adds up (shards, days). No thread of its own.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "matcher/instant.h"

namespace convene::queueing {

struct Coverage {
  /// In thousandths.
  static constexpr std::array<std::uint32_t, 5> levels{100, 200, 500, 800, 900};
  using Published = std::array<std::optional<Duration>, levels.size()>;

  std::uint64_t told = 0;                             // published waits whose truth is known
  std::array<std::uint64_t, levels.size()> within{};  // waited no longer than said
  std::array<std::uint64_t, levels.size()> below{};   // waited less than said

  /// A ticket was called after `wait`, of which `published` was said, both from the same moment. A quantile that was
  /// not there means "not called with that probability": whoever is called then was called earlier than that.
  void observe(const Published& published, Duration wait) {
    ++told;
    for (std::size_t i = 0; i < levels.size(); ++i) {
      within[i] += !published[i] || wait <= *published[i];
      below[i] += !published[i] || wait < *published[i];
    }
  }
  void add(const Coverage& other) {
    told += other.told;
    for (std::size_t i = 0; i < levels.size(); ++i) {
      within[i] += other.within[i];
      below[i] += other.below[i];
    }
  }
  /// The part, in [0, 1]; 0 if nobody was told anything.
  double part(std::size_t level) const { return part_of(within[level]); }
  /// The same of those who waited less. An honest level lies between the two, which differ where a wait is certain: a
  /// wrap-up that runs out, a pause that ends.
  double part_below(std::size_t level) const { return part_of(below[level]); }
  bool operator==(const Coverage&) const = default;

 private:
  double part_of(std::uint64_t count) const {
    return told == 0 ? 0 : static_cast<double>(count) / static_cast<double>(told);
  }
};

}  // namespace convene::queueing

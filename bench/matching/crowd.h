// Crowds to be grouped, with rounds behind them, and how a spreadsheet would group them.
#pragma once

#include <cstdint>
#include <vector>

#include "matcher/grouping/problem.h"
#include "matcher/grouping/tree.h"
#include "matcher/ids.h"
#include "matcher/rng.h"

namespace convene::bench {

/// Three levels, `width` nodes below each: 15 nodes at 2, 156 at 5, the root among them.
grouping::Tree kinds(int width);
grouping::NodeIndex any_node(Rng& rng, const grouping::Tree& tree);

enum class Wishes : std::uint8_t {
  roles,  // roles and new faces
  all,    // regions, languages, topics and teams besides
};

/// Owns its trees: stays where it is.
class Crowd {
 public:
  /// `width` as of `kinds`. So many rounds lie behind these people, planned without refinement.
  Crowd(std::uint32_t people, int width, Wishes wishes, int rounds);
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;

  grouping::Problem& problem() { return problem_; }
  const grouping::Tree& roles() const { return roles_; }

 private:
  grouping::Tree roles_;
  grouping::Tree regions_;
  grouping::Problem problem_;
};

/// All that shared a room, to be the history of the next round.
void remember(const grouping::Plan& plan, std::vector<grouping::Couple>& met);

/// Sorted by role in the tree's order, and cut into rooms of five: no history is looked at. The last room has who is
/// left. O(n log n).
std::vector<std::vector<PersonId>> spreadsheet(const grouping::Problem& problem);

}  // namespace convene::bench

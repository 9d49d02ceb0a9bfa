// Rounds of rooms for a roster, worked out without a server: people run them in any meeting tool.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "matcher/grouping/plan.h"
#include "server/cli/budget.h"
#include "server/cli/offline.h"

namespace convene::cli {

struct NamedRoom {
  std::string name;  // in the event's first language: "Elementary 2"
  Basis basis;
  std::vector<PersonId> people;
};

struct MatchedRound {
  std::vector<NamedRoom> rooms;
  grouping::Plan plan;
  bool cut_by_clock = false;
};

struct MatchAsked {
  const SessionDefinition* session = nullptr;
  std::uint32_t rounds = 1;
  std::vector<grouping::Couple> met;  // before the first round
  Budget budget;                      // of all rounds together
  std::uint64_t seed = 1;
};

/// Each round looks for faces new since the ones before. The same files, seed and steps give the same rooms; a clock
/// cuts between the epochs of a try, of which each round has at least one, and says how many tries there are. O(rounds
/// x (n log n + steps x room)).
std::vector<MatchedRound> match(const Offline& offline, const MatchAsked& asked);

}  // namespace convene::cli

// What the policies would do with a roster: each session grouped as if everybody on it came.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "matcher/commands.h"
#include "matcher/grouping/problem.h"
#include "server/cli/outlook.h"

namespace convene::cli {

/// Somebody who cannot be matched as the session asks, and why. Never that they are to be kept apart from somebody: the
/// outlook counts those.
struct HardToMatch {
  std::string name;
  std::string why;
};

struct Expected {
  std::string session;
  std::string kind;
  grouping::Sizes sizes;
  std::uint32_t rounds = 0;
  std::int64_t minutes = 0;  // of each round
  grouping::Report report;   // of the first round
  std::map<std::size_t, std::size_t> rooms_by_size;
  std::vector<HardToMatch> hard;
  Outlook outlook;
};

/// One for each session that forms rooms. Throws std::runtime_error if the files do not go together.
/// O(sessions x the grouping of everybody).
std::vector<Expected> rehearse(EventLoad event, std::vector<Profile> people);

}  // namespace convene::cli

// Who came to the sessions that form rooms, from the whole journal: the state knows where people are, not where they
// waited once or did not arrive.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "matcher/ids.h"
#include "server/journal/journal.h"

namespace convene::ops {

struct Turnout {
  std::set<PersonId> came;    // to the lobby or a seat; whom staff put into the lobby did not come by that
  std::set<PersonId> seated;  // of them
  std::set<std::pair<RoundId, PersonId>> missing;  // not in time at their seat of this round, nor later
};

/// By session; of sessions to which nobody came nothing. Whoever was erased is among them. As it was after record
/// `until`. Reads the journal of the event from its beginning (history.h); throws journal::Error.
std::map<std::string, Turnout> turnouts(journal::Journal& journal, const std::string& event, std::uint64_t until);

}  // namespace convene::ops

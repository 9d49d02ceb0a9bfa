// Who came to the sessions that form rooms, from the whole journal: the state knows where people are, not where they
// waited once or did not arrive.
#pragma once

#include <map>
#include <set>
#include <string>

#include "matcher/ids.h"
#include "server/journal/journal.h"

namespace convene::ops {

struct Turnout {
  std::set<PersonId> came;    // to the lobby or a seat
  std::set<PersonId> seated;  // of them
};

/// By session; of sessions to which nobody came nothing. Whoever was erased is among them. Reads the whole journal of
/// the event (history.h); throws journal::Error.
std::map<std::string, Turnout> turnouts(journal::Journal& journal, const std::string& event);

}  // namespace convene::ops

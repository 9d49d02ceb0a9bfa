// What moderators did to one person, from the whole journal: the state keeps the latest of everybody only.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "matcher/state.h"
#include "server/journal/journal.h"

namespace convene::ops {

struct PastOperation {
  Operation operation;
  PersonId undone_by;  // whose operation took it back; none: it stands
};

struct PastOperations {
  std::vector<PastOperation> newest;  // first
  bool more = false;                  // there are older ones
};

/// Those that moved or pinned this person, or decided something of them and somebody else. `before`: only older ones
/// than this. Reasons are there unless their writer was erased; forget_reasons knows of the others. Reads the whole
/// journal of the event (history.h); throws journal::Error.
PastOperations past_operations(journal::Journal& journal, const std::string& event, PersonId person,
                               std::optional<OperationId> before = {}, std::size_t most = 100);

/// Takes away why somebody was moved who is erased by `now`: the words are whoever's did it, but say something of them.
void forget_reasons(PastOperations& past, const State& now);

}  // namespace convene::ops

// The roster as registration tools export it: CSV (RFC 4180) into profiles.
//
// UTF-8 with or without a byte order mark, any line ends, header names in capitals or small letters and in any order,
// columns that are not ours kept in Profile::extra, lists apart by semicolons; only `name` is needed. All or nothing:
// with faults there is no roster, and all faults come at once. In a fault `line` is the row as a spreadsheet counts it
// (the header is row 1), `column` the number of the cell in it and `path` the name of its column.
//
// Somebody without id and mail address gets a key made of the name ("~Ana Reyes", "~Ana Reyes#2"), so that the same
// list loaded again finds the same people.
// Complexity: O(bytes + rows x columns). Limits: max_roster_bytes, limits.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "matcher/definition.h"
#include "matcher/profile.h"
#include "matcher/state.h"
#include "protocol/faults.h"

namespace convene::ops {

inline constexpr std::size_t max_roster_bytes = std::size_t{10} << 20;

struct Roster {
  std::vector<Profile> people;
  std::vector<protocol::Fault> warnings;  // what is missing, and what is unknown and does no harm
};

/// Nothing, if there are faults.
std::optional<Roster> read_roster(std::string_view text, const EventDefinition& event, protocol::Faults& faults);

/// Everybody who was not erased, in the same columns, and then those that are not ours: read again, it finds the same
/// people; whoever has neither id nor address stands there by our own id. A row each in the order of our ids. O(people
/// x columns).
std::string roster_csv(const State& state);

}  // namespace convene::ops

// Who attended which content session, from all that is known: as lines for attendance_csv.
#pragma once

#include <string_view>
#include <vector>

#include "matcher/state.h"
#include "server/ops/attendance_csv.h"

namespace convene::ops {

/// A line for each person and session of which something is known, people in the order in which they registered;
/// `session` empty: all. What only the roster says is "roster"; erased people are left out. O(people x sessions).
std::vector<AttendanceLine> attendance_lines(const State& state, std::string_view session = {});

}  // namespace convene::ops

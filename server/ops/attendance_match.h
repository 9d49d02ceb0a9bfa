// Whom of an event the rows of an attendance list mean.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "matcher/seat.h"
#include "matcher/state.h"
#include "server/ops/attendance_csv.h"

namespace convene::ops {

enum class UnmatchedWhy : std::uint8_t {
  unknown,  // nobody of the event has this id, address or name
  several,  // more than one person has this name, and nothing else is given
};

struct UnmatchedRow {
  std::uint32_t row = 0;  // of the list
  UnmatchedWhy why = UnmatchedWhy::unknown;
  bool operator==(const UnmatchedRow&) const = default;
};

struct AttendanceMatch {
  std::vector<Attendee> people;  // who attended, by id, each once; minutes of all their stays together
  std::vector<UnmatchedRow> unmatched;
};

/// Rows of one session. Somebody is known by id, else by mail address, else by a name that exactly one person has:
/// capitals, blanks and letters that look alike are one, and of "Ana R. (Ana Reyes)", as Zoom writes who renamed
/// themselves, either name will do. Whoever was erased is nobody. Rows that say "not attended" count for nothing, also
/// where they match nobody. Pure; any thread, while nobody changes the state. O(rows + people), and a logarithm.
AttendanceMatch match_attendance(const State& state, std::span<const AttendanceRow> rows);

}  // namespace convene::ops

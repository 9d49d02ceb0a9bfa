// Assignments of people to rooms that were made elsewhere, as CSV: into rows, and with whom they mean into rooms.
//
// Convene's own list of rooms (event, session, round, room, person_id), what Zoom, Webex and Goldcast take or give for
// breakout rooms, and a plain "user;room". The columns are known by their names, in any order, in capitals or small
// letters; those that are not ours are passed over. Commas or semicolons stand between the cells, as the first row has
// them. A list of two columns whose first row names none is taken as person and room.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "matcher/commands.h"
#include "protocol/faults.h"
#include "server/ops/attendance_match.h"

namespace convene::ops {

inline constexpr std::size_t max_assignments_bytes = std::size_t{10} << 20;
inline constexpr std::size_t max_assignment_rows = 100'000;

/// One seat. At least one of person, email and name is there.
struct AssignmentRow {
  std::uint32_t row = 0;  // as a spreadsheet counts
  std::string person;     // what the organiser's files call them
  std::string email;
  std::string name;
  std::string session;  // empty: the list does not say
  std::uint32_t round = 1;
  std::string room;  // its name
  bool operator==(const AssignmentRow&) const = default;
};

/// All or nothing: with faults there are no rows, and all faults come at once, each with row and cell. Any thread.
/// O(bytes).
std::optional<std::vector<AssignmentRow>> read_assignments(std::string_view text, protocol::Faults& faults);

/// What a list makes of one session.
struct AssignmentMatch {
  std::map<std::uint32_t, std::vector<ImportedRoom>> rounds;  // rooms in the order of the list
  std::vector<UnmatchedRow> unmatched;                        // rows that mean nobody
  std::vector<std::uint32_t> name_only;                       // see AttendanceMatch
  std::size_t twice = 0;      // people whom a round has in several rooms: they are in the first
  std::size_t elsewhere = 0;  // rows of other sessions
};

/// Whom the rows mean that are of this session, or say none: as attendance lists do (attendance_match.h). Any thread.
/// O(rows + people), and a logarithm.
AssignmentMatch match_assignments(const KnownNames& names, std::span<const AssignmentRow> rows,
                                  const std::string& session);

}  // namespace convene::ops

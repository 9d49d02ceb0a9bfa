// Who attended a content session, as webinar tools say it and as Convene writes it: CSV into rows, and rows into CSV.
//
// Zoom, Webex and Teams call the columns differently, put lines about the meeting before them, and write several lists
// into one file, each with columns of its own. So the row that names the columns is looked for among the first twenty,
// a later one that names columns starts a list anew, titles between lists and summaries of the meeting are passed over,
// and so is Teams' list of activities, which says again what the one of participants said. Columns stand in any order,
// in capitals or small letters; those that are not ours are passed over. UTF-8 with commas, as rosters.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/faults.h"

namespace convene::ops {

inline constexpr std::size_t max_attendance_bytes = std::size_t{10} << 20;
inline constexpr std::size_t max_attendance_rows = 200'000;
inline constexpr std::uint32_t max_attendance_minutes = 7 * 24 * 60;  // of one row

/// One stay: who left and came back has several. At least one of person, email and name is there.
struct AttendanceRow {
  std::uint32_t row = 0;  // as a spreadsheet counts
  std::string person;     // what the organiser's files call them
  std::string email;
  std::string name;
  std::string session;                   // empty: the list does not say
  std::optional<std::uint32_t> minutes;  // to the nearest; nothing: the list does not say
  bool attended = true;                  // false: registered, and not come
  bool operator==(const AttendanceRow&) const = default;
};

/// All or nothing: with faults there are no rows, and all faults come at once, each with row and cell. A column that no
/// list needs may be missing, but something must say who. Any thread. O(bytes + rows x columns).
std::optional<std::vector<AttendanceRow>> read_attendance(std::string_view text, protocol::Faults& faults);

/// What is known of one person and one session.
struct AttendanceLine {
  std::string person;  // what the organiser's files call them
  std::string name;
  std::string email;
  std::string session;
  bool attended = true;
  std::string how;  // where it is known from
  std::optional<std::uint32_t> minutes;
};

/// person_id,name,email,session,attended,how,minutes, with that header. read_attendance reads it again; how it is known
/// is for people.
std::string attendance_csv(std::span<const AttendanceLine> lines);

}  // namespace convene::ops

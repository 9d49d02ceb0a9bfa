// Whom of an event the rows of an attendance list mean.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "matcher/seat.h"
#include "matcher/state.h"
#include "server/ops/attendance_csv.h"

namespace convene::ops {

/// Whom an event knows, as lists call them: a copy, so that a long list can be matched while the event goes on.
struct KnownNames {
  struct One {
    PersonId person;
    std::string key;    // the organiser's id
    std::string email;  // as the roster has it
    std::string name;
  };
  std::uint64_t seq = 0;    // records before it
  std::vector<One> people;  // by id; whoever was erased is not in it
};

/// O(people), in copies of their words.
KnownNames known_names(const State& state);

/// Whether nobody came or was called otherwise since the copy was made, so that what was matched by it holds. Who was
/// erased since is left out when a list is taken. O(people), in numbers, and the words of those whose profile changed.
bool still_known_so(const KnownNames& names, const State& state);

enum class UnmatchedWhy : std::uint8_t {
  unknown,        // nobody of the event has this id, address or name
  several,        // more than one person has this name, and nothing else is given
  other_address,  // one person has this name, and another mail address than the list says: they may be two people
};

struct UnmatchedRow {
  std::uint32_t row = 0;  // of the list
  UnmatchedWhy why = UnmatchedWhy::unknown;
  bool operator==(const UnmatchedRow&) const = default;
};

struct AttendanceMatch {
  struct OfSession {
    std::string session;
    std::vector<Attendee> people;  // who attended, by id, each once; minutes of all their stays together
  };
  std::vector<OfSession> sessions;       // all that a row is of, by name
  std::vector<UnmatchedRow> unmatched;   // in the order of the list
  std::vector<std::uint32_t> name_only;  // rows with a mail address that nobody has, taken by the name: see below
};

/// Rows that say no session are of `otherwise`. Somebody is known by id, else by mail address, else by a name that
/// exactly one person has: capitals, blanks and letters that look alike are one, and of "Ana R. (Ana Reyes)", as Zoom
/// writes who renamed themselves, either name will do. Nobody is credited by error: a row whose address nobody has does
/// not mean the person of that name whose own address is another; where the roster has no address of theirs it does,
/// and is told. Whoever was erased is nobody. Rows that say "not attended" count for nothing, also where they match
/// nobody. Pure; any thread. O(rows + people), and a logarithm.
AttendanceMatch match_attendance(const KnownNames& names, std::span<const AttendanceRow> rows,
                                 const std::string& otherwise = {});

}  // namespace convene::ops

// Who sits with whom, as CSV: what one event writes, the next one reads as its history, and other meeting tools import.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/faults.h"

namespace convene::ops {

/// One seat: a row.
struct SeatRow {
  std::string event;
  std::string session;
  std::uint32_t round = 1;
  std::string room;    // its name, as people read it
  std::string person;  // what the organiser's files call the person
  std::string name;
  std::string email;
};

enum class RoomsFormat : std::uint8_t {
  convene,   // event,session,round,room,person_id,name: also a history
  zoom,      // "Pre-assign Room Name","Email Address"
  webex,     // the name of the breakout session, the mail address
  goldcast,  // the room's number, the mail address, and no header: of one round
};

/// Of its word: csv (or convene), zoom, webex or goldcast; nothing: there is no such.
std::optional<RoomsFormat> rooms_format(std::string_view word);

/// With a header, but for Goldcast. The other tools know people by their mail address alone: rows without one are left
/// out. Goldcast's rooms have numbers: each room of each round has one, from 1, in the order of the rows.
std::string rooms_csv(std::span<const SeatRow> seats, RoomsFormat format);

inline constexpr std::size_t max_history_bytes = std::size_t{10} << 20;

struct History {
  std::vector<std::vector<std::string>> rooms;  // who sat in one room in one round, each person once
  std::vector<protocol::Fault> warnings;
};

/// Reads what rooms_csv(convene) writes. Columns in any order; `room` and `person_id` are needed, columns that are not
/// ours are passed over. Of more than 50 people in a room nobody is taken to have met another: that was a plenary, and
/// a warning says so. Nothing, with all faults, if it is no such list. O(bytes log rows).
std::optional<History> read_history(std::string_view text, protocol::Faults& faults);

}  // namespace convene::ops

// Who sat where, from what the event holds: as rows for rooms_csv, and as rooms for whoever writes them otherwise.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "matcher/state.h"
#include "server/journal/journal.h"
#include "server/ops/rooms_csv.h"

namespace convene::ops {

/// A room of a round, and whoever holds a seat there or was there at some time, without those who were erased.
struct RoomTold {
  std::string session;
  std::uint32_t round = 1;
  RoomId room;
  std::string name;  // as people read it, in the event's first language; of those of a round that are called alike
                     // the second is "… (2)"
  std::vector<PersonId> people;
};

/// In the order in which rounds and rooms were opened; whoever was in several is in each. `session` empty: all, `round`
/// 0: all. O(seats log seats).
std::vector<RoomTold> rooms_told(const State& state, std::string_view session = {}, std::uint32_t round = 0);

/// For a tool, which knows one round of one session and gives everybody one room: of an open round where they sit now,
/// of a closed one where they were last. `round` 0: the latest one. What the state does not say of people who were in
/// several rooms is looked up in the journal of the event, whose state this is: O(journal) if there are any
/// (history.h). Throws journal::Error.
std::vector<RoomTold> rooms_of_round(const State& state, journal::Journal& journal, const std::string& event,
                                     std::string_view session, std::uint32_t round = 0);

/// Their people, a row each.
std::vector<SeatRow> seat_rows(const State& state, const std::vector<RoomTold>& rooms);

}  // namespace convene::ops

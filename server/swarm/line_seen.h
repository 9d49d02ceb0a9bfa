// What a crowd saw of an office hour's line. Thread: one at a time.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace convene::swarm {

struct LineSeen {
  std::string session;
  std::uint64_t advisors = 0;  // who took people
  std::uint64_t tickets = 0;
  std::uint64_t calls = 0;
  std::uint64_t talks = 0;
  // How tickets ended, and what had not ended when the crowd went home. All of them together: every ticket.
  std::uint64_t served = 0, left = 0, no_show = 0, closed_out = 0, live = 0;
  std::uint64_t declined = 0, missed = 0, snoozed = 0, rejoined = 0;
  std::uint64_t lost_in_call = 0;        // connections that were lost while their owner was called, and back in time
  std::uint64_t lost_in_line = 0;        // likewise, while they stood in line
  std::uint64_t looks = 0;               // at the floor; 0: nobody looked
  std::uint64_t overtakes = 0;           // seen there: somebody was called before somebody who had joined earlier
  std::vector<double> wait_seconds;      // from joining to the first call
  std::uint64_t told = 0;                // calls of people who had been told how long it would be
  std::uint64_t likely = 0, surely = 0;  // of those, who waited no longer than was said
  bool due = false;                      // somebody was waiting for an advisor who was there for long enough
};

nlohmann::ordered_json to_json(const LineSeen& seen);
std::string to_words(const LineSeen& seen);
/// What was not kept, a sentence each.
void judge(const LineSeen& seen, std::vector<std::string>& reasons);

/// A ticket as its owner saw it before the connection was gone, and first after the return. Times are the event's, in
/// milliseconds.
struct PlaceKept {
  std::string ticket_before, ticket;
  std::string state_before, state;
  std::string why;
  std::int64_t call_ends = 0;  // if they were called
  std::int64_t at = 0;         // the return
  bool within_grace = false;
};

/// Why this return is not what was promised; empty: it is. What the place is kept for is losing the connection, not
/// what others or oneself did before.
std::string wrong_place(const PlaceKept& one);

}  // namespace convene::swarm

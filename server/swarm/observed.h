// What a crowd saw. Thread: one at a time.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "server/swarm/line_seen.h"

namespace convene::swarm {

/// Something that must not happen, once for each kind, with a first example.
struct Broken {
  std::uint64_t times = 0;
  std::string example;
};

/// A connection that ended without the crowd wanting it. Times are seconds since the crowd began.
struct Ended {
  double at = 0;
  std::uint16_t code = 0;  // as Socket::Events::closed tells it
};

/// What a round opened with: the people of the plan, late ones left out. Made by opening.h.
struct Opening {
  std::string round;
  std::uint64_t people = 0;
  std::uint64_t rooms = 0;
  std::uint64_t smallest = 0, largest = 0;
  std::uint64_t least = 0, most = 0;  // people of a room, as the session asks and the people allow
  std::uint64_t levels = 0;           // over all people: from the deepest kinds to what their room has in common
  std::uint64_t fewest_levels = 0;    // ... in the best packing
  std::uint64_t height = 0;           // of the tree
  std::uint64_t bound = 0;            // people of whom the roster says with whom they sit, or with whom not
};

/// Facts only; verdict.h says what follows from them.
struct Observed {
  std::uint64_t people = 0;
  std::uint64_t connections = 0;
  std::uint64_t arrived = 0;      // people who began to connect early enough to be greeted before the end
  std::uint64_t not_greeted = 0;  // of those, who never got a welcome
  std::uint64_t greeted = 0;      // people who got a welcome
  std::uint64_t seated = 0;       // people who had a seat at some time
  std::uint64_t rounds = 0;       // seen open
  std::uint64_t due_rounds = 0;  // open for long enough, with two or more of the crowd in the session, to seat somebody
  std::uint64_t messages = 0;
  std::uint64_t drops = 0;    // on purpose
  std::uint64_t returns = 0;  // greeted again after a connection was gone
  std::uint64_t switches = 0;
  std::uint64_t leaves = 0;
  std::uint64_t said = 0;   // in chats, by the crowd
  std::uint64_t heard = 0;  // messages of chats that came, also again
  std::uint64_t largest_room = 0;
  std::map<std::string, std::uint64_t> refused;   // by code
  std::map<std::uint16_t, std::uint64_t> closed;  // not on purpose, by code
  std::vector<Ended> ended;                       // the same, with their times, but for who was shown out by staff
  std::vector<double> restarts;                   // when the server said that it comes back
  std::vector<double> greeting_ms;                // from hello to welcome
  std::vector<double> seat_ms;                    // from the round's opening, by its own time, to the seat being seen
  std::vector<double> alone_seconds;              // each time somebody was the only one there
  std::vector<Opening> openings;                  // of rounds whose plan was seen
  std::string session;                            // the one the crowd was sent to; empty: any
  std::uint64_t session_rounds = 0;               // of that one, seen open
  std::optional<double> session_opens_in;         // seconds from the end until it was to open a round, as last told
  std::optional<LineSeen> line;                   // the crowd went to an office hour
  std::map<std::string, Broken> broken;

  void breaks(const std::string& what, const std::string& example) {
    Broken& one = broken[what];
    if (one.times++ == 0) one.example = example;
  }
};

/// The value that `share` of the values do not exceed (nearest rank); 0 where there are none.
double quantile(std::vector<double> values, double share);

/// `reasons`: what judge() (verdict.h) has against it.
std::string to_json(const Observed& seen, const std::vector<std::string>& reasons);
std::string to_words(const Observed& seen, const std::vector<std::string>& reasons);

}  // namespace convene::swarm

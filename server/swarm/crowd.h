// A crowd of real WebSocket clients in one process: people arrive over time, some late; they join a session when it can
// be joined, look at their rooms, drop and come back, switch, leave for a while; and they notice what they see. At an
// office hour they stand in line, advise, and look at the line (hours.h).
//
// What they do is drawn from the seed; what the network does is not, so two runs are alike and never the same.
// Bounded in people, in time, and to this machine. Thread: the caller's, until it is over.
#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "matcher/grouping/problem.h"
#include "server/swarm/hours.h"
#include "server/swarm/observed.h"

namespace convene::swarm {

inline constexpr std::size_t most_people = 20'000;

struct CrowdOptions {
  std::string url;  // ws://127.0.0.1:8080
  std::string event;
  std::vector<std::string> passes;  // one a person
  std::string session;              // empty: whichever can be joined
  double seconds = 0;               // 0: until SIGINT or SIGTERM
  double arrive_seconds = 20;
  std::uint64_t seed = 1;
  double seat_within = 10;                      // seconds; see verdict.h
  std::map<std::string, std::size_t> room_max;  // by session; where nothing stands, any size is right
  /// What this person comes to a debrief to talk about; nothing: nothing is said.
  std::function<std::optional<std::string>(const std::string& session, PersonId person)> about;
  /// What a session asks for, of these people; empty: openings are not judged.
  std::function<grouping::Problem(const std::string& session, const std::vector<PersonId>& people)> problem;
  std::optional<HoursPlay> hours;  // the session is an office hour
};

/// Returns when the time is over or a signal came. Throws std::invalid_argument for an address that is not this
/// machine's, and for more people than `most_people`.
Observed watch_crowd(const CrowdOptions& options, std::ostream& progress);

}  // namespace convene::swarm

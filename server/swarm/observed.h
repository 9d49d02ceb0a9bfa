// What a crowd saw, and whether it is what people were promised. Thread: one at a time.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace convene::swarm {

/// Something that must not happen, once for each kind, with a first example.
struct Broken {
  std::uint64_t times = 0;
  std::string example;
};

struct Observed {
  std::uint64_t people = 0;
  std::uint64_t connections = 0;
  std::uint64_t greeted = 0;  // people who got a welcome
  std::uint64_t seated = 0;   // people who had a seat at some time
  std::uint64_t rounds = 0;
  std::uint64_t messages = 0;
  std::uint64_t drops = 0;  // on purpose
  std::uint64_t returns = 0;
  std::uint64_t switches = 0;
  std::uint64_t leaves = 0;
  std::uint64_t restarts = 0;                     // the server said that it comes back
  std::map<std::string, std::uint64_t> refused;   // by code
  std::map<std::uint16_t, std::uint64_t> closed;  // not on purpose, by code
  std::vector<double> greeting_ms;                // from hello to welcome
  std::vector<double> seat_ms;                    // from the first sign of an open round to one's own seat
  std::vector<double> alone_seconds;              // each time somebody was the only one there
  std::map<std::string, Broken> broken;

  void breaks(const std::string& what, const std::string& example) {
    Broken& one = broken[what];
    if (one.times++ == 0) one.example = example;
  }
};

/// The value that `share` of the values do not exceed (nearest rank); 0 where there are none.
double quantile(std::vector<double> values, double share);

std::string to_json(const Observed& seen);
std::string to_words(const Observed& seen);

}  // namespace convene::swarm

// Traffic that several tests of the queue drive: in minutes, as the tables of the books are.
#pragma once

#include <cstdint>

#include "matcher/queueing/simulation.h"

namespace convene::queueing {

inline constexpr double kMinute = 60'000;

inline Stream stream(double per_minute, Distribution service, std::uint64_t topic = 0) {
  return {per_minute / kMinute, {topic, 0, 0}, service, 0};
}
inline Distribution exponential(double minutes) { return {Shape::exponential, minutes * kMinute, 1}; }
inline Distribution lognormal(double minutes, double cv2) { return {Shape::lognormal, minutes * kMinute, cv2}; }

/// M/M/c with a mean service of six minutes.
inline Traffic plain_traffic(std::uint32_t servers, double per_minute, std::uint64_t tickets, std::uint64_t seed = 1) {
  Traffic traffic;
  traffic.advisors.resize(servers);
  traffic.streams = {stream(per_minute, exponential(6))};
  traffic.tickets = tickets;
  traffic.seed = seed;
  return traffic;
}

/// Three topics, short, middling and long, for three advisors who do all; loaded 0.8.
inline Traffic mixed_traffic(std::uint64_t tickets, std::uint64_t seed = 1) {
  Traffic traffic = plain_traffic(3, 0.4, tickets, seed);
  traffic.streams = {stream(0.2, lognormal(3, 0.5), 1), stream(0.4 / 3, lognormal(6, 0.5), 2),
                     stream(0.2 / 3, lognormal(15, 0.5), 4)};
  return traffic;
}

}  // namespace convene::queueing

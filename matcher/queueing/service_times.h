// How long a service takes, learned while the event runs: by topic, and how much slower or faster each advisor is.
//
// Times are taken as lognormal. What little was seen is drawn towards what more was seen of: an advisor's and a topic's
// mean towards the event's, the event's towards what the organiser expected (normal with an inverse gamma prior, and
// means of a normal prior on top of it). The priors, in observations: the expected mean counts for 8 and its spread
// (squared coefficient of variation 1) for 20; the event counts for 8 towards a topic's mean and 20 towards its spread,
// so that one odd session does not double an estimate; an advisor starts at everybody's pace with 8.
//
// What is kept is whole numbers: sums of logarithms of base 2 in 1/65536, worked out without floating point, so that
// replaying the same observations gives the same state everywhere. Only what is read from it for an estimate is
// floating point. O(log (topics + advisors)) for an observation that is not the first of its kind. A value; one thread
// at a time.
// Source: Gelman and others, "Bayesian Data Analysis", 3rd edition, 2013, sections 3.3 and 5.4.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <vector>

#include "matcher/instant.h"
#include "matcher/queueing/scene.h"

namespace convene::queueing {

/// The logarithm of base 2 in 1/65536, cut off; of 0: 0.
constexpr std::int64_t log2_of(std::uint64_t x) {
  if (x == 0) return 0;
  int whole = 63;
  for (; (x >> whole) == 0; --whole) {}
  // The mantissa in [1, 2) with 31 bits behind the point; each squaring gives a bit.
  std::uint64_t m = whole > 31 ? x >> (whole - 31) : x << (31 - whole);
  std::int64_t result = whole;
  for (int i = 0; i < 16; ++i) {
    m = (m * m) >> 31;
    const bool bit = (m >> 32) != 0;
    result = 2 * result + (bit ? 1 : 0);
    if (bit) m >>= 1;
  }
  return result;
}

/// Of some durations: how many, and sums of their logarithms' distances from that of 2^18 ms (4.4 minutes).
struct LogTimes {
  std::uint32_t count = 0;
  std::int64_t sum = 0;
  std::int64_t squares = 0;

  void add(std::int64_t log);
  bool operator==(const LogTimes&) const = default;
};
BOOST_DESCRIBE_STRUCT(LogTimes, (), (count, sum, squares))

struct TopicTimes {
  std::uint64_t topic = 0;  // one bit
  LogTimes times;
  bool operator==(const TopicTimes&) const = default;
};
BOOST_DESCRIBE_STRUCT(TopicTimes, (), (topic, times))

struct AdvisorTimes {
  std::uint32_t advisor = 0;
  LogTimes times;  // beyond what was expected of the topic at that moment
  bool operator==(const AdvisorTimes&) const = default;
};
BOOST_DESCRIBE_STRUCT(AdvisorTimes, (), (advisor, times))

struct ServiceTimes {
  static constexpr Duration shortest = seconds(1);  // what is outside counts as the limit
  static constexpr Duration longest = minutes(12 * 60);
  static constexpr std::uint32_t most_observations = 1u << 20;  // of one kind; further ones change nothing
  static constexpr std::size_t max_advisors = 2'000;            // further ones have everybody's pace

  Duration expected = minutes(8);  // the mean, before anything was seen
  LogTimes event;
  std::vector<TopicTimes> topics;      // ascending
  std::vector<AdvisorTimes> advisors;  // ascending

  /// A service ended. A topic of 0 (not said) counts for the event alone.
  void observe(std::uint64_t topic, std::uint32_t advisor, Duration took);

  /// Of a topic, at everybody's pace.
  ServiceModel of_topic(std::uint64_t topic) const;
  /// An advisor's times over those of everybody.
  double pace(std::uint32_t advisor) const;

  bool operator==(const ServiceTimes&) const = default;
};
BOOST_DESCRIBE_STRUCT(ServiceTimes, (), (expected, event, topics, advisors))

}  // namespace convene::queueing

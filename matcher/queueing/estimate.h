// How long each who waits will wait: the real dispatcher played forward many times from the present moment.
//
// Each replication draws how long those being served will still be (given how long they have been), how long each
// waiting ticket will take, who gives up, and how far off the learned means are, and then serves the line in order,
// whoever becomes free taking the first ticket they serve. One pass gives the wait of every ticket. Who comes later is
// left out: in strict order they change nothing for those who wait already, except through a boost.
//
// Common random numbers: what is drawn of a ticket depends on the seed, its number and the replication only, whether
// it waits or is being served, so that somebody more in line does not reshuffle the others, and an estimate moves only
// because something changed. Replications come in pairs, the second with every draw mirrored (antithetic), which
// takes most of the noise out of means and medians. Consequence: among advisors who do the same, and while nobody gives
// up, a departure ahead or one more advisor never raises an estimate. With skills it can: who is free sooner may be
// taken by a longer question that somebody else would have answered; and people who give up can make it so, since who
// is called sooner is still there.
//
// Who gives up or is away is called by nobody and holds up nobody, in a replication; their own estimate is that of
// staying, of coming back at once.
//
// Cost: O(replications x (tickets x (kinds of advisor + log advisors) + advisors)), with the number of replications cut
// so that tickets x replications stays within a budget; O(advisors x tickets) to begin with. Floating point inside,
// whole milliseconds out; the same on one machine for the same seed. An instance keeps tables between calls: one
// thread at a time.
// Sources: Glasserman and Yao, "Some guidelines and guarantees for common random numbers", Management Science 38, 1992;
// Hammersley and Morton, "A new Monte Carlo technique: antithetic variates", 1956; monotonicity: Kiefer and Wolfowitz,
// "On the theory of queues with many servers", 1955.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "matcher/instant.h"
#include "matcher/queueing/scene.h"

namespace convene::queueing {

struct Effort {
  std::uint32_t replications = 256;   // even; at most, and 64 at least
  std::uint64_t budget = 128 * 1024;  // tickets x replications
};

/// What came of one estimate, ticket by ticket in the order of the scene. A value.
class Estimates {
 public:
  std::size_t size() const { return here_.size(); }
  std::uint32_t replications() const { return replications_; }
  /// False: nobody who is here serves this topic in this language at this desk, or nobody knows when a pause ends. Then
  /// there is no estimate.
  bool known(std::size_t ticket) const { return here_[ticket] != 0; }
  /// In how many of a thousand replications the ticket is called before all is over.
  std::uint32_t reached_permille(std::size_t ticket) const;
  /// The wait from now that is not exceeded with this probability, in 1 to 999 thousandths: 500 and 900 are what is
  /// shown. Nothing: the ticket is not called with that probability.
  std::optional<Duration> quantile(std::size_t ticket, std::uint32_t permille) const;
  /// The mean of the replications that call the ticket; nothing if none does.
  std::optional<Duration> mean(std::size_t ticket) const;

 private:
  friend class Estimator;
  std::uint32_t replications_ = 0;
  std::vector<std::uint8_t> here_;
  std::vector<std::uint32_t> reached_;
  std::vector<std::int64_t> waits_;  // ascending for each ticket; those not called are last
};

class Estimator {
 public:
  static constexpr std::size_t max_tickets = 10'000;
  static constexpr std::size_t max_advisors = 500;
  static constexpr std::uint32_t max_capacity = 64;
  static constexpr std::size_t max_services = 8'192;

  explicit Estimator(std::uint64_t seed, Effort effort = {}) : seed_(seed), effort_(effort) {}

  /// Throws BrokenInvariant if the scene is beyond a limit, out of order, or names a service that is not there.
  Estimates estimate(const Scene& scene);

 private:
  // A distribution as equally likely values over a mean of 1: a draw is a look-up.
  struct Table {
    Shape shape;
    std::int64_t spread;  // steps of the logarithm's standard deviation
    std::vector<double> values;
  };
  std::size_t table_for(const Distribution& distribution);

  std::uint64_t seed_;
  Effort effort_;
  std::vector<double> normal_;  // equally likely values of a standard normal
  std::vector<Table> tables_;
};

}  // namespace convene::queueing

// What a simulated queue came out at: waits with confidence intervals, and how good the estimates of them were.
//
// For proofs and benchmarks. Waits are minutes. One thread at a time.
// Sources: batch means, Law, "Simulation Modeling and Analysis", 5th edition, 2015, section 9.5.3.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <vector>

#include "matcher/queueing/coverage.h"
#include "matcher/queueing/estimate.h"
#include "matcher/queueing/service_times.h"
#include "matcher/queueing/simulation.h"

namespace convene::queueing {

/// A mean and half the width of its 95 % confidence interval.
struct Measured {
  double value = 0;
  double give = 0;
};

/// Means of consecutive batches, so that neighbours' likeness does not make the interval too narrow.
class BatchMeans {
 public:
  static constexpr std::size_t batches = 40;
  explicit BatchMeans(std::uint64_t expected) : per_batch_(expected / batches + 1) {}

  void add(double value);
  Measured mean() const;

 private:
  std::uint64_t per_batch_;
  std::uint64_t count_ = 0;
  double all_ = 0;
  double batch_ = 0;
  std::uint64_t in_batch_ = 0;
  std::vector<double> means_;
};

/// Waits of all tickets, by stream too. Those who gave up count with the time they spent in line.
class Waits : public Onlooker {
 public:
  explicit Waits(const Traffic& traffic);
  void passed(const Simulation& simulation, const Passage& passage) override;

  Measured p_wait() const { return waited_.mean(); }
  Measured mean() const { return wait_.mean(); }
  Measured mean(std::size_t stream) const { return by_stream_[stream].mean(); }
  Measured p_leave() const { return left_.mean(); }
  /// The wait that a part `level` do not exceed, to the second.
  double quantile(double level) const;

 private:
  BatchMeans waited_, wait_, left_;
  std::vector<BatchMeans> by_stream_;
  std::vector<std::uint64_t> seconds_;  // how many waited so long, rounded up
  std::uint64_t count_ = 0;
};

/// Estimates for every so-many-th ticket as it joins the line, held against what came of them.
class Calibration : public Onlooker {
 public:
  /// Root of the mean square error over all arrivals, in minutes. Who is taken at once is told so: no error.
  struct Errors {
    double naive = 0;        // n E[S] / c, n ahead
    double conditional = 0;  // (n + 1) E[S] / c, the best there is in M/M/c for who sees n alone
    double ours = 0;         // the mean of the replications
  };

  /// Knows how long services take, or learns it, starting at `expected`, from those that ended.
  enum class Knows : std::uint8_t { times, nothing };

  Calibration(const Traffic& traffic, std::uint32_t every, Effort effort = {}, Knows knows = Knows::times,
              Duration expected = minutes(8));
  void queued(const Simulation& simulation, std::uint64_t number) override;
  void passed(const Simulation& simulation, const Passage& passage) override;

  void served(const Simulation& simulation, std::uint32_t stream, std::uint32_t advisor, Duration took) override;

  const Coverage& coverage() const { return coverage_; }
  Errors errors() const;
  std::uint64_t estimates() const { return coverage_.told; }

 private:
  struct Said {
    Coverage::Published published;
    double naive = 0, conditional = 0, ours = 0;
  };
  Estimator estimator_;
  std::uint32_t every_;
  Knows knows_;
  ServiceTimes learned_;
  double mean_service_ = 0;  // minutes
  double servers_ = 0;
  std::uint64_t queued_ = 0;
  std::uint64_t passed_ = 0;
  std::map<std::uint64_t, Said> said_;
  Coverage coverage_;
  double naive_ = 0, conditional_ = 0, ours_ = 0;  // sums of squares
};

}  // namespace convene::queueing

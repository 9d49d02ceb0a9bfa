// How long things take: the few distributions that simulation and estimate draw from, and the normal one behind them.
//
// Floating point: for estimates and measurements, never for a decision. The same on one machine for the same seed.
// No state; any thread. Times are milliseconds.
// Sources: the normal quantile is Wichura, "Algorithm AS 241", Applied Statistics 37, 1988 (PPND16, about 1 in 10^16).
#pragma once

#include <cstdint>

namespace convene::queueing {

/// A number in (0, 1), never one of its ends, from 64 even bits.
constexpr double unit(std::uint64_t bits) { return (static_cast<double>(bits >> 12) + 0.5) * 0x1p-52; }

/// P(Z > z) for a standard normal Z, exact far out.
double normal_tail(double z);
/// The z with P(Z > z) = `tail`, for a tail in (0, 1).
double normal_of_tail(double tail);

enum class Shape : std::uint8_t { exponential, deterministic, lognormal };

struct Distribution {
  static constexpr double max_cv2 = 100;
  static constexpr double max_mean = 7.0 * 24 * 3'600'000;

  Shape shape = Shape::exponential;
  double mean = 0;  // ms
  double cv2 = 1;   // squared coefficient of variation; read of a lognormal only

  /// Whether the numbers are within what can be drawn from; the rest may be called only then.
  bool valid() const;
  /// The x with P(X > x) = `tail`: a draw, if `tail` is one of unit().
  double of_tail(double tail) const;
  /// What is left of an X that has lasted `elapsed` already, a draw likewise. At least one millisecond: what has been
  /// going on beyond all expectation is not about to end this very instant.
  double residual(double elapsed, double tail) const;

  /// Of the logarithm, of a lognormal.
  double log_sd() const;
  double log_mean() const;
};

}  // namespace convene::queueing

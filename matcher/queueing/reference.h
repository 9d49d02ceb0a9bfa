// What queueing theory says exactly: what the dispatcher, driven on a virtual clock, has to come out at.
//
// Any unit of time, as long as rates and times use the same. Load is arrivals times mean service, in servers. Floating
// point: for proofs and for benchmarks, never for a decision. No state; any thread. Arguments outside what a formula is
// for (no server, no rate, a load that no queue bears) give infinity or a probability of one, never a wrong figure.
// Sources: Erlang 1917 (B, C); Palm 1957, Baccelli and Hebuterne 1981 (abandonment); Pollaczek 1930, Khinchine 1932;
// Cobham 1954 (one server), Kella and Yechiali 1985 (several) for classes of priority.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace convene::queueing::reference {

/// The part of arrivals that find all of `servers` busy and go away. O(servers).
double erlang_b(std::uint32_t servers, double load);
/// The part that find all busy and wait: M/M/c. O(servers).
double erlang_c(std::uint32_t servers, double load);

/// The stationary wait of M/M/c: none with probability 1 - p_wait, else exponential.
struct Wait {
  double p_wait = 1;
  double mean = 0;      // of all, those who do not wait too
  double emptying = 0;  // rate of the exponential

  /// The wait that a part `level` of all do not exceed.
  double quantile(double level) const;
};
Wait mmc(std::uint32_t servers, double arrivals, double service_rate);

/// M/M/c whose waiters leave at a rate `leaving` each (Erlang-A), by the birth-death equations, cut where what is left
/// is below 1 in 10^18.
struct Impatient {
  double p_wait = 1;   // of all arrivals
  double p_leave = 0;  // likewise
  double mean = 0;     // of the time in line, of all, however it ends
};
Impatient erlang_a(std::uint32_t servers, double arrivals, double service_rate, double leaving);

/// P(X <= x) for a sum of `shape` exponentials of this rate: with n ahead and all c servers busy, the wait is Erlang(n
/// + 1, c mu). O(shape).
double erlang_cdf(std::uint32_t shape, double rate, double x);
/// Its inverse, to about 1 in 10^12. `level` in (0, 1).
double erlang_quantile(std::uint32_t shape, double rate, double level);
/// The mean time until one with `ahead` before them is called, if those ahead leave at a rate `leaving` each and all
/// servers are busy: the sum over j = 0..ahead of 1/(c mu + j leaving). O(ahead).
double mean_until_called(std::uint32_t ahead, std::uint32_t servers, double service_rate, double leaving);

/// The mean wait of one server with any service: M/G/1.
double pollaczek_khinchine(double arrivals, double mean_service, double cv2);

/// The mean wait of each class of M/M/c, most urgent first, when nobody's service is broken off. O(servers + classes).
std::vector<double> priorities(std::uint32_t servers, std::span<const double> arrivals, double service_rate);

}  // namespace convene::queueing::reference

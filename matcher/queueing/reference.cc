#include "matcher/queueing/reference.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace convene::queueing::reference {
namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

}  // namespace

double erlang_b(std::uint32_t servers, double load) {
  if (!(load > 0)) return servers == 0 ? 1 : 0;
  double lost = 1;
  for (std::uint32_t k = 1; k <= servers; ++k) lost = load * lost / (k + load * lost);
  return lost;
}

double erlang_c(std::uint32_t servers, double load) {
  if (servers == 0 || !(load < servers)) return 1;
  const double lost = erlang_b(servers, load);
  return lost / (1 - load / servers * (1 - lost));
}

double Wait::quantile(double level) const {
  const double beyond = 1 - level;
  return p_wait <= beyond ? 0 : std::log(p_wait / beyond) / emptying;
}

Wait mmc(std::uint32_t servers, double arrivals, double service_rate) {
  const double emptying = servers * service_rate - arrivals;
  if (servers == 0 || !(emptying > 0)) return {1, kNever, 0};
  const double p_wait = erlang_c(servers, arrivals / service_rate);
  return {p_wait, p_wait / emptying, emptying};
}

Impatient erlang_a(std::uint32_t servers, double arrivals, double service_rate, double leaving) {
  if (!(leaving > 0)) {
    const Wait wait = mmc(servers, arrivals, service_rate);
    return {wait.p_wait, 0, wait.mean};
  }
  // Weights relative to that of "all busy, nobody waits", so that neither sum grows beyond what a double holds.
  double fewer = 0;
  double weight = 1;
  for (std::uint32_t k = servers; k > 0; --k) fewer += weight *= k * service_rate / arrivals;
  double all_busy = 1;
  double waiting = 0;
  weight = 1;
  for (std::uint32_t n = 1; weight > 1e-18 * all_busy; ++n) {
    weight *= arrivals / (servers * service_rate + n * leaving);
    all_busy += weight;
    waiting += n * weight;
  }
  const double in_line = waiting / (fewer + all_busy);
  return {all_busy / (fewer + all_busy), leaving * in_line / arrivals, in_line / arrivals};
}

double erlang_cdf(std::uint32_t shape, double rate, double x) {
  if (shape == 0) return 1;
  if (!(x > 0)) return 0;
  // One less the Poisson probability of fewer than `shape` events. Terms in logarithms: e^-x alone vanishes early.
  const double events = rate * x;
  double term = -events;
  double fewer = std::exp(term);
  for (std::uint32_t k = 1; k < shape; ++k) {
    term += std::log(events / k);
    fewer += std::exp(term);
  }
  return std::clamp(1 - fewer, 0.0, 1.0);
}

double erlang_quantile(std::uint32_t shape, double rate, double level) {
  if (shape == 0 || !(level > 0)) return 0;
  if (!(level < 1) || !(rate > 0)) return kNever;
  double low = 0;
  double high = (shape + 10 * std::sqrt(static_cast<double>(shape))) / rate;
  while (erlang_cdf(shape, rate, high) < level && std::isfinite(high)) high *= 2;
  while (high - low > 1e-13 * high) {
    const double middle = low + (high - low) / 2;
    (erlang_cdf(shape, rate, middle) < level ? low : high) = middle;
    if (middle == low + (high - low) / 2) break;
  }
  return low + (high - low) / 2;
}

double mean_until_called(std::uint32_t ahead, std::uint32_t servers, double service_rate, double leaving) {
  double sum = 0;
  for (std::uint32_t j = 0; j <= ahead; ++j) sum += 1 / (servers * service_rate + j * leaving);
  return sum;
}

double pollaczek_khinchine(double arrivals, double mean_service, double cv2) {
  const double load = arrivals * mean_service;
  if (!(load < 1)) return kNever;
  return load / (1 - load) * mean_service * (1 + cv2) / 2;
}

std::vector<double> priorities(std::uint32_t servers, std::span<const double> arrivals, double service_rate) {
  double all = 0;
  for (const double rate : arrivals) all += rate;
  const double capacity = servers * service_rate;
  const double next_end = erlang_c(servers, all / service_rate) / capacity;
  std::vector<double> waits;
  double before = 0;  // the load of those more urgent
  for (const double rate : arrivals) {
    const double with = before + rate / capacity;
    waits.push_back(with < 1 ? next_end / ((1 - before) * (1 - with)) : kNever);
    before = with;
  }
  return waits;
}

}  // namespace convene::queueing::reference

#include "matcher/queueing/distribution.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace convene::queueing {
namespace {

using Coefficients = std::array<double, 8>;

// The quotients of AS 241: the middle, the tails, the far tails.
constexpr Coefficients kMiddleAbove{3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
                                    1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
                                    3.3430575583588128105e4, 2.5090809287301226727e3};
constexpr Coefficients kMiddleBelow{1,
                                    4.2313330701600911252e1,
                                    6.8718700749205790830e2,
                                    5.3941960214247511077e3,
                                    2.1213794301586595867e4,
                                    3.9307895800092710610e4,
                                    2.8729085735721942674e4,
                                    5.2264952788528545610e3};
constexpr Coefficients kTailAbove{1.42343711074968357734e0,  4.63033784615654529590e0, 5.76949722146069140550e0,
                                  3.64784832476320460504e0,  1.27045825245236838258e0, 2.41780725177450611770e-1,
                                  2.27238449892691845833e-2, 7.74545014278341407640e-4};
constexpr Coefficients kTailBelow{1,
                                  2.05319162663775882187e0,
                                  1.67638483018380384940e0,
                                  6.89767334985100004550e-1,
                                  1.48103976427480074590e-1,
                                  1.51986665636164571966e-2,
                                  5.47593808499534494600e-4,
                                  1.05075007164441684324e-9};
constexpr Coefficients kFarAbove{6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,
                                 2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                 2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr Coefficients kFarBelow{1,
                                 5.99832206555887937690e-1,
                                 1.36929880922735805310e-1,
                                 1.48753612908506148525e-2,
                                 7.86869131145613259100e-4,
                                 1.84631831751005468180e-5,
                                 1.42151175831644588870e-7,
                                 2.04426310338993978564e-15};

double quotient(const Coefficients& above, const Coefficients& below, double x) {
  double a = above[7];
  double b = below[7];
  for (int i = 6; i >= 0; --i) {
    a = a * x + above[i];
    b = b * x + below[i];
  }
  return a / b;
}

}  // namespace

double normal_tail(double z) { return 0.5 * std::erfc(z / std::numbers::sqrt2); }

double normal_of_tail(double tail) {
  const double off = 0.5 - tail;
  if (std::abs(off) <= 0.425) return off * quotient(kMiddleAbove, kMiddleBelow, 0.180625 - off * off);
  const double r = std::sqrt(-std::log(std::min(tail, 1 - tail)));
  const double z = r <= 5 ? quotient(kTailAbove, kTailBelow, r - 1.6) : quotient(kFarAbove, kFarBelow, r - 5);
  return off < 0 ? -z : z;
}

bool Distribution::valid() const { return mean > 0 && mean <= max_mean && cv2 >= 0 && cv2 <= max_cv2; }

double Distribution::log_sd() const { return std::sqrt(std::log1p(cv2)); }
double Distribution::log_mean() const { return std::log(mean) - 0.5 * std::log1p(cv2); }

double Distribution::of_tail(double tail) const {
  switch (shape) {
    case Shape::exponential: return -mean * std::log(tail);
    case Shape::deterministic: return mean;
    case Shape::lognormal: return std::exp(log_mean() + log_sd() * normal_of_tail(tail));
  }
  return mean;
}

double Distribution::residual(double elapsed, double tail) const {
  double left = 0;
  if (shape != Shape::lognormal || elapsed <= 0) {
    left = shape == Shape::deterministic ? mean - elapsed : of_tail(tail);
  } else if (cv2 == 0) {
    left = mean - elapsed;
  } else {
    // No smaller than what the normal quantile can be asked for.
    const double lasts = std::max(normal_tail((std::log(elapsed) - log_mean()) / log_sd()), 1e-290);
    left = of_tail(lasts * tail) - elapsed;
  }
  return std::max(left, 1.0);
}

}  // namespace convene::queueing

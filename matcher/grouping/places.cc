#include "matcher/grouping/places.h"

namespace convene::grouping {

namespace {

constexpr std::uint32_t most = 512;  // above that the tables cost more than they are worth

std::uint32_t smallest_factor(std::uint32_t g) {
  for (std::uint32_t f = 2; f * f <= g; ++f)
    if (g % f == 0) return f;
  return g;
}

/// Digits to the base of the prime: a polynomial's coefficients.
std::uint32_t sum(std::uint32_t a, std::uint32_t b, std::uint32_t prime, bool minus) {
  std::uint32_t out = 0;
  for (std::uint32_t unit = 1; a != 0 || b != 0; unit *= prime, a /= prime, b /= prime)
    out += (a % prime + (minus ? prime - b % prime : b % prime)) % prime * unit;
  return out;
}

/// a x (the polynomial x), reduced by x^k = tail.
std::uint32_t shifted(std::uint32_t a, std::uint32_t g, std::uint32_t prime, std::uint32_t tail) {
  const std::uint32_t top = a / (g / prime);
  std::uint32_t out = a % (g / prime) * prime;
  for (std::uint32_t i = 0; i < top; ++i) out = sum(out, tail, prime, false);
  return out;
}

/// Powers of x run through all but 0: then x^k = tail belongs to a field.
bool primitive(std::uint32_t g, std::uint32_t prime, std::uint32_t tail) {
  std::uint32_t power = 1;
  for (std::uint32_t i = 1; i < g; ++i) {
    power = shifted(power, g, prime, tail);
    if (power == 0) return false;
    if (power == 1) return i == g - 1;
  }
  return false;
}

}  // namespace

Places::Places(std::uint32_t g) : g_(g) {
  if (g < 4 || g > most) return;
  const std::uint32_t prime = smallest_factor(g);
  std::uint32_t rest = g;
  while (rest % prime == 0) rest /= prime;
  if (rest != 1 || prime == g) return;
  std::uint32_t tail = 1;
  while (tail < g && !primitive(g, prime, tail)) ++tail;
  if (tail == g) return;
  prime_ = prime;
  product_.assign(std::size_t{g} * g, 0);
  std::vector<std::uint32_t> power(g), log(g);
  power[0] = 1;
  for (std::uint32_t i = 1; i < g; ++i) power[i] = shifted(power[i - 1], g, prime, tail);
  for (std::uint32_t i = 0; i + 1 < g; ++i) log[power[i]] = i;
  for (std::uint32_t a = 1; a < g; ++a)
    for (std::uint32_t b = 1; b < g; ++b)
      product_[std::size_t{a} * g + b] = static_cast<std::uint16_t>(power[(log[a] + log[b]) % (g - 1)]);
}

std::uint32_t Places::add(std::uint32_t a, std::uint32_t b) const {
  return prime_ == 0 ? (a + b) % g_ : sum(a, b, prime_, false);
}

std::uint32_t Places::subtract(std::uint32_t a, std::uint32_t b) const {
  return prime_ == 0 ? (a + g_ - b) % g_ : sum(a, b, prime_, true);
}

std::uint32_t Places::multiply(std::uint32_t a, std::uint32_t b) const {
  if (prime_ != 0) return product_[std::size_t{a} * g_ + b];
  return static_cast<std::uint32_t>(std::uint64_t{a} * b % g_);
}

}  // namespace convene::grouping

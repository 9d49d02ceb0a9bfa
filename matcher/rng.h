// Random numbers that are the same on every machine: splitmix64 over a counter, integers only.
//
// The only source of chance in matcher/. Seeds come in with the request; nothing here asks the machine for one.
// Algorithm: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014 (finaliser: Stafford's
// mix 13). Not for secrets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

namespace convene {

/// One number out of two, well stirred: a child's seed from a parent's seed and a counter.
constexpr std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  std::uint64_t z = a + 0x9e3779b97f4a7c15u * (b + 1);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

/// A value: copy it to repeat what follows.
class Rng {
 public:
  constexpr explicit Rng(std::uint64_t seed) : seed_(seed) {}

  /// 64 even bits.
  constexpr std::uint64_t next() { return mix(seed_, counter_++); }

  /// An unbiased number in [0, n); 0 if n is 0. Lemire's multiplication with rejection: usually one draw.
  constexpr std::uint32_t below(std::uint32_t n) {
    if (n < 2) return 0;
    std::uint64_t product = (next() >> 32) * n;
    // Below n at most is to be rejected: the division that says what is, is seldom needed.
    if (static_cast<std::uint32_t>(product) < n) {
      const std::uint32_t reject = (0u - n) % n;
      while (static_cast<std::uint32_t>(product) < reject) product = (next() >> 32) * n;
    }
    return static_cast<std::uint32_t>(product >> 32);
  }

  /// Every order equally likely (Fisher-Yates). std::shuffle leaves the order to the library; this does not.
  template <class T>
  constexpr void shuffle(std::span<T> items) {
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[below(static_cast<std::uint32_t>(i))]);
  }

 private:
  std::uint64_t seed_;
  std::uint64_t counter_ = 0;
};

}  // namespace convene

// The arithmetic of g places: a field where g is a power of a prime, whole numbers modulo g otherwise.
#pragma once

#include <cstdint>
#include <vector>

namespace convene::grouping {

class Places {
 public:
  /// g >= 1. Tables of g^2 for a field that is not a prime's; O(g^2 log g).
  explicit Places(std::uint32_t g);

  std::uint32_t count() const { return g_; }
  std::uint32_t add(std::uint32_t a, std::uint32_t b) const;
  std::uint32_t subtract(std::uint32_t a, std::uint32_t b) const;
  std::uint32_t multiply(std::uint32_t a, std::uint32_t b) const;

 private:
  std::uint32_t g_;
  std::uint32_t prime_ = 0;             // of a field of prime_^k, k > 1; 0: modulo g
  std::vector<std::uint16_t> product_;  // of such a field
};

}  // namespace convene::grouping

// SipHash-2-4: a short keyed hash whose values say nothing of each other or of the key.
//
// Source: Aumasson, Bernstein, "SipHash: a fast short-input PRF", INDOCRYPT 2012.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

namespace convene {

constexpr std::uint64_t siphash(std::uint64_t key0, std::uint64_t key1, std::string_view text) {
  std::array<std::uint64_t, 4> v{key0 ^ 0x736f6d6570736575u, key1 ^ 0x646f72616e646f6du, key0 ^ 0x6c7967656e657261u,
                                 key1 ^ 0x7465646279746573u};
  const auto rounds = [&v](int n) {
    for (int i = 0; i < n; ++i) {
      v[0] += v[1], v[1] = std::rotl(v[1], 13) ^ v[0], v[0] = std::rotl(v[0], 32);
      v[2] += v[3], v[3] = std::rotl(v[3], 16) ^ v[2];
      v[0] += v[3], v[3] = std::rotl(v[3], 21) ^ v[0];
      v[2] += v[1], v[1] = std::rotl(v[1], 17) ^ v[2], v[2] = std::rotl(v[2], 32);
    }
  };
  const auto take = [&](std::uint64_t word) {
    v[3] ^= word;
    rounds(2);
    v[0] ^= word;
  };
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    word |= std::uint64_t{static_cast<unsigned char>(text[i])} << (8 * (i % 8));
    if (i % 8 == 7) take(word), word = 0;
  }
  take(word | std::uint64_t{text.size() & 0xff} << 56);
  v[2] ^= 0xff;
  rounds(4);
  return v[0] ^ v[1] ^ v[2] ^ v[3];
}

}  // namespace convene

// SHA-256 (FIPS 180-4), through OpenSSL. Any thread.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace convene::protocol {

using Digest = std::array<std::uint8_t, 32>;

/// Of the parts one after the other.
Digest sha256(std::initializer_list<std::string_view> parts);

std::string hex(std::string_view bytes);
std::string hex(const Digest& digest);

}  // namespace convene::protocol

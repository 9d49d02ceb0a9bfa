// The chain of hashes over an event's records, and checksums for what stands beside it.
//
//   hash_0 = SHA-256("convene journal 1\n" || event)
//   hash_n = SHA-256(hash_{n-1} || n as 8 bytes, big endian || bytes of record n)
//
// So no record can be changed, left out, reordered or moved to another event without every later hash being wrong.
// Pure functions; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace convene::journal {

using Hash = std::array<unsigned char, 32>;

Hash chain_start(std::string_view event);
Hash chain_next(const Hash& previous, std::uint64_t seq, std::string_view bytes);

/// SHA-256 over the parts, each preceded by its length, so that no two lists of parts run into the same bytes.
Hash checksum(std::initializer_list<std::string_view> parts);

std::string_view view_of(const Hash& hash);

/// `count` bytes from the system's random source, in hexadecimal.
std::string random_hex(std::size_t count);
std::string hex(std::string_view bytes);

}  // namespace convene::journal

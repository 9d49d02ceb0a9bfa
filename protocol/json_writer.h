// The atoms of JSON, appended to a string. No tree, no allocation beyond the string's own.
#pragma once

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

namespace convene::protocol {

/// Appends `text` in quotes, escaped as RFC 8259 asks. Broken UTF-8 becomes U+FFFD, one for each maximal broken
/// part, so the result is always valid. Letters outside ASCII are written as they are. O(bytes).
void write_text(std::string& out, std::string_view text);

/// Appends a finite number in the shortest form that reads back the same. What is not finite has no written form:
/// throws BrokenInvariant.
void write_real(std::string& out, double value);

inline void write_integer(std::string& out, std::int64_t value) {
  char digits[20];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

inline void write_natural(std::string& out, std::uint64_t value) {
  char digits[20];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

inline void write_boolean(std::string& out, bool value) { out.append(value ? "true" : "false"); }

/// The length of the valid UTF-8 sequence at the beginning of `text` (1 to 4), or 0 when it is broken (overlong,
/// surrogate, beyond U+10FFFF, cut off). After 0, `broken_length` says how many bytes one U+FFFD stands for.
std::size_t utf8_length(std::string_view text);
std::size_t utf8_broken_length(std::string_view text);

}  // namespace convene::protocol

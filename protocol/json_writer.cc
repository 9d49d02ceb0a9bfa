#include "protocol/json_writer.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "matcher/check.h"

namespace convene::protocol {

namespace {

// Bytes that may stand in a JSON text as they are, without a look at their neighbours.
constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0x20; byte < 0x80; ++byte) plain[byte] = byte != '"' && byte != '\\';
  return plain;
}();

constexpr unsigned char byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

// RFC 3629's table: how long a sequence that begins so is, and within what its second byte must be.
struct Lead {
  std::uint8_t length;
  unsigned char second_from;
  unsigned char second_to;
};

constexpr Lead lead_of(unsigned char first) {
  if (first < 0x80) return {1, 0, 0};
  if (first < 0xC2) return {0, 0, 0};  // a continuation on its own, or overlong
  if (first < 0xE0) return {2, 0x80, 0xBF};
  if (first == 0xE0) return {3, 0xA0, 0xBF};  // below: overlong
  if (first == 0xED) return {3, 0x80, 0x9F};  // above: surrogates
  if (first < 0xF0) return {3, 0x80, 0xBF};
  if (first == 0xF0) return {4, 0x90, 0xBF};
  if (first < 0xF4) return {4, 0x80, 0xBF};
  if (first == 0xF4) return {4, 0x80, 0x8F};  // above: beyond U+10FFFF
  return {0, 0, 0};
}

// How many bytes from the beginning could belong to a valid sequence.
std::size_t valid_prefix(std::string_view text, Lead lead) {
  std::size_t good = 1;
  while (good < lead.length && good < text.size()) {
    const unsigned char byte = byte_at(text, good);
    const bool fits = good == 1 ? byte >= lead.second_from && byte <= lead.second_to : byte >= 0x80 && byte <= 0xBF;
    if (!fits) break;
    ++good;
  }
  return good;
}

void write_escape(std::string& out, unsigned char byte) {
  switch (byte) {
    case '"': out.append("\\\""); return;
    case '\\': out.append("\\\\"); return;
    case '\n': out.append("\\n"); return;
    case '\r': out.append("\\r"); return;
    case '\t': out.append("\\t"); return;
    case '\b': out.append("\\b"); return;
    case '\f': out.append("\\f"); return;
    default: break;
  }
  constexpr std::string_view digits = "0123456789abcdef";
  out.append("\\u00");
  out.push_back(digits[byte >> 4]);
  out.push_back(digits[byte & 15]);
}

}  // namespace

std::size_t utf8_length(std::string_view text) {
  if (text.empty()) return 0;
  const Lead lead = lead_of(byte_at(text, 0));
  return valid_prefix(text, lead) == lead.length ? lead.length : 0;
}

std::size_t utf8_broken_length(std::string_view text) {
  return text.empty() ? 0 : valid_prefix(text, lead_of(byte_at(text, 0)));
}

void write_text(std::string& out, std::string_view text) {
  out.push_back('"');
  std::size_t run = 0;  // where the part begins that can be copied as it is
  std::size_t at = 0;
  const auto flush = [&] { out.append(text.data() + run, at - run); };
  while (at < text.size()) {
    const unsigned char byte = byte_at(text, at);
    if (kPlain[byte]) {
      ++at;
    } else if (byte < 0x80) {
      flush();
      write_escape(out, byte);
      run = ++at;
    } else if (const std::size_t length = utf8_length(text.substr(at)); length != 0) {
      at += length;
    } else {
      flush();
      out.append("\uFFFD");
      at += utf8_broken_length(text.substr(at));
      run = at;
    }
  }
  flush();
  out.push_back('"');
}

void write_real(std::string& out, double value) {
  if (!std::isfinite(value)) throw BrokenInvariant("JSON has no written form for a number that is not finite");
  char digits[32];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

}  // namespace convene::protocol

// Compressing what is served: once for what stays, and once for a page that differs in one short text only.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace convene::net {

/// level 1 (quick) to 9 (small).
std::string gzip(std::string_view text, int level = 9);
/// quality 0 (quick) to 11 (small).
std::string brotli(std::string_view text, int quality = 11);

/// A page that is compressed once although each copy holds a fresh random text. The random text travels as a stored
/// block of its own between two compressed ones, so a copy is a matter of writing 22 bytes into it.
///
/// Brotli (RFC 7932): a flush ends a meta-block at a byte's edge, and what cannot be compressed is stored as it is.
/// Should an encoder ever choose otherwise, `brotli` says nothing and the caller falls back. O(1) work for a copy, plus
/// copying the bytes.
class PageWithHole {
 public:
  static constexpr std::size_t hole_bytes = 22;  // 128 bits in base64url

  PageWithHole() = default;
  PageWithHole(std::string_view before, std::string_view after);

  /// `text` must have `hole_bytes` bytes.
  std::string plain(std::string_view text) const;
  std::optional<std::string> brotli(std::string_view text) const;

 private:
  std::string plain_;
  std::size_t plain_at_ = 0;
  std::string brotli_;
  std::optional<std::size_t> brotli_at_;
};

}  // namespace convene::net

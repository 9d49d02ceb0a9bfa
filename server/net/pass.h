// Passes: signed tokens that prove an event, a person, a generation and an expiry.
//
// Form: "c1.<key id>.<payload>.<mac>", the last two in base64url without padding; the mac is HMAC-SHA256 over all
// that stands before it. Nothing in a token chooses an algorithm. A token has exactly one written form: whatever is
// not canonical is refused, so two different texts are never the same pass.
// Threads: any, after construction.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "server/live/passes.h"

namespace convene::net {

/// A signing key: an id of 1 to 16 of a-z 0-9, and 32 random bytes.
struct PassKey {
  std::string id;
  std::string secret;
};

class SignedPasses final : public live::Passes {
 public:
  /// The first key signs, all of them are accepted. Throws std::invalid_argument on an unfit key.
  explicit SignedPasses(std::vector<PassKey> keys);
  ~SignedPasses() override;

  std::optional<live::PassClaims> read(std::string_view token, Instant now) const override;
  std::string mint(const live::PassClaims& claims) const override;

 private:
  struct Key;
  std::vector<Key> keys_;
};

inline constexpr std::size_t max_pass_bytes = 512;

/// Reads the key file: a line a key, "<id> <base64url of 32 bytes>", the first one signs; lines of `#` are remarks.
/// If there is none, makes one with a fresh key, readable by its owner only. Throws std::runtime_error with what to do,
/// also when others may read the file.
std::vector<PassKey> load_pass_keys(const std::string& path);

/// base64url without padding.
std::string to_base64url(std::string_view bytes);
/// Nothing for what is not the canonical form of any bytes.
std::optional<std::string> from_base64url(std::string_view text);

}  // namespace convene::net

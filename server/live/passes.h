// Passes: how a connection proves whose it is. The hall only needs to have them read and minted.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "matcher/ids.h"
#include "matcher/instant.h"

namespace convene::live {

/// What a pass proves. Hats are not in it: they live in the event's state and can be taken at once.
struct PassClaims {
  std::string event;
  PersonId person;
  std::uint32_t generation = 0;
  Instant expires;
};

class Passes {
 public:
  virtual ~Passes() = default;
  /// Nothing if the token is not ours, damaged, or expired at `now`.
  virtual std::optional<PassClaims> read(std::string_view token, Instant now) const = 0;
  virtual std::string mint(const PassClaims& claims) const = 0;
};

}  // namespace convene::live

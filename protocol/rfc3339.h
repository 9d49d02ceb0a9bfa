// Times as people write them in files and on the command line: RFC 3339 with an offset.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "matcher/instant.h"

namespace convene::protocol {

/// "2021-07-27T13:00:00-04:00", also with "Z" and with up to three decimals of a second. Nothing for anything else,
/// nor for days and hours that do not exist. Years 1970 to 9999.
std::optional<Instant> parse_rfc3339(std::string_view text);

/// In UTC: "2021-07-27T17:00:00Z".
std::string to_rfc3339(Instant at);

}  // namespace convene::protocol

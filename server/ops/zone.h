// Time zones: their names, checked, and days in them.
#pragma once

#include <string>
#include <string_view>

#include "matcher/instant.h"

namespace convene::ops {

/// "America/Denver", as the time zone database calls it. Thread: any.
bool is_time_zone(std::string_view name);

/// "July 27, 2021", as it is written in the language of that locale. A zone that there is not is taken for UTC. Thread:
/// any.
std::string day_in_words(Instant at, const std::string& zone, const std::string& locale);

}  // namespace convene::ops

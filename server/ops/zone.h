// Names of time zones, checked.
#pragma once

#include <string_view>

namespace convene::ops {

/// "America/Denver", as the time zone database calls it. Thread: any.
bool is_time_zone(std::string_view name);

}  // namespace convene::ops

// What a policy starts from, by name. A session without a preset takes the one of its kind. Rounds that the file gives
// no length share their session; the lengths below count only where it is too short for that.
//
//   preset        rooms        rounds       weights that differ from the default
//   role-alike    3 - 5 - 7    1 x 20 min   role 8, topics 2, new_faces 4
//   regional      3 - 5 - 7    1 x 20 min   region 8, role 1, topics 2, new_faces 4
//   debrief       4 - 6 - 8    1 x 25 min   role 1, region 1, topics 1
//   open          3 - 4 - 6    3 x 10 min   new_faces 16, role 1, region 1
//   office-hours  2 - 3 - 6    1 x 25 min
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "matcher/definition.h"

namespace convene::protocol {

std::optional<Policy> preset(std::string_view name);
std::span<const std::string_view> preset_names();
std::string_view preset_of(SessionKind kind);

}  // namespace convene::protocol

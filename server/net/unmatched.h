// The rows of a list that mean nobody, or somebody by their name alone, as answers report them: the first thousand.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "server/ops/attendance_match.h"

namespace convene::net {

struct UnmatchedShown {
  std::uint32_t row = 0;
  std::string why;  // "unknown", "several", "other_address"
};
BOOST_DESCRIBE_STRUCT(UnmatchedShown, (), (row, why))

std::vector<UnmatchedShown> shown_rows(std::span<const ops::UnmatchedRow> rows);
std::vector<std::uint32_t> shown_rows(std::span<const std::uint32_t> rows);

}  // namespace convene::net

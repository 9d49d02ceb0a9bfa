#include "server/net/unmatched.h"

#include <algorithm>

namespace convene::net {
namespace {

constexpr std::size_t kRowsShown = 1'000;

const char* word(ops::UnmatchedWhy why) {
  switch (why) {
    case ops::UnmatchedWhy::several: return "several";
    case ops::UnmatchedWhy::other_address: return "other_address";
    case ops::UnmatchedWhy::unknown: break;
  }
  return "unknown";
}

}  // namespace

std::vector<UnmatchedShown> shown_rows(std::span<const ops::UnmatchedRow> rows) {
  std::vector<UnmatchedShown> out;
  for (const ops::UnmatchedRow& row : rows.first(std::min(kRowsShown, rows.size())))
    out.push_back({row.row, word(row.why)});
  return out;
}

std::vector<std::uint32_t> shown_rows(std::span<const std::uint32_t> rows) {
  const auto first = rows.first(std::min(kRowsShown, rows.size()));
  return {first.begin(), first.end()};
}

}  // namespace convene::net

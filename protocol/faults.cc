#include "protocol/faults.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "protocol/json_writer.h"

namespace convene::protocol {

void Faults::add(Fault fault) {
  ++total_;
  if (!full()) list_.push_back(std::move(fault));
}

void Faults::in_order_of_place() {
  std::stable_sort(list_.begin(), list_.end(), [](const Fault& a, const Fault& b) {
    return std::tie(a.line, a.column) < std::tie(b.line, b.column);
  });
}

std::string to_text(const Fault& fault, std::string_view source) {
  std::string line(source);
  const auto separate = [&](std::string_view by) {
    if (!line.empty()) line += by;
  };
  if (fault.line != 0) {
    separate(":");
    line += std::to_string(fault.line) + ":" + std::to_string(fault.column);
  }
  if (!fault.path.empty()) {
    separate(": ");
    line += fault.path;
  }
  separate(": ");
  line += fault.message;
  if (!fault.remedy.empty()) line += "; " + fault.remedy;
  return line;
}

namespace {

constexpr std::size_t kLongestCompared = 64;

// Wagner and Fischer's table with the transposition of neighbours (optimal string alignment), three rows at a time.
std::size_t distance(std::string_view a, std::string_view b) {
  std::array<std::array<std::size_t, kLongestCompared + 1>, 3> rows{};
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i + 2) % 3];
    const auto& above_that = rows[(i + 1) % 3];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], above_that[j - 2] + 1);
      }
    }
  }
  return rows[a.size() % 3][b.size()];
}

}  // namespace

std::string_view nearest(std::string_view word, std::span<const std::string_view> known) {
  if (word.empty() || word.size() > kLongestCompared) return {};
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;  // beyond it: another word, not a slip
  for (std::string_view candidate : known) {
    if (candidate.size() > kLongestCompared) continue;
    const std::size_t far = distance(word, candidate);
    if (far < best_distance && far < candidate.size()) {
      best = candidate;
      best_distance = far;
    }
  }
  return best;
}

std::string shown(std::string_view word) {
  constexpr std::size_t longest = 48;
  std::string safe;
  while (!word.empty()) {
    const std::size_t length = utf8_length(word);
    const bool control = length == 1 ? static_cast<unsigned char>(word[0]) < 0x20 || word[0] == 0x7F
                                     : length == 2 && word[0] == '\xC2' && static_cast<unsigned char>(word[1]) < 0xA0;
    const bool replaced = length == 0 || control;
    if (safe.size() + (replaced ? 3 : length) > longest) return safe + "…";
    safe += replaced ? std::string_view("\uFFFD") : word.substr(0, length);
    word.remove_prefix(length == 0 ? utf8_broken_length(word) : length);
  }
  return safe;
}

}  // namespace convene::protocol

// Refusal codes: what the sources say, PROTOCOL.md explains, and the other way round.
#include <algorithm>
#include <array>

#include "tests/tidy/rules.h"

namespace convene::tidy {
namespace {

// Said when a connection is closed; the close codes' own table explains them.
constexpr std::array<std::string_view, 3> kCloseReasons{"event.damaged", "pass.invalid", "pass.revoked"};

bool speaks_to_clients(const SourceFile& file) {
  if (file.path == "protocol/codes.h" || file.path == "protocol/decode.h") return true;
  if (!file.path.ends_with(".cc") || file.path == "matcher/capabilities.cc") return false;  // that one names commands
  if (is_under(file, "matcher") || is_under(file, "server/live")) return true;
  return file.path == "protocol/decode.cc" || file.path == "protocol/json_tree.cc" ||
         file.path == "protocol/inbound.cc";
}

/// "noun.reason"
bool has_form(std::string_view word) {
  const std::size_t dot = word.find('.');
  if (dot == 0 || dot == std::string_view::npos || dot + 1 == word.size()) return false;
  return std::all_of(word.begin(), word.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_' || c == '.'; }) &&
         word.find('.', dot + 1) == std::string_view::npos;
}

}  // namespace

std::set<std::string> refusal_codes(const std::vector<SourceFile>& files) {
  std::set<std::string> codes;
  for (const SourceFile& file : files) {
    if (!speaks_to_clients(file)) continue;
    for (std::string_view line : lines_of(file.text)) {
      line = line.substr(0, line.find("//"));
      // What is written to the log has the same form, and stays at home.
      if (line.find("\"hall.") != std::string_view::npos) continue;
      for (std::size_t at = line.find('"'); at != std::string_view::npos;) {
        const std::size_t end = line.find('"', at + 1);
        if (end == std::string_view::npos) break;
        const std::string_view word = line.substr(at + 1, end - at - 1);
        const bool reason = std::find(kCloseReasons.begin(), kCloseReasons.end(), word) != kCloseReasons.end();
        if (has_form(word) && !reason) codes.emplace(word);
        at = line.find('"', end + 1);
      }
    }
  }
  return codes;
}

std::set<std::string> explained_codes(std::string_view protocol) {
  std::set<std::string> codes;
  const std::size_t from = protocol.find("## Refusals");
  const std::string_view section = protocol.substr(from, protocol.find("\n## ", from + 1) - from);
  for (const std::string_view line : lines_of(section)) {
    if (!line.starts_with("| `")) continue;
    codes.emplace(line.substr(3, line.find('`', 3) - 3));
  }
  return codes;
}

}  // namespace convene::tidy

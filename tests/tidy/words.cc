// Words that must not stand anywhere in the repository. They are spelled in halves here, or this file would offend.
#include <algorithm>
#include <array>

#include "tests/tidy/rules.h"

namespace convene::tidy {
namespace {

const std::array<std::string, 4> kUnfinished{
    "TO"
    "DO",
    "FIX"
    "ME",
    "XX"
    "X",
    "HA"
    "CK"};
const std::array<std::string, 4> kMachinePaths{
    "/wo"
    "rk/",
    "/ho"
    "me/",
    "/ro"
    "ot/",
    "/Us"
    "ers/"};

bool is_foreign(std::string_view path) {
  return path.ends_with("package-lock.json") || path.starts_with("protocol/data/");
}

}  // namespace

Findings check_words(const SourceFile& file) {
  if (is_foreign(file.path)) return {};
  Findings found;
  each_word(file.text, [&](std::size_t line, std::string_view word, std::size_t) {
    if (std::find(kUnfinished.begin(), kUnfinished.end(), word) != kUnfinished.end()) {
      found.push_back({file.path, line, std::string(word) + ": finish it or file it"});
    }
  });
  std::size_t number = 0;
  for (const std::string_view line : lines_of(file.text)) {
    ++number;
    for (const std::string& path : kMachinePaths) {
      if (line.find(path) != std::string_view::npos) {
        found.push_back({file.path, number, path + ": a path of one machine"});
      }
    }
  }
  return found;
}

}  // namespace convene::tidy

// What the core may not say, so that a seed and a list of commands reproduce everything it ever decided.
#include <algorithm>
#include <array>
#include <set>

#include "tests/tidy/rules.h"

namespace convene::tidy {
namespace {

struct Banned {
  std::string_view word;
  std::string_view why;
};

constexpr std::string_view kClock = "the core is told the time";
constexpr std::string_view kChance = "the core is given its seed; use its own generator";
constexpr std::string_view kThread = "the core runs to completion on its caller's thread";
constexpr std::string_view kOutside = "the core does no input and no output";
constexpr std::string_view kLibrary = "its result differs between standard libraries; use the core's own generator";

constexpr std::array kBannedWords{
    Banned{"system_clock", kClock},
    Banned{"steady_clock", kClock},
    Banned{"high_resolution_clock", kClock},
    Banned{"utc_clock", kClock},
    Banned{"std::time", kClock},
    Banned{"gettimeofday", kClock},
    Banned{"clock_gettime", kClock},
    Banned{"localtime", kClock},
    Banned{"gmtime", kClock},
    Banned{"random_device", kChance},
    Banned{"srand", kChance},
    Banned{"rand", kChance},
    Banned{"std::thread", kThread},
    Banned{"jthread", kThread},
    Banned{"thread_local", kThread},
    Banned{"mutex", kThread},
    Banned{"shared_mutex", kThread},
    Banned{"atomic", kThread},
    Banned{"condition_variable", kThread},
    Banned{"std::future", kThread},
    Banned{"iostream", kOutside},
    Banned{"fstream", kOutside},
    Banned{"sstream", kOutside},
    Banned{"ostream", kOutside},
    Banned{"cout", kOutside},
    Banned{"cerr", kOutside},
    Banned{"printf", kOutside},
    Banned{"fopen", kOutside},
    Banned{"getenv", kOutside},
    Banned{"filesystem", kOutside},
    Banned{"std::shuffle", kLibrary},
    Banned{"uniform_int_distribution", kLibrary},
    Banned{"uniform_real_distribution", kLibrary},
    Banned{"normal_distribution", kLibrary},
    Banned{"discrete_distribution", kLibrary},
    Banned{"default_random_engine", kLibrary},
    Banned{"nth_element", kLibrary},
};

constexpr std::array kHashed{"unordered_map", "unordered_set", "unordered_multimap", "unordered_multiset"};

// The name declared after a template's argument list that opens at or after `at`; empty if none follows.
std::string_view declared_after(std::string_view code, std::size_t at) {
  std::size_t open = code.find('<', at);
  if (open == std::string_view::npos) return {};
  int depth = 0;
  do {
    depth += code[open] == '<' ? 1 : code[open] == '>' ? -1 : 0;
    ++open;
  } while (depth > 0 && open < code.size());
  const std::size_t start = code.find_first_not_of(" &*\n", open);
  if (start == std::string_view::npos) return {};
  std::size_t end = start;
  while (end < code.size() && (std::isalnum(static_cast<unsigned char>(code[end])) != 0 || code[end] == '_')) ++end;
  return code.substr(start, end - start);
}

std::set<std::string_view> hashed_names(std::string_view code) {
  std::set<std::string_view> names;
  each_word(code, [&](std::size_t, std::string_view word, std::size_t at) {
    if (std::find(kHashed.begin(), kHashed.end(), word) == kHashed.end()) return;
    if (const std::string_view name = declared_after(code, at); !name.empty()) names.insert(name);
  });
  return names;
}

// What `for (x : HERE)` walks over: the last identifier before the closing parenthesis, if HERE is a plain name.
std::string_view walked(std::string_view code, std::size_t at) {
  const std::size_t end = code.find_first_of(")\n", at);
  const std::size_t colon = code.find(" : ", at);
  if (end == std::string_view::npos || colon == std::string_view::npos || colon > end) return {};
  const std::string_view range = code.substr(colon + 3, end - colon - 3);
  const std::size_t dot = range.find_last_of(".>");
  return dot == std::string_view::npos ? range : range.substr(dot + 1);
}

// Whether the word at `at` is the banned one; a qualified ban spares our own things of that name.
bool says(std::string_view code, std::size_t at, std::string_view word, std::string_view banned) {
  constexpr std::string_view kStandard = "std::";
  if (!banned.starts_with(kStandard)) return word == banned;
  return word == banned.substr(kStandard.size()) && code.substr(0, at).ends_with(kStandard);
}

}  // namespace

Findings check_determinism(const SourceFile& file) {
  if (!is_cpp(file) || !is_under(file, "matcher")) return {};
  Findings found;
  const std::string code = code_only(file.text);
  const std::set<std::string_view> hashed = hashed_names(code);
  each_word(code, [&](std::size_t line, std::string_view word, std::size_t at) {
    for (const Banned& banned : kBannedWords) {
      if (says(code, at, word, banned.word)) {
        found.push_back({file.path, line, std::string(banned.word) + ": " + std::string(banned.why)});
      }
    }
    if (word == "for" && hashed.contains(walked(code, at))) {
      found.push_back({file.path, line, "walks a hash table, whose order is not the same everywhere"});
    }
  });
  return found;
}

}  // namespace convene::tidy

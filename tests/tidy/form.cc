// Form: what a reader's eye would stumble over.
#include <algorithm>
#include <array>
#include <filesystem>

#include "tests/tidy/rules.h"

namespace convene::tidy {
namespace {

constexpr std::size_t kWidth = 120;
constexpr std::size_t kLongest = 500;

// Made by a program, or kept odd on purpose: what is wrong inside them is what they are for.
constexpr std::array kNotProse{
    "web-client/package-lock.json", "web-client/src/protocol.ts", "protocol/data/", "examples/broken/", ".csv", ".svg"};

constexpr std::array kCodeEndings{".cc", ".h", ".ts", ".tsx", ".mjs", ".css", ".sh", ".cmake", "dev"};

bool is_one_of(std::string_view path, const auto& marks) {
  return std::any_of(marks.begin(), marks.end(), [&](std::string_view mark) {
    return mark.ends_with('/') ? path.starts_with(mark) : path.ends_with(mark);
  });
}

// Characters, not bytes: continuation bytes of UTF-8 take no column.
std::size_t columns(std::string_view line) {
  return static_cast<std::size_t>(
      std::count_if(line.begin(), line.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

Findings check_header(const SourceFile& file) {
  if (!is_header(file)) return {};
  Findings found;
  const auto lines = lines_of(file.text);
  if (std::find(lines.begin(), lines.end(), "#pragma once") == lines.end()) {
    found.push_back({file.path, 1, "lacks #pragma once"});
  }
  const auto speaks = [](std::string_view line) { return line.starts_with("//") || line.starts_with("/*"); };
  if (std::none_of(lines.begin(), lines.begin() + static_cast<long>(std::min<std::size_t>(2, lines.size())), speaks)) {
    found.push_back({file.path, 1, "does not say at its top what it is for"});
  }
  return found;
}

Findings check_form(const SourceFile& file) {
  if (is_one_of(file.path, kNotProse)) return {};
  Findings found;
  if (!file.text.empty() && file.text.back() != '\n') found.push_back({file.path, 0, "does not end with a line end"});
  const bool code = is_one_of(file.path, kCodeEndings);
  const auto lines = lines_of(file.text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = lines[i];
    if (line.find('\t') != std::string_view::npos) found.push_back({file.path, i + 1, "holds a tab"});
    if (line.ends_with('\r')) found.push_back({file.path, i + 1, "ends with a carriage return"});
    if (line.ends_with(' ')) found.push_back({file.path, i + 1, "ends with a blank"});
    if (is_cpp(file) && columns(line) > kWidth && !line.starts_with("#include")) {
      found.push_back({file.path, i + 1, "is wider than 120 columns"});
    }
  }
  if (code && lines.size() > kLongest) {
    found.push_back(
        {file.path, 0, std::to_string(lines.size()) + " lines: split it by subject, or say why not in form.cc"});
  }
  return found;
}

Findings check_links(const SourceFile& file, bool (*exists)(const std::string& path)) {
  if (!file.path.ends_with(".md")) return {};
  Findings found;
  const auto lines = lines_of(file.text);
  bool fenced = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].starts_with("```")) fenced = !fenced;
    if (fenced) continue;
    for (std::size_t at = lines[i].find("]("); at != std::string_view::npos; at = lines[i].find("](", at + 1)) {
      std::string_view target = lines[i].substr(at + 2);
      target = target.substr(0, target.find_first_of(") #"));
      if (target.empty() || target.find("://") != std::string_view::npos || target.starts_with("mailto:")) continue;
      const auto folder = std::filesystem::path(file.path).parent_path();
      const std::string path = (folder / target).lexically_normal().generic_string();
      if (!exists(path)) found.push_back({file.path, i + 1, "links to " + path + ", which is not there"});
    }
  }
  return found;
}

std::vector<std::string> gathered_folders(std::string_view cmake, const std::string& base) {
  std::vector<std::string> folders;
  for (const std::string_view line : lines_of(cmake)) {
    std::size_t at = line.find(" DIRS ");
    if (at == std::string_view::npos || line.starts_with(" ")) continue;
    at += 6;
    while (at < line.size()) {
      const std::size_t end = std::min(line.find_first_of(" )", at), line.size());
      const std::string_view word = line.substr(at, end - at);
      if (word == "LINK" || word == "HEAVY" || word == "TIMEOUT") break;
      if (!word.empty()) folders.push_back(base + std::string(word));
      at = end + 1;
    }
  }
  return folders;
}

Findings check_compiled(const SourceFile& file, const std::vector<std::string>& folders) {
  if (!file.path.ends_with(".cc")) return {};
  const std::string folder = file.path.substr(0, file.path.find_last_of('/'));
  if (std::find(folders.begin(), folders.end(), folder) != folders.end()) return {};
  return {{file.path, 0, "lies in a folder that no target of CMake gathers"}};
}

}  // namespace convene::tidy

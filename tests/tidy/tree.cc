#include "tests/tidy/tree.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "tests/where/where.h"

namespace convene::tidy {
namespace {

namespace fs = std::filesystem;

constexpr std::array kSkippedFolders{".git", "node_modules", "dist", "var", "__pycache__", "corpus", "screenshots"};
constexpr std::array kTextEndings{".cc",  ".h",       ".cmake", ".txt", ".json", ".md",   ".ts",
                                  ".tsx", ".mjs",     ".css",   ".svg", ".html", ".sh",   ".csv",
                                  ".yml", ".service", ".conf",  ".js",  ".py",   ".jsonc"};
constexpr std::array kTextNames{"dev",           "run",        ".clang-format", ".clang-tidy",
                                ".editorconfig", ".gitignore", "Caddyfile",     "Containerfile"};

bool is_skipped(const fs::path& relative) {
  const std::string name = relative.filename().string();
  // build/ at the root holds what compilers made; web-client/build/ is source.
  return relative == "build" ||
         std::find(kSkippedFolders.begin(), kSkippedFolders.end(), name) != kSkippedFolders.end();
}

bool is_text(const fs::path& path) {
  const std::string ending = path.extension().string();
  const std::string name = path.filename().string();
  return std::find(kTextEndings.begin(), kTextEndings.end(), ending) != kTextEndings.end() ||
         std::find(kTextNames.begin(), kTextNames.end(), name) != kTextNames.end();
}

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<SourceFile> read_repository(const fs::path& root) {
  if (!fs::exists(root / "CMakeLists.txt")) throw std::runtime_error("no repository at " + root.string());
  std::vector<SourceFile> files;
  for (auto entry = fs::recursive_directory_iterator(root); entry != fs::recursive_directory_iterator(); ++entry) {
    const fs::path relative = fs::relative(entry->path(), root);
    if (entry->is_directory() && is_skipped(relative)) {
      entry.disable_recursion_pending();
    } else if (entry->is_regular_file() && is_text(relative)) {
      files.push_back({relative.generic_string(), read(entry->path())});
    }
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return files;
}

// Where a literal or comment that starts at `at` ends (one past it), or `at` if none starts there.
std::size_t end_of_prose(std::string_view text, std::size_t at) {
  const auto until = [&](std::string_view mark, std::size_t from) {
    const std::size_t found = text.find(mark, from);
    return found == std::string_view::npos ? text.size() : found + mark.size();
  };
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("//")) return std::min(text.find('\n', at), text.size());
  if (rest.starts_with("/*")) return until("*/", at + 2);
  if (rest.starts_with("R\"")) {
    const std::size_t open = text.find('(', at);
    if (open == std::string_view::npos) return text.size();
    return until(")" + std::string(text.substr(at + 2, open - at - 2)) + "\"", open);
  }
  const char quote = rest.front();
  if (quote != '"' && quote != '\'') return at;
  // 1'000'000 holds no character literal.
  if (quote == '\'' && at > 0 && std::isalnum(static_cast<unsigned char>(text[at - 1])) != 0) return at;
  std::size_t end = at + 1;
  while (end < text.size() && text[end] != quote && text[end] != '\n') end += text[end] == '\\' ? 2 : 1;
  return std::min(end + 1, text.size());
}

}  // namespace

const std::vector<SourceFile>& repository() {
  static const std::vector<SourceFile> files = read_repository(where::source_dir());
  return files;
}

bool is_header(const SourceFile& file) { return file.path.ends_with(".h"); }
bool is_cpp(const SourceFile& file) { return is_header(file) || file.path.ends_with(".cc"); }

bool is_under(const SourceFile& file, std::string_view folder) {
  return file.path.starts_with(folder) && file.path.size() > folder.size() && file.path[folder.size()] == '/';
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string code_only(std::string_view text) {
  std::string code(text);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = end_of_prose(text, at);
    for (std::size_t i = at; i < end; ++i) {
      if (code[i] != '\n') code[i] = ' ';
    }
    at = std::max(end, at + 1);
  }
  return code;
}

std::vector<Include> includes_of(std::string_view text) {
  constexpr std::string_view kWord = "#include ";
  std::vector<Include> found;
  std::size_t number = 0;
  for (const std::string_view line : lines_of(text)) {
    ++number;
    if (!line.starts_with(kWord)) continue;
    const std::string_view name = line.substr(kWord.size());
    const bool own = name.starts_with('"');
    const std::size_t close = name.find(own ? '"' : '>', 1);
    if (close != std::string_view::npos) found.push_back({number, name.substr(1, close - 1), own});
  }
  return found;
}

}  // namespace convene::tidy

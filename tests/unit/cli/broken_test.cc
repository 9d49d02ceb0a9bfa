// Each broken file of the examples, and every word of what `convene check` says of it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/unit/cli/running.h"
#include "tests/where/where.h"

namespace convene::cli {
namespace {

namespace fs = std::filesystem;

const fs::path kExamples = fs::path(where::source_dir()) / "examples";
const fs::path kAnswers = kExamples / "broken/answers.txt";

/// What is said on the error stream, with the folder's name taken out.
std::string answer(const fs::path& file) {
  std::vector<std::string> words{"check"};
  if (file.extension() == ".csv")
    words.insert(words.end(), {(kExamples / "institute-2021/event.json").string(), "--roster"});
  words.push_back(file.string());
  const testing::Ran got = testing::ran(words);
  std::string said = "exit status " + std::to_string(got.status) + "\n" + got.err;
  const std::string folder = file.parent_path().string() + "/";
  for (auto at = said.find(folder); at != std::string::npos; at = said.find(folder)) said.erase(at, folder.size());
  return said;
}

TEST(Broken, EveryFileIsAnsweredWordForWord) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(kExamples / "broken")) {
    const auto kind = entry.path().extension();
    if (kind == ".json" || kind == ".csv") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  ASSERT_GE(files.size(), 17U);
  std::string all;
  for (const fs::path& file : files) all += file.filename().string() + ": " + answer(file) + "\n";
  if (std::getenv("CONVENE_WRITE_ANSWERS")) std::ofstream(kAnswers, std::ios::binary) << all;
  std::ifstream in(kAnswers, std::ios::binary);
  const std::string known{std::istreambuf_iterator<char>(in), {}};
  EXPECT_EQ(all, known) << "where this is better: CONVENE_WRITE_ANSWERS=1 build/asan/tests/test_cli";
}

}  // namespace
}  // namespace convene::cli

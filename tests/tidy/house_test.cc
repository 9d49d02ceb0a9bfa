// The repository, held against the rules of the house.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/tidy/rules.h"
#include "tests/where/where.h"

namespace convene::tidy {
namespace {

template <class Rule>
void hold_all_against(Rule rule) {
  for (const SourceFile& file : repository()) {
    for (const Finding& finding : rule(file))
      ADD_FAILURE_AT(finding.path.c_str(), static_cast<int>(finding.line)) << finding.what;
  }
}

bool exists_in_repository(const std::string& path) {
  return std::filesystem::exists(std::filesystem::path(where::source_dir()) / path);
}

const SourceFile* find(std::string_view path) {
  for (const SourceFile& file : repository()) {
    if (file.path == path) return &file;
  }
  return nullptr;
}

TEST(House, IsWhereTheTestsLookForIt) {
  ASSERT_NE(find("CMakeLists.txt"), nullptr);
  ASSERT_NE(find("tests/tidy/house_test.cc"), nullptr);
  EXPECT_NE(find("dev"), nullptr);
  EXPECT_GT(repository().size(), 50U);
}

TEST(House, IncludesRunOneWay) { hold_all_against(check_layering); }

TEST(House, HeadersIncludeNoCircles) {
  for (const Finding& finding : check_cycles(repository())) ADD_FAILURE() << finding.what;
}

TEST(House, TheCoreIsDeterministic) { hold_all_against(check_determinism); }

TEST(House, EveryTypeHasOneForm) { hold_all_against(check_one_form); }

TEST(House, HeadersSayWhatTheyAreFor) { hold_all_against(check_header); }

TEST(House, IsInForm) { hold_all_against(check_form); }

TEST(House, HasNoUnfinishedBusinessAndNoPathOfOneMachine) { hold_all_against(check_words); }

TEST(House, LinksOfDocumentsLeadSomewhere) {
  hold_all_against([](const SourceFile& file) { return check_links(file, exists_in_repository); });
}

TEST(House, TheProtocolExplainsEveryRefusal) {
  const auto said = refusal_codes(repository());
  const auto explained = explained_codes(find("protocol/PROTOCOL.md")->text);
  ASSERT_GT(said.size(), 50U);
  for (const std::string& code : said) EXPECT_TRUE(explained.contains(code)) << code << " is not explained";
  for (const std::string& code : explained)
    EXPECT_TRUE(said.contains(code) || code.find('.') == std::string::npos) << code << " is explained, and never said";
}

TEST(House, EveryUnitIsCompiled) {
  auto folders = gathered_folders(find("CMakeLists.txt")->text, "");
  const auto tests = gathered_folders(find("tests/CMakeLists.txt")->text, "tests/");
  folders.insert(folders.end(), tests.begin(), tests.end());
  const auto bench = gathered_folders(find("bench/CMakeLists.txt")->text, "bench/");
  folders.insert(folders.end(), bench.begin(), bench.end());
  folders.emplace_back("tests/fuzz");        // one program a file
  folders.emplace_back("bench");             // likewise
  folders.emplace_back("examples/library");  // by tests/library, as its users do
  ASSERT_GT(folders.size(), 10U);
  hold_all_against([&](const SourceFile& file) { return check_compiled(file, folders); });
}

}  // namespace
}  // namespace convene::tidy

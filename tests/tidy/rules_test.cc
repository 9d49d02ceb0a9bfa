// Each rule finds what it is there to find, and lets pass what it should.
#include "tests/tidy/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace convene::tidy {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(Layering, FindsAnIncludeThatRunsOutward) {
  EXPECT_THAT(check_layering({"matcher/a.cc", "#include \"protocol/codec.h\"\n"}), SizeIs(1));
  EXPECT_THAT(check_layering({"protocol/a.h", "#include \"server/live/hall.h\"\n"}), SizeIs(1));
  EXPECT_THAT(check_layering({"server/live/a.h", "#include \"server/net/listener.h\"\n"}), SizeIs(1));
  EXPECT_THAT(check_layering({"server/journal/a.h", "#include \"matcher/ids.h\"\n"}), SizeIs(1));
  EXPECT_THAT(check_layering({"server/net/a.h", "#include \"server/live/hall.h\"\n#include \"matcher/ids.h\"\n"}),
              IsEmpty());
}

TEST(Layering, DoesNotTakeANameThatBeginsAlikeForAFolder) {
  EXPECT_THAT(check_layering({"matcher/a.cc", "#include \"matcher_tools/a.h\"\n"}), SizeIs(1));
}

TEST(Layering, KeepsLibrariesAtHome) {
  EXPECT_THAT(check_layering({"server/live/a.cc", "#include <boost/beast/core.hpp>\n"}), SizeIs(1));
  EXPECT_THAT(check_layering({"server/net/a.cc", "#include <boost/beast/core.hpp>\n"}), IsEmpty());
  EXPECT_THAT(check_layering({"matcher/a.cc", "#include <zlib.h>\n"}), SizeIs(1));
  EXPECT_THAT(check_layering({"matcher/a.cc", "#include <vector>\n#include <boost/describe.hpp>\n"}), IsEmpty());
}

TEST(Layering, FindsACircleOnce) {
  const std::vector<SourceFile> files{
      {"a.h", "#include \"b.h\"\n"}, {"b.h", "#include \"c.h\"\n"}, {"c.h", "#include \"a.h\"\n"}};
  EXPECT_THAT(check_cycles(files), SizeIs(1));
  EXPECT_THAT(check_cycles({{"a.h", "#include \"b.h\"\n"}, {"b.h", ""}}), IsEmpty());
}

TEST(OneForm, FindsRulesThatOnlySomeUnitsSee) {
  EXPECT_THAT(check_one_form({"protocol/a.h", "template <>\nstruct FieldRules<Room> {\n};\n"}), SizeIs(1));
  EXPECT_THAT(check_one_form({"protocol/a.h", "template <>\ninline constexpr bool dashed<Kind> = true;\n"}), SizeIs(1));
  EXPECT_THAT(check_one_form({"protocol/a.h", "struct Room {};\ntemplate <>\nstruct FieldRules<Room> {\n};\n"}),
              IsEmpty());
  EXPECT_THAT(check_one_form({"protocol/forms.h", "template <>\nstruct FieldRules<Room> {\n};\n"}), IsEmpty());
}

TEST(Determinism, FindsClocksChanceAndThreads) {
  const auto one = [](const char* line) { return check_determinism({"matcher/a.cc", line}); };
  EXPECT_THAT(one("auto t = std::chrono::steady_clock::now();\n"), SizeIs(1));
  EXPECT_THAT(one("int x = rand();\n"), SizeIs(1));
  EXPECT_THAT(one("std::shuffle(a.begin(), a.end(), g);\n"), SizeIs(1));
  EXPECT_THAT(one("auto now = std::time(nullptr);\n"), SizeIs(1));
  EXPECT_THAT(one("std::mutex m;\n"), SizeIs(1));
}

TEST(Determinism, SpeaksOfTheCoreOnlyAndNotOfItsProse) {
  EXPECT_THAT(check_determinism({"server/live/a.cc", "std::mutex m;\n"}), IsEmpty());
  EXPECT_THAT(check_determinism(
                  {"matcher/a.cc", "// no mutex here\nauto s = \"rand\"; int time(); int operand; rng.shuffle(a);\n"}),
              IsEmpty());
}

TEST(Determinism, FindsAWalkOverAHashTable) {
  EXPECT_THAT(check_determinism({"matcher/a.cc",
                                 "std::unordered_map<int, std::vector<int>> seen;\nfor (auto& [k, v] : seen) f(k);\n"}),
              SizeIs(1));
  EXPECT_THAT(
      check_determinism({"matcher/a.cc", "std::unordered_map<int, int> seen;\nfor (auto& k : keys) f(seen[k]);\n"}),
      IsEmpty());
}

TEST(Headers, NeedAGuardAndASentence) {
  EXPECT_THAT(check_header({"a.h", "#pragma once\n\nint f();\n"}), SizeIs(1));
  EXPECT_THAT(check_header({"a.h", "// What f is.\nint f();\n"}), SizeIs(1));
  EXPECT_THAT(check_header({"a.h", "// What f is.\n#pragma once\n"}), IsEmpty());
  EXPECT_THAT(check_header({"a.h", "#pragma once\n// What f is.\n"}), IsEmpty());
}

TEST(Form, FindsWhatTheEyeStumblesOver) {
  EXPECT_THAT(check_form({"a.cc", "int a;\t\n"}), SizeIs(1));
  EXPECT_THAT(check_form({"a.md", "words \n"}), SizeIs(1));
  EXPECT_THAT(check_form({"a.cc", "int a;\r\n"}), SizeIs(1));
  EXPECT_THAT(check_form({"a.cc", "int a;"}), SizeIs(1));
  EXPECT_THAT(check_form({"a.cc", std::string(121, 'x') + "\n"}), SizeIs(1));
  EXPECT_THAT(check_form({"a.md", std::string(121, 'x') + "\n"}), IsEmpty());
}

TEST(Form, CountsCharactersNotBytes) {
  std::string line = "// ";
  for (int i = 0; i < 117; ++i) line += "\xC3\xA9";
  EXPECT_THAT(check_form({"a.cc", line + "\n"}), IsEmpty());
}

TEST(Form, FindsALongFile) {
  std::string text;
  for (int i = 0; i < 501; ++i) text += "int x;\n";
  EXPECT_THAT(check_form({"a.cc", text}), SizeIs(1));
  EXPECT_THAT(check_form({"a.json", text}), IsEmpty());
}

TEST(Words, FindsUnfinishedBusinessAndPathsOfOneMachine) {
  EXPECT_THAT(check_words({"a.cc",
                           "// TO"
                           "DO: later\n"}),
              SizeIs(1));
  EXPECT_THAT(check_words({"a.md",
                           "see /ho"
                           "me/me/x\n"}),
              SizeIs(1));
  EXPECT_THAT(check_words({"a.md", "todo lists are a topic; ~/home\n"}), IsEmpty());
}

TEST(Links, FindsADeadOne) {
  const auto only_guide = [](const std::string& path) { return path == "docs/guide.md"; };
  EXPECT_THAT(check_links({"docs/a.md", "[x](guide.md#part) [y](https://example.org) [z](#here)\n"}, only_guide),
              IsEmpty());
  EXPECT_THAT(check_links({"docs/a.md", "[x](../guide.md)\n"}, only_guide), SizeIs(1));
  EXPECT_THAT(check_links({"docs/a.md", "```\na[0](b)\n```\n"}, only_guide), IsEmpty());
}

TEST(Compiled, FindsAUnitThatNoTargetGathers) {
  const auto folders = gathered_folders("convene_library(x DIRS matcher matcher/grouping LINK y)\n", "");
  EXPECT_THAT(folders, ::testing::ElementsAre("matcher", "matcher/grouping"));
  EXPECT_THAT(check_compiled({"matcher/a.cc", ""}, folders), IsEmpty());
  EXPECT_THAT(check_compiled({"matcher/new/a.cc", ""}, folders), SizeIs(1));
  EXPECT_THAT(check_compiled({"matcher/new/a.h", ""}, folders), IsEmpty());
}

TEST(CodeOnly, BlanksProseAndKeepsPlaces) {
  const std::string text = "int a; // mutex\n/* rand\n */ f(\"x\\\"y\", 'c', 1'000); R\"(raw \" )\";\n";
  const std::string code = code_only(text);
  EXPECT_EQ(code.size(), text.size());
  EXPECT_THAT(code, ::testing::Not(::testing::HasSubstr("mutex")));
  EXPECT_THAT(code, ::testing::Not(::testing::HasSubstr("raw")));
  EXPECT_THAT(code, ::testing::HasSubstr("1'000"));
  EXPECT_EQ(std::count(code.begin(), code.end(), '\n'), 3);
}

}  // namespace
}  // namespace convene::tidy

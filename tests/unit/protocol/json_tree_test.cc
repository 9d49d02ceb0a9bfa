#include "protocol/json_tree.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

namespace convene::protocol {
namespace {

using Kind = JsonTree::Kind;

Fault refused(std::string_view text, const Limits& limits = Limits::wire()) {
  JsonTree tree;
  const auto fault = tree.parse(text, limits);
  EXPECT_TRUE(fault) << "accepted: " << text.substr(0, 60);
  EXPECT_TRUE(!fault || tree.empty()) << "a refused text leaves nothing behind";
  return fault.value_or(Fault{});
}

std::string where(const Fault& fault) {
  return fault.code + " " + std::to_string(fault.line) + ":" + std::to_string(fault.column) + " " + fault.path;
}

TEST(JsonTree, HoldsEveryKindOfValue) {
  const std::string text = R"({"n":null,"b":true,"i":-7,"u":18446744073709551615,"r":1.5e3,"t":"x","l":[1,[]],"o":{}})";
  JsonTree tree;
  ASSERT_FALSE(tree.parse(text));
  const JsonTree::Value root = tree.root();
  ASSERT_EQ(root.kind(), Kind::object);
  EXPECT_EQ(root.size(), 8u);
  EXPECT_EQ(root.find("n")->kind(), Kind::null);
  EXPECT_TRUE(root.find("b")->boolean());
  EXPECT_EQ(root.find("i")->integer(), -7);
  EXPECT_EQ(root.find("u")->kind(), Kind::natural);
  EXPECT_EQ(root.find("u")->natural(), 18446744073709551615u);
  EXPECT_EQ(root.find("r")->real(), 1500.0);
  EXPECT_EQ(root.find("t")->text(), "x");
  EXPECT_EQ(root.find("l")->size(), 2u);
  EXPECT_EQ(root.find("o")->size(), 0u);
  EXPECT_FALSE(root.find("z"));
}

TEST(JsonTree, UnescapesTextsAndNames) {
  const std::string text = R"({"pl\u0061in":"a\n\"\ud83d\ude42\u00e9","":"" ,"raw":"é"})";
  JsonTree tree;
  ASSERT_FALSE(tree.parse(text));
  EXPECT_EQ(tree.root().find("plain")->text(), "a\n\"🙂é");
  EXPECT_EQ(tree.root().find("")->text(), "");
  EXPECT_EQ(tree.root().find("raw")->text(), "é");
}

TEST(JsonTree, IsUsedAgainForTheNextText) {
  JsonTree tree;
  ASSERT_FALSE(tree.parse(R"(["\n"])"));
  ASSERT_FALSE(tree.parse(R"({"a":"\t"})"));
  EXPECT_EQ(tree.root().find("a")->text(), "\t");
}

TEST(JsonTree, KnowsThePathOfAValue) {
  const std::string text = R"({"sessions":[{"id":1},{"policy":{"rooms":{"min":3},"odd name":[[0,1]],"":5}}]})";
  JsonTree tree;
  ASSERT_FALSE(tree.parse(text));
  const auto policy = *(*++tree.root().find("sessions")->begin()).find("policy");
  EXPECT_EQ(tree.path(tree.root()), "");
  EXPECT_EQ(tree.path(*policy.find("rooms")->find("min")), "sessions[1].policy.rooms.min");
  EXPECT_EQ(tree.path(*++(*policy.find("odd name")->begin()).begin()), "sessions[1].policy[\"odd name\"][0][1]");
  EXPECT_EQ(tree.path(*policy.find("")), "sessions[1].policy[\"\"]");
}

// --- where a value stands

TEST(JsonTree, PlacesNumbersAtTheEndOfALine) {
  const std::string text = "{\n  \"a\": 12\n,  \"b\": [1,\n22 ,333\n]\r\n, \"c\":4}";
  JsonTree tree;
  ASSERT_FALSE(tree.parse(text));
  const auto place = [&](JsonTree::Value value) {
    const auto at = tree.place(value.offset());
    return std::pair(at.line, at.column);
  };
  EXPECT_EQ(place(*tree.root().find("a")), std::pair(2u, 8u));
  auto item = tree.root().find("b")->begin();
  EXPECT_EQ(place(*tree.root().find("b")), std::pair(3u, 9u));
  EXPECT_EQ(place(*item), std::pair(3u, 10u));
  EXPECT_EQ(place(*++item), std::pair(4u, 1u));
  EXPECT_EQ(place(*++item), std::pair(4u, 5u));
  EXPECT_EQ(place(*tree.root().find("c")), std::pair(6u, 7u));
}

TEST(JsonTree, CountsLettersNotBytes) {
  const std::string text = "\xEF\xBB\xBF{\"é漢\": 1, \"🙂\": 2}";
  JsonTree tree;
  ASSERT_FALSE(tree.parse(text, Limits::file()));
  EXPECT_EQ(tree.place(tree.root().find("é漢")->offset()).column, 8u);
  EXPECT_EQ(tree.place(tree.root().find("🙂")->offset()).column, 16u);
}

// Writes random JSON with random space and comments, noting where each value begins.
class Scribe {
 public:
  explicit Scribe(std::uint32_t seed) : random_(seed) {
    value(4);
    space();
  }
  const std::string& text() const { return text_; }
  const std::vector<std::size_t>& starts() const { return starts_; }

 private:
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(random_() % n); }
  void space() {
    static const std::array<std::string, 8> kinds{"",    " ", "\n", "\t ", "\r\n", "/* , : [ { \" */", "// \" ] }\n",
                                                  "/**/"};
    for (std::uint32_t left = below(3); left > 0; --left) text_ += kinds[below(kinds.size())];
  }
  void value(int depth) {
    static const std::array<std::string, 13> atoms{"0",
                                                   "-1",
                                                   "12.5",
                                                   "1e3",
                                                   "true",
                                                   "false",
                                                   "null",
                                                   "\"\"",
                                                   "\"a\"",
                                                   "\"\\\"\"",
                                                   "\"// \\u0041\"",
                                                   "\"é\"",
                                                   "9223372036854775808"};
    space();
    starts_.push_back(text_.size());
    const std::uint32_t kind = depth == 0 ? 0 : below(4);
    if (kind < 2) {
      text_ += atoms[below(atoms.size())];
      return;
    }
    text_ += kind == 2 ? '[' : '{';
    space();
    const std::uint32_t size = below(4);
    for (std::uint32_t i = 0; i < size; ++i) {
      if (i > 0) text_ += ',';
      if (kind == 3) {
        space();
        text_ += (below(2) == 0 ? "\"k" : "\"\\t") + std::to_string(i) + "\"";
        space();
        text_ += ':';
      }
      value(depth - 1);
      space();
    }
    text_ += kind == 2 ? ']' : '}';
  }

  std::mt19937 random_;
  std::string text_;
  std::vector<std::size_t> starts_;
};

void collect(JsonTree::Value value, std::vector<std::size_t>& starts) {
  starts.push_back(value.offset());
  for (JsonTree::Value child : value) collect(child, starts);
}

TEST(JsonTree, KnowsWhereEveryValueBegins) {
  for (std::uint32_t seed = 0; seed < 5'000; ++seed) {
    const Scribe scribe(seed);
    JsonTree tree;
    const auto fault = tree.parse(scribe.text(), Limits::file());
    ASSERT_FALSE(fault) << "seed " << seed << "\n" << scribe.text() << "\n" << to_text(*fault);
    std::vector<std::size_t> starts;
    collect(tree.root(), starts);
    ASSERT_EQ(starts, scribe.starts()) << "seed " << seed << "\n" << scribe.text();
  }
}

TEST(JsonTree, PlacesMistakesInFiles) {
  const Limits file = Limits::file();
  EXPECT_EQ(where(refused("{\n \"a\": 1\n \"b\": 2\n}", file)), "json.syntax 3:2 ");
  EXPECT_EQ(where(refused("{\"a\": [1,\n 2 33]}", file)), "json.syntax 2:4 a[2]");
  EXPECT_EQ(where(refused("[\n1,\n]", file)), "json.syntax 3:1 [1]");
  EXPECT_EQ(where(refused("[1,,2]", file)), "json.syntax 1:4 [1]");
  EXPECT_EQ(where(refused("[true\nfalse]", file)), "json.syntax 2:1 [1]");
  EXPECT_EQ(where(refused("[\n'a']", file)), "json.syntax 2:1 [0]");
  EXPECT_EQ(where(refused("[\"a\" \"bc\"]", file)), "json.syntax 1:6 [1]");
  EXPECT_EQ(where(refused("{\"a\":{\n\"b\":[\n", file)), "json.syntax 3:1 a.b[0]");
  EXPECT_EQ(where(refused("[1] 2\n", file)), "json.syntax 1:5 ");
  EXPECT_EQ(where(refused("[1] x", file)), "json.syntax 1:5 ");
  EXPECT_EQ(where(refused("[1]\n /* never closed", file)).substr(0, 11), "json.syntax");
  EXPECT_EQ(where(refused("[\n1e400]", file)), "json.number 2:1 [0]");
  EXPECT_EQ(where(refused("{\"a\":1,\n\"a\":2}", file)), "json.duplicate 2:1 a");
}

TEST(JsonTree, SaysWhatToDo) {
  EXPECT_EQ(refused("{'a':1}").remedy, "put names and texts in double quotes");
  EXPECT_EQ(refused("// hello\n[1]").remedy, "comments are not allowed here");
  EXPECT_EQ(refused("[1,]").remedy, "look for a comma or bracket too many just before");
  EXPECT_EQ(refused("[1,").remedy, "close every text, list and object that was opened");
  EXPECT_EQ(refused("\"abc").remedy, "close the text with a double quote");
  EXPECT_EQ(refused("[1] [2]").remedy, "leave a single value in the text");
  EXPECT_EQ(refused("[\"a\nb\"]").remedy, "write line breaks in a text as \\n, tabs as \\t");
}

// --- hostile texts

TEST(JsonTree, RefusesDepthBeforeItGrows) {
  const std::string open(100'000, '[');
  EXPECT_EQ(refused(open).code, "json.too_large");
  EXPECT_EQ(refused(open, Limits::file()).code, "json.too_deep");
  EXPECT_EQ(refused(open + std::string(100'000, ']'), Limits::file()).code, "json.too_deep");
  std::string objects;
  for (int i = 0; i < 20; ++i) objects += "{\"a\":";
  const Fault fault = refused(objects);
  EXPECT_EQ(fault.code, "json.too_deep");
  EXPECT_EQ(fault.path, "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a");
  JsonTree tree;
  EXPECT_FALSE(tree.parse(std::string(16, '[') + std::string(16, ']')));
  EXPECT_TRUE(tree.parse(std::string(17, '[') + std::string(17, ']')));
}

TEST(JsonTree, RefusesSizeAndNumberOfValues) {
  EXPECT_EQ(refused("\"" + std::string(1 << 20, 'x') + "\"").code, "json.too_large");
  std::string many = "[0";
  for (int i = 0; i < 4095; ++i) many += ",0";
  const Fault fault = refused(many + "]");
  EXPECT_EQ(fault.code, "json.too_many");
  EXPECT_EQ(fault.path, "[4095]");
  JsonTree tree;
  EXPECT_FALSE(tree.parse(many.substr(0, many.size() - 2) + "]"));
  EXPECT_EQ(refused("{\"" + std::string(5000, 'k') + "\":1}").code, "json.name");
  Limits tight;
  tight.bytes = 4;
  EXPECT_FALSE(tree.parse("[12]", tight));
  EXPECT_TRUE(tree.parse("[123]", tight));
}

TEST(JsonTree, RefusesDuplicateNames) {
  EXPECT_EQ(where(refused(R"({"a":1,"b":2,"a":3})")), "json.duplicate 1:14 a");
  EXPECT_EQ(refused(R"({"a":1,"\u0061":3})").code, "json.duplicate") << "however it is written";
  EXPECT_EQ(where(refused(R"({"x":[0,{"o":{"k":1,"k":1}}]})")), "json.duplicate 1:21 x[1].o.k");
  std::string many = "{";
  for (int i = 0; i < 300; ++i) many += "\"k" + std::to_string(i) + "\":0,";
  EXPECT_EQ(refused(many + "\"k17\":0}").path, "k17");
  JsonTree tree;
  EXPECT_FALSE(tree.parse(many + "\"k300\":0}"));
  EXPECT_FALSE(tree.parse(R"([{"a":1},{"a":1}])")) << "the same name in different objects";
}

TEST(JsonTree, RefusesBrokenLetters) {
  EXPECT_EQ(refused("[\"\xC0\x80\"]").code, "json.encoding") << "overlong";
  EXPECT_EQ(refused("[\"\xED\xA0\x80\"]").code, "json.encoding") << "surrogate";
  EXPECT_EQ(refused("[\"\xF5\x80\x80\x80\"]").code, "json.encoding");
  EXPECT_EQ(refused("[\"\xE6\xBC\"]").code, "json.encoding");
  EXPECT_EQ(refused("[\"\xFF\"]").code, "json.encoding");
  EXPECT_EQ(refused(R"(["\ud800"])").code, "json.syntax");
  EXPECT_EQ(refused(R"(["\udc00"])").code, "json.syntax");
  EXPECT_EQ(refused(R"(["\ud800\u0041"])").code, "json.syntax");
  EXPECT_EQ(refused(R"(["\x41"])").code, "json.syntax");
  EXPECT_EQ(refused("\xFF\xFE[\0]\0").code, "json.syntax") << "UTF-16";
}

TEST(JsonTree, RefusesZeroBytesWhereverTheyStand) {
  // The parser below would take one for the end and let anything follow.
  using namespace std::string_literals;
  for (const std::string& text : {"\0"s, "[1]\0"s, "[1]\0garbage"s, "1\0"s, "[\0]"s, "[\"a\0b\"]"s, "\0[1]"s}) {
    EXPECT_EQ(refused(text).code, "json.encoding");
  }
}

TEST(JsonTree, TakesAByteOrderMarkOnlyInFilesAndOnce) {
  const std::string mark = "\xEF\xBB\xBF";
  EXPECT_EQ(refused(mark + "[1]").code, "json.encoding");
  EXPECT_EQ(refused(mark + mark + "[1]", Limits::file()).code, "json.encoding");
  EXPECT_EQ(refused("[" + mark + "1]", Limits::file()).code, "json.syntax");
  EXPECT_EQ(refused(mark, Limits::file()).message, "the text is empty");
  EXPECT_EQ(refused("\xEF\xBB", Limits::file()).code, "json.syntax");
  JsonTree tree;
  EXPECT_FALSE(tree.parse(mark + "[1]", Limits::file()));
}

TEST(JsonTree, RefusesWhatIsNoJson) {
  for (const char* text : {"",
                           " ",
                           "\n\t\r ",
                           "x",
                           "nul",
                           "True",
                           "NaN",
                           "Infinity",
                           "-",
                           "+1",
                           ".5",
                           "1.",
                           "01",
                           "0x1",
                           "1e",
                           "1e+",
                           "--1",
                           "1 2",
                           "[1}",
                           "{]",
                           "{1:2}",
                           "{\"a\"}",
                           "{\"a\":}",
                           "{,}",
                           "[,]",
                           "{\"a\":1,}",
                           "]",
                           "}",
                           ",",
                           ":",
                           "\"",
                           "'a'",
                           "\"\\\"",
                           "\"\t\"",
                           "/",
                           "/*",
                           "//",
                           "[1]//",
                           "\v1",
                           "\xA0"
                           "1"}) {
    const Fault fault = refused(text);
    EXPECT_EQ(fault.code.substr(0, 5), "json.") << text;
    EXPECT_FALSE(fault.message.empty() || fault.remedy.empty()) << text;
    EXPECT_GE(fault.line, 1u) << text;
  }
}

TEST(JsonTree, ReadsNumbersAtTheirEdges) {
  const auto root_of = [](JsonTree& tree, std::string_view text) {
    EXPECT_FALSE(tree.parse(text)) << text;
    return tree.root();
  };
  JsonTree tree;
  EXPECT_EQ(root_of(tree, "9223372036854775807").integer(), 9223372036854775807);
  EXPECT_EQ(root_of(tree, "-9223372036854775808").integer(), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(root_of(tree, "9223372036854775808").natural(), 9223372036854775808u);
  EXPECT_EQ(root_of(tree, "18446744073709551616").kind(), Kind::real);
  EXPECT_EQ(root_of(tree, "-9223372036854775809").kind(), Kind::real);
  EXPECT_EQ(root_of(tree, "-0").integer(), 0);
  EXPECT_EQ(root_of(tree, "-0.0").kind(), Kind::real);
  EXPECT_EQ(root_of(tree, "1e-400").real(), 0.0);
  EXPECT_EQ(refused("1e400").code, "json.number");
  EXPECT_EQ(refused("[-1e400]").code, "json.number");
  EXPECT_EQ(refused(std::string(400, '9')).code, "json.number");
}

constexpr std::string_view kWhole =
    R"({"type":"hello","n":[1,-2.5e1,true,false,null,"é\u00e9\ud83d\ude42"],"o":{"a":{"b":[[],{}]}},"t":"x\"y"})";

TEST(JsonTree, RefusesATextCutAnywhere) {
  JsonTree tree;
  ASSERT_FALSE(tree.parse(kWhole));
  for (std::size_t size = 0; size < kWhole.size(); ++size) {
    const Fault fault = refused(kWhole.substr(0, size));
    EXPECT_TRUE(fault.code == "json.syntax" || fault.code == "json.encoding") << fault.code << " at " << size;
    EXPECT_LE(fault.column, size + 1);
  }
}

TEST(JsonTree, SurvivesDamageAndAgreesWithTheParserBelow) {
  std::mt19937 random(11);
  int accepted = 0;
  for (int round = 0; round < 30'000; ++round) {
    std::string text(kWhole);
    for (std::uint32_t changes = 1 + random() % 3; changes > 0; --changes) {
      const std::size_t at = random() % text.size();
      switch (random() % 4) {
        case 0: text[at] = static_cast<char>(random()); break;
        case 1: text.erase(at, 1 + random() % 3); break;
        case 2: text.insert(at, 1, "[]{},:\"\\0e-.tn /"[random() % 16]); break;
        default: text.insert(at, text.substr(random() % text.size(), random() % 10)); break;
      }
      if (text.empty()) text = "0";
    }
    JsonTree tree;
    const auto fault = tree.parse(text);
    const bool valid = nlohmann::json::accept(text);
    if (!fault) {
      ++accepted;
      ASSERT_TRUE(valid) << text;
    } else if (valid) {
      ASSERT_TRUE(fault->code == "json.duplicate" || fault->code == "json.encoding") << text << "\n" << fault->code;
    }
    if (fault) {
      ASSERT_GE(fault->line, 1u);
      ASSERT_LE(fault->column, text.size() + 1);
      ASSERT_TRUE(nlohmann::json::accept("\"" + fault->code + "\""));
      ASSERT_NO_THROW(static_cast<void>(nlohmann::json(fault->message + fault->path + fault->remedy).dump()))
          << "a fault is always valid UTF-8";
    }
  }
  EXPECT_GT(accepted, 100) << "some damage must leave valid texts, or nothing was compared";
}

TEST(Faults, NearestFindsASlipAndNothingElse) {
  const std::vector<std::string_view> known{"sessions", "rooms", "min", "time_zone"};
  EXPECT_EQ(nearest("session", known), "sessions");
  EXPECT_EQ(nearest("romos", known), "rooms");
  EXPECT_EQ(nearest("timezone", known), "time_zone");
  EXPECT_EQ(nearest("mni", known), "min");
  EXPECT_EQ(nearest("colour", known), "");
  EXPECT_EQ(nearest("", known), "");
  EXPECT_EQ(nearest(std::string(100'000, 's'), known), "");
}

TEST(Faults, ShowsHostileWordsSafely) {
  EXPECT_EQ(shown("a\x1b[31m\n\xC2\x85\xFF"), "a\uFFFD[31m\uFFFD\uFFFD\uFFFD");
  EXPECT_LE(shown(std::string(100'000, 'x')).size(), 51u);
  EXPECT_EQ(shown("é漢🙂"), "é漢🙂");
}

TEST(Faults, KeepsOnlySoMany) {
  Faults faults(2);
  for (int i = 0; i < 5; ++i) faults.add({std::to_string(i), 0, 0, "c", "m", "r"});
  EXPECT_EQ(faults.size(), 2u);
  EXPECT_EQ(faults.total(), 5u);
  EXPECT_TRUE(faults.full());
  EXPECT_EQ(to_text({"a.b", 3, 4, "c", "is bad", "fix it"}, "x.json"), "x.json:3:4: a.b: is bad; fix it");
  EXPECT_EQ(to_text({"", 0, 0, "c", "is bad", ""}), "is bad");
}

}  // namespace
}  // namespace convene::protocol

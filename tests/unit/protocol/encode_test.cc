#include "protocol/encode.h"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <random>

#include "tests/unit/protocol/samples.h"

namespace convene::protocol {
namespace {

using namespace samples;

std::string written(std::string_view text) {
  std::string out;
  write_text(out, text);
  return out;
}

TEST(Encode, WritesFieldsInTheOrderOfTheirDescription) {
  EXPECT_EQ(encode(Sizes{2, 9}), R"({"min":2,"max":9})");
  EXPECT_EQ(encode(Nothing{}), "{}");
}

TEST(Encode, NamesTheStructsOfAVariant) {
  EXPECT_EQ(encode(Command(Move{PersonId(12), RoomId(7)})), R"({"type":"seat.move","person":"p12","to":"r7"})");
  EXPECT_EQ(encode(Command(Leave{})), R"({"type":"seat.leave"})");
  EXPECT_EQ(encode(Leave{}), R"({"type":"seat.leave"})");
}

TEST(Encode, LeavesEmptyOptionalsOutAndWritesEmptyLists) {
  EXPECT_EQ(encode(Move{PersonId(1), std::nullopt}), R"({"type":"seat.move","person":"p1"})");
  EXPECT_EQ(encode(Say{"hi", {}, 1}), R"({"type":"chat.say","text":"hi","tags":[],"times":1})");
  EXPECT_EQ(encode(std::map<std::string, bool>{}), "{}");
}

TEST(Encode, WritesAFlattenedFieldAmongTheOthers) {
  EXPECT_EQ(encode(Request{"t:1", Move{PersonId(1), std::nullopt}, 4}),
            R"({"id":"t:1","type":"seat.move","person":"p1","seen":4})");
  EXPECT_EQ(encode(Framed{{1, 2}, "x"}), R"({"min":1,"max":2,"title":"x"})");
}

TEST(Encode, SpellsEnumsIdsAndTimes) {
  EXPECT_EQ(encode(Style::role_alike), R"("role-alike")");
  EXPECT_EQ(encode(Style::plain), R"("plain")");
  EXPECT_EQ(encode(Colour::deep_blue), R"("deep_blue")");
  EXPECT_EQ(encode(Colour::private_), R"("private")");
  EXPECT_EQ(encode(PersonId(4294967295)), R"("p4294967295")");
  EXPECT_EQ(encode(PersonId()), R"("p0")");
  EXPECT_EQ(encode(Instant{-5}), "-5");
  EXPECT_EQ(encode(minutes(2)), "120000");
}

TEST(Encode, KeysOfMapsAreTextsIdsAndEnums) {
  EXPECT_EQ(encode(std::map<std::string, int>{{"a\"b", 1}, {"", 2}}), R"({"":2,"a\"b":1})");
  EXPECT_EQ(encode(std::map<RoomId, bool>{{RoomId(3), true}, {RoomId(11), false}}), R"({"r3":true,"r11":false})");
  EXPECT_EQ(encode(std::map<Style, int>{{Style::role_alike, 1}}), R"({"role-alike":1})");
}

TEST(Encode, ListsOfEveryShape) {
  EXPECT_EQ(encode(std::vector<std::vector<int>>{{}, {1, 2}}), "[[],[1,2]]");
  EXPECT_EQ(encode(std::vector<bool>{true, false}), "[true,false]");
  EXPECT_EQ(encode(std::vector<std::optional<int>>{1, std::nullopt}), "[1,null]");
  EXPECT_EQ(encode(std::array<int, 2>{4, 5}), "[4,5]");
  EXPECT_EQ(encode(std::set<int>{2, 1}), "[1,2]");
  EXPECT_EQ(encode(std::pair<std::string, int>{"a", 1}), R"(["a",1])");
}

TEST(Encode, WritesNumbersAtTheirEdges) {
  EXPECT_EQ(encode(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
  EXPECT_EQ(encode(std::numeric_limits<std::uint64_t>::max()), "18446744073709551615");
  EXPECT_EQ(encode(std::int8_t{-128}), "-128");
  EXPECT_EQ(encode(std::uint8_t{65}), "65") << "a small number is no letter";
  EXPECT_EQ(encode(0.1), "0.1");
  EXPECT_EQ(encode(3.0), "3");
}

TEST(Encode, HasNoFormForWhatShouldNotBe) {
  EXPECT_THROW(encode(std::nan("")), BrokenInvariant);
  EXPECT_THROW(encode(std::numeric_limits<double>::infinity()), BrokenInvariant);
  EXPECT_THROW(encode(static_cast<Colour>(77)), BrokenInvariant);
  EXPECT_THROW(encode(static_cast<Style>(0)), BrokenInvariant);
}

TEST(WriteText, EscapesWhatMustBe) {
  EXPECT_EQ(written("a\"b\\c/d"), R"("a\"b\\c/d")");
  EXPECT_EQ(written("\n\r\t\b\f"), R"("\n\r\t\b\f")");
  EXPECT_EQ(written(std::string("\0\x1f\x7f", 3)), "\"\\u0000\\u001f\x7f\"");
  EXPECT_EQ(written("é漢🙂"), "\"é漢🙂\"");
}

TEST(WriteText, ReplacesEachMaximalBrokenPartOfUtf8) {
  EXPECT_EQ(written("a\xFFz"), "\"a\uFFFDz\"");
  EXPECT_EQ(written("\xC0\x80"), "\"\uFFFD\uFFFD\"") << "overlong";
  EXPECT_EQ(written("\xE0\x80\x80"), "\"\uFFFD\uFFFD\uFFFD\"") << "overlong";
  EXPECT_EQ(written("\xED\xA0\x80"), "\"\uFFFD\uFFFD\uFFFD\"") << "surrogate";
  EXPECT_EQ(written("\xF4\x90\x80\x80"), "\"\uFFFD\uFFFD\uFFFD\uFFFD\"") << "beyond the last letter";
  EXPECT_EQ(written("\xF0\x9F\x99"), "\"\uFFFD\"") << "cut off";
  EXPECT_EQ(written("\xE6\xBC\"x"), "\"\uFFFD\\\"x\"") << "cut off before a quote";
  EXPECT_EQ(written("\xF8\x88\x80\x80\x80"), "\"\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\"") << "five bytes";
}

TEST(WriteText, AnyBytesBecomeValidJson) {
  std::mt19937 random(7);
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes(random() % 24, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random() % 3 == 0 ? random() % 128 : random());
    const auto parsed = nlohmann::json::parse(written(bytes), nullptr, false);
    ASSERT_TRUE(parsed.is_string()) << "round " << round;
    const auto back = parsed.get<std::string>();
    ASSERT_TRUE(back == bytes || back.find("\uFFFD") != std::string::npos) << "round " << round;
  }
}

TEST(WriteText, EveryLetterStaysWhatItIs) {
  std::string all;
  for (std::uint32_t letter = 1; letter <= 0x10FFFF; ++letter) {
    if (letter >= 0xD800 && letter <= 0xDFFF) continue;
    if (letter < 0x80) {
      all += static_cast<char>(letter);
    } else if (letter < 0x800) {
      all += {static_cast<char>(0xC0 | letter >> 6), static_cast<char>(0x80 | (letter & 63))};
    } else if (letter < 0x10000) {
      all += {static_cast<char>(0xE0 | letter >> 12), static_cast<char>(0x80 | (letter >> 6 & 63)),
              static_cast<char>(0x80 | (letter & 63))};
    } else {
      all += {static_cast<char>(0xF0 | letter >> 18), static_cast<char>(0x80 | (letter >> 12 & 63)),
              static_cast<char>(0x80 | (letter >> 6 & 63)), static_cast<char>(0x80 | (letter & 63))};
    }
  }
  EXPECT_EQ(nlohmann::json::parse(written(all)).get<std::string>(), all);
}

}  // namespace
}  // namespace convene::protocol

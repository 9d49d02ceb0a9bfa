#include "protocol/decode.h"

#include <gtest/gtest.h>

#include "protocol/encode.h"
#include "tests/unit/protocol/arbitrary.h"
#include "tests/unit/protocol/samples.h"

// A form of one's own, and one that needs something from the caller.
template <>
struct convene::protocol::Codec<convene::protocol::samples::Grid> {
  using Grid = samples::Grid;
  static void write(std::string& out, const Grid& grid) {
    write_text(out, std::to_string(grid.width) + "x" + std::to_string(grid.height));
  }
  static void read(const Reader& in, Grid& out) {
    const auto text = in.text();
    if (!text) return;
    const std::size_t cross = text->find('x');
    if (cross == std::string_view::npos) return in.refuse("grid.form", "a grid looks like \"3x4\"");
    out = {static_cast<std::uint32_t>(std::stoul(std::string(text->substr(0, cross)))),
           static_cast<std::uint32_t>(std::stoul(std::string(text->substr(cross + 1))))};
  }
};

namespace convene::protocol {
namespace {

using namespace samples;

struct Secret {
  std::string words;
  bool operator==(const Secret&) const = default;
};
struct Letter {
  PersonId to;
  Secret secret;
  bool operator==(const Letter&) const = default;
};
BOOST_DESCRIBE_STRUCT(Letter, (), (to, secret))
struct Vault {
  std::vector<std::string> words;
};

}  // namespace
}  // namespace convene::protocol

template <>
struct convene::protocol::Codec<convene::protocol::Secret> {
  static void write(std::string& out, const Secret& secret, Vault& vault) {
    vault.words.push_back(secret.words);
    write_natural(out, vault.words.size());
  }
  static void read(const Reader& in, Secret& out, Vault& vault) {
    if (const auto number = in.natural(1, vault.words.size())) out.words = vault.words[*number - 1];
  }
};

namespace convene::protocol {
namespace {

template <class T>
T accepted(std::string_view text, const Limits& limits = Limits::wire()) {
  auto result = decode_text<T>(text, limits);
  if (const Fault* fault = std::get_if<Fault>(&result)) {
    ADD_FAILURE() << to_text(*fault) << "\nin " << text;
    return T{};
  }
  return std::get<0>(std::move(result));
}

template <class T>
Fault refused(std::string_view text, const Limits& limits = Limits::wire()) {
  auto result = decode_text<T>(text, limits);
  if (const Fault* fault = std::get_if<Fault>(&result)) return *fault;
  ADD_FAILURE() << "accepted: " << text;
  return {};
}

template <class T>
std::vector<std::string> all_faults(std::string_view text, std::size_t most = 100) {
  JsonTree tree;
  if (const auto fault = tree.parse(text, Limits::file())) return {to_text(*fault)};
  Faults faults(most);
  T value{};
  const bool good = decode(tree, value, faults);
  EXPECT_EQ(good, faults.empty());
  std::vector<std::string> lines;
  for (const Fault& fault : faults.list()) lines.push_back(to_text(fault));
  return lines;
}

// --- what is written reads back the same

TEST(Decode, ReadsBackWhateverWasWritten) {
  for (std::uint64_t seed = 0; seed < 4'000; ++seed) {
    const auto value = Arbitrary(seed, true).value<Everything>();
    const std::string text = encode(value);
    ASSERT_EQ(accepted<Everything>(text, Limits::journal()), value) << "seed " << seed << "\n" << text;
  }
}

TEST(Decode, ReadsBackOnTheWire) {
  for (std::uint64_t seed = 0; seed < 4'000; ++seed) {
    const auto value = Arbitrary(seed).value<Everything>();
    ASSERT_EQ(accepted<Everything>(encode(value)), value) << "seed " << seed;
  }
}

TEST(Decode, ReadsBackVariantsAndFlattenedFields) {
  for (std::uint64_t seed = 0; seed < 2'000; ++seed) {
    const auto request = Arbitrary(seed).value<Request>();
    ASSERT_EQ(accepted<Request>(encode(request), Limits::journal()), request) << "seed " << seed;
    const auto framed = Arbitrary(seed).value<Framed>();
    ASSERT_EQ(accepted<Framed>(encode(framed), Limits::journal()), framed) << "seed " << seed;
    const auto commands = Arbitrary(seed).value<std::vector<Command>>();
    ASSERT_EQ(accepted<std::vector<Command>>(encode(commands), Limits::journal()), commands) << "seed " << seed;
  }
}

TEST(Decode, TakesFieldsInAnyOrder) {
  EXPECT_EQ(accepted<Sizes>(R"({"max":5,"min":2})"), (Sizes{2, 5}));
  EXPECT_EQ(accepted<Command>(R"({"person":"p3","type":"seat.move"})"), Command(Move{PersonId(3), std::nullopt}));
  EXPECT_EQ(accepted<Request>(R"({"seen":1,"to":"r2","type":"seat.move","id":"a:1","person":"p3"})"),
            (Request{"a:1", Move{PersonId(3), RoomId(2)}, 1}));
}

TEST(Decode, AbsentOptionalFieldsKeepTheirDefaults) {
  EXPECT_EQ(accepted<Policy>("{}"), Policy{});
  EXPECT_EQ(accepted<Policy>(R"({"colour":"red"})").rooms, Sizes{});
  EXPECT_EQ(accepted<Say>(R"({"type":"chat.say","text":"x"})").times, 1);
  EXPECT_EQ(accepted<Foreign>(R"({"name":"x"})").weight, 2);
  EXPECT_EQ(accepted<Move>(R"({"type":"seat.move","person":"p1","to":null})").to, std::nullopt);
  Policy standing{{1, 2}, Colour::red, {}};
  JsonTree tree;
  Faults faults;
  ASSERT_FALSE(tree.parse(R"({"more":[]})"));
  EXPECT_TRUE(decode(tree, standing, faults));
  EXPECT_EQ(standing.rooms, (Sizes{1, 2})) << "what the caller had stays";
}

TEST(Decode, AsksTypesWithAFormOfTheirOwn) {
  const Hall hall{{{3, 4}, {1, 2}}};
  EXPECT_EQ(encode(hall), R"({"grids":["3x4","1x2"]})");
  EXPECT_EQ(accepted<Hall>(encode(hall)), hall);
  EXPECT_EQ(refused<Hall>(R"({"grids":["3x4","1"]})").path, "grids[1]");
}

TEST(Decode, HandsTheContextThrough) {
  const std::vector<Letter> letters{{PersonId(1), {"one"}}, {PersonId(2), {"two"}}};
  Vault vault;
  std::string text;
  encode(text, letters, vault);
  EXPECT_EQ(text, R"([{"to":"p1","secret":1},{"to":"p2","secret":2}])");
  JsonTree tree;
  const auto result = decode_text<std::vector<Letter>>(text, Limits::wire(), tree, vault);
  EXPECT_EQ(std::get<0>(result), letters);
}

// --- what is refused

TEST(Decode, RefusesAnUnknownFieldAndNamesTheNearest) {
  const Fault fault = refused<Sizes>("{\"min\":1,\n  \"maxx\":3,\"max\":2}");
  EXPECT_EQ(fault.code, "field.unknown");
  EXPECT_EQ(fault.path, "maxx");
  EXPECT_EQ(fault.line, 2u);
  EXPECT_EQ(fault.column, 3u);
  EXPECT_EQ(fault.remedy, "did you mean \"max\"?");
  EXPECT_EQ(refused<Sizes>(R"({"min":1,"max":2,"elephant":0})").remedy, "known are: min, max");
  EXPECT_EQ(refused<Leave>(R"({"type":"seat.leave","person":"p1"})").path, "person");
  EXPECT_EQ(refused<Request>(R"({"id":"","type":"seat.move","person":"p1","tp":"r1"})").remedy, "did you mean \"to\"?");
  EXPECT_EQ(refused<Request>(R"({"id":"","type":"seat.move","person":"p1","text":"r1"})").code, "field.unknown")
      << "a field of another command";
}

TEST(Decode, RefusesADeepUnknownField) {
  std::string text = R"({"more":[{"min":1,"max":2},{"min":1,"max":2,"x":)";
  for (int i = 0; i < 10; ++i) text += "[{\"y\":";
  text += "0";
  for (int i = 0; i < 10; ++i) text += "}]";
  const Fault fault = refused<Policy>(text + "}]}", Limits::file());
  EXPECT_EQ(fault.code, "json.too_deep");
  EXPECT_EQ(refused<Policy>(text + "}]}", Limits::journal()).path, "more[1].x");
}

TEST(Decode, RefusesAMissingField) {
  const Fault fault = refused<Policy>(R"({"rooms":{"max":2}})");
  EXPECT_EQ(fault.code, "field.missing");
  EXPECT_EQ(fault.path, "rooms.min");
  EXPECT_EQ(refused<Command>(R"({"person":"p1"})").path, "type");
  EXPECT_EQ(refused<Command>("{}").code, "field.missing");
  EXPECT_EQ(refused<Leave>("{}").path, "type");
}

TEST(Decode, RefusesAnUnknownType) {
  EXPECT_EQ(refused<Command>(R"({"type":"seat.mov","person":"p1"})").remedy,
            "did you mean \"seat.move\"? one of: seat.move, seat.leave, chat.say");
  EXPECT_EQ(refused<Command>(R"({"type":3})").message, "expected a text, found a whole number");
  EXPECT_EQ(refused<Leave>(R"({"type":"seat.move"})").path, "type");
  EXPECT_EQ(refused<Request>(R"({"id":"","type":"x","unknown":1})").path, "type")
      << "of an unknown object nothing else can be said";
}

TEST(Decode, SaysWhatWasExpectedAndWhatWasFound) {
  EXPECT_EQ(refused<bool>("1").message, "expected true or false, found a whole number");
  EXPECT_EQ(refused<int>("\"1\"").message, "expected a whole number, found a text");
  EXPECT_EQ(refused<unsigned>("true").message, "expected a whole number, found true or false");
  EXPECT_EQ(refused<int>("1.5").message, "expected a whole number, found a number that is not whole, or too large");
  EXPECT_EQ(refused<double>("[]").message, "expected a number, found a list");
  EXPECT_EQ(refused<std::string>("{}").message, "expected a text, found an object");
  EXPECT_EQ(refused<std::vector<int>>("{}").message, "expected a list [...], found an object");
  EXPECT_EQ(refused<Sizes>("[]").message, "expected an object {...}, found a list");
  EXPECT_EQ(refused<PersonId>("12").message, "expected an id like \"p12\", found a whole number");
  EXPECT_EQ(refused<std::string>("null").remedy, "leave the field out instead");
  EXPECT_EQ(refused<Instant>("\"2021-07-27\"").code, "field.type");
  EXPECT_EQ(refused<Command>("[]").code, "field.type");
}

TEST(Decode, RefusesNumbersOutOfRange) {
  EXPECT_EQ(accepted<std::int8_t>("-128"), -128);
  EXPECT_EQ(refused<std::int8_t>("-129").remedy, "use a whole number from -128 to 127");
  EXPECT_EQ(refused<std::uint8_t>("-1").code, "field.range");
  EXPECT_EQ(refused<std::uint8_t>("256").code, "field.range");
  EXPECT_EQ(refused<std::uint16_t>("65536").code, "field.range");
  EXPECT_EQ(refused<std::int64_t>("9223372036854775808").code, "field.range");
  EXPECT_EQ(accepted<std::uint64_t>("18446744073709551615"), 18446744073709551615u);
  EXPECT_EQ(refused<std::uint64_t>("18446744073709551616").code, "field.type");
  EXPECT_EQ(refused<std::uint64_t>("-1").code, "field.range");
  EXPECT_EQ(accepted<std::uint8_t>("-0"), 0);
  EXPECT_EQ(refused<double>("1e400").code, "json.number");
  EXPECT_EQ(accepted<double>("3"), 3.0);
  EXPECT_EQ(refused<Sizes>(R"({"min":0,"max":2})").remedy, "use a whole number from 1 to 30");
  EXPECT_EQ(refused<Sizes>(R"({"min":1,"max":31})").path, "max");
  EXPECT_EQ(accepted<Sizes>(R"({"min":0,"max":31})", Limits::journal()), (Sizes{0, 31}));
  EXPECT_EQ(refused<Foreign>(R"({"name":"","weight":-2})").code, "field.range");
}

TEST(Decode, RefusesTextsOutOfBounds) {
  const auto say = [](std::string_view text) {
    return "{\"type\":\"chat.say\",\"text\":" + encode(std::string(text)) + "}";
  };
  EXPECT_EQ(refused<Say>(say("")).message, "the text is empty");
  EXPECT_EQ(accepted<Say>(say("12345678901234567890")).text.size(), 20u);
  EXPECT_EQ(refused<Say>(say("123456789012345678901")).remedy, "use at most 20");
  EXPECT_EQ(accepted<Say>(say("a\n\tb")).text, "a\n\tb");
  EXPECT_EQ(refused<Say>(say("a\rb")).code, "field.text");
  EXPECT_EQ(refused<Say>(say(std::string(1, '\0'))).code, "field.text");
  EXPECT_EQ(refused<std::string>(R"("a\nb")").code, "field.text");
  EXPECT_EQ(refused<std::string>("\"\x7f\"").code, "field.text");
  EXPECT_EQ(refused<std::string>("\"\xC2\x85\"").code, "field.text");
  EXPECT_EQ(accepted<std::string>("\"\xC2\xA0\""), "\xC2\xA0");
  EXPECT_EQ(accepted<std::string>(encode(std::string(4096, 'x'))).size(), 4096u);
  EXPECT_EQ(refused<std::string>(encode(std::string(4097, 'x'))).code, "field.length");
}

TEST(Decode, RefusesListsAndMapsOutOfBounds) {
  EXPECT_EQ(refused<Say>(R"({"type":"chat.say","text":"x","tags":["a","b","c"]})").path, "tags");
  Limits tight;
  tight.items = 2;
  EXPECT_EQ(refused<std::vector<int>>("[1,2,3]", tight).remedy, "use at most 2");
  EXPECT_EQ((refused<std::map<std::string, int>>(R"({"a":1,"b":2,"c":3})", tight).code), "field.length");
  EXPECT_EQ((refused<std::array<int, 3>>("[1,2]").remedy), "use exactly 3");
  EXPECT_EQ((refused<std::array<int, 3>>("[1,2]", Limits::journal()).code), "field.length") << "a matter of type";
  EXPECT_EQ((refused<std::pair<int, int>>("[1,2,3]").code), "field.length");
  EXPECT_EQ(refused<std::set<int>>("[1,2,1]").path, "[2]");
}

TEST(Decode, RefusesNamesThatAreNone) {
  EXPECT_EQ(refused<Style>(R"("role_alike")").remedy, "did you mean \"role-alike\"? one of: plain, role-alike");
  EXPECT_EQ(refused<Colour>(R"("green")").remedy, "one of: red, deep_blue, private");
  EXPECT_EQ(refused<Colour>(R"("private_")").code, "field.value");
  EXPECT_EQ(refused<Colour>("0").code, "field.type");
  EXPECT_EQ((refused<std::map<Colour, int>>(R"({"rad":1})").remedy), "did you mean \"red\"?");
  EXPECT_EQ((refused<std::map<PersonId, int>>(R"({"p1":1,"q2":1})").path), "q2");
  EXPECT_EQ((refused<std::map<std::string, int>>(R"({"a\nb":1})").code), "field.text");
}

TEST(Decode, ReadsIdsExactly) {
  EXPECT_EQ(accepted<PersonId>(R"("p12")"), PersonId(12));
  EXPECT_EQ(accepted<PersonId>(R"("p0")"), PersonId());
  EXPECT_EQ(accepted<PersonId>(R"("p4294967295")"), PersonId(4294967295));
  for (const char* text : {"", "p", "12", "r12", "P12", "p012", "p00", "p-1", "p+1", "p 1", "p1 ", "p1.0",
                           "p4294967296", "p99999999999999999999", "pp1", "p0x1", "p１"}) {
    EXPECT_EQ(refused<PersonId>(encode(std::string(text))).code, "field.value") << text;
  }
}

TEST(Decode, NeverRepeatsAValueInItsMessages) {
  const Fault fault = refused<Sizes>(R"({"min":"hunter2","max":1})");
  EXPECT_EQ(to_text(fault).find("hunter2"), std::string::npos);
  EXPECT_EQ(to_text(refused<PersonId>(R"("hunter2")")).find("hunter2"), std::string::npos);
  EXPECT_EQ(to_text(refused<std::string>(R"("hunter2\n")")).find("hunter2"), std::string::npos);
}

TEST(Decode, CollectsAllFaultsOfAFile) {
  const std::string text = R"({
  "rooms": {"min": 99, "mix": 4},   // three faults
  "colour": "blue",
  "more": [{"min": 1, "max": 2}, {"min": true, "max": 2.5}, 7],
  "colours": 1
})";
  EXPECT_EQ(all_faults<Policy>(text),
            (std::vector<std::string>{
                "2:20: rooms.min: the number is out of range; use a whole number from 1 to 30",
                "2:12: rooms.max: \"max\" is missing; add it",
                "2:24: rooms.mix: \"mix\" is not a known field; did you mean \"min\"?",
                "3:13: colour: \"blue\" is not a known value; one of: red, deep_blue, private",
                "4:42: more[1].min: expected a whole number, found true or false",
                "4:55: more[1].max: expected a whole number, found a number that is not whole, or too large",
                "4:61: more[2]: expected an object {...}, found a whole number",
                "5:3: colours: \"colours\" is not a known field; did you mean \"colour\"?",
            }));
  EXPECT_EQ(all_faults<Policy>(text, 3).size(), 3u);
}

TEST(Decode, SaysNoWhenTheListOfFaultsIsFullAlready) {
  JsonTree tree;
  ASSERT_FALSE(tree.parse("true"));
  Faults faults(1);
  int value = 0;
  EXPECT_FALSE(decode(tree, value, faults));
  EXPECT_FALSE(decode(tree, value, faults));
  EXPECT_EQ(faults.size(), 1u);
}

TEST(Decode, AMillionWrongItemsCostALimitedList) {
  std::string text = "[0";
  for (int i = 1; i < 90'000; ++i) text += ",0";
  EXPECT_EQ(all_faults<std::vector<std::string>>(text + "]").size(), 100u);
}

TEST(Decode, SurvivesDamage) {
  int read = 0;
  for (std::uint64_t seed = 0; seed < 10'000; ++seed) {
    Arbitrary random(seed);
    std::string text = encode(random.value<Everything>());
    for (std::uint64_t changes = 1 + random.below(3); changes > 0; --changes) {
      text[random.below(text.size())] = static_cast<char>(random.below(256));
    }
    const auto result = decode_text<Everything>(text);
    if (const Fault* fault = std::get_if<Fault>(&result)) {
      ASSERT_FALSE(fault->code.empty());
      ASSERT_GE(fault->line, 1u);
    } else {
      ++read;
      ASSERT_EQ(accepted<Everything>(encode(std::get<0>(result))), std::get<0>(result)) << "seed " << seed;
    }
  }
  EXPECT_GT(read, 100);
}

}  // namespace
}  // namespace convene::protocol

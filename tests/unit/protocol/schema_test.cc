#include "protocol/schema.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>

#include "matcher/definition.h"
#include "protocol/forms.h"
#include "tests/unit/protocol/arbitrary.h"
#include "tests/unit/protocol/samples.h"

namespace convene::protocol {

namespace other {
struct Sizes {
  bool large = false;
};
BOOST_DESCRIBE_STRUCT(Sizes, (), (large))
struct Both {
  samples::Sizes one;
  Sizes two;
};
BOOST_DESCRIBE_STRUCT(Both, (), (one, two))
struct Tree {
  std::string name;
  std::vector<Tree> below;
  bool operator==(const Tree&) const = default;
};
BOOST_DESCRIBE_STRUCT(Tree, (), (name, below))
}  // namespace other

namespace {

using namespace samples;
using json = nlohmann::ordered_json;

// As much of a validator as the generated schemas need; a keyword it does not know fails the test.
class Validator {
 public:
  explicit Validator(const json& document) : document_(document) {}
  bool accepts(const json& value) { return valid(document_, value); }

 private:
  static std::size_t letters(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
  }

  static bool has_type(const std::string& type, const json& value) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_boolean();
    if (type == "integer") return value.is_number_integer();
    return type == "number" && value.is_number();
  }

  bool valid(const json& schema, const json& value) {
    if (schema.is_boolean()) return schema.get<bool>();
    for (const auto& [keyword, rule] : schema.items()) {
      if (!follows(schema, keyword, rule, value)) return false;
    }
    return true;
  }

  bool follows(const json& schema, const std::string& keyword, const json& rule, const json& value) {
    const auto all = [](const json& items, auto&& good) { return std::all_of(items.begin(), items.end(), good); };
    if (keyword == "$schema" || keyword == "title" || keyword == "description" || keyword == "default") return true;
    if (keyword == "$defs") return true;
    if (keyword == "$ref") {
      const std::string target = rule.get<std::string>().substr(1);
      return valid(document_.at(json::json_pointer(target)), value);
    }
    if (keyword == "type") return has_type(rule, value);
    if (keyword == "const") return value == rule;
    if (keyword == "enum") return std::find(rule.begin(), rule.end(), value) != rule.end();
    if (keyword == "pattern") return std::regex_search(value.get<std::string>(), std::regex(rule.get<std::string>()));
    if (keyword == "minimum")
      return value.get<double>() >= rule.get<double>();  // the library compares large naturals as negative
    if (keyword == "maximum") return value.get<double>() <= rule.get<double>();
    if (keyword == "minLength") return letters(value) >= rule;
    if (keyword == "maxLength") return letters(value) <= rule;
    if (keyword == "minItems" || keyword == "minProperties") return value.size() >= rule;
    if (keyword == "maxItems" || keyword == "maxProperties") return value.size() <= rule;
    if (keyword == "uniqueItems") return std::set<json>(value.begin(), value.end()).size() == value.size();
    if (keyword == "oneOf") {
      return std::count_if(rule.begin(), rule.end(), [&](const json& one) { return valid(one, value); }) == 1;
    }
    if (keyword == "allOf") return all(rule, [&](const json& one) { return valid(one, value); });
    if (keyword == "prefixItems") return value.size() == 2 && valid(rule[0], value[0]) && valid(rule[1], value[1]);
    if (keyword == "items") {
      return schema.contains("prefixItems") || all(value, [&](const json& one) { return valid(rule, one); });
    }
    if (keyword == "required")
      return all(rule, [&](const json& name) { return value.contains(name.get<std::string>()); });
    if (keyword == "properties" || keyword == "additionalProperties" || keyword == "propertyNames") {
      for (const auto& [name, member] : value.items()) {
        const bool listed = schema.contains("properties") && schema["properties"].contains(name);
        if (keyword == "propertyNames" && !valid(rule, name)) return false;
        if (keyword == "properties" && listed && !valid(rule[name], member)) return false;
        if (keyword == "additionalProperties" && !listed && !valid(rule, member)) return false;
      }
      return true;
    }
    ADD_FAILURE() << "the generator wrote a keyword that nobody checks: " << keyword;
    return false;
  }

  const json& document_;
};

template <class T>
void expect_accepts_what_is_written(bool bounded) {
  const json document = schema<T>();
  Validator validator(document);
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    const std::string text = encode(Arbitrary(seed).value<T>());
    // A list's holes are the one null that is written; no message has any.
    if (text.find("null") != std::string::npos) continue;
    const bool valid = validator.accepts(json::parse(text));
    ASSERT_TRUE(valid || bounded) << text << "\n" << document.dump(1);
    if (!valid) continue;
    json broken = json::parse(text);
    if (!broken.is_object()) continue;
    broken["elephant"] = 1;
    ASSERT_FALSE(validator.accepts(broken)) << broken;
  }
}

TEST(Schema, AcceptsWhateverIsWrittenAndNoUnknownField) {
  expect_accepts_what_is_written<Everything>(false);
  expect_accepts_what_is_written<Nothing>(false);
  expect_accepts_what_is_written<Move>(false);
  expect_accepts_what_is_written<other::Both>(true);
  expect_accepts_what_is_written<EventDefinition>(true);
  expect_accepts_what_is_written<Request>(true);
  expect_accepts_what_is_written<std::vector<Command>>(true);
  expect_accepts_what_is_written<Framed>(true);
}

TEST(Schema, RefusesWhatTheDecoderRefuses) {
  const json document = schema<Request>();
  Validator validator(document);
  const auto accepts = [&](const char* text) { return validator.accepts(json::parse(text)); };
  EXPECT_TRUE(accepts(R"({"id":"a","type":"seat.move","person":"p1"})"));
  EXPECT_TRUE(accepts(R"({"id":"a","type":"chat.say","text":"x","seen":3})"));
  EXPECT_FALSE(accepts(R"({"type":"seat.move","person":"p1"})"));
  EXPECT_FALSE(accepts(R"({"id":"a","person":"p1"})"));
  EXPECT_FALSE(accepts(R"({"id":"a","type":"seat.fly","person":"p1"})"));
  EXPECT_FALSE(accepts(R"({"id":"a","type":"seat.move","person":"p01"})"));
  EXPECT_FALSE(accepts(R"({"id":"a","type":"seat.move","person":"r1"})"));
  EXPECT_FALSE(accepts(R"({"id":"a","type":"seat.move","person":"p1","text":"of another command"})"));
  EXPECT_FALSE(accepts(R"({"id":"a","type":"chat.say","text":""})"));
  EXPECT_FALSE(accepts(R"({"id":"a","type":"chat.say","text":"123456789012345678901"})"));
  EXPECT_FALSE(accepts(R"({"id":"a","type":"chat.say","text":"x","tags":["a","b","c"]})"));
  EXPECT_FALSE(accepts(R"({"id":"a","type":"chat.say","text":"x","times":1.5})"));
  EXPECT_FALSE(accepts(R"({"id":"a","type":"chat.say","text":"x","seen":-1})"));
}

TEST(Schema, TellsWhatMayBeAbsentAndItsDefault) {
  SchemaBuilder builder;
  builder.of<Say>();
  builder.of<Policy>();
  builder.of<Foreign>();
  const json definitions = builder.document(json::object())["$defs"];
  EXPECT_EQ(definitions["Say"]["required"], json({"type", "text"}));
  EXPECT_EQ(definitions["Say"]["properties"]["times"]["default"], 1);
  EXPECT_EQ(definitions["Say"]["properties"]["text"]["description"], "What is said.");
  EXPECT_EQ(definitions["Policy"]["required"], json::array());
  EXPECT_EQ(definitions["Policy"]["properties"]["colour"],
            json::parse(R"({"allOf":[{"$ref":"#/$defs/Colour"}],"default":"deep_blue"})"));
  EXPECT_EQ(definitions["Foreign"]["description"], "Known elsewhere.");
  EXPECT_EQ(definitions["Foreign"]["properties"]["weight"],
            json::parse(R"({"type":"integer","minimum":-1,"maximum":9,"default":2})"));
}

TEST(Schema, NamesTypesAsTheCodeDoes) {
  EXPECT_EQ(SchemaBuilder::title_of("convene::protocol::View<convene::NowView>"), "ViewNowView");
  EXPECT_EQ(SchemaBuilder::title_of("(anonymous namespace)::Foo"), "Foo");
  EXPECT_EQ(SchemaBuilder::title_of("round_rules"), "RoundRules");
  const json document = schema<other::Both>();
  EXPECT_TRUE(document["$defs"].contains("Sizes"));
  EXPECT_TRUE(document["$defs"].contains("OtherSizes")) << "two types of one name stay apart";
  EXPECT_EQ(document["$schema"], "https://json-schema.org/draft/2020-12/schema");
  EXPECT_EQ(document["$ref"], "#/$defs/Both");
}

TEST(Schema, TypesMayContainThemselves) {
  const json document = schema<other::Tree>();
  Validator validator(document);
  EXPECT_TRUE(validator.accepts(json::parse(encode(other::Tree{"a", {{"b", {}}}}))));
  EXPECT_FALSE(validator.accepts(json::parse(R"({"name":"a","below":[{"name":1,"below":[]}]})")));
}

}  // namespace
}  // namespace convene::protocol

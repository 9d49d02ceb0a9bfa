// Types with one of everything that the codec knows.
#pragma once

#include <array>
#include <boost/describe.hpp>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "matcher/ids.h"
#include "matcher/instant.h"
#include "protocol/names.h"

namespace convene::protocol::samples {

enum class Colour : std::uint8_t { red, deep_blue, private_ };
BOOST_DESCRIBE_ENUM(Colour, red, deep_blue, private_)

enum class Style : std::int16_t { plain = -3, role_alike = 40 };
BOOST_DESCRIBE_ENUM(Style, plain, role_alike)

struct Sizes {
  std::uint16_t min = 3;
  std::uint16_t max = 7;
  static constexpr auto bounds = std::to_array<Bound>({{"min", 1, 30}, {"max", 1, 30}});
  bool operator==(const Sizes&) const = default;
};
BOOST_DESCRIBE_STRUCT(Sizes, (), (min, max))

/// Every supported type once, without bounds.
struct Everything {
  bool yes = false;
  std::int8_t small = 0;
  std::uint8_t tiny = 0;
  std::int32_t middle = 0;
  std::uint32_t natural = 0;
  std::int64_t big = 0;
  std::uint64_t huge = 0;
  double real = 0;
  float half = 0;
  std::string text;
  Colour colour = Colour::red;
  Style style = Style::plain;
  PersonId person;
  Instant at;
  Duration length;
  std::optional<std::string> maybe;
  std::optional<std::vector<std::int32_t>> maybe_list;
  std::vector<std::string> texts;
  std::vector<bool> flags;
  std::vector<std::vector<PersonId>> groups;
  std::vector<std::optional<std::int32_t>> holes;
  std::array<std::int32_t, 3> three{};
  std::set<RoomId> rooms;
  std::pair<std::string, std::int32_t> pair;
  std::map<std::string, Instant> by_name;
  std::map<PersonId, std::string> by_id;
  std::map<Colour, std::int32_t> by_colour;
  std::string for_;
  bool operator==(const Everything&) const = default;
};
BOOST_DESCRIBE_STRUCT(Everything, (),
                      (yes, small, tiny, middle, natural, big, huge, real, half, text, colour, style, person, at,
                       length, maybe, maybe_list, texts, flags, groups, holes, three, rooms, pair, by_name, by_id,
                       by_colour, for_))

struct Nothing {
  bool operator==(const Nothing&) const = default;
};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

struct Move {
  static constexpr std::string_view name = "seat.move";
  static constexpr std::string_view doc = "Put somebody into a room.";
  PersonId person;
  std::optional<RoomId> to;
  bool operator==(const Move&) const = default;
};
BOOST_DESCRIBE_STRUCT(Move, (), (person, to))

struct Leave {
  static constexpr std::string_view name = "seat.leave";
  bool operator==(const Leave&) const = default;
};
BOOST_DESCRIBE_STRUCT(Leave, (), ())

struct Say {
  static constexpr std::string_view name = "chat.say";
  static constexpr auto bounds = std::to_array<Bound>({{"text", 1, 20, TextForm::lines}, {"tags", 0, 2}});
  static constexpr auto optional_fields = std::to_array<std::string_view>({"tags", "times"});
  static constexpr auto field_docs = std::to_array<FieldDoc>({{"text", "What is said."}});
  std::string text = "-";
  std::vector<std::string> tags;
  std::int32_t times = 1;
  bool operator==(const Say&) const = default;
};
BOOST_DESCRIBE_STRUCT(Say, (), (text, tags, times))

using Command = std::variant<Move, Leave, Say>;

/// A command with what goes around it, in one object.
struct Request {
  static constexpr std::string_view flat = "command";
  std::string id;
  Command command;
  std::optional<std::uint32_t> seen;
  bool operator==(const Request&) const = default;
};
BOOST_DESCRIBE_STRUCT(Request, (), (id, command, seen))

/// A flattened plain struct.
struct Framed {
  static constexpr std::string_view flat = "sizes";
  Sizes sizes;
  std::string title;
  bool operator==(const Framed&) const = default;
};
BOOST_DESCRIBE_STRUCT(Framed, (), (sizes, title))

struct Policy {
  static constexpr bool all_optional = true;
  Sizes rooms;
  Colour colour = Colour::deep_blue;
  std::vector<Sizes> more;
  bool operator==(const Policy&) const = default;
};
BOOST_DESCRIBE_STRUCT(Policy, (), (rooms, colour, more))

/// Rules from outside, as for a type that does not know the protocol.
struct Foreign {
  std::string name;
  std::int32_t weight = 2;
  bool operator==(const Foreign&) const = default;
};
BOOST_DESCRIBE_STRUCT(Foreign, (), (name, weight))

/// Has a form of its own: "3x4".
struct Grid {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  bool operator==(const Grid&) const = default;
};

struct Hall {
  std::vector<Grid> grids;
  bool operator==(const Hall&) const = default;
};
BOOST_DESCRIBE_STRUCT(Hall, (), (grids))

}  // namespace convene::protocol::samples

template <>
inline constexpr bool convene::protocol::dashed<convene::protocol::samples::Style> = true;

template <>
struct convene::protocol::FieldRules<convene::protocol::samples::Foreign> {
  static constexpr std::string_view doc = "Known elsewhere.";
  static constexpr auto optional_fields = std::to_array<std::string_view>({"weight"});
  static constexpr auto bounds = std::to_array<Bound>({{"name", 0, 5}, {"weight", -1, 9}});
};

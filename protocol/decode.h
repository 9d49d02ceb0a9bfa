// JSON to values, strictly, from the field lists: the mirror of encode.h.
//
// Refused, each with its path and a remedy: a field nobody knows (with the nearest known one), a missing field, a
// wrong type, a number out of range, a text too long or with control characters, an unknown enum value, a list too
// long. What may be absent, and the bounds of fields: names.h. Limits without a bound: Limits (json_tree.h).
// Complexity: O(bytes) for what encode.h wrote; O(members * fields) per object at worst, both bounded.
#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "matcher/ids.h"
#include "matcher/instant.h"
#include "protocol/faults.h"
#include "protocol/forms.h"  // every unit sees the same rules
#include "protocol/json_tree.h"
#include "protocol/names.h"

namespace convene::protocol {

/// One value on its way in: what stands there, and where to complain about it. Cheap to copy.
class Reader {
 public:
  using Kind = JsonTree::Kind;

  Reader(const JsonTree& tree, JsonTree::Value value, Faults& faults) : tree_(&tree), value_(value), faults_(&faults) {}

  const JsonTree::Value& value() const { return value_; }
  Kind kind() const { return value_.kind(); }
  const Limits& limits() const { return tree_->limits(); }
  /// A child of this value, or any other value of the same tree.
  Reader at(JsonTree::Value other) const { return {*tree_, other, *faults_}; }
  /// So many were refused so far, here and elsewhere.
  std::size_t faults() const { return faults_->total(); }
  /// Nothing more needs to be read: the answer is no already.
  bool stopped() const { return faults_->full(); }

  /// Refuses this value.
  void refuse(std::string code, std::string message, std::string remedy = {}) const;
  /// Refuses this object because a member is not there.
  void refuse_missing(std::string_view field, std::string_view remedy = {}) const;
  /// Refuses this value, a member that nobody knows.
  void refuse_unknown(std::span<const std::string_view> known) const;
  /// Refuses this value for its type: "expected a list, found a text".
  void refuse_type(std::string_view expected) const;
  /// Refuses this value for being none of the known names.
  void refuse_name(std::string_view what, std::span<const std::string_view> known) const;

  // The atoms: the value, or nothing after a refusal.
  std::optional<bool> boolean() const;
  std::optional<std::int64_t> integer(std::int64_t least, std::int64_t most) const;
  std::optional<std::uint64_t> natural(std::uint64_t least, std::uint64_t most) const;
  std::optional<double> real(const Bound* bound) const;
  std::optional<std::string_view> text(const Bound* bound = nullptr) const;
  std::optional<std::uint32_t> id(char letter) const;
  bool list(const Bound* bound = nullptr) const { return container(Kind::list, "a list [...]", bound); }
  bool object(const Bound* bound = nullptr) const { return container(Kind::object, "an object {...}", bound); }
  /// Whether the name of this member may be a map's key; refuses it otherwise.
  bool name_acceptable() const;

  /// The number in "p12" (no leading zeros, at most 2^32 - 1), or nothing.
  static std::optional<std::uint32_t> parse_id(std::string_view text, char letter);

 private:
  bool container(Kind wanted, std::string_view expected, const Bound* bound) const;
  bool acceptable(std::string_view text, const Bound* bound) const;

  const JsonTree* tree_;
  JsonTree::Value value_;
  Faults* faults_;
};

/// Reads a value over `out`. What could not be read is refused at `in`; `out` is then half-read.
template <class T, class Context>
void decode_value(const Reader& in, T& out, Context& context, const Bound* bound = nullptr);

namespace decoding {

template <class T, class Context>
concept ReadsWithContext = requires(const Reader& in, T& out, Context& context) {
  Codec<T>::read(in, out, context);
};
template <class T>
concept Reads = requires(const Reader& in, T& out) {
  Codec<T>::read(in, out);
};

/// An object's members, found in the order of the fields at no cost and in any other order by a search.
class Members {
 public:
  explicit Members(JsonTree::Value object) : object_(object), next_(object.begin()) {}

  std::optional<JsonTree::Value> find(std::string_view name) {
    if (next_ != object_.end() && (*next_).key() == name) {
      const JsonTree::Value member = *next_;
      ++next_;
      ++found_;
      return member;
    }
    for (auto at = object_.begin(); at != object_.end(); ++at) {
      if ((*at).key() != name) continue;
      const JsonTree::Value member = *at;
      next_ = ++at;
      ++found_;
      return member;
    }
    return std::nullopt;
  }
  const JsonTree::Value& object() const { return object_; }
  /// Every member was asked for (names are unique in an object, and so are fields).
  bool all_found() const { return found_ == object_.size(); }

 private:
  JsonTree::Value object_;
  JsonTree::Value::Iterator next_;
  std::uint32_t found_ = 0;
};

template <class T>
inline constexpr bool is_variant = false;
template <class... Each>
inline constexpr bool is_variant<std::variant<Each...>> = true;

template <class Variant>
inline constexpr auto variant_names = []<class... Each>(std::type_identity<std::variant<Each...>>) {
  static_assert((Named<Each> && ...), "the structs of a variant are told apart by their `name`");
  return std::array<std::string_view, sizeof...(Each)>{Each::name...};
}(std::type_identity<Variant>{});

template <DescribedEnum E>
inline constexpr auto enum_names = [] {
  std::array<std::string_view, enumerators<E>.size()> names{};
  for (std::size_t i = 0; i < names.size(); ++i) names[i] = enumerators<E>[i].name.view();
  return names;
}();

/// The names under which the fields of this very value may stand in its object.
template <class T>
void collect_names(const T& value, std::vector<std::string_view>& names) {
  if constexpr (is_variant<T>) {
    std::visit([&](const auto& one) { collect_names(one, names); }, value);
  } else {
    if constexpr (Named<T>) names.push_back("type");
    mp11::mp_for_each<Fields<T>>([&](auto d) {
      using D = decltype(d);
      if constexpr (Flattened<T>) {
        if constexpr (field_name<D> == T::flat) return collect_names(value.*D::pointer, names);
      }
      names.push_back(field_name<D>);
    });
  }
}

template <class T, class Context>
bool read_fields(const Reader& in, Members& members, T& out, Context& context);

/// Fills `out` with the struct that "type" names. False: none.
template <class... Each, class Context>
bool read_tagged(const Reader& in, Members& members, std::variant<Each...>& out, Context& context) {
  constexpr const auto& names = variant_names<std::variant<Each...>>;
  const auto type = in.value().find("type");
  if (!type) {
    in.refuse_missing("type", "it says what this object is");
    return false;
  }
  const auto text = in.at(*type).text();
  if (!text) return false;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] != *text) continue;
    mp11::mp_with_index<sizeof...(Each)>(
        i, [&](auto index) { read_fields(in, members, out.template emplace<index>(), context); });
    return true;
  }
  in.at(*type).refuse_name("type", names);
  return false;
}

/// Reads the fields and leaves members that are nobody's to the caller. False: it is not known what the object is, so
/// that nothing can be said about its other members.
template <class T, class Context>
bool read_fields(const Reader& in, Members& members, T& out, Context& context) {
  bool known = true;
  if constexpr (Named<T>) {
    const auto type = members.find("type");
    if (!type) {
      in.refuse_missing("type", "it says what this object is");
    } else if (const auto text = in.at(*type).text(); text && *text != T::name) {
      constexpr std::array<std::string_view, 1> only{T::name};
      in.at(*type).refuse_name("type", only);
    }
  }
  mp11::mp_for_each<Fields<T>>([&](auto d) {
    using D = decltype(d);
    using Field = FieldType<T, D>;
    if (in.stopped()) return;
    if constexpr (Flattened<T>) {
      if constexpr (field_name<D> == T::flat) {
        if constexpr (is_variant<Field>) {
          known = read_tagged(in, members, out.*D::pointer, context) && known;
        } else {
          known = read_fields(in, members, out.*D::pointer, context) && known;
        }
        return;
      }
    }
    if (const auto member = members.find(field_name<D>)) {
      decode_value(in.at(*member), out.*D::pointer, context, field_bound<T, D> ? &*field_bound<T, D> : nullptr);
    } else if constexpr (!is_optional<Field> && !may_be_absent<T>(field_name<D>)) {
      in.refuse_missing(field_name<D>);
    }
  });
  return known;
}

/// Refuses the members that the object should not have. O(members * fields), only when there are any.
template <class T>
void refuse_strangers(const Reader& in, const Members& members, const T& out) {
  if (members.all_found() || in.stopped()) return;
  std::vector<std::string_view> names;
  collect_names(out, names);
  for (JsonTree::Value member : members.object()) {
    if (std::find(names.begin(), names.end(), member.key()) == names.end()) in.at(member).refuse_unknown(names);
  }
}

template <class T, class Context>
void read_object(const Reader& in, T& out, Context& context) {
  if (!in.object()) return;
  Members members(in.value());
  bool known = false;
  if constexpr (is_variant<T>) {
    known = read_tagged(in, members, out, context);
  } else {
    known = read_fields(in, members, out, context);
  }
  if (known) refuse_strangers(in, members, out);
}

inline bool read_key(const Reader&, std::string_view text, std::string& out) {
  out = text;
  return true;
}
template <class Tag>
bool read_key(const Reader& in, std::string_view text, Id<Tag>& out) {
  if (const auto number = Reader::parse_id(text, Tag::letter)) {
    out = Id<Tag>(*number);
    return true;
  }
  in.refuse("field.value", std::string("its name is not an id like \"") + Tag::letter + "12\"");
  return false;
}
template <DescribedEnum E>
bool read_key(const Reader& in, std::string_view text, E& out) {
  if (const auto value = enum_from<E>(text)) {
    out = *value;
    return true;
  }
  in.refuse_unknown(enum_names<E>);
  return false;
}

// One overload a shape; `decode_value` sends everything else to where it belongs.
template <class T, class Context>
void read_shape(const Reader& in, std::optional<T>& out, Context& context, const Bound* bound) {
  if (in.kind() == Reader::Kind::null) return out.reset();
  const std::size_t before = in.faults();
  decode_value(in, out.emplace(), context, bound);
  // What was refused would be there, as zero or half.
  if (in.faults() != before) out.reset();
}
template <class T, class Context>
void read_shape(const Reader& in, std::vector<T>& out, Context& context, const Bound* bound) {
  out.clear();
  if (!in.list(bound)) return;
  out.reserve(in.value().size());
  for (JsonTree::Value item : in.value()) {
    if (in.stopped()) return;
    T one{};
    decode_value(in.at(item), one, context);
    out.push_back(std::move(one));
  }
}
template <class T, std::size_t n, class Context>
void read_shape(const Reader& in, std::array<T, n>& out, Context& context, const Bound*) {
  const Bound exactly{.field = {}, .least = n, .most = n};
  if (!in.list(&exactly) || in.value().size() != n) return;
  auto slot = out.begin();
  for (JsonTree::Value item : in.value()) decode_value(in.at(item), *slot++, context);
}
template <class T, class Less, class Context>
void read_shape(const Reader& in, std::set<T, Less>& out, Context& context, const Bound* bound) {
  out.clear();
  if (!in.list(bound)) return;
  for (JsonTree::Value item : in.value()) {
    if (in.stopped()) return;
    T one{};
    decode_value(in.at(item), one, context);
    if (!out.insert(std::move(one)).second) in.at(item).refuse("field.value", "stands in the list twice", "keep one");
  }
}
template <class A, class B, class Context>
void read_shape(const Reader& in, std::pair<A, B>& out, Context& context, const Bound*) {
  constexpr Bound exactly{.field = {}, .least = 2, .most = 2};
  if (!in.list(&exactly) || in.value().size() != 2) return;
  auto item = in.value().begin();
  decode_value(in.at(*item), out.first, context);
  decode_value(in.at(*++item), out.second, context);
}
template <class Key, class T, class Less, class Context>
void read_shape(const Reader& in, std::map<Key, T, Less>& out, Context& context, const Bound* bound) {
  out.clear();
  if (!in.object(bound)) return;
  for (JsonTree::Value member : in.value()) {
    if (in.stopped()) return;
    Key key{};
    if (!in.at(member).name_acceptable() || !read_key(in.at(member), member.key(), key)) continue;
    decode_value(in.at(member), out[std::move(key)], context);
  }
}
template <class... Each, class Context>
void read_shape(const Reader& in, std::variant<Each...>& out, Context& context, const Bound*) {
  read_object(in, out, context);
}
template <class Tag, class Context>
void read_shape(const Reader& in, Id<Tag>& out, Context&, const Bound*) {
  if (const auto number = in.id(Tag::letter)) out = Id<Tag>(*number);
}

template <std::integral T>
void read_whole(const Reader& in, T& out, const Bound* bound) {
  if (!in.limits().bounds) bound = nullptr;
  if constexpr (std::signed_integral<T>) {
    std::int64_t least = std::numeric_limits<T>::min();
    std::int64_t most = std::numeric_limits<T>::max();
    if (bound) least = std::max(least, bound->least), most = std::min(most, bound->most);
    if (const auto number = in.integer(least, most)) out = static_cast<T>(*number);
  } else {
    std::uint64_t least = 0;
    std::uint64_t most = std::numeric_limits<T>::max();
    if (bound && bound->least > 0) least = static_cast<std::uint64_t>(bound->least);
    if (bound && bound->most != std::numeric_limits<std::int64_t>::max()) {
      most = std::min(most, static_cast<std::uint64_t>(std::max<std::int64_t>(bound->most, 0)));
    }
    if (const auto number = in.natural(least, most)) out = static_cast<T>(*number);
  }
}

}  // namespace decoding

template <class T, class Context>
void decode_value(const Reader& in, T& out, Context& context, const Bound* bound) {
  if constexpr (decoding::ReadsWithContext<T, Context>) {
    Codec<T>::read(in, out, context);
  } else if constexpr (decoding::Reads<T>) {
    Codec<T>::read(in, out);
  } else if constexpr (std::same_as<T, bool>) {
    if (const auto value = in.boolean()) out = *value;
  } else if constexpr (std::integral<T>) {
    decoding::read_whole(in, out, bound);
  } else if constexpr (std::floating_point<T>) {
    if (const auto value = in.real(bound)) out = static_cast<T>(*value);
  } else if constexpr (std::same_as<T, std::string>) {
    if (const auto value = in.text(bound)) out = *value;
  } else if constexpr (std::same_as<T, Instant> || std::same_as<T, Duration>) {
    decoding::read_whole(in, out.ms, bound);
  } else if constexpr (DescribedEnum<T>) {
    const auto text = in.text();
    if (!text) return;
    if (const auto value = enum_from<T>(*text)) {
      out = *value;
    } else {
      in.refuse_name("value", decoding::enum_names<T>);
    }
  } else if constexpr (DescribedStruct<T>) {
    decoding::read_object(in, out, context);
  } else {
    decoding::read_shape(in, out, context, bound);
  }
}

/// Reads one value of a tree over `out` (fields that may be absent keep what `out` has). True: no fault was added.
template <class T, class Context>
bool decode(const JsonTree& tree, JsonTree::Value value, T& out, Faults& faults, Context& context) {
  const std::size_t before = faults.total();
  decode_value(Reader(tree, value, faults), out, context);
  return faults.total() == before;
}
template <class T>
bool decode(const JsonTree& tree, JsonTree::Value value, T& out, Faults& faults) {
  NoContext none;
  return decode(tree, value, out, faults, none);
}
template <class T>
bool decode(const JsonTree& tree, T& out, Faults& faults) {
  return decode(tree, tree.root(), out, faults);
}

/// Reads a whole text: the value, or its first fault. `scratch` keeps its memory from one text to the next.
template <class T, class Context>
std::variant<T, Fault> decode_text(std::string_view text, const Limits& limits, JsonTree& scratch, Context& context) {
  if (auto fault = scratch.parse(text, limits)) return std::move(*fault);
  Faults faults(1);
  std::variant<T, Fault> result;
  if (!decode(scratch, scratch.root(), std::get<0>(result), faults, context))
    result.template emplace<1>(faults.front());
  return result;
}
template <class T>
std::variant<T, Fault> decode_text(std::string_view text, const Limits& limits = Limits::wire()) {
  JsonTree tree;
  NoContext none;
  return decode_text<T>(text, limits, tree, none);
}

}  // namespace convene::protocol

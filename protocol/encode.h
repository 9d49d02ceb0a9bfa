// Values to JSON, straight from their field lists into a string: no tree in between.
//
// Written: bool, whole and real numbers, texts, described enums (by name), described structs, optional (an empty one
// leaves its field out), vector, array, set, map (keys: text, Id or enum), pair (as a list of two), variant of named
// structs, Id ("p12"), Instant and Duration (milliseconds), and whatever has a Codec (names.h). O(length written).
#pragma once

#include <array>
#include <concepts>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "matcher/check.h"
#include "matcher/ids.h"
#include "matcher/instant.h"
#include "protocol/forms.h"  // every unit sees the same rules
#include "protocol/json_writer.h"
#include "protocol/names.h"

namespace convene::protocol {

template <class T, class Context>
void encode_value(std::string& out, const T& value, Context& context);

namespace encoding {

template <class T, class Context>
concept WritesWithContext = requires(std::string& out, const T& value, Context& context) {
  Codec<T>::write(out, value, context);
};
template <class T>
concept Writes = requires(std::string& out, const T& value) {
  Codec<T>::write(out, value);
};

/// `,"name":` as one piece. The comma of an object's first field is overwritten by the brace, so that no field has
/// to know whether one came before it.
template <class D>
inline constexpr auto key_piece = [] {
  constexpr std::string_view name = field_name<D>;
  std::array<char, name.size() + 4> piece{};
  piece[0] = ',';
  piece[1] = '"';
  for (std::size_t i = 0; i < name.size(); ++i) piece[i + 2] = name[i];
  piece[name.size() + 2] = '"';
  piece[name.size() + 3] = ':';
  return piece;
}();

inline void close(std::string& out, std::size_t start, char opening, char closing) {
  if (out.size() == start) {
    out.push_back(opening);
  } else {
    out[start] = opening;
  }
  out.push_back(closing);
}

template <class T, class Context>
void write_fields(std::string& out, const T& value, Context& context) {
  if constexpr (Named<T>) {
    out.append(",\"type\":");
    write_text(out, T::name);
  }
  mp11::mp_for_each<Fields<T>>([&](auto d) {
    using D = decltype(d);
    using Field = FieldType<T, D>;
    const Field& field = value.*D::pointer;
    if constexpr (Flattened<T>) {
      if constexpr (field_name<D> == T::flat) {
        if constexpr (DescribedStruct<Field>) {
          write_fields(out, field, context);
        } else {
          std::visit([&](const auto& one) { write_fields(out, one, context); }, field);
        }
        return;
      }
    }
    if constexpr (is_optional<Field>) {
      if (!field) return;
    }
    out.append(key_piece<D>.data(), key_piece<D>.size());
    encode_value(out, field, context);
  });
}

template <class Range, class Context>
void write_list(std::string& out, const Range& items, Context& context) {
  const std::size_t start = out.size();
  for (const auto& item : items) {
    out.push_back(',');
    encode_value(out, item, context);
  }
  close(out, start, '[', ']');
}

inline void write_key(std::string& out, std::string_view key) { write_text(out, key); }
template <class Tag>
void write_key(std::string& out, Id<Tag> key) {
  out.push_back('"');
  out.push_back(Tag::letter);
  write_natural(out, key.value);
  out.push_back('"');
}
template <DescribedEnum E>
void write_key(std::string& out, E key) {
  const std::string_view name = enum_name(key);
  if (name.empty()) throw BrokenInvariant("a value outside its enum has no written form");
  out.push_back('"');
  out.append(name);
  out.push_back('"');
}

// One overload a shape; `encode_value` sends everything else to where it belongs.
template <class T, class Context>
void write_shape(std::string& out, const std::optional<T>& value, Context& context) {
  if (value) {
    encode_value(out, *value, context);
  } else {
    out.append("null");  // only as an item of a list: a field is left out
  }
}
template <class T, class Context>
void write_shape(std::string& out, const std::vector<T>& items, Context& context) {
  write_list(out, items, context);
}
template <class T, std::size_t n, class Context>
void write_shape(std::string& out, const std::array<T, n>& items, Context& context) {
  write_list(out, items, context);
}
template <class T, class Less, class Context>
void write_shape(std::string& out, const std::set<T, Less>& items, Context& context) {
  write_list(out, items, context);
}
template <class A, class B, class Context>
void write_shape(std::string& out, const std::pair<A, B>& both, Context& context) {
  out.push_back('[');
  encode_value(out, both.first, context);
  out.push_back(',');
  encode_value(out, both.second, context);
  out.push_back(']');
}
template <class Key, class T, class Less, class Context>
void write_shape(std::string& out, const std::map<Key, T, Less>& members, Context& context) {
  const std::size_t start = out.size();
  for (const auto& [key, value] : members) {
    out.push_back(',');
    write_key(out, key);
    out.push_back(':');
    encode_value(out, value, context);
  }
  close(out, start, '{', '}');
}
template <class... Each, class Context>
void write_shape(std::string& out, const std::variant<Each...>& value, Context& context) {
  static_assert((Named<Each> && ...), "the structs of a variant are told apart by their `name`");
  std::visit([&](const auto& one) { encode_value(out, one, context); }, value);
}
template <class Tag, class Context>
void write_shape(std::string& out, Id<Tag> id, Context&) {
  write_key(out, id);
}

}  // namespace encoding

/// Appends the written form of a value. Throws BrokenInvariant for what has none (an enum outside its enumerators,
/// a number that is not finite): both are broken invariants, never input.
template <class T, class Context>
void encode_value(std::string& out, const T& value, Context& context) {
  if constexpr (encoding::WritesWithContext<T, Context>) {
    Codec<T>::write(out, value, context);
  } else if constexpr (encoding::Writes<T>) {
    Codec<T>::write(out, value);
  } else if constexpr (std::same_as<T, bool>) {
    write_boolean(out, value);
  } else if constexpr (std::signed_integral<T>) {
    write_integer(out, value);
  } else if constexpr (std::unsigned_integral<T>) {
    write_natural(out, value);
  } else if constexpr (std::floating_point<T>) {
    write_real(out, static_cast<double>(value));
  } else if constexpr (std::same_as<T, std::string> || std::same_as<T, std::string_view>) {
    write_text(out, value);
  } else if constexpr (std::same_as<T, Instant> || std::same_as<T, Duration>) {
    write_integer(out, value.ms);
  } else if constexpr (DescribedEnum<T>) {
    encoding::write_key(out, value);
  } else if constexpr (DescribedStruct<T>) {
    const std::size_t start = out.size();
    encoding::write_fields(out, value, context);
    encoding::close(out, start, '{', '}');
  } else {
    encoding::write_shape(out, value, context);
  }
}

/// Appends the written form of `value` to `out`.
template <class T>
void encode(std::string& out, const T& value) {
  NoContext none;
  encode_value(out, value, none);
}
/// The same, with something for the hand-written codecs on the way (the vault of a fact, say).
template <class T, class Context>
void encode(std::string& out, const T& value, Context& context) {
  encode_value(out, value, context);
}

template <class T>
std::string encode(const T& value) {
  std::string out;
  encode(out, value);
  return out;
}

}  // namespace convene::protocol

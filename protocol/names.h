// What a field list says about a type's written form: the names, which fields may be absent, and the bounds.
//
// One description (Boost.Describe) serves the encoder, the decoder and the schema. Beside the list, a struct may hold
//
//   static constexpr std::string_view name = "seat.move";   // written as its first field "type"; tells variants apart
//   static constexpr std::string_view flat = "command";     // this field's own fields stand among those of the struct
//   static constexpr bool all_optional = true;              // every field may be absent and then keeps its default
//   static constexpr auto optional_fields = std::to_array<std::string_view>({"locale"});
//   static constexpr auto bounds = std::to_array<protocol::Bound>({{"name", 1, 64}});
//   static constexpr std::string_view doc = "…";            // for the schema
//   static constexpr auto field_docs = std::to_array<protocol::FieldDoc>({{"name", "…"}});
//
// or the same members in a specialisation of FieldRules<T>, where the struct's header must not know the protocol.
// A field of type std::optional may always be absent. A trailing underscore is not written (`for_` -> "for").
// Rules from outside must be seen by every unit that reads or writes the type, or two units disagree about its form and
// the linker picks one of them (one-definition rule): for the core's types they stand together in protocol/forms.h.
#pragma once

#include <array>
#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <type_traits>

namespace convene::protocol {

/// A hand-written form of T. Specialise with any of
///   static void write(std::string& out, const T& value[, Context& context]);              // encode.h
///   static void read(const Reader& in, T& out[, Context& context]);                       // decode.h: refuse or set
///   static nlohmann::ordered_json schema(SchemaBuilder& builder);                         // schema.h
/// `Context` is whatever the caller handed to encode or decode, passed through untouched.
template <class T>
struct Codec {};

/// The context of those who need none.
struct NoContext {};

/// Rules for a struct that cannot carry them itself; see above.
template <class T>
struct FieldRules {};

/// Specialise as true to write an enum's underscores as dashes: `role_alike` -> "role-alike".
template <class E>
inline constexpr bool dashed = false;

enum class TextForm : std::uint8_t {
  line,   // no control characters at all
  lines,  // line feed and tab too
};

/// Bounds of one field: a number's value, a text's bytes, a list's or map's items. Through optional to what is inside.
struct Bound {
  std::string_view field;
  std::int64_t least = 0;
  std::int64_t most = std::numeric_limits<std::int64_t>::max();
  TextForm form = TextForm::line;
};

struct FieldDoc {
  std::string_view field;
  std::string_view doc;
};

namespace describe = boost::describe;
namespace mp11 = boost::mp11;

template <class T>
concept DescribedEnum = std::is_enum_v<T> && describe::has_describe_enumerators<T>::value;

template <class T>
concept DescribedStruct = std::is_class_v<T> && describe::has_describe_members<T>::value;

/// The struct has a static `name` (a field of that name does not count).
template <class T>
concept Named = std::is_class_v<T> && requires {
  { &T::name } -> std::same_as<const std::string_view*>;
};

template <class T>
concept Flattened = std::is_class_v<T> && requires {
  { &T::flat } -> std::same_as<const std::string_view*>;
};

template <class T>
using Fields = describe::describe_members<T, describe::mod_public>;

template <class T>
inline constexpr std::size_t field_count = mp11::mp_size<Fields<T>>::value;

constexpr std::string_view wire_name(std::string_view identifier) {
  return identifier.ends_with('_') ? identifier.substr(0, identifier.size() - 1) : identifier;
}

/// The written name of a field, D being its Boost.Describe descriptor.
template <class D>
inline constexpr std::string_view field_name = wire_name(D::name);

/// The type of a field.
template <class T, class D>
using FieldType = std::remove_cvref_t<decltype(std::declval<T&>().*D::pointer)>;

/// The type of the field whose own fields stand among those of the struct.
template <Flattened T>
struct FlatField {
  template <class D>
  using IsFlat = mp11::mp_bool<field_name<D> == T::flat>;
  using Type = FieldType<T, mp11::mp_front<mp11::mp_copy_if<Fields<T>, IsFlat>>>;
};

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

/// Whether the struct's rules (not the field's type) let the field be absent.
template <class T>
constexpr bool may_be_absent(std::string_view field) {
  if constexpr (requires { requires FieldRules<T>::all_optional; }) return true;
  if constexpr (requires { requires T::all_optional; }) return true;
  if constexpr (requires { FieldRules<T>::optional_fields.size(); }) {
    for (std::string_view known : FieldRules<T>::optional_fields) {
      if (known == field) return true;
    }
  }
  if constexpr (requires { T::optional_fields.size(); }) {
    for (std::string_view known : T::optional_fields) {
      if (known == field) return true;
    }
  }
  return false;
}

template <class T>
constexpr std::optional<Bound> bound_of(std::string_view field) {
  if constexpr (requires { FieldRules<T>::bounds.size(); }) {
    for (const Bound& bound : FieldRules<T>::bounds) {
      if (bound.field == field) return bound;
    }
  }
  if constexpr (requires { T::bounds.size(); }) {
    for (const Bound& bound : T::bounds) {
      if (bound.field == field) return bound;
    }
  }
  return std::nullopt;
}

/// The bound of a field as an object that lives as long as the program, or null.
template <class T, class D>
inline constexpr std::optional<Bound> field_bound = bound_of<T>(field_name<D>);

template <class T>
constexpr std::string_view doc_of() {
  if constexpr (requires {
                  { &FieldRules<T>::doc } -> std::same_as<const std::string_view*>;
                }) {
    return FieldRules<T>::doc;
  } else if constexpr (requires {
                         { &T::doc } -> std::same_as<const std::string_view*>;
                       }) {
    return T::doc;
  } else {
    return {};
  }
}

template <class T>
constexpr std::string_view field_doc_of(std::string_view field) {
  if constexpr (requires { FieldRules<T>::field_docs.size(); }) {
    for (const FieldDoc& entry : FieldRules<T>::field_docs) {
      if (entry.field == field) return entry.doc;
    }
  }
  if constexpr (requires { T::field_docs.size(); }) {
    for (const FieldDoc& entry : T::field_docs) {
      if (entry.field == field) return entry.doc;
    }
  }
  return {};
}

// --- enums

/// An enumerator's written form; holds its letters, since dashes make it differ from the identifier.
class EnumeratorName {
 public:
  constexpr EnumeratorName() = default;
  constexpr EnumeratorName(std::string_view identifier, bool dashes) {
    for (char letter : wire_name(identifier)) letters_[size_++] = dashes && letter == '_' ? '-' : letter;
  }
  constexpr std::string_view view() const { return {letters_.data(), size_}; }

 private:
  std::array<char, 48> letters_{};  // a longer enumerator does not compile
  std::size_t size_ = 0;
};

template <DescribedEnum E>
struct Enumerator {
  E value{};
  EnumeratorName name;
};

template <DescribedEnum E>
constexpr auto make_enumerators() {
  std::array<Enumerator<E>, mp11::mp_size<describe::describe_enumerators<E>>::value> all{};
  std::size_t at = 0;
  mp11::mp_for_each<describe::describe_enumerators<E>>([&](auto d) { all[at++] = {d.value, {d.name, dashed<E>}}; });
  return all;
}

/// All enumerators in the order of their description.
template <DescribedEnum E>
inline constexpr auto enumerators = make_enumerators<E>();

/// The written form of a value; empty when the value is none of the enum's. O(enumerators), at once where they count
/// from 0 in order.
template <DescribedEnum E>
constexpr std::string_view enum_name(E value) {
  const auto index = static_cast<std::size_t>(value);
  if (index < enumerators<E>.size() && enumerators<E>[index].value == value) return enumerators<E>[index].name.view();
  for (const auto& known : enumerators<E>) {
    if (known.value == value) return known.name.view();
  }
  return {};
}

template <DescribedEnum E>
constexpr std::optional<E> enum_from(std::string_view name) {
  for (const auto& known : enumerators<E>) {
    if (known.name.view() == name) return known.value;
  }
  return std::nullopt;
}

}  // namespace convene::protocol

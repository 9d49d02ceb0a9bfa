// JSON Schema (2020-12) of whatever encode.h writes, from the same field lists.
//
// Every struct, enum, id and instant becomes one entry of $defs under its C++ name (with the innermost namespace
// before it where two would share a name), so that tools make types with those names from it. A schema says what the
// decoder accepts, except that it counts a text's characters where the decoder counts bytes, and cannot forbid
// control characters. For start-up, tests and generators: throws BrokenInvariant where two types cannot be told apart.
#pragma once

#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <typeinfo>
#include <utility>
#include <variant>
#include <vector>

#include "matcher/ids.h"
#include "matcher/instant.h"
#include "protocol/encode.h"
#include "protocol/names.h"

namespace convene::protocol {

class SchemaBuilder {
 public:
  using json = nlohmann::ordered_json;

  /// The schema of T: in place for plain types, a reference to its definition for named ones.
  template <class T>
  json of(const Bound* bound = nullptr);

  /// The reference to the definition under this title, which `fill` makes when it is asked for the first time. `type`
  /// is the full C++ name: what tells two types with one title apart.
  template <class Fill>
  json reference(const std::string& type, std::string title, Fill&& fill) {
    const auto [name, is_new] = reserve(type, std::move(title));
    if (is_new) {
      json definition = {{"title", name}};
      fill(definition);
      definitions_[name] = std::move(definition);
    }
    return {{"$ref", "#/$defs/" + name}};
  }

  /// A document whose root is `root`, with all definitions made so far.
  json document(json root, std::string_view title = {}) const;

  /// "convene::protocol::View<convene::Now>" -> "ViewNow".
  static std::string title_of(std::string_view type);

 private:
  std::pair<std::string, bool> reserve(const std::string& type, std::string title);

  template <class T>
  json object_of();
  template <class T>
  json definition_of();
  template <class T, class Alternative>
  json merged_with();
  template <class T, class Alternative = void>
  void add_fields(json& object);
  template <class T>
  json plain(const Bound* bound);

  std::map<std::string, std::string> names_;  // C++ name -> title
  std::map<std::string, json> definitions_;   // by title
};

/// The schema of T as a document of its own.
template <class T>
nlohmann::ordered_json schema() {
  SchemaBuilder builder;
  auto root = builder.of<T>();
  return builder.document(std::move(root));
}

namespace schemas {

using json = nlohmann::ordered_json;

/// The C++ name of a type, in full.
std::string type_name(const std::type_info& type);

json whole_number(std::optional<std::int64_t> least, std::optional<std::int64_t> most, const Bound* bound);
json real_number(const Bound* bound);
json text(const Bound* bound);
json list(json items, const Bound* bound);
json map(json names, json values, const Bound* bound);
json written_id(char letter);
json names(const std::vector<std::string_view>& known);
/// Adds a member to an object's schema, with what is said about it.
void add_member(json& object, std::string_view name, json schema, bool required, std::string_view doc,
                const std::optional<std::string>& default_value);

template <class T>
concept HasSchema = requires(SchemaBuilder& builder) {
  Codec<T>::schema(builder);
};

/// Types whose default is short enough to stand in the schema.
template <class T>
concept Atom =
    std::is_arithmetic_v<T> || DescribedEnum<T> || std::is_same_v<T, std::string> || std::is_same_v<T, Duration>;

template <class T>
struct Shape {
  static constexpr int kind = 0;
};
template <class T>
struct Shape<std::optional<T>> {
  static constexpr int kind = 1;
  using Item = T;
};
template <class T>
struct Shape<std::vector<T>> {
  static constexpr int kind = 2;
  using Item = T;
};
template <class T, class Less>
struct Shape<std::set<T, Less>> {
  static constexpr int kind = 3;
  using Item = T;
};
template <class T, std::size_t n>
struct Shape<std::array<T, n>> {
  static constexpr int kind = 4;
  static constexpr std::size_t size = n;
  using Item = T;
};
template <class A, class B>
struct Shape<std::pair<A, B>> {
  static constexpr int kind = 5;
  using First = A;
  using Second = B;
};
template <class K, class T, class Less>
struct Shape<std::map<K, T, Less>> {
  static constexpr int kind = 6;
  using Key = K;
  using Item = T;
};
template <class... Each>
struct Shape<std::variant<Each...>> {
  static constexpr int kind = 7;
};
template <class Tag>
struct Shape<Id<Tag>> {
  static constexpr int kind = 8;
  using Letter = Tag;
};

}  // namespace schemas

template <class T>
SchemaBuilder::json SchemaBuilder::of(const Bound* bound) {
  if constexpr (schemas::HasSchema<T>) {
    return Codec<T>::schema(*this);
  } else if constexpr (DescribedEnum<T>) {
    const std::string type = schemas::type_name(typeid(T));
    return reference(type, title_of(type), [](json& definition) {
      std::vector<std::string_view> known;
      for (const auto& one : enumerators<T>) known.push_back(one.name.view());
      definition.update(schemas::names(known));
    });
  } else if constexpr (DescribedStruct<T>) {
    return object_of<T>();
  } else if constexpr (std::is_same_v<T, Instant>) {
    return reference("Instant", "Instant", [](json& definition) {
      definition.update({{"description", "Milliseconds since 1970-01-01T00:00:00Z; 0: not set."}, {"type", "integer"}});
    });
  } else if constexpr (std::is_same_v<T, Duration>) {
    return reference("Duration", "Duration", [](json& definition) {
      definition.update({{"description", "Milliseconds."}, {"type", "integer"}});
    });
  } else {
    return plain<T>(bound);
  }
}

template <class T>
SchemaBuilder::json SchemaBuilder::plain(const Bound* bound) {
  using Shape = schemas::Shape<T>;
  if constexpr (std::is_same_v<T, bool>) {
    return {{"type", "boolean"}};
  } else if constexpr (std::is_integral_v<T>) {
    constexpr bool small = sizeof(T) < sizeof(std::int64_t);
    constexpr auto least = static_cast<std::int64_t>(std::numeric_limits<T>::min());
    constexpr auto most = small ? static_cast<std::int64_t>(std::numeric_limits<T>::max()) : 0;
    return schemas::whole_number(small || std::is_unsigned_v<T> ? std::optional(least) : std::nullopt,
                                 small ? std::optional(most) : std::nullopt, bound);
  } else if constexpr (std::is_floating_point_v<T>) {
    return schemas::real_number(bound);
  } else if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view>) {
    return schemas::text(bound);
  } else if constexpr (Shape::kind == 1) {
    return of<typename Shape::Item>(bound);
  } else if constexpr (Shape::kind == 2) {
    return schemas::list(of<typename Shape::Item>(), bound);
  } else if constexpr (Shape::kind == 3) {
    json list = schemas::list(of<typename Shape::Item>(), bound);
    list["uniqueItems"] = true;
    return list;
  } else if constexpr (Shape::kind == 4) {
    const Bound exactly{.field = {}, .least = Shape::size, .most = Shape::size};
    return schemas::list(of<typename Shape::Item>(), &exactly);
  } else if constexpr (Shape::kind == 5) {
    json both = json::array({of<typename Shape::First>(), of<typename Shape::Second>()});
    return {{"type", "array"}, {"prefixItems", std::move(both)}, {"items", false}, {"minItems", 2}};
  } else if constexpr (Shape::kind == 6) {
    json names = nullptr;
    if constexpr (!std::is_same_v<typename Shape::Key, std::string>) names = of<typename Shape::Key>();
    return schemas::map(std::move(names), of<typename Shape::Item>(), bound);
  } else if constexpr (Shape::kind == 7) {
    json each = json::array();
    mp11::mp_for_each<mp11::mp_transform<std::type_identity, T>>(
        [&]<class One>(std::type_identity<One>) { each.push_back(of<One>()); });
    return {{"oneOf", std::move(each)}};
  } else if constexpr (Shape::kind == 8) {
    const std::string tag = title_of(schemas::type_name(typeid(typename Shape::Letter)));
    const std::string name = tag.ends_with("Tag") ? tag.substr(0, tag.size() - 3) + "Id" : tag + "Id";
    return reference(schemas::type_name(typeid(T)), name,
                     [](json& definition) { definition.update(schemas::written_id(Shape::Letter::letter)); });
  } else {
    static_assert(Shape::kind != 0, "a type without a schema");
  }
}

template <class T>
SchemaBuilder::json SchemaBuilder::object_of() {
  if constexpr (Flattened<T>) {
    using Flat = typename FlatField<T>::Type;
    if constexpr (schemas::Shape<Flat>::kind == 7) {
      json each = json::array();
      mp11::mp_for_each<mp11::mp_transform<std::type_identity, Flat>>(
          [&]<class One>(std::type_identity<One>) { each.push_back(merged_with<T, One>()); });
      return {{"oneOf", std::move(each)}};
    } else {
      return definition_of<T>();
    }
  } else {
    return definition_of<T>();
  }
}

template <class T>
SchemaBuilder::json SchemaBuilder::definition_of() {
  const std::string type = schemas::type_name(typeid(T));
  return reference(type, title_of(type), [this](json& definition) { add_fields<T>(definition); });
}

template <class T, class Alternative>
SchemaBuilder::json SchemaBuilder::merged_with() {
  const std::string outer = schemas::type_name(typeid(T));
  const std::string inner = schemas::type_name(typeid(Alternative));
  return reference(outer + "+" + inner, title_of(inner) + title_of(outer),
                   [this](json& definition) { add_fields<T, Alternative>(definition); });
}

// Alternative: what stands in the flattened field when that is a variant.
template <class T, class Alternative>
void SchemaBuilder::add_fields(json& object) {
  const std::string_view doc = doc_of<T>();
  if (!doc.empty()) object["description"] = doc;
  object["type"] = "object";
  if (!object.contains("properties")) {
    object["properties"] = json::object();
    object["required"] = json::array();
    object["additionalProperties"] = false;
  }
  if constexpr (Named<T>) { schemas::add_member(object, "type", {{"const", T::name}}, true, {}, std::nullopt); }
  mp11::mp_for_each<Fields<T>>([&](auto d) {
    using D = decltype(d);
    using Field = FieldType<T, D>;
    constexpr std::string_view name = field_name<D>;
    if constexpr (Flattened<T>) {
      if constexpr (name == T::flat) {
        if constexpr (std::is_void_v<Alternative>) {
          add_fields<Field>(object);
        } else {
          add_fields<Alternative>(object);
        }
        return;
      }
    }
    constexpr bool may_miss = is_optional<Field> || may_be_absent<T>(name);
    std::optional<std::string> default_value;
    if constexpr (schemas::Atom<Field> && may_miss) default_value = encode(T{}.*D::pointer);
    schemas::add_member(object, name, of<Field>(field_bound<T, D> ? &*field_bound<T, D> : nullptr), !may_miss,
                        field_doc_of<T>(name), default_value);
  });
}

}  // namespace convene::protocol

#include "protocol/schema.h"

#include <algorithm>
#include <boost/core/demangle.hpp>

#include "matcher/check.h"

namespace convene::protocol {

namespace {

constexpr std::string_view kDialect = "https://json-schema.org/draft/2020-12/schema";

bool is_identifier(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// round_rules -> RoundRules
std::string in_pascal_case(std::string_view identifier) {
  std::string word;
  bool capital = true;
  for (char c : identifier) {
    if (c == '_') {
      capital = true;
      continue;
    }
    word.push_back(capital && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
    capital = false;
  }
  return word;
}

// The namespace or class right around a type: "convene::grouping::Sizes" -> "Grouping".
std::string surroundings(std::string_view type) {
  type = type.substr(0, type.find('<'));
  const std::size_t end = type.rfind("::");
  if (end == std::string_view::npos) return {};
  const std::size_t start = type.rfind("::", end - 1);
  return in_pascal_case(type.substr(start == std::string_view::npos ? 0 : start + 2,
                                    end - (start == std::string_view::npos ? 0 : start + 2)));
}

}  // namespace

std::string SchemaBuilder::title_of(std::string_view type) {
  std::string title;
  for (std::size_t at = 0; at < type.size();) {
    if (!is_identifier(type[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < type.size() && is_identifier(type[end])) ++end;
    const bool qualifies = type.substr(end).starts_with("::") || type.substr(end).starts_with(" namespace)") ||
                           type.substr(end).starts_with(")::");
    if (!qualifies) title += in_pascal_case(type.substr(at, end - at));
    at = end;
  }
  return title;
}

std::pair<std::string, bool> SchemaBuilder::reserve(const std::string& type, std::string title) {
  if (const auto known = names_.find(type); known != names_.end()) return {known->second, false};
  if (definitions_.contains(title)) title = surroundings(type) + title;
  CONVENE_CHECK(!definitions_.contains(title));
  names_.emplace(type, title);
  definitions_.emplace(title, json::object());
  return {title, true};
}

SchemaBuilder::json SchemaBuilder::document(json root, std::string_view title) const {
  json document = {{"$schema", kDialect}};
  if (!title.empty()) document["title"] = title;
  document.update(root);
  document["$defs"] = json::object();
  for (const auto& [name, definition] : definitions_) document["$defs"][name] = definition;
  return document;
}

namespace schemas {

std::string type_name(const std::type_info& type) { return boost::core::demangle(type.name()); }

namespace {

constexpr std::int64_t kUnbounded = std::numeric_limits<std::int64_t>::max();

void add_size(json& schema, const char* least_key, const char* most_key, const Bound* bound) {
  if (bound == nullptr) return;
  if (bound->least > 0) schema[least_key] = bound->least;
  if (bound->most != kUnbounded) schema[most_key] = bound->most;
}

}  // namespace

json whole_number(std::optional<std::int64_t> least, std::optional<std::int64_t> most, const Bound* bound) {
  json schema = {{"type", "integer"}};
  if (bound) {
    least = std::max(bound->least, least.value_or(bound->least));
    if (bound->most != kUnbounded) most = std::min(bound->most, most.value_or(bound->most));
  }
  if (least) schema["minimum"] = *least;
  if (most) schema["maximum"] = *most;
  return schema;
}

json real_number(const Bound* bound) {
  json schema = {{"type", "number"}};
  if (bound) {
    schema["minimum"] = bound->least;
    if (bound->most != kUnbounded) schema["maximum"] = bound->most;
  }
  return schema;
}

json text(const Bound* bound) {
  json schema = {{"type", "string"}};
  // The bound counts bytes; a letter takes one to four of them.
  if (bound && bound->least > 0) schema["minLength"] = (bound->least + 3) / 4;
  if (bound && bound->most != kUnbounded) schema["maxLength"] = bound->most;
  return schema;
}

json list(json items, const Bound* bound) {
  json schema = {{"type", "array"}, {"items", std::move(items)}};
  add_size(schema, "minItems", "maxItems", bound);
  return schema;
}

json map(json names, json values, const Bound* bound) {
  json schema = {{"type", "object"}};
  if (!names.is_null()) schema["propertyNames"] = std::move(names);
  schema["additionalProperties"] = std::move(values);
  add_size(schema, "minProperties", "maxProperties", bound);
  return schema;
}

json written_id(char letter) {
  return {{"type", "string"}, {"pattern", std::string("^") + letter + "(0|[1-9][0-9]{0,9})$"}};
}

json names(const std::vector<std::string_view>& known) { return {{"type", "string"}, {"enum", known}}; }

void add_member(json& object, std::string_view name, json schema, bool required, std::string_view doc,
                const std::optional<std::string>& default_value) {
  const bool annotated = !doc.empty() || default_value;
  // Beside a bare $ref some tools take annotations for a new type.
  if (annotated && schema.contains("$ref")) schema = {{"allOf", json::array({std::move(schema)})}};
  if (!doc.empty()) schema["description"] = doc;
  if (default_value) schema["default"] = json::parse(*default_value);
  const std::string key(name);
  CONVENE_CHECK(!object["properties"].contains(key));
  object["properties"][key] = std::move(schema);
  if (required) object["required"].push_back(key);
}

}  // namespace schemas

}  // namespace convene::protocol

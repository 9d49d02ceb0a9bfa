#include "protocol/merge_patch.h"

#include <nlohmann/json.hpp>

namespace convene::protocol {

namespace {

using json = nlohmann::json;

json difference(const json& before, const json& after) {
  json patch = json::object();
  for (const auto& [name, value] : before.items())
    if (!after.contains(name)) patch[name] = nullptr;
  for (const auto& [name, value] : after.items()) {
    const auto was = before.find(name);
    if (was == before.end()) {
      patch[name] = value;
    } else if (*was != value) {
      patch[name] = was->is_object() && value.is_object() ? difference(*was, value) : value;
    }
  }
  return patch;
}

}  // namespace

std::string merge_patch(std::string_view before, std::string_view after) {
  if (before == after) return {};
  const json was = json::parse(before);
  json is = json::parse(after);
  if (was == is) return {};
  return (was.is_object() && is.is_object() ? difference(was, is) : is).dump();
}

}  // namespace convene::protocol

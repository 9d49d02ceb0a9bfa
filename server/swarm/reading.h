// Fields of messages as the crowd reads them: what is not there, or of another kind, is empty.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

namespace convene::swarm {

inline std::string text_of(const nlohmann::json& object, const char* field) {
  const auto at = object.find(field);
  return at != object.end() && at->is_string() ? at->get<std::string>() : std::string();
}

inline std::int64_t number_of(const nlohmann::json& object, const char* field) {
  const auto at = object.find(field);
  return at != object.end() && at->is_number_integer() ? at->get<std::int64_t>() : 0;
}

inline bool flag_of(const nlohmann::json& object, const char* field) {
  const auto at = object.find(field);
  return at != object.end() && at->is_boolean() && at->get<bool>();
}

}  // namespace convene::swarm

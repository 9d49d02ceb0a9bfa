#include "server/cli/room_names.h"

#include <vector>

namespace convene::cli {

namespace {

std::string label_of(const std::vector<Category>& categories, const std::string& key, const std::string& locale) {
  for (const Category& category : categories) {
    if (category.key != key) continue;
    if (const auto own = category.label.find(locale); own != category.label.end()) return own->second;
    if (!category.label.empty()) return category.label.begin()->second;
  }
  return key;
}

}  // namespace

std::string room_name(const EventDefinition& event, const RoomName& name) {
  if (name.label) return *name.label;
  const auto& categories = name.kind == SessionKind::regional ? event.regions : event.roles;
  const std::string what =
      name.category.empty() ? "Everybody" : label_of(categories, name.category, event.locales.front());
  return name.number == 0 ? what : what + ' ' + std::to_string(name.number);
}

}  // namespace convene::cli

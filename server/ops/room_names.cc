#include "server/ops/room_names.h"

#include <vector>

namespace convene::ops {

namespace {

std::string category_name(const EventDefinition& event, const RoomName& name) {
  const std::string& locale = event.locales.front();
  if (name.kind == SessionKind::debrief) {
    for (const SessionDefinition& session : event.sessions)
      if (session.id == name.category) return label_of(session.title, name.category, locale);
    return name.category;
  }
  for (const Category& category : name.kind == SessionKind::regional ? event.regions : event.roles)
    if (category.key == name.category) return label_of(category.label, name.category, locale);
  return name.category;
}

}  // namespace

std::string label_of(const Label& label, const std::string& key, const std::string& locale) {
  if (const auto own = label.find(locale); own != label.end()) return own->second;
  return label.empty() ? key : label.begin()->second;
}

std::string room_name(const EventDefinition& event, const RoomName& name) {
  if (name.label) return *name.label;
  const std::string what = name.category.empty() ? "Everybody" : category_name(event, name);
  return name.number == 0 ? what : what + ' ' + std::to_string(name.number);
}

}  // namespace convene::ops

// What files call a person.
#pragma once

#include <string>
#include <string_view>

#include "matcher/state.h"

namespace convene::ops {

/// The organiser's own id, else the mail address, else ours; empty for whoever was erased.
inline std::string key_of(const Person& person) {
  if (!person.profile.words) return {};
  const Profile& profile = *person.profile.words;
  if (!profile.key.empty()) return profile.key;
  return profile.email.empty() ? to_string(person.id) : profile.email;
}

/// Whether whoever runs the server may mean them by this: the organiser's id, the mail address or our own.
inline bool is_called(const Person& person, std::string_view name) {
  if (!person.profile.words) return false;
  const Profile& profile = *person.profile.words;
  return !name.empty() && (name == profile.key || name == profile.email || name == to_string(person.id));
}

}  // namespace convene::ops

// What files call a person.
#pragma once

#include <string>

#include "matcher/state.h"

namespace convene::ops {

/// The organiser's own id, else the mail address, else ours; empty for whoever was erased.
inline std::string key_of(const Person& person) {
  if (!person.profile.words) return {};
  const Profile& profile = *person.profile.words;
  if (!profile.key.empty()) return profile.key;
  return profile.email.empty() ? to_string(person.id) : profile.email;
}

}  // namespace convene::ops

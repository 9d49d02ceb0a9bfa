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

/// Whom whoever runs the event means by this: the organiser's id, else the mail address, else our own id; the first
/// that there is. Null: nobody. O(1).
const Person* find_called(const State& state, std::string_view name);

}  // namespace convene::ops

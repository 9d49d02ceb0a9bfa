// People of whom the roster says whom they are kept apart from, or with.
#pragma once

#include "tests/unit/matcher/event_fixture.h"

namespace convene::testing {

class BondedTest : public EventTest {
 protected:
  /// id, kept apart from, kept with; all of one role.
  PersonId add(const std::string& key, std::vector<std::string> apart = {}, std::vector<std::string> with = {}) {
    Profile profile;
    profile.key = key;
    profile.name = "Person " + key;
    profile.role = "classroom";
    profile.keep_apart = std::move(apart);
    profile.keep_with = std::move(with);
    accept(RosterImport{{profile}});
    return engine.state().index.by_key.at(key);
  }
};

}  // namespace convene::testing

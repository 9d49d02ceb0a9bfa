#include "server/ops/person_key.h"

#include "matcher/profile_rules.h"
#include "matcher/state_index.h"

namespace convene::ops {

const Person* find_called(const State& state, std::string_view name) {
  const auto known = [&](PersonId id) {
    const Person* person = state.find(id);
    return person && person->profile.words ? person : nullptr;
  };
  const std::string text(name);
  if (const auto key = state.index.by_key.find(text); key != state.index.by_key.end()) return known(key->second);
  const auto mail = state.index.by_email.find(indexing::lower_case(text));
  if (mail != state.index.by_email.end()) return known(mail->second);
  return known(person_id_of(name));
}

}  // namespace convene::ops

#include "server/ops/person_key.h"

#include <charconv>

#include "matcher/state_index.h"

namespace convene::ops {

namespace {

/// "p12", as to_string writes it.
PersonId our_id(std::string_view name) {
  std::uint32_t value = 0;
  if (!name.starts_with('p')) return {};
  const auto [end, error] = std::from_chars(name.data() + 1, name.data() + name.size(), value);
  return error == std::errc() && to_string(PersonId(value)) == name ? PersonId(value) : PersonId{};
}

}  // namespace

const Person* find_called(const State& state, std::string_view name) {
  const auto known = [&](PersonId id) {
    const Person* person = state.find(id);
    return person && person->profile.words ? person : nullptr;
  };
  const std::string text(name);
  if (const auto key = state.index.by_key.find(text); key != state.index.by_key.end()) return known(key->second);
  const auto mail = state.index.by_email.find(indexing::lower_case(text));
  if (mail != state.index.by_email.end()) return known(mail->second);
  return known(our_id(name));
}

}  // namespace convene::ops

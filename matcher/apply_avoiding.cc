// What facts do to the wishes to share no room with somebody.
#include <algorithm>

#include "matcher/applying.h"

namespace convene::applying {

namespace {

/// Whose contact the other one is ready to swap, they see less of it or more. Else nothing is sent to them: it would
/// tell that something happened.
void turn(State& state, PersonId by, PersonId other, bool avoids) {
  const Person& person = state.person(by);
  const bool before = state.index.apart.between(by, other);
  state.index.apart.wish(by, other, avoids);
  const auto link = std::ranges::find(person.contacts, other, &ContactLink::other);
  const bool shown = link != person.contacts.end() && link->ready;
  if (shown && before != state.index.apart.between(by, other)) state.touched.me.push_back(other);
  state.touched.operations = true;
}

}  // namespace

void apply(State& state, const PersonAvoided& f, Instant at) {
  Person& person = state.person(f.person);
  if (f.avoids)
    person.avoids.push_back({f.other, at});
  else
    std::erase_if(person.avoids, [&](const Avoided& one) { return one.other == f.other; });
  turn(state, f.person, f.other, f.avoids);
  person_changed(state, person);
  // Somebody may have waited for lack of a room without the other one.
  for (const PersonId id : {f.person, f.other})
    if (const std::int32_t session = state.person(id).session; session >= 0) state.index.to_seat.insert(session);
}

void forget_avoiding(State& state, Person& person) {
  for (const Avoided& avoided : person.avoids) turn(state, person.id, avoided.other, false);
  person.avoids.clear();
  const auto wishes = state.index.apart.wishes();
  for (const auto& [by, other] : wishes) {
    if (other != person.id) continue;
    Person& wisher = state.person(by);
    std::erase_if(wisher.avoids, [&](const Avoided& one) { return one.other == person.id; });
    turn(state, by, other, false);
    person_changed(state, wisher);
  }
}

}  // namespace convene::applying

// What facts do to the contacts that people swap.
#include <algorithm>

#include "matcher/applying.h"

namespace convene::applying {

namespace {

/// Kept by both people, so that either sees the other's offer without a search.
void turn(State& state, PersonId owner, PersonId other, bool ContactLink::*whose, bool ready) {
  Person& person = state.person(owner);
  auto at = std::ranges::lower_bound(person.contacts, other, {}, &ContactLink::other);
  if (at == person.contacts.end() || at->other != other) at = person.contacts.insert(at, {other, false, false});
  (*at).*whose = ready;
  if (!at->ready && !at->other_ready) person.contacts.erase(at);
  person_changed(state, person);
}

}  // namespace

void apply(State& state, const ContactOffered& f, Instant) {
  turn(state, f.person, f.other, &ContactLink::ready, f.ready);
  turn(state, f.other, f.person, &ContactLink::other_ready, f.ready);
}

void forget_contacts(State& state, Person& person) {
  for (const ContactLink& link : person.contacts) {
    Person& other = state.person(link.other);
    std::erase_if(other.contacts, [&](const ContactLink& one) { return one.other == person.id; });
    person_changed(state, other);
  }
  person.contacts.clear();
}

}  // namespace convene::applying

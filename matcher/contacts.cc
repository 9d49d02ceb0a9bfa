// Swapping contacts: both people must be ready to, and either can think better of it. Of two who are to be kept apart
// each can offer, so that nobody can tell; neither is shown the other's offer or address.
#include <algorithm>

#include "matcher/deciding.h"
#include "matcher/limits.h"
#include "matcher/state_index.h"

namespace convene {

namespace {

const ContactLink* find_link(const Person& person, PersonId other) {
  const auto at = std::ranges::lower_bound(person.contacts, other, {}, &ContactLink::other);
  return at == person.contacts.end() || at->other != other ? nullptr : &*at;
}

}  // namespace

bool know_each_other(const State& state, PersonId one, PersonId other) {
  const RoomId room = state.person(one).room;
  return (room && find_seat(state.room(room), other)) || indexing::have_met(state, one, other);
}

Decided decide(Deciding& d, const ContactOffer& c) {
  const State& state = d.state();
  const Person& person = state.person(d.by());
  const Person* other = state.find(c.person);
  const ContactLink* link = other ? find_link(person, c.person) : nullptr;
  if (link && link->ready) return {};
  // Who does not know somebody learns nothing of them, not even whether they are there.
  const bool known = other && other->standing == Standing::in && c.person != d.by() &&
                     ((link && link->other_ready) || know_each_other(state, d.by(), c.person));
  if (!known)
    return refuse("contact.stranger", "contacts are swapped with people one sits or sat in a room with",
                  {{"person", to_string(c.person)}});
  const auto ready = std::ranges::count_if(person.contacts, &ContactLink::ready);
  if (static_cast<std::size_t>(ready) >= limits::contacts)
    return refuse("contact.too_many", "at most " + std::to_string(limits::contacts) + " contacts are offered by one",
                  {{"limit", std::to_string(limits::contacts)}});
  d.emit(ContactOffered{d.by(), c.person, true});
  return {};
}

Decided decide(Deciding& d, const ContactWithdraw& c) {
  const ContactLink* link = find_link(d.state().person(d.by()), c.person);
  if (link && link->ready) d.emit(ContactOffered{d.by(), c.person, false});
  return {};
}

}  // namespace convene

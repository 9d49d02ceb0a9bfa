#include "matcher/help.h"

#include <algorithm>

#include "matcher/capabilities.h"
#include "matcher/deciding.h"
#include "matcher/limits.h"
#include "matcher/notices.h"

namespace convene {

namespace {

/// Somebody who asked for help, and whom this member of staff reaches.
Decided find_asking(const Deciding& d, PersonId id, const Person*& person) {
  person = d.state().find(id);
  if (!person || !call_is_open(d.state(), *person))
    if (Decided refusal = find_in_reach(d, id, person)) return refusal;
  if (person->standing != Standing::in)
    return refuse("person.unknown", "there is no such person", {{"person", to_string(id)}});
  if (!person->help) return refuse("help.not_asked", "nobody asks here (any more)", {{"person", to_string(id)}});
  return {};
}

/// Whoever went and lost the connection for long, or may not come here any more, does not keep others from going.
bool still_comes(const State& state, const Person& asks) {
  const PersonId by = asks.help->by;
  const Person* person = state.find(by);
  if (!person || person->lapsed || !may(state, by, HelpClaim::name)) return false;
  return in_scope(state, by, asks.session, asks.room) || call_is_open(state, asks);
}

/// Whoever goes no longer hears of it wherever they are, and of whom it is.
void tell_who_went(Deciding& d, PersonId went, const Person& asks) {
  Audience audience;
  audience.people = {went};
  const std::string session = asks.session < 0 ? "" : d.state().session(asks.session).definition.id;
  tell(d, session, "help_taken", {{"person", to_string(asks.id)}}, std::move(audience));
}

/// Whoever was let into the room of a call for this call alone goes as they do not go to it any more.
void end_visit_of(Deciding& d, PersonId went, RoomId of_call) {
  const Person& person = d.state().person(went);
  if (!person.visiting || person.visiting != of_call) return;
  const Room& room = d.state().room(person.visiting);
  if (!may_visit(d.state(), went, room) && !comes_to_help(d.state(), went, room)) d.emit(RoomVisited{went, {}});
}

Decided too_fast(std::string message) {
  return refuse("help.too_fast", std::move(message), {{"seconds", std::to_string(limits::help_pause.ms / 1000)}});
}

}  // namespace

bool call_is_open(const State& state, const Person& person) {
  if (!person.help) return false;
  if (person.session < 0) return true;
  const auto looks_after = [&](PersonId id) { return in_scope(state, id, person.session, person.room); };
  // Who came because nobody else could does not lose the call when somebody else is back.
  if (person.help->by && !looks_after(person.help->by)) return true;
  return std::none_of(state.index.staff.begin(), state.index.staff.end(), [&](PersonId id) {
    return id != person.id && !state.person(id).lapsed && may(state, id, HelpClaim::name) && looks_after(id);
  });
}

bool comes_to_help(const State& state, PersonId staff, const Room& room) {
  return std::any_of(room.seats.begin(), room.seats.end(), [&](const Seat& seat) {
    const auto& help = state.person(seat.person).help;
    return !elsewhere(seat) && help && help->by == staff;
  });
}

Decided decide(Deciding& d, const HelpAsk& c) {
  if (Decided refusal = fault_in_length(c.about, limits::help_bytes, "about")) return refusal;
  const Person& person = d.state().person(d.by());
  const std::string_view before = person.help && person.help->about && person.help->about->words
                                      ? std::string_view(*person.help->about->words)
                                      : "";
  if (person.help && before == c.about) return {};
  // Words that are added to a call without any are never too soon.
  if (!before.empty() && d.now() < person.help->asked + limits::help_pause)
    return too_fast("staff see your call: wait a little before you word it anew");
  std::optional<Sealed<std::string>> about;
  if (!c.about.empty()) about.emplace(d.by(), c.about);
  d.emit(HelpAsked{d.by(), std::move(about)});
  return {};
}

Decided decide(Deciding& d, const HelpCancel&) {
  const Person& person = d.state().person(d.by());
  if (!person.help) return {};
  // A call is never refused, so what goes to and fro is held at its other end.
  const bool again = person.help_called_off && person.help->since < person.help_called_off + limits::help_pause;
  if (again && d.now() < person.help->since + limits::help_pause)
    return too_fast("you called this off just now: wait a little");
  d.emit(HelpEnded{d.by(), {}});
  return {};
}

Decided decide(Deciding& d, const HelpClaim& c) {
  const Person* person = nullptr;
  if (Decided refusal = find_asking(d, c.person, person)) return refusal;
  const PersonId before = person->help->by;
  if (before == d.by()) return {};
  // Who goes instead says of whom, so that two never come without knowing of each other.
  if (before && c.instead_of != before && still_comes(d.state(), *person)) {
    const auto& words = d.state().person(before).profile.words;
    return refuse("help.claimed", "somebody else of the staff goes already: name them in 'instead_of' to go instead",
                  {{"by", words ? words->name : ""}});
  }
  d.emit(HelpClaimed{c.person, d.by()});
  if (!before) return {};
  tell_who_went(d, before, *person);
  end_visit_of(d, before, person->room);
  return {};
}

Decided decide(Deciding& d, const HelpRelease& c) {
  const Person* person = d.state().find(c.person);
  if (!person || person->standing != Standing::in)
    return refuse("person.unknown", "there is no such person", {{"person", to_string(c.person)}});
  // It is over, or somebody goes instead: nothing is left to be given back.
  if (!person->help || person->help->by != d.by()) return {};
  d.emit(HelpReleased{c.person, d.by()});
  end_visit_of(d, d.by(), person->room);
  return {};
}

Decided decide(Deciding& d, const HelpResolve& c) {
  const Person* person = nullptr;
  if (Decided refusal = find_asking(d, c.person, person)) return refusal;
  const PersonId went = person->help->by;
  d.emit(HelpEnded{c.person, d.by()});
  // Whoever ends the call they went to is still in a conversation, and goes when it is over.
  if (went && went != d.by()) end_visit_of(d, went, person->room);
  return {};
}

}  // namespace convene

// Help: a person asks, one member of staff goes, so that two do not.
#include "matcher/capabilities.h"
#include "matcher/deciding.h"
#include "matcher/limits.h"

namespace convene {

namespace {

/// Somebody who asked for help, and whom this member of staff reaches.
Decided find_asking(const Deciding& d, PersonId id, const Person*& person) {
  person = d.state().find(id);
  if (!person || person->standing != Standing::in) return refuse("person.unknown", "there is no such person");
  if (!in_scope(d.state(), d.by(), person->session, person->room))
    return refuse("not_in_scope", "this person is in none of your sessions");
  if (!person->help) return refuse("help.not_asked", "nobody asks here (any more)", {{"person", to_string(id)}});
  return {};
}

}  // namespace

Decided decide(Deciding& d, const HelpAsk& c) {
  if (c.about.size() > limits::help_bytes)
    return refuse("text.too_long", "at most " + std::to_string(limits::help_bytes) + " bytes", {{"field", "about"}});
  const Person& person = d.state().person(d.by());
  const std::string_view before = person.help && person.help->about && person.help->about->words
                                      ? std::string_view(*person.help->about->words)
                                      : "";
  if (person.help && before == c.about) return {};
  std::optional<Sealed<std::string>> about;
  if (!c.about.empty()) about.emplace(d.by(), c.about);
  d.emit(HelpAsked{d.by(), std::move(about)});
  return {};
}

Decided decide(Deciding& d, const HelpCancel&) {
  if (d.state().person(d.by()).help) d.emit(HelpEnded{d.by(), {}});
  return {};
}

Decided decide(Deciding& d, const HelpClaim& c) {
  const Person* person = nullptr;
  if (Decided refusal = find_asking(d, c.person, person)) return refusal;
  const PersonId before = person->help->by;
  if (before == d.by()) return {};
  // Whoever went and lost the connection for long does not keep others from going.
  const Person* other = d.state().find(before);
  const bool still_may =
      other && may(d.state(), before, HelpClaim::name) && in_scope(d.state(), before, person->session, person->room);
  if (still_may && !other->lapsed) {
    const std::string name = other->profile.words ? other->profile.words->name : "";
    return refuse("help.claimed", "somebody else of the staff goes already", {{"by", name}});
  }
  d.emit(HelpClaimed{c.person, d.by()});
  return {};
}

Decided decide(Deciding& d, const HelpResolve& c) {
  const Person* person = nullptr;
  if (Decided refusal = find_asking(d, c.person, person)) return refusal;
  d.emit(HelpEnded{c.person, d.by()});
  return {};
}

}  // namespace convene

// Moderators' word on two people: kept apart, kept together, or neither. It holds from the next placement on.
#include <algorithm>

#include "matcher/deciding.h"
#include "matcher/limits.h"

namespace convene {

namespace {

Decided find_pair_of(const Deciding& d, PersonId one, PersonId other) {
  for (const PersonId id : {one, other}) {
    const Person* person = d.state().find(id);
    if (!person || person->standing == Standing::erased)
      return refuse("person.unknown", "there is no such person", {{"person", to_string(id)}});
  }
  if (one == other) return refuse("pair.one", "a pair is of two people", {{"person", to_string(one)}});
  return {};
}

Decided say(Deciding& d, std::string_view command, PersonId one, PersonId other, std::optional<Bond> bond) {
  const State& state = d.state();
  const PairRule* rule = find_pair(state, one, other);
  if ((rule ? std::optional(rule->bond) : std::nullopt) == bond) return {};
  if (!rule && state.pairs.size() >= limits::pairs)
    return refuse("pair.too_many", "staff's word is kept on at most " + std::to_string(limits::pairs) + " pairs",
                  {{"limit", std::to_string(limits::pairs)}});
  d.begin_operation(command);
  d.emit(PairBound{std::min(one, other), std::max(one, other), bond, d.by()});
  return {};
}

}  // namespace

Decided decide(Deciding& d, const PairApart& c) {
  if (Decided refusal = find_pair_of(d, c.one, c.other)) return refusal;
  return say(d, PairApart::name, c.one, c.other, Bond::apart);
}

Decided decide(Deciding& d, const PairTogether& c) {
  if (Decided refusal = find_pair_of(d, c.one, c.other)) return refusal;
  return say(d, PairTogether::name, c.one, c.other, Bond::together);
}

/// Where the roster or one of the two binds them, staff overrule it; elsewhere they say nothing any more.
Decided decide(Deciding& d, const PairClear& c) {
  if (Decided refusal = find_pair_of(d, c.one, c.other)) return refusal;
  const Bonds& apart = d.state().index.apart;
  const Bonds& together = d.state().index.together;
  const bool asked = apart.asked(c.one, c.other) || together.asked(c.one, c.other);
  return say(d, PairClear::name, c.one, c.other, asked ? std::optional(Bond::free) : std::nullopt);
}

}  // namespace convene

// Telling staff of a person, rather than of a message. Nobody but staff learns of it, whoever it is about least of all.
#include <algorithm>

#include "matcher/deciding.h"
#include "matcher/limits.h"

namespace convene {

Decided decide(Deciding& d, const PersonReport& c) {
  const State& state = d.state();
  if (Decided fault = fault_in_length(c.about, limits::text_bytes, "about")) return fault;
  if (c.person == d.by()) return refuse("person.self", "nobody reports themselves");
  const Person* other = state.find(c.person);
  // Whom one did not meet one learns nothing of, not even whether they are there.
  if (!other || other->standing == Standing::erased || !know_each_other(state, d.by(), c.person))
    return refuse("report.stranger", "people are reported whom one sits or sat in a room with",
                  {{"person", to_string(c.person)}});
  const auto known = std::ranges::find(other->reports, d.by(), &PersonalReport::by);
  if (known != other->reports.end()) {
    const std::string before = known->about ? known->about->words.value_or("") : "";
    if (before == c.about || c.about.empty()) return {};
  } else if (other->reports.size() >= limits::reports || state.person(d.by()).reported.size() >= limits::reports_each) {
    // Nobody keeps others from being heard by reporting much.
    return refuse("report.much", "staff have much to look after already: ask for help instead");
  }
  PersonReported reported{c.person, d.by(), std::nullopt};
  if (!c.about.empty()) reported.about.emplace(d.by(), c.about);
  d.emit(std::move(reported));
  return {};
}

Decided decide(Deciding& d, const ReportSettle& c) {
  const Person* person = nullptr;
  if (Decided refusal = find_in_reach(d, c.person, person)) return refusal;
  if (c.person == d.by()) return refuse("person.self", "somebody else looks after what was told of you");
  if (!person->reports.empty()) d.emit(ReportSettled{c.person});
  return {};
}

}  // namespace convene

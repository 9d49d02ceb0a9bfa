// Telling staff of a person, rather than of a message. Nobody but staff learns of it, whoever it is about least of all.
#include <algorithm>

#include "matcher/deciding.h"
#include "matcher/limits.h"

namespace convene {

namespace {

/// Both are or were in this room: with a seat, as its host, or as a guest who is there.
bool met_in(const State& state, RoomId id, PersonId other) {
  const Room* room = state.find(id);
  if (!room) return false;
  if (room->host == other || find_seat(*room, other) || std::ranges::count(room->were_here, other)) return true;
  const auto guests = state.index.visitors.find(id);
  return guests != state.index.visitors.end() && std::ranges::count(guests->second, other);
}

/// Whoever sees the board would read of themselves there.
bool reads_reports(const Person& person) { return person.wears(Hat::moderator) || person.wears(Hat::organiser); }

}  // namespace

bool has_met(const State& state, PersonId one, PersonId other) {
  const Person& person = state.person(one);
  for (const RoomId room :
       {person.room, person.visiting, person.from, person.kept_room, person.called_room, person.last_room})
    if (room && met_in(state, room, other)) return true;
  return know_each_other(state, one, other);
}

Decided decide(Deciding& d, const PersonReport& c) {
  const State& state = d.state();
  if (Decided fault = fault_in_length(c.about, limits::text_bytes, "about")) return fault;
  if (c.person == d.by()) return refuse("person.self", "nobody reports themselves");
  const Person* other = state.find(c.person);
  // Whom one did not meet one learns nothing of, not even whether they are there.
  if (!other || other->standing == Standing::erased || !has_met(state, d.by(), c.person))
    return refuse("report.stranger", "people are reported whom one sits or sat in a room with",
                  {{"person", to_string(c.person)}});
  if (reads_reports(*other))
    return refuse("report.of_moderator", "whoever runs the event reads these: tell another member of staff",
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

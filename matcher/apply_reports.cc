// What facts do to what people tell staff of each other.
#include <algorithm>

#include "matcher/applying.h"

namespace convene::applying {

namespace {

/// Of those who wear a hat the board tells, of others the floor.
void told(State& state, const Person& person) {
  if (person.staff())
    state.touched.board = true;
  else
    person_changed(state, person);
}

/// Its words are not kept: staff have read them.
void end_report(State& state, const PersonalReport& report, PersonId about) {
  if (report.about) state.touched.forgotten.push_back(report.about->entry);
  std::erase(state.person(report.by).reported, about);
}

}  // namespace

void apply(State& state, const PersonReported& f, Instant at) {
  Person& person = state.person(f.person);
  const auto known = std::ranges::find(person.reports, f.by, &PersonalReport::by);
  if (known == person.reports.end()) {
    person.reports.push_back({f.by, at, f.about});
    state.person(f.by).reported.push_back(f.person);
  } else {
    if (known->about) state.touched.forgotten.push_back(known->about->entry);
    known->about = f.about;
  }
  told(state, person);
}

void apply(State& state, const ReportSettled& f, Instant) {
  Person& person = state.person(f.person);
  for (const PersonalReport& report : person.reports) end_report(state, report, f.person);
  person.reports.clear();
  told(state, person);
}

void forget_reports(State& state, Person& person) {
  for (const PersonalReport& report : person.reports) end_report(state, report, person.id);
  person.reports.clear();
  for (const PersonId id : person.reported) {
    Person& other = state.person(id);
    std::erase_if(other.reports, [&](const PersonalReport& one) { return one.by == person.id; });
    told(state, other);
  }
  person.reported.clear();
}

}  // namespace convene::applying

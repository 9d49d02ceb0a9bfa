// What facts do to attendance and intentions, and to how many there are of each.
#include <algorithm>

#include "matcher/applying.h"

namespace convene::applying {

void apply(State& state, const AttendanceNoted& f, Instant at) {
  const std::int32_t index = state.find_session(f.session);
  for (const Attendee& attendee : f.people) {
    Person& person = state.person(attendee.person);
    const auto known = person.attendance.find(f.session);
    const bool before = known != person.attendance.end() && known->second.attended;
    person.attendance.insert_or_assign(f.session, Attendance{f.attended, f.how, attendee.minutes, at, f.by});
    if (index >= 0 && f.attended != before) {
      std::uint32_t& count = state.index.checked_in[slot(index)];
      count = f.attended ? count + 1 : count - 1;
    }
    state.touched.me.push_back(person.id);
  }
  state.touched.floor_sessions.push_back(f.session);
}

void apply(State& state, const ActionPlanNoted& f, Instant at) {
  for (const PersonId id : f.people) {
    Person& person = state.person(id);
    person.plan = ActionPlan{f.completed, at, f.by};
    person_changed(state, person);
  }
}

void apply(State& state, const IntentionChanged& f, Instant) {
  Person& person = state.person(f.person);
  const auto where = std::lower_bound(person.intends.begin(), person.intends.end(), f.session);
  const bool before = where != person.intends.end() && *where == f.session;
  if (before == f.intends) return;
  if (f.intends)
    person.intends.insert(where, f.session);
  else
    person.intends.erase(where);
  if (const std::int32_t index = state.find_session(f.session); index >= 0) {
    std::uint32_t& count = state.index.intending[slot(index)];
    count = f.intends ? count + 1 : count - 1;
  }
  state.touched.me.push_back(f.person);
  state.touched.floor_sessions.push_back(f.session);
}

void forget_attendance(State& state, Person& person) {
  for (const auto& [session, known] : person.attendance)
    if (const std::int32_t index = state.find_session(session); index >= 0 && known.attended) {
      --state.index.checked_in[slot(index)];
      state.touched.floor_sessions.push_back(session);
    }
  for (const std::string& session : person.intends)
    if (const std::int32_t index = state.find_session(session); index >= 0) {
      --state.index.intending[slot(index)];
      state.touched.floor_sessions.push_back(session);
    }
  person.attendance.clear();
  person.plan.reset();
  person.intends.clear();
}

}  // namespace convene::applying

#include "server/ops/attendance_report.h"

#include "matcher/attendance.h"
#include "server/ops/person_key.h"

namespace convene::ops {

namespace {

const char* word(AttendanceHow how) {
  switch (how) {
    case AttendanceHow::checked_in: return "checked_in";
    case AttendanceHow::imported: return "imported";
    case AttendanceHow::staff: break;
  }
  return "staff";
}

}  // namespace

std::vector<AttendanceLine> attendance_lines(const State& state, std::string_view session) {
  std::vector<AttendanceLine> out;
  for (const Person& person : state.people) {
    if (!person.profile.words) continue;
    const Profile& profile = *person.profile.words;
    for (const SessionDefinition& one : state.event.sessions) {
      if (one.kind != SessionKind::content || (!session.empty() && one.id != session)) continue;
      const auto known = person.attendance.find(one.id);
      AttendanceLine line{key_of(person), profile.name, profile.email, one.id, true, "roster", std::nullopt};
      if (known != person.attendance.end()) {
        line.attended = known->second.attended;
        line.how = word(known->second.how);
        line.minutes = known->second.minutes;
      } else if (!has_attended(person, one.id)) {
        continue;
      }
      out.push_back(std::move(line));
    }
  }
  return out;
}

}  // namespace convene::ops

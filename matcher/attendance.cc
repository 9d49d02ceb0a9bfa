#include "matcher/attendance.h"

#include <algorithm>

#include "matcher/deciding.h"
#include "matcher/limits.h"
#include "matcher/listed.h"

namespace convene {

namespace {

Decided content_session(const Deciding& d, const std::string& id, std::int32_t& index) {
  if (Decided refusal = find_session(d, id, index)) return refusal;
  if (d.state().session(index).definition.kind != SessionKind::content)
    return refuse("session.no_content", "people are counted in content sessions only", {{"session", id}});
  return {};
}

const Attendance* noted(const Person& person, const std::string& session) {
  const auto found = person.attendance.find(session);
  return found == person.attendance.end() ? nullptr : &found->second;
}

bool by_staff(const Attendance* known) { return known && known->how == AttendanceHow::staff; }

}  // namespace

bool has_attended(const Person& person, std::string_view session) {
  if (const Attendance* known = noted(person, std::string(session))) return known->attended;
  return person.profile.words && listed(person.profile.words->sessions_attended, session);
}

std::vector<std::string> sessions_attended(const State& state, const Person& person) {
  std::vector<std::string> out;
  for (const SessionDefinition& session : state.event.sessions)
    if (session.kind == SessionKind::content && has_attended(person, session.id)) out.push_back(session.id);
  return out;
}

std::vector<PersonId> who_was_in(const Room& room) {
  std::vector<PersonId> out = room.were_here;
  for (const Seat& seat : room.seats)
    if (seat.arrived) out.push_back(seat.person);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

bool takes_check_ins(const Session& session, Instant now) {
  switch (session.state) {
    case SessionState::open:
    case SessionState::running:
    case SessionState::closing: return true;
    case SessionState::closed: return now < session.ends + limits::check_in_after;
    case SessionState::planned:
    case SessionState::cancelled: break;
  }
  return false;
}

Decided decide(Deciding& d, const SessionCheckIn& c) {
  std::int32_t index = -1;
  if (Decided refusal = content_session(d, c.session, index)) return refusal;
  const Session& session = d.state().session(index);
  if (session.state == SessionState::planned)
    return refuse(
        "check_in.early", "this session has not begun",
        {{"session", c.session}, {"doors", std::to_string((session.starts - d.state().event.lobby_lead).ms)}});
  if (!takes_check_ins(session, d.now()))
    return refuse("check_in.closed", "this session is over: ask staff to note that you were there",
                  {{"session", c.session}});
  const Attendance* known = noted(d.state().person(d.by()), c.session);
  if (known && known->attended) return {};
  if (by_staff(known))
    return refuse("check_in.corrected", "staff noted that you were not there: ask them", {{"session", c.session}});
  d.emit(AttendanceNoted{c.session, AttendanceHow::checked_in, true, {}, {{d.by(), std::nullopt}}});
  return {};
}

Decided decide(Deciding& d, const AttendanceNote& c) {
  std::int32_t index = -1;
  if (Decided refusal = content_session(d, c.session, index)) return refusal;
  if (Decided refusal = find_session_in_reach(d, c.session, index)) return refusal;
  if (c.people.empty() || c.people.size() > limits::attendance_at_once)
    return refuse("attendance.how_many", "name 1 to " + std::to_string(limits::attendance_at_once) + " people",
                  {{"field", "people"}});
  AttendanceNoted fact{c.session, AttendanceHow::staff, c.attended, d.by(), {}};
  for (const PersonId id : std::set<PersonId>(c.people.begin(), c.people.end())) {
    const Person* person = d.state().find(id);
    if (!person || person->standing == Standing::erased)
      return refuse("person.unknown", "there is no such person", {{"person", to_string(id)}});
    const Attendance* known = noted(*person, c.session);
    if (by_staff(known) && known->attended == c.attended) continue;
    fact.people.push_back({id, known ? known->minutes : std::nullopt});
  }
  if (!fact.people.empty()) d.emit(std::move(fact));
  return {};
}

/// The list of a webinar tool: whoever is in it was there, but for those of whom staff said otherwise. Of who is not in
/// it nothing follows.
Decided decide(Deciding& d, const AttendanceImport& c) {
  std::int32_t index = -1;
  if (Decided refusal = content_session(d, c.session, index)) return refusal;
  AttendanceNoted fact{c.session, AttendanceHow::imported, true, {}, {}};
  for (const Attendee& attendee : c.people) {
    const Person* person = d.state().find(attendee.person);
    if (!person || person->standing == Standing::erased) continue;
    const Attendance* known = noted(*person, c.session);
    if (by_staff(known)) continue;
    const bool same = known && known->attended && known->how == AttendanceHow::imported;
    if (same && (!attendee.minutes || known->minutes == attendee.minutes)) continue;
    fact.people.push_back(attendee);
  }
  if (!fact.people.empty()) d.emit(std::move(fact));
  return {};
}

Decided decide(Deciding& d, const SessionIntend& c) {
  std::int32_t index = -1;
  if (Decided refusal = find_session(d, c.session, index)) return refusal;
  const std::vector<std::string>& mine = d.state().person(d.by()).intends;
  if (std::binary_search(mine.begin(), mine.end(), c.session) == c.intends) return {};
  const SessionState state = d.state().session(index).state;
  if (c.intends && is_over(state)) return refuse("session.over", "this session is over", {{"session", c.session}});
  d.emit(IntentionChanged{d.by(), c.session, c.intends});
  return {};
}

}  // namespace convene

#include "matcher/credit.h"

#include <algorithm>
#include <set>

#include "matcher/attendance.h"
#include "matcher/deciding.h"
#include "matcher/limits.h"

namespace convene {

namespace {

constexpr std::int32_t kWhole = 100;

/// Of sessions with rounds: how many were opened, and in how many a person was there.
struct Rounds {
  std::vector<std::int32_t> opened;                             // by session
  std::vector<std::map<std::int32_t, std::int32_t>> by_person;  // by slot of the person: session to rounds
};

Rounds rounds_of(const State& state) {
  Rounds out;
  out.opened.resize(state.sessions.size());
  out.by_person.resize(state.people.size() + 1);
  std::vector<PersonId> there;
  for (const Round& round : state.rounds) {
    ++out.opened[static_cast<std::size_t>(round.session)];
    there.clear();
    for (const RoomId id : round.rooms) {
      const Room& room = state.room(id);
      there.insert(there.end(), room.were_here.begin(), room.were_here.end());
      for (const Seat& seat : room.seats)
        if (seat.arrived) there.push_back(seat.person);
    }
    // Whoever changed rooms was in two of the round.
    std::sort(there.begin(), there.end());
    there.erase(std::unique(there.begin(), there.end()), there.end());
    for (const PersonId id : there) ++out.by_person[id.value][round.session];
  }
  return out;
}

/// By session, whoever talked to an advisor.
std::set<std::pair<PersonId, std::int32_t>> helped(const State& state) {
  std::set<std::pair<PersonId, std::int32_t>> out;
  for (const Ticket& ticket : state.tickets)
    if (ticket.started) out.emplace(ticket.person, ticket.session);
  return out;
}

std::int32_t percent_of(std::int64_t part, std::int64_t whole) {
  if (whole <= 0) return 0;
  return static_cast<std::int32_t>(std::min<std::int64_t>(kWhole, part * kWhole / whole));
}

std::int32_t percent_attended(const Person& person, const SessionDefinition& definition, const Session& session) {
  if (!has_attended(person, definition.id)) return 0;
  const auto known = person.attendance.find(definition.id);
  if (known == person.attendance.end() || !known->second.minutes) return kWhole;
  // Staff's word is that one was there: a tool's minutes say less.
  if (known->second.how == AttendanceHow::staff) return kWhole;
  return percent_of(*known->second.minutes, (session.ends - session.starts).ms / 60'000);
}

}  // namespace

std::vector<Credit> credits(const State& state) {
  const CreditRules rules = state.event.credit.value_or(CreditRules{});
  const Rounds rounds = rounds_of(state);
  const auto talks = helped(state);
  std::vector<Credit> out;
  for (const Person& person : state.people) {
    if (!person.profile.words) continue;
    Credit credit{person.id, {}, person.plan && person.plan->completed, 0, 0, false};
    std::int32_t earned = 0;
    for (std::int32_t index = 0; index < static_cast<std::int32_t>(state.sessions.size()); ++index) {
      const Session& session = state.session(index);
      const SessionDefinition& definition = session.definition;
      if (definition.credit_minutes == 0 || session.state == SessionState::cancelled) continue;
      std::int32_t percent = 0;
      if (definition.kind == SessionKind::content) {
        percent = percent_attended(person, definition, session);
      } else if (session.hours) {
        percent = talks.contains({person.id, index}) ? kWhole : 0;
      } else if (const auto& mine = rounds.by_person[person.id.value]; mine.contains(index)) {
        percent = percent_of(mine.at(index), rounds.opened[static_cast<std::size_t>(index)]);
      }
      if (percent == 0) continue;
      const std::int32_t minutes = percent >= rules.least_share ? definition.credit_minutes : 0;
      credit.sessions.push_back({index, percent, minutes});
      earned += minutes;
    }
    if (credit.plan) credit.plan_minutes = rules.plan_minutes;
    if (credit.sessions.empty() && !credit.plan) continue;
    earned += credit.plan_minutes;
    credit.minutes = rules.cap_minutes > 0 ? std::min(earned, rules.cap_minutes) : earned;
    credit.capped = credit.minutes < earned;
    out.push_back(std::move(credit));
  }
  return out;
}

Decided decide(Deciding& d, const CreditPlan& c) {
  if (c.people.empty() || c.people.size() > limits::attendance_at_once)
    return refuse("attendance.how_many", "name 1 to " + std::to_string(limits::attendance_at_once) + " people",
                  {{"field", "people"}});
  ActionPlanNoted fact{c.completed, d.by(), {}};
  for (const PersonId id : std::set<PersonId>(c.people.begin(), c.people.end())) {
    const Person* person = nullptr;
    if (Decided refusal = find_in_reach(d, id, person)) return refusal;
    if ((person->plan && person->plan->completed) != c.completed) fact.people.push_back(id);
  }
  if (!fact.people.empty()) d.emit(std::move(fact));
  return {};
}

}  // namespace convene

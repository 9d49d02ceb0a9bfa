#include "matcher/credit.h"

#include <algorithm>
#include <set>

#include "matcher/attendance.h"
#include "matcher/deciding.h"
#include "matcher/limits.h"

namespace convene {

namespace {

/// Of sessions with rounds: how many were held, and in how many a person was there.
struct Rounds {
  std::vector<std::int32_t> held;                               // by session
  std::vector<std::map<std::int32_t, std::int32_t>> by_person;  // by slot of the person: session to rounds
};

Rounds rounds_of(const State& state) {
  Rounds out;
  out.held.resize(state.sessions.size());
  out.by_person.resize(state.people.size() + 1);
  std::vector<PersonId> there;
  for (const Round& round : state.rounds) {
    there.clear();
    for (const RoomId id : round.rooms)
      for (const PersonId one : who_was_in(state.room(id))) there.push_back(one);
    // Whoever changed rooms was in two of the round.
    std::sort(there.begin(), there.end());
    there.erase(std::unique(there.begin(), there.end()), there.end());
    // A round that was opened by mistake, and in which nobody was, is nobody's loss.
    if (!there.empty()) ++out.held[static_cast<std::size_t>(round.session)];
    for (const PersonId id : there) ++out.by_person[id.value][round.session];
  }
  return out;
}

/// By session, whoever talked to an advisor: who was called and did not come did not.
std::set<std::pair<PersonId, std::int32_t>> helped(const State& state) {
  std::set<std::pair<PersonId, std::int32_t>> out;
  for (const Ticket& ticket : state.tickets)
    if (ticket.state == TicketState::done || ticket.state == TicketState::in_session)
      out.emplace(ticket.person, ticket.session);
  return out;
}

/// What of a session somebody was there for.
struct Share {
  std::int64_t part = 0;
  std::int64_t whole = 1;

  std::int32_t percent() const { return static_cast<std::int32_t>(std::min<std::int64_t>(100, part * 100 / whole)); }
  /// Exact: two of three rounds are no less than 66 of 100.
  bool reaches(std::int64_t percents) const { return part * 100 >= percents * whole; }
};

constexpr Share all{1, 1};

Share share_attended(const Person& person, const Session& session) {
  const std::string& id = session.definition.id;
  if (!has_attended(person, id)) return {};
  const auto known = person.attendance.find(id);
  // Staff's word is that one was there: a tool's minutes say less.
  if (known == person.attendance.end() || !known->second.minutes || known->second.how == AttendanceHow::staff)
    return all;
  return {*known->second.minutes, std::max<std::int64_t>(1, (session.ends - session.starts).ms / 60'000)};
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
      Share share;
      if (definition.kind == SessionKind::content) {
        share = share_attended(person, session);
      } else if (session.hours) {
        if (talks.contains({person.id, index})) share = all;
      } else if (const auto& mine = rounds.by_person[person.id.value]; mine.contains(index)) {
        share = {mine.at(index), rounds.held[static_cast<std::size_t>(index)]};
      }
      if (share.part == 0) continue;
      const std::int32_t minutes = share.reaches(rules.least_share) ? definition.credit_minutes : 0;
      credit.sessions.push_back({index, share.percent(), minutes});
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
    // That it is not completed is said, too: nobody may have looked yet.
    if (!person->plan || person->plan->completed != c.completed) fact.people.push_back(id);
  }
  if (!fact.people.empty()) d.emit(std::move(fact));
  return {};
}

}  // namespace convene

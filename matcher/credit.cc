#include "matcher/credit.h"

#include <algorithm>
#include <set>

#include "matcher/attendance.h"
#include "matcher/deciding.h"
#include "matcher/limits.h"

namespace convene {

namespace {

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

/// Of the rounds that were held: one that was opened by mistake, and in which nobody was, is nobody's loss.
Share share_of_rounds(const State& state, const Person& person, std::int32_t session) {
  const std::set<RoundId>& took_part = state.index.took_part[person.id.value - 1];
  const auto theirs = std::ranges::count_if(took_part, [&](RoundId id) { return state.round(id).session == session; });
  return {theirs, std::max(1, state.index.rounds_held[static_cast<std::size_t>(session)])};
}

Share share_of(const State& state, const Person& person, std::int32_t index) {
  const Session& session = state.session(index);
  if (session.definition.kind == SessionKind::content) return share_attended(person, session);
  if (session.hours) return line_of(state, index).helped.contains(person.id) ? all : Share{};
  return share_of_rounds(state, person, index);
}

}  // namespace

std::optional<Credit> credit_of(const State& state, const Person& person) {
  if (!person.profile.words) return {};
  const CreditRules rules = state.event.credit.value_or(CreditRules{});
  Credit credit{person.id, {}, person.plan && person.plan->completed, 0, 0, false};
  std::int32_t earned = 0;
  for (std::int32_t index = 0; index < static_cast<std::int32_t>(state.sessions.size()); ++index) {
    const Session& session = state.session(index);
    const std::int32_t worth = session.definition.credit_minutes;
    if (worth == 0 || session.state == SessionState::cancelled) continue;
    const Share share = share_of(state, person, index);
    if (share.part == 0) continue;
    const std::int32_t minutes = share.reaches(rules.least_share) ? worth : 0;
    credit.sessions.push_back({index, share.percent(), minutes});
    earned += minutes;
  }
  if (credit.plan) credit.plan_minutes = rules.plan_minutes;
  if (credit.sessions.empty() && !credit.plan) return {};
  earned += credit.plan_minutes;
  credit.minutes = rules.cap_minutes > 0 ? std::min(earned, rules.cap_minutes) : earned;
  credit.capped = credit.minutes < earned;
  return credit;
}

std::vector<Credit> credits(const State& state) {
  std::vector<Credit> out;
  for (const Person& person : state.people)
    if (auto credit = credit_of(state, person)) out.push_back(std::move(*credit));
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

// From a plan to an open round: drafts are asked for, looked at, brought up to date and opened as one batch of facts.
#include "matcher/opening.h"

#include <algorithm>
#include <set>

#include "matcher/capabilities.h"
#include "matcher/grouping/fill.h"
#include "matcher/grouping/plan.h"
#include "matcher/hosting.h"
#include "matcher/limits.h"
#include "matcher/notices.h"
#include "matcher/rematch.h"
#include "matcher/room_basis.h"

namespace convene {

namespace {

/// Who would be seated if a round opened now: in the session and connected. While a round is open, for the next one:
/// the people in its rooms too.
std::vector<PersonId> connected(const State& state, std::int32_t index) {
  std::vector<PersonId> out;
  for (const PersonId id : state.index.lobbies[static_cast<std::size_t>(index)])
    if (state.person(id).online) out.push_back(id);
  const Session& session = state.session(index);
  if (session.round)
    for (const RoomId id : state.round(session.round).rooms)
      for (const Seat& seat : state.room(id).seats)
        if (!elsewhere(seat) && state.person(seat.person).online) out.push_back(seat.person);
  return out;
}

/// Of these people. Who sits in one room now will have met when the next round opens.
std::vector<grouping::Couple> who_met(const State& state, const std::vector<PersonId>& people) {
  std::vector<grouping::Couple> out;
  for (const PersonId id : people) {
    for (const PersonId other : state.index.met[id.value - 1])
      if (id < other) out.push_back({id, other});
    if (!state.person(id).room) continue;
    for (const Seat& seat : state.room(state.person(id).room).seats)
      if (id < seat.person && !elsewhere(seat)) out.push_back({id, seat.person});
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

PlanTask task(const State& state, std::int32_t index, std::uint64_t seed) {
  const std::vector<PersonId> people = connected(state, index);
  PlanTask out;
  out.problem = problem_of(state, state.session(index).definition, people, seed);
  out.problem.met = who_met(state, people);
  out.roles = state.index.roles;
  out.regions = state.index.regions;
  out.subjects = state.primary(state.session(index));
  return out;
}

Instant round_end(const Session& session, std::uint32_t number, Instant now) {
  const RoundRules& rules = session.definition.policy.rounds;
  const Instant full = now + rules.length;
  const Instant session_end = std::max(session.ends, now);
  // The last round takes what little would be left over: nobody should sit in an empty lobby until the end.
  const bool last = number >= rules.count;
  if (full >= session_end || (last && session_end - full <= rules.length)) return session_end;
  return full;
}

/// `base`: the records that the draft knew. Whoever chose since what to talk about comes to the rooms as they are.
void open_round(Deciding& d, std::int32_t index, grouping::Plan draft, std::uint64_t base, std::uint64_t seed) {
  const State& state = d.state();
  if (state.session(index).definition.kind == SessionKind::debrief)
    for (grouping::Room& room : draft.rooms)
      std::erase_if(room.people, [&](PersonId id) { return state.person(id).profile_seq > base; });
  PlanTask now = task(state, index, seed);
  const grouping::Plan plan = grouping::refill(now.problem, draft);
  const Session& session = state.session(index);
  RoundOpened opened;
  opened.round = RoundId(static_cast<std::uint32_t>(state.rounds.size()) + 1);
  opened.session = session.definition.id;
  opened.number = session.rounds + 1;
  opened.ends = round_end(session, opened.number, d.now());
  const RoundId round = opened.round;
  d.emit(std::move(opened));
  for (const grouping::Room& room : plan.rooms)
    if (!room.people.empty()) open_room(d, round, room.people, SeatWhy::plan);
  for (const grouping::Unplaced& unplaced : plan.unplaced)
    d.emit(SeatLacking{unplaced.person, why_unplaced(unplaced.why)});
  host_rooms(d, round);
}

Decided ready_for_round(const Deciding& d, const std::string& id, std::int32_t& index) {
  if (Decided refusal = find_session_in_reach(d, id, index)) return refusal;
  const Session& session = d.state().session(index);
  if (!forms_rooms(session.definition.kind)) return refuse("session.no_rooms", "this session has no rounds");
  if (!takes_people(session.state))
    return refuse("session.not_open", "this session's lobby is not open", {{"session", id}});
  return {};
}

/// People in the session and not in the plan, or the other way round, or who are not what they were.
std::uint32_t changed_since(const State& state, std::int32_t session, const PlanStored& plan) {
  std::set<PersonId> planned;
  for (const PlannedRoom& room : plan.rooms) planned.insert(room.people.begin(), room.people.end());
  for (const UnplacedPerson& unplaced : plan.unplaced) planned.insert(unplaced.person);
  std::uint32_t changed = 0;
  for (const PersonId id : connected(state, session)) {
    const bool as_planned = planned.erase(id) != 0 && state.person(id).profile_seq <= plan.base;
    changed += as_planned ? 0 : 1;
  }
  return changed + static_cast<std::uint32_t>(planned.size());
}

grouping::Primary primary_of(SessionKind kind) {
  if (kind == SessionKind::role_alike) return grouping::Primary::role;
  if (kind == SessionKind::regional) return grouping::Primary::region;
  if (kind == SessionKind::debrief) return grouping::Primary::subject;
  return grouping::Primary::none;
}

}  // namespace

PlanReport report_of(const grouping::Report& report) {
  PlanReport out;
  out.people = report.people;
  out.rooms = report.rooms;
  out.alone = report.alone;
  out.under_min = report.under_min;
  out.over_max = report.over_max;
  out.repeat_meetings = report.repeat_meetings;
  out.same_primary_permille = report.same_primary_permille;
  out.achievable_primary_permille = report.achievable_permille;
  out.cut_short = report.cut_short;
  return out;
}

Decided fault_in_new_plan(const State& state, const std::string& title) {
  if (title.size() > limits::name_bytes) return refuse("text.too_long", "the title is too long", {{"field", "title"}});
  if (state.plans.size() + state.requests.size() >= limits::plans)
    return refuse("plan.too_many",
                  "an event keeps at most " + std::to_string(limits::plans) + " plans: drop one first");
  return {};
}

Decided fault_in_age(std::uint32_t changed, std::uint32_t people) {
  if (changed * 10 <= people) return {};
  return refuse("plan.stale", "more than a tenth of the people changed since: draft again, or force it",
                {{"changed", std::to_string(changed)}, {"people", std::to_string(people)}});
}

const char* why_unplaced(grouping::UnplacedWhy why) {
  return why == grouping::UnplacedWhy::alone ? "no_company_yet" : "rooms_full";
}

grouping::Problem problem_of(const State& state, const SessionDefinition& session, const std::vector<PersonId>& people,
                             std::uint64_t seed) {
  const Policy& policy = session.policy;
  grouping::Problem problem;
  problem.roles = state.index.roles.get();
  problem.regions = state.index.regions.get();
  problem.primary = primary_of(session.kind);
  problem.sizes = policy.rooms;
  problem.weights = policy.weights;
  problem.teams = policy.teams;
  problem.cohorts = policy.cohorts;
  problem.experience = policy.experience;
  problem.seed = seed;
  // Enough for everybody to change places many times over; a small lobby must not wait for a large one's budget.
  problem.step_budget = static_cast<std::uint32_t>(std::min<std::size_t>(200'000, 400 * people.size()));
  for (const PersonId id : people) problem.people.push_back(state.index.members[id.value - 1]);
  if (session.kind == SessionKind::debrief) {
    const Session& debrief = state.session(state.find_session(session.id));
    problem.subjects = state.primary(debrief).get();
    for (grouping::Member& member : problem.people) member.subject = state.primary_node(debrief, member.id);
  }
  problem.apart = couples_among(state.index.apart, people);
  problem.together = couples_among(state.index.together, people);
  return problem;
}

grouping::Plan make_plan(const PlanTask& task, const grouping::Execution& execution) {
  return task.present ? grouping::regroup(task.problem, *task.present, execution)
                      : grouping::plan(task.problem, execution);
}

PlanTask plan_task(const State& state, std::uint32_t request) {
  const PlanRequested& asked = state.requests.at(request);
  if (asked.rematch) return rematch_task(state, asked);
  return task(state, state.find_session(asked.session), asked.seed);
}

std::uint32_t plan_changes(const State& state, const PlanStored& plan) {
  if (plan.rematch) return rematch_changes(state, *plan.rematch);
  const std::int32_t session = state.find_session(plan.session);
  return session < 0 ? 0 : changed_since(state, session, plan);
}

Decided decide(Deciding& d, const RoundDraft& c) {
  std::int32_t index = -1;
  if (Decided refusal = ready_for_round(d, c.session, index)) return refusal;
  if (Decided fault = fault_in_new_plan(d.state(), c.title)) return fault;
  std::optional<Sealed<std::string>> title;
  if (!c.title.empty()) title.emplace(d.by(), c.title);
  const std::uint32_t request = d.state().last_request + 1;
  d.emit(PlanRequested{request, c.session, d.seed(), false, std::move(title), d.by(), d.state().seq});
  return {};
}

Decided decide(Deciding& d, const PlanDrop& c) {
  if (!d.state().plans.count(c.plan)) return refuse("plan.unknown", "there is no such plan");
  d.emit(PlanDropped{c.plan});
  return {};
}

Decided decide(Deciding& d, const RoundOpen& c) {
  std::int32_t index = -1;
  if (Decided refusal = ready_for_round(d, c.session, index)) return refusal;
  const Session& session = d.state().session(index);
  if (session.round)
    return refuse("round.already_open", "a round is open or closing in this session",
                  {{"round", to_string(session.round)}});
  if (session.request) return refuse("round.already_opening", "the next round is being grouped already");
  if (!c.plan) {
    d.emit(PlanRequested{d.state().last_request + 1, c.session, d.seed(), true, {}, d.by(), d.state().seq});
    return {};
  }
  const auto found = d.state().plans.find(*c.plan);
  if (found == d.state().plans.end()) return refuse("plan.unknown", "there is no such plan");
  if (found->second.plan.rematch)
    return refuse("plan.of_open_round", "this plan is of a round that is open: apply it instead");
  if (found->second.plan.session != c.session)
    return refuse("plan.of_other_session", "this plan is of another session");
  const std::uint32_t people = found->second.plan.report.people;
  const std::uint32_t changed = changed_since(d.state(), index, found->second.plan);
  if (!c.force)
    if (Decided fault = fault_in_age(changed, people)) return fault;
  grouping::Plan draft;
  for (const PlannedRoom& room : found->second.plan.rooms) draft.rooms.push_back({.people = room.people});
  const std::uint64_t base = found->second.plan.base;
  d.emit(PlanDropped{*c.plan});
  open_round(d, index, std::move(draft), base, d.seed());
  return {};
}

/// Whoever asked is told, or, where the engine itself did, those who can do something about it.
Decided decide(Deciding& d, const PlanFail& c) {
  const auto found = d.state().requests.find(c.request);
  if (found == d.state().requests.end()) return {};
  const PlanRequested asked = found->second;
  d.emit(RequestEnded{c.request, true});
  // It is tried again and again: one word stands for all, or what staff said would be driven out.
  for (const auto& [id, sent] : d.state().notices)
    if (sent.notice.kind == "plan_failed" && sent.notice.expires > d.now() &&
        sent.notice.parameters.at("session") == asked.session &&
        (!asked.by || reaches(d.state(), sent.notice.audience, asked.by)))
      return {};
  Audience audience;
  if (asked.by) {
    audience.people = {asked.by};
  } else {
    for (const PersonId id : d.state().index.staff)
      if (may(d.state(), id, RoundOpen::name) && audience.people.size() < limits::notice_targets)
        audience.people.push_back(id);
  }
  if (!audience.people.empty()) tell(d, asked.session, "plan_failed", {}, std::move(audience));
  return {};
}

Decided decide(Deciding& d, const PlanDeliver& c) {
  const auto found = d.state().requests.find(c.request);
  if (found == d.state().requests.end()) return {};  // no longer wanted
  const PlanRequested asked = found->second;
  const std::int32_t index = d.state().find_session(asked.session);
  const Session& session = d.state().session(index);
  if (asked.opens) {
    d.emit(RequestEnded{c.request, false});
    if (!session.round && takes_people(session.state)) open_round(d, index, c.plan, asked.base, asked.seed);
    return {};
  }
  PlanStored stored;
  stored.plan = PlanId(d.state().last_plan + 1);
  stored.request = c.request;
  stored.session = asked.session;
  if (asked.title && asked.title->words) stored.title.emplace(asked.title->owner, *asked.title->words);
  stored.by = asked.by;
  stored.base = asked.base;
  stored.rematch = asked.rematch;
  std::map<std::string, std::uint32_t> numbers;
  if (asked.rematch) {
    if (d.state().round(asked.rematch->round).state != RoundState::open) {
      d.emit(RequestEnded{c.request, false});
      return {};
    }
    describe_rematch(d.state(), c.plan, stored);
    d.emit(std::move(stored));
    return {};
  }
  for (const grouping::Room& room : c.plan.rooms) {
    PlannedRoom planned;
    planned.people = room.people;
    planned.basis = basis_of(d.state(), session, room.people);
    planned.name.kind = session.definition.kind;
    planned.name.category = category_of(d.state(), session, planned.basis);
    planned.name.number = ++numbers[planned.name.category];
    stored.rooms.push_back(std::move(planned));
  }
  for (const grouping::Unplaced& unplaced : c.plan.unplaced)
    stored.unplaced.push_back({unplaced.person, why_unplaced(unplaced.why)});
  stored.report = report_of(c.plan.report);
  d.emit(std::move(stored));
  return {};
}

}  // namespace convene

// From a plan to an open round: drafts are asked for, looked at, brought up to date and opened as one batch of facts.
#include "matcher/opening.h"

#include <algorithm>
#include <set>

#include "matcher/capabilities.h"
#include "matcher/debrief.h"
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

/// Who may come to the session, whether they are here now or not: whoever takes part, to a debrief those who can say
/// what they come to talk about. O(people).
std::vector<PersonId> awaited(const State& state, const Session& session, bool intending) {
  const SessionDefinition& definition = session.definition;
  std::vector<PersonId> out;
  for (const Person& person : state.people) {
    if (person.standing != Standing::in || !person.wears(Hat::participant)) continue;
    if (intending && !std::ranges::binary_search(person.intends, definition.id)) continue;
    if (definition.kind == SessionKind::debrief && !chosen_of(definition, person)) continue;
    out.push_back(person.id);
  }
  return out;
}

std::vector<PersonId> people_for(const State& state, std::int32_t index, PlanFor whom) {
  if (whom == PlanFor::here) return connected(state, index);
  return awaited(state, state.session(index), whom == PlanFor::intending);
}

}  // namespace

grouping::Problem problem_with_meetings(const State& state, const Session& session, const std::vector<PersonId>& people,
                                        std::uint64_t seed) {
  grouping::Problem problem = problem_of(state, session.definition, people, seed);
  problem.met = who_met(state, people);
  return problem;
}

namespace {

PlanTask task(const State& state, std::int32_t index, std::uint64_t seed, PlanFor whom = PlanFor::here) {
  const std::vector<PersonId> people = people_for(state, index, whom);
  PlanTask out;
  out.problem = problem_with_meetings(state, state.session(index), people, seed);
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

/// Of each room of a draft: where most of its people are in the plan that it led to; none: nowhere. O(people log
/// people).
std::vector<std::optional<std::size_t>> became(const grouping::Plan& draft, const grouping::Plan& plan) {
  std::map<PersonId, std::size_t> room_of;
  for (std::size_t i = 0; i < plan.rooms.size(); ++i)
    for (const PersonId id : plan.rooms[i].people) room_of[id] = i;
  std::vector<std::optional<std::size_t>> out(draft.rooms.size());
  for (std::size_t i = 0; i < draft.rooms.size(); ++i) {
    std::map<std::size_t, std::size_t> people;
    for (const PersonId id : draft.rooms[i].people)
      if (const auto at = room_of.find(id); at != room_of.end()) ++people[at->second];
    const auto most = std::ranges::max_element(people, {}, [](const auto& one) { return one.second; });
    if (most != people.end()) out[i] = most->first;
  }
  return out;
}

/// The names that a plan gave its rooms, by the room that is opened. Of several that became one the first gives its.
std::map<std::size_t, Sealed<std::string>> titles_of(const PlanStored& stored, const grouping::Plan& draft,
                                                     const grouping::Plan& plan) {
  std::map<std::size_t, Sealed<std::string>> out;
  if (!stored.titles) return out;
  const auto now = became(draft, plan);
  for (const RoomTitle& named : *stored.titles)
    if (named.title.words && now[named.room])
      out.emplace(*now[named.room], Sealed<std::string>(named.title.owner, *named.title.words));
  return out;
}

/// The groups of a plan that was made ahead, those of whom somebody has no seat yet.
std::vector<AwaitedGroup> awaited_groups(const State& state, const PlanStored& stored) {
  std::vector<AwaitedGroup> out;
  if (!stored.ahead.value_or(false)) return out;
  for (const PlannedRoom& room : stored.rooms) {
    AwaitedGroup group;
    bool complete = true;
    for (const PersonId id : room.people) {
      if (state.person(id).standing != Standing::in) continue;
      group.people.push_back(id);
      complete = complete && state.person(id).room;
    }
    if (!complete && group.people.size() > 1) out.push_back(std::move(group));
  }
  return out;
}

/// `base`: the records that the draft knew. Whoever chose since what to talk about comes to the rooms as they are.
/// `stored`: the plan that it was kept as, if it was.
void open_round(Deciding& d, std::int32_t index, grouping::Plan draft, std::uint64_t base, std::uint64_t seed,
                const PlanStored* stored = nullptr) {
  const State& state = d.state();
  if (state.session(index).definition.kind == SessionKind::debrief)
    for (grouping::Room& room : draft.rooms)
      std::erase_if(room.people, [&](PersonId id) { return state.person(id).profile_seq > base; });
  PlanTask now = task(state, index, seed);
  const grouping::Plan plan = grouping::refill(now.problem, draft);
  auto titles = stored ? titles_of(*stored, draft, plan) : std::map<std::size_t, Sealed<std::string>>{};
  const Session& session = state.session(index);
  RoundOpened opened;
  opened.round = RoundId(static_cast<std::uint32_t>(state.rounds.size()) + 1);
  opened.session = session.definition.id;
  opened.number = session.rounds + 1;
  opened.ends = round_end(session, opened.number, d.now());
  const RoundId round = opened.round;
  d.emit(std::move(opened));
  for (std::size_t i = 0; i < plan.rooms.size(); ++i) {
    if (plan.rooms[i].people.empty()) continue;
    const RoomId room = open_room(d, round, plan.rooms[i].people, SeatWhy::plan);
    if (auto title = titles.extract(i)) d.emit(RoomNamed{room, std::move(title.mapped())});
  }
  for (const grouping::Unplaced& unplaced : plan.unplaced)
    d.emit(SeatLacking{unplaced.person, why_unplaced(unplaced.why)});
  if (stored)
    if (auto groups = awaited_groups(state, *stored); !groups.empty())
      d.emit(GroupsAwaited{round, stored->base, std::move(groups)});
  host_rooms(d, round);
}

void open_from(Deciding& d, std::int32_t index, PlanStored stored) {
  grouping::Plan draft;
  for (const PlannedRoom& room : stored.rooms) draft.rooms.push_back({.people = room.people});
  d.emit(PlanDropped{stored.plan});
  open_round(d, index, std::move(draft), stored.base, d.seed(), &stored);
}

Decided ready_for_round(const Deciding& d, const std::string& id, std::int32_t& index) {
  if (Decided refusal = fit_for_plan(d, id, index)) return refusal;
  const Session& session = d.state().session(index);
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
  // Whom a plan that was made ahead awaits may come as late as they like.
  return plan.ahead.value_or(false) ? changed : changed + static_cast<std::uint32_t>(planned.size());
}

grouping::Primary primary_of(SessionKind kind) {
  if (kind == SessionKind::role_alike) return grouping::Primary::role;
  if (kind == SessionKind::regional) return grouping::Primary::region;
  if (kind == SessionKind::debrief) return grouping::Primary::subject;
  return grouping::Primary::none;
}

}  // namespace

void describe_rooms(const State& state, const Session& session, const grouping::Plan& plan, PlanStored& stored) {
  std::map<std::string, std::uint32_t> numbers;
  for (const grouping::Room& room : plan.rooms) {
    PlannedRoom planned;
    planned.people = room.people;
    planned.basis = basis_of(state, session, room.people);
    planned.name.kind = session.definition.kind;
    planned.name.category = category_of(state, session, planned.basis);
    planned.name.number = ++numbers[planned.name.category];
    stored.rooms.push_back(std::move(planned));
  }
}

Decided fault_in_crowd(std::size_t people) {
  if (people <= limits::rematch_people) return {};
  return refuse("plan.too_large", "a plan is of at most " + std::to_string(limits::rematch_people) + " people");
}

Decided fit_for_plan(const Deciding& d, const std::string& id, std::int32_t& index) {
  if (Decided refusal = find_session_in_reach(d, id, index)) return refusal;
  const Session& session = d.state().session(index);
  if (!forms_rooms(session.definition.kind)) return refuse("session.no_rooms", "this session has no rounds");
  if (is_over(session.state)) return refuse("session.over", "this session is over", {{"session", id}});
  return {};
}

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
  out.violations = report.violations;
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
  return task(state, state.find_session(asked.session), asked.seed, asked.whom.value_or(PlanFor::here));
}

std::uint32_t plan_changes(const State& state, const PlanStored& plan) {
  if (plan.rematch) return rematch_changes(state, *plan.rematch);
  const std::int32_t session = state.find_session(plan.session);
  return session < 0 ? 0 : changed_since(state, session, plan);
}

Decided decide(Deciding& d, const RoundDraft& c) {
  std::int32_t index = -1;
  const bool ahead = c.whom != PlanFor::here;
  if (Decided refusal = ahead ? fit_for_plan(d, c.session, index) : ready_for_round(d, c.session, index))
    return refusal;
  if (Decided fault = fault_in_new_plan(d.state(), c.title)) return fault;
  if (ahead)
    if (Decided fault = fault_in_crowd(people_for(d.state(), index, c.whom).size())) return fault;
  std::optional<Sealed<std::string>> title;
  if (!c.title.empty()) title.emplace(d.by(), c.title);
  const std::uint32_t request = d.state().last_request + 1;
  PlanRequested asked{request, c.session, d.seed(), false, std::move(title), d.by(), d.state().seq};
  if (ahead) asked.whom = c.whom;
  d.emit(std::move(asked));
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
  open_from(d, index, found->second.plan);
  return {};
}

bool open_chosen(Deciding& d, std::int32_t index) {
  const std::string& session = d.state().session(index).definition.id;
  const auto chosen = std::ranges::find_if(d.state().plans, [&](const auto& entry) {
    return entry.second.chosen && entry.second.plan.session == session && !entry.second.plan.rematch;
  });
  if (chosen == d.state().plans.end()) return false;
  open_from(d, index, chosen->second.plan);
  return true;
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
  if (is_over(session.state)) {
    d.emit(RequestEnded{c.request, false});
    return {};
  }
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
  if (asked.whom) stored.ahead = true;
  if (asked.rematch) {
    if (d.state().round(asked.rematch->round).state != RoundState::open) {
      d.emit(RequestEnded{c.request, false});
      return {};
    }
    describe_rematch(d.state(), c.plan, stored);
    d.emit(std::move(stored));
    return {};
  }
  describe_rooms(d.state(), session, c.plan, stored);
  for (const grouping::Unplaced& unplaced : c.plan.unplaced)
    stored.unplaced.push_back({unplaced.person, why_unplaced(unplaced.why)});
  stored.report = report_of(c.plan.report);
  d.emit(std::move(stored));
  return {};
}

}  // namespace convene

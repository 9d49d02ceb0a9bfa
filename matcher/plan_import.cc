// Assignments that were made elsewhere, as a plan of a round to come: its people need not be here yet.
#include <algorithm>
#include <unordered_set>

#include "matcher/capabilities.h"
#include "matcher/deciding.h"
#include "matcher/grouping/plan.h"
#include "matcher/limits.h"
#include "matcher/opening.h"

namespace convene {

namespace {

bool takes_part(const State& state, PersonId id) {
  const Person* person = state.find(id);
  return person && person->standing == Standing::in;
}

/// The rooms as they were made, without those who are gone since; each person in the first that names them.
grouping::Plan draft_of(const State& state, const PlanImport& c) {
  grouping::Plan draft;
  std::unordered_set<PersonId> placed;
  for (const ImportedRoom& room : c.rooms) {
    grouping::Room& made = draft.rooms.emplace_back();
    for (const PersonId id : room.people)
      if (takes_part(state, id) && placed.insert(id).second) made.people.push_back(id);
  }
  return draft;
}

/// How the rooms do by the session's own policy, which did not make them.
PlanReport judge(const State& state, const Session& session, const grouping::Plan& draft, std::uint64_t seed) {
  std::vector<PersonId> people;
  std::vector<std::vector<PersonId>> rooms;
  for (const grouping::Room& room : draft.rooms) {
    if (room.people.empty()) continue;
    people.insert(people.end(), room.people.begin(), room.people.end());
    rooms.push_back(room.people);
  }
  std::ranges::sort(people);
  const grouping::Plan judged = grouping::explain(problem_with_meetings(state, session, people, seed), rooms);
  PlanReport report = report_of(judged.report);
  // Rooms keep the order of the list.
  for (grouping::Violation& violation : report.violations) {
    if (violation.room < 0) continue;
    const PersonId one = judged.rooms[static_cast<std::size_t>(violation.room)].people.front();
    const auto listed = std::ranges::find_if(
        draft.rooms, [&](const grouping::Room& room) { return std::ranges::count(room.people, one) != 0; });
    violation.room = static_cast<std::int32_t>(listed - draft.rooms.begin());
  }
  return report;
}

}  // namespace

Decided decide(Deciding& d, const PlanImport& c) {
  const State& state = d.state();
  std::int32_t index = -1;
  if (!may(state, c.by, PlanDrop::name)) return refuse("not_allowed", "who brings the list may not make plans");
  if (Decided refusal = fit_for_plan(d, c.session, index)) return refusal;
  if (Decided fault = fault_in_new_plan(state, c.title)) return fault;
  for (const ImportedRoom& room : c.rooms)
    if (room.people.size() > grouping::max_room)
      return refuse("plan.room_too_large", "a room has at most " + std::to_string(grouping::max_room) + " people",
                    {{"name", room.name}, {"people", std::to_string(room.people.size())}});
  const Session& session = state.session(index);
  const grouping::Plan draft = draft_of(state, c);
  std::size_t people = 0;
  for (const grouping::Room& room : draft.rooms) people += room.people.size();
  if (people == 0) return refuse("plan.empty", "the list names nobody who takes part");
  if (Decided fault = fault_in_crowd(people)) return fault;
  PlanStored stored;
  stored.plan = PlanId(state.last_plan + 1);
  stored.session = c.session;
  if (!c.title.empty()) stored.title.emplace(c.by, c.title);
  stored.by = c.by;
  stored.base = state.seq;
  stored.ahead = true;
  stored.report = judge(state, session, draft, d.seed());
  describe_rooms(state, session, draft, stored);
  stored.titles.emplace();
  for (std::uint32_t i = 0; i < c.rooms.size(); ++i)
    if (!c.rooms[i].name.empty()) stored.titles->push_back({i, Sealed<std::string>(c.by, c.rooms[i].name)});
  d.emit(std::move(stored));
  return {};
}

Decided decide(Deciding& d, const PlanChoose& c) {
  const auto found = d.state().plans.find(c.plan);
  if (found == d.state().plans.end()) return refuse("plan.unknown", "there is no such plan");
  if (found->second.plan.rematch)
    return refuse("plan.of_open_round", "this plan is of a round that is open: apply it instead");
  const Session& session = d.state().session(d.state().find_session(found->second.plan.session));
  if (session.definition.policy.opens != Opens::by_itself)
    return refuse("plan.opened_by_hand", "the rounds of this session are opened by a moderator: open it from the plan",
                  {{"session", session.definition.id}});
  if (found->second.chosen != c.chosen) d.emit(PlanChosen{c.plan, c.chosen});
  return {};
}

}  // namespace convene

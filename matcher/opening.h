// What the planner is asked for a request, and how far a stored plan is from who is there now.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "matcher/deciding.h"
#include "matcher/grouping/regroup.h"

namespace convene {

/// A problem with the trees it points to: may be handed to another thread, and outlives the state.
struct PlanTask {
  std::shared_ptr<const grouping::Tree> roles;
  std::shared_ptr<const grouping::Tree> regions;
  std::shared_ptr<const grouping::Tree> subjects;
  grouping::Problem problem;
  std::optional<grouping::Present> present;  // of an open round: to be made better by few moves
};

/// The planner's answer to a task. Pure, but for what the observer says; any thread.
grouping::Plan make_plan(const PlanTask& task, const grouping::Execution& execution = {});

/// These people grouped as this session asks, whoever they have met. Points to the trees of `state`.
grouping::Problem problem_of(const State& state, const SessionDefinition& session, const std::vector<PersonId>& people,
                             std::uint64_t seed);

/// Likewise, and nobody is to meet anew whom they met. `people` sorted. O(people + whom they met).
grouping::Problem problem_with_meetings(const State& state, const Session& session, const std::vector<PersonId>& people,
                                        std::uint64_t seed);

/// A grouping's report, and why somebody has no seat, as they are shown.
PlanReport report_of(const grouping::Report& report);
const char* why_unplaced(grouping::UnplacedWhy why);

/// Fills in the rooms of a plan for a round that is to open, in the plan's order. O(people x depth of the trees).
void describe_rooms(const State& state, const Session& session, const grouping::Plan& plan, PlanStored& stored);

/// Opens the next round from the oldest plan that was chosen for this session; false: none was.
bool open_chosen(Deciding& deciding, std::int32_t session);

/// What a plan may be made for, at any time before it is over: a session whose rounds have rooms.
Decided fit_for_plan(const Deciding& deciding, const std::string& session, std::int32_t& index);
/// Why no plan of so many people can be kept.
Decided fault_in_crowd(std::size_t people);
/// Why no plan of this title can be asked for; nothing: one can.
Decided fault_in_new_plan(const State& state, const std::string& title);
/// Why a plan of so many people, of whom so many changed since, is not taken unless forced.
Decided fault_in_age(std::uint32_t changed, std::uint32_t people);

/// For a request that is in State::requests. O(people of the session + whom they met).
PlanTask plan_task(const State& state, std::uint32_t request);

/// How many people came, went, or changed what they say of themselves since the plan was asked for. O(people of the
/// session).
std::uint32_t plan_changes(const State& state, const PlanStored& plan);

}  // namespace convene

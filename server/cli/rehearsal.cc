#include "server/cli/rehearsal.h"

#include <set>
#include <utility>

#include "matcher/grouping/plan.h"
#include "matcher/grouping/score.h"
#include "protocol/encode.h"
#include "protocol/forms.h"
#include "server/cli/offline.h"

namespace convene::cli {

namespace {

/// Who sits in a room that says nothing about them: nothing but "anybody" in common in the tree that decides.
std::vector<HardToMatch> hard_to_match(const Offline& offline, const grouping::Problem& problem,
                                       const grouping::Plan& plan) {
  std::vector<HardToMatch> hard;
  const auto name = [&](PersonId id) { return offline.profile(id).name; };
  using grouping::Primary;
  const bool by_subject = problem.primary == Primary::subject;
  const std::string what = problem.primary == Primary::role ? "role" : by_subject ? "session" : "region";
  const std::string none = by_subject ? "attended none of its sessions" : "gave no " + what;
  for (const grouping::Unplaced& unplaced : plan.unplaced)
    if (unplaced.why != grouping::UnplacedWhy::kept_apart)
      hard.push_back({name(unplaced.person), "finds no room: " + std::string(protocol::encode(unplaced.why))});
  if (problem.primary == Primary::none) return hard;
  std::set<PersonId> of_no_kind;
  for (const grouping::Member& member : problem.people)
    if (primary_node(problem, member) == grouping::root_node) of_no_kind.insert(member.id);
  for (const grouping::Room& room : plan.rooms) {
    if (primary_node(problem, room) != grouping::root_node) continue;
    for (const PersonId id : room.people)
      hard.push_back({name(id), of_no_kind.contains(id)
                                    ? none
                                    : "sits with people of other " + what + "s: too few are near theirs"});
  }
  return hard;
}

}  // namespace

std::vector<Expected> rehearse(EventLoad event, std::vector<Profile> people) {
  const Offline offline(std::move(event), std::move(people));
  std::vector<Expected> all;
  for (const SessionDefinition& session : offline.state().event.sessions) {
    if (!forms_rooms(session.kind)) continue;
    const grouping::Problem problem = offline.problem(session, 1);
    const grouping::Plan plan = grouping::plan(problem);
    std::string kind = protocol::encode(session.kind);
    Expected expected{session.id,
                      kind.substr(1, kind.size() - 2),
                      session.policy.rooms,
                      session.policy.rounds.count,
                      session.policy.rounds.length.ms / 60'000,
                      plan.report,
                      {},
                      hard_to_match(offline, problem, plan),
                      outlook(offline, session, problem, plan)};
    for (const grouping::Room& room : plan.rooms) ++expected.rooms_by_size[room.people.size()];
    all.push_back(std::move(expected));
  }
  return all;
}

}  // namespace convene::cli

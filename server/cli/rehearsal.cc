#include "server/cli/rehearsal.h"

#include <utility>

#include "matcher/grouping/plan.h"
#include "protocol/encode.h"
#include "protocol/forms.h"
#include "server/cli/offline.h"

namespace convene::cli {

namespace {

/// Who sits in a room that says nothing about them: nothing but "anybody" in common in the tree that decides.
std::vector<HardToMatch> hard_to_match(const Offline& offline, const SessionDefinition& session,
                                       const grouping::Plan& plan) {
  std::vector<HardToMatch> hard;
  const auto name = [&](PersonId id) { return offline.profile(id).name; };
  const bool by_role = session.kind == SessionKind::role_alike;
  const bool by_region = session.kind == SessionKind::regional;
  const bool by_subject = session.kind == SessionKind::debrief;
  const std::string what = by_role ? "role" : by_region ? "region" : "session";
  for (const grouping::Unplaced& unplaced : plan.unplaced)
    hard.push_back({name(unplaced.person), "finds no room: " + std::string(protocol::encode(unplaced.why))});
  if (!by_role && !by_region && !by_subject) return hard;
  for (const grouping::Room& room : plan.rooms) {
    if ((by_role ? room.role : by_region ? room.region : room.subject) != grouping::root_node) continue;
    for (const PersonId id : room.people) {
      const grouping::Member& member = offline.state().index.members[id.value - 1];
      const auto node = by_role ? member.role : by_region ? member.region : offline.subject(session, id);
      const std::string none = by_subject ? "attended none of its sessions" : "gave no " + what;
      hard.push_back({name(id), node == grouping::root_node
                                    ? none
                                    : "sits with people of other " + what + "s: too few are near theirs"});
    }
  }
  return hard;
}

}  // namespace

std::vector<Expected> rehearse(EventLoad event, std::vector<Profile> people) {
  const Offline offline(std::move(event), std::move(people));
  std::vector<Expected> all;
  for (const SessionDefinition& session : offline.state().event.sessions) {
    if (!forms_rooms(session.kind)) continue;
    const grouping::Plan plan = grouping::plan(offline.problem(session, 1));
    std::string kind = protocol::encode(session.kind);
    Expected expected{session.id,
                      kind.substr(1, kind.size() - 2),
                      session.policy.rooms,
                      session.policy.rounds.count,
                      session.policy.rounds.length.ms / 60'000,
                      plan.report,
                      {},
                      hard_to_match(offline, session, plan)};
    for (const grouping::Room& room : plan.rooms) ++expected.rooms_by_size[room.people.size()];
    all.push_back(std::move(expected));
  }
  return all;
}

}  // namespace convene::cli

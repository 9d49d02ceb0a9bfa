// An event's files without a server: the core with the event and its roster loaded, everybody taken to come.
#pragma once

#include <string>
#include <vector>

#include "matcher/commands.h"
#include "matcher/engine.h"
#include "matcher/grouping/problem.h"
#include "matcher/state.h"

namespace convene::cli {

class Offline {
 public:
  /// Throws std::runtime_error if the files do not go together.
  Offline(EventLoad event, std::vector<Profile> people);

  const State& state() const { return engine_.state(); }

  /// The grouping of everybody who is neither staff nor an advisor as this session asks. Lives as long as this object
  /// does.
  grouping::Problem problem(const SessionDefinition& session, std::uint64_t seed) const;

  /// As the roster has it; its `key` is what the organiser's files call the person.
  const Profile& profile(PersonId person) const;

 private:
  /// What this person comes to a debrief for, in its tree.
  grouping::NodeIndex subject(const SessionDefinition& debrief, PersonId person) const;

  Engine engine_;
};

}  // namespace convene::cli

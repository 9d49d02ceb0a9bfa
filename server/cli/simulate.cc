// convene simulate: the crowd's passes come from the data folder's key; staff are left out.
#include <ostream>
#include <stdexcept>

#include "matcher/state.h"
#include "server/cli/commands.h"
#include "server/cli/files.h"
#include "server/swarm/crowd.h"

namespace convene::cli {

int run(const Simulate& command, const Outside& outside) {
  swarm::CrowdOptions options;
  options.url = command.url;
  options.event = event_id(command.event);
  options.session = command.session;
  options.seconds = command.seconds;
  options.seed = command.seed;
  options.arrive_seconds = command.arrive_seconds;
  const StoredEvent stored(command.data, options.event);
  if (!command.session.empty() && stored.state().find_session(command.session) < 0) {
    outside.err << "the event has no session \"" << protocol::shown(command.session) << "\"\n";
    return wrong_use;
  }
  for (const Person& person : stored.state().people)
    if (options.passes.size() < command.people && person.standing == Standing::in && !person.staff())
      options.passes.push_back(stored.pass(person));
  if (options.passes.size() < command.people)
    outside.err << "only " << options.passes.size() << " people are registered: the crowd is that many\n";
  if (options.passes.empty()) return no;
  try {
    const swarm::Observed seen = swarm::watch_crowd(options, outside.err);
    outside.out << (command.json ? swarm::to_json(seen) + "\n" : swarm::to_words(seen));
    return seen.broken.empty() && seen.greeted > 0 ? done : no;
  } catch (const std::invalid_argument& wrong) {
    outside.err << wrong.what() << '\n';
    return wrong_use;
  }
}

}  // namespace convene::cli

// convene serve: all files are checked before anything starts.
#include <ostream>

#include "protocol/rfc3339.h"
#include "server/cli/commands.h"
#include "server/cli/files.h"

namespace convene::cli {

namespace {

/// Without the words of the list, which are people's: what a server says at its start is kept in logs.
void print_places(std::ostream& to, const protocol::Faults& faults, const std::string& event,
                  const std::string& roster) {
  if (faults.empty()) return;
  for (const protocol::Fault& fault : faults.list()) {
    to << roster << ':' << fault.line << ':' << fault.column << ": " << fault.path << (fault.path.empty() ? "" : ": ")
       << fault.code << '\n';
  }
  if (faults.total() > faults.size()) to << roster << ": and " << faults.total() - faults.size() << " more faults\n";
  to << "what is wrong in words: convene check " << event << " --roster " << roster << '\n';
}

}  // namespace

int run(const Serve& command, const Outside& outside) {
  ServeOptions options = command.options;
  bool sound = true;
  const auto wrong = [&](const std::string& what) {
    outside.err << what << '\n';
    sound = false;
  };
  if (!command.at.empty()) {
    options.at = protocol::parse_rfc3339(command.at);
    if (!options.at) wrong("--at: \"" + protocol::shown(command.at) + "\" is no time; write 2021-07-27T12:59:00-04:00");
  }
  if (command.rosters.size() > options.event_files.size()) wrong("--roster: each one needs its own --event before it");
  for (std::size_t i = 0; i < options.event_files.size(); ++i) {
    protocol::Faults faults;
    const auto event = load_event(options.event_files[i], faults);
    print(outside.err, faults, options.event_files[i]);
    sound = sound && event;
    if (!event || i >= command.rosters.size()) continue;
    protocol::Faults in_roster;
    sound = load_roster(command.rosters[i], event->definition, in_roster) && sound;
    print_places(outside.err, in_roster, options.event_files[i], command.rosters[i]);
    options.rosters.push_back({event->definition.id, command.rosters[i]});
  }
  if (!sound) return wrong_use;
  options.read_roster = [](std::string_view text, const EventDefinition& event, protocol::Faults& faults) {
    auto roster = ops::read_roster(text, event, faults);
    return roster ? std::optional(std::move(roster->people)) : std::nullopt;
  };
  return outside.serve(options);
}

}  // namespace convene::cli

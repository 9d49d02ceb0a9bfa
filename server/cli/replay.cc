// convene replay: the event as it was after any record, and whether its records are what was written.
#include <nlohmann/json.hpp>
#include <ostream>

#include "matcher/view_builders.h"
#include "protocol/encode.h"
#include "protocol/names.h"
#include "server/cli/commands.h"
#include "server/cli/files.h"

namespace convene::cli {

namespace {

void tell(const State& state, std::ostream& out) {
  std::size_t in = 0;
  for (const Person& person : state.people) in += person.standing == Standing::in ? 1 : 0;
  out << in << " people in the event\n";
  for (std::size_t i = 0; i < state.sessions.size(); ++i) {
    const Session& session = state.sessions[i];
    out << session.definition.id << ": " << protocol::enum_name(session.state);
    if (session.round) {
      const Round& round = state.round(session.round);
      out << ", round " << round.number << " with " << round.rooms.size() << " rooms";
    }
    if (forms_rooms(session.definition.kind))
      out << ", " << state.index.seated[i] << " seated, " << state.index.lobbies[i].size() << " in the lobby";
    out << '\n';
  }
}

int verify(const Replay& command, const std::string& event, const Outside& outside) {
  const journal::Verdict verdict = verified(command.data, event);
  if (command.json)
    outside.out << nlohmann::ordered_json{{"event", event},
                                          {"sound", verdict.sound},
                                          {"records", verdict.last_seq},
                                          {"why", verdict.why}}
                       .dump(2)
                << '\n';
  else if (verdict.sound)
    outside.out << event << ": " << verdict.last_seq << " records, all as they were written\n";
  if (!verdict.sound) outside.err << verdict.why << '\n';
  return verdict.sound ? done : no;
}

}  // namespace

int run(const Replay& command, const Outside& outside) {
  const std::string event = event_id(command.event);
  if (command.verify)
    if (const int status = verify(command, event, outside); status != done || !command.to) return status;
  const StoredEvent stored(command.data, event, command.to);
  const std::uint64_t seq = stored.seq();
  if (command.to && seq != *command.to)
    return misused(outside,
                   "--to " + std::to_string(*command.to) + ": the event has " + std::to_string(seq) + " records");
  if (command.json && !command.verify) {
    outside.out << "{\"event\":" << nlohmann::json(event).dump() << ",\"seq\":" << seq
                << ",\"floor\":" << protocol::encode(floor_view(stored.state(), {})) << "}\n";
  } else if (!command.json) {
    outside.out << event << " after record " << seq << ": ";
    tell(stored.state(), outside.out);
  }
  return done;
}

}  // namespace convene::cli

// convene check: every fault at once; then, in words, what would happen.
#include <nlohmann/json.hpp>
#include <ostream>

#include "protocol/encode.h"
#include "server/cli/commands.h"
#include "server/cli/files.h"
#include "server/cli/rehearsal.h"

namespace convene::cli {

namespace {

using json = nlohmann::ordered_json;

constexpr std::size_t kNamed = 10;  // people named in words; all of them are in the JSON

struct Found {
  std::optional<protocol::EventFile> event;
  std::optional<ops::Roster> roster;
  protocol::Faults in_event;
  protocol::Faults in_roster;
  std::vector<Expected> expected;
};

Found look(const Check& command) {
  Found found;
  found.event = load_event(command.event, found.in_event);
  if (found.event && !command.roster.empty())
    found.roster = load_roster(command.roster, found.event->definition, found.in_roster);
  if (found.roster) found.expected = rehearse({found.event->definition, found.event->staff}, found.roster->people);
  return found;
}

json listed(const std::vector<protocol::Fault>& faults) { return json::parse(protocol::encode(faults)); }

json for_programs(const Check& command, const Found& found) {
  json out = {{"sound", found.event && (command.roster.empty() || found.roster)},
              {"event", {{"faults", listed(found.in_event.list())}}}};
  if (found.event) {
    out["event"]["id"] = found.event->definition.id;
    out["event"]["sessions"] = found.event->definition.sessions.size();
    out["event"]["warnings"] = listed(found.event->warnings);
  }
  if (command.roster.empty()) return out;
  out["roster"] = {{"faults", listed(found.in_roster.list())}};
  if (!found.roster) return out;
  out["roster"]["people"] = found.roster->people.size();
  out["roster"]["warnings"] = listed(found.roster->warnings);
  out["roster"]["bonds_to_nobody"] = bonds_to_nobody(found.roster->people);
  out["expected"] = json::array();
  for (const Expected& one : found.expected) {
    json session = {{"session", one.session}, {"kind", one.kind}, {"rounds", one.rounds}, {"minutes", one.minutes}};
    session["report"] = json::parse(protocol::encode(one.report));
    for (const auto& [size, rooms] : one.rooms_by_size) session["rooms_by_size"][std::to_string(size)] = rooms;
    session["hard_to_match"] = json::array();
    for (const HardToMatch& person : one.hard)
      session["hard_to_match"].push_back({{"name", person.name}, {"why", person.why}});
    session["outlook"] = json::parse(protocol::encode(one.outlook));
    out["expected"].push_back(std::move(session));
  }
  return out;
}

std::string percent(std::uint16_t permille) { return std::to_string(permille / 10) + " %"; }

void tell(std::ostream& out, const Expected& one, const EventDefinition& event) {
  out << "\n"
      << one.session << " (" << one.kind << "): " << one.rounds << (one.rounds == 1 ? " round" : " rounds") << " of "
      << one.minutes << " min, rooms of " << one.sizes.min << " to " << one.sizes.max << " people, " << one.sizes.ideal
      << " wanted\n";
  out << "  if everybody comes: " << one.report.people << " people in " << one.report.rooms
      << (one.report.rooms == 1 ? " room (" : " rooms (");
  bool first = true;
  for (const auto& [size, rooms] : one.rooms_by_size) {
    out << (first ? "" : ", ") << rooms << " of " << size;
    first = false;
  }
  out << ")\n";
  if (one.kind != "open")
    out << "  " << percent(one.report.same_primary_permille)
        << " have somebody of exactly their kind in the room; no grouping can do better than "
        << percent(one.report.achievable_permille) << '\n';
  if (one.report.under_min != 0)
    out << "  " << one.report.under_min
        << " rooms are smaller than the least size: the numbers do not divide otherwise\n";
  for (const std::string& sentence : in_words(one.outlook, event)) out << "  " << sentence << '\n';
  if (one.hard.empty()) return;
  out << "  " << one.hard.size() << (one.hard.size() == 1 ? " person is" : " people are") << " hard to match:\n";
  for (std::size_t i = 0; i < one.hard.size() && i < kNamed; ++i)
    out << "    " << one.hard[i].name << ' ' << one.hard[i].why << '\n';
  if (one.hard.size() > kNamed) out << "    and " << one.hard.size() - kNamed << " more (--json lists them all)\n";
}

void for_people(const Check& command, const Found& found, const Outside& outside) {
  print(outside.err, found.in_event, command.event);
  print(outside.err, found.in_roster, command.roster);
  if (!found.event) return;
  const EventDefinition& event = found.event->definition;
  for (const protocol::Fault& fault : found.event->warnings)
    outside.out << "note: " << protocol::to_text(fault, command.event) << '\n';
  outside.out << command.event << " is sound: " << event.sessions.size() << " sessions, " << found.event->staff.size()
              << " people of staff\n";
  if (!found.roster) return;
  for (const protocol::Fault& fault : found.roster->warnings)
    outside.out << "note: " << protocol::to_text(fault, command.roster) << '\n';
  outside.out << command.roster << " is sound: " << found.roster->people.size() << " people\n";
  if (const std::size_t lost = bonds_to_nobody(found.roster->people))
    outside.out << "keep_with and keep_apart name somebody who is not on the list " << lost
                << (lost == 1 ? " time\n" : " times\n");
  for (const Expected& one : found.expected) tell(outside.out, one, event);
}

}  // namespace

int run(const Check& command, const Outside& outside) {
  const Found found = look(command);
  if (command.json) {
    outside.out << for_programs(command, found).dump(2) << '\n';
  } else {
    for_people(command, found, outside);
  }
  return found.event && (command.roster.empty() || found.roster) ? done : no;
}

}  // namespace convene::cli

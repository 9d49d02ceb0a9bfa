// convene backup: a copy of the journal, made beside a running server.
#include <filesystem>
#include <nlohmann/json.hpp>
#include <ostream>

#include "server/cli/commands.h"
#include "server/cli/files.h"
#include "server/journal/sqlite.h"

namespace convene::cli {

int run(const Backup& command, const Outside& outside) {
  std::error_code error;
  if (!std::filesystem::exists(journal_path(command.data), error)) {
    outside.err << journal_path(command.data) << " is not there; is this the folder of `convene serve --data`?\n";
    return wrong_use;
  }
  if (std::filesystem::exists(command.to, error)) {
    outside.err << command.to << " is there already; name a new file\n";
    return wrong_use;
  }
  journal::back_up(journal_path(command.data), command.to);  // verified, or not there
  journal::SqliteOptions options;
  options.path = command.to;
  options.read_only = true;
  nlohmann::ordered_json events = nlohmann::ordered_json::array();
  for (const journal::EventHead& head : journal::open_sqlite(options)->events())
    events.push_back({{"event", head.event}, {"records", head.seq}, {"epoch", head.epoch}});
  if (command.json) outside.out << nlohmann::ordered_json{{"to", command.to}, {"events", events}}.dump(2) << '\n';
  if (!command.json)
    for (const auto& one : events)
      outside.out << one["event"].get_ref<const std::string&>() << ": " << one["records"] << " records, all verified\n";
  outside.err << "The key of the passes is not in the copy: keep " << command.data << "/pass.keys apart from it.\n";
  return done;
}

}  // namespace convene::cli

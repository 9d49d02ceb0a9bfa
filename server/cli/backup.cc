// convene backup: a copy of the journal, made beside a running server.
#include <filesystem>
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
  journal::SqliteOptions options;
  options.path = journal_path(command.data);
  options.read_only = true;
  const auto journal = journal::open_sqlite(options);
  journal->backup(command.to);
  std::filesystem::permissions(command.to, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  for (const journal::EventHead& head : journal->events())
    outside.out << head.event << ": " << head.seq << " records\n";
  outside.err << "The key of the passes is not in the copy: keep " << command.data << "/pass.keys apart from it.\n";
  return done;
}

}  // namespace convene::cli

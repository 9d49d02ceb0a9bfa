// Reading the journal's file, on a connection of its own, so that readers and the writer do not wait for each other.
// Everything that is read is checked. Internal to the SQLite journal. Threads: any; calls exclude each other, but no
// lock is held while a callback runs.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "server/journal/journal.h"
#include "server/journal/sqlite_db.h"

namespace convene::journal {

class Reader {
 public:
  Reader(std::string path, std::string vfs) : path_(std::move(path)), vfs_(std::move(vfs)) {}

  /// Lets go of the file; the next call opens it again.
  void close();

  std::vector<EventHead> events();
  /// Nothing for an event that is not there.
  std::optional<EventHead> head(const std::string& event);
  void read(const std::string& event, std::uint64_t from, const Journal::OnRecord& each);
  std::optional<Snapshot> load_snapshot(const std::string& event);
  void read_vault(const std::string& event, const Journal::OnVaultRow& each);
  std::optional<VaultRow> vault_entry(const std::string& event, std::uint64_t entry);
  std::optional<std::string> meta(const std::string& event, const std::string& key);
  Verdict verify(const std::string& event);

 private:
  struct Chunk;
  Database& db();
  std::uint64_t id_of(const std::string& event);
  Chunk records(const std::string& event, std::uint64_t from);
  std::vector<VaultRow> vault_rows(const std::string& event, std::uint64_t from, std::size_t limit);
  Damaged damaged(const std::string& event, std::uint64_t seq, const std::string& what) const;

  std::string path_;
  std::string vfs_;
  std::mutex mutex_;
  std::unique_ptr<Database> db_;  // opened at the first use
};

}  // namespace convene::journal

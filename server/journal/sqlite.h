// The embedded journal: one SQLite file, one writer thread, one fsync for whatever queued during the last one.
//
// How it keeps the contract
//   * WAL with synchronous=FULL and powersafe-overwrite off: a commit is in the log and synced before anybody is
//     answered, and a torn sector can only hit what was not yet answered.
//   * Group commit without a timer: the writer takes everything that is queued (of all events), writes it as one
//     transaction, commits, answers, and looks again. Alone, an append waits for one fsync; in a crowd, many share it.
//   * Any failed write, commit, sync or checkpoint takes the journal down; it is never retried as success, because
//   after a
//     failed fsync the kernel may call lost pages clean. recover() reopens the file, which rewrites the log's
//     content to the database and syncs that, and re-checks the tail.
//   * Reads are checked against the chain of hashes; vault rows and snapshots carry checksums.
//   * Erasing is: delete (secure_delete), then rewrite the vault's table into fresh pages, because B-tree splits leave
//   stale
//     copies of cells behind that secure_delete does not reach; then give pages back and truncate the log.
//     A crash in between is made up for at the next opening; a reader that is in the way of truncating is waited for,
//     over restarts, too, at the cost of 50 ms of the writer's time a second. Not reached: backups, and blocks of the
//     disk itself.
//   * `<file>.lock` is locked while the journal is open for writing, so that no second server writes to it. Opening
//     refuses a log (`<file>-wal`) that belongs to another file, for SQLite would play it onto this one: see FileLock
//     in sqlite_schema.h for what is told apart. The file and all beside it are made, and made again, mode 0600.
//
// Downsides: one writer thread for all events of the file; an erasure costs O(vault) and holds up commits for that long
// (about a second for 25 MB on a small, busy machine); the file must be on a local disk (WAL needs shared memory).
// Threads: any. `done` and followers run on the writer's thread. Opening throws Error.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "server/journal/journal.h"

namespace convene::journal {

struct SqliteOptions {
  std::string path;
  /// For tools beside a running server: no lock, no writer; appends answer `down`.
  bool read_only = false;
  /// Appends waiting beyond this are `refused`; bytes bound the memory they hold.
  std::size_t max_queued = 65'536;
  std::size_t max_queued_bytes = std::size_t{128} << 20;
  /// One transaction holds at most this much.
  std::size_t max_commit_appends = 4'096;
  std::size_t max_commit_bytes = std::size_t{32} << 20;
  /// The log is copied into the database beyond this many pages of 4 KiB.
  int checkpoint_pages = 2'000;
  /// SQLite VFS to use (tests inject faults there); empty: the system's.
  std::string vfs;
};

std::unique_ptr<Journal> open_sqlite(const SqliteOptions& options);

/// Journal::backup of the file at `from`, in use or not: also of one that cannot be opened for its damage.
void back_up(const std::string& from, const std::string& to, const std::string& vfs = {});

}  // namespace convene::journal

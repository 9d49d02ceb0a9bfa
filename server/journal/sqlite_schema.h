// The journal's file: how it is opened, what is in it, and which versions understand it.
// Internal to the SQLite journal.
//
//   store    (key, value)                     of the whole file: "restored", "scrub"
//   events   (id, name, epoch, seq, head)     seq and head: number and hash of the last record
//   records  (at, bytes, hash)                at = id << 40 | seq: an event's records lie together, in order
//   vault    (at, owner, salt, text, sum)     at = id << 40 | entry; sum over event, entry, owner, salt, text
//   snapshots(at, bytes, sum)                 at = id << 40 | seq
//   meta     (event, key, value)
//
// Names, keys and values are stored as blobs: they are compared byte by byte.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "server/journal/chain.h"
#include "server/journal/sqlite_db.h"

namespace convene::journal {

inline constexpr std::int64_t application_id = 0x436e766e;  // "Cnvn"
inline constexpr std::int64_t schema_version = 1;

/// Place of a row in records, vault and snapshots: the event's number, then the row's.
constexpr std::uint64_t row_at(std::uint64_t event_id, std::uint64_t number) { return event_id << 40 | number; }

Hash vault_sum(const std::string& event, const VaultRow& row);
Hash snapshot_sum(const std::string& event, std::uint64_t seq, const std::string& bytes);
/// A stored hash; all zero if it has not the right length.
Hash hash_from(std::string_view bytes);

/// Held while a journal is open for writing. Throws Error if another holds it, or if the log that stands beside the
/// journal is another file's (a backup was put in place, and the old log left). A copy that backup() made is known by
/// its header, however it came there; any other file by the lock's file, which keeps which one was opened last. Not
/// told from the right one: a plain copy of a journal that was in use once, written over the file, into it.
/// Takes other people's access to the journal's files away.
class FileLock {
 public:
  explicit FileLock(const std::string& journal_path);
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  void remember(const std::string& identity);

  int file_ = -1;
};

/// The writer's connection: makes the file if there is none, finishes what a crash or a restore left over. Throws Error
/// for a foreign, newer or damaged file.
std::unique_ptr<Database> open_writer(const std::string& path, const std::string& vfs);
/// Refuses the log of another file, as far as the header tells.
std::unique_ptr<Database> open_reader(const std::string& path, const std::string& vfs);

/// Rewrites the vault's table into fresh pages and gives free pages back. See sqlite.h, "Erasing". O(vault).
void scrub_vault(Database& db);

/// Copies the log into the database; `truncate` also empties the log's file and is false if a reader was in the way.
bool checkpoint(Database& db, bool truncate);

/// Syncs the folder of `path`, so that a new file's name survives a power cut.
void sync_folder(const std::string& path);

/// What backup() does: an online copy that knows that it is one, at a path where nothing is yet. It gets its name only
/// after `verify` looked at it under another, in the same folder. If that, or SQLite, says Damaged, what was copied is
/// called `<path>.damaged`, unless there is such a file; if anything else fails, nothing is left behind. Works where a
/// file system has no hard links. Throws Error.
void copy_journal(const std::string& from, const std::string& vfs, const std::string& path,
                  const std::function<void(const std::string&)>& verify);

}  // namespace convene::journal

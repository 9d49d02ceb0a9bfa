#include "server/journal/sqlite_schema.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <vector>

namespace convene::journal {
namespace {

std::string create_vault(std::string_view name) {
  std::string sql = "CREATE TABLE ";
  sql += name;
  sql += "(at INTEGER PRIMARY KEY, owner INTEGER NOT NULL, salt BLOB, text BLOB, sum BLOB)";
  return sql;
}

std::string system_reason() { return std::strerror(errno); }

void create(Database& db) {
  db.run("PRAGMA page_size=4096");
  db.run("PRAGMA auto_vacuum=INCREMENTAL");
  Transaction transaction(db);
  db.run("CREATE TABLE store(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID");
  db.run(
      "CREATE TABLE events(id INTEGER PRIMARY KEY AUTOINCREMENT, name BLOB UNIQUE, epoch TEXT, seq INTEGER, head "
      "BLOB)");
  db.run("CREATE TABLE records(at INTEGER PRIMARY KEY, bytes BLOB, hash BLOB)");
  db.run(create_vault("vault"));
  db.run("CREATE TABLE snapshots(at INTEGER PRIMARY KEY, bytes BLOB, sum BLOB)");
  db.run("CREATE TABLE meta(event INTEGER, key BLOB, value BLOB, PRIMARY KEY(event, key)) WITHOUT ROWID");
  db.run("PRAGMA application_id=" + std::to_string(application_id));
  db.run("PRAGMA user_version=" + std::to_string(schema_version));
  transaction.commit();
}

/// True if it is ours and of our version; false if it is empty.
bool recognise(Database& db) {
  if (db.number("SELECT count(*) FROM sqlite_schema") == 0) return false;
  const auto where = "journal " + db.path() + ": ";
  if (db.number("PRAGMA application_id") != application_id)
    throw Error(where + "this SQLite file belongs to another program; name another file");
  if (const auto version = db.number("PRAGMA user_version"); version > schema_version)
    throw Error(where + "written by a newer convene (format " + std::to_string(version) + ", this one knows up to " +
                std::to_string(schema_version) + "); run the newer version");
  return true;
}

void give_new_epochs(Database& db) {
  Transaction transaction(db);
  std::vector<std::uint64_t> ids;
  for (auto all = db.prepare("SELECT id FROM events"); all.step();) ids.push_back(all.number(0));
  auto update = db.prepare("UPDATE events SET epoch=? WHERE id=?");
  for (const auto id : ids) update(random_hex(8), id).run();
  db.run("DELETE FROM store WHERE key='restored'");
  transaction.commit();
}

/// Words of people are inside: nobody else on the machine may read them. SQLite gives the log the same mode.
void make_private(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file >= 0) ::close(file);
}

bool flagged(Database& db, const std::string& key) {
  return db.number("SELECT count(*) FROM store WHERE key='" + key + "'") != 0;
}

void copy_pages(Database& source, Database& target) {
  auto* running = sqlite3_backup_init(target.raw(), "main", source.raw(), "main");
  if (!running) target.check(sqlite3_errcode(target.raw()), "starting the backup");
  const int copied = sqlite3_backup_step(running, -1);
  const int finished = sqlite3_backup_finish(running);
  target.check(copied == SQLITE_DONE ? finished : copied, "copying the journal");
}

}  // namespace

Hash vault_sum(const std::string& event, const VaultRow& row) {
  return checksum({event, std::to_string(row.entry), std::to_string(row.owner), row.salt, row.text});
}

Hash snapshot_sum(const std::string& event, std::uint64_t seq, const std::string& bytes) {
  return checksum({event, std::to_string(seq), bytes});
}

Hash hash_from(std::string_view bytes) {
  Hash hash{};
  if (bytes.size() == hash.size())
    std::transform(bytes.begin(), bytes.end(), hash.begin(), [](char c) { return static_cast<unsigned char>(c); });
  return hash;
}

namespace {

/// Which file it is that bears this name: another one made in its place is not the same, though its inode may be. Empty
/// where the file system does not know when a file was made: an inode alone says nothing, they are used again.
std::string identity_of(const std::string& path) {
  constexpr unsigned wanted = STATX_INO | STATX_BTIME;
  struct statx now {};
  if (::statx(AT_FDCWD, path.c_str(), 0, wanted, &now) != 0 || (now.stx_mask & wanted) != wanted) return {};
  return std::to_string(now.stx_ino) + ' ' + std::to_string(now.stx_btime.tv_sec) + '.' +
         std::to_string(now.stx_btime.tv_nsec) + '\n';
}

std::string contents(int file) {
  std::string text(128, '\0');
  const auto size = ::pread(file, text.data(), text.size(), 0);
  text.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
  return text;
}

/// A log stands beside the file at `path`. Asked before the file is looked at: a server that is just starting marks its
/// file first, and begins a log then.
bool has_log(const std::string& path) {
  std::error_code none;
  const auto size = std::filesystem::file_size(path + "-wal", none);
  return !none && size != 0;
}

constexpr std::size_t header_bytes = 20;

/// The file as it stands, without its log, never had one: a backup says so in its header (the versions at 18 and 19 of
/// SQLite's file format), and whoever opens it for writing changes that before there is a log. An empty file has none
/// either, and SQLite would delete the log. Half-written headers are none of these, and what the log is for.
bool never_had_log(std::string_view header) {
  using namespace std::string_view_literals;
  if (header.empty()) return true;
  return header.size() == header_bytes && header.starts_with("SQLite format 3\0"sv) && header[18] == 1 &&
         header[19] == 1;
}

[[noreturn]] void refuse_log(const std::string& path, const std::string& otherwise) {
  throw Error("journal " + path + ": it is not the file that " + path +
              "-wal belongs to. If a backup was put in place, move " + path + "-wal and " + path +
              "-shm elsewhere: what they hold is of the file that went. " + otherwise);
}

/// SQLite would play a log that was left behind onto whatever file stands beside it.
void refuse_log_of_another_file(const std::string& path, bool log, std::string_view header) {
  if (log && never_had_log(header))
    refuse_log(path, "If the journal itself is gone, keep what is left and restore the newest backup");
}

/// To be asked before this process has a connection to the file: see Database::first_bytes.
void refuse_log_of_another_file_before(const std::string& path, const std::string& last_opened) {
  const bool log = has_log(path);
  std::string header(header_bytes, '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(header.data(), header_bytes);
  header.resize(static_cast<std::size_t>(file.gcount()));
  refuse_log_of_another_file(path, log, header);
  if (!log || last_opened.empty()) return;
  if (const std::string now = identity_of(path); !now.empty() && now != last_opened)
    refuse_log(path,
               "If nothing was put in place of anything, but all of the folder was copied, moved or restored "
               "together, remove " +
                   path + ".lock instead");
}

/// A backup that was put in place has the mode that copying gave it. Where modes cannot be changed, they stay.
void tighten(const std::string& path) {
  for (const auto* suffix : {"", "-wal", "-shm", ".lock"}) {
    const auto file = path + suffix;
    struct stat found {};
    if (::stat(file.c_str(), &found) == 0 && (found.st_mode & 077) != 0) ::chmod(file.c_str(), 0600);
  }
}

}  // namespace

FileLock::FileLock(const std::string& journal_path) {
  const auto path = journal_path + ".lock";
  file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file_ < 0)
    throw Error("journal " + journal_path + ": cannot open " + path + ": " + system_reason() +
                "; check that the folder exists and may be written");
  if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
    ::close(file_);
    throw Error("journal " + journal_path + ": another convene has it open (" + path +
                " is locked); stop that server or name another journal");
  }
  try {
    refuse_log_of_another_file_before(journal_path, contents(file_));
    make_private(journal_path);
    tighten(journal_path);
  } catch (...) {
    ::close(file_);
    throw;
  }
  remember(identity_of(journal_path));
}

/// On the disk before there is a log: what a power cut left of the last opening would accuse the right file. Where it
/// cannot be written, a foreign log is not found out; nothing else depends on it.
void FileLock::remember(const std::string& identity) {
  if (identity == contents(file_) || ::ftruncate(file_, 0) != 0) return;
  const auto written = ::pwrite(file_, identity.data(), identity.size(), 0);
  if (written != static_cast<ssize_t>(identity.size()) || ::fdatasync(file_) != 0) {
    [[maybe_unused]] const int emptied = ::ftruncate(file_, 0);
  }
}

FileLock::~FileLock() { ::close(file_); }

std::unique_ptr<Database> open_writer(const std::string& path, const std::string& vfs) {
  make_private(path);
  auto db = std::make_unique<Database>(path, Database::Access::write, vfs);
  db->run("PRAGMA synchronous=FULL");
  db->run("PRAGMA secure_delete=ON");
  db->run("PRAGMA temp_store=MEMORY");
  db->run("PRAGMA cell_size_check=ON");
  db->run("PRAGMA trusted_schema=OFF");
  if (!recognise(*db)) create(*db);
  db->run("PRAGMA journal_mode=WAL");
  db->run("PRAGMA wal_autocheckpoint=0");  // the writer does it, and looks at the result
  sync_folder(path);
  if (flagged(*db, "restored")) give_new_epochs(*db);
  if (flagged(*db, "scrub")) scrub_vault(*db);
  return db;
}

namespace {

void require_ours(Database& db) {
  if (!recognise(db)) throw Error("journal " + db.path() + ": the file is empty; check the path");
}

std::unique_ptr<Database> open_unread(const std::string& path, const std::string& vfs) {
  const bool log = has_log(path);
  std::error_code none;
  if (!std::filesystem::exists(path, none)) refuse_log_of_another_file(path, log, {});
  auto db = std::make_unique<Database>(path, Database::Access::read, vfs);
  refuse_log_of_another_file(path, log, db->first_bytes(header_bytes));
  return db;
}

}  // namespace

std::unique_ptr<Database> open_reader(const std::string& path, const std::string& vfs) {
  auto db = open_unread(path, vfs);
  require_ours(*db);
  return db;
}

void scrub_vault(Database& db) {
  Transaction transaction(db);
  db.run(create_vault("fresh"));
  db.run("INSERT INTO fresh SELECT at, owner, salt, text, sum FROM vault ORDER BY at");
  db.run("DROP TABLE vault");
  db.run("ALTER TABLE fresh RENAME TO vault");
  db.run("DELETE FROM store WHERE key='scrub'");
  db.run("PRAGMA incremental_vacuum");
  transaction.commit();
}

bool checkpoint(Database& db, bool truncate) {
  const int mode = truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
  // Only a reader can be in the way; the writer has better to do than to wait for it.
  sqlite3_busy_timeout(db.raw(), 50);
  const int code = sqlite3_wal_checkpoint_v2(db.raw(), "main", mode, nullptr, nullptr);
  sqlite3_busy_timeout(db.raw(), lock_patience_ms);
  if ((code & 0xff) == SQLITE_BUSY) return false;
  db.check(code, "copying the log into the database");
  return true;
}

void sync_folder(const std::string& path) {
  auto folder = std::filesystem::path(path).parent_path();
  if (folder.empty()) folder = ".";
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  // Some file systems know no syncing of folders, and say EINVAL.
  const bool synced = file >= 0 && (::fsync(file) == 0 || errno == EINVAL);
  const auto reason = synced ? std::string() : system_reason();
  if (file >= 0) ::close(file);
  if (!synced)
    throw Error("journal " + path + ": cannot sync its folder: " + reason + "; check the disk and the mount");
}

namespace {

/// A file that appeared at `path` meanwhile is not overwritten: linked, not renamed; or, where a file system knows no
/// second names, renamed unless there is one; or, where it knows not even that, renamed over an empty one of ours.
/// False, with errno, if it has not got the name; then there is nothing of ours at `path`.
bool give_name(const std::string& part, const std::string& path) {
  if (::link(part.c_str(), path.c_str()) == 0) {
    ::unlink(part.c_str());
    return true;
  }
  if (errno == EEXIST) return false;
  if (::renameat2(AT_FDCWD, part.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE) == 0) return true;
  if (errno == EEXIST) return false;
  const int mine = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (mine < 0) return false;
  ::close(mine);
  if (::rename(part.c_str(), path.c_str()) == 0) return true;
  const int why = errno;
  ::unlink(path.c_str());
  errno = why;
  return false;
}

void copy_into(Database& source, const std::string& part) {
  Database target(part, Database::Access::write, {});
  copy_pages(source, target);
  target.run("PRAGMA journal_mode=DELETE");  // one file, complete in itself
  target.run("PRAGMA synchronous=EXTRA");
  target.run("INSERT OR REPLACE INTO store VALUES('restored', 'yes')");
  auto check = target.prepare("PRAGMA quick_check(1)");
  if (check.step() && check.view(0) != "ok")
    throw Damaged("journal " + source.path() + " is damaged: " + check.bytes(0) +
                      "; keep a copy of the file and restore the newest backup",
                  0);
}

/// Of a damaged journal, what could be copied: other events in it are sound, and it may be all that there is soon.
[[noreturn]] void keep_damaged(const Damaged& damage, const std::string& part, const std::string& path) {
  const auto kept = path + ".damaged";
  std::error_code none;
  const auto size = std::filesystem::file_size(part, none);
  if (none || size == 0) throw Damaged(damage.what() + std::string("\nNothing could be copied"), damage.seq);
  const bool named = give_name(part, kept);
  // The news is the damage, whatever becomes of the name in a power cut.
  try {
    if (named) sync_folder(kept);
  } catch (const Error&) {}
  throw Damaged(damage.what() + (named ? "\nWhat could be copied is " + kept + "; it is no backup"
                                       : "\nNo copy was kept: " + kept + ": " + system_reason()),
                damage.seq);
}

}  // namespace

void copy_journal(const std::string& from, const std::string& vfs, const std::string& path,
                  const std::function<void(const std::string&)>& verify) {
  namespace fs = std::filesystem;
  const auto refuse = [&](const std::string& why) { throw Error("backup " + path + ": " + why); };
  // What cannot be found out, a name that is too long say, opening says better.
  std::error_code unknown;
  if (fs::exists(fs::symlink_status(path, unknown))) refuse("there is a file already; name another, or move it away");
  const auto source = open_unread(from, vfs);
  std::optional<Damaged> unreadable;
  try {
    require_ours(*source);
  } catch (const Damaged& damage) { unreadable = damage; }
  const auto part = path + ".part-" + random_hex(4);  // of this copy only: whatever else stands there is not touched
  const int file = ::open(part.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) refuse(system_reason() + "; check that the folder exists and may be written");
  ::close(file);
  bool named = false;
  try {
    try {
      copy_into(*source, part);
      if (unreadable) throw Damaged(*unreadable);
      verify(part);
    } catch (const Damaged& damage) { keep_damaged(damage, part, path); }
    named = give_name(part, path);
    if (!named) refuse(system_reason() + "; name another file");
    sync_folder(path);
  } catch (...) {
    std::error_code ignored;
    for (const auto* suffix : {"", "-wal", "-shm", "-journal"}) fs::remove(part + suffix, ignored);
    if (named) fs::remove(path, ignored);
    throw;
  }
}

}  // namespace convene::journal

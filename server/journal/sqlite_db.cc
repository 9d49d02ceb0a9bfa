#include "server/journal/sqlite_db.h"

#include <algorithm>
#include <cctype>

#include "server/journal/chain.h"

namespace convene::journal {
namespace {

/// What an operator can do about it.
std::string_view remedy(int extended_code) {
  switch (extended_code & 0xff) {
    case SQLITE_FULL: return "the disk (or its quota) is full: free space, then recover the journal";
    case SQLITE_IOERR:
      return "the disk failed: look at the kernel's log, replace it if need be, then recover the journal";
    case SQLITE_CORRUPT: return "the file is damaged: keep a copy and restore the newest backup";
    case SQLITE_NOTADB:
      return "the file is not a journal, or its beginning is damaged: check the path, or restore a backup";
    case SQLITE_READONLY: return "the file cannot be written: check its owner, its mode and the mount";
    case SQLITE_CANTOPEN: return "the file cannot be opened: check that the folder exists and may be written";
    case SQLITE_BUSY: return "somebody else uses the file: stop the other program";
    case SQLITE_NOMEM: return "memory ran out";
    default: return "see https://www.sqlite.org/rescode.html";
  }
}

std::string explain(const std::string& path, std::string_view doing, sqlite3* handle, int code) {
  const auto extended = handle && (code & 0xff) == code ? sqlite3_extended_errcode(handle) : code;
  std::string text = "journal " + path + ": " + std::string(doing) + " failed: ";
  text += handle ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
  text += " (" + std::string(sqlite3_errstr(extended)) + ", code " + std::to_string(extended) + "); ";
  return text + std::string(remedy(extended));
}

/// The path as SQLite's URI. Powersafe overwrite is off: a sector that is being written when the power goes may become
/// garbage, so commits are padded and such a sector holds nothing that was acknowledged before.
std::string uri_of(const std::string& path) {
  std::string uri = "file:";
  for (const char c : path) {
    const bool plain = std::isalnum(static_cast<unsigned char>(c)) || c == '/' || c == '.' || c == '-' || c == '_';
    uri += plain ? std::string(1, c) : '%' + hex({&c, 1});
  }
  return uri + "?psow=0";
}

}  // namespace

Database::Database(const std::string& path, Access access, const std::string& vfs) : path_(path) {
  const int how = access == Access::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(uri_of(path).c_str(), &opened, how | SQLITE_OPEN_URI | SQLITE_OPEN_FULLMUTEX,
                                   vfs.empty() ? nullptr : vfs.c_str());
  handle_.reset(opened);
  check(code, "opening");
  sqlite3_extended_result_codes(opened, 1);
  sqlite3_busy_timeout(opened, lock_patience_ms);
}

std::string Database::first_bytes(std::size_t most) {
  sqlite3_file* file = nullptr;
  check(sqlite3_file_control(raw(), "main", SQLITE_FCNTL_FILE_POINTER, &file), "looking at the file");
  sqlite3_int64 size = 0;
  if (!file || !file->pMethods) return {};
  check(file->pMethods->xFileSize(file, &size), "looking at the file's size");
  std::string bytes(std::min(most, static_cast<std::size_t>(size)), '\0');
  if (!bytes.empty())
    check(file->pMethods->xRead(file, bytes.data(), static_cast<int>(bytes.size()), 0), "reading the file's header");
  return bytes;
}

void Database::run(const std::string& sql) {
  check(sqlite3_exec(raw(), sql.c_str(), nullptr, nullptr, nullptr), sql.substr(0, sql.find('(')));
}

std::int64_t Database::number(const std::string& sql) {
  auto statement = prepare(sql);
  return statement.step() ? static_cast<std::int64_t>(statement.number(0)) : 0;
}

Statement Database::prepare(std::string_view sql) { return {*this, sql}; }

bool Database::in_transaction() const { return sqlite3_get_autocommit(raw()) == 0; }

void Database::check(int code, std::string_view doing) const {
  if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
  const auto text = explain(path_, doing, raw(), code);
  const auto primary = code & 0xff;
  if (primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB) throw Damaged(text, 0);
  throw SqliteError(text, code);
}

Statement::Statement(const Database& db, std::string_view sql) : db_(&db) {
  sqlite3_stmt* made = nullptr;
  const int code =
      sqlite3_prepare_v3(db.raw(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &made, nullptr);
  handle_.reset(made);
  db.check(code, "preparing '" + std::string(sql) + "'");
}

bool Statement::step() {
  const int code = sqlite3_step(handle_.get());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) {
    const auto doing = std::string(sqlite3_sql(handle_.get()));
    try {
      db_->check(code, doing.substr(0, doing.find('(')));
    } catch (...) {
      sqlite3_reset(handle_.get());
      throw;
    }
  }
  sqlite3_reset(handle_.get());
  return false;
}

void Statement::reset() { sqlite3_reset(handle_.get()); }

std::uint64_t Statement::number(int column) const {
  return static_cast<std::uint64_t>(sqlite3_column_int64(handle_.get(), column));
}

std::string_view Statement::view(int column) const {
  const auto* start = static_cast<const char*>(sqlite3_column_blob(handle_.get(), column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column));
  return start ? std::string_view(start, size) : std::string_view();
}

void Statement::bind(int at, std::uint64_t value) {
  db_->check(sqlite3_bind_int64(handle_.get(), at, static_cast<sqlite3_int64>(value)), "binding a number");
}

void Statement::bind(int at, std::string_view bytes) {
  // A null pointer would bind NULL, which is not the empty string.
  const auto* start = bytes.data() ? bytes.data() : "";
  db_->check(sqlite3_bind_blob64(handle_.get(), at, start, bytes.size(), SQLITE_STATIC), "binding bytes");
}

Transaction::~Transaction() {
  // After some errors SQLite has rolled back by itself; a failing rollback leaves the journal down, which is found at
  // the next use.
  if (db_.in_transaction()) sqlite3_exec(db_.raw(), "ROLLBACK", nullptr, nullptr, nullptr);
}

}  // namespace convene::journal

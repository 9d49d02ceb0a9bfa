// SQLite's C interface with lifetimes and errors: one connection, and statements that reset themselves.
// Internal to the SQLite journal. A connection and its statements belong to one thread at a time.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "server/journal/journal.h"

namespace convene::journal {

/// How long a connection waits for somebody else's lock.
inline constexpr int lock_patience_ms = 5'000;

/// A failed SQLite call; the text names the file, what was tried, SQLite's reason and the remedy.
class SqliteError : public Error {
 public:
  SqliteError(const std::string& what, int extended_code) : Error(what), code(extended_code) {}
  int code;
};

class Statement;

class Database {
 public:
  enum class Access { read, write };

  /// `vfs`: empty for the system's.
  Database(const std::string& path, Access access, const std::string& vfs);

  void run(const std::string& sql);
  /// First column of the first row.
  std::int64_t number(const std::string& sql);
  Statement prepare(std::string_view sql);
  bool in_transaction() const;
  sqlite3* raw() const { return handle_.get(); }
  const std::string& path() const { return path_; }

  /// The first bytes of the file, fewer where it is shorter, as the operating system has them: without the log, and
  /// before SQLite looked at either. Never by a descriptor of one's own: closing that would end the locks of all
  /// connections of this process to the file (POSIX; "How To Corrupt An SQLite Database File", 2.2).
  std::string first_bytes(std::size_t most);

  /// Throws what SQLite's result `code` means, unless it means success.
  void check(int code, std::string_view doing) const;

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };
  std::string path_;
  std::unique_ptr<sqlite3, Close> handle_;
};

class Statement {
 public:
  Statement(const Database& db, std::string_view sql);

  /// Binds the values in order and starts over. Text and bytes must stay alive until the next call.
  template <class... Values>
  Statement& operator()(const Values&... values) {
    reset();
    [[maybe_unused]] int at = 0;
    (bind(++at, values), ...);
    return *this;
  }

  /// True if there is a row to read. Without one, the statement is finished and holds no lock.
  bool step();
  /// Runs to the end.
  void run() {
    while (step()) {}
  }
  void reset();

  std::uint64_t number(int column) const;
  std::string bytes(int column) const { return std::string(view(column)); }
  /// Valid until the next step.
  std::string_view view(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }
  };
  void bind(int at, std::uint64_t value);
  void bind(int at, std::string_view bytes);

  const Database* db_;
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

/// A transaction that rolls back unless it was committed.
class Transaction {
 public:
  explicit Transaction(Database& db) : db_(db) { db_.run("BEGIN IMMEDIATE"); }
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit() { db_.run("COMMIT"); }

 private:
  Database& db_;
};

}  // namespace convene::journal

// Every kind of journal behind one face, for the contract suite.
#pragma once

#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>

#include "server/journal/faulty.h"
#include "server/journal/memory.h"
#include "server/journal/sqlite.h"

namespace convene::journal {

/// A folder of its own, gone with the object. In memory where the machine has such a place: what these tests ask of a
/// disk they ask of a recorded one.
class Folder {
 public:
  Folder() {
    const std::filesystem::path memory = "/dev/shm";
    const auto where = ::access(memory.c_str(), W_OK) == 0 ? memory : std::filesystem::temp_directory_path();
    std::string pattern = (where / "convene-journal-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

/// Changes a journal's file from outside. Nobody else may have it open.
inline void tamper(const std::string& path, const std::string& sql) {
  sqlite3* db = nullptr;
  if (sqlite3_open(path.c_str(), &db) != SQLITE_OK ||
      sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    throw std::runtime_error("tampering failed: " + std::string(sqlite3_errmsg(db)));
  sqlite3_close(db);
}

class Backend {
 public:
  virtual ~Backend() = default;
  virtual Journal& journal() = 0;
  /// The process ends in order, and another opens the journal.
  virtual void reopen() = 0;
  /// Turns over a bit of a stored record of the only event.
  virtual void damage(std::uint64_t seq) = 0;
  /// Answers come from any thread's calls.
  virtual bool threads() const { return true; }
};

class MemoryBackend : public Backend {
 public:
  Journal& journal() override { return journal_; }
  void reopen() override { journal_.crash(); }
  void damage(std::uint64_t seq) override {
    for (const auto& head : journal_.events()) journal_.damage(head.event, seq);
  }

 protected:
  MemoryJournal journal_;
};

class FaultyBackend final : public MemoryBackend {
 public:
  Journal& journal() override { return faulty_; }
  bool threads() const override { return false; }

 private:
  FaultyJournal faulty_{journal_, FaultPlan{}};
};

class SqliteBackend final : public Backend {
 public:
  SqliteBackend() { reopen(); }
  Journal& journal() override { return *journal_; }
  void reopen() override {
    journal_.reset();
    SqliteOptions options;
    options.path = folder_.file("event.db");
    journal_ = open_sqlite(options);
  }
  void damage(std::uint64_t seq) override {
    journal_.reset();
    tamper(folder_.file("event.db"),
           "UPDATE records SET bytes = CAST(X'7e' || substr(bytes, 2) AS BLOB) WHERE at & 1099511627775 = " +
               std::to_string(seq));
    reopen();
  }

 private:
  Folder folder_;
  std::unique_ptr<Journal> journal_;
};

}  // namespace convene::journal

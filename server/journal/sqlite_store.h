// Writing to the journal's file: what an operation does inside a transaction. No threads, no waiting, no answers: those
// are the journal's (sqlite.cc). Internal to the SQLite journal; used by its writer's thread only.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "server/journal/chain.h"
#include "server/journal/journal.h"
#include "server/journal/sqlite_db.h"

namespace convene::journal {

struct Head {
  std::uint64_t id = 0;
  std::uint64_t seq = 0;
  Hash hash{};
  std::string epoch;
  std::string damage;  // why the event cannot be continued; else empty
};

class Store {
 public:
  /// Opens for writing, moves the log into the database, checks the last record of every event. Throws Error; with
  /// `insist`, also if a reader keeps the log from being moved.
  Store(const std::string& path, const std::string& vfs, bool insist);

  void begin();
  void commit();
  /// Rolls back what was begun, if anything.
  void abandon();

  // Inside a transaction. Throw Error if the file cannot be written.

  AppendResult append(const std::string& event, std::uint64_t expected_seq, const Batch& batch);
  AppendResult save_snapshot(const std::string& event, std::uint64_t seq, const std::string& bytes);
  const Head& ensure(const std::string& event);
  void put_meta(const std::string& event, const std::string& key, const std::string& value);
  /// False if there is no such event.
  bool forget(const std::string& event);

  /// Last record, of the transaction if one is open; 0 for an unknown event.
  std::uint64_t last_seq(const std::string& event) const;

  using Time = std::chrono::steady_clock::time_point;
  static constexpr Time last_chance = Time::max();  // of maintain(), before the file is closed

  /// After commits: wipes erased words, keeps the log short. Throws Error. O(vault) after an erasure. A reader that is
  /// in the way of emptying the log costs one wait of at most 50 ms a second, however many commits there are; what is
  /// due stays due until it is done, over a restart, too.
  void maintain(bool may_scrub, int checkpoint_pages, Time now);
  /// Erased words have still to be written over.
  bool scrubbing() const { return scrub_due_; }
  /// Erased words have still to be wiped from the file.
  bool erasing() const { return scrub_due_ || truncate_due_; }

 private:
  struct Statements {
    explicit Statements(Database& db);
    Statement add_event, set_head, add_record, put_row, erase_owner, erase_entry, put_snapshot, drop_snapshots,
        put_meta, drop_meta, flag;
  };

  void load_heads();
  std::string tail_fault(const std::string& event, const Head& head);
  const Head* find(const std::string& event) const;
  void write(const std::string& event, Head& head, const Batch& batch);

  std::unique_ptr<Database> db_;
  std::optional<Statements> run_;
  std::optional<Transaction> transaction_;
  std::map<std::string, Head> heads_;                   // as committed
  std::map<std::string, std::optional<Head>> touched_;  // by the open transaction; empty: forgotten
  bool erased_ = false;                                 // by the open transaction
  bool scrub_due_ = false;
  bool truncate_due_ = false;
  Time truncate_not_before_;
  int log_pages_ = 0;
  int copied_at_ = 0;  // how many there were when they were last copied into the database
};

}  // namespace convene::journal

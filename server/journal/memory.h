// A journal in memory: the full contract without a disk, for tests, rehearsals and the deterministic simulation.
//
// `immediate`: an append is durable, and answered, before the call returns. `pumped`: it waits until pump(), so that
// a simulation decides when something becomes durable. The object stands for the disk: crash() is the death of the
// process that used it, after which the next one uses the same object. Waiting appends are what the disk never saw.
//
// Threads: any; calls exclude each other, and `done` and followers run inside the call that completes the append.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>

#include "server/journal/journal.h"

namespace convene::journal {

struct MemoryOptions {
  bool pumped = false;
  /// Epochs come from this seed, so that a simulation repeats; otherwise they are random.
  std::optional<std::uint64_t> epoch_seed;
};

class MemoryJournal final : public Journal {
 public:
  static constexpr std::size_t everything = std::numeric_limits<std::size_t>::max();

  explicit MemoryJournal(MemoryOptions options = {});
  ~MemoryJournal() override;

  void append(std::string event, std::uint64_t expected_seq, Batch batch, Done done) override;
  void save_snapshot(std::string event, std::uint64_t seq, std::string bytes, Done done) override;
  std::vector<EventHead> events() override;
  std::uint64_t last_seq(const std::string& event) override;
  std::string epoch(const std::string& event) override;
  void read(const std::string& event, std::uint64_t from, const OnRecord& each) override;
  std::optional<Snapshot> load_snapshot(const std::string& event) override;
  void read_vault(const std::string& event, const OnVaultRow& each) override;
  std::optional<VaultRow> vault_entry(const std::string& event, std::uint64_t entry) override;
  void put_meta(const std::string& event, const std::string& key, const std::string& value) override;
  std::optional<std::string> meta(const std::string& event, const std::string& key) override;
  Verdict verify(const std::string& event) override;
  std::unique_ptr<Following> follow(const std::string& event, std::uint64_t from, OnBatch each) override;
  void forget(const std::string& event) override;
  /// Writes what a SqliteJournal opens.
  void backup(const std::string& path) override;
  Status status() override;
  bool recover() override;

  // The simulation's side.

  /// Makes the oldest `count` waiting operations durable and answers them; returns how many there were.
  std::size_t pump(std::size_t count = everything);
  std::size_t waiting() const;

  /// The process dies: nobody is answered any more and followers are gone. The oldest `survivors` waiting operations
  /// had reached the disk, only their answers are lost; the others never happened. A journal that was down is up again.
  void crash(std::size_t survivors = 0);

  /// Goes down, as after a failed fsync: the oldest `survivors` waiting operations are durable, all are answered
  /// `down`.
  void fail(const std::string& why, std::size_t survivors = 0);

  /// Turns over a bit of a stored record, as a bad disk would. False if there is no such byte.
  bool damage(const std::string& event, std::uint64_t seq, std::size_t byte = 0);

 private:
  struct Disk;
  std::unique_ptr<Disk> disk_;
};

}  // namespace convene::journal

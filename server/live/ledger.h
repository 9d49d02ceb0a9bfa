// The engine and its journal, in step: what is decided is gathered into a batch, the batch is made durable, and after
// any doubt the engine is built anew from what is. Thread: the shard's.
#pragma once

#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "matcher/engine.h"
#include "protocol/seals.h"
#include "server/journal/journal.h"
#include "server/live/clock.h"

namespace convene::live {

/// Durable facts that do not apply, or cannot be read: this event must not go on.
class Unsound : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class Ledger {
 public:
  Ledger(std::string event, journal::Journal& journal, Entropy& entropy);

  /// Builds the engine from the newest snapshot and the records after it; what was gathered is forgotten. Blocks.
  /// Throws Unsound, or journal::Error if the journal cannot be read.
  /// `until`, for tools that only read: as it was after this record, if there are so many.
  void recover(std::optional<std::uint64_t> until = {});

  /// Decides, and gathers the record if there is one. Throws BrokenInvariant: then only recover() may follow.
  Outcome decide(const Request& request);
  bool gathered() const { return !batch_.records.empty(); }
  std::size_t gathered_bytes() const { return bytes_; }

  /// Hands what was gathered to the journal, and what of the vault is to go. `done` runs on the journal's thread.
  void commit(const Touched& touched, journal::Journal::Done done);
  /// The journal has it.
  void committed() { durable_ = engine_.seq(); }

  /// Saves the present state; only while nothing is gathered or in flight.
  void save_snapshot(journal::Journal::Done done);
  /// The journal has it.
  void snapshot_saved(std::uint64_t seq) { snapshot_ = std::max(snapshot_, seq); }

  Engine& engine() { return engine_; }
  const Engine& engine() const { return engine_; }
  const State& state() const { return engine_.state(); }
  std::uint64_t durable() const { return durable_; }
  std::uint64_t snapshot_seq() const { return snapshot_; }
  const std::string& epoch() const { return epoch_; }

 private:
  std::optional<journal::Snapshot> snapshot_before(std::optional<std::uint64_t> until);
  void replay(const protocol::Vault& vault, std::uint64_t until);

  std::string event_;
  journal::Journal& journal_;
  protocol::Sealer sealer_;
  Engine engine_;
  journal::Batch batch_;
  std::size_t bytes_ = 0;
  std::uint64_t durable_ = 0;
  std::uint64_t snapshot_ = 0;
  std::string epoch_;
};

}  // namespace convene::live

// The journal: the only thing that must survive. It knows facts as bytes.
//
// An event is a sequence of records numbered 1, 2, 3, …, joined by a chain of hashes
// (hash_n = SHA-256(hash_{n-1} || n as 8 bytes, big endian || bytes), see chain.h). Beside the records stand the vault
// (words that can be erased), the newest snapshots, an epoch and a few small values.
//
// Contract
//   * Whoever appends at the expected sequence wins; everyone else gets `conflict` and must catch up. This is what
//   keeps
//     two owners of one event apart, so it holds for every implementation.
//   * `appended` is answered only once the batch would survive a power cut. A batch is there whole or not at all, its
//     vault rows and erasures included.
//   * Appends of one event take effect in the order in which they were handed in. Several may be in flight: one that
//     follows a conflict meets a conflict too, unless somebody else's records happen to have the same count; where the
//     event can have a second owner, keep one in flight.
//   * Once the journal is `down`, nothing is acknowledged until recover() succeeds. What was in flight when it went
//   down
//     has an unknown outcome: it may be there after recover(). So catch up from the journal, never from memory.
//
// Threads: every method may be called from any thread, as the shards of a server do, that share one journal. `done` and
// followers run on the journal's thread (for some implementations: inside the call), must not throw, and must not call
// back into the journal: post to your own thread. Lifetime: the destructor commits what is queued, answers it, and then
// returns; a Following must end before its journal. Errors: appends answer; everything else throws Error, whose text
// says what, where and what to do about it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace convene::journal {

/// Bounds on what is handed in; beyond them an append is `refused` and the other calls throw.
inline constexpr std::size_t max_event_name_bytes = 128;
inline constexpr std::size_t max_record_bytes = std::size_t{16} << 20;  // a round of 100,000 people opens in one
inline constexpr std::size_t max_batch_records = 65'536;
inline constexpr std::size_t max_batch_bytes = std::size_t{32} << 20;  // records, salts and texts together
inline constexpr std::size_t max_vault_text_bytes = std::size_t{256} << 10;
inline constexpr std::size_t max_vault_salt_bytes = 64;
inline constexpr std::size_t max_snapshot_bytes = std::size_t{256} << 20;
inline constexpr std::size_t max_meta_key_bytes = 128;
inline constexpr std::size_t max_meta_value_bytes = std::size_t{64} << 10;
inline constexpr std::uint64_t max_seq = (std::uint64_t{1} << 40) - 1;  // of records, and of vault entries
inline constexpr std::size_t kept_snapshots = 2;

/// Words of a person. `entry` is unique in its event; writing an entry again replaces it.
struct VaultRow {
  std::uint32_t owner = 0;
  std::uint64_t entry = 0;
  std::string salt;
  std::string text;
  bool operator==(const VaultRow&) const = default;
};

/// One group commit of one event. Records get the next sequence numbers; vault rows are written, then the rows of the
/// owners in `erase`, and the rows of `erase_entries`, are deleted (so words of an owner who is erased in the same
/// batch are gone), all in one transaction. A batch without records is fine.
struct Batch {
  std::vector<std::string> records;
  std::vector<VaultRow> vault;
  std::vector<std::uint32_t> erase;
  std::vector<std::uint64_t> erase_entries{};
  bool operator==(const Batch&) const = default;
};

enum class Append {
  appended,  // durable
  conflict,  // the journal stands elsewhere than expected; nothing was written
  refused,   // beyond a limit, or the queue is full; nothing was written and the journal is up
  down,      // the journal does not write; whether this batch was written is unknown until recover()
};

struct AppendResult {
  Append status = Append::down;
  std::uint64_t seq = 0;  // last sequence now in the journal (for refused and down: as far as known)
  std::string why;        // empty for appended; else a sentence for the log
};

/// A failed call. The text is for whoever operates the server.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Stored bytes are not what was written. `seq` is the first record that cannot be trusted; 0: not a record.
class Damaged : public Error {
 public:
  Damaged(const std::string& what, std::uint64_t at) : Error(what), seq(at) {}
  std::uint64_t seq;
};

struct EventHead {
  std::string event;
  std::string epoch;
  std::uint64_t seq = 0;           // last record; 0: none yet
  std::uint64_t snapshot_seq = 0;  // of the newest snapshot; 0: none
};

struct Snapshot {
  std::uint64_t seq = 0;  // the state after this record
  std::string bytes;
};

/// What verify() found. `bad_seq` is the first record whose hash, place or presence is wrong.
struct Verdict {
  bool sound = true;
  std::uint64_t bad_seq = 0;
  std::uint64_t last_seq = 0;
  std::string why;
};

/// For health checks and metrics; counters since the journal was opened.
struct Status {
  bool up = true;
  std::string why;            // why it is down
  std::size_t queued = 0;     // appends handed in and not yet answered
  std::uint64_t commits = 0;  // transactions (each one group commit)
  std::uint64_t appends = 0;  // acknowledged
  std::uint64_t records = 0;  // acknowledged
  std::uint64_t conflicts = 0;
  bool erasing = false;  // erased words have still to be wiped from the disk
};

/// Ends a follow() when destroyed; no call of the callback runs afterwards.
class Following {
 public:
  virtual ~Following() = default;
};

class Journal {
 public:
  using Done = std::function<void(AppendResult)>;
  /// Return false to stop reading.
  using OnRecord = std::function<bool(std::uint64_t seq, const std::string& bytes)>;
  using OnVaultRow = std::function<bool(const VaultRow&)>;
  /// A batch whose first record has the number `first`. Catching up, it holds records only (read the vault itself).
  using OnBatch = std::function<void(std::uint64_t first, const Batch&)>;

  Journal() = default;
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;
  virtual ~Journal();

  /// Appends after `expected_seq`, the last record the caller knows (0: none). Asynchronous; `done` runs exactly once
  /// on the journal's thread (the caller posts it to its own). An event that is not there yet is created.
  virtual void append(std::string event, std::uint64_t expected_seq, Batch batch, Done done) = 0;

  /// Stores a snapshot of the state after `seq`, which must be in the journal; only the newest `kept_snapshots` stay.
  /// Asynchronous, in line with the appends. It must hold no words of a person: erasing does not reach it.
  virtual void save_snapshot(std::string event, std::uint64_t seq, std::string bytes, Done done) = 0;

  // The rest is synchronous, for start-up and tools.

  virtual std::vector<EventHead> events() = 0;
  /// Last record's number; 0 for an event that is not there.
  virtual std::uint64_t last_seq(const std::string& event) = 0;
  /// Random identity of this event's history; the event is created if it is not there. It changes only if the journal
  /// was lost or restored from a backup, so that a client's memory of another history is recognised.
  virtual std::string epoch(const std::string& event) = 0;

  /// Records from `from` (>= 1) in order, checked against the chain; throws Damaged before handing out a bad one. The
  /// end is checked even where nothing is left to hand out, so that an event whose last record is damaged cannot be
  /// read at any start; its appends answer `down` though the journal is up, and recover() does not change that: what
  /// was committed and is wrong now is damage, never a torn tail, and a backup has to be restored.
  virtual void read(const std::string& event, std::uint64_t from, const OnRecord& each) = 0;
  /// The newest snapshot whose checksum holds; a damaged one is passed over. Throws Damaged if it is of a record that
  /// is no longer there.
  virtual std::optional<Snapshot> load_snapshot(const std::string& event) = 0;

  /// All vault rows by rising entry.
  virtual void read_vault(const std::string& event, const OnVaultRow& each) = 0;
  /// One vault row; nothing if it was erased or never was.
  virtual std::optional<VaultRow> vault_entry(const std::string& event, std::uint64_t entry) = 0;

  /// Small values beside the facts. An empty value deletes.
  virtual void put_meta(const std::string& event, const std::string& key, const std::string& value) = 0;
  virtual std::optional<std::string> meta(const std::string& event, const std::string& key) = 0;

  /// Walks the whole chain of an event, its vault, and whether the records reach as far as its snapshot. O(event). A
  /// start does not: it reads from the newest snapshot's record on, and Inspection the rest while people are served.
  virtual Verdict verify(const std::string& event) = 0;

  /// Every record from `from` on, each once and in order: first those that are there, then each batch as it becomes
  /// durable. Stops by itself when the journal goes down: follow again from the next record after recover().
  [[nodiscard]] virtual std::unique_ptr<Following> follow(const std::string& event, std::uint64_t from,
                                                          OnBatch each) = 0;

  /// Forgets an event altogether (its retention is over): records, vault, snapshots, meta, epoch.
  virtual void forget(const std::string& event) = 0;

  /// Copies everything, while in use, to a new file at `path`, which must not be there, and reads the copy from its
  /// first record to its last. Throws Damaged, or Error, and leaves nothing at `path` unless all of it is sound; what
  /// could be copied of a damaged one is kept as `<path>.damaged`. A journal opened from a backup gets new epochs.
  /// O(file).
  virtual void backup(const std::string& path) = 0;

  virtual Status status() = 0;

  /// Brings a journal that is down up again: reopens, re-checks the tail of every event, makes it durable anew. True if
  /// it is up afterwards; status().why says why not.
  virtual bool recover() = 0;
};

/// Wait for the answer: for start-up and tools. Not from the journal's thread, and not on a journal that must be
/// pumped.
AppendResult append_now(Journal& journal, std::string event, std::uint64_t expected_seq, Batch batch);
AppendResult save_snapshot_now(Journal& journal, std::string event, std::uint64_t seq, std::string bytes);

}  // namespace convene::journal

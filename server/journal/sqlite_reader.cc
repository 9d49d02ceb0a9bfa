#include "server/journal/sqlite_reader.h"

#include <algorithm>
#include <utility>

#include "server/journal/chain.h"
#include "server/journal/sqlite_schema.h"

namespace convene::journal {
namespace {

constexpr std::size_t chunk_rows = 512;
constexpr std::size_t chunk_bytes = std::size_t{4} << 20;

/// One moment of the file for several statements.
class Moment {
 public:
  explicit Moment(Database& db) : db_(db) { db_.run("BEGIN"); }
  ~Moment() { sqlite3_exec(db_.raw(), "ROLLBACK", nullptr, nullptr, nullptr); }
  Moment(const Moment&) = delete;
  Moment& operator=(const Moment&) = delete;

 private:
  Database& db_;
};

}  // namespace

struct Reader::Chunk {
  std::vector<std::string> records;
  std::optional<Damaged> damage;  // after the last of `records`
  bool last = false;
};

Database& Reader::db() {
  if (!db_) db_ = open_reader(path_, vfs_);
  return *db_;
}

void Reader::close() {
  const std::scoped_lock lock(mutex_);
  db_.reset();
}

Damaged Reader::damaged(const std::string& event, std::uint64_t seq, const std::string& what) const {
  return {"journal " + path_ + ": event '" + event + "', record " + std::to_string(seq) + ": " + what +
              "; nothing from there on can be trusted: keep a copy of the file and restore the newest backup",
          seq};
}

std::uint64_t Reader::id_of(const std::string& event) {
  auto find = db().prepare("SELECT id FROM events WHERE name=?");
  return find(std::string_view(event)).step() ? find.number(0) : 0;
}

std::vector<EventHead> Reader::events() {
  const std::scoped_lock lock(mutex_);
  auto all = db().prepare(
      "SELECT name, epoch, seq, coalesce((SELECT max(at) FROM snapshots WHERE at>=id<<40 AND at<(id+1)<<40), 0) "
      "FROM events ORDER BY name");
  std::vector<EventHead> heads;
  while (all.step()) heads.push_back({all.bytes(0), all.bytes(1), all.number(2), all.number(3) & max_seq});
  return heads;
}

std::optional<EventHead> Reader::head(const std::string& event) {
  const std::scoped_lock lock(mutex_);
  auto find = db().prepare("SELECT epoch, seq FROM events WHERE name=?");
  if (!find(std::string_view(event)).step()) return std::nullopt;
  return EventHead{event, find.bytes(0), find.number(1), 0};
}

Reader::Chunk Reader::records(const std::string& event, std::uint64_t from) {
  const std::scoped_lock lock(mutex_);
  Chunk chunk;
  auto next = from;
  try {
    const Moment moment(db());
    auto find = db().prepare("SELECT id, seq, head FROM events WHERE name=?");
    if (!find(std::string_view(event)).step()) return {{}, {}, true};
    const auto id = find.number(0);
    const auto end = find.number(1);
    const auto head = hash_from(find.view(2));
    auto hash = chain_start(event);
    if (from > 1) {
      auto before = db().prepare("SELECT hash FROM records WHERE at=?");
      if (from <= end + 1 && !before(row_at(id, from - 1)).step()) throw damaged(event, from - 1, "it is missing");
      if (from <= end + 1) hash = hash_from(before.view(0));
    }
    auto rows = db().prepare("SELECT at, bytes, hash FROM records WHERE at>=? AND at<? ORDER BY at");
    rows(row_at(id, from), row_at(id + 1, 0));
    std::size_t bytes = 0;
    for (; next <= end && chunk.records.size() < chunk_rows && bytes < chunk_bytes; ++next) {
      if (!rows.step() || rows.number(0) != row_at(id, next)) throw damaged(event, next, "it is missing");
      hash = chain_next(hash, next, rows.view(1));
      if (hash != hash_from(rows.view(2))) throw damaged(event, next, "its hash does not fit its bytes");
      bytes += rows.view(1).size();
      chunk.records.push_back(rows.bytes(1));
    }
    chunk.last = next > end;
    // Also where nothing is left to be read: what an append would refuse as damage, reading refuses, too.
    const bool at_end = from <= end + 1 && chunk.last;
    if (at_end && hash != head)
      throw damaged(event, std::max<std::uint64_t>(end, 1), "it is not the last one that was written");
    if (at_end && rows.step()) throw damaged(event, end + 1, "it was never acknowledged");
  } catch (const Damaged& damage) {
    // Damage of the file's structure names no record: it is the one that was next.
    chunk.damage = damage.seq ? damage : damaged(event, next, damage.what());
  }
  return chunk;
}

void Reader::read(const std::string& event, std::uint64_t from, const Journal::OnRecord& each) {
  auto next = std::max<std::uint64_t>(from, 1);
  if (next > max_seq) return;
  for (bool last = false; !last;) {
    const auto chunk = records(event, next);
    for (const auto& bytes : chunk.records)
      if (!each(next++, bytes)) return;
    if (chunk.damage) throw *chunk.damage;
    last = chunk.last;
  }
}

std::optional<Snapshot> Reader::load_snapshot(const std::string& event) {
  const std::scoped_lock lock(mutex_);
  const Moment moment(db());
  auto find = db().prepare("SELECT id, seq FROM events WHERE name=?");
  if (!find(std::string_view(event)).step()) return std::nullopt;
  const auto id = find.number(0);
  const auto end = find.number(1);
  auto rows = db().prepare("SELECT at, bytes, sum FROM snapshots WHERE at>=? AND at<? ORDER BY at DESC");
  rows(row_at(id, 0), row_at(id + 1, 0));
  while (rows.step()) {
    Snapshot snapshot{rows.number(0) & max_seq, rows.bytes(1)};
    if (snapshot_sum(event, snapshot.seq, snapshot.bytes) != hash_from(rows.view(2))) continue;
    if (snapshot.seq > end)
      throw damaged(event, end + 1, "it is lost, for there is a snapshot of record " + std::to_string(snapshot.seq));
    return snapshot;
  }
  return std::nullopt;
}

std::vector<VaultRow> Reader::vault_rows(const std::string& event, std::uint64_t from, std::size_t limit) {
  const std::scoped_lock lock(mutex_);
  const Moment moment(db());
  std::vector<VaultRow> found;
  const auto id = id_of(event);
  if (id == 0) return found;
  auto rows = db().prepare("SELECT at, owner, salt, text, sum FROM vault WHERE at>=? AND at<? ORDER BY at");
  rows(row_at(id, from), row_at(id + 1, 0));
  std::size_t bytes = 0;
  while (found.size() < limit && bytes < chunk_bytes && rows.step()) {
    VaultRow row{static_cast<std::uint32_t>(rows.number(1)), rows.number(0) & max_seq, rows.bytes(2), rows.bytes(3)};
    if (vault_sum(event, row) != hash_from(rows.view(4)))
      throw Damaged("journal " + path_ + ": event '" + event + "', vault entry " + std::to_string(row.entry) +
                        ": its checksum does not fit; keep a copy of the file and restore the newest backup",
                    0);
    bytes += row.text.size() + row.salt.size();
    found.push_back(std::move(row));
  }
  return found;
}

void Reader::read_vault(const std::string& event, const Journal::OnVaultRow& each) {
  for (std::uint64_t from = 0;;) {
    const auto rows = vault_rows(event, from, chunk_rows);
    for (const auto& row : rows)
      if (!each(row)) return;
    if (rows.empty()) return;
    from = rows.back().entry + 1;
    if (from > max_seq) return;
  }
}

std::optional<VaultRow> Reader::vault_entry(const std::string& event, std::uint64_t entry) {
  if (entry > max_seq) return std::nullopt;
  auto rows = vault_rows(event, entry, 1);
  if (rows.empty() || rows.front().entry != entry) return std::nullopt;
  return std::move(rows.front());
}

std::optional<std::string> Reader::meta(const std::string& event, const std::string& key) {
  const std::scoped_lock lock(mutex_);
  auto find = db().prepare("SELECT value FROM meta WHERE event=(SELECT id FROM events WHERE name=?) AND key=?");
  if (!find(std::string_view(event), std::string_view(key)).step()) return std::nullopt;
  return find.bytes(0);
}

Verdict Reader::verify(const std::string& event) {
  const auto known = head(event);
  if (!known) throw Error("journal " + path_ + ": there is no event '" + event + "'; check its name");
  try {
    read(event, 1, [](auto, const auto&) { return true; });
    read_vault(event, [](const auto&) { return true; });
    load_snapshot(event);
  } catch (const Damaged& damage) { return {false, damage.seq, known->seq, damage.what()}; }
  return {true, 0, known->seq, {}};
}

}  // namespace convene::journal

#include "server/journal/memory.h"

#include <deque>
#include <filesystem>
#include <map>
#include <mutex>
#include <utility>
#include <variant>
#include <vector>

#include "server/journal/chain.h"
#include "server/journal/checks.h"
#include "server/journal/followers.h"
#include "server/journal/sqlite.h"

namespace convene::journal {
namespace {

struct Record {
  std::string bytes;
  Hash hash;
};

struct Event {
  std::string epoch;
  std::vector<Record> records;
  std::map<std::uint64_t, VaultRow> vault;
  std::map<std::uint64_t, std::string> snapshots;
  std::map<std::string, std::string> meta;
};

struct Operation {
  std::string event;
  std::uint64_t seq;  // expected, or the snapshot's
  std::variant<Batch, std::string> what;
  Journal::Done done;
};

void write(const std::string& name, Event& event, const Batch& batch) {
  for (const auto& bytes : batch.records) {
    const auto previous = event.records.empty() ? chain_start(name) : event.records.back().hash;
    event.records.push_back({bytes, chain_next(previous, event.records.size() + 1, bytes)});
  }
  for (const auto& row : batch.vault) event.vault[row.entry] = row;
  for (const auto owner : batch.erase)
    std::erase_if(event.vault, [&](const auto& row) { return row.second.owner == owner; });
  for (const auto entry : batch.erase_entries) event.vault.erase(entry);
}

Error unknown(const std::string& event) {
  return Error("journal in memory: there is no event '" + event + "'; check its name");
}

}  // namespace

struct MemoryJournal::Disk {
  explicit Disk(MemoryOptions chosen) : options(chosen) {}

  MemoryOptions options;
  mutable std::recursive_mutex mutex;  // recursive: completing an append runs its `done` inside the call
  std::map<std::string, Event> events;
  std::deque<Operation> waiting;
  Followers followers;
  Status status;
  std::uint64_t epochs_given = 0;

  std::string new_epoch(const std::string& name) {
    if (!options.epoch_seed) return random_hex(8);
    const auto seed = std::to_string(*options.epoch_seed) + "." + std::to_string(++epochs_given);
    return hex(view_of(checksum({seed, name})).substr(0, 8));
  }

  Event& event(const std::string& name) {
    const auto [at, is_new] = events.try_emplace(name);
    if (is_new) at->second.epoch = new_epoch(name);
    return at->second;
  }

  const Event* find(const std::string& name) const {
    const auto at = events.find(name);
    return at == events.end() ? nullptr : &at->second;
  }

  std::uint64_t last_seq(const std::string& name) const {
    const auto* found = find(name);
    return found ? found->records.size() : 0;
  }

  void require_up() const {
    if (!status.up) throw Error("journal in memory: it is down: " + status.why + "; recover it first");
  }

  AppendResult effect(const Operation& op) {
    const auto last = last_seq(op.event);
    if (const auto* bytes = std::get_if<std::string>(&op.what)) {
      if (op.seq > last) return {Append::conflict, last, conflict_text(op.event, op.seq, last)};
      auto& kept = event(op.event).snapshots;
      kept[op.seq] = *bytes;
      while (kept.size() > kept_snapshots) kept.erase(kept.begin());
      return {Append::appended, last, {}};
    }
    if (op.seq != last) return {Append::conflict, last, conflict_text(op.event, op.seq, last)};
    const auto& batch = std::get<Batch>(op.what);
    write(op.event, event(op.event), batch);
    status.records += batch.records.size();
    return {Append::appended, last + batch.records.size(), {}};
  }

  void complete(Operation op) {
    const auto result = effect(op);
    ++status.commits;
    ++(result.status == Append::appended ? status.appends : status.conflicts);
    if (op.done) op.done(result);
    const auto* batch = std::get_if<Batch>(&op.what);
    if (batch && result.status == Append::appended) followers.deliver(op.event, op.seq + 1, *batch);
  }

  std::size_t pump(std::size_t count) {
    std::size_t pumped = 0;
    for (; pumped < count && !waiting.empty(); ++pumped) {
      auto op = std::move(waiting.front());
      waiting.pop_front();
      complete(std::move(op));
    }
    return pumped;
  }

  void submit(Operation op, const std::string& fault) {
    const auto answer = [&](Append status_now, const std::string& why) {
      if (op.done) op.done({status_now, last_seq(op.event), why});
    };
    if (!status.up) return answer(Append::down, status.why);
    if (!fault.empty()) return answer(Append::refused, fault);
    waiting.push_back(std::move(op));
    if (!options.pumped) pump(everything);
  }

  /// What the oldest waiting operations did reaches the disk, nobody hears of it. Returns all that waited.
  std::deque<Operation> interrupt(std::size_t survivors) {
    auto interrupted = std::exchange(waiting, {});
    for (std::size_t i = 0; i < std::min(survivors, interrupted.size()); ++i) effect(interrupted[i]);
    followers.stop();
    return interrupted;
  }
};

MemoryJournal::MemoryJournal(MemoryOptions options) : disk_(std::make_unique<Disk>(options)) {}

MemoryJournal::~MemoryJournal() { pump(); }

void MemoryJournal::append(std::string event, std::uint64_t expected_seq, Batch batch, Done done) {
  const std::scoped_lock lock(disk_->mutex);
  const auto fault = fault_in_batch(event, expected_seq, batch);
  disk_->submit({std::move(event), expected_seq, std::move(batch), std::move(done)}, fault);
}

void MemoryJournal::save_snapshot(std::string event, std::uint64_t seq, std::string bytes, Done done) {
  const std::scoped_lock lock(disk_->mutex);
  const auto fault = fault_in_snapshot(event, bytes);
  disk_->submit({std::move(event), seq, std::move(bytes), std::move(done)}, fault);
}

std::vector<EventHead> MemoryJournal::events() {
  const std::scoped_lock lock(disk_->mutex);
  std::vector<EventHead> heads;
  for (const auto& [name, event] : disk_->events)
    heads.push_back(
        {name, event.epoch, event.records.size(), event.snapshots.empty() ? 0 : event.snapshots.rbegin()->first});
  return heads;
}

std::uint64_t MemoryJournal::last_seq(const std::string& event) {
  const std::scoped_lock lock(disk_->mutex);
  return disk_->last_seq(event);
}

std::string MemoryJournal::epoch(const std::string& event) {
  const std::scoped_lock lock(disk_->mutex);
  require_sound(fault_in_name(event));
  if (!disk_->find(event)) disk_->require_up();
  return disk_->event(event).epoch;
}

void MemoryJournal::read(const std::string& event, std::uint64_t from, const OnRecord& each) {
  const std::scoped_lock lock(disk_->mutex);
  const auto* found = disk_->find(event);
  if (!found || from > found->records.size()) return;
  const auto start = std::max<std::uint64_t>(from, 1);
  auto previous = start == 1 ? chain_start(event) : found->records[start - 2].hash;
  for (auto seq = start; seq <= found->records.size(); ++seq) {
    const auto record = found->records[seq - 1];  // a copy: the callback may append
    if (chain_next(previous, seq, record.bytes) != record.hash)
      throw Damaged("journal in memory: record " + std::to_string(seq) + " of event '" + event + "' is damaged", seq);
    previous = record.hash;
    if (!each(seq, record.bytes)) return;
  }
}

std::optional<Snapshot> MemoryJournal::load_snapshot(const std::string& event) {
  const std::scoped_lock lock(disk_->mutex);
  const auto* found = disk_->find(event);
  if (!found || found->snapshots.empty()) return std::nullopt;
  const auto& [seq, bytes] = *found->snapshots.rbegin();
  return Snapshot{seq, bytes};
}

void MemoryJournal::read_vault(const std::string& event, const OnVaultRow& each) {
  const std::scoped_lock lock(disk_->mutex);
  const auto* found = disk_->find(event);
  if (!found) return;
  for (const auto& [entry, row] : found->vault)
    if (!each(row)) return;
}

std::optional<VaultRow> MemoryJournal::vault_entry(const std::string& event, std::uint64_t entry) {
  const std::scoped_lock lock(disk_->mutex);
  const auto* found = disk_->find(event);
  if (!found || !found->vault.contains(entry)) return std::nullopt;
  return found->vault.at(entry);
}

void MemoryJournal::put_meta(const std::string& event, const std::string& key, const std::string& value) {
  const std::scoped_lock lock(disk_->mutex);
  require_sound(fault_in_meta(event, key, value));
  disk_->require_up();
  auto& meta = disk_->event(event).meta;
  if (value.empty())
    meta.erase(key);
  else
    meta[key] = value;
}

std::optional<std::string> MemoryJournal::meta(const std::string& event, const std::string& key) {
  const std::scoped_lock lock(disk_->mutex);
  const auto* found = disk_->find(event);
  if (!found || !found->meta.contains(key)) return std::nullopt;
  return found->meta.at(key);
}

Verdict MemoryJournal::verify(const std::string& event) {
  const std::scoped_lock lock(disk_->mutex);
  if (!disk_->find(event)) throw unknown(event);
  const auto last = disk_->last_seq(event);
  try {
    read(event, 1, [](auto, const auto&) { return true; });
  } catch (const Damaged& damage) { return {false, damage.seq, last, damage.what()}; }
  return {true, 0, last, {}};
}

std::unique_ptr<Following> MemoryJournal::follow(const std::string& event, std::uint64_t from, OnBatch each) {
  const std::scoped_lock lock(disk_->mutex);
  disk_->require_up();
  const auto start = std::max<std::uint64_t>(from, 1);
  Batch known;
  read(event, start, [&](auto, const auto& bytes) {
    known.records.push_back(bytes);
    return true;
  });
  auto following = disk_->followers.add(event, std::max(start, disk_->last_seq(event) + 1), each);
  if (!known.records.empty()) each(start, known);
  return following;
}

void MemoryJournal::forget(const std::string& event) {
  const std::scoped_lock lock(disk_->mutex);
  disk_->require_up();
  if (disk_->events.erase(event) == 0) throw unknown(event);
}

void MemoryJournal::backup(const std::string& path) {
  const std::scoped_lock lock(disk_->mutex);
  const auto scratch = path + ".copying";
  const auto clear = [&] {
    for (const auto* suffix : {"", "-wal", "-shm", ".lock"}) std::filesystem::remove(scratch + suffix);
  };
  clear();
  {
    SqliteOptions options;
    options.path = scratch;
    const auto target = open_sqlite(options);
    const auto stored = [](AppendResult result) {
      if (result.status != Append::appended) throw Error("journal in memory: backup failed: " + result.why);
    };
    for (const auto& [name, event] : disk_->events) {
      target->epoch(name);
      std::uint64_t seq = 0;
      for (const auto& record : event.records) stored(append_now(*target, name, seq++, {{record.bytes}, {}, {}}));
      for (const auto& [entry, row] : event.vault) stored(append_now(*target, name, seq, {{}, {row}, {}}));
      for (const auto& [at, bytes] : event.snapshots) stored(save_snapshot_now(*target, name, at, bytes));
      for (const auto& [key, value] : event.meta) target->put_meta(name, key, value);
    }
    target->backup(path);
  }
  clear();
}

Status MemoryJournal::status() {
  const std::scoped_lock lock(disk_->mutex);
  auto status = disk_->status;
  status.queued = disk_->waiting.size();
  return status;
}

bool MemoryJournal::recover() {
  const std::scoped_lock lock(disk_->mutex);
  disk_->status.up = true;
  disk_->status.why.clear();
  return true;
}

std::size_t MemoryJournal::pump(std::size_t count) {
  const std::scoped_lock lock(disk_->mutex);
  return disk_->pump(count);
}

std::size_t MemoryJournal::waiting() const {
  const std::scoped_lock lock(disk_->mutex);
  return disk_->waiting.size();
}

void MemoryJournal::crash(std::size_t survivors) {
  const std::scoped_lock lock(disk_->mutex);
  disk_->interrupt(survivors);
  recover();
}

void MemoryJournal::fail(const std::string& why, std::size_t survivors) {
  const std::scoped_lock lock(disk_->mutex);
  const auto interrupted = disk_->interrupt(survivors);
  disk_->status.up = false;
  disk_->status.why = why;
  for (const auto& op : interrupted)
    if (op.done) op.done({Append::down, disk_->last_seq(op.event), why});
}

bool MemoryJournal::damage(const std::string& event, std::uint64_t seq, std::size_t byte) {
  const std::scoped_lock lock(disk_->mutex);
  const auto at = disk_->events.find(event);
  if (at == disk_->events.end() || seq == 0 || seq > at->second.records.size()) return false;
  auto& bytes = at->second.records[seq - 1].bytes;
  if (byte >= bytes.size()) return false;
  bytes[byte] = static_cast<char>(bytes[byte] ^ 1);
  return true;
}

}  // namespace convene::journal

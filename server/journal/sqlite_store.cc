#include "server/journal/sqlite_store.h"

#include <sqlite3.h>

#include <utility>

#include "server/journal/checks.h"
#include "server/journal/sqlite_schema.h"

namespace convene::journal {

namespace {

constexpr std::chrono::seconds truncate_pause{1};  // after a reader was in the way: trying costs commits a wait

}  // namespace

Store::Statements::Statements(Database& db)
    : add_event(db.prepare("INSERT INTO events(name, epoch, seq, head) VALUES(?, ?, ?, ?)")),
      set_head(db.prepare("UPDATE events SET seq=?, head=? WHERE id=?")),
      add_record(db.prepare("INSERT INTO records VALUES(?, ?, ?)")),
      put_row(db.prepare("INSERT OR REPLACE INTO vault VALUES(?, ?, ?, ?, ?)")),
      erase_owner(db.prepare("DELETE FROM vault WHERE at>=? AND at<? AND owner=?")),
      erase_entry(db.prepare("DELETE FROM vault WHERE at=?")),
      put_snapshot(db.prepare("INSERT OR REPLACE INTO snapshots VALUES(?, ?, ?)")),
      drop_snapshots(db.prepare("DELETE FROM snapshots WHERE at>=?1 AND at<?2 AND at NOT IN "
                                "(SELECT at FROM snapshots WHERE at>=?1 AND at<?2 ORDER BY at DESC LIMIT ?3)")),
      put_meta(db.prepare("INSERT OR REPLACE INTO meta VALUES(?, ?, ?)")),
      drop_meta(db.prepare("DELETE FROM meta WHERE event=? AND key=?")),
      flag(db.prepare("INSERT OR REPLACE INTO store VALUES('scrub', 'yes')")) {}

Store::Store(const std::string& path, const std::string& vfs, bool insist) : db_(open_writer(path, vfs)) {
  // A reader may be in the way of what an erasure began before the last stop: it is still due.
  // Reading a piece takes a while, too: whoever insists waits a second for it.
  truncate_due_ = true;
  for (int tries = insist ? 20 : 1; truncate_due_ && tries > 0; --tries) truncate_due_ = !checkpoint(*db_, true);
  if (truncate_due_ && insist)
    throw Error("journal " + path +
                ": a reader keeps the log from being moved; stop the tools that read it, then recover again");
  // Called after each commit with the number of pages in the log.
  sqlite3_wal_hook(
      db_->raw(),
      [](void* pages, sqlite3*, const char*, int in_log) {
        *static_cast<int*>(pages) = in_log;
        return SQLITE_OK;
      },
      &log_pages_);
  run_.emplace(*db_);
  load_heads();
}

void Store::load_heads() {
  auto all = db_->prepare("SELECT name, id, seq, head, epoch FROM events");
  while (all.step())
    heads_[all.bytes(0)] = {
        .id = all.number(1), .seq = all.number(2), .hash = hash_from(all.view(3)), .epoch = all.bytes(4), .damage = {}};
  for (auto& [event, head] : heads_) head.damage = tail_fault(event, head);
}

std::string Store::tail_fault(const std::string& event, const Head& head) {
  auto tail = db_->prepare("SELECT at, bytes, hash FROM records WHERE at>=? AND at<? ORDER BY at DESC LIMIT 2");
  tail(row_at(head.id, 0), row_at(head.id + 1, 0));
  const auto fault = [&](const std::string& what) {
    return "journal " + db_->path() + ": event '" + event + "', record " + std::to_string(head.seq) + ": " + what +
           "; keep a copy of the file and restore the newest backup";
  };
  if (!tail.step()) return head.seq == 0 && head.hash == chain_start(event) ? "" : fault("the records are gone");
  const auto at = tail.number(0);
  const auto bytes = tail.bytes(1);
  const auto hash = hash_from(tail.view(2));
  if (at != row_at(head.id, head.seq)) return fault("the last record is another one");
  const auto previous = tail.step() ? hash_from(tail.view(2)) : chain_start(event);
  tail.reset();
  if (hash != head.hash || chain_next(previous, head.seq, bytes) != hash) return fault("the last record is damaged");
  return {};
}

void Store::begin() { transaction_.emplace(*db_); }

void Store::commit() {
  if (erased_) run_->flag().run();
  for (const auto& [event, head] : touched_)
    if (head) run_->set_head(head->seq, view_of(head->hash), head->id).run();
  transaction_->commit();
  transaction_.reset();
  for (auto& [event, head] : std::exchange(touched_, {})) {
    if (head)
      heads_[event] = std::move(*head);
    else
      heads_.erase(event);
  }
  if (std::exchange(erased_, false)) scrub_due_ = true;
}

void Store::abandon() {
  transaction_.reset();
  touched_.clear();
  erased_ = false;
}

const Head* Store::find(const std::string& event) const {
  if (const auto at = touched_.find(event); at != touched_.end()) return at->second ? &*at->second : nullptr;
  const auto at = heads_.find(event);
  return at == heads_.end() ? nullptr : &at->second;
}

std::uint64_t Store::last_seq(const std::string& event) const {
  const auto* head = find(event);
  return head ? head->seq : 0;
}

const Head& Store::ensure(const std::string& event) {
  if (const auto* known = find(event)) return *known;
  Head head{.id = 0, .seq = 0, .hash = chain_start(event), .epoch = random_hex(8), .damage = {}};
  run_->add_event(std::string_view(event), std::string_view(head.epoch), std::uint64_t{0}, view_of(head.hash)).run();
  head.id = static_cast<std::uint64_t>(sqlite3_last_insert_rowid(db_->raw()));
  return *(touched_[event] = std::move(head));
}

AppendResult Store::append(const std::string& event, std::uint64_t expected_seq, const Batch& batch) {
  if (const auto last = last_seq(event); last != expected_seq)
    return {Append::conflict, last, conflict_text(event, expected_seq, last)};
  auto head = ensure(event);
  if (!head.damage.empty()) return {Append::down, head.seq, head.damage};
  write(event, head, batch);
  const auto seq = head.seq;
  touched_[event] = std::move(head);
  return {Append::appended, seq, {}};
}

void Store::write(const std::string& event, Head& head, const Batch& batch) {
  for (const auto& bytes : batch.records) {
    ++head.seq;
    head.hash = chain_next(head.hash, head.seq, bytes);
    run_->add_record(row_at(head.id, head.seq), std::string_view(bytes), view_of(head.hash)).run();
  }
  for (const auto& row : batch.vault) {
    const auto sum = vault_sum(event, row);
    run_->put_row(row_at(head.id, row.entry), std::uint64_t{row.owner}, std::string_view(row.salt),
                  std::string_view(row.text), view_of(sum))
        .run();
  }
  for (const auto owner : batch.erase)
    run_->erase_owner(row_at(head.id, 0), row_at(head.id + 1, 0), std::uint64_t{owner}).run();
  for (const auto entry : batch.erase_entries) run_->erase_entry(row_at(head.id, entry)).run();
  erased_ |= !batch.erase.empty() || !batch.erase_entries.empty();
}

AppendResult Store::save_snapshot(const std::string& event, std::uint64_t seq, const std::string& bytes) {
  const auto last = last_seq(event);
  if (seq > last) return {Append::conflict, last, conflict_text(event, seq, last)};
  const auto& head = ensure(event);
  const auto sum = snapshot_sum(event, seq, bytes);
  run_->put_snapshot(row_at(head.id, seq), std::string_view(bytes), view_of(sum)).run();
  run_->drop_snapshots(row_at(head.id, 0), row_at(head.id + 1, 0), std::uint64_t{kept_snapshots}).run();
  return {Append::appended, last, {}};
}

void Store::put_meta(const std::string& event, const std::string& key, const std::string& value) {
  const auto id = ensure(event).id;
  if (value.empty())
    run_->drop_meta(id, std::string_view(key)).run();
  else
    run_->put_meta(id, std::string_view(key), std::string_view(value)).run();
}

bool Store::forget(const std::string& event) {
  const auto* head = find(event);
  if (!head) return false;
  const auto id = head->id;
  for (const std::string table : {"records", "vault", "snapshots"})
    db_->prepare("DELETE FROM " + table + " WHERE at>=? AND at<?")(row_at(id, 0), row_at(id + 1, 0)).run();
  db_->prepare("DELETE FROM meta WHERE event=?")(id).run();
  db_->prepare("DELETE FROM events WHERE id=?")(id).run();
  touched_[event] = std::nullopt;
  erased_ = true;
  return true;
}

void Store::maintain(bool may_scrub, int checkpoint_pages, Time now) {
  if (scrub_due_ && may_scrub) {
    scrub_vault(*db_);
    scrub_due_ = false;
    truncate_due_ = true;
  }
  if (truncate_due_ && now >= truncate_not_before_) {
    truncate_due_ = !checkpoint(*db_, true);
    if (truncate_due_ && now != last_chance) truncate_not_before_ = now + truncate_pause;
  } else if (log_pages_ > checkpoint_pages && log_pages_ != copied_at_) {
    copied_at_ = log_pages_;  // what a reader kept from being copied now will be no other before something is added
    checkpoint(*db_, false);
  }
}

}  // namespace convene::journal

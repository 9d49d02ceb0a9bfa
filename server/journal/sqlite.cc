#include "server/journal/sqlite.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "server/journal/checks.h"
#include "server/journal/sqlite_reader.h"
#include "server/journal/sqlite_schema.h"
#include "server/journal/sqlite_writer.h"

namespace convene::journal {
namespace {

constexpr std::size_t catch_up_records = 256;
constexpr std::size_t catch_up_bytes = std::size_t{4} << 20;

/// Throws Damaged unless every event in the file is sound, from its first record to its last.
void require_sound_copy(const std::string& path, const std::string& of) {
  std::string damage;
  std::uint64_t seq = 0;
  Reader copy(path, {});
  for (const auto& head : copy.events()) {
    const auto verdict = copy.verify(head.event);
    if (verdict.sound) continue;
    if (damage.empty()) seq = verdict.bad_seq;
    const auto name = "journal " + path + ": ";  // it will be called otherwise
    damage += '\n' + (verdict.why.starts_with(name) ? verdict.why.substr(name.size()) : verdict.why);
  }
  if (!damage.empty()) throw Damaged("journal " + of + " is damaged:" + damage, seq);
}

}  // namespace

void back_up(const std::string& from, const std::string& to, const std::string& vfs) {
  copy_journal(from, vfs, to, [&](const std::string& copy) { require_sound_copy(copy, from); });
}

namespace {

std::size_t bytes_in(const Batch& batch) {
  std::size_t bytes = batch.erase.size() * sizeof(std::uint32_t) + batch.erase_entries.size() * sizeof(std::uint64_t);
  for (const auto& record : batch.records) bytes += record.size() + sizeof record;
  for (const auto& row : batch.vault) bytes += row.salt.size() + row.text.size() + sizeof row;
  return bytes;
}

class SqliteJournal final : public Journal {
 public:
  explicit SqliteJournal(const SqliteOptions& options) : path_(options.path), vfs_(options.vfs), reader_(path_, vfs_) {
    if (options.read_only) {
      reader_.events();  // so that a wrong path is found out now
    } else {
      lock_.emplace(path_);
      writer_.emplace(options, reader_);
    }
  }
  /// The writer closes the file last: only it may put the log away.
  ~SqliteJournal() override { reader_.close(); }

  void append(std::string event, std::uint64_t expected_seq, Batch batch, Done done) override {
    const auto fault = fault_in_batch(event, expected_seq, batch);
    const auto bytes = bytes_in(batch);
    submit({std::move(event), expected_seq, std::move(batch), std::move(done), bytes}, fault);
  }

  void save_snapshot(std::string event, std::uint64_t seq, std::string bytes, Done done) override {
    const auto fault = fault_in_snapshot(event, bytes);
    const auto size = bytes.size();
    submit({std::move(event), seq, std::move(bytes), std::move(done), size}, fault);
  }

  std::vector<EventHead> events() override { return reader_.events(); }

  std::uint64_t last_seq(const std::string& event) override {
    const auto head = reader_.head(event);
    return head ? head->seq : 0;
  }

  std::string epoch(const std::string& event) override {
    require_sound(fault_in_name(event));
    if (const auto head = reader_.head(event)) return head->epoch;
    std::string epoch;
    writer().change([&](Store& store) { epoch = store.ensure(event).epoch; });
    return epoch;
  }

  void read(const std::string& event, std::uint64_t from, const OnRecord& each) override {
    reader_.read(event, from, each);
  }
  std::optional<Snapshot> load_snapshot(const std::string& event) override { return reader_.load_snapshot(event); }
  void read_vault(const std::string& event, const OnVaultRow& each) override { reader_.read_vault(event, each); }
  std::optional<VaultRow> vault_entry(const std::string& event, std::uint64_t entry) override {
    return reader_.vault_entry(event, entry);
  }

  void put_meta(const std::string& event, const std::string& key, const std::string& value) override {
    require_sound(fault_in_meta(event, key, value));
    writer().change([&](Store& store) { store.put_meta(event, key, value); });
  }

  std::optional<std::string> meta(const std::string& event, const std::string& key) override {
    return reader_.meta(event, key);
  }
  Verdict verify(const std::string& event) override { return reader_.verify(event); }

  std::unique_ptr<Following> follow(const std::string& event, std::uint64_t from, OnBatch each) override {
    // The long way is gone on the caller's thread; only what came meanwhile is read between two commits.
    const auto near = catch_up(event, std::max<std::uint64_t>(from, 1), each);
    std::unique_ptr<Following> following;
    writer().run([&] {
      writer_->require_up();
      following = writer_->followers().add(event, catch_up(event, near, each), each);
    });
    return following;
  }

  void forget(const std::string& event) override {
    bool found = false;
    writer().change([&](Store& store) { found = store.forget(event); });
    if (!found) throw Error("journal " + path_ + ": there is no event '" + event + "'; check its name");
  }

  void backup(const std::string& path) override { back_up(path_, path, vfs_); }

  Status status() override {
    if (writer_) return writer_->status();
    Status status;
    status.up = false;
    status.why = reading_only();
    return status;
  }

  bool recover() override { return writer_ && writer_->recover(); }

 private:
  std::string reading_only() const { return "journal " + path_ + ": opened for reading only"; }

  Writer& writer() {
    if (!writer_) throw Error(reading_only());
    return *writer_;
  }

  void submit(Write write, const std::string& fault) {
    if (fault.empty() && writer_) return writer_->submit(std::move(write));
    if (write.done) write.done({writer_ ? Append::refused : Append::down, 0, writer_ ? fault : reading_only()});
  }

  /// Hands out the records from `next` that are there; returns the first that is not.
  std::uint64_t catch_up(const std::string& event, std::uint64_t next, const OnBatch& each) {
    Batch batch;
    std::size_t bytes = 0;
    const auto hand_out = [&] {
      if (batch.records.empty()) return;
      each(next, batch);
      next += batch.records.size();
      batch.records.clear();
      bytes = 0;
    };
    reader_.read(event, next, [&](auto, const std::string& record) {
      batch.records.push_back(record);
      bytes += record.size();
      if (batch.records.size() >= catch_up_records || bytes >= catch_up_bytes) hand_out();
      return true;
    });
    hand_out();
    return next;
  }

  const std::string path_;
  const std::string vfs_;
  std::optional<FileLock> lock_;
  Reader reader_;
  std::optional<Writer> writer_;  // none when reading only
};

}  // namespace

std::unique_ptr<Journal> open_sqlite(const SqliteOptions& options) { return std::make_unique<SqliteJournal>(options); }

}  // namespace convene::journal

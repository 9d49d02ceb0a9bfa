// What only the SQLite journal has: a file, a lock, versions, a queue.
#include "server/journal/sqlite.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <future>
#include <sstream>

#include "tests/journal/backends.h"
#include "tests/journal/history.h"

namespace convene::journal {
namespace {

class Sqlite : public testing::Test {
 protected:
  std::string path() const { return folder_.file("event.db"); }

  SqliteOptions options() const {
    SqliteOptions made;
    made.path = path();
    return made;
  }
  std::unique_ptr<Journal> open() const { return open_sqlite(options()); }
  std::unique_ptr<Journal> open_for_reading() const {
    auto made = options();
    made.read_only = true;
    return open_sqlite(made);
  }

  void write_history(std::uint64_t count) const {
    const auto journal = open();
    for (std::uint64_t n = 0; n < count; ++n) journal->append(history::event, n, history::batch(n), {});
    ASSERT_EQ(append_now(*journal, history::event, count, {}).status, Append::appended);
  }

  /// The reason why opening fails.
  static std::string refusal(const SqliteOptions& options) {
    try {
      open_sqlite(options);
    } catch (const Error& error) { return error.what(); }
    return "(it was opened)";
  }

  Folder folder_;
};

#define EXPECT_SAYS(text, part) EXPECT_NE((text).find(part), std::string::npos) << (text)

// ---- who may open what ----

TEST_F(Sqlite, ASecondServerIsRefusedWithTheFilesName) {
  const auto journal = open();
  EXPECT_SAYS(refusal(options()), path());
  EXPECT_SAYS(refusal(options()), "another convene has it open");
  const auto child = ::fork();
  if (child == 0) {
    const auto why = refusal(options());
    ::_exit(why.find(path()) != std::string::npos && why.find("another convene") != std::string::npos ? 0 : 1);
  }
  int status = 1;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(status, 0) << "another process is refused, too";
  EXPECT_EQ(append_now(*journal, "fair", 0, {{"a"}, {}, {}}).status, Append::appended);
}

TEST_F(Sqlite, TheLockGoesWithTheJournal) {
  open();
  EXPECT_NO_THROW(open());
}

TEST_F(Sqlite, ToolsReadBesideARunningServer) {
  const auto journal = open();
  append_now(*journal, "fair", 0, {{"a"}, {{1, 1, "s", "Ann"}}, {}});
  const auto tool = open_for_reading();
  EXPECT_EQ(tool->last_seq("fair"), 1u);
  EXPECT_TRUE(tool->verify("fair").sound);
  EXPECT_EQ(tool->vault_entry("fair", 1)->text, "Ann");
  EXPECT_EQ(tool->epoch("fair"), journal->epoch("fair"));
  append_now(*journal, "fair", 1, {{"b"}, {}, {}});
  EXPECT_EQ(tool->last_seq("fair"), 2u);
  const auto result = append_now(*tool, "fair", 2, {{"c"}, {}, {}});
  EXPECT_EQ(result.status, Append::down);
  EXPECT_SAYS(result.why, "reading only");
  EXPECT_THROW(tool->put_meta("fair", "k", "v"), Error);
  EXPECT_THROW(tool->epoch("new"), Error);
  EXPECT_THROW(tool->forget("fair"), Error);
  EXPECT_THROW({ const auto none = tool->follow("fair", 1, [](auto, const auto&) {}); }, Error);
  EXPECT_FALSE(tool->status().up);
  EXPECT_FALSE(tool->recover());
  tool->backup(folder_.file("copy.db"));
  EXPECT_EQ(append_now(*journal, "fair", 2, {{"c"}, {}, {}}).status, Append::appended);
}

TEST_F(Sqlite, ToolsReadWhenNoServerRuns) {
  write_history(40);
  history::check(*open_for_reading(), 40);
}

TEST_F(Sqlite, ANewerJournalIsRefused) {
  open();
  tamper(path(), "PRAGMA user_version=2");
  EXPECT_SAYS(refusal(options()), "newer convene");
  EXPECT_SAYS(refusal(options()), "format 2");
  EXPECT_SAYS(refusal(options()), path());
}

TEST_F(Sqlite, AnotherProgramsFileIsRefusedAndLeftAlone) {
  tamper(path(), "CREATE TABLE theirs(a); PRAGMA application_id=77");
  EXPECT_SAYS(refusal(options()), "belongs to another program");
  tamper(path(), "INSERT INTO theirs VALUES(1)");
}

TEST_F(Sqlite, AFileThatIsNoDatabaseIsRefused) {
  std::ofstream(path()) << std::string(10'000, 'x');
  EXPECT_SAYS(refusal(options()), path());
  EXPECT_SAYS(refusal(options()), "not a journal");
}

TEST_F(Sqlite, AFolderThatIsNotThereIsNamed) {
  SqliteOptions options;
  options.path = folder_.file("nowhere/event.db");
  EXPECT_SAYS(refusal(options), options.path);
  options.read_only = true;
  EXPECT_SAYS(refusal(options), options.path);
}

TEST_F(Sqlite, NamesWithOddCharactersAreFiles) {
  for (const auto* name : {"what?mode=memory", "100%25.db", "a#b", "with space", "ümlaut.db"}) {
    SqliteOptions options;
    options.path = folder_.file(name);
    append_now(*open_sqlite(options), "fair", 0, {{"a"}, {}, {}});
    EXPECT_TRUE(std::filesystem::exists(options.path)) << name;
    EXPECT_EQ(open_sqlite(options)->last_seq("fair"), 1u) << name;
  }
}

TEST_F(Sqlite, NobodyElseMayReadTheFile) {
  const auto journal = open();
  append_now(*journal, "fair", 0, {{"a"}, {}, {}});
  journal->backup(folder_.file("copy.db"));
  for (const auto* name : {"event.db", "event.db-wal", "copy.db"}) {
    struct stat found {};
    ASSERT_EQ(::stat(folder_.file(name).c_str(), &found), 0) << name;
    EXPECT_EQ(found.st_mode & 0777, 0600u) << name;
  }
}

// ---- group commit and the queue ----

TEST_F(Sqlite, WhatQueuesDuringACommitSharesTheNext) {
  const auto journal = open();
  std::promise<void> gate;
  auto opened = gate.get_future().share();
  journal->append("gate", 0, {{"x"}, {}, {}}, [opened](const AppendResult&) { opened.wait(); });
  std::atomic<int> appended = 0;
  for (int event = 0; event < 10; ++event)
    for (std::uint64_t n = 0; n < 20; ++n)
      journal->append("event " + std::to_string(event), n, {{"r"}, {}, {}},
                      [&](const AppendResult& result) { appended += result.status == Append::appended; });
  gate.set_value();
  append_now(*journal, "gate", 1, {{"y"}, {}, {}});
  EXPECT_EQ(appended, 200);
  EXPECT_LE(journal->status().commits, 3u);
}

TEST_F(Sqlite, TheQueueIsBounded) {
  auto chosen = options();
  chosen.max_queued = 10;
  chosen.max_queued_bytes = 100'000;
  const auto journal = open_sqlite(chosen);
  std::promise<void> gate;
  std::promise<void> inside;
  journal->append("fair", 0, {{"x"}, {}, {}}, [&](const AppendResult&) {
    inside.set_value();
    gate.get_future().wait();
  });
  inside.get_future().wait();
  std::atomic<int> appended = 0;
  std::atomic<int> refused = 0;
  const auto count = [&](const AppendResult& result) { ++(result.status == Append::refused ? refused : appended); };
  for (std::uint64_t n = 1; n <= 30; ++n) journal->append("fair", n, {{"r"}, {}, {}}, count);
  EXPECT_EQ(refused, 20);
  EXPECT_EQ(journal->status().queued, 10u);
  EXPECT_TRUE(journal->status().up);
  gate.set_value();
  journal->put_meta("fair", "wait", "for the writer");
  EXPECT_EQ(appended, 10);
  EXPECT_EQ(journal->status().queued, 0u);
  EXPECT_EQ(append_now(*journal, "fair", 11, {{std::string(200'000, 'b')}, {}, {}}).status, Append::appended)
      << "alone, even a large one finds its place";
}

TEST_F(Sqlite, ClosingWritesAndAnswersWhatIsQueued) {
  std::atomic<int> appended = 0;
  {
    const auto journal = open();
    for (std::uint64_t n = 0; n < 200; ++n)
      journal->append(history::event, n, history::batch(n),
                      [&](const AppendResult& result) { appended += result.status == Append::appended; });
  }
  EXPECT_EQ(appended, 200);
  history::check(*open(), 200);
}

TEST_F(Sqlite, AClosedJournalIsOneFile) {
  write_history(50);
  EXPECT_FALSE(std::filesystem::exists(path() + "-wal"));
  history::check(*open(), 50);
  EXPECT_FALSE(std::filesystem::exists(path() + "-wal")) << "nor if it was read from";
}

/// SQLite would play the log of the file that went onto the one that came.
TEST_F(Sqlite, ALogThatBelongsToAnotherFileIsRefused) {
  const auto journal = open();
  append_now(*journal, "fair", 0, {{"a"}, {}, {}});
  // As after a crash: the log is not empty.
  const Folder elsewhere;
  const auto moved = elsewhere.file("event.db");
  for (const auto* suffix : {"", "-wal", "-shm", ".lock"}) std::filesystem::copy_file(path() + suffix, moved + suffix);
  ASSERT_GT(std::filesystem::file_size(moved + "-wal"), 0u);
  SqliteOptions options;
  options.path = moved;
  try {
    open_sqlite(options);
    FAIL() << "it was opened";
  } catch (const Error& error) {
    EXPECT_SAYS(std::string(error.what()), moved + "-wal");
    EXPECT_SAYS(std::string(error.what()), moved + ".lock");
  }
  // The whole folder was moved: the log is its own, and nothing is lost.
  std::filesystem::remove(moved + ".lock");
  EXPECT_EQ(open_sqlite(options)->last_seq("fair"), 1u);
}

TEST_F(Sqlite, ACrashLeavesALogThatIsTakenIn) {
  {
    const auto journal = open();
    append_now(*journal, "fair", 0, {{"a"}, {}, {}});
    for (const auto* suffix : {"-wal", "-shm"}) std::filesystem::copy_file(path() + suffix, path() + suffix + ".kept");
  }
  for (const auto* suffix : {"-wal", "-shm"}) std::filesystem::rename(path() + suffix + ".kept", path() + suffix);
  EXPECT_EQ(open()->last_seq("fair"), 1u);
}

// ---- damage ----

TEST_F(Sqlite, ADamagedSnapshotIsPassedOver) {
  write_history(10);
  {
    const auto journal = open();
    save_snapshot_now(*journal, history::event, 3, "older");
    save_snapshot_now(*journal, history::event, 9, "newer");
  }
  tamper(path(), "UPDATE snapshots SET bytes=CAST('never' AS BLOB) WHERE at & 1099511627775 = 9");
  const auto snapshot = open()->load_snapshot(history::event);
  ASSERT_TRUE(snapshot);
  EXPECT_EQ(snapshot->seq, 3u);
  EXPECT_EQ(snapshot->bytes, "older");
}

TEST_F(Sqlite, DamagedWordsAreNotHandedOut) {
  append_now(*open(), "fair", 0, {{"a"}, {{1, 1, "s", "Ann"}, {1, 2, "s", "Bob"}}, {}});
  tamper(path(), "UPDATE vault SET text=CAST('Bos' AS BLOB) WHERE at & 1099511627775 = 2");
  const auto journal = open();
  EXPECT_EQ(journal->vault_entry("fair", 1)->text, "Ann");
  EXPECT_THROW(journal->vault_entry("fair", 2), Damaged);
  EXPECT_FALSE(journal->verify("fair").sound);
}

TEST_F(Sqlite, AMissingRecordIsNamed) {
  write_history(20);
  tamper(path(), "DELETE FROM records WHERE at & 1099511627775 = 7");
  EXPECT_EQ(open()->verify(history::event).bad_seq, 7u);
}

TEST_F(Sqlite, AnEventWhoseEndIsDamagedIsNotContinuedButOthersAre) {
  for (const auto* sql :
       {"DELETE FROM records WHERE at & 1099511627775 = 20",
        "UPDATE records SET bytes=CAST('x' AS BLOB) WHERE at & 1099511627775 = 20", "DELETE FROM records",
        "UPDATE events SET seq=19", "UPDATE events SET head=CAST('x' AS BLOB)"}) {
    SCOPED_TRACE(sql);
    for (const auto* suffix : {"", ".lock"}) std::filesystem::remove(path() + suffix);
    write_history(20);
    tamper(path(), sql);
    const auto journal = open();
    const auto last = journal->last_seq(history::event);
    const auto result = append_now(*journal, history::event, last, {{"next"}, {}, {}});
    EXPECT_EQ(result.status, Append::down);
    EXPECT_SAYS(result.why, "restore the newest backup");
    EXPECT_FALSE(journal->verify(history::event).sound);
    EXPECT_EQ(append_now(*journal, "other", 0, {{"a"}, {}, {}}).status, Append::appended);
    EXPECT_TRUE(journal->status().up);
  }
}

/// A start reads the newest snapshot and what follows it. If that were content with what an append refuses as damage,
/// the event would be opened, refuse its first command, recover, and so on for ever.
TEST_F(Sqlite, WhatAppendsRefuseAsDamageAStartRefusesToo) {
  for (const auto* sql :
       {"DELETE FROM records WHERE at & 1099511627775 = 20",
        "UPDATE records SET bytes=CAST('x' AS BLOB) WHERE at & 1099511627775 = 20", "DELETE FROM records",
        "UPDATE events SET seq=19", "UPDATE events SET seq=21", "UPDATE events SET head=CAST('x' AS BLOB)",
        "DELETE FROM records WHERE at & 1099511627775 = 20; UPDATE events SET seq=19, "
        "head=(SELECT hash FROM records ORDER BY at DESC LIMIT 1)"}) {
    SCOPED_TRACE(sql);
    for (const auto* suffix : {"", ".lock"}) std::filesystem::remove(path() + suffix);
    write_history(20);
    save_snapshot_now(*open(), history::event, 20, "state");
    tamper(path(), sql);
    for (int start = 0; start < 2; ++start) {
      const auto journal = open();
      const auto read = [&] {
        const auto snapshot = journal->load_snapshot(history::event);
        journal->read(history::event, snapshot ? snapshot->seq : 1, [](auto, const auto&) { return true; });
      };
      try {
        read();
        FAIL() << "it was opened";
      } catch (const Damaged& damage) {
        EXPECT_SAYS(std::string(damage.what()), path());
        EXPECT_SAYS(std::string(damage.what()), "record ");
        EXPECT_SAYS(std::string(damage.what()), "restore the newest backup");
      }
      EXPECT_FALSE(journal->verify(history::event).sound);
    }
  }
}

TEST_F(Sqlite, TheEndIsCheckedWhereThereIsNothingToRead) {
  open()->epoch("fair");
  tamper(path(), "UPDATE events SET head=CAST('x' AS BLOB)");
  const auto journal = open();
  EXPECT_EQ(append_now(*journal, "fair", 0, {{"a"}, {}, {}}).status, Append::down);
  EXPECT_THROW(journal->read("fair", 1, [](auto, const auto&) { return true; }), Damaged);
}

/// Whatever bytes turn over, what is handed out is right or nothing is.
TEST_F(Sqlite, FlippedBytesAnywhereAreNeverHandedOut) {
  write_history(120);
  std::ostringstream whole;
  whole << std::ifstream(path(), std::ios::binary).rdbuf();
  std::mt19937 random(17);
  int found = 0;
  for (int flip = 0; flip < 120; ++flip) {
    auto bytes = whole.str();
    const auto at = random() % bytes.size();
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << random() % 8));
    SCOPED_TRACE("byte " + std::to_string(at));
    for (const auto* suffix : {"-wal", "-shm"}) std::filesystem::remove(path() + suffix);
    std::ofstream(path(), std::ios::binary | std::ios::trunc) << bytes;
    std::uint64_t next = 0;
    try {
      const auto journal = open();
      journal->read(history::event, 1, [&](std::uint64_t seq, const std::string& record) {
        EXPECT_EQ(seq, next + 1);
        EXPECT_EQ(record, history::batch(next).records[0]);
        ++next;
        return true;
      });
      const auto rows = history::vault_after(120);
      journal->read_vault(history::event, [&](const VaultRow& row) {
        EXPECT_EQ(row, rows.at(row.entry));
        return true;
      });
    } catch (const Error& error) {
      ++found;
      EXPECT_SAYS(std::string(error.what()), path());
    }
  }
  EXPECT_GT(found, 30);
}

/// Whether another process could lock the file as a whole: what SQLite does before it deletes a log.
bool locked_for_others(const std::string& path) {
  const pid_t child = ::fork();
  if (child == 0) {
    const int file = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    struct flock asked {};
    asked.l_type = F_WRLCK;
    asked.l_whence = SEEK_SET;
    ::_exit(::fcntl(file, F_GETLK, &asked) == 0 && asked.l_type == F_UNLCK ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 1;
}

/// A process that closes any descriptor of a file loses its locks on it, and with them the log: another program that
/// looked at the file and ended deleted it, and what was acknowledged since went with it.
TEST_F(Sqlite, NobodyElseCanTakeTheLogAwayWhateverIsReadBesideTheWriter) {
  const auto journal = open_sqlite(options());
  append_now(*journal, "fair", 0, {{"a"}, {}, {}});
  ASSERT_TRUE(locked_for_others(path()));
  auto beside = options();
  beside.read_only = true;
  open_sqlite(beside)->verify("fair");
  EXPECT_TRUE(locked_for_others(path())) << "after a reader";
  journal->backup(path() + ".copy");
  EXPECT_TRUE(locked_for_others(path())) << "after a backup";
  EXPECT_THROW(open_sqlite(options()), Error) << "a second writer";
  EXPECT_TRUE(locked_for_others(path())) << "after that was refused";
}

}  // namespace
}  // namespace convene::journal

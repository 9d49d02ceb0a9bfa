// The disk says no: nobody is acknowledged after that, the reason is clear, and recover() finds the way back.
#include <gtest/gtest.h>

#include "tests/journal/backends.h"
#include "tests/journal/history.h"
#include "tests/journal/recording_vfs.h"

namespace convene::journal {
namespace {

class SqliteFaults : public testing::Test {
 protected:
  std::unique_ptr<Journal> open(int checkpoint_pages = 2'000) {
    SqliteOptions options;
    options.path = folder_.file("event.db");
    options.vfs = vfs_.name();
    options.checkpoint_pages = checkpoint_pages;
    return open_sqlite(options);
  }

  static AppendResult append(Journal& journal, std::uint64_t n) {
    return append_now(journal, history::event, n, history::batch(n));
  }

  /// Appends until an answer is not `appended`; returns how many were.
  static std::uint64_t append_until_down(Journal& journal, std::uint64_t from, AppendResult& last) {
    for (auto n = from; n < from + 500; ++n)
      if (last = append(journal, n); last.status != Append::appended) return n;
    return from + 500;
  }

  /// Down with a reason, reading on, refusing to come back while the fault lasts; then back with everything
  /// acknowledged.
  void expect_down_then_recovery(Journal& journal, std::uint64_t acknowledged, const std::string& reason) {
    EXPECT_FALSE(journal.status().up);
    EXPECT_NE(journal.status().why.find(reason), std::string::npos) << journal.status().why;
    EXPECT_NE(journal.status().why.find(folder_.file("event.db")), std::string::npos) << journal.status().why;
    for (int i = 0; i < 3; ++i) {
      const auto result = append(journal, acknowledged);
      EXPECT_EQ(result.status, Append::down);
      EXPECT_EQ(result.why, journal.status().why);
    }
    EXPECT_EQ(save_snapshot_now(journal, history::event, 1, "state").status, Append::down);
    EXPECT_THROW(journal.put_meta(history::event, "k", "v"), Error);
    EXPECT_THROW({ const auto none = journal.follow(history::event, 1, [](auto, const auto&) {}); }, Error);
    vfs_.fail({});
    EXPECT_TRUE(journal.recover()) << journal.status().why;
    EXPECT_TRUE(journal.status().up);
    const auto held = history::check(journal, acknowledged);
    EXPECT_EQ(append(journal, held).status, Append::appended);
    EXPECT_EQ(journal.status().queued, 0u);
  }

  Folder folder_;
  RecordingVfs vfs_;
};

TEST_F(SqliteFaults, ADiskThatIsFull) {
  const auto journal = open();
  for (std::uint64_t n = 0; n < 20; ++n) ASSERT_EQ(append(*journal, n).status, Append::appended);
  vfs_.fail({.full = true});
  EXPECT_EQ(append(*journal, 20).status, Append::down);
  EXPECT_FALSE(journal->recover()) << "it is still full";
  vfs_.fail({.full = true});
  expect_down_then_recovery(*journal, 20, "full");
}

TEST_F(SqliteFaults, ALogThatDoesNotSync) {
  const auto journal = open();
  for (std::uint64_t n = 0; n < 20; ++n) ASSERT_EQ(append(*journal, n).status, Append::appended);
  vfs_.fail({.sync_wal = true});
  EXPECT_EQ(append(*journal, 20).status, Append::down);
  vfs_.fail({});
  EXPECT_EQ(append(*journal, 20).status, Append::down)
      << "a sync that failed is not forgiven because the next one works";
  expect_down_then_recovery(*journal, 20, "disk");
}

TEST_F(SqliteFaults, ADatabaseThatDoesNotSyncWhenTheLogIsMoved) {
  const auto journal = open(10);
  vfs_.fail({.sync_data = true});
  AppendResult last;
  const auto acknowledged = append_until_down(*journal, 0, last);
  EXPECT_EQ(last.status, Append::down);
  EXPECT_GT(acknowledged, 0u) << "the log alone carries acknowledgements";
  EXPECT_FALSE(journal->recover()) << "still failing";
  expect_down_then_recovery(*journal, acknowledged, "disk");
}

TEST_F(SqliteFaults, NobodyInTheSameCommitIsAcknowledged) {
  const auto journal = open();
  append(*journal, 0);
  vfs_.fail({.sync_wal = true});
  std::atomic<int> down = 0;
  std::atomic<int> others = 0;
  for (std::uint64_t n = 1; n <= 50; ++n)
    journal->append(history::event, n, history::batch(n),
                    [&](const AppendResult& result) { ++(result.status == Append::down ? down : others); });
  for (int n = 0; n < 50; ++n)
    journal->append("other", 0, history::batch(0),
                    [&](const AppendResult& result) { ++(result.status == Append::down ? down : others); });
  append_now(*journal, history::event, 0, {});
  EXPECT_FALSE(journal->recover());
  EXPECT_EQ(down, 100);
  EXPECT_EQ(others, 0);
  expect_down_then_recovery(*journal, 1, "disk");
}

TEST_F(SqliteFaults, FollowersEndWhenTheJournalGoesDown) {
  const auto journal = open();
  append(*journal, 0);
  std::uint64_t seen = 0;
  const auto following =
      journal->follow(history::event, 1, [&](auto, const Batch& batch) { seen += batch.records.size(); });
  append(*journal, 1);
  vfs_.fail({.sync_wal = true});
  append(*journal, 2);
  vfs_.fail({});
  ASSERT_TRUE(journal->recover());
  const auto held = journal->last_seq(history::event);
  append(*journal, held);
  journal->put_meta(history::event, "wait", "for the writer");
  EXPECT_EQ(seen, 2u);
}

TEST_F(SqliteFaults, ADiskThatDoesNotReadIsNotTakenForAnEmptyJournal) {
  {
    const auto journal = open();
    for (std::uint64_t n = 0; n < 200; ++n) append(*journal, n);
  }
  vfs_.fail({.read = true});
  EXPECT_THROW(open(), Error);
  vfs_.fail({});
  history::check(*open(), 200);
}

TEST_F(SqliteFaults, ClosingWhileDownAnswersEverybody) {
  std::atomic<int> answers = 0;
  {
    const auto journal = open();
    vfs_.fail({.full = true});
    for (std::uint64_t n = 0; n < 30; ++n)
      journal->append(history::event, n, history::batch(n), [&](const AppendResult& result) {
        EXPECT_EQ(result.status, Append::down);
        ++answers;
      });
  }
  EXPECT_EQ(answers, 30);
  vfs_.fail({});
  history::check(*open(), 0);
}

}  // namespace
}  // namespace convene::journal

#include "server/journal/inspection.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <future>

#include "server/journal/memory.h"
#include "server/journal/sqlite.h"
#include "tests/journal/backends.h"

namespace convene::journal {
namespace {

std::map<std::string, Verdict> inspected(const std::shared_ptr<Journal>& journal, std::size_t events) {
  std::map<std::string, Verdict> found;
  std::promise<void> all;
  const Inspection inspection([&] { return journal; },
                              [&](const Inspection::Finding& finding) {
                                ASSERT_TRUE(finding.verdict) << finding.why;
                                found[finding.event] = *finding.verdict;
                                if (found.size() == events) all.set_value();
                              });
  EXPECT_EQ(all.get_future().wait_for(std::chrono::seconds(30)), std::future_status::ready);
  return found;
}

TEST(Inspection, finds_damage_that_a_start_from_a_snapshot_passes_over) {
  const auto journal = std::make_shared<MemoryJournal>();
  for (std::uint64_t n = 0; n < 10; ++n) {
    append_now(*journal, "fair", n, {{"record " + std::to_string(n)}, {{1, n + 1, "salt", "words"}}, {}});
    append_now(*journal, "other", n, {{"record " + std::to_string(n)}, {}, {}});
  }
  save_snapshot_now(*journal, "fair", 9, "state");
  auto found = inspected(journal, 2);
  EXPECT_TRUE(found["fair"].sound);
  EXPECT_EQ(found["fair"].last_seq, 10u);
  ASSERT_TRUE(journal->damage("fair", 3));
  found = inspected(journal, 2);
  EXPECT_FALSE(found["fair"].sound);
  EXPECT_EQ(found["fair"].bad_seq, 3u);
  EXPECT_TRUE(found["other"].sound);
}

TEST(Inspection, stops_when_it_is_no_longer_wanted) {
  const auto journal = std::make_shared<MemoryJournal>();
  Batch batch;
  for (int n = 0; n < 20'000; ++n) batch.records.push_back("record " + std::to_string(n));
  append_now(*journal, "fair", 0, batch);
  int found = 0;
  // To the end it would rest for seconds.
  for (int i = 0; i < 20; ++i)
    const Inspection inspection([&] { return journal; }, [&](const Inspection::Finding&) { ++found; });
  EXPECT_LT(found, 20);
}

/// Somebody holds the file, or the disk is full: what could not be read is not called damaged.
TEST(Inspection, what_cannot_be_read_is_not_damage) {
  const Folder folder;
  SqliteOptions options;
  options.path = folder.file("event.db");
  append_now(*open_sqlite(options), "fair", 0, {{"a"}, {}, {}});
  options.read_only = true;
  const std::shared_ptr<Journal> journal = open_sqlite(options);
  // The table is renamed away under it, as a newer version might.
  sqlite3* file = nullptr;
  ASSERT_EQ(sqlite3_open(options.path.c_str(), &file), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(file, "ALTER TABLE records RENAME TO elsewhere", nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(file);
  std::promise<Inspection::Finding> found;
  const Inspection inspection([&] { return journal; },
                              [&](const Inspection::Finding& finding) { found.set_value(finding); });
  auto finding = found.get_future();
  ASSERT_EQ(finding.wait_for(std::chrono::seconds(30)), std::future_status::ready);
  const auto given = finding.get();
  EXPECT_EQ(given.event, "fair");
  EXPECT_FALSE(given.verdict);
  EXPECT_FALSE(given.why.empty());
}

}  // namespace
}  // namespace convene::journal

// Erased words are gone from the disk, not only from the tables.
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <random>
#include <set>
#include <sstream>
#include <thread>
#include <utility>

#include "server/journal/sqlite_store.h"
#include "tests/journal/backends.h"

namespace convene::journal {
namespace {

std::string content_of(const std::string& path) {
  std::ostringstream all;
  all << std::ifstream(path, std::ios::binary).rdbuf();
  return all.str();
}

/// Another program's connection that reads for long.
class Tool {
 public:
  explicit Tool(const std::string& path) {
    EXPECT_EQ(sqlite3_open(path.c_str(), &file_), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(file_, "BEGIN; SELECT count(*) FROM vault", nullptr, nullptr, nullptr), SQLITE_OK);
  }
  ~Tool() { end(); }
  Tool(const Tool&) = delete;
  Tool& operator=(const Tool&) = delete;
  void end() {
    if (!file_) return;
    sqlite3_exec(file_, "COMMIT", nullptr, nullptr, nullptr);
    sqlite3_close(std::exchange(file_, nullptr));
  }

 private:
  sqlite3* file_ = nullptr;
};

class Erasure : public testing::Test {
 protected:
  Erasure() {
    options_.path = folder_.file("event.db");
    journal_ = open_sqlite(options_);
  }

  void append(const std::string& event, Batch batch) {
    ASSERT_EQ(append_now(*journal_, event, journal_->last_seq(event), std::move(batch)).status, Append::appended);
  }

  /// The writer wipes between commits; until then the status says so.
  void wait_until_wiped() {
    journal_->put_meta("any", "wait", "for the writer");
    while (journal_->status().erasing) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }

  bool on_disk(const std::string& text) const {
    for (const auto* suffix : {"", "-wal", "-journal"})
      if (content_of(options_.path + suffix).find(text) != std::string::npos) return true;
    return false;
  }

  Folder folder_;
  SqliteOptions options_;
  std::unique_ptr<Journal> journal_;
};

TEST_F(Erasure, WipesTheWordsFromTheFileWhileItIsInUse) {
  append("fair", {{"a"}, {{1, 1, "SALTSALT", "CANARY of Ann"}, {2, 2, "s", "words of Bob"}}, {}});
  EXPECT_TRUE(on_disk("CANARY")) << "or the test below proves nothing";
  append("fair", {{"b"}, {}, {1}});
  wait_until_wiped();
  EXPECT_FALSE(on_disk("CANARY"));
  EXPECT_FALSE(on_disk("SALTSALT"));
  EXPECT_TRUE(on_disk("words of Bob"));
}

/// Several events grow side by side, so that pages split in the middle and copies of cells stay behind.
TEST_F(Erasure, ReachesCopiesThatSplitPagesLeftBehind) {
  std::mt19937 random(1);
  const auto canary = [](unsigned owner) { return "CANARY" + std::to_string(100 + owner); };
  constexpr unsigned owners = 40;
  std::uint64_t entry = 0;
  for (int i = 0; i < 60; ++i) {
    Batch batch;
    for (int row = 0; row < 25; ++row) {
      const auto owner = static_cast<std::uint32_t>(random() % owners);
      std::string text;
      for (auto n = 1 + random() % 60; n > 0; --n) text += canary(owner);
      batch.vault.push_back({owner, ++entry, "s", text});
    }
    append("event " + std::to_string(random() % 6), batch);
  }
  std::set<unsigned> erased;
  for (unsigned owner = 0; owner < owners; owner += 2) {
    for (int event = 0; event < 6; ++event) append("event " + std::to_string(event), {{}, {}, {owner}});
    erased.insert(owner);
  }
  wait_until_wiped();
  for (unsigned owner = 0; owner < owners; ++owner)
    EXPECT_EQ(on_disk(canary(owner)), !erased.contains(owner)) << canary(owner);
}

TEST_F(Erasure, AForgottenMessageIsWipedAndItsAuthorsOthersAreNot) {
  append("fair", {{"FACT"}, {{1, 1, "s", "CANARY"}, {1, 2, "s", "SPARROW"}}, {}});
  append("fair", {{}, {}, {}, {1}});
  wait_until_wiped();
  EXPECT_FALSE(on_disk("CANARY"));
  EXPECT_TRUE(on_disk("SPARROW"));
}

TEST_F(Erasure, AForgottenEventLeavesNothing) {
  append("fair", {{"FACT"}, {{1, 1, "s", "CANARY"}}, {}});
  ASSERT_EQ(save_snapshot_now(*journal_, "fair", 1, "STATE").status, Append::appended);
  journal_->forget("fair");
  wait_until_wiped();
  for (const auto* text : {"FACT", "CANARY", "STATE"}) EXPECT_FALSE(on_disk(text)) << text;
}

TEST_F(Erasure, WordsThatWereReplacedGoWithTheirOwner) {
  append("fair", {{}, {{1, 1, "s", "CANARY one"}}, {}});
  append("fair", {{}, {{1, 1, "s", "CANARY two"}}, {}});
  append("fair", {{}, {}, {1}});
  wait_until_wiped();
  EXPECT_FALSE(on_disk("CANARY"));
}

TEST_F(Erasure, WaitsForAReaderAndDoesNotHoldUpCommits) {
  append("fair", {{"a"}, {{1, 1, "s", "CANARY"}}, {}});
  Tool tool(options_.path);
  append("fair", {{"b"}, {}, {1}});
  for (int i = 0; i < 20; ++i) append("fair", {{"c"}, {}, {}});
  journal_->put_meta("fair", "wait", "for the writer");
  EXPECT_TRUE(journal_->status().erasing);
  EXPECT_TRUE(journal_->status().up);
  tool.end();
  wait_until_wiped();
  EXPECT_FALSE(on_disk("CANARY"));
}

TEST_F(Erasure, ThatAReaderHeldUpIsStillDueAfterARestart) {
  append("fair", {{"a"}, {{1, 1, "s", "CANARY"}}, {}});
  Tool tool(options_.path);
  append("fair", {{"b"}, {}, {1}});
  journal_.reset();
  journal_ = open_sqlite(options_);
  EXPECT_TRUE(journal_->status().erasing);
  EXPECT_TRUE(on_disk("CANARY")) << "or the test below proves nothing";
  tool.end();
  // Nobody appends anything: it is done all the same.
  for (int tries = 0; tries < 6'000 && journal_->status().erasing; ++tries)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_FALSE(journal_->status().erasing);
  EXPECT_FALSE(on_disk("CANARY"));
}

/// Time stands still here: whatever is tried again is seen to have been done.
TEST_F(Erasure, AReaderInTheWayCostsOneWaitASecondHoweverManyCommits) {
  append("fair", {{"a"}, {{1, 1, "s", "CANARY"}}, {}});
  journal_.reset();
  Store store(options_.path, {}, true);
  Tool tool(options_.path);
  store.begin();
  ASSERT_EQ(store.append("fair", 1, {{"b"}, {}, {1}}).status, Append::appended);
  store.commit();
  const Store::Time start{std::chrono::hours(1)};
  store.maintain(true, 2'000, start);
  ASSERT_TRUE(store.erasing());
  EXPECT_FALSE(store.scrubbing());
  tool.end();
  for (int commit = 0; commit < 200; ++commit) store.maintain(true, 2'000, start + std::chrono::milliseconds(999));
  EXPECT_TRUE(store.erasing()) << "it was tried again within the second";
  store.maintain(false, 2'000, start + std::chrono::seconds(1));
  EXPECT_FALSE(store.erasing());
  EXPECT_FALSE(on_disk("CANARY"));
}

TEST_F(Erasure, ClosingWipesFirst) {
  append("fair", {{"a"}, {{1, 1, "s", "CANARY"}}, {}});
  append("fair", {{"b"}, {}, {1}});
  journal_.reset();
  EXPECT_FALSE(on_disk("CANARY"));
}

TEST_F(Erasure, GivesSpaceBack) {
  std::uint64_t entry = 0;
  for (int i = 0; i < 100; ++i) {
    Batch batch;
    for (int row = 0; row < 10; ++row) batch.vault.push_back({1, ++entry, "s", std::string(2'000, 'w')});
    append("fair", batch);
  }
  append("fair", {{}, {}, {1}});
  wait_until_wiped();
  EXPECT_LT(std::filesystem::file_size(options_.path), 200'000u);
}

}  // namespace
}  // namespace convene::journal

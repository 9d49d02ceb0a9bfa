// One journal under the shards of a server: each has an event, and does whatever it likes while the others do.
#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "tests/journal/backends.h"

namespace convene::journal {
namespace {

constexpr std::uint64_t kRounds = 40;

void run_an_event(Journal& journal, const std::string& event) {
  const auto epoch = journal.epoch(event);
  std::uint64_t seen = 0;
  const auto following = journal.follow(event, 1, [&](auto, const Batch& batch) { seen += batch.records.size(); });
  const auto records = [&](std::uint64_t from) {
    std::vector<std::string> found;
    journal.read(event, from, [&](auto, const std::string& bytes) {
      found.push_back(bytes);
      return true;
    });
    return found;
  };
  for (std::uint64_t round = 0; round < kRounds; ++round) {
    const std::string text = event + std::to_string(round);
    ASSERT_EQ(append_now(journal, event, round, {{text}, {{1, round + 1, "salt", text}}, {}}).status, Append::appended);
    if (round % 8 == 7) save_snapshot_now(journal, event, round + 1, text);
    journal.put_meta(event, "round", text);
    EXPECT_EQ(journal.meta(event, "round"), text);
    EXPECT_EQ(journal.last_seq(event), round + 1);
    EXPECT_EQ(journal.vault_entry(event, round + 1)->text, text);
    EXPECT_EQ(records(round + 1), std::vector<std::string>{text});
    EXPECT_TRUE(journal.status().up);
    EXPECT_TRUE(journal.recover()) << "as a hall asks that does not know that another has done it";
  }
  EXPECT_EQ(journal.epoch(event), epoch);
  EXPECT_EQ(records(1).size(), kRounds);
  EXPECT_EQ(journal.load_snapshot(event)->seq, kRounds);
  EXPECT_TRUE(journal.verify(event).sound);
  journal.put_meta(event, "round", "");  // what was answered before this was followed before it, too
  EXPECT_EQ(seen, kRounds);
}

void run_shards(Journal& journal) {
  std::vector<std::thread> shards;
  for (const char* event : {"east", "north", "south", "west"})
    shards.emplace_back([&journal, event] { run_an_event(journal, event); });
  for (std::thread& shard : shards) shard.join();
  EXPECT_EQ(journal.events().size(), 4U);
  EXPECT_EQ(journal.status().records, 4 * kRounds);
}

TEST(JournalOfShards, InMemory) {
  MemoryBackend backend;
  run_shards(backend.journal());
}

TEST(JournalOfShards, InSqlite) {
  SqliteBackend backend;
  run_shards(backend.journal());
  backend.reopen();
  for (const EventHead& head : backend.journal().events()) EXPECT_EQ(head.seq, kRounds) << head.event;
}

}  // namespace
}  // namespace convene::journal

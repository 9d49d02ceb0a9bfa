#include "server/journal/inspection.h"

#include <gtest/gtest.h>

#include <future>

#include "server/journal/memory.h"

namespace convene::journal {
namespace {

std::map<std::string, Verdict> inspected(Journal& journal, std::size_t events) {
  std::map<std::string, Verdict> found;
  std::promise<void> all;
  const Inspection inspection(journal, [&](const std::string& event, const Verdict& verdict) {
    found[event] = verdict;
    if (found.size() == events) all.set_value();
  });
  EXPECT_EQ(all.get_future().wait_for(std::chrono::seconds(30)), std::future_status::ready);
  return found;
}

TEST(Inspection, finds_damage_that_a_start_from_a_snapshot_passes_over) {
  MemoryJournal journal;
  for (std::uint64_t n = 0; n < 10; ++n) {
    append_now(journal, "fair", n, {{"record " + std::to_string(n)}, {{1, n + 1, "salt", "words"}}, {}});
    append_now(journal, "other", n, {{"record " + std::to_string(n)}, {}, {}});
  }
  save_snapshot_now(journal, "fair", 9, "state");
  auto found = inspected(journal, 2);
  EXPECT_TRUE(found["fair"].sound);
  EXPECT_EQ(found["fair"].last_seq, 10u);
  ASSERT_TRUE(journal.damage("fair", 3));
  found = inspected(journal, 2);
  EXPECT_FALSE(found["fair"].sound);
  EXPECT_EQ(found["fair"].bad_seq, 3u);
  EXPECT_TRUE(found["other"].sound);
}

TEST(Inspection, stops_when_it_is_no_longer_wanted) {
  MemoryJournal journal;
  Batch batch;
  for (int n = 0; n < 20'000; ++n) batch.records.push_back("record " + std::to_string(n));
  append_now(journal, "fair", 0, batch);
  for (int i = 0; i < 20; ++i) const Inspection inspection(journal, [](const std::string&, const Verdict&) {});
}

}  // namespace
}  // namespace convene::journal

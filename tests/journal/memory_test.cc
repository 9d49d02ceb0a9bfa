// The memory journal's other side: what a simulation does to it.
#include "server/journal/memory.h"

#include <gtest/gtest.h>

namespace convene::journal {
namespace {

Batch fact(const std::string& bytes) { return {{bytes}, {}, {}}; }

class Pumped : public testing::Test {
 protected:
  void append(std::uint64_t expected, const std::string& bytes) {
    journal_.append("fair", expected, fact(bytes),
                    [this](const AppendResult& result) { answers_.push_back(result.status); });
  }
  std::vector<std::string> records() {
    std::vector<std::string> found;
    journal_.read("fair", 1, [&](auto, const auto& bytes) {
      found.push_back(bytes);
      return true;
    });
    return found;
  }

  MemoryJournal journal_{{.pumped = true, .epoch_seed = 1}};
  std::vector<Append> answers_;
};

using Strings = std::vector<std::string>;
using Answers = std::vector<Append>;

TEST_F(Pumped, NothingIsDurableBeforeThePump) {
  append(0, "a");
  append(1, "b");
  EXPECT_TRUE(answers_.empty());
  EXPECT_TRUE(records().empty());
  EXPECT_EQ(journal_.waiting(), 2u);
  EXPECT_EQ(journal_.status().queued, 2u);
  EXPECT_EQ(journal_.pump(1), 1u);
  EXPECT_EQ(records(), Strings{"a"});
  EXPECT_EQ(answers_, Answers{Append::appended});
  EXPECT_EQ(journal_.pump(), 1u);
  EXPECT_EQ(journal_.pump(), 0u);
  EXPECT_EQ(records(), (Strings{"a", "b"}));
}

TEST_F(Pumped, ACrashLosesWhatWaitedAndAnswersNobody) {
  append(0, "a");
  journal_.pump();
  append(1, "b");
  append(2, "c");
  append(3, "d");
  std::uint64_t followed = 0;
  const auto following =
      journal_.follow("fair", 2, [&](auto, const Batch& batch) { followed += batch.records.size(); });
  const auto epoch = journal_.epoch("fair");
  journal_.crash(2);
  EXPECT_EQ(answers_.size(), 1u);
  EXPECT_EQ(records(), (Strings{"a", "b", "c"})) << "two had reached the disk, their answers were lost";
  EXPECT_EQ(journal_.waiting(), 0u);
  EXPECT_EQ(journal_.epoch("fair"), epoch);
  append(3, "e");
  journal_.pump();
  EXPECT_EQ(followed, 0u) << "followers died with the process";
}

TEST_F(Pumped, GoingDownAnswersEverybodyAndTheOutcomeIsKnownAfterRecovery) {
  append(0, "a");
  append(1, "b");
  journal_.fail("no disk", 1);
  EXPECT_EQ(answers_, (Answers{Append::down, Append::down}));
  append(1, "c");
  EXPECT_EQ(answers_.size(), 3u);
  EXPECT_EQ(answers_.back(), Append::down);
  EXPECT_EQ(journal_.status().why, "no disk");
  EXPECT_THROW(journal_.put_meta("fair", "k", "v"), Error);
  EXPECT_TRUE(journal_.recover());
  EXPECT_EQ(records(), Strings{"a"});
  append(1, "c");
  journal_.pump();
  EXPECT_EQ(answers_.back(), Append::appended);
}

TEST_F(Pumped, DoneMayAppendAgain) {
  journal_.append("fair", 0, fact("a"), [this](const AppendResult&) { append(1, "b"); });
  EXPECT_EQ(journal_.pump(), 2u);
  EXPECT_EQ(records(), (Strings{"a", "b"}));
}

TEST_F(Pumped, EpochsRepeatWithTheSeed) {
  MemoryJournal same({.pumped = true, .epoch_seed = 1});
  MemoryJournal other({.pumped = true, .epoch_seed = 2});
  EXPECT_EQ(journal_.epoch("fair"), same.epoch("fair"));
  EXPECT_NE(journal_.epoch("fair"), other.epoch("fair"));
  EXPECT_NE(MemoryJournal().epoch("fair"), MemoryJournal().epoch("fair"));
}

}  // namespace
}  // namespace convene::journal

// The nemesis does what it says, never breaks the contract, and repeats itself.
#include "server/journal/faulty.h"

#include <gtest/gtest.h>

#include "server/journal/memory.h"
#include "tests/journal/history.h"

namespace convene::journal {
namespace {

class Faulty : public testing::Test {
 protected:
  void append(std::uint64_t expected) {
    faulty_.append("fair", expected, history::batch(expected),
                   [this](const AppendResult& result) { answers_.push_back(result.status); });
  }

  MemoryJournal disk_;
  FaultyJournal faulty_{disk_, {}};
  std::vector<Append> answers_;
};

using Answers = std::vector<Append>;

TEST_F(Faulty, ASpuriousConflictWritesNothing) {
  faulty_.script({Fault::none, Fault::conflict});
  append(0);
  append(1);
  append(1);
  EXPECT_EQ(answers_, (Answers{Append::appended, Append::conflict, Append::appended}));
  history::check(disk_, 2);
}

TEST_F(Faulty, ARivalAppendsFirst) {
  FaultyJournal contested(disk_, {.rival = [](const std::string&, std::uint64_t seq) { return history::batch(seq); }});
  contested.script({Fault::conflict});
  AppendResult answer;
  contested.append("fair", 0, history::batch(0), [&](AppendResult result) { answer = std::move(result); });
  EXPECT_EQ(answer.status, Append::conflict);
  EXPECT_EQ(answer.seq, 1u);
  EXPECT_EQ(disk_.last_seq("fair"), 1u);
}

TEST_F(Faulty, AStallHoldsEverythingBehindItInOrder) {
  faulty_.script({Fault::stall});
  append(0);
  append(1);
  EXPECT_TRUE(answers_.empty());
  EXPECT_EQ(faulty_.status().queued, 2u);
  int steps = 0;
  for (; answers_.empty(); ++steps) {
    ASSERT_LE(steps, 20);
    faulty_.step();
  }
  EXPECT_GT(steps, 0);
  EXPECT_EQ(answers_, (Answers{Append::appended, Append::appended}));
}

TEST_F(Faulty, DownWritesNothingAndALostAnswerWrites) {
  for (const auto& [fault, written] : {std::pair{Fault::down, 0u}, {Fault::lost_answer, 1u}}) {
    answers_.clear();
    const auto before = disk_.last_seq("fair");
    faulty_.script({fault});
    append(before);
    append(before + 1);
    EXPECT_EQ(answers_, (Answers{Append::down, Append::down}));
    EXPECT_FALSE(faulty_.status().up);
    EXPECT_FALSE(faulty_.status().why.empty());
    EXPECT_THROW(faulty_.put_meta("fair", "k", "v"), Error);
    EXPECT_TRUE(faulty_.recover());
    EXPECT_EQ(disk_.last_seq("fair"), before + written);
    append(before + written);
    EXPECT_EQ(answers_.back(), Append::appended);
  }
}

TEST_F(Faulty, DownAnswersWhatIsStillUnderWayAndWaitsForItToSettle) {
  MemoryJournal slow({.pumped = true, .epoch_seed = {}});
  FaultyJournal nemesis(slow, {});
  Answers answers;
  const auto take = [&](const AppendResult& result) { answers.push_back(result.status); };
  nemesis.append("fair", 0, history::batch(0), take);
  nemesis.script({Fault::down});
  nemesis.append("fair", 1, history::batch(1), take);
  EXPECT_EQ(answers, (Answers{Append::down, Append::down}));
  EXPECT_FALSE(nemesis.recover()) << "the first may still reach the disk";
  slow.pump();
  EXPECT_EQ(answers.size(), 2u) << "its answer comes too late";
  EXPECT_TRUE(nemesis.recover());
  EXPECT_EQ(nemesis.last_seq("fair"), 1u);
}

TEST_F(Faulty, ACrashAnswersNobody) {
  faulty_.script({Fault::stall});
  append(0);
  faulty_.crash();
  faulty_.calm();
  EXPECT_TRUE(answers_.empty());
  EXPECT_EQ(disk_.last_seq("fair"), 0u);
}

/// A caller that catches up as the contract says loses nothing, whatever happens, and a seed repeats it all.
TEST_F(Faulty, EverythingAcknowledgedSurvivesAThousandSeeds) {
  const auto run = [](std::uint64_t seed) {
    MemoryJournal disk({.pumped = seed % 2 == 0, .epoch_seed = seed});
    FaultyJournal nemesis(disk, {.seed = seed,
                                 .conflict = 80,
                                 .stall = 80,
                                 .down = 40,
                                 .lost_answer = 40,
                                 .torn = 40,
                                 .max_stall_steps = 5,
                                 .rival = [seed](const std::string&, std::uint64_t seq) {
                                   return seed % 3 ? history::batch(seq) : Batch{};
                                 }});
    std::uint64_t acknowledged = 0;
    std::string log;
    std::uint64_t expected = 0;
    std::size_t open = 0;
    for (int i = 0; i < 60; ++i) {
      ++open;
      nemesis.append("fair", expected, history::batch(expected), [&](const AppendResult& result) {
        --open;
        log += std::to_string(static_cast<int>(result.status)) + ":" + std::to_string(result.seq) + " ";
        if (result.status == Append::appended) acknowledged = std::max(acknowledged, result.seq);
      });
      ++expected;
      if (i % 3 != 0) continue;
      for (int tries = 0; open > 0 || !nemesis.status().up; ++tries) {
        if (tries > 50) return std::string("stuck");
        nemesis.step();
        disk.pump();
        nemesis.recover();
      }
      expected = nemesis.last_seq("fair");
    }
    nemesis.calm();
    disk.pump();
    history::check(disk, acknowledged);
    EXPECT_TRUE(disk.last_seq("fair") == 0 || disk.verify("fair").sound);
    return log;
  };
  int interesting = 0;
  for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const auto log = run(seed);
    ASSERT_NE(log, "stuck");
    if (seed % 100 == 0) { ASSERT_EQ(log, run(seed)); }
    interesting += log.find("1:") != std::string::npos && log.find("3:") != std::string::npos;
    if (HasFailure()) return;
  }
  EXPECT_GT(interesting, 500);
}

}  // namespace
}  // namespace convene::journal

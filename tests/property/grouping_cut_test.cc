// A plan that is taken before it is finished: what holds of every plan holds of it, and what was told of it is true.
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>

#include "matcher/grouping/regroup.h"
#include "tests/property/grouping_case.h"
#include "tests/property/plan_check.h"

namespace convene::grouping {
namespace {

using testing::Case;
using testing::random_case;
using testing::random_couples;
using testing::settle;

/// Says stop after so many epochs, and keeps what it was told.
struct Watcher {
  explicit Watcher(std::uint64_t epochs) : last(static_cast<std::uint32_t>(epochs)) {}
  Execution execution() {
    return {{}, [this](const Progress& progress) {
              told.push_back(progress);
              return progress.epoch < last ? Verdict::go_on : Verdict::stop;
            }};
  }
  std::uint32_t last;
  std::vector<Progress> told;
};

/// Rules of all kinds, and people enough to have something to exchange.
Case ruled_case(std::uint64_t seed) {
  Case c = random_case(seed, seed % 8 == 0 ? 200 : 40);
  settle(c);
  Rng rng(mix(seed, 9));
  c.problem.apart = random_couples(rng, c.problem.people, rng.below(12));
  c.problem.together = random_couples(rng, c.problem.people, rng.below(6));
  c.problem.step_budget = 40'000 + rng.below(120'000);
  return c;
}

TEST(CutProperty, APlanKeepsEveryHardRuleWhereverItIsCut) {
  std::uint32_t cut_short = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    SCOPED_TRACE(seed);
    Case c = ruled_case(seed);
    settle(c);
    Watcher watcher(seed % 4);
    const Plan made = plan(c.problem, watcher.execution());
    testing::check(c.problem, made);
    if (HasFatalFailure()) return;
    ASSERT_EQ(plan(c.problem, Watcher(seed % 4).execution()), made) << "the same epoch, another answer";
    cut_short += made.report.cut_short ? 1 : 0;
  }
  EXPECT_GT(cut_short, 20u) << "hardly any was cut";
}

TEST(CutProperty, AnOpenRoundKeepsEveryHardRuleAndWhoIsPinnedWhereverItIsCut) {
  std::uint32_t cut_short = 0;
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    SCOPED_TRACE(seed);
    Case c = ruled_case(seed);
    settle(c);
    Rng rng(mix(seed, 10));
    // As they might sit after an hour of coming, going and moving by hand.
    Problem before = c.problem;
    before.weights = {};
    before.step_budget = 0;
    Present present;
    for (const Room& room : plan(before).rooms) present.rooms.push_back(room.people);
    std::erase_if(c.problem.people, [&](const Member&) { return rng.below(6) == 0; });
    for (const auto& room : present.rooms)
      if (rng.below(3) == 0) present.pinned.push_back(room.front());

    Watcher watcher(seed % 4);
    const Plan made = regroup(c.problem, present, watcher.execution());
    testing::check_seats(c.problem, made);
    if (HasFatalFailure()) return;
    cut_short += made.report.cut_short ? 1 : 0;
    for (std::size_t i = 1; i < watcher.told.size(); ++i)
      ASSERT_LE(watcher.told[i].lost, watcher.told[i - 1].lost) << "what is told is the best so far";

    // Two who are pinned in different rooms are not brought together.
    const auto room_of = [&](PersonId id) {
      return std::ranges::find_if(made.rooms, [&](const Room& r) { return std::ranges::count(r.people, id) > 0; });
    };
    for (const PersonId a : present.pinned)
      for (const PersonId b : present.pinned)
        if (a < b && room_of(a) != made.rooms.end()) { ASSERT_NE(room_of(a), room_of(b)); }
  }
  EXPECT_GT(cut_short, 50u) << "hardly any was cut";
}

TEST(CutProperty, TheFiguresThatWereToldLastAreThoseOfTheReport) {
  std::uint32_t compared = 0;
  for (std::uint64_t seed = 0; seed < 80; ++seed) {
    SCOPED_TRACE(seed);
    Case c = random_case(seed, 60);
    settle(c);
    c.problem.step_budget = 100'000;
    Watcher watcher(seed % 5);
    const Plan made = plan(c.problem, watcher.execution());
    if (watcher.told.empty()) continue;
    ++compared;
    const Figures& told = watcher.told.back().best;
    ASSERT_EQ(told.people, made.report.people - made.unplaced.size());
    ASSERT_EQ(told.repeat_meetings, made.report.repeat_meetings);
    ASSERT_EQ(told.same_primary * 1000 / made.report.people, made.report.same_primary_permille);
    ASSERT_EQ(watcher.told.back().lost, -made.report.score);
  }
  EXPECT_GT(compared, 40u);
}

}  // namespace
}  // namespace convene::grouping

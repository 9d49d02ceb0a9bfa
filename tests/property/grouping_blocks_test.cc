// Whoever does the work of a plan, and in whatever order, it is the same plan; and one that is ended early is a plan.
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <span>

#include "matcher/grouping/blocks.h"
#include "matcher/grouping/plan.h"
#include "matcher/grouping/refine.h"
#include "matcher/grouping/score.h"
#include "tests/property/grouping_case.h"

namespace convene::grouping {
namespace {

using testing::Case;
using testing::large_case;
using testing::random_case;
using testing::random_couples;
using testing::settle;

/// Parts in an order of its own, as threads might take them.
Parallel in_any_order(std::uint64_t seed) {
  return [seed](std::size_t count, const Job& job) {
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    Rng(seed).shuffle(std::span(order));
    for (const std::size_t part : order) job(part);
  };
}

TEST(BlocksProperty, EverySeatedPersonIsInOneBlockAndNeighboursChange) {
  for (std::uint64_t seed = 0; seed < 6; ++seed) {
    SCOPED_TRACE(seed);
    Case c = large_case(seed);
    settle(c);
    const Problem problem = cleaned(c.problem);
    Seats seats(problem.people.size() / 4);
    for (std::uint32_t i = 1; i < problem.people.size(); ++i) seats[i % (seats.size() - 1)].push_back(i);  // 0: nowhere
    const Seating seating(problem, seats);
    std::vector<std::size_t> blocks_of_rooms[2];
    for (std::uint32_t epoch = 0; epoch < 2; ++epoch) {
      const Blocks blocks = blocks_of(seating, epoch, seed);
      ASSERT_GT(blocks.rooms.size(), 1u);
      std::vector<std::size_t>& block_of = blocks_of_rooms[epoch];
      block_of.assign(seats.size(), ~std::size_t{0});
      for (std::size_t b = 0; b < blocks.rooms.size(); ++b) {
        std::uint32_t people = 0;
        for (const std::uint32_t room : blocks.rooms[b]) {
          ASSERT_EQ(block_of[room], ~std::size_t{0}) << "a room in two blocks";
          block_of[room] = b;
          for (const std::uint32_t person : seats[room]) ASSERT_EQ(blocks.place[person], people++);
        }
        ASSERT_EQ(people, blocks.people[b]);
        ASSERT_LE(people, block_people * 3 / 2);
      }
      for (std::size_t r = 0; r < seats.size(); ++r) ASSERT_EQ(block_of[r] == ~std::size_t{0}, seats[r].empty());
    }
    ASSERT_NE(blocks_of_rooms[0], blocks_of_rooms[1]);
  }
}

TEST(BlocksProperty, AnExcerptCostsWhatItsRoomsDoAndGoesBackIntoTheWhole) {
  for (std::uint64_t seed = 0; seed < 80; ++seed) {
    SCOPED_TRACE(seed);
    Case c = random_case(seed, 90);
    settle(c);
    Rng rng(mix(seed, 9));
    c.problem.apart = random_couples(rng, c.problem.people, rng.below(10));
    c.problem.together = random_couples(rng, c.problem.people, rng.below(10));
    const Problem problem = cleaned(c.problem);
    if (problem.people.size() < 8) continue;
    Seats seats(6);
    for (std::uint32_t i = 0; i < problem.people.size(); ++i) seats[rng.below(6)].push_back(i);
    Seating whole(problem, seats);
    const std::vector<std::uint32_t> rooms{4, 1, 2};
    std::vector<std::uint32_t> place(problem.people.size());
    std::uint32_t next = 0;
    for (const std::uint32_t room : rooms)
      for (const std::uint32_t person : seats[room]) place[person] = next++;
    Seating::Excerpt part = whole.excerpt(rooms, place);
    for (std::uint32_t made = 0; made < 300 && next > 1; ++made) {
      const std::uint32_t a = rng.below(next), b = rng.below(next);
      if (part.seating.room_of(a) == part.seating.room_of(b)) continue;
      const std::int64_t delta = part.seating.swap_delta(a, b);
      // The same exchange costs the same in the whole.
      if (made == 0) { ASSERT_EQ(delta, whole.swap_delta(part.people[a], part.people[b])); }
      part.seating.swap(a, b);
    }
    whole.adopt(part);
    ASSERT_EQ(whole.cost(), points_lost(problem, whole.rooms()));
    for (std::uint32_t r = 0; r < whole.rooms().size(); ++r)
      for (const std::uint32_t person : whole.rooms()[r]) ASSERT_EQ(whole.room_of(person), r);
  }
}

TEST(BlocksProperty, ThePlanIsTheSameInWhateverOrderTheBlocksAreRefined) {
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    SCOPED_TRACE(seed);
    Case c = large_case(seed);
    settle(c);
    const Plan made = plan(c.problem);
    ASSERT_EQ(plan(c.problem, {in_any_order(seed), {}}), made);
    const Problem clean = cleaned(c.problem);
    const PeopleIndex index(clean.people);
    Seats seats;
    for (const Room& room : made.rooms) {
      auto& people = seats.emplace_back();
      for (const PersonId id : room.people) people.push_back(index.of(id));
    }
    ASSERT_EQ(made.report.score, -points_lost(clean, seats));
    ASSERT_LE(made.report.steps, c.problem.step_budget);
    ASSERT_FALSE(made.report.cut_short);
  }
}

TEST(BlocksProperty, BlocksTogetherCostWhatIsReckonedAnewAndNoMoreThanBefore) {
  for (std::uint64_t seed = 0; seed < 8; ++seed) {
    SCOPED_TRACE(seed);
    Case c = large_case(seed);
    settle(c);
    const Problem problem = cleaned(c.problem);
    Seats seats(problem.people.size() / 5 + 1);
    for (std::uint32_t i = 0; i < problem.people.size(); ++i) seats[i % seats.size()].push_back(i);
    Seating seating(problem, seats);
    const std::int64_t given = seating.cost();
    const Refined refined = refine(seating, problem.sizes, 60'000, seed);
    ASSERT_LE(refined.steps, 60'000u);
    ASSERT_LT(seating.cost(), given);
    ASSERT_EQ(seating.cost(), points_lost(problem, seating.rooms()));
  }
}

TEST(BlocksProperty, APlanThatIsEndedEarlyIsNoWorseThanWithoutAnyStep) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    SCOPED_TRACE(seed);
    Case c = seed % 12 == 0 ? large_case(seed) : random_case(seed, 80);
    settle(c);
    c.problem.step_budget = 0;
    const Plan first = plan(c.problem);
    c.problem.step_budget = 200'000;
    std::vector<Progress> told;
    const std::uint32_t last = static_cast<std::uint32_t>(seed % 5);
    const Plan cut = plan(c.problem, {{}, [&](const Progress& progress) {
                                        told.push_back(progress);
                                        return progress.epoch < last ? Verdict::go_on : Verdict::stop;
                                      }});
    ASSERT_GE(cut.report.score, first.report.score);
    ASSERT_EQ(cut.rooms.empty(), first.rooms.empty());
    for (std::size_t i = 1; i < told.size(); ++i) {
      ASSERT_EQ(told[i - 1].epoch + 1, told[i].epoch) << "one epoch after the other";
      ASSERT_LE(told[i].lost, told[i - 1].lost) << "what is told is the best so far";
      ASSERT_GE(told[i].steps, told[i - 1].steps);
    }
    if (!cut.report.cut_short) continue;
    ASSERT_EQ(told.back().epoch, last);
    ASSERT_EQ(cut.report.steps, told.back().steps);
    if (last == 0) { ASSERT_EQ(cut.report.steps, 0u); }
  }
}

}  // namespace
}  // namespace convene::grouping

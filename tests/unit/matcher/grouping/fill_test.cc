#include "matcher/grouping/fill.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "matcher/grouping/least_moves.h"
#include "matcher/grouping/plan.h"
#include "matcher/rng.h"

namespace convene::grouping {
namespace {

PersonId id(std::uint32_t i) { return PersonId{i}; }

/// People 1..n, all alike.
Problem alike(std::uint32_t n) {
  Problem problem;
  for (std::uint32_t i = 1; i <= n; ++i) {
    Member m;
    m.id = id(i);
    problem.people.push_back(m);
  }
  return problem;
}

/// Rooms of these sizes, filled with 1, 2, 3, …
Plan rooms_of(const Problem& problem, std::initializer_list<std::uint32_t> sizes) {
  std::vector<std::vector<PersonId>> rooms;
  std::uint32_t next = 1;
  for (const std::uint32_t size : sizes) {
    auto& room = rooms.emplace_back();
    for (std::uint32_t i = 0; i < size; ++i) room.push_back(id(next++));
  }
  return explain(problem, rooms);
}

void drop(Problem& problem, std::initializer_list<std::uint32_t> who) {
  std::erase_if(problem.people, [&](const Member& m) { return std::ranges::count(who, m.id.value) > 0; });
}

/// How many are not with most of their former room.
std::uint32_t moves(const Plan& before, const Plan& after) {
  std::uint32_t moved = 0;
  for (const Room& room : before.rooms) {
    std::vector<std::uint32_t> shares(after.rooms.size(), 0);
    std::uint32_t here = 0;
    for (std::size_t r = 0; r < after.rooms.size(); ++r)
      for (const PersonId p : room.people)
        if (std::ranges::count(after.rooms[r].people, p)) ++shares[r], ++here;
    moved += here - (shares.empty() ? 0 : *std::ranges::max_element(shares));
  }
  return moved;
}

TEST(Refill, LeavesAPlanThatStillHoldsAsItIs) {
  Problem problem = alike(15);
  const Plan draft = rooms_of(problem, {5, 5, 5});
  drop(problem, {1, 6, 7});
  const Plan now = refill(problem, draft);
  EXPECT_EQ(now.rooms.size(), 3u);
  EXPECT_EQ(moves(draft, now), 0u);
}

TEST(Refill, OneIsFetchedForARoomThatLacksOne) {
  Problem problem = alike(15);
  const Plan draft = rooms_of(problem, {5, 5, 5});
  drop(problem, {1, 2, 3});
  const Plan now = refill(problem, draft);
  EXPECT_EQ(now.rooms.size(), 3u);
  EXPECT_EQ(now.report.under_min, 0u);
  EXPECT_EQ(moves(draft, now), 1u);
}

TEST(Refill, ALonePersonGoesWhereOthersAre) {
  Problem problem = alike(15);
  const Plan draft = rooms_of(problem, {5, 5, 5});
  drop(problem, {1, 2, 3, 4});
  const Plan now = refill(problem, draft);
  EXPECT_EQ(now.rooms.size(), 2u);
  EXPECT_EQ(now.report.alone, 0u);
}

TEST(Refill, NewPeopleFillTheGapsAndNobodyMoves) {
  Problem problem = alike(18);
  const Plan draft = rooms_of(problem, {5, 5, 5});
  drop(problem, {1, 2, 3, 6, 7, 8});
  const Plan now = refill(problem, draft);
  EXPECT_EQ(now.report.under_min, 0u);
  EXPECT_EQ(moves(draft, now), 0u);
  EXPECT_TRUE(now.unplaced.empty());
}

TEST(Refill, NewRoomsOpenWhenAllAreFull) {
  Problem problem = alike(17);
  const Plan draft = rooms_of(problem, {7, 7});
  const Plan now = refill(problem, draft);
  EXPECT_EQ(now.rooms.size(), 3u);
  EXPECT_EQ(moves(draft, now), 0u);
  const Plan one_more = refill(alike(15), rooms_of(alike(15), {7, 7}));
  EXPECT_EQ(one_more.report.under_min, 0u);
  EXPECT_EQ(one_more.rooms.size(), 3u);
}

TEST(Refill, AnEmptyDraftIsAPlanFromTheBeginning) {
  const Plan now = refill(alike(10), Plan{});
  EXPECT_EQ(now.rooms.size(), 2u);
  EXPECT_TRUE(refill(alike(0), Plan{}).rooms.empty());
  EXPECT_EQ(refill(alike(1), Plan{}).unplaced.at(0).why, UnplacedWhy::alone);
}

TEST(Refill, TheLastTwoMeet) {
  Problem problem = alike(10);
  const Plan draft = rooms_of(problem, {5, 5});
  drop(problem, {1, 2, 3, 4, 6, 7, 8, 9});
  const Plan now = refill(problem, draft);
  ASSERT_EQ(now.rooms.size(), 1u);
  EXPECT_EQ(now.rooms[0].people, (std::vector{id(5), id(10)}));
}

TEST(Refill, PinnedPeopleStay) {
  Problem problem = alike(15);
  const Plan draft = rooms_of(problem, {5, 5, 5});
  drop(problem, {1, 2, 3, 4});
  const std::vector pinned{id(5)};
  const Plan now = refill(problem, draft, pinned);
  const auto room = std::ranges::find_if(now.rooms, [](const Room& r) { return std::ranges::count(r.people, id(5)); });
  ASSERT_NE(room, now.rooms.end());
  EXPECT_EQ(now.rooms.size(), 3u) << "company comes to the pinned person";
  EXPECT_EQ(room->people.size(), 3u);
}

TEST(Refill, ARoomOverMaxGivesUpSomebody) {
  const Problem problem = alike(12);
  const Plan now = refill(problem, rooms_of(problem, {9, 3}));
  EXPECT_EQ(now.report.over_max, 0u);
  EXPECT_EQ(moves(rooms_of(problem, {9, 3}), now), 2u);
}

TEST(LeastMoves, WeighsDissolvingAgainstFetching) {
  EXPECT_EQ(least_moves({5, 5, 5}, {3, 5, 7}), (LeastMoves{0, 0}));
  EXPECT_EQ(least_moves({1, 5, 5}, {3, 5, 7}), (LeastMoves{1, 1}));
  EXPECT_EQ(least_moves({2, 5, 5}, {3, 5, 7}), (LeastMoves{0, 1}));
  EXPECT_EQ(least_moves({9, 3}, {3, 5, 7}), (LeastMoves{0, 2}));
  EXPECT_EQ(least_moves({1, 1, 1}, {3, 5, 7}), (LeastMoves{2, 2}));
  EXPECT_EQ(least_moves({8}, {3, 5, 7}), std::nullopt);
  EXPECT_EQ(least_moves({2}, {3, 5, 7}), std::nullopt);
  EXPECT_EQ(least_moves({2}, {3, 5, 7}, 1), (LeastMoves{0, 0}));
  EXPECT_EQ(least_moves({}, {3, 5, 7}), (LeastMoves{0, 0}));
  EXPECT_EQ(least_moves({5, 5}, {3, 5, 7}, 0, std::vector<std::uint32_t>{1}), (LeastMoves{0, 2}))
      << "the room of one is not to be dissolved";
}

/// Fewest people who must change rooms, by trying every size each room could end with.
std::uint32_t fewest_moves(const std::vector<std::uint32_t>& rooms, Sizes sizes) {
  const std::uint32_t n = std::accumulate(rooms.begin(), rooms.end(), 0u);
  std::uint32_t best = ~0u;
  const auto search = [&](auto&& self, std::size_t r, std::uint32_t seated, std::uint32_t left) -> void {
    if (seated > n) return;
    if (r == rooms.size()) {
      if (seated == n) best = std::min(best, left);
      return;
    }
    self(self, r + 1, seated, left + rooms[r]);
    for (std::uint32_t size = sizes.min; size <= sizes.max; ++size)
      self(self, r + 1, seated + size, left + (rooms[r] > size ? rooms[r] - size : 0));
  };
  search(search, 0, 0, 0);
  return best;
}

TEST(LeastMoves, IsTheLeastAndRefillNeedsNoMoreWhereKindsAreEqual) {
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    SCOPED_TRACE(seed);
    Rng rng(seed);
    Problem problem;
    problem.sizes = {3, 4, 5};
    std::vector<std::uint32_t> rooms(1 + rng.below(6));
    std::vector<std::vector<PersonId>> people;
    for (std::uint32_t& size : rooms) {
      size = 1 + rng.below(6);
      auto& room = people.emplace_back();
      for (std::uint32_t i = 0; i < size; ++i) {
        Member m;
        m.id = id(static_cast<std::uint32_t>(problem.people.size() + 1));
        problem.people.push_back(m);
        room.push_back(m.id);
      }
    }
    const auto least = least_moves(rooms, problem.sizes);
    const std::uint32_t fewest = fewest_moves(rooms, problem.sizes);
    ASSERT_EQ(least ? least->moves : ~0u, fewest);
    if (!least) continue;
    const Plan draft = explain(problem, people);
    const Plan now = refill(problem, draft);
    ASSERT_EQ(now.report.under_min + now.report.over_max + now.report.alone, 0u);
    ASSERT_LE(moves(draft, now), fewest);
  }
}

}  // namespace
}  // namespace convene::grouping

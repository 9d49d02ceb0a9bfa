// Rooms in which people sit already, made better by few moves.
#include "matcher/grouping/regroup.h"

#include <gtest/gtest.h>

#include <map>

#include "matcher/grouping/plan.h"
#include "matcher/grouping/score.h"
#include "tests/unit/matcher/grouping/crowd.h"

namespace convene::grouping {
namespace {

std::map<PersonId, std::size_t> rooms_by_person(const std::vector<std::vector<PersonId>>& rooms) {
  std::map<PersonId, std::size_t> out;
  for (std::size_t r = 0; r < rooms.size(); ++r)
    for (const PersonId id : rooms[r]) out[id] = r;
  return out;
}

std::vector<std::vector<PersonId>> rooms_of(const Plan& plan) {
  std::vector<std::vector<PersonId>> out;
  for (const Room& room : plan.rooms) out.push_back(room.people);
  return out;
}

bool together(const Plan& plan, PersonId a, PersonId b) {
  const auto room = rooms_by_person(rooms_of(plan));
  return room.at(a) == room.at(b);
}

class RegroupTest : public ::testing::Test {
 protected:
  RegroupTest() : kinds_(testing::flat_tree(2)) {
    problem_.roles = &kinds_;
    problem_.sizes = {2, 4, 6};
    for (std::uint32_t i = 1; i <= 8; ++i) problem_.people.push_back({PersonId(i), kind(i % 2 ? "k0" : "k1")});
    problem_.step_budget = 4'000;
    problem_.seed = 5;
  }
  NodeIndex kind(const char* key) const { return *kinds_.find(key); }

  Tree kinds_;
  Problem problem_;
};

TEST_F(RegroupTest, WhatIsGoodStaysAsItIs) {
  const Present present{
      {{PersonId(1), PersonId(3), PersonId(5), PersonId(7)}, {PersonId(2), PersonId(4), PersonId(6), PersonId(8)}}, {}};
  const Plan plan = regroup(problem_, present);
  ASSERT_EQ(plan.rooms.size(), 2u);
  EXPECT_EQ(plan.rooms[0].people, present.rooms[0]);
  EXPECT_EQ(plan.rooms[1].people, present.rooms[1]);
}

TEST_F(RegroupTest, OneExchangeMendsTwoRooms) {
  const Present present{
      {{PersonId(1), PersonId(3), PersonId(5), PersonId(8)}, {PersonId(2), PersonId(4), PersonId(6), PersonId(7)}}, {}};
  const Plan plan = regroup(problem_, present);
  EXPECT_TRUE(together(plan, PersonId(7), PersonId(1)));
  EXPECT_TRUE(together(plan, PersonId(8), PersonId(2)));
  EXPECT_TRUE(together(plan, PersonId(1), PersonId(3)));
}

TEST_F(RegroupTest, ThePinnedStayWhateverItCosts) {
  const Present present{
      {{PersonId(1), PersonId(3), PersonId(5), PersonId(8)}, {PersonId(2), PersonId(4), PersonId(6), PersonId(7)}},
      {PersonId(8), PersonId(1)}};
  const Plan plan = regroup(problem_, present);
  EXPECT_TRUE(together(plan, PersonId(8), PersonId(1)));
}

TEST_F(RegroupTest, ArrivalsComeInAndSizesAreMended) {
  const Present present{{{PersonId(1)}, {PersonId(2), PersonId(4), PersonId(6), PersonId(8)}}, {}};
  const Plan plan = regroup(problem_, present);
  std::size_t people = 0;
  for (const Room& room : plan.rooms) {
    people += room.people.size();
    EXPECT_GE(room.people.size(), 2u);
    EXPECT_LE(room.people.size(), 6u);
  }
  EXPECT_EQ(people, 8u);
  EXPECT_TRUE(plan.unplaced.empty());
}

// Random crowds: nobody is lost or twice, sizes hold, the same again gives the same, and nothing got worse.
TEST_F(RegroupTest, IsNeverWorseThanWhatWasThere) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Rng rng(seed);
    const Tree roles = testing::random_tree(rng, 2 + rng.below(8));
    const Tree regions = testing::random_tree(rng, 2 + rng.below(8));
    Problem problem;
    problem.roles = &roles;
    problem.regions = &regions;
    problem.sizes = testing::random_sizes(rng, 6);
    problem.people = testing::random_people(rng, roles, regions, 2 + rng.below(40));
    problem.met = testing::random_couples(rng, problem.people, 20);
    problem.apart = testing::random_couples(rng, problem.people, 3);
    problem.step_budget = 2'000;
    problem.seed = seed;
    Problem other = problem;
    other.seed = seed + 1'000;
    const Plan before = plan(other);
    Present present{rooms_of(before), {}};
    std::set<PersonId> pinned;
    for (const Room& room : before.rooms)
      if (rng.below(3) == 0 && pinned.insert(room.people.front()).second) present.pinned.push_back(room.people.front());
    const Plan after = regroup(problem, present);
    EXPECT_EQ(after, regroup(problem, present)) << seed;
    std::size_t people = after.unplaced.size();
    for (const Room& room : after.rooms) {
      people += room.people.size();
      EXPECT_LE(room.people.size(), normalised(problem.sizes).max) << seed;
      EXPECT_GE(room.people.size(), 2u) << seed;
    }
    EXPECT_EQ(people, problem.people.size()) << seed;
    if (before.unplaced.empty() && after.unplaced.empty()) {
      EXPECT_GE(after.report.score, before.report.score - move_points) << seed;
    }
    // Whoever is pinned sits with the others who are pinned in the same room.
    const auto now = rooms_by_person(rooms_of(after));
    const auto then = rooms_by_person(present.rooms);
    for (const PersonId a : pinned)
      for (const PersonId b : pinned)
        if (now.contains(a) && now.contains(b) && then.at(a) != then.at(b)) { EXPECT_NE(now.at(a), now.at(b)) << seed; }
  }
}

}  // namespace
}  // namespace convene::grouping

// The score that refining keeps up to date is the one reckoned anew, after a million exchanges.
#include <gtest/gtest.h>

#include "matcher/grouping/refine.h"
#include "matcher/grouping/score.h"
#include "matcher/grouping/seating.h"
#include "tests/property/grouping_case.h"

namespace convene::grouping {
namespace {

using testing::Case;
using testing::random_case;
using testing::random_couples;
using testing::settle;

constexpr std::uint32_t crowds = 100;
constexpr std::uint32_t exchanges = 10'000;  // in each of them
constexpr std::uint32_t often = 200;         // between two looks at the whole, but for the first few exchanges

/// So many exchanges were made that the whole is looked at.
constexpr bool due(std::uint32_t made) { return made < 20 || made % often == 0; }

/// Everybody somewhere, though not in the last of the rooms: one that is empty has its score, too.
Seats random_seats(Rng& rng, std::uint32_t people) {
  Seats seats(3 + people / 8 + rng.below(4));
  for (std::uint32_t i = 0; i < people; ++i)
    seats[rng.below(static_cast<std::uint32_t>(seats.size()) - 1)].push_back(i);
  return seats;
}

Problem with_couples(Case& c, Rng& rng) {
  settle(c);
  c.problem.apart = random_couples(rng, c.problem.people, rng.below(10));
  c.problem.together = random_couples(rng, c.problem.people, rng.below(10));
  return cleaned(c.problem);
}

void exchange_people(const Problem& problem, Seating& seating, Rng& rng) {
  const auto n = static_cast<std::uint32_t>(problem.people.size());
  const auto rooms = static_cast<std::uint32_t>(seating.rooms().size());
  for (std::uint32_t made = 0; made < exchanges;) {
    const std::uint32_t person = rng.below(n);
    const std::int64_t before = seating.cost();
    std::int64_t delta = 0;
    if (rng.below(2) == 0) {
      const std::uint32_t room = rng.below(rooms);
      if (room == seating.room_of(person) || seating.rooms()[room].size() == max_room) continue;
      delta = seating.move_delta(person, room);
      seating.move(person, room);
      ASSERT_EQ(seating.room_of(person), room);
    } else {
      const std::uint32_t other = rng.below(n);
      if (seating.room_of(person) == seating.room_of(other)) continue;
      delta = seating.swap_delta(person, other);
      seating.swap(person, other);
    }
    ++made;
    ASSERT_EQ(seating.cost(), before + delta) << made;
    if (due(made)) { ASSERT_EQ(seating.cost(), points_lost(problem, seating.rooms())) << made; }
  }
}

TEST(SeatingProperty, TheScoreIsTheOneReckonedAnewAfterAMillionExchanges) {
  std::uint32_t done = 0;
  for (std::uint64_t seed = 0; done < crowds; ++seed) {
    SCOPED_TRACE(seed);
    Case c = random_case(seed, seed % 4 == 0 ? 120 : 40);
    Rng rng(mix(seed, 2));
    const Problem problem = with_couples(c, rng);
    if (problem.people.size() < 2) continue;
    Seating seating(problem, random_seats(rng, static_cast<std::uint32_t>(problem.people.size())));
    ASSERT_EQ(seating.cost(), points_lost(problem, seating.rooms()));
    exchange_people(problem, seating, rng);
    if (HasFatalFailure()) return;
    ASSERT_EQ(seating.cost(), points_lost(problem, seating.rooms()));
    ++done;
  }
}

TEST(SeatingProperty, TheScoreIsTheOneReckonedAnewAfterRefining) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    SCOPED_TRACE(seed);
    Case c = random_case(seed, 80);
    Rng rng(mix(seed, 3));
    const Problem problem = with_couples(c, rng);
    Seating seating(problem, random_seats(rng, static_cast<std::uint32_t>(problem.people.size())));
    const std::int64_t given = seating.cost();
    const std::uint64_t steps = refine(seating, problem.sizes, 5'000, seed).steps;
    ASSERT_LE(steps, 5'000u);
    ASSERT_EQ(seating.cost(), points_lost(problem, seating.rooms()));
    ASSERT_LE(seating.cost(), given);
  }
}

}  // namespace
}  // namespace convene::grouping

// What the search of the abstract problem keeps up to date, points and broken rules, is what the definition says, after
// a million exchanges.
#include <gtest/gtest.h>

#include <algorithm>

#include "matcher/grouping/pairwise/score.h"
#include "matcher/grouping/pairwise/table.h"
#include "matcher/rng.h"

namespace convene::grouping::pairwise {
namespace {

constexpr std::uint32_t table_problems = 100;
constexpr std::uint32_t exchanges = 10'000;  // in each of them
constexpr std::uint32_t often = 200;         // between two looks at the whole, but for the first few exchanges

/// Every kind of rule and wish; each tenth at the limit of what numbers may be. In every second, threes are one.
Problem random_problem(std::uint64_t seed, std::uint32_t people, std::uint32_t rounds) {
  Rng rng(mix(seed, 7));
  Problem p;
  p.people = people;
  p.rounds = rounds;
  p.rooms.min = 1 + rng.below(4);
  p.rooms.max = p.rooms.min + 2 + rng.below(3);
  p.rooms.ideal = p.rooms.min + rng.below(p.rooms.max - p.rooms.min + 1);
  const bool huge = seed % 10 == 0;
  const auto penalty = [&](std::uint32_t most) { return huge ? limits::points : std::int64_t{rng.below(most)}; };
  p.rooms.size_penalty = penalty(20);
  p.repeat_penalty = penalty(30);
  p.move_penalty = penalty(15);
  const auto points = [&] {
    if (huge) return rng.below(2) == 0 ? limits::points : -limits::points;
    return std::int64_t{rng.below(61)} - 30;
  };
  constexpr Index apiece = 9;
  const auto of_three = [&](Index i) { return seed % 2 == 0 && i % apiece < 3 && i - i % apiece + 2 < people; };
  for (Index i = 0; i < people; ++i) {
    p.seats.push_back(rng.below(3) == 0 ? std::nullopt : std::optional(rng.below(3)));
    const bool follows = of_three(i) && i % apiece != 0;
    if (follows) p.together.emplace_back(i, i - 1);
    if (seed % 3 == 0) {
      std::vector<std::uint32_t> spoken;
      for (std::uint32_t language = 0; language < 4; ++language)
        if (rng.below(3) == 0) spoken.push_back(language);
      p.languages.push_back(follows ? p.languages.back() : spoken);
    }
    // Who is near: as many pairs for many people as for few.
    for (Index j = i + 1; j < std::min(people, i + 20); ++j) {
      if (rng.below(2) == 0) p.weights.push_back({i, j, points()});
      if (rng.below(40) == 0) p.weights.push_back({j, i, points()});
      const bool one = of_three(i) && of_three(j) && i / apiece == j / apiece;
      if (rng.below(20) == 0 && !one) p.apart.emplace_back(j, i);
    }
  }
  return p;
}

/// Units of the room outside the language that most of its units follow.
std::int64_t outside(const Table& table, const std::vector<Index>& room) {
  std::int64_t least = static_cast<std::int64_t>(room.size());
  for (int language = 0; language < 64; ++language)
    least = std::min<std::int64_t>(least, std::count_if(room.begin(), room.end(), [&](Index u) {
                                     return (table.unit(u).languages >> language & 1) == 0;
                                   }));
  return least;
}

std::int64_t broken_anew(const Problem& p, const Table& table) {
  std::int64_t broken = 0;
  for (std::uint32_t round = 0; round < table.rounds(); ++round)
    for (std::uint32_t number = 0; number < table.rooms(); ++number) {
      const std::vector<Index>& room = table.in(round, number);
      std::int64_t people = 0;
      for (const Index u : room) {
        people += table.unit(u).size;
        for (const Index v : table.unit(u).apart) broken += u < v && table.room_of(round, v) == number;
      }
      broken += std::max<std::int64_t>({0, p.rooms.min - people, people - p.rooms.max});
      broken += outside(table, room);
    }
  return broken;
}

/// The score from its definition, but that empty rooms count, and that a room keeps the present one that it continues:
/// `worth` numbers them as it is best.
std::int64_t points_anew(const Problem& p, const Units& units, const Table& table) {
  Problem unmoved = p;
  unmoved.move_penalty = 0;
  std::vector<Round> rounds = table.seats();
  std::int64_t points = worth(unmoved, rounds).score;
  const std::vector<std::uint32_t> present = present_rooms(units);
  for (std::uint32_t round = 0; round < table.rounds(); ++round)
    for (std::uint32_t room = 0; room < table.rooms(); ++room) {
      if (table.in(round, room).empty()) points -= p.rooms.size_penalty * p.rooms.ideal;
      if (round != 0 || room >= present.size()) continue;
      for (const Index u : table.in(round, room))
        for (const Index person : table.unit(u).people)
          if (p.seats[person] == present[room]) points += p.move_penalty;
    }
  return points;
}

/// One at random; whether there was one to make.
bool exchange(Table& table, Rng& rng) {
  const std::uint32_t round = rng.below(table.rounds());
  const Index u = rng.below(table.units());
  const Index v = rng.below(table.units());
  const Index w = rng.below(table.units());
  const Index a = table.room_of(round, u);
  const Index b = table.room_of(round, v);
  const Index c = table.room_of(round, w);
  switch (rng.below(3)) {
    case 0: {
      const std::uint32_t room = rng.below(table.rooms());
      if (room == a) return false;
      table.move(round, u, room, table.moving(round, u, room));
      return true;
    }
    case 1:
      if (a == b) return false;
      table.swap(round, u, v, table.swapping(round, u, v));
      return true;
    default:
      if (a == b || b == c || a == c) return false;
      table.turn(round, u, v, w, table.turning(round, u, v, w));
      return true;
  }
}

void play(const Problem& p, std::uint32_t rooms, std::uint64_t seed, std::uint32_t times, std::uint32_t between) {
  Rng rng(mix(seed, 8));
  const auto joined = join(p);
  ASSERT_TRUE(std::holds_alternative<Units>(joined));
  const Units& units = std::get<Units>(joined);
  Table table(p, units, rooms, present_rooms(units));
  for (std::uint32_t round = 0; round < p.rounds; ++round)
    for (Index u = 0; u < table.units(); ++u) table.seat(round, u, rng.below(rooms));
  // What units have within them is in the score only.
  const std::int64_t constant = table.points() - points_anew(p, units, table);
  const auto begun = table.places();
  const std::int64_t points = table.points();
  const std::int64_t broken = table.broken();
  const auto agrees = [&](std::uint32_t made) {
    ASSERT_EQ(table.points() - points_anew(p, units, table), constant) << made;
    ASSERT_EQ(table.broken(), broken_anew(p, table)) << made;
  };
  agrees(0);
  for (std::uint32_t made = 0; made < times && !::testing::Test::HasFatalFailure();) {
    if (!exchange(table, rng)) continue;
    ++made;
    if (made % between == 0 || (between == often && made < 20)) agrees(made);
  }
  agrees(times);
  table.restore(begun);
  ASSERT_EQ(table.points(), points);
  ASSERT_EQ(table.broken(), broken);
}

TEST(PairwiseTableProperty, PointsAndBrokenRulesAreThoseReckonedAnewAfterAMillionExchanges) {
  for (std::uint64_t seed = 0; seed < table_problems; ++seed) {
    SCOPED_TRACE(seed);
    const Problem problem = random_problem(seed, 12 + seed % 29, 1 + seed % 4);
    play(problem, 3 + seed % 5, seed, exchanges, often);
    if (HasFatalFailure()) return;
  }
}

/// So many people that the table reckons when it is asked.
TEST(PairwiseTableProperty, AlsoWhereNotEveryPairIsKept) {
  for (const std::uint64_t seed : {10, 11}) {
    SCOPED_TRACE(seed);
    play(random_problem(seed, 6'000, 2), 1'000, seed, 20'000, 7'000);
    if (HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace convene::grouping::pairwise

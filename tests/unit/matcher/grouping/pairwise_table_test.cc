// What an exchange is said to change is what it changes, over many random exchanges.
#include <gtest/gtest.h>

#include <algorithm>

#include "matcher/grouping/pairwise/score.h"
#include "matcher/grouping/pairwise/table.h"
#include "matcher/rng.h"

namespace convene::grouping::pairwise {
namespace {

/// Broken rules counted from the definition.
std::int64_t broken_anew(const Table& table) {
  std::int64_t broken = 0;
  for (std::uint32_t round = 0; round < table.rounds(); ++round)
    for (std::uint32_t room = 0; room < table.rooms(); ++room) {
      for (const Index u : table.in(round, room))
        for (const Index v : table.unit(u).apart) broken += u < v && table.room_of(round, v) == room;
    }
  return broken;
}

void play(std::uint64_t seed, std::uint32_t people, std::uint32_t rounds, int steps) {
  Rng rng(seed);
  Problem p;
  p.people = people;
  p.rooms = {1, 3, people, 3, {}};  // no size is ever broken: what is counted is who is kept apart
  p.rounds = rounds;
  p.repeat_penalty = 11;
  p.move_penalty = 5;
  for (std::uint32_t i = 0; i < people; ++i) {
    p.seats.push_back(rng.below(3) == 0 ? std::nullopt : std::optional(rng.below(3)));
    // Who is near: as many pairs for many people as for few.
    for (std::uint32_t j = i + 1; j < std::min(people, i + 20); ++j) {
      if (rng.below(2) == 0) p.weights.push_back({i, j, std::int64_t{rng.below(61)} - 30});
      if (rng.below(12) == 0) p.apart.emplace_back(i, j);
    }
  }
  const auto joined = join(p);
  const Units& units = std::get<Units>(joined);
  const std::uint32_t rooms = people < 100 ? 4 : 900;
  Table table(p, units, rooms, present_rooms(units));
  for (std::uint32_t round = 0; round < rounds; ++round)
    for (Index u = 0; u < table.units(); ++u) table.seat(round, u, u % rooms);
  // Points of the table differ from the score by a constant, as long as the rooms keep the numbers of present rooms:
  // the score may number them better, which is left out here by looking at rounds alone.
  const auto points = [&] {
    Problem q = p;
    q.move_penalty = 0;
    std::vector<Round> all = table.seats();
    return worth(q, all).score;
  };
  const auto stays = [&] {
    const std::vector<std::uint32_t> present = present_rooms(units);
    std::int64_t stay = 0;
    for (std::uint32_t room = 0; room < rooms && room < present.size(); ++room)
      for (const Index u : table.in(0, room))
        if (p.seats[table.unit(u).people.front()] == present[room]) stay += p.move_penalty;
    return stay;
  };
  const std::int64_t constant = table.points() - points() - stays();
  for (int step = 0; step < steps; ++step) {
    const std::uint32_t round = rng.below(rounds);
    const Index u = rng.below(table.units());
    const Index v = rng.below(table.units());
    const Index w = rng.below(table.units());
    const Index a = table.room_of(round, u);
    const Index b = table.room_of(round, v);
    const Index c = table.room_of(round, w);
    switch (rng.below(3)) {
      case 0: {
        const std::uint32_t room = rng.below(rooms);
        // Rooms without anybody are no rooms to the score.
        if (room == a || table.in(round, a).size() == 1) continue;
        table.move(round, u, room, table.moving(round, u, room));
        break;
      }
      case 1:
        if (a == b) continue;
        table.swap(round, u, v, table.swapping(round, u, v));
        break;
      default:
        if (a == b || b == c || a == c) continue;
        table.turn(round, u, v, w, table.turning(round, u, v, w));
    }
    if (step % 7 != 0) continue;
    ASSERT_EQ(table.points() - points() - stays(), constant) << "seed " << seed << " step " << step;
    ASSERT_EQ(table.broken(), broken_anew(table)) << "seed " << seed << " step " << step;
  }
}

TEST(PairwiseTable, KeepsItsPointsUpToDate) {
  for (std::uint64_t seed = 0; seed < 30; ++seed) play(seed, 12 + seed % 9, 1 + seed % 4, 2'000);
}

TEST(PairwiseTable, AlsoWhereNotEveryPairIsKept) {
  // So many that the table reckons when it is asked.
  play(99, 4'700, 2, 50);
}

}  // namespace
}  // namespace convene::grouping::pairwise

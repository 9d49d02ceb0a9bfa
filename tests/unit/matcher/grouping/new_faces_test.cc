// Rounds of new faces, by construction and by turning.
#include "matcher/grouping/new_faces.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "matcher/grouping/places.h"
#include "matcher/grouping/starter.h"

namespace convene::grouping {
namespace {

using Rounds = std::vector<std::vector<std::vector<std::uint32_t>>>;

/// Everybody once a round, in so many rooms, and nobody meets anybody twice.
void check(const Rounds& rounds, std::uint32_t people, std::uint32_t rooms) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> met;
  for (const auto& round : rounds) {
    EXPECT_LE(round.size(), rooms);
    std::set<std::uint32_t> seen;
    for (const auto& room : round)
      for (const std::uint32_t a : room) {
        EXPECT_LT(a, people);
        EXPECT_TRUE(seen.insert(a).second);
        for (const std::uint32_t b : room)
          if (a < b) { EXPECT_TRUE(met.insert({a, b}).second) << a << " meets " << b << " again"; }
      }
    EXPECT_EQ(seen.size(), people);
  }
}

TEST(NewFaces, WhatTheConstructionsReach) {
  const auto count = [](std::uint32_t rooms, std::uint32_t size) {
    const Rounds rounds = rounds_of_new_faces(rooms * size, rooms, 100);
    check(rounds, rooms * size, rooms);
    return rounds.size();
  };
  EXPECT_EQ(count(3, 3), 4u);
  EXPECT_EQ(count(4, 4), 5u);
  EXPECT_EQ(count(5, 5), 6u);
  EXPECT_EQ(count(7, 7), 8u);
  EXPECT_EQ(count(8, 8), 9u);
  EXPECT_EQ(count(9, 9), 10u);
  EXPECT_EQ(count(9, 3), 13u) << "nine, and four within the columns";
  EXPECT_EQ(count(8, 5), 8u);
  EXPECT_EQ(count(7, 6), 7u);
  EXPECT_EQ(count(16, 4), 16u + 5u);
  for (const std::uint32_t rooms : {2u, 3u, 5u, 10u, 50u}) EXPECT_EQ(count(rooms, 2), 2 * rooms - 1);
}

TEST(NewFaces, AnyNumberOfPeopleAndRooms) {
  for (std::uint32_t people = 0; people <= 40; ++people)
    for (std::uint32_t rooms = 0; rooms <= 12; ++rooms) {
      SCOPED_TRACE(std::to_string(people) + " in " + std::to_string(rooms));
      const Rounds rounds = rounds_of_new_faces(people, rooms, 5);
      EXPECT_EQ(rounds.empty(), people == 0 || rooms == 0);
      EXPECT_LE(rounds.size(), 5u);
      check(rounds, people, rooms);
      if (rounds.empty()) continue;
      for (const auto& room : rounds.front()) EXPECT_LE(room.size(), (people + rooms - 1) / rooms);
    }
  EXPECT_EQ(rounds_of_new_faces(100, 20, 5).size(), 5u);
}

TEST(NewFaces, NoPlanHasFewerRepeatsThanTheBound) {
  EXPECT_EQ(least_repeats(16, 4, 5), 0u);
  EXPECT_EQ(least_repeats(16, 4, 6), 24u);
  EXPECT_EQ(least_repeats(7, 2, 3), 6u) << "a room of three and one of four meet in nine pairs, of twenty-one";
  EXPECT_EQ(least_repeats(0, 4, 6), 0u);
}

TEST(NewFaces, FieldsAreFields) {
  for (const std::uint32_t g : {2u, 3u, 4u, 5u, 7u, 8u, 9u, 16u, 25u, 27u, 49u}) {
    const Places places(g);
    for (std::uint32_t a = 0; a < g; ++a) {
      std::set<std::uint32_t> products;
      for (std::uint32_t b = 0; b < g; ++b) {
        products.insert(places.multiply(a, b));
        EXPECT_EQ(places.multiply(a, b), places.multiply(b, a));
        EXPECT_EQ(places.subtract(places.add(a, b), b), a);
        EXPECT_EQ(places.multiply(a, places.add(b, 1)), places.add(places.multiply(a, b), a)) << g;
      }
      EXPECT_EQ(products.size(), a == 0 ? 1 : g) << g;
    }
  }
}

TEST(NewFaces, OneRoundTurnedIsMany) {
  const auto found = [](std::uint32_t rooms, std::uint32_t size, std::uint32_t rounds) {
    const auto all = turned_rounds(rooms * size, rooms, rounds, 2'000'000, 1);
    if (!all) return false;
    check(*all, rooms * size, rooms);
    return all->size() == rounds;
  };
  EXPECT_TRUE(found(5, 3, 7));
  EXPECT_TRUE(found(8, 3, 11));
  EXPECT_TRUE(found(6, 4, 7));
  EXPECT_TRUE(found(6, 6, 3));
  EXPECT_TRUE(found(10, 5, 9));
  EXPECT_FALSE(turned_rounds(4, 2, 4, 1'000'000, 1)) << "four people have three others each";
  EXPECT_FALSE(turned_rounds(21, 7, 10, ~std::uint64_t{0}, 1)) << "20 kinds of pairs for 21: nothing is searched";
  EXPECT_FALSE(turned_rounds(1, 1, 5, 1'000, 1));
  EXPECT_FALSE(turned_rounds(0, 0, 0, 1'000, 1));
}

}  // namespace
}  // namespace convene::grouping

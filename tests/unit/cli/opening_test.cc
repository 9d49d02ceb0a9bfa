// What a crowd holds against the rooms that a round opens with.
#include "server/swarm/opening.h"

#include <gtest/gtest.h>

namespace convene::swarm {
namespace {

using Rooms = std::vector<std::vector<PersonId>>;

/// Educators (elementary, high) and administrators; of each deepest kind so many people, ids in this order.
class Openings : public testing::Test {
 protected:
  Openings() {
    grouping::Tree::Builder builder;
    builder.add("", "educator");
    builder.add("educator", "elementary");
    builder.add("educator", "high");
    builder.add("", "administrator");
    roles_ = std::move(builder).build();
    problem_.roles = &roles_;
    problem_.sizes = {3, 4, 5};
  }

  void people(std::uint32_t elementary, std::uint32_t high, std::uint32_t administrators) {
    const auto add = [&](std::uint32_t n, const char* key) {
      for (; n > 0; --n) {
        grouping::Member one{PersonId(static_cast<std::uint32_t>(problem_.people.size() + 1))};
        one.role = *roles_.find(key);
        problem_.people.push_back(one);
      }
    };
    add(elementary, "elementary"), add(high, "high"), add(administrators, "administrator");
  }

  /// Everybody in turn, in rooms of these sizes.
  static Rooms in_turn(const std::vector<std::size_t>& sizes) {
    Rooms rooms;
    std::uint32_t next = 1;
    for (const std::size_t size : sizes) {
      rooms.emplace_back();
      while (rooms.back().size() < size) rooms.back().emplace_back(next++);
    }
    return rooms;
  }

  /// Everybody dealt to so many rooms, as if kinds were nothing.
  Rooms dealt(std::size_t count) const {
    Rooms rooms(count);
    for (std::size_t i = 0; i < problem_.people.size(); ++i) rooms[i % count].push_back(problem_.people[i].id);
    return rooms;
  }

  std::string wrong(const Rooms& rooms) const { return wrong_opening(measure_opening("r 1", problem_, rooms)); }

  grouping::Tree roles_;
  grouping::Problem problem_;
};

TEST_F(Openings, PeopleOfOneKindTogetherAreRight) {
  people(8, 8, 4);
  const Rooms rooms = in_turn({4, 4, 4, 4, 4});
  EXPECT_EQ(wrong(rooms), "");
  const Opening one = measure_opening("r 1", problem_, rooms);
  EXPECT_EQ(one.levels, one.fewest_levels);
  EXPECT_EQ(one.levels, 4U) << "administrators are a level above the deepest kinds";
}

TEST_F(Openings, KindsDealtLikeCardsAreWrong) {
  people(8, 8, 4);
  EXPECT_NE(wrong(dealt(5)).find("36 levels from those of their kind, though 4 would do"), std::string::npos)
      << wrong(dealt(5));
}

TEST_F(Openings, WhereKindsCountForNothingTheyAreDealt) {
  people(8, 8, 4);
  problem_.weights.role = 0;
  EXPECT_EQ(wrong(dealt(5)), "");
}

TEST_F(Openings, WhoIsTooFewForARoomSitsWithTheNearest) {
  people(4, 2, 3);  // two of "high" cannot have a room: with the elementary ones, not with administrators
  EXPECT_EQ(wrong(in_turn({3, 3, 3})), "");
  EXPECT_EQ(measure_opening("r 1", problem_, in_turn({3, 3, 3})).levels, 6U);
}

TEST_F(Openings, ARoomUnderTheSmallestSizeIsWrongWhereThePeopleDivide) {
  people(9, 0, 0);
  EXPECT_EQ(wrong(in_turn({5, 4})), "");
  EXPECT_NE(wrong(in_turn({5, 2, 2})).find("one of 2 though they divide into rooms of 3 and more"), std::string::npos);
  problem_.apart = {{PersonId(1), PersonId(2)}};
  EXPECT_EQ(wrong(in_turn({5, 2, 2})), "") << "who is kept apart may cost a room a person";
}

TEST_F(Openings, WhereTheyDoNotDivideTheSmallestSizeYieldsNoMoreThanItMust) {
  problem_.sizes = {4, 5, 5};
  people(7, 0, 0);
  EXPECT_EQ(wrong(in_turn({4, 3})), "");
  EXPECT_NE(wrong(in_turn({5, 2})), "");
}

TEST_F(Openings, ARoomOverTheLargestSizeIsAlwaysWrong) {
  people(12, 0, 0);
  EXPECT_NE(wrong(in_turn({6, 6})).find("one of 6 though 5 is the most"), std::string::npos);
}

TEST_F(Openings, WhoCannotTalkWithTheOthersHasRoomsOfTheirOwn) {
  people(8, 0, 4);
  for (std::size_t i = 0; i < problem_.people.size(); ++i) problem_.people[i].languages = i % 3 == 0 ? 2 : 1;
  Rooms rooms(3);
  for (const grouping::Member& one : problem_.people)
    rooms[one.languages == 2 ? 2 : one.role == *roles_.find("elementary") ? 0 : 1].push_back(one.id);
  EXPECT_EQ(wrong(rooms), "");
}

}  // namespace
}  // namespace convene::swarm

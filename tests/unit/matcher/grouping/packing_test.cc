#include "matcher/grouping/packing.h"

#include <gtest/gtest.h>

#include <numeric>

namespace convene::grouping {
namespace {

using Rooms = std::vector<std::uint16_t>;

const PackingCosts costs{{400, 200, 100, 0}, 10, 60};

Packing pack_alike(std::uint32_t n, Sizes sizes) { return pack(Tree(), std::vector{n}, sizes, costs); }

TEST(Split, IsEvenAndNearIdeal) {
  EXPECT_EQ(split(0, {3, 5, 7}), Rooms{});
  EXPECT_EQ(split(3, {3, 5, 7}), Rooms{3});
  EXPECT_EQ(split(7, {3, 5, 7}), Rooms{7});
  EXPECT_EQ(split(8, {3, 5, 7}), (Rooms{4, 4}));
  EXPECT_EQ(split(11, {3, 5, 7}), (Rooms{6, 5}));
  EXPECT_EQ(split(15, {3, 5, 7}), (Rooms{5, 5, 5}));
  EXPECT_EQ(split(2, {3, 5, 7}), Rooms{}) << "two do not make a room of three";
  EXPECT_EQ(split(7, {5, 5, 5}), Rooms{});
}

TEST(SizesThatDivide, RelaxesMinAsLittleAsPossible) {
  EXPECT_EQ(sizes_that_divide(7, {3, 5, 7}), (Sizes{3, 5, 7}));
  EXPECT_EQ(sizes_that_divide(7, {5, 5, 5}), (Sizes{3, 5, 5}));
  EXPECT_EQ(sizes_that_divide(101, {5, 5, 5}), (Sizes{4, 5, 5}));
  EXPECT_EQ(sizes_that_divide(2, {3, 5, 7}), (Sizes{2, 5, 7}));
  EXPECT_EQ(sizes_that_divide(1, {3, 5, 7}), std::nullopt);
  EXPECT_EQ(sizes_that_divide(3, {2, 2, 2}), std::nullopt) << "a room of one would be left";
}

TEST(Pack, NobodyNeedsNoRoom) {
  const Packing packing = pack_alike(0, {3, 5, 7});
  EXPECT_TRUE(packing.nodes[root_node].rooms.empty());
  EXPECT_EQ(packing.left_over, 0u);
  EXPECT_EQ(packing.cost, 0);
}

TEST(Pack, OnePersonIsLeftOver) {
  const Packing packing = pack_alike(1, {3, 5, 7});
  EXPECT_TRUE(packing.nodes[root_node].rooms.empty());
  EXPECT_EQ(packing.left_over, 1u);
}

TEST(Pack, TwoPeopleShareARoomUnderMin) { EXPECT_EQ(pack_alike(2, {3, 5, 7}).nodes[root_node].rooms, Rooms{2}); }

TEST(Pack, SevenPeopleForRoomsOfFiveGetFourAndThree) {
  const Packing packing = pack_alike(7, {5, 5, 5});
  EXPECT_EQ(packing.nodes[root_node].rooms, (Rooms{4, 3}));
  EXPECT_EQ(packing.sizes.min, 3);
}

TEST(Pack, ThreePeopleForRoomsOfTwoLeaveOneOver) {
  const Packing packing = pack_alike(3, {2, 2, 2});
  EXPECT_EQ(packing.nodes[root_node].rooms, Rooms{2});
  EXPECT_EQ(packing.left_over, 1u);
}

// Others have made of these: rooms of 8 and rooms of 1; 3, 3, 3, 1; 3, 3, 3, 0.
TEST(Pack, SixtyOverSixteenRoomsAreFoursAndThrees) {
  const Packing packing = pack_alike(60, {3, 4, 4});
  const Rooms& rooms = packing.nodes[root_node].rooms;
  EXPECT_EQ(rooms, Rooms(15, 4));
  EXPECT_EQ(split(60, {3, 3, 4}), Rooms(20, 3));
  const Rooms at_most_four = pack_alike(61, {3, 4, 4}).nodes[root_node].rooms;
  EXPECT_EQ(at_most_four.size(), 16u);
  EXPECT_EQ(at_most_four.front(), 4);
  EXPECT_EQ(at_most_four.back(), 3);
}

TEST(Pack, TenPeopleInThreesNeverLeaveOneAlone) {
  EXPECT_EQ(pack_alike(10, {2, 3, 3}).nodes[root_node].rooms, (Rooms{3, 3, 2, 2}));
  EXPECT_EQ(pack_alike(10, {3, 3, 4}).nodes[root_node].rooms, (Rooms{4, 3, 3}));
}

TEST(Pack, NinePeopleInThreesMakeNoEmptyRoom) {
  EXPECT_EQ(pack_alike(9, {2, 3, 4}).nodes[root_node].rooms, (Rooms{3, 3, 3}));
}

TEST(Pack, NeighboursInTheTreeComeTogetherBeforeStrangers) {
  Tree::Builder b;
  for (const auto& [parent, key] :
       std::initializer_list<std::pair<const char*, const char*>>{{"", "educator"},
                                                                  {"", "administrator"},
                                                                  {"educator", "elementary"},
                                                                  {"educator", "middle"},
                                                                  {"administrator", "school"}})
    b.add(parent, key);
  const Tree tree = std::move(b).build();
  std::vector<std::uint32_t> people(tree.size());
  people[*tree.find("elementary")] = 2;
  people[*tree.find("middle")] = 2;
  people[*tree.find("school")] = 5;
  const Packing packing = pack(tree, people, {3, 5, 7}, costs);
  EXPECT_EQ(packing.nodes[*tree.find("educator")].rooms, Rooms{4});
  EXPECT_EQ(packing.nodes[*tree.find("school")].rooms, Rooms{5});
  EXPECT_TRUE(packing.nodes[root_node].rooms.empty());
}

// Passing the rest up greedily strands the one that is left at the root: two must be passed instead of none.
TEST(Pack, AKindGivesUpSomebodySoThatAnotherKindIsNotStranded) {
  Tree::Builder b;
  b.add("", "many");
  b.add("", "one");
  const Tree tree = std::move(b).build();
  std::vector<std::uint32_t> people(tree.size());
  people[*tree.find("many")] = 6;
  people[*tree.find("one")] = 1;
  const Packing packing = pack(tree, people, {3, 5, 5}, costs);
  EXPECT_EQ(packing.nodes[*tree.find("many")].rooms, Rooms{4});
  EXPECT_EQ(packing.nodes[root_node].rooms, Rooms{3});
}

TEST(Pack, AKindDoesNotSendOneOfItsOwnAwayAlone) {
  Tree::Builder b;
  b.add("", "six");
  b.add("", "two");
  const Tree tree = std::move(b).build();
  std::vector<std::uint32_t> people(tree.size());
  people[*tree.find("six")] = 6;
  people[*tree.find("two")] = 2;
  const PackingCosts indifferent{{20, 0}, 1, 0};
  EXPECT_EQ(pack(tree, people, {3, 5, 5}, indifferent).nodes[*tree.find("six")].handed_up, 1u);
  const PackingCosts considerate{{20, 0}, 1, 60};
  EXPECT_EQ(pack(tree, people, {3, 5, 5}, considerate).nodes[*tree.find("six")].handed_up, 2u);
}

TEST(Pack, SizesOutOfRangeAreBroughtIntoIt) {
  const Packing packing = pack_alike(200, {900, 0, 60'000});
  EXPECT_EQ(packing.nodes[root_node].rooms, Rooms(4, 50));
  const Packing tiny = pack_alike(4, {0, 0, 0});
  EXPECT_EQ(tiny.nodes[root_node].rooms, (Rooms{2, 2}));
}

TEST(Pack, AWideTreeOfSingles) {
  Tree::Builder b;
  for (int i = 0; i < 3000; ++i) b.add("", "k" + std::to_string(i));
  const Tree tree = std::move(b).build();
  std::vector<std::uint32_t> people(tree.size(), 1);
  people[root_node] = 0;
  const Packing packing = pack(tree, people, {3, 5, 7}, costs);
  EXPECT_EQ(packing.nodes[root_node].rooms, Rooms(600, 5));
}

}  // namespace
}  // namespace convene::grouping

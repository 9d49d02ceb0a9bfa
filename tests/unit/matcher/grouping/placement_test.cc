#include "matcher/grouping/placement.h"

#include <gtest/gtest.h>

namespace convene::grouping {
namespace {

constexpr Sizes sizes{3, 5, 7};

class PlacementTest : public ::testing::Test {
 protected:
  static Tree institute() {
    Tree::Builder b;
    b.add("", "educator");
    b.add("educator", "classroom");
    b.add("classroom", "elementary");
    b.add("classroom", "middle");
    b.add("", "administrator");
    return std::move(b).build();
  }
  NodeIndex at(const char* key) const { return tree_.find(key).value(); }
  void room(std::uint32_t id, const char* basis, std::uint16_t size, std::uint16_t capacity = 7) {
    index_.add(RoomId{id}, at(basis), size, capacity);
  }
  std::uint32_t best(const char* role, const Placement::Filter& filter = {}) const {
    return index_.best(at(role), sizes, filter).value_or(RoomId{}).value;
  }

  const Tree tree_ = institute();
  Placement index_{tree_};
};

TEST_F(PlacementTest, NoRoomNoPlace) {
  EXPECT_EQ(best("middle"), 0u);
  room(1, "middle", 7);
  EXPECT_EQ(best("middle"), 0u) << "full";
  EXPECT_TRUE(index_.candidates(at("middle"), sizes, 8).empty());
}

TEST_F(PlacementTest, PrefersItsOwnKind) {
  room(1, "elementary", 4);
  room(2, "middle", 4);
  room(3, "classroom", 4);
  room(4, "", 4);
  EXPECT_EQ(best("middle"), 2u);
  EXPECT_EQ(best("elementary"), 1u);
  EXPECT_EQ(best("administrator"), 4u);
}

TEST_F(PlacementTest, WithinAKindALoneSomebodyIsMostWanted) {
  room(1, "middle", 2);
  room(2, "middle", 4);
  room(3, "middle", 1);
  room(4, "middle", 6);
  EXPECT_EQ(best("middle"), 3u);
  index_.remove(RoomId{3});
  EXPECT_EQ(best("middle"), 1u) << "then below min";
  index_.remove(RoomId{1});
  EXPECT_EQ(best("middle"), 2u) << "then below ideal";
  index_.remove(RoomId{2});
  EXPECT_EQ(best("middle"), 4u) << "then any seat";
}

TEST_F(PlacementTest, MixedRoomsAreJoinedBeforeAnotherKindsCommonGroundIsLost) {
  room(1, "elementary", 5);
  room(2, "educator", 5);
  EXPECT_EQ(best("middle"), 2u);
}

TEST_F(PlacementTest, ALoneNeighbourIsBetterThanACrowdOfOnesOwn) {
  room(1, "middle", 6);
  room(2, "elementary", 1);
  EXPECT_EQ(best("middle"), 2u);
  EXPECT_EQ(index_.candidates(at("middle"), sizes, 1).front().basis, at("classroom"));
}

TEST_F(PlacementTest, FindsASeatAnywhereInTheTree) {
  room(1, "elementary", 6);
  EXPECT_EQ(best("administrator"), 1u);
  EXPECT_EQ(index_.candidates(at("administrator"), sizes, 1).front().basis, root_node);
}

TEST_F(PlacementTest, ARoomWithNobodyInItComesLast) {
  room(1, "middle", 0);
  EXPECT_EQ(best("middle"), 1u);
  room(2, "administrator", 6);
  EXPECT_EQ(best("middle"), 2u);
}

TEST_F(PlacementTest, TheFilterIsObeyed) {
  for (std::uint32_t id = 1; id <= 40; ++id) room(id, "middle", 1);
  room(41, "administrator", 5);
  EXPECT_EQ(best("middle", [](RoomId r) { return r.value == 17; }), 17u);
  EXPECT_EQ(best("middle", [](RoomId r) { return r.value == 41; }), 41u);
  EXPECT_EQ(best("middle", [](RoomId) { return false; }), 0u);
}

TEST_F(PlacementTest, SeatsHeldForTheAbsentAreNotFree) {
  index_.add(RoomId{1}, at("middle"), Load{1, 7, 7});
  EXPECT_EQ(best("middle"), 0u);
  EXPECT_FALSE(index_.nearest_lone(at("middle")));
  index_.reload(RoomId{1}, Load{1, 6, 7});
  EXPECT_EQ(best("middle"), 1u);
  EXPECT_EQ(index_.nearest_lone(at("middle")), RoomId{1});
}

TEST_F(PlacementTest, ChangesAreFollowed) {
  room(1, "middle", 4);
  room(2, "elementary", 4);
  index_.resize(RoomId{1}, 7);
  EXPECT_EQ(best("middle"), 2u);
  index_.rebase(RoomId{2}, at("administrator"));
  EXPECT_EQ(index_.basis(RoomId{2}), at("administrator"));
  EXPECT_EQ(index_.load(RoomId{1}), (Load{7, 7, 7}));
  index_.remove(RoomId{2});
  EXPECT_EQ(best("middle"), 0u);
  EXPECT_EQ(index_.rooms(), 1u);
  index_.resize(RoomId{9}, 3);
  index_.rebase(RoomId{9}, 0);
  index_.remove(RoomId{9});
  EXPECT_EQ(index_.rooms(), 1u) << "a room that is not there is no matter";
}

TEST_F(PlacementTest, OffersAreFewAndDifferent) {
  for (std::uint32_t id = 1; id <= 100; ++id) room(id, id % 2 ? "middle" : "classroom", 3);
  const auto offers = index_.candidates(at("middle"), sizes, 3);
  ASSERT_EQ(offers.size(), 3u);
  EXPECT_LE(offers[0].cost, offers[1].cost);
  EXPECT_NE(offers[0].room, offers[1].room);
  EXPECT_NE(offers[1].room, offers[2].room);
  EXPECT_LE(index_.candidates(at("middle"), sizes, 500).size(), Placement::max_candidates);
}

TEST_F(PlacementTest, SurplusIsFoundInTheNearestKindEvenInFullRooms) {
  room(1, "administrator", 7);
  room(2, "middle", 4);
  room(3, "elementary", 7);
  EXPECT_EQ(index_.nearest_surplus(at("middle"), 3), RoomId{2});
  EXPECT_EQ(index_.nearest_surplus(at("elementary"), 3), RoomId{3});
  EXPECT_EQ(index_.nearest_surplus(at("middle"), 4), RoomId{3});
  EXPECT_FALSE(index_.nearest_surplus(at("middle"), 7));
}

TEST_F(PlacementTest, SeatsForSeveralAtOnce) {
  room(1, "middle", 6);
  room(2, "elementary", 5);
  EXPECT_EQ(index_.nearest_with_seats(at("middle"), 1), RoomId{1});
  EXPECT_EQ(index_.nearest_with_seats(at("middle"), 2), RoomId{2});
  EXPECT_FALSE(index_.nearest_with_seats(at("middle"), 3));
}

TEST_F(PlacementTest, UnknownKindsCountAsTheRoot) {
  index_.add(RoomId{1}, 5000, 3, 7);
  EXPECT_EQ(index_.basis(RoomId{1}), root_node);
  EXPECT_EQ(index_.best(6000, sizes), RoomId{1});
}

// Their connections are gone for longer than anybody waits, and their seats are theirs.
TEST(Placement, WhereNobodyIsThereTheKindOfThoseWhoHoldSeatsCounts) {
  Tree::Builder builder;
  builder.add("", "a");
  builder.add("", "b");
  const Tree tree = std::move(builder).build();
  const NodeIndex a = *tree.find("a");
  const NodeIndex b = *tree.find("b");
  Placement index(tree);
  for (std::uint32_t r = 1; r <= 3; ++r) index.add(RoomId{r}, a, Load{0, 4, 7});
  index.add(RoomId{4}, b, Load{0, 4, 7});
  EXPECT_EQ(index.best(b, {3, 5, 7}), RoomId{4});
  EXPECT_EQ(index.best(a, {3, 5, 7}), RoomId{1});
  EXPECT_EQ(index.candidates(b, {3, 5, 7}, 8).back().basis, root_node);
  Placement empty(tree);
  empty.add(RoomId{6}, a, Load{0, 0, 7});
  EXPECT_EQ(empty.candidates(b, {3, 5, 7}, 1).front().basis, b) << "of nobody's kind";
  index.add(RoomId{5}, a, Load{2, 4, 7});
  EXPECT_EQ(index.best(b, {3, 5, 7}), RoomId{5}) << "where somebody is comes first";
}

}  // namespace
}  // namespace convene::grouping

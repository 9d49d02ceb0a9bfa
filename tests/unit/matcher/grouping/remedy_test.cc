#include "matcher/grouping/remedy.h"

#include <gtest/gtest.h>

namespace convene::grouping {
namespace {

constexpr Sizes sizes{3, 5, 7};

class RemedyTest : public ::testing::Test {
 protected:
  static Tree institute() {
    Tree::Builder b;
    b.add("", "classroom");
    b.add("classroom", "elementary");
    b.add("classroom", "middle");
    b.add("", "school");
    return std::move(b).build();
  }
  RoomSummary room(std::uint32_t id, const char* basis, std::uint16_t size) {
    const NodeIndex node = tree_.find(basis).value();
    index_.add(RoomId{id}, node, size, 7);
    return {RoomId{id}, node, {size, size, 7}, false};
  }

  const Tree tree_ = institute();
  Placement index_{tree_};
};

TEST_F(RemedyTest, NothingIsDoneWhereNothingIsNeeded) {
  room(1, "middle", 5);
  EXPECT_TRUE(remedies(index_, room(2, "middle", 3), sizes).empty());
  EXPECT_TRUE(remedies(index_, room(3, "middle", 0), sizes).empty());
}

TEST_F(RemedyTest, NothingCanBeDoneForTheOnlyOne) {
  EXPECT_TRUE(remedies(index_, room(1, "middle", 1), sizes).empty());
}

TEST_F(RemedyTest, TwoLonePeopleAreOfferedEachOtherFirst) {
  const RoomSummary lone = room(1, "middle", 1);
  room(2, "middle", 4);
  room(3, "school", 1);
  const auto found = remedies(index_, lone, sizes);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].kind, RemedyKind::join);
  EXPECT_EQ(found[0].room, RoomId{3});
  EXPECT_EQ(found[1].room, RoomId{2});
}

TEST_F(RemedyTest, JoiningComesBeforeFetching) {
  const RoomSummary lone = room(1, "middle", 1);
  room(2, "middle", 4);
  const auto found = remedies(index_, lone, sizes);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].kind, RemedyKind::join);
  EXPECT_EQ(found[1].kind, RemedyKind::pull);
}

TEST_F(RemedyTest, WhenAllIsFullSomebodyIsFetched) {
  const RoomSummary lone = room(1, "middle", 1);
  room(2, "elementary", 7);
  const auto found = remedies(index_, lone, sizes);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind, RemedyKind::pull);
  EXPECT_EQ(found[0].room, RoomId{2});
  EXPECT_EQ(found[0].people, 2);
}

TEST_F(RemedyTest, OneMissingIsFetchedRatherThanTwoMoved) {
  const RoomSummary two = room(1, "middle", 2);
  room(2, "middle", 4);
  const auto found = remedies(index_, two, sizes);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].kind, RemedyKind::pull);
  EXPECT_EQ(found[0].people, 1);
  EXPECT_EQ(found[1].kind, RemedyKind::merge);
  EXPECT_EQ(found[1].people, 2);
}

TEST_F(RemedyTest, RoomsMergeWhenNobodyCanBeSpared) {
  const RoomSummary two = room(1, "middle", 2);
  room(2, "middle", 3);
  const auto found = remedies(index_, two, sizes);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind, RemedyKind::merge);
}

TEST_F(RemedyTest, LockedRoomsAreLeftToStaff) {
  RoomSummary lone = room(1, "middle", 1);
  room(2, "middle", 4);
  lone.locked = true;
  EXPECT_TRUE(remedies(index_, lone, sizes).empty());
}

TEST_F(RemedyTest, RulesAreObeyed) {
  const RoomSummary lone = room(1, "middle", 1);
  room(2, "middle", 4);
  room(3, "school", 5);
  RemedyRules rules;
  rules.may_enter = [](RoomId r) { return r != RoomId{2}; };
  rules.may_leave = [](RoomId) { return false; };
  const auto found = remedies(index_, lone, sizes, rules);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].room, RoomId{3});
}

TEST_F(RemedyTest, NobodyIsSentToAnEmptyRoom) {
  const RoomSummary lone = room(1, "middle", 1);
  room(2, "middle", 0);
  EXPECT_TRUE(remedies(index_, lone, sizes).empty());
}

TEST_F(RemedyTest, SeatsHeldForTheAbsentCannotBeFilled) {
  RoomSummary lone = room(1, "middle", 1);
  lone.load = {1, 7, 7};
  index_.reload(RoomId{1}, lone.load);
  room(2, "middle", 7);
  EXPECT_TRUE(remedies(index_, lone, sizes).empty());
}

}  // namespace
}  // namespace convene::grouping

// Who is never to share a room, and who is to: by the ids that a roster gives.
#include "matcher/bonds.h"

#include "tests/unit/matcher/bonded_fixture.h"

namespace convene {
namespace {

class BondsTest : public testing::BondedTest {
 protected:
  void join(std::initializer_list<PersonId> people) {
    for (const PersonId id : people) accept(SessionJoin{"role-alike-1"}, id);
  }
  const Bonds& apart() const { return engine.state().index.apart; }
  RoomId room_of(PersonId id) const { return engine.state().person(id).room; }
};

TEST_F(BondsTest, HoldBothWaysWhoeverComesFirst) {
  const PersonId a = add("a", {"b"});
  EXPECT_TRUE(apart().of(a).empty()) << "b is not on the list yet";
  const PersonId b = add("b");
  const PersonId c = add("c", {"a", "c", "nobody"});
  EXPECT_TRUE(apart().between(a, b) && apart().between(b, a));
  EXPECT_EQ(apart().of(a), (std::vector{b, c}));
  EXPECT_EQ(apart().of(c), (std::vector{a})) << "nobody is kept apart from themselves";
}

TEST_F(BondsTest, FollowTheRosterAndEndWithErasure) {
  const PersonId a = add("a", {"b"});
  const PersonId b = add("b");
  const PersonId c = add("c");
  add("a", {"c"});
  EXPECT_FALSE(apart().between(a, b));
  EXPECT_TRUE(apart().between(a, c));
  accept(PersonErase{c}, organiser());
  EXPECT_TRUE(apart().of(a).empty());
  accept(PersonErase{a}, organiser());
  EXPECT_EQ(apart(), Bonds()) << "nothing is left of what they named";
}

TEST_F(BondsTest, AnArrivalSitsBesideTheirCompanion) {
  std::vector<PersonId> others;
  for (int i = 0; i < 7; ++i) others.push_back(add("o" + std::to_string(i)));
  const PersonId a = add("a");
  until(testing::nine + minutes(58));
  for (const PersonId id : others) join({id});
  join({a});
  until(testing::nine + minutes(61));
  ASSERT_TRUE(room_of(a));
  const PersonId late = add("late", {}, {"a"});
  join({late});
  EXPECT_EQ(room_of(late), room_of(a));
}

TEST_F(BondsTest, AnArrivalNeverSitsWithWhomTheyAreKeptApartFrom) {
  const PersonId a = add("a");
  const PersonId b = add("b");
  until(testing::nine + minutes(58));
  join({a, b});
  until(testing::nine + minutes(61));
  ASSERT_TRUE(room_of(a));
  ASSERT_EQ(room_of(a), room_of(b));
  const PersonId shunned = add("s", {"a"});
  const PersonId late = add("late");
  join({shunned});
  EXPECT_FALSE(room_of(shunned));
  EXPECT_EQ(engine.state().person(shunned).lacking, "rooms_full") << "says nothing of whom";
  join({late});
  ASSERT_TRUE(room_of(late));
  EXPECT_EQ(room_of(shunned), room_of(late)) << "two who wait make a room";
  EXPECT_NE(room_of(shunned), room_of(a));
  const PersonId outcast = add("x", {"a", "s", "last"});
  const PersonId last = add("last");
  join({outcast, last});
  EXPECT_FALSE(room_of(outcast));
  EXPECT_TRUE(room_of(last)) << "who waits in vain holds up nobody";
}

TEST_F(BondsTest, StaffCannotBringThemTogetherAndOnlyWhoSeesTheBoardIsToldWhy) {
  const PersonId a = add("a", {"b"});
  const PersonId b = add("b");
  std::vector<PersonId> others;
  for (int i = 0; i < 6; ++i) others.push_back(add("o" + std::to_string(i)));
  until(testing::nine + minutes(58));
  join({a, b});
  for (const PersonId id : others) join({id});
  until(testing::nine + minutes(61));
  ASSERT_TRUE(room_of(a) && room_of(b));
  ASSERT_NE(room_of(a), room_of(b));
  const SeatMove move{{{a, engine.state().person(a).version}}, room_of(b)};
  const Outcome told = ask(move, moderator());
  ASSERT_TRUE(std::holds_alternative<Refusal>(told));
  EXPECT_EQ(std::get<Refusal>(told).code, "pair.kept_apart");
  EXPECT_EQ(std::get<Refusal>(told).parameters.at("other"), to_string(b));
  EXPECT_EQ(refused(move, organiser()), "pair.kept_apart");
  const Outcome not_told = ask(move, facilitator());
  ASSERT_TRUE(std::holds_alternative<Refusal>(not_told));
  EXPECT_NE(std::get<Refusal>(not_told).code, "pair.kept_apart");
  EXPECT_FALSE(std::get<Refusal>(not_told).parameters.contains("other"));
  for (const PersonId id : others) accept(SeatSeen{engine.state().person(id).version}, id);
  EXPECT_EQ(refused(RoomSwitch{}, a), "switch.nothing_fits") << "the other room has seats, but b is there";
}

}  // namespace
}  // namespace convene

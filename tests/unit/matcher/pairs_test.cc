// Moderators' word on two people.
#include "matcher/limits.h"
#include "tests/unit/matcher/bonded_fixture.h"

namespace convene::testing {
namespace {

class PairsTest : public BondedTest {
 protected:
  bool apart(PersonId one, PersonId other) const { return engine.state().index.apart.between(one, other); }
  bool together(PersonId one, PersonId other) const { return engine.state().index.together.between(one, other); }
};

TEST_F(PairsTest, StaffsWordStandsAgainstTheRosters) {
  const PersonId a = add("a", {"b"});
  const PersonId b = add("b", {}, {"c"});
  const PersonId c = add("c");
  EXPECT_TRUE(apart(a, b));
  accept(PairTogether{a, b}, moderator());
  EXPECT_FALSE(apart(a, b));
  EXPECT_TRUE(together(b, a));
  accept(PairClear{b, a}, moderator());
  EXPECT_FALSE(apart(a, b) || together(a, b));
  EXPECT_EQ(board_view(engine.state()).pairs.at(to_string(a) + "-" + to_string(b)).bond, Bond::free)
      << "it says what the roster does not";
  accept(PairApart{c, b}, moderator());
  EXPECT_TRUE(apart(b, c));
  EXPECT_FALSE(together(b, c));
}

TEST_F(PairsTest, WhatIsClearedWithoutARosterIsForgotten) {
  const PersonId a = add("a");
  const PersonId b = add("b");
  accept(PairApart{b, a}, moderator());
  const BoardPair shown = board_view(engine.state()).pairs.at(to_string(a) + "-" + to_string(b));
  EXPECT_EQ(shown.one_name, "Person a");
  EXPECT_EQ(shown.by, "Mo");
  accept(PairClear{a, b}, moderator());
  EXPECT_TRUE(board_view(engine.state()).pairs.empty());
  EXPECT_FALSE(apart(a, b));
}

TEST_F(PairsTest, StaffsWordHoldsWhateverTheRosterSaysLater) {
  const PersonId a = add("a");
  const PersonId b = add("b");
  accept(PairClear{a, b}, moderator());
  accept(PairTogether{a, b}, moderator());
  Profile profile = *person(a).profile.words;
  profile.keep_apart = {"b"};
  accept(RosterImport{{profile}});
  EXPECT_FALSE(apart(a, b));
  EXPECT_TRUE(together(a, b));
}

TEST_F(PairsTest, KeptApartTheyAreNotSeatedTogetherAndNobodyMovesForIt) {
  const PersonId a = add("a");
  const PersonId b = add("b");
  until(nine + minutes(58));
  join({a, b});
  until(nine + minutes(61));
  const RoomId room = person(a).room;
  ASSERT_EQ(person(b).room, room);
  accept(PairApart{a, b}, moderator());
  EXPECT_EQ(person(b).room, room) << "nobody moves for it";
  accept(SeatMove{{{b, person(b).version}}, std::nullopt}, moderator());
  EXPECT_EQ(refused(SeatMove{{{b, person(b).version}}, room}, moderator()), "pair.kept_apart");
}

TEST_F(PairsTest, WhoWaitedForLackOfARoomWithoutTheOtherIsSeatedWhenThatIsOver) {
  const PersonId a = add("a");
  const PersonId b = add("b");
  const PersonId shunned = add("s", {"a"});
  until(nine + minutes(58));
  join({a, b});
  until(nine + minutes(61));
  join({shunned});
  ASSERT_FALSE(person(shunned).room);
  accept(PairClear{shunned, a}, moderator());
  EXPECT_EQ(person(shunned).room, person(a).room);
}

TEST_F(PairsTest, APairIsOfTwoPeopleWhoAreThere) {
  const PersonId a = add("a");
  EXPECT_EQ(refused(PairApart{a, a}, moderator()), "pair.one");
  EXPECT_EQ(refused(PairTogether{a, PersonId(99)}, moderator()), "person.unknown");
  const PersonId b = add("b");
  accept(PairApart{a, b}, moderator());
  accept(PersonErase{b}, organiser());
  EXPECT_TRUE(engine.state().pairs.empty());
  EXPECT_EQ(refused(PairClear{a, b}, moderator()), "person.unknown");
}

}  // namespace
}  // namespace convene::testing

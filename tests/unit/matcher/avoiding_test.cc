// A participant's private wish to share no room with somebody.
#include <algorithm>

#include "matcher/limits.h"
#include "tests/unit/matcher/two_rooms_fixture.h"

namespace convene::testing {
namespace {

class Avoiding : public TwoRoomsTest {
 protected:
  bool apart(PersonId one, PersonId other) const { return engine.state().index.apart.between(one, other); }
  MeView me(PersonId id) const { return me_view(engine.state(), id); }
  std::map<std::string, BoardPair> pairs() const { return board_view(engine.state()).pairs; }
  std::string key(PersonId one, PersonId other) const { return to_string(one) + "-" + to_string(other); }
};

TEST_F(Avoiding, ItHoldsForBothFromTheNextPlacementOnAndNobodyMovesForIt) {
  accept(PersonAvoid{classroom[1]}, classroom[0]);
  EXPECT_TRUE(apart(classroom[1], classroom[0]));
  EXPECT_EQ(person(classroom[1]).room, person(classroom[0]).room) << "nobody moves for it";
  accept(SeatMove{{move(classroom[1])}, b}, moderator());
  EXPECT_EQ(refused(SeatMove{{move(classroom[1])}, a}, moderator()), "pair.kept_apart");
  accept(PersonAvoid{classroom[1], false}, classroom[0]);
  EXPECT_FALSE(apart(classroom[0], classroom[1]));
  accept(SeatMove{{move(classroom[1])}, a}, moderator());
}

TEST_F(Avoiding, WhoeverIsAvoidedSeesNothingOfIt) {
  const MeView before = me(classroom[1]);
  const RoomView room_before = room_view(engine.state(), a);
  accept(PersonAvoid{classroom[1]}, classroom[0]);
  EXPECT_TRUE(same(before, me(classroom[1])));
  EXPECT_TRUE(same(room_before, room_view(engine.state(), a)));
  ASSERT_EQ(me(classroom[0]).avoids.size(), 1u);
  EXPECT_EQ(me(classroom[0]).avoids[0].person, classroom[1]);
  EXPECT_FALSE(me(classroom[0]).avoids[0].name.empty());
}

TEST_F(Avoiding, ModeratorsReadWhoseWishItIs) {
  accept(PersonAvoid{classroom[0]}, classroom[1]);
  const BoardPair shown = pairs().at(key(classroom[0], classroom[1]));
  EXPECT_EQ(shown.bond, Bond::apart);
  EXPECT_EQ(shown.by, person(classroom[1]).profile.words->name);
  EXPECT_EQ(shown.at, now);
  EXPECT_EQ(shown.wished_by, std::vector{classroom[1]});
  accept(PersonAvoid{classroom[1]}, classroom[0]);
  EXPECT_EQ(pairs().at(key(classroom[0], classroom[1])).wished_by, (std::vector{classroom[0], classroom[1]}));
  accept(PersonAvoid{classroom[0], false}, classroom[1]);
  EXPECT_TRUE(apart(classroom[0], classroom[1])) << "the other one's wish stands";
  accept(PersonAvoid{classroom[1], false}, classroom[0]);
  EXPECT_TRUE(pairs().empty());
}

TEST_F(Avoiding, StaffsWordStandsAgainstIt) {
  accept(PersonAvoid{classroom[1]}, classroom[0]);
  accept(PairClear{classroom[0], classroom[1]}, moderator());
  EXPECT_FALSE(apart(classroom[0], classroom[1]));
  const BoardPair shown = pairs().at(key(classroom[0], classroom[1]));
  EXPECT_EQ(shown.bond, Bond::free);
  EXPECT_EQ(shown.by, "Mo");
  EXPECT_EQ(shown.wished_by, std::vector{classroom[0]});
  accept(PairTogether{classroom[0], classroom[1]}, moderator());
  EXPECT_TRUE(engine.state().index.together.between(classroom[0], classroom[1]));
  accept(OpUndo{OperationId(engine.state().last_operation)}, moderator());
  EXPECT_FALSE(apart(classroom[0], classroom[1])) << "free, as before";
  accept(OpUndo{OperationId(1)}, moderator());
  EXPECT_TRUE(apart(classroom[0], classroom[1])) << "staff say nothing: the wish holds";
}

TEST_F(Avoiding, OneAvoidsPeopleWhomOneMetAndFewOfThem) {
  for (const PersonId id : {administrators[0], PersonId(999), PersonId(0)})
    EXPECT_EQ(refused(PersonAvoid{id}, classroom[0]), "avoid.stranger");
  EXPECT_EQ(refused(PersonAvoid{classroom[0]}, classroom[0]), "person.self");
  accept(RoomVisit{a}, facilitator());
  EXPECT_EQ(refused(PersonAvoid{facilitator()}, classroom[0]), "avoid.of_staff");
  accept(SeatMove{{move(administrators[0]), move(administrators[1])}, a}, moderator());
  for (std::size_t i = 1; i < classroom.size(); ++i) accept(PersonAvoid{classroom[i]}, classroom[0]);
  accept(PersonAvoid{administrators[0]}, classroom[0]);
  ASSERT_EQ(person(classroom[0]).avoids.size(), limits::avoided);
  EXPECT_EQ(refused(PersonAvoid{administrators[1]}, classroom[0]), "avoid.too_many");
  const std::uint64_t before = engine.state().seq;
  accept(PersonAvoid{administrators[0]}, classroom[0]);  // again: nothing to do
  accept(PersonAvoid{administrators[1], false}, classroom[0]);
  EXPECT_EQ(engine.state().seq, before);
}

TEST_F(Avoiding, StaffNeitherAvoidNorAreAvoided) {
  accept(PersonAvoid{classroom[1]}, classroom[0]);
  accept(PersonAvoid{classroom[0]}, classroom[2]);
  accept(PersonHat{classroom[0], {Hat::participant, Hat::facilitator}, {}}, moderator());
  EXPECT_TRUE(engine.state().index.apart.empty());
  EXPECT_TRUE(me(classroom[0]).avoids.empty());
  EXPECT_TRUE(me(classroom[2]).avoids.empty());
  EXPECT_EQ(refused(PersonAvoid{classroom[1]}, classroom[0]), "avoid.by_staff");
  EXPECT_EQ(refused(PersonAvoid{classroom[0]}, classroom[1]), "avoid.of_staff");
}

TEST_F(Avoiding, NothingIsSentToWhoeverIsAvoidedUnlessTheySeeLessOfAContact) {
  const auto told = [&](PersonId by, PersonId other, bool avoid) {
    engine.take_touched();
    accept(PersonAvoid{other, avoid}, by);
    const std::vector<PersonId> people = engine.take_touched().me;
    return std::ranges::count(people, other) != 0;
  };
  EXPECT_FALSE(told(classroom[0], classroom[1], true));
  accept(ContactOffer{classroom[0]}, classroom[2]);
  EXPECT_FALSE(told(classroom[0], classroom[2], true)) << "they see what they saw: their own offer";
  accept(ContactOffer{classroom[4]}, classroom[3]);
  EXPECT_TRUE(told(classroom[3], classroom[4], true)) << "an offer that is there no more";
}

TEST_F(Avoiding, ErasureOfEitherLeavesNothingOfIt) {
  accept(PersonAvoid{classroom[1]}, classroom[0]);
  accept(PersonAvoid{classroom[0]}, classroom[2]);
  accept(PersonErase{classroom[0]}, organiser());
  EXPECT_TRUE(engine.state().index.apart.wishes().empty());
  EXPECT_TRUE(engine.state().index.apart.empty());
  EXPECT_TRUE(person(classroom[2]).avoids.empty());
  EXPECT_TRUE(me(classroom[2]).avoids.empty());
  EXPECT_TRUE(pairs().empty());
}

TEST_F(Avoiding, ItIsThereAgainWhenTheIndexIsMadeAnew) {
  accept(PersonAvoid{classroom[1]}, classroom[0]);
  accept(PersonAvoid{classroom[2]}, classroom[0]);
  accept(PairTogether{classroom[0], classroom[2]}, moderator());
  State state = engine.state();
  state.rebuild();
  EXPECT_TRUE(state.index.apart == engine.state().index.apart);
  EXPECT_TRUE(state.index.apart.between(classroom[0], classroom[1]));
  EXPECT_FALSE(state.index.apart.between(classroom[0], classroom[2]));
}

TEST_F(Avoiding, WhoComesBackIsSeatedElsewhere) {
  accept(PersonAvoid{classroom[1]}, classroom[0]);
  accept(SessionLeave{}, classroom[1]);
  until(now + minutes(3));
  join({classroom[1]});
  until(now + seconds(5));
  EXPECT_EQ(person(classroom[1]).room, b);
}

TEST_F(Avoiding, WhoSteppedOutOfSomebodysWayDoesNotGoBackToThem) {
  accept(RoomLeave{}, classroom[0]);
  accept(PersonAvoid{classroom[1]}, classroom[0]);
  accept(SessionJoin{"role-alike-1"}, classroom[0]);
  EXPECT_EQ(person(classroom[0]).room, b);
  EXPECT_EQ(room(a).seats.size(), 4u) << "nor is the seat kept any more";
  EXPECT_FALSE(me(classroom[0]).kept);
}

TEST_F(Avoiding, WhoIsAvoidedGoesBackToTheirOwnSeatAndLearnsNothing) {
  accept(PersonAvoid{classroom[1]}, classroom[0]);
  accept(RoomLeave{}, classroom[1]);
  accept(SessionJoin{"role-alike-1"}, classroom[1]);
  EXPECT_EQ(person(classroom[1]).room, a);
  EXPECT_EQ(person(classroom[1]).why, SeatWhy::returned);
  accept(RoomLeave{}, classroom[1]);
  accept(PairApart{classroom[0], classroom[1]}, moderator());
  accept(SessionJoin{"role-alike-1"}, classroom[1]);
  EXPECT_EQ(person(classroom[1]).room, b) << "staff's word is another matter";
}

}  // namespace
}  // namespace convene::testing

// Help is asked for, one member of staff goes, and whoever asked knows who.
#include "matcher/limits.h"
#include "tests/unit/matcher/event_fixture.h"

namespace convene {
namespace {

class HelpTest : public testing::EventTest {
 protected:
  void SetUp() override {
    EventTest::SetUp();
    people = register_people(4);
    accept(PresenceReport{{people[0], moderator(), facilitator(), organiser()}, {}, {}});
  }
  std::vector<PersonId> people;
};

TEST_F(HelpTest, IsSeenByStaffWithTheWordsAndByNobodyElse) {
  accept(HelpAsk{"I hear nobody"}, people[0]);
  const auto floor = floor_person(engine.state(), people[0]);
  ASSERT_TRUE(floor && floor->help);
  EXPECT_EQ(floor->help->about, "I hear nobody");
  EXPECT_FALSE(floor->help->by);
  EXPECT_EQ(floor->help->since, now);
  EXPECT_TRUE(me_view(engine.state(), people[0]).help);
  EXPECT_FALSE(me_view(engine.state(), people[1]).help);
  const auto before = engine.seq();
  accept(HelpAsk{"I hear nobody"}, people[0]);
  EXPECT_EQ(engine.seq(), before) << "asked already";
  until(now + minutes(1));
  accept(HelpAsk{"now I hear, and see nobody"}, people[0]);
  EXPECT_EQ(floor_person(engine.state(), people[0])->help->since, now - minutes(1)) << "waiting since they first asked";
}

TEST_F(HelpTest, OneGoesAndTheOtherIsToldWho) {
  accept(HelpAsk{}, people[0]);
  EXPECT_EQ(refused(HelpClaim{people[0]}, people[1]), "not_allowed");
  EXPECT_EQ(refused(HelpClaim{people[1]}, moderator()), "help.not_asked");
  accept(HelpClaim{people[0]}, moderator());
  EXPECT_EQ(me_view(engine.state(), people[0]).help->by, "Mo");
  const Outcome outcome = ask(HelpClaim{people[0]}, organiser());
  const auto* refusal = std::get_if<Refusal>(&outcome);
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->code, "help.claimed");
  EXPECT_EQ(refusal->parameters.at("by"), "Mo");
  accept(HelpResolve{people[0]}, organiser());
  EXPECT_FALSE(me_view(engine.state(), people[0]).help);
  EXPECT_EQ(refused(HelpResolve{people[0]}, moderator()), "help.not_asked");
}

TEST_F(HelpTest, WhoGoesAndIsGoneForLongDoesNotKeepOthersFromGoing) {
  accept(HelpAsk{}, people[0]);
  accept(HelpClaim{people[0]}, moderator());
  accept(PresenceReport{{}, {moderator()}, {}});
  EXPECT_EQ(refused(HelpClaim{people[0]}, organiser()), "help.claimed") << "a short loss of the line";
  accept(PresenceReport{{}, {}, {moderator()}});
  accept(HelpClaim{people[0]}, organiser());
  EXPECT_EQ(me_view(engine.state(), people[0]).help->by, "Org");
}

TEST_F(HelpTest, WhoCannotHelpAnyMoreGoesToNobody) {
  accept(HelpAsk{}, people[0]);
  accept(HelpClaim{people[0]}, moderator());
  accept(PersonHat{moderator(), {Hat::participant}, {}}, organiser());
  EXPECT_FALSE(me_view(engine.state(), people[0]).help->by);
  accept(HelpClaim{people[0]}, organiser());
  accept(PersonHat{moderator(), {Hat::moderator}, {}}, organiser());
  accept(HelpAsk{}, people[1]);
  accept(HelpClaim{people[1]}, moderator());
  accept(PersonRemove{moderator(), ""}, organiser());
  EXPECT_FALSE(me_view(engine.state(), people[1]).help->by) << "nobody waits for somebody who was shown out";
  accept(PersonRestore{moderator()}, organiser());
  accept(HelpClaim{people[1]}, moderator());
  accept(PersonErase{moderator()}, organiser());
  EXPECT_FALSE(me_view(engine.state(), people[1]).help->by);
}

TEST_F(HelpTest, AScopedFacilitatorHelpsInTheirSessions) {
  accept(HelpAsk{}, people[0]);
  EXPECT_EQ(refused(HelpClaim{people[0]}, facilitator()), "not_in_scope") << "in no session of theirs";
  until(testing::nine + minutes(58));
  join({people[0]});
  accept(HelpClaim{people[0]}, facilitator());
}

TEST_F(HelpTest, StaysWhileTheLineIsLostAndGoesWithThePerson) {
  accept(HelpAsk{"secret"}, people[0]);
  accept(PresenceReport{{}, {people[0]}, {}});
  accept(PresenceReport{{}, {}, {people[0]}});
  ASSERT_TRUE(floor_person(engine.state(), people[0])) << "whoever asked is not lost from sight";
  accept(PersonRemove{people[0], ""}, moderator());
  EXPECT_FALSE(person(people[0]).help);
  accept(HelpAsk{"secret"}, people[1]);
  accept(PersonErase{people[1]}, organiser());
  EXPECT_FALSE(person(people[1]).help);
  accept(HelpAsk{}, people[2]);
  accept(HelpCancel{}, people[2]);
  EXPECT_FALSE(person(people[2]).help);
  EXPECT_EQ(refused(HelpAsk{std::string(limits::help_bytes + 1, 'x')}, people[2]), "text.too_long");
}

}  // namespace
}  // namespace convene

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
  /// These have a room, of which the facilitator looks after no part.
  void seat_beyond_the_facilitator(const std::vector<PersonId>& who) {
    accept(PersonHat{facilitator(), {Hat::facilitator}, Scope{{"mixing"}, {}}}, organiser());
    until(testing::nine + minutes(58));
    join(who);
    until(testing::nine + minutes(61));
    see(who);
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

TEST_F(HelpTest, WhoGoesCanGiveItBackAndTheAskerWaitsAgain) {
  accept(HelpAsk{"the sound"}, people[0]);
  const Instant since = now;
  accept(HelpClaim{people[0]}, moderator());
  EXPECT_EQ(refused(HelpRelease{people[0]}, people[1]), "not_allowed");
  EXPECT_EQ(refused(HelpRelease{PersonId(9'999)}, moderator()), "person.unknown");
  auto before = engine.seq();
  accept(HelpRelease{people[0]}, organiser());
  EXPECT_EQ(engine.seq(), before) << "it is not theirs to give back";
  until(now + minutes(1));
  (void)engine.take_touched();
  accept(HelpRelease{people[0]}, moderator());
  const auto help = me_view(engine.state(), people[0]).help;
  ASSERT_TRUE(help) << "it is not over";
  EXPECT_FALSE(help->by);
  EXPECT_EQ(help->again, true);
  const auto floor = floor_person(engine.state(), people[0]);
  ASSERT_TRUE(floor && floor->help);
  EXPECT_FALSE(floor->help->by);
  EXPECT_EQ(floor->help->since, since) << "they have waited since they first asked";
  EXPECT_EQ(floor->help->about, "the sound");
  const Touched touched = engine.take_touched();
  EXPECT_TRUE(std::binary_search(touched.me.begin(), touched.me.end(), people[0]));
  EXPECT_TRUE(std::binary_search(touched.floor_people.begin(), touched.floor_people.end(), people[0]));
  before = engine.seq();
  accept(HelpRelease{people[0]}, moderator());
  EXPECT_EQ(engine.seq(), before) << "twice is once";
  accept(HelpClaim{people[0]}, organiser());
  EXPECT_EQ(me_view(engine.state(), people[0]).help->by, "Org");
  EXPECT_FALSE(me_view(engine.state(), people[0]).help->again);
  EXPECT_TRUE(engine.state().notices.empty()) << "who gave it back is not told that somebody goes";
}

TEST_F(HelpTest, SomebodyElseGoesInsteadAndNamesWhomTheySawGo) {
  accept(HelpAsk{}, people[0]);
  accept(HelpClaim{people[0]}, moderator());
  EXPECT_EQ(refused(HelpClaim{people[0]}, organiser()), "help.claimed");
  accept(HelpClaim{people[0], moderator()}, organiser());
  EXPECT_EQ(me_view(engine.state(), people[0]).help->by, "Org");
  EXPECT_FALSE(me_view(engine.state(), people[0]).help->again);
  EXPECT_EQ(floor_person(engine.state(), people[0])->help->by, organiser());
  ASSERT_EQ(engine.state().notices.size(), 1u);
  const NoticeSent& told = engine.state().notices.begin()->second.notice;
  EXPECT_EQ(told.kind, "help_taken");
  EXPECT_EQ(told.by, organiser());
  EXPECT_EQ(told.audience.people, std::vector{moderator()});
  EXPECT_EQ(told.parameters.at("person"), to_string(people[0]));
  const auto before = engine.seq();
  accept(HelpRelease{people[0]}, moderator());
  EXPECT_EQ(engine.seq(), before) << "somebody else goes: nothing is left to give back";
  EXPECT_EQ(refused(HelpClaim{people[0], facilitator()}, moderator()), "help.claimed") << "it is another who goes";
  accept(HelpClaim{people[0], organiser()}, moderator());
  accept(HelpRelease{people[0]}, moderator());
  accept(HelpClaim{people[0], moderator()}, organiser());
  EXPECT_EQ(me_view(engine.state(), people[0]).help->by, "Org") << "given back meanwhile: they go all the same";
}

TEST_F(HelpTest, OnlyWhoseSessionItIsGoesInstead) {
  accept(PersonHat{facilitator(), {Hat::facilitator}, Scope{{"mixing"}, {}}}, organiser());
  until(testing::nine + minutes(58));
  join({people[0]});
  accept(HelpAsk{}, people[0]);
  accept(HelpClaim{people[0]}, moderator());
  EXPECT_EQ(refused(HelpClaim{people[0], moderator()}, facilitator()), "not_in_scope");
  EXPECT_EQ(me_view(engine.state(), people[0]).help->by, "Mo");
}

TEST_F(HelpTest, WhoCameFromElsewhereGivesItBackToWhoseSessionItIs) {
  accept(PersonHat{facilitator(), {Hat::facilitator}, Scope{{"mixing"}, {}}}, organiser());
  until(testing::nine + minutes(58));
  join({people[0]});
  accept(HelpAsk{}, people[0]);
  accept(PresenceReport{{}, {moderator(), organiser()}, {moderator(), organiser()}});
  accept(HelpClaim{people[0]}, facilitator());
  accept(PresenceReport{{moderator()}, {}, {}});
  accept(HelpClaim{people[0], facilitator()}, moderator());
  EXPECT_EQ(me_view(engine.state(), people[0]).help->by, "Mo");
  accept(HelpRelease{people[0]}, facilitator());
  EXPECT_EQ(me_view(engine.state(), people[0]).help->by, "Mo") << "they do not see the call any more";
  accept(HelpRelease{people[0]}, moderator());
  EXPECT_FALSE(floor_view(engine.state(), person(facilitator()).scope).people.contains(to_string(people[0])));
}

TEST_F(HelpTest, WhoGoesAndIsGoneForLongDoesNotKeepOthersFromGoing) {
  accept(HelpAsk{}, people[0]);
  accept(HelpClaim{people[0]}, moderator());
  accept(PresenceReport{{}, {moderator()}, {}});
  EXPECT_EQ(refused(HelpClaim{people[0]}, organiser()), "help.claimed") << "a short loss of the line";
  EXPECT_FALSE(floor_person(engine.state(), people[0])->help->away);
  (void)engine.take_touched();
  accept(PresenceReport{{}, {}, {moderator()}});
  EXPECT_EQ(floor_person(engine.state(), people[0])->help->away, true) << "others see that they may go";
  const Touched touched = engine.take_touched();
  EXPECT_TRUE(std::binary_search(touched.floor_people.begin(), touched.floor_people.end(), people[0]));
  accept(HelpClaim{people[0]}, organiser());
  EXPECT_EQ(me_view(engine.state(), people[0]).help->by, "Org");
  EXPECT_FALSE(floor_person(engine.state(), people[0])->help->away);
}

TEST_F(HelpTest, WhoCannotHelpAnyMoreGoesToNobody) {
  accept(HelpAsk{}, people[0]);
  accept(HelpClaim{people[0]}, moderator());
  accept(PersonHat{moderator(), {Hat::participant}, {}}, organiser());
  EXPECT_FALSE(me_view(engine.state(), people[0]).help->by);
  EXPECT_EQ(me_view(engine.state(), people[0]).help->again, true);
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
  accept(PersonHat{facilitator(), {Hat::facilitator}, Scope{{"mixing"}, {}}}, organiser());
  accept(HelpAsk{}, people[0]);
  until(testing::nine + minutes(58));
  join({people[0]});
  EXPECT_EQ(refused(HelpClaim{people[0]}, facilitator()), "not_in_scope") << "in no session of theirs";
  accept(PersonHat{facilitator(), {Hat::facilitator}, Scope{{"role-alike-1"}, {}}}, organiser());
  accept(HelpClaim{people[0]}, facilitator());
}

TEST_F(HelpTest, OutsideOfSessionsACallIsForAllStaff) {
  const Scope scope = person(facilitator()).scope;
  ASSERT_FALSE(scope.everything());
  EXPECT_FALSE(floor_view(engine.state(), scope).people.contains(to_string(people[0])));
  accept(HelpAsk{"where do I go?"}, people[0]);
  const FloorView floor = floor_view(engine.state(), scope);
  ASSERT_TRUE(floor.people.contains(to_string(people[0])));
  EXPECT_EQ(floor.people.at(to_string(people[0])).help->about, "where do I go?");
  accept(HelpClaim{people[0]}, facilitator());
  NoticeSend notice;
  notice.text = "on my way", notice.people = {people[0]};
  accept(notice, facilitator());
  accept(HelpResolve{people[0]}, facilitator());
  EXPECT_FALSE(floor_view(engine.state(), scope).people.contains(to_string(people[0])));
  EXPECT_EQ(refused(notice, facilitator()), "not_in_scope");
}

TEST_F(HelpTest, ACallThatNobodyLooksAfterReachesWhoeverIsThere) {
  seat_beyond_the_facilitator(people);
  accept(HelpAsk{}, people[0]);
  const Scope scope = person(facilitator()).scope;
  const auto seen = [&] { return floor_view(engine.state(), scope).people.contains(to_string(people[0])); };
  EXPECT_FALSE(seen()) << "moderators and organisers are here";
  (void)engine.take_touched();
  accept(PresenceReport{{}, {moderator(), organiser()}, {moderator(), organiser()}});
  EXPECT_TRUE(seen());
  const Touched touched = engine.take_touched();
  EXPECT_TRUE(std::binary_search(touched.floor_people.begin(), touched.floor_people.end(), people[0]));
  accept(HelpClaim{people[0]}, facilitator());
  EXPECT_EQ(refused(RoomVisit{room_of(people[0]).id}, people[1]), "not_allowed");
  accept(RoomVisit{room_of(people[0]).id}, facilitator());
  accept(PresenceReport{{moderator()}, {}, {}});
  EXPECT_TRUE(seen()) << "who came does not lose the call";
  EXPECT_EQ(refused(HelpClaim{people[0]}, moderator()), "help.claimed");
  accept(HelpResolve{people[0]}, facilitator());
  EXPECT_FALSE(seen());
  accept(RoomVisit{}, facilitator());
  EXPECT_EQ(refused(RoomVisit{room_of(people[0]).id}, facilitator()), "not_in_scope");
}

TEST_F(HelpTest, WhoWasLetInForACallAloneGoesAsTheyDoNotGoToItAnyMore) {
  seat_beyond_the_facilitator(people);
  const auto lets_in = [&] {
    accept(HelpAsk{}, people[0]);
    accept(PresenceReport{{}, {moderator(), organiser()}, {moderator(), organiser()}});
    accept(HelpClaim{people[0]}, facilitator());
    accept(RoomVisit{room_of(people[0]).id}, facilitator());
    accept(PresenceReport{{moderator()}, {}, {}});
    return person(facilitator()).visiting == room_of(people[0]).id;
  };
  ASSERT_TRUE(lets_in());
  accept(HelpClaim{people[0], facilitator()}, moderator());
  EXPECT_FALSE(person(facilitator()).visiting) << "somebody else goes instead";
  accept(RoomVisit{room_of(people[0]).id}, moderator());
  accept(HelpRelease{people[0]}, moderator());
  EXPECT_TRUE(person(moderator()).visiting) << "every room is theirs";
  accept(RoomVisit{}, moderator());
  ASSERT_TRUE(lets_in());
  accept(HelpRelease{people[0]}, facilitator());
  EXPECT_FALSE(person(facilitator()).visiting) << "given back";
  ASSERT_TRUE(lets_in());
  accept(HelpResolve{people[0]}, moderator());
  EXPECT_FALSE(person(facilitator()).visiting) << "ended by somebody else";
}

TEST_F(HelpTest, ACallElsewhereThatIsGivenBackEndsNoOtherVisit) {
  seat_beyond_the_facilitator({people[0], people[2], people[3]});
  accept(PresenceReport{{}, {moderator(), organiser()}, {moderator(), organiser()}});
  accept(HelpAsk{}, people[0]);
  accept(HelpClaim{people[0]}, facilitator());
  const RoomId here = room_of(people[0]).id;
  accept(RoomVisit{here}, facilitator());
  accept(HelpResolve{people[0]}, facilitator());
  EXPECT_EQ(person(facilitator()).visiting, here) << "they still talk";
  accept(HelpAsk{}, people[1]);
  accept(HelpClaim{people[1]}, facilitator());
  accept(HelpRelease{people[1]}, facilitator());
  EXPECT_EQ(person(facilitator()).visiting, here);
}

TEST_F(HelpTest, WhoAsksAndIsStaffAloneReachesTheOthers) {
  accept(PersonHat{moderator(), {Hat::facilitator}, Scope{{"mixing"}, {}}}, organiser());
  until(testing::nine + minutes(58));
  join({facilitator()});
  accept(PresenceReport{{}, {organiser()}, {organiser()}});
  accept(HelpAsk{}, facilitator());
  EXPECT_TRUE(floor_view(engine.state(), person(moderator()).scope).people.contains(to_string(facilitator())));
}

TEST_F(HelpTest, RepeatedAsksAreOneCall) {
  accept(HelpAsk{}, people[0]);
  accept(HelpAsk{"the sound"}, people[0]);
  EXPECT_EQ(refused(HelpAsk{"the picture"}, people[0]), "help.too_fast");
  EXPECT_EQ(floor_person(engine.state(), people[0])->help->about, "the sound") << "the call stands";
  until(now + limits::help_pause);
  accept(HelpAsk{"the picture"}, people[0]);
  accept(HelpCancel{}, people[0]);
  accept(HelpAsk{"the picture"}, people[0]);
  EXPECT_EQ(refused(HelpCancel{}, people[0]), "help.too_fast") << "to and fro";
  EXPECT_TRUE(person(people[0]).help);
  until(now + limits::help_pause);
  accept(HelpCancel{}, people[0]);
  EXPECT_FALSE(person(people[0]).help);
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

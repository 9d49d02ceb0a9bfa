// Two of the staff act upon the same clock, or the same person's hats, as both saw them: the second one is told who was
// first, and what it is now.
#include "matcher/commands.h"
#include "tests/unit/matcher/office_hours_fixture.h"
#include "tests/unit/matcher/two_rooms_fixture.h"

namespace convene::testing {
namespace {

class SinceSeen : public TwoRoomsTest {
 protected:
  const Session& of(const std::string& id) const { return engine.state().session(engine.state().find_session(id)); }
  const Round& open_round() const { return engine.state().round(of("role-alike-1").round); }
  SeenTimes times(const std::string& id) const { return {id, of(id).starts, of(id).ends}; }
  static std::string written(Instant when) { return std::to_string(when.ms); }
  static std::string told(const Refusal& refusal, const std::string& what) {
    const auto found = refusal.parameters.find(what);
    return found == refusal.parameters.end() ? "" : found->second;
  }
};

TEST_F(SinceSeen, OfTwoWhoExtendARoundTheSecondIsToldByWhomAndToWhen) {
  const Instant ends = open_round().ends;
  accept(RoundExtend{"role-alike-1", 300, ends}, facilitator());
  const Refusal late = refusal(RoundExtend{"role-alike-1", 300, ends}, moderator());
  EXPECT_EQ(late.code, "round.changed");
  EXPECT_EQ(told(late, "session"), "role-alike-1");
  EXPECT_EQ(told(late, "ends"), written(ends + seconds(300)));
  EXPECT_EQ(told(late, "by"), to_string(facilitator()));
  EXPECT_EQ(told(late, "by_name"), "Fay");
  EXPECT_EQ(open_round().ends, ends + seconds(300)) << "once";
  accept(RoundExtend{"role-alike-1", 300, open_round().ends}, moderator());
  EXPECT_EQ(open_round().ends, ends + seconds(600)) << "who saw it may";
  accept(RoundExtend{"role-alike-1", 300}, moderator());
  EXPECT_EQ(open_round().ends, ends + seconds(900)) << "who does not say what they saw is not asked";
}

/// The floor is told ten times a second, and a finger may be faster.
TEST_F(SinceSeen, WhoPressesTwiceBeforeTheirPageHeardOfItIsNotToldOfThemselves) {
  const Instant ends = open_round().ends;
  for (int i = 0; i < 3; ++i) accept(RoundExtend{"role-alike-1", 60, ends}, facilitator());
  EXPECT_EQ(open_round().ends, ends + minutes(3));
  const SeenTimes before = times("mixing");
  for (int i = 0; i < 2; ++i) accept(SessionShift{"mixing", 5, false, {before}}, moderator());
  accept(SessionExtend{"mixing", 5, before.ends}, moderator());
  EXPECT_EQ(of("mixing").ends, before.ends + minutes(15));
  EXPECT_EQ(told(refusal(SessionExtend{"mixing", 5, before.ends}, organiser()), "by_name"), "Mo");
  accept(SessionExtend{"mixing", 5}, organiser());
  EXPECT_EQ(told(refusal(SessionExtend{"mixing", 5, before.ends}, moderator()), "by_name"), "Org")
      << "somebody else did, too";
}

TEST_F(SinceSeen, ARoundWhoseTimeRanOutIsExtendedAndOneThatSomebodyEndedIsNot) {
  const Instant ends = open_round().ends;
  until(ends + seconds(5));
  ASSERT_EQ(open_round().state, RoundState::closing);
  accept(RoundExtend{"role-alike-1", 300, ends}, facilitator());
  ASSERT_EQ(open_round().state, RoundState::open);
  const Instant later = open_round().ends;
  accept(RoundClose{"role-alike-1"}, moderator());
  const Refusal late = refusal(RoundExtend{"role-alike-1", 300, later}, facilitator());
  EXPECT_EQ(late.code, "round.changed");
  EXPECT_EQ(told(late, "by_name"), "Mo");
  EXPECT_EQ(told(late, "ends"), written(open_round().until)) << "as the floor shows it";
  EXPECT_EQ(open_round().state, RoundState::closing);
  const Instant goodbye = open_round().until;
  until(now + seconds(1));
  accept(OpUndo{OperationId(engine.state().last_operation), true, false}, organiser());
  ASSERT_EQ(open_round().state, RoundState::open);
  EXPECT_EQ(told(refusal(RoundExtend{"role-alike-1", 300, goodbye}, facilitator()), "by_name"), "Org");
  accept(RoundClose{"role-alike-1"}, moderator());
  accept(RoundExtend{"role-alike-1", 300, open_round().until}, facilitator());
  EXPECT_EQ(open_round().state, RoundState::open) << "who saw that it ends may";
}

TEST_F(SinceSeen, OfARoundThatOpenedByItselfNobodyIsNamed) {
  const Instant ends = open_round().ends;
  accept(RoundExtend{"role-alike-1", 60, ends}, facilitator());
  until(ends + minutes(4));
  ASSERT_EQ(open_round().number, 2U);
  const Refusal late = refusal(RoundExtend{"role-alike-1", 300, ends + seconds(60)}, facilitator());
  EXPECT_EQ(late.code, "round.changed");
  EXPECT_EQ(told(late, "ends"), written(open_round().ends));
  EXPECT_FALSE(late.parameters.contains("by"));
}

TEST_F(SinceSeen, OfTwoWhoMoveASessionTheSecondIsToldByWhomAndToWhen) {
  const SeenTimes before = times("mixing");
  accept(SessionExtend{"mixing", 5, before.ends}, moderator());
  for (const Refusal& late : {refusal(SessionExtend{"mixing", 5, before.ends}, organiser()),
                              refusal(SessionShift{"mixing", 5, false, {before}}, organiser())}) {
    EXPECT_EQ(late.code, "session.changed");
    EXPECT_EQ(told(late, "session"), "mixing");
    EXPECT_EQ(told(late, "starts"), written(before.starts));
    EXPECT_EQ(told(late, "ends"), written(before.ends + minutes(5)));
    EXPECT_EQ(told(late, "by_name"), "Mo");
  }
  EXPECT_EQ(of("mixing").ends, before.ends + minutes(5)) << "once";
  accept(SessionShift{"mixing", 5, false, {times("mixing")}}, organiser());
  EXPECT_EQ(of("mixing").starts, before.starts + minutes(5));
  EXPECT_EQ(told(refusal(SessionExtend{"mixing", 5, before.ends + minutes(5)}, moderator()), "by_name"), "Org");
  accept(SessionExtend{"mixing", 5}, moderator());
  EXPECT_EQ(of("mixing").ends, before.ends + minutes(15)) << "who does not say what they saw is not asked";
}

TEST_F(SinceSeen, WhatFollowsIsMovedOnlyAsItWasSeen) {
  const std::vector<SeenTimes> both{times("role-alike-1"), times("mixing")};
  accept(SessionShift{"mixing", 5, false, {times("mixing")}}, organiser());
  const Refusal late = refusal(SessionShift{"role-alike-1", 5, true, both}, moderator());
  EXPECT_EQ(late.code, "session.changed");
  EXPECT_EQ(told(late, "session"), "mixing");
  EXPECT_EQ(told(late, "by_name"), "Org");
  EXPECT_EQ(of("role-alike-1").ends, both[0].ends) << "all or none";
  EXPECT_EQ(refused(SessionShift{"role-alike-1", 5, true, {SeenTimes{"gone", {}, {}}}}, moderator()),
            "session.unknown");
  accept(SessionShift{"role-alike-1", 5, true, {times("role-alike-1")}}, moderator());
  EXPECT_EQ(of("mixing").ends, both[1].ends + minutes(10)) << "of what is not named nobody is asked";
}

TEST_F(SinceSeen, OfWhatTheFileMovedNobodyIsNamed) {
  const Instant ends = of("mixing").ends;
  accept(SessionExtend{"mixing", 5}, moderator());
  EventDefinition event = small_event();
  event.sessions[2].ends = ends + minutes(10);
  accept(EventLoad{event, {}});
  ASSERT_EQ(of("mixing").ends, ends + minutes(10));
  const Refusal late = refusal(SessionExtend{"mixing", 5, ends}, organiser());
  EXPECT_EQ(late.code, "session.changed");
  EXPECT_FALSE(late.parameters.contains("by"));
}

TEST_F(SinceSeen, OfTwoWhoGiveHatsTheSecondIsToldByWhomAndWhich) {
  const PersonId ana = register_people(1).front();  // who is not here
  const SeenHats seen{{Hat::participant}, {}};
  const std::vector<Hat> advises{Hat::participant, Hat::advisor};
  const std::vector<Hat> facilitates{Hat::participant, Hat::facilitator};
  accept(PersonHat{ana, advises, {}, seen}, organiser());
  Refusal late = refusal(PersonHat{ana, facilitates, {}, seen}, moderator());
  EXPECT_EQ(late.code, "hats.changed");
  EXPECT_EQ(told(late, "person"), to_string(ana));
  EXPECT_EQ(told(late, "hats"), "participant advisor");
  EXPECT_FALSE(late.parameters.contains("sessions") || late.parameters.contains("rooms"));
  EXPECT_EQ(told(late, "by_name"), "Org");
  EXPECT_EQ(person(ana).hats, advises);
  accept(PersonHat{ana, advises, {}, seen}, moderator());  // it is so already
  const Scope parts{{"mixing"}, {a, b}};
  accept(PersonHat{ana, facilitates, parts, SeenHats{{Hat::advisor, Hat::participant}, {}}}, moderator());
  late = refusal(PersonHat{ana, advises, {}, SeenHats{facilitates, {}}}, organiser());
  EXPECT_EQ(late.code, "hats.changed") << "what they reach is seen, too";
  EXPECT_EQ(told(late, "sessions"), "mixing");
  EXPECT_EQ(told(late, "rooms"), to_string(a) + " " + to_string(b));
  EXPECT_EQ(told(late, "by_name"), "Mo");
  accept(PersonHat{ana, advises, {}, SeenHats{facilitates, Scope{{"mixing"}, {b, a}}}}, organiser());
  accept(PersonHat{ana, {Hat::participant}, {}}, moderator());
  EXPECT_EQ(person(ana).hats, std::vector{Hat::participant}) << "who does not say what they saw is not asked";
}

/// No screen shows what somebody reaches who is no staff.
TEST_F(SinceSeen, OfWhoIsNoStaffTheHatsAloneAreSeen) {
  const PersonId ana = classroom[0];
  accept(PersonHat{ana, {Hat::advisor}, Scope{{"mixing"}, {}}}, organiser());
  accept(PersonHat{ana, {Hat::participant}, {}, SeenHats{{Hat::advisor}, {}}}, moderator());
  EXPECT_EQ(person(ana).hats, std::vector{Hat::participant});
}

TEST_F(SinceSeen, OfHatsThatTheFileGaveNobodyIsNamed) {
  accept(PersonHat{facilitator(), {Hat::facilitator, Hat::advisor}, {}}, organiser());
  accept(EventLoad{small_event(), {{"Fay", "fay@example.org", {Hat::moderator}, {}}}});
  ASSERT_TRUE(person(facilitator()).wears(Hat::moderator));
  const Refusal late = refusal(
      PersonHat{facilitator(), {Hat::advisor}, {}, SeenHats{{Hat::facilitator, Hat::advisor}, {}}}, organiser());
  EXPECT_EQ(late.code, "hats.changed");
  EXPECT_EQ(told(late, "hats"), "moderator");
  EXPECT_FALSE(late.parameters.contains("by"));
}

/// Facts say nothing of what was seen: a journal that is older, or newer, leads to the same answers.
TEST_F(SinceSeen, WhoWasFirstIsKnownWhenTheJournalOrASnapshotIsRead) {
  const SeenHats hats{{Hat::participant}, {}};
  const Instant round = open_round().ends;
  const SeenTimes before = times("mixing");
  accept(RoundExtend{"role-alike-1", 300, round}, facilitator());
  accept(SessionShift{"mixing", 5, false, {before}}, moderator());
  accept(PersonHat{classroom[0], {Hat::advisor}, {}, hats}, organiser());
  const auto all_told = [&] {
    EXPECT_EQ(told(refusal(RoundExtend{"role-alike-1", 300, round}, moderator()), "by_name"), "Fay");
    EXPECT_EQ(told(refusal(SessionExtend{"mixing", 5, before.ends}, organiser()), "by_name"), "Mo");
    EXPECT_EQ(told(refusal(PersonHat{classroom[0], {Hat::moderator}, {}, hats}, organiser()), "by_name"), "Org");
  };
  Engine again;
  for (const Record& record : records) again.replay(record);
  Engine restored = Engine::restored(State(engine.state()), engine.seq());
  engine = std::move(again);
  all_told();
  engine = std::move(restored);
  all_told();
}

TEST_F(SinceSeen, WhoIsErasedIsNotNamed) {
  const Instant ends = of("mixing").ends;
  accept(SessionExtend{"mixing", 5, ends}, moderator());
  accept(PersonErase{moderator()}, organiser());
  const Refusal late = refusal(SessionExtend{"mixing", 5, ends}, organiser());
  EXPECT_EQ(late.code, "session.changed");
  EXPECT_FALSE(late.parameters.contains("by_name"));
}

class TalkSeen : public OfficeHoursTest {};

TEST_F(TalkSeen, ATalkGetsMoreTimeOnceAsItsEndWasSeen) {
  begin();
  post(ada, "funding");
  const TicketId ticket = open(people[0]);
  come(people[0]);
  const Instant ends = ticket_of(people[0]).ends;
  accept(TicketExtend{ticket, 5, ends}, ada);
  const Refusal late = refusal(TicketExtend{ticket, 5, ends}, moderator());
  EXPECT_EQ(late.code, "talk.changed");
  EXPECT_EQ(late.parameters.at("ends"), std::to_string((ends + minutes(5)).ms));
  EXPECT_EQ(ticket_of(people[0]).ends, ends + minutes(5));
  accept(TicketExtend{ticket, 5, ends + minutes(5)}, moderator());
  accept(TicketExtend{ticket, 5}, ada);
  EXPECT_EQ(ticket_of(people[0]).ends, ends + minutes(15));
}

}  // namespace
}  // namespace convene::testing

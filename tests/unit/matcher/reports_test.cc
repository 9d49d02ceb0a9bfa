// Telling staff of a person: who learns of it, and who does not.
#include "matcher/limits.h"
#include "tests/unit/matcher/two_rooms_fixture.h"

namespace convene::testing {
namespace {

class Reports : public TwoRoomsTest {
 protected:
  std::optional<FloorReports> told(PersonId id) const { return floor_person(engine.state(), id)->reports; }
};

TEST_F(Reports, StaffReadWhatWasToldAndByNobodysName) {
  accept(PersonReport{classroom[1], "talks over everybody"}, classroom[0]);
  accept(PersonReport{classroom[1], ""}, classroom[2]);
  ASSERT_TRUE(told(classroom[1]));
  EXPECT_EQ(told(classroom[1])->count, 2u);
  EXPECT_EQ(told(classroom[1])->about, std::vector<std::string>{"talks over everybody"});
  EXPECT_EQ(told(classroom[1])->since, now);
  EXPECT_FALSE(told(classroom[0]));
  accept(ReportSettle{classroom[1]}, facilitator());
  EXPECT_FALSE(told(classroom[1]));
}

TEST_F(Reports, WhoIsReportedSeesNothingOfIt) {
  const MeView before = me_view(engine.state(), classroom[1]);
  const RoomView room_before = room_view(engine.state(), a);
  accept(PersonReport{classroom[1], "rude"}, classroom[0]);
  EXPECT_TRUE(same(before, me_view(engine.state(), classroom[1])));
  EXPECT_TRUE(same(room_before, room_view(engine.state(), a)));
}

TEST_F(Reports, AMemberOfStaffIsReportedToTheBoardAndNotToTheFloor) {
  accept(PersonHat{classroom[1], {Hat::participant, Hat::facilitator}, {}}, moderator());
  accept(PersonReport{classroom[1], "sells things"}, classroom[0]);
  EXPECT_FALSE(told(classroom[1]));
  const BoardView board = board_view(engine.state());
  ASSERT_EQ(board.reports.size(), 1u);
  EXPECT_EQ(board.reports.at(to_string(classroom[1])).about, std::vector<std::string>{"sells things"});
  EXPECT_EQ(refused(ReportSettle{classroom[1]}, classroom[1]), "person.self");
  accept(ReportSettle{classroom[1]}, moderator());
  EXPECT_TRUE(board_view(engine.state()).reports.empty());
}

TEST_F(Reports, StrangersAndOneselfAreNotReported) {
  for (const PersonId id : {administrators[0], PersonId(999), PersonId(0)})
    EXPECT_EQ(refused(PersonReport{id, ""}, classroom[0]), "report.stranger");
  EXPECT_EQ(refused(PersonReport{classroom[0], ""}, classroom[0]), "person.self");
  EXPECT_EQ(refused(PersonReport{classroom[1], std::string(501, 'x')}, classroom[0]), "text.too_long");
  EXPECT_EQ(refused(ReportSettle{classroom[1]}, classroom[0]), "not_allowed");
}

TEST_F(Reports, WhoWentCanStillBeReportedAndIsStillThere) {
  accept(RoundClose{"role-alike-1"}, moderator());
  until(now + seconds(90));
  accept(SessionLeave{}, classroom[1]);
  accept(PresenceReport{{}, {classroom[1]}, {}});
  accept(PersonReport{classroom[1], "shouted"}, classroom[0]);
  ASSERT_TRUE(floor_person(engine.state(), classroom[1])) << "until it is looked after";
  accept(ReportSettle{classroom[1]}, moderator());
  EXPECT_FALSE(floor_person(engine.state(), classroom[1]));
}

TEST_F(Reports, WhoTookAnotherRoomCanStillTellOfThoseTheyLeft) {
  accept(SeatMove{{move(classroom[0])}, b}, moderator());
  accept(PersonReport{classroom[1], "why I left"}, classroom[0]);
  accept(SeatMove{{move(classroom[2])}, b}, moderator());
  accept(PersonReport{classroom[2], "who left because of me"}, classroom[3]);
  EXPECT_TRUE(told(classroom[1]));
  EXPECT_TRUE(told(classroom[2]));
}

TEST_F(Reports, WhoSteppedOutCanStillTellOfThoseTheyLeftWhenTheirSeatIsGone) {
  accept(RoomLeave{}, classroom[0]);
  accept(SeatMove{{move(classroom[2])}, std::nullopt, false, ""}, moderator());
  until(now + minutes(3));
  ASSERT_FALSE(person(classroom[0]).kept_room);
  accept(PersonReport{classroom[1], "rude"}, classroom[0]);
  EXPECT_EQ(told(classroom[1])->count, 1u);
  accept(PersonReport{classroom[1], "rude"}, classroom[2]);
  EXPECT_EQ(told(classroom[1])->count, 2u);
}

TEST_F(Reports, WhoLooksInAsStaffCanBeReported) {
  accept(RoomVisit{a}, facilitator());
  accept(PersonReport{facilitator(), "was rude"}, classroom[0]);
  EXPECT_EQ(board_view(engine.state()).reports.size(), 1u);
}

TEST_F(Reports, OfWhomReadsThemThereAreNone) {
  accept(RoomVisit{a}, moderator());
  EXPECT_EQ(refused(PersonReport{moderator(), "was rude"}, classroom[0]), "report.of_moderator");
  accept(PersonReport{classroom[1], "was rude"}, classroom[0]);
  accept(PersonHat{classroom[1], {Hat::moderator}, {}}, organiser());
  EXPECT_TRUE(board_view(engine.state()).reports.empty()) << "nobody reads of themselves";
}

TEST_F(Reports, WhoIsShutOutIsLookedAfter) {
  accept(PersonReport{classroom[1], "was rude"}, classroom[0]);
  accept(PersonBan{classroom[1], ""}, moderator());
  EXPECT_TRUE(person(classroom[1]).reports.empty());
  EXPECT_TRUE(person(classroom[0]).reported.empty()) << "others can be told of";
}

TEST_F(Reports, InOtherWordsItIsStillOneReport) {
  accept(PersonReport{classroom[1], ""}, classroom[0]);
  accept(PersonReport{classroom[1], "rude"}, classroom[0]);
  accept(PersonReport{classroom[1], "very rude"}, classroom[0]);
  accept(PersonReport{classroom[1], ""}, classroom[0]);
  EXPECT_EQ(told(classroom[1])->count, 1u);
  EXPECT_EQ(told(classroom[1])->about, std::vector<std::string>{"very rude"});
}

TEST_F(Reports, NobodyDrownsTheOthersByReportingMuch) {
  accept(SeatMove{{move(administrators[0]), move(administrators[1])}, a}, moderator());
  for (const PersonId other : {classroom[1], classroom[2], classroom[3], classroom[4], administrators[0]})
    accept(PersonReport{other, ""}, classroom[0]);
  EXPECT_EQ(refused(PersonReport{administrators[1], ""}, classroom[0]), "report.much");
  accept(PersonReport{classroom[1], "in words now"}, classroom[0]);
  accept(ReportSettle{classroom[1]}, moderator());
  accept(PersonReport{administrators[1], ""}, classroom[0]);
}

TEST_F(Reports, OfWhomIsErasedNoWordsStay) {
  accept(PersonReport{classroom[1], "of one"}, classroom[0]);
  accept(PersonReport{classroom[2], "by another"}, classroom[1]);
  accept(PersonErase{classroom[1]}, organiser());
  EXPECT_FALSE(told(classroom[2]));
  EXPECT_TRUE(person(classroom[1]).reports.empty());
  EXPECT_TRUE(person(classroom[0]).reported.empty());
}

}  // namespace
}  // namespace convene::testing

#include "server/ops/rooms_report.h"

#include "tests/unit/matcher/two_rooms_fixture.h"

namespace convene::ops {
namespace {

using RoomsReport = testing::TwoRoomsTest;

TEST_F(RoomsReport, HasWhoSitsThereAndWhoWasThere) {
  accept(SeatMove{{move(classroom[0])}, b}, moderator());
  const std::vector<RoomTold> told = rooms_told(engine.state());
  ASSERT_EQ(told.size(), 2u);
  EXPECT_EQ(told[0].session, "role-alike-1");
  EXPECT_EQ(told[0].round, 1u);
  EXPECT_EQ(told[0].room, a);
  EXPECT_EQ(told[0].people, classroom) << "also who was there and went";
  EXPECT_EQ(told[1].people.size(), 6u);
  const std::vector<SeatRow> rows = seat_rows(engine.state(), told);
  ASSERT_EQ(rows.size(), 11u);
  EXPECT_EQ(rows[0].event, "test-event");
  EXPECT_EQ(rows[0].room, told[0].name);
  EXPECT_EQ(rows[0].person, person(classroom[0]).profile.words->key);
}

TEST_F(RoomsReport, IsOfASessionAndARoundIfThatIsAskedFor) {
  EXPECT_EQ(rooms_told(engine.state(), "role-alike-1", 1).size(), 2u);
  EXPECT_TRUE(rooms_told(engine.state(), "role-alike-1", 2).empty());
  EXPECT_TRUE(rooms_told(engine.state(), "mixing").empty());
}

TEST_F(RoomsReport, BearsTheNameThatStaffGave) {
  accept(RoomRename{a, "Elephants", room(a).version}, moderator());
  EXPECT_EQ(rooms_told(engine.state())[0].name, "Elephants");
}

TEST_F(RoomsReport, RoomsThatAreCalledAlikeAreToldApart) {
  accept(RoomRename{a, "Elephants", room(a).version}, moderator());
  accept(RoomRename{b, "Elephants", room(b).version}, moderator());
  const std::vector<RoomTold> told = rooms_told(engine.state());
  EXPECT_EQ(told[0].name, "Elephants");
  EXPECT_EQ(told[1].name, "Elephants (2)");
}

TEST_F(RoomsReport, OfARoundForAToolEverybodySitsInOneRoom) {
  accept(SeatMove{{move(classroom[0])}, b}, moderator());
  std::vector<RoomTold> told = rooms_of_round(engine.state(), "role-alike-1");
  ASSERT_EQ(told.size(), 2u);
  EXPECT_EQ(told[0].people.size(), 4u) << "without who was moved";
  EXPECT_EQ(told[1].people.size(), 6u);
  EXPECT_EQ(rooms_of_round(engine.state(), "role-alike-1", 1).size(), 2u);
  EXPECT_TRUE(rooms_of_round(engine.state(), "role-alike-1", 2).empty());
  EXPECT_TRUE(rooms_of_round(engine.state(), "mixing").empty());
  accept(PersonErase{classroom[0]}, organiser());
  EXPECT_EQ(rooms_of_round(engine.state(), "role-alike-1")[1].people.size(), 5u);
}

TEST_F(RoomsReport, LeavesOutWhoWasErased) {
  accept(PersonErase{classroom[0]}, organiser());
  EXPECT_EQ(rooms_told(engine.state())[0].people.size(), 4u);
}

}  // namespace
}  // namespace convene::ops

#include "server/ops/rooms_report.h"

#include <algorithm>
#include <array>

#include "tests/unit/matcher/office_hours_fixture.h"
#include "tests/unit/matcher/two_rooms_fixture.h"
#include "tests/unit/ops/recorded.h"

namespace convene::ops {
namespace {

using RoomIds = std::vector<RoomId>;

/// Those that a tool is told of somebody.
RoomIds rooms_for(PersonId who, const std::vector<RoomTold>& rooms) {
  RoomIds out;
  for (const RoomTold& room : rooms)
    if (std::ranges::count(room.people, who) != 0) out.push_back(room.room);
  return out;
}

class RoomsReport : public testing::Recorded<testing::TwoRoomsTest> {
 protected:
  std::vector<RoomTold> of_round(std::string_view session, std::uint32_t round = 0) {
    return rooms_of_round(engine.state(), written(), event_name, session, round);
  }
  RoomIds told_of(PersonId who) { return rooms_for(who, of_round("role-alike-1", 1)); }
  void goes(PersonId who, RoomId to) {
    accept(SeatMove{{move(who)}, to}, moderator());
    see(who);
  }
  const Round& round() const { return engine.state().rounds.front(); }
  void close() {
    accept(RoundClose{"role-alike-1"}, moderator());
    until(now + minutes(5));
    ASSERT_EQ(round().state, RoundState::closed);
  }
};

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
  std::vector<RoomTold> told = of_round("role-alike-1");
  ASSERT_EQ(told.size(), 2u);
  EXPECT_EQ(told[0].people.size(), 4u) << "without who was moved";
  EXPECT_EQ(told[1].people.size(), 6u);
  EXPECT_EQ(of_round("role-alike-1", 1).size(), 2u);
  EXPECT_TRUE(of_round("role-alike-1", 2).empty());
  EXPECT_TRUE(of_round("mixing").empty());
  accept(PersonErase{classroom[0]}, organiser());
  EXPECT_EQ(of_round("role-alike-1")[1].people.size(), 5u);
}

TEST_F(RoomsReport, OfAClosedRoundAToolIsToldTheRoomWhereEverybodySatLast) {
  const auto [moved, back, still, not_come, gone, passed] =
      std::array{classroom[0], administrators[0], classroom[1], administrators[1], classroom[2], classroom[3]};
  goes(moved, b);
  goes(back, a), goes(back, b);
  accept(SeatMove{{move(not_come)}, a}, moderator());
  goes(passed, b);
  accept(SeatMove{{move(passed)}, a}, moderator());
  goes(gone, b);
  accept(SessionLeave{}, gone);
  close();
  EXPECT_EQ(told_of(moved), RoomIds{b});
  EXPECT_EQ(told_of(back), RoomIds{b}) << "where they were before and after";
  EXPECT_EQ(told_of(still), RoomIds{a});
  EXPECT_EQ(told_of(not_come), RoomIds{b}) << "they had another seat, and never came to it";
  EXPECT_EQ(told_of(passed), RoomIds{b}) << "nor back to the one where they had been before";
  EXPECT_EQ(told_of(gone), RoomIds{b}) << "though they left before the end";
  EXPECT_EQ(rooms_for(moved, rooms_told(engine.state(), "role-alike-1", 1)), (RoomIds{a, b}))
      << "Convene's own list says where all were";
  EXPECT_EQ(seat_rows(engine.state(), of_round("role-alike-1", 1)).size(), 10u);
}

TEST_F(RoomsReport, WhileARoundClosesAToolIsToldOneRoomOfEverybody) {
  goes(classroom[0], b);
  goes(administrators[0], a), goes(administrators[0], b);
  accept(SeatMove{{move(classroom[1])}, b}, moderator());
  accept(RoundClose{"role-alike-1"}, moderator());
  ASSERT_EQ(round().state, RoundState::closing);
  for (const PersonId who : {classroom[0], administrators[0], classroom[1]}) EXPECT_EQ(told_of(who), RoomIds{b});
}

TEST_F(RoomsReport, LeavesOutWhoWasErased) {
  accept(PersonErase{classroom[0]}, organiser());
  EXPECT_EQ(rooms_told(engine.state())[0].people.size(), 4u);
}

using RoomsBesideHours = testing::Recorded<testing::OfficeHoursTest>;

TEST_F(RoomsBesideHours, WhoTalkedToAnAdvisorSatLastInTheRoomToWhichTheirSeatWasBrought) {
  begin();
  join(people);
  wait(minutes(1));
  const PersonId who = people[0];
  const auto move = [this](PersonId one) { return Move{one, person(one).version}; };
  const auto goes = [&](RoomId to) { accept(SeatMove{{move(who)}, to}, moderator()), see(who); };
  const RoomId from = person(who).room;
  accept(SeatMove{{move(people[5]), move(people[6])}, std::nullopt, true}, moderator());
  const RoomId to = person(people[5]).room;
  ASSERT_TRUE(from && to);
  for (const PersonId one : {people[3], people[4]})
    if (person(one).room == from) accept(SeatMove{{move(one)}, std::nullopt}, moderator());
  see(who);
  goes(to), goes(from);
  post(ada, "funding");
  open(who);
  come(who);
  ASSERT_EQ(person(who).called_room, from);
  accept(RoomMerge{from, to, engine.state().room(from).version, ""}, moderator());
  done(who, ada);
  wait(seconds(61));
  ASSERT_EQ(person(who).room, to);
  see(who);
  accept(RoundClose{"role-alike-1"}, moderator());
  wait(minutes(5));
  ASSERT_EQ(engine.state().round(engine.state().room(to).round).state, RoundState::closed);
  EXPECT_EQ(rooms_for(who, rooms_told(engine.state(), "role-alike-1", 1)), (RoomIds{from, to}));
  EXPECT_EQ(rooms_for(who, rooms_of_round(engine.state(), written(), event_name, "role-alike-1", 1)), RoomIds{to});
}

}  // namespace
}  // namespace convene::ops

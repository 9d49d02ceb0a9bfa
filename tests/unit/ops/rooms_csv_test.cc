#include "server/ops/rooms_csv.h"

#include <gtest/gtest.h>

namespace convene::ops {
namespace {

using protocol::Faults;
using Rooms = std::vector<std::vector<std::string>>;

std::vector<SeatRow> two_rooms() {
  return {{"institute", "role-alike-1", 1, "Elementary 1", "p-1", "Ana Reyes", "ana@example.org"},
          {"institute", "role-alike-1", 1, "Elementary 1", "p-2", "Bo \"B\" Lee", "bo@example.org"},
          {"institute", "role-alike-1", 1, "Middle, 6-8", "p-3", "=cmd()", ""}};
}

std::string codes(const Faults& faults) {
  std::string out;
  for (const auto& fault : faults.list()) out += fault.code + '@' + std::to_string(fault.line) + ' ';
  return out;
}

TEST(RoomsCsv, WritesASeatARowAndQuotesWhatASpreadsheetWouldTakeForMore) {
  EXPECT_EQ(rooms_csv(two_rooms(), RoomsFormat::convene),
            "event,session,round,room,person_id,name\r\n"
            "institute,role-alike-1,1,Elementary 1,p-1,Ana Reyes\r\n"
            "institute,role-alike-1,1,Elementary 1,p-2,\"Bo \"\"B\"\" Lee\"\r\n"
            "institute,role-alike-1,1,\"Middle, 6-8\",p-3,\"'=cmd()\"\r\n");
}

TEST(RoomsCsv, ToolsThatKnowPeopleByMailGetThoseWithAnAddress) {
  EXPECT_EQ(rooms_csv(two_rooms(), RoomsFormat::zoom),
            "Pre-assign Room Name,Email Address\r\nElementary 1,ana@example.org\r\nElementary 1,bo@example.org\r\n");
  EXPECT_EQ(rooms_csv({}, RoomsFormat::webex), "Breakout session name,Email address\r\n");
}

TEST(RoomsCsv, GoldcastsRoomsHaveNumbersAndNoHeader) {
  EXPECT_EQ(rooms_csv(two_rooms(), RoomsFormat::goldcast), "1,ana@example.org\r\n1,bo@example.org\r\n");
  std::vector<SeatRow> rows = two_rooms();
  rows[2].email = "cy@example.org";
  rows.push_back({"institute", "role-alike-1", 2, "Elementary 1", "p-1", "Ana Reyes", "ana@example.org"});
  EXPECT_EQ(rooms_csv(rows, RoomsFormat::goldcast),
            "1,ana@example.org\r\n1,bo@example.org\r\n2,cy@example.org\r\n3,ana@example.org\r\n")
      << "a room of another round is another room";
}

TEST(RoomsCsv, FormatsHaveWords) {
  EXPECT_EQ(rooms_format("csv"), RoomsFormat::convene);
  EXPECT_EQ(rooms_format("convene"), RoomsFormat::convene);
  EXPECT_EQ(rooms_format("goldcast"), RoomsFormat::goldcast);
  EXPECT_EQ(rooms_format("Zoom"), std::nullopt);
  EXPECT_EQ(rooms_format(""), std::nullopt);
}

TEST(RoomsCsv, WhatOneEventWritesTheNextOneReads) {
  Faults faults;
  const auto history = read_history(rooms_csv(two_rooms(), RoomsFormat::convene), faults);
  ASSERT_TRUE(history) << codes(faults);
  EXPECT_EQ(history->rooms, (Rooms{{"p-1", "p-2"}, {"p-3"}}));
  EXPECT_TRUE(history->warnings.empty());
}

TEST(RoomsCsv, AKeyThatLooksLikeAFormulaComesBackAsItWas) {
  Faults faults;
  const std::vector<SeatRow> rows{{"e", "s", 1, "A", "-7", "", ""}, {"e", "s", 1, "A", "=x", "", ""}};
  const auto history = read_history(rooms_csv(rows, RoomsFormat::convene), faults);
  ASSERT_TRUE(history);
  EXPECT_EQ(history->rooms, (Rooms{{"-7", "=x"}}));
}

TEST(RoomsCsv, ColumnsMayStandInAnyOrderAndOthersArePassedOver) {
  Faults faults;
  const auto history =
      read_history("\xEF\xBB\xBFPERSON_ID;x,Person_Id,Colour,ROOM\nq,a,red,1\nq,b,red,1\nq,a,red,1\n", faults);
  ASSERT_TRUE(history) << codes(faults);
  EXPECT_EQ(history->rooms, (Rooms{{"a", "b"}})) << "each once";
}

TEST(RoomsCsv, TheSameRoomInAnotherRoundIsAnotherRoom) {
  Faults faults;
  const auto history = read_history("round,room,person_id\n1,A,a\n1,A,b\n2,A,a\n2,A,c\n", faults);
  ASSERT_TRUE(history);
  EXPECT_EQ(history->rooms, (Rooms{{"a", "b"}, {"a", "c"}}));
}

TEST(RoomsCsv, APlenaryIsNoMeeting) {
  std::string text = "room,person_id\n";
  for (int i = 0; i < 51; ++i) text += "Hall,p" + std::to_string(i) + '\n';
  Faults faults;
  const auto history = read_history(text, faults);
  ASSERT_TRUE(history);
  EXPECT_TRUE(history->rooms.empty());
  ASSERT_EQ(history->warnings.size(), 1u);
  EXPECT_EQ(history->warnings[0].code, "history.plenary");
}

TEST(RoomsCsv, SaysAllThatIsWrongAndWhere) {
  const auto wrong = [](std::string_view text) {
    Faults faults;
    EXPECT_FALSE(read_history(text, faults));
    return codes(faults);
  };
  EXPECT_EQ(wrong(""), "history.empty@0 ");
  EXPECT_EQ(wrong("event,session\n"), "history.column_missing@1 history.column_missing@1 ");
  EXPECT_EQ(wrong("room,person_id,Room\n"), "history.column_twice@1 ");
  EXPECT_EQ(wrong("room,person_id\n,a\nA\nA,b\n"), "history.cell_missing@2 history.cell_missing@3 ");
  EXPECT_EQ(wrong(std::string(max_history_bytes + 1, 'x')), "history.too_long@0 ");
}

/// A surplus cell was once read as the column that the header does not have.
TEST(RoomsCsv, ARowWiderThanItsHeaderIsRefused) {
  Faults faults;
  EXPECT_FALSE(read_history("room,person_id\nA,p-1,note one\nA,p-2\n", faults));
  ASSERT_EQ(faults.total(), 1u);
  EXPECT_EQ(faults.front().code, "history.cells");
  EXPECT_EQ(faults.front().line, 2u);
}

}  // namespace
}  // namespace convene::ops

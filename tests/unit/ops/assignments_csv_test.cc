// Assignments that were made elsewhere: every form that is known, whom the rows mean, and what is refused.
#include "server/ops/assignments_csv.h"

#include <gtest/gtest.h>

namespace convene::ops {
namespace {

std::vector<AssignmentRow> read(std::string_view text) {
  protocol::Faults faults(100);
  auto rows = read_assignments(text, faults);
  EXPECT_TRUE(rows) << (faults.total() ? faults.front().message : "");
  return rows.value_or(std::vector<AssignmentRow>{});
}

std::string code_of(std::string_view text) {
  protocol::Faults faults(100);
  if (read_assignments(text, faults)) return "(read)";
  return faults.front().code;
}

KnownNames names() {
  KnownNames names;
  names.people = {{PersonId(1), "k1", "ann@example.org", "Ann Alder"},
                  {PersonId(2), "", "ben@example.org", "Ben Birch"},
                  {PersonId(3), "k3", "", "Cem Cedar"},
                  {PersonId(4), "", "d1@example.org", "Same Name"},
                  {PersonId(5), "", "d2@example.org", "Same Name"}};
  return names;
}

TEST(Assignments, OurOwnListOfRoomsIsRead) {
  const auto rows = read("event,session,round,room,person_id,name\r\nx,ra,2,Newton,k1,Ann Alder\r\n");
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0], (AssignmentRow{2, "k1", "", "Ann Alder", "ra", 2, "Newton"}));
}

TEST(Assignments, ZoomsWebexsAndGoldcastsAre) {
  for (const char* header : {"Pre-assign Room Name,Email Address", "Breakout session name,Email address",
                             "Room Name,Email", "Breakout Room, Attendee Email"}) {
    const auto rows = read(std::string(header) + "\nRoom 1,Ann@example.org\n");
    ASSERT_EQ(rows.size(), 1u) << header;
    EXPECT_EQ(rows[0].room, "Room 1");
    EXPECT_EQ(rows[0].email, "Ann@example.org");
  }
}

TEST(Assignments, UserAndRoomWithSemicolonsAreWithAndWithoutNamesOfColumns) {
  for (const char* text :
       {"user;room\nann@example.org;Newton\nCem Cedar;Curie\n", "ann@example.org;Newton\nCem Cedar;Curie"}) {
    const auto rows = read(text);
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].email, "ann@example.org");
    EXPECT_EQ(rows[0].room, "Newton");
    EXPECT_EQ(rows[1].person, "Cem Cedar");
  }
}

TEST(Assignments, RowsWithoutARoomAreNobodysSeat) { EXPECT_TRUE(read("email,room\nann@example.org,\n,\n").empty()); }

TEST(Assignments, WhatIsNoSuchListIsRefusedWithWhereAndWhatToDo) {
  EXPECT_EQ(code_of(""), "assignments.empty");
  EXPECT_EQ(code_of("email,place,x\na@b.org,1,2\n"), "assignments.columns");
  EXPECT_EQ(code_of("room,x,y\nA,1,2\n"), "assignments.columns");
  EXPECT_EQ(code_of("a,b,c\n1,2,3\n"), "assignments.columns");
  EXPECT_EQ(code_of("email,e-mail,room\na@b.org,a@b.org,A\n"), "assignments.column_twice");
  EXPECT_EQ(code_of("email,room\n,A\n"), "assignments.nobody");
  EXPECT_EQ(code_of("email,room,round\na@b.org,A,zero\n"), "assignments.round");
  EXPECT_EQ(code_of("email,room,round\na@b.org,A,0\n"), "assignments.round");
  EXPECT_EQ(code_of("email,room\na@b.org," + std::string(300, 'x') + "\n"), "assignments.too_long");
  EXPECT_EQ(code_of("email,room\na@b.org,\xE2\x80\xAEmooR\n"), "assignments.not_readable");
  EXPECT_EQ(code_of("email,room\na@b.org,\xFF\n"), "csv.encoding");
  EXPECT_EQ(code_of(std::string(max_assignments_bytes + 1, 'x')), "assignments.too_long");
}

TEST(Assignments, AllFaultsComeAtOnce) {
  protocol::Faults faults(100);
  EXPECT_FALSE(read_assignments("email,room,round\n,A,1\na@b.org,A,x\n", faults));
  EXPECT_EQ(faults.total(), 2u);
}

TEST(Assignments, PeopleAreFoundByIdAddressOrAUniqueName) {
  const auto rows = read("user;room\nk1;A\nBEN@example.org;A\nCem Cedar;B\nNobody;B\nSame Name;B\n");
  const AssignmentMatch match = match_assignments(names(), rows, "ra");
  ASSERT_EQ(match.rounds.size(), 1u);
  const auto& rooms = match.rounds.at(1);
  ASSERT_EQ(rooms.size(), 2u);
  EXPECT_EQ(rooms[0].name, "A");
  EXPECT_EQ(rooms[0].people, (std::vector{PersonId(1), PersonId(2)}));
  EXPECT_EQ(rooms[1].people, (std::vector{PersonId(3)}));
  EXPECT_EQ(match.unmatched, (std::vector<UnmatchedRow>{{5, UnmatchedWhy::unknown}, {6, UnmatchedWhy::several}}));
}

TEST(Assignments, EachRoundIsAPlanAndWhoIsInTwoRoomsIsInTheFirst) {
  const auto rows = read("round,room,person_id\n1,A,k1\n1,B,k1\n2,A,k1\n2,A,k1\n1,B,k3\n");
  const AssignmentMatch match = match_assignments(names(), rows, "ra");
  ASSERT_EQ(match.rounds.size(), 2u);
  EXPECT_EQ(match.rounds.at(1)[0].people, std::vector{PersonId(1)});
  EXPECT_EQ(match.rounds.at(1)[1].people, std::vector{PersonId(3)});
  EXPECT_EQ(match.rounds.at(2)[0].people, std::vector{PersonId(1)});
  EXPECT_EQ(match.twice, 1u);
}

TEST(Assignments, RowsOfOtherSessionsAreCountedAndLeftOut) {
  const auto rows = read("session,room,person_id\nra,A,k1\nother,A,k3\n,B,k3\n");
  const AssignmentMatch match = match_assignments(names(), rows, "ra");
  EXPECT_EQ(match.elsewhere, 1u);
  EXPECT_EQ(match.rounds.at(1).size(), 2u);
}

}  // namespace
}  // namespace convene::ops

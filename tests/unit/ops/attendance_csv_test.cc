#include "server/ops/attendance_csv.h"

#include <gtest/gtest.h>

namespace convene::ops {
namespace {

using Rows = std::vector<AttendanceRow>;
using Minutes = std::optional<std::uint32_t>;

struct Read {
  protocol::Faults faults{100};
  std::optional<Rows> rows;
  explicit Read(std::string_view text) { rows = read_attendance(text, faults); }
  /// "code@row:cell " of each fault.
  std::string codes() const {
    std::string out;
    for (const auto& fault : faults.list())
      out += fault.code + '@' + std::to_string(fault.line) + ':' + std::to_string(fault.column) + ' ';
    return out;
  }
};

Rows rows_of(std::string_view text) {
  Read read(text);
  EXPECT_TRUE(read.rows) << read.codes();
  return read.rows.value_or(Rows{});
}

TEST(AttendanceCsv, ReadsWhatItWrites) {
  const std::vector<AttendanceLine> lines{
      {"p-1", "Ana Reyes", "ana@example.org", "welcome", true, "checked_in", 58},
      {"=2", "Bo \"B\" Lee, Jr.", "", "welcome", true, "imported", {}},
      {"", "", "cy@example.org", "welcome", false, "staff", {}},
  };
  const std::string text = attendance_csv(lines);
  EXPECT_EQ(text,
            "person_id,name,email,session,attended,how,minutes\r\n"
            "p-1,Ana Reyes,ana@example.org,welcome,yes,checked_in,58\r\n"
            "\"'=2\",\"Bo \"\"B\"\" Lee, Jr.\",,welcome,yes,imported,\r\n"
            ",,cy@example.org,welcome,no,staff,\r\n");
  EXPECT_EQ(rows_of(text), (Rows{{2, "p-1", "ana@example.org", "Ana Reyes", "welcome", 58, true},
                                 {3, "=2", "", "Bo \"B\" Lee, Jr.", "welcome", {}, true},
                                 {4, "", "cy@example.org", "", "welcome", {}, false}}));
  EXPECT_TRUE(rows_of(attendance_csv({})).empty());
}

TEST(AttendanceCsv, AZoomWebinarsListsOfHostsAndAttendeesEachHaveTheirOwnColumns) {
  const Rows rows = rows_of(
      "\xEF\xBB\xBF"
      "Attendee Report\n"
      "Report Generated:,\"07/28/2021 09:40 AM\"\n"
      "Topic,Webinar ID,Actual Start Time,Actual Duration (minutes),# Registered\n"
      "Introduction,812 3456 7890,\"07/27/2021 10:00 AM\",61,400\n"
      "Host Details,\n"
      "Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes),Is Guest\n"
      "Yes,Odalys,odalys@example.org,x,y,70,No\n"
      "Attendee Details,\n"
      "Attended,User Name (Original Name),First Name,Last Name,Email,Approval Status,Join Time,Time in Session "
      "(minutes),\n"
      "Yes,Ana R. (Ana Reyes),Ana,Reyes,ana@example.org,approved,x,31,\n"
      "Yes,Ana R. (Ana Reyes),Ana,Reyes,ana@example.org,approved,x,20,\n"
      "No,Bo Lee,Bo,Lee,bo@example.org,approved,--,--,\n"
      "Other Attended\n"
      "User Name,Join Time,Leave Time,Time in Session (minutes),Country/Region Name\n"
      "15550100,x,y,12,United States\n");
  EXPECT_EQ(rows, (Rows{{7, "", "odalys@example.org", "Odalys", "", 70, true},
                        {10, "", "ana@example.org", "Ana R. (Ana Reyes)", "", 31, true},
                        {11, "", "ana@example.org", "Ana R. (Ana Reyes)", "", 20, true},
                        {12, "", "bo@example.org", "Bo Lee", "", {}, false},
                        {15, "", "", "15550100", "", 12, true}}));
}

TEST(AttendanceCsv, WhatAZoomMeetingSaysOfItselfIsNobodysAttendance) {
  const Rows rows = rows_of(
      "Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants\n"
      "812,Vaccines!,x,y,host@example.org,60,2\n"
      "\n"
      "Name (Original Name),User Email,Total Duration (Minutes),Guest\n"
      "Ana Reyes,,58,Yes\n");
  EXPECT_EQ(rows, (Rows{{5, "", "", "Ana Reyes", "", 58, true}}));
}

TEST(AttendanceCsv, TeamsAndWebexAreRead) {
  const Rows teams = rows_of(
      "1. Summary\nMeeting title,Vaccines!\nAttended participants,2\n\n"
      "2. Participants\nName,First Join,In-Meeting Duration,Email,Participant ID (UPN),Role\n"
      "Ana Reyes,x,58m 12s,ana@example.org,,Attendee\n"
      "Bo Lee,x,1h 2m,,bo@example.org,Attendee\n\n"
      "3. In-Meeting Activities\nName,Join Time,Duration,Email\nAna Reyes,x,58m 12s,ana@example.org\n");
  EXPECT_EQ(teams, (Rows{{7, "", "ana@example.org", "Ana Reyes", "", 58, true},
                         {8, "", "bo@example.org", "Bo Lee", "", 62, true}}))
      << "activities say again what stands above";
  const Rows webex = rows_of(
      "Meeting Name,Display Name,ATTENDEE EMAIL,Join Time,Attendance Duration\nVaccines!,Cy,cy@example.org,x,58 "
      "mins\n");
  EXPECT_EQ(webex, (Rows{{2, "", "cy@example.org", "Cy", "", 58, true}}));
}

TEST(AttendanceCsv, AListMadeByHandNeedsOneColumn) {
  EXPECT_EQ(rows_of("E-Mail\nana@example.org\n\nbo@example.org\n"),
            (Rows{{2, "", "ana@example.org", "", "", {}, true}, {4, "", "bo@example.org", "", "", {}, true}}));
  EXPECT_EQ(rows_of("shoe size,full  name\n38,Ana\n"), (Rows{{2, "", "", "Ana", "", {}, true}}));
}

TEST(AttendanceCsv, LengthsOfAStayAreReadHoweverTheyAreWritten) {
  const auto read = [](const std::string& cell) { return Read("id,minutes\np-1,\"" + cell + "\"\n"); };
  for (const auto& [cell, minutes] : std::vector<std::pair<std::string, Minutes>>{{"58", 58},
                                                                                  {"58.5", 59},
                                                                                  {"0", 0},
                                                                                  {"58m 12s", 58},
                                                                                  {"59M 40S", 60},
                                                                                  {"1h 2m", 62},
                                                                                  {"1 hr 2 min", 62},
                                                                                  {"2hours", 120},
                                                                                  {"45s", 1},
                                                                                  {"00:58:12", 58},
                                                                                  {"1:02:31", 63},
                                                                                  {"10080", 10080},
                                                                                  {"", {}},
                                                                                  {"--", {}}}) {
    const Read got = read(cell);
    ASSERT_TRUE(got.rows) << cell;
    EXPECT_EQ(got.rows->at(0).minutes, minutes) << cell;
  }
  for (const char* cell : {"-5", "10081", "58:12", "1:75:00", "an hour", "5 parsecs", "1e9", "99999999h", ".",
                           "1:2:3:4", "1 2", "99999999999999999999999999999999999"})
    EXPECT_EQ(read(cell).codes(), "attendance.minutes@2:2 ") << cell;
}

TEST(AttendanceCsv, SaysAllThatIsWrongAndWhere) {
  const auto wrong = [](std::string_view text) {
    const Read read(text);
    EXPECT_FALSE(read.rows) << text;
    for (const auto& fault : read.faults.list()) EXPECT_FALSE(fault.remedy.empty()) << fault.code;
    return read.codes();
  };
  EXPECT_EQ(wrong(""), "attendance.empty@0:0 ");
  EXPECT_EQ(wrong("event,room\nx,y\n"), "attendance.columns@0:0 ");
  EXPECT_EQ(wrong("email;minutes\na@example.org;5\n"), "attendance.separator@1:0 ");
  EXPECT_EQ(wrong("email,minutes,Email\n"), "attendance.column_twice@1:3 ");
  EXPECT_EQ(wrong("email,minutes,attended\n,5,yes\na@example.org,x,maybe\nb@example.org,5,no,more\n"),
            "attendance.nobody@2:1 attendance.attended@3:3 attendance.minutes@3:2 attendance.cells@4:4 ");
  EXPECT_EQ(wrong("name\n" + std::string(501, 'x') + '\n'), "attendance.too_long@2:1 ");
  EXPECT_EQ(wrong("name\n\xFF\n"), "csv.encoding@2:1 ");
}

TEST(AttendanceCsv, TheColumnsAreLookedForInTwentyRows) {
  std::string before;
  for (int i = 0; i < 19; ++i) before += "about the meeting,x\n";
  EXPECT_EQ(rows_of(before + "name,minutes\nAna,5\n").size(), 1U);
  EXPECT_EQ(Read(before + "x,y\nname,minutes\nAna,5\n").codes(), "attendance.columns@0:0 ");
}

TEST(AttendanceCsv, HasALimitOnEverything) {
  EXPECT_EQ(Read(std::string(max_attendance_bytes + 1, 'x')).codes(), "attendance.too_long@0:0 ");
  std::string many = "id\n";
  for (std::size_t i = 0; i < max_attendance_rows; ++i) many += "a\n";
  EXPECT_EQ(Read(many).codes(), "attendance.too_long@0:0 ");
  many.resize(many.size() - 2);
  EXPECT_EQ(rows_of(many).size(), max_attendance_rows - 1) << "the header is a row";
  std::string wide = "id,minutes";
  for (int i = 0; i < 199; ++i) wide += ",name";
  EXPECT_EQ(Read(wide + "\na,5\n").codes(), "attendance.columns@1:201 ");
}

TEST(AttendanceCsv, ANameThatLooksLikeATitleTakesNobodyOutOfTheList) {
  const auto count = [](const std::string& text) {
    protocol::Faults faults;
    const auto rows = read_attendance(text, faults);
    return rows ? rows->size() : std::size_t{0};
  };
  EXPECT_EQ(count("name,email\nAna,a@example.org\n9. Activities,\nBo,b@example.org\n"), 3u);
  EXPECT_EQ(count("name\n1. Ana\n2. Bo\n"), 2u) << "a numbered list";
  EXPECT_EQ(count("Name,First Name,Last Name,Email\nAna,Ana,Reyes,a@example.org\nx,Topic,Name,\nBo,Bo,Lee,\n"), 3u);
  EXPECT_EQ(count("Name,Email,First Name,Last Name\nAna,a@example.org,,\nx,,Name,Email\nBo,b@example.org,,\n"), 3u);
}

TEST(AttendanceCsv, ARowOfAMillionCellsIsRefused) {
  protocol::Faults faults;
  EXPECT_FALSE(read_attendance("name\n" + std::string(1'000'000, ',') + "\n", faults));
  ASSERT_FALSE(faults.empty());
  EXPECT_EQ(faults.front().code, "csv.too_much");
}

}  // namespace
}  // namespace convene::ops

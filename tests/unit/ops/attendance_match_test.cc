#include "server/ops/attendance_match.h"

#include <gtest/gtest.h>

#include "matcher/engine.h"

namespace convene::ops {
namespace {

Profile profile(std::string key, std::string name, std::string email) {
  Profile out;
  out.key = std::move(key), out.name = std::move(name), out.email = std::move(email);
  return out;
}

class AttendanceMatching : public ::testing::Test {
 protected:
  void SetUp() override {
    EventDefinition event;
    event.id = "e", event.time_zone = "America/New_York", event.locales = {"en"};
    submit(EventLoad{event, {{"Org", "org@example.org", {Hat::organiser}, {}}}});
    submit(RosterImport{{profile("p-1", "Ana Reyes", "ana@example.org"), profile("p-2", "Bo Lee", "Bo@Example.org"),
                         profile("p-3", "Cy Okoro", ""), profile("p-4", "Sam Hill", "sam@example.org"),
                         profile("p-5", "sam  hill", "sam2@example.org"), profile("p-6", "Zoë (Z) Marín", "")}});
  }

  void submit(Command command, PersonId by = {}) {
    const Outcome outcome = engine_.submit({std::move(command), by, {}, Instant{1}, 1});
    ASSERT_FALSE(std::get_if<Refusal>(&outcome));
  }

  PersonId key(const char* word) const { return engine_.state().index.by_key.at(word); }

  AttendanceMatch match(std::vector<AttendanceRow> rows) const {
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].row = static_cast<std::uint32_t>(i + 2);
    return match_attendance(known_names(engine_.state()), rows, "talk");
  }

  static const std::vector<Attendee>& people(const AttendanceMatch& match) { return match.sessions.at(0).people; }

  /// Of one row with these words.
  PersonId who(std::string person, std::string email, std::string name) const {
    const AttendanceMatch got = match({{0, std::move(person), std::move(email), std::move(name), "", {}, true}});
    return people(got).empty() ? PersonId{} : people(got).front().person;
  }

  Engine engine_;
};

TEST_F(AttendanceMatching, ByIdElseByAddressElseByAName) {
  EXPECT_EQ(who("p-1", "bo@example.org", "Cy Okoro"), key("p-1"));
  EXPECT_EQ(who("p-9", "BO@example.ORG", "Cy Okoro"), key("p-2"));
  EXPECT_EQ(who("", "private@example.net", "cy OKORO"), key("p-3"));
  EXPECT_EQ(who("", "", "ZOË (Z) MARÍN"), key("p-6"));
  EXPECT_EQ(who("", "", "Mrs. R (Ana Reyes)"), key("p-1")) << "renamed in the meeting";
  EXPECT_EQ(who("", "", "Ana Reyes (Guest)"), key("p-1"));
}

TEST_F(AttendanceMatching, WhoCannotBeToldIsReportedWithTheRowAndWhy) {
  const AttendanceMatch got = match({{0, "p-1", "", "", "", {}, true},
                                     {0, "", "", "Sam Hill", "", {}, true},
                                     {0, "", "", "15550100", "", {}, true},
                                     {0, "p-9", "x@example.org", "", "", {}, true},
                                     {0, "", "", "()", "", {}, true},
                                     {0, "", "sam2@example.org", "Sam Hill", "", {}, true}});
  EXPECT_EQ(got.unmatched, (std::vector<UnmatchedRow>{{3, UnmatchedWhy::several},
                                                      {4, UnmatchedWhy::unknown},
                                                      {5, UnmatchedWhy::unknown},
                                                      {6, UnmatchedWhy::unknown}}));
  ASSERT_EQ(people(got).size(), 2U);
  EXPECT_EQ(people(got)[1].person, key("p-5"));
}

TEST_F(AttendanceMatching, MinutesOfSeveralStaysAreAdded) {
  const std::uint32_t most = ~0u;
  const AttendanceMatch got = match({{0, "p-2", "", "", "", 20, true},
                                     {0, "p-1", "", "", "", {}, true},
                                     {0, "", "bo@example.org", "", "", {}, true},
                                     {0, "", "", "Bo Lee", "", 11, true},
                                     {0, "p-3", "", "", "", most, true},
                                     {0, "p-3", "", "", "", 2, true}});
  ASSERT_EQ(people(got).size(), 3U);
  EXPECT_EQ(people(got)[0].person, key("p-1"));
  EXPECT_EQ(people(got)[0].minutes, std::nullopt) << "nobody knows for how long";
  EXPECT_EQ(people(got)[1].person, key("p-2"));
  EXPECT_EQ(people(got)[1].minutes, 31U);
  EXPECT_EQ(people(got)[2].minutes, most);
}

TEST_F(AttendanceMatching, WhoRegisteredAndDidNotComeAttendedNothing) {
  const AttendanceMatch got = match({{0, "p-1", "", "", "", {}, false},
                                     {0, "p-2", "", "", "", {}, false},
                                     {0, "p-2", "", "", "", 5, true},
                                     {0, "nobody", "", "", "", {}, false}});
  ASSERT_EQ(people(got).size(), 1U);
  EXPECT_EQ(people(got)[0].person, key("p-2"));
  EXPECT_TRUE(got.unmatched.empty());
}

TEST_F(AttendanceMatching, WhoHasAnotherAddressThanTheRowSaysIsNotCreditedByTheName) {
  const AttendanceMatch got = match({{0, "", "ana@elsewhere.example", "Ana Reyes", "", 60, true},
                                     {0, "", "cy@elsewhere.example", "Cy Okoro", "", 60, true},
                                     {0, "", "ana@elsewhere.example", "Guest (Ana Reyes)", "", 60, true},
                                     {0, "", "", "Bo Lee", "", 60, true}});
  EXPECT_EQ(got.unmatched,
            (std::vector<UnmatchedRow>{{2, UnmatchedWhy::other_address}, {4, UnmatchedWhy::other_address}}))
      << "two people may be called Ana Reyes";
  EXPECT_EQ(got.name_only, std::vector<std::uint32_t>{3}) << "of whom the roster has no address: taken, and told";
  ASSERT_EQ(people(got).size(), 2U);
  EXPECT_EQ(people(got)[0].person, key("p-2"));
  EXPECT_EQ(people(got)[1].person, key("p-3"));
}

TEST_F(AttendanceMatching, RowsOfSeveralSessionsAreReportedInTheOrderOfTheList) {
  const AttendanceMatch got = match({{0, "", "", "Stranger 1", "zoo", {}, true},
                                     {0, "p-1", "", "", "art", {}, true},
                                     {0, "", "", "Stranger 2", "art", {}, true},
                                     {0, "", "", "Stranger 3", "", {}, true},
                                     {0, "", "", "Stranger 4", "zoo", {}, true}});
  std::vector<std::uint32_t> rows;
  for (const UnmatchedRow& row : got.unmatched) rows.push_back(row.row);
  EXPECT_EQ(rows, (std::vector<std::uint32_t>{2, 4, 5, 6}));
  std::vector<std::string> sessions;
  for (const auto& of : got.sessions) sessions.push_back(of.session);
  EXPECT_EQ(sessions, (std::vector<std::string>{"art", "talk", "zoo"}));
}

TEST_F(AttendanceMatching, WhatWasMatchedHoldsUntilSomebodyComesOrIsCalledOtherwise) {
  const KnownNames names = known_names(engine_.state());
  EXPECT_TRUE(still_known_so(names, engine_.state()));
  Profile topics = profile("p-1", "Ana Reyes", "ana@example.org");
  topics.organization = "School";
  submit(RosterImport{{topics}});
  EXPECT_TRUE(still_known_so(names, engine_.state())) << "they are called as before";
  submit(PersonErase{key("p-2")}, engine_.state().index.by_email.at("org@example.org"));
  EXPECT_TRUE(still_known_so(names, engine_.state())) << "nobody is mistaken for whoever is gone";
  submit(RosterImport{{profile("p-1", "Anna Reyes", "ana@example.org")}});
  EXPECT_FALSE(still_known_so(names, engine_.state()));
  EXPECT_TRUE(still_known_so(known_names(engine_.state()), engine_.state()));
  const KnownNames renamed = known_names(engine_.state());
  submit(RosterImport{{profile("p-7", "Ana Reyes", "other@example.org")}});
  EXPECT_FALSE(still_known_so(renamed, engine_.state())) << "a second Ana Reyes";
}

TEST_F(AttendanceMatching, WhoWasErasedIsNobody) {
  submit(PersonErase{key("p-1")}, engine_.state().index.by_email.at("org@example.org"));
  EXPECT_EQ(who("p-1", "ana@example.org", "Ana Reyes"), PersonId{});
}

}  // namespace
}  // namespace convene::ops

// Office hours in the event file: desks, advisors, rules, and what is refused.
#include <gtest/gtest.h>

#include "protocol/event_file.h"

namespace convene::protocol {
namespace {

std::string event_with(const std::string& session, const std::string& kind = "office-hours") {
  return R"({"id": "e", "time_zone": "UTC", "topics": {"funding": {}, "plans": {}},
    "staff": [{"name": "Ada", "email": "ada@example.org", "hats": ["advisor"]},
              {"name": "Fay", "email": "fay@example.org", "hats": ["facilitator"]},
              {"name": "Ben", "email": "ben@example.org", "hats": ["advisor"], "scope": {"sessions": ["other"]}}],
    "sessions": [{"id": "other", "kind": "open", "starts": "2021-07-27T11:00:00Z", "ends": "2021-07-27T12:00:00Z"},
                 {"id": "hours", "kind": ")" +
         kind + R"(", "starts": "2021-07-27T13:00:00Z", "ends": "2021-07-27T14:00:00Z")" + session + "}]}";
}

std::vector<std::string> faults_of(const std::string& text) {
  Faults faults;
  read_event_file(text, faults);
  std::vector<std::string> codes;
  for (const Fault& fault : faults.list()) codes.push_back(fault.code);
  return codes;
}

using Codes = std::vector<std::string>;

TEST(EventFileHours, WithoutDesksThereIsOneForAllTopicsAndAllAdvisorsOfTheSession) {
  Faults faults;
  const auto event = read_event_file(event_with(""), faults);
  ASSERT_TRUE(event) << to_text(faults.front());
  const SessionDefinition& hours = event->definition.sessions.back();
  ASSERT_EQ(hours.desks.size(), 1u);
  EXPECT_TRUE(hours.desks.front().topics.empty());
  EXPECT_EQ(hours.hours, HoursRules{});
  ASSERT_EQ(event->staff[0].posts.size(), 1u);
  EXPECT_EQ(event->staff[0].posts.front().session, "hours");
  EXPECT_TRUE(event->staff[1].posts.empty());
  EXPECT_TRUE(event->staff[2].posts.empty()) << "of another session";
}

TEST(EventFileHours, SaysHowItsLineGoesOn) {
  Faults faults;
  const auto event = read_event_file(
      event_with(R"(, "opening": "lottery", "boost_first_visit_min": 4, "call_s": 45, "wrap_up_s": 0, "away_min": 5,
                    "talk_min": 12, "desks": [{"id": "money", "topics": ["funding"], "languages": ["es"],
                    "advisors": ["fay@example.org"], "capacity": 3}])"),
      faults);
  ASSERT_TRUE(event) << to_text(faults.front());
  const SessionDefinition& hours = event->definition.sessions.back();
  EXPECT_EQ(hours.hours, (HoursRules{true, 4, seconds(45), seconds(0), minutes(5), minutes(12)}));
  EXPECT_EQ(hours.desks, (std::vector<Desk>{{"money", {"funding"}, {"es"}, 3}}));
  EXPECT_EQ(event->staff[1].hats, (std::vector<Hat>{Hat::facilitator, Hat::advisor})) << "whoever is posted advises";
}

TEST(EventFileHours, RefusesWhatCannotBe) {
  EXPECT_EQ(faults_of(event_with(R"(, "desks": [{"id": "a", "topics": ["fundnig"]}])")).size(), 1u);
  EXPECT_EQ(faults_of(event_with(R"(, "desks": [{"id": "a"}, {"id": "a"}])")), Codes{"desk.twice"});
  EXPECT_EQ(faults_of(event_with(R"(, "desks": [{"id": "a", "advisors": ["who@example.org"]}])")),
            Codes{"advisor.unknown"});
  EXPECT_EQ(faults_of(event_with(R"(, "desks": [{"id": "a", "advisors": ["ada@example.org"]},
                                                {"id": "b", "advisors": ["ada@example.org"]}])")),
            Codes{"advisor.twice"});
  EXPECT_EQ(faults_of(event_with(R"(, "call_s": 5)")).size(), 1u);
  EXPECT_EQ(faults_of(event_with(R"(, "opening": "lots")")).size(), 1u);
  EXPECT_EQ(faults_of(event_with(R"(, "desks": [{"id": "a"}], "talk_min": 5)", "open")),
            (Codes{"desks.no_office_hours", "desks.no_office_hours"}));
}

}  // namespace
}  // namespace convene::protocol

#include "server/ops/credit_csv.h"

#include "server/ops/zone.h"
#include "tests/unit/matcher/event_fixture.h"

namespace convene::ops {
namespace {

using CreditCsv = testing::EventTest;

TEST(InHours, HasTwoFiguresAtMost) {
  EXPECT_EQ(in_hours(0), "0");
  EXPECT_EQ(in_hours(60), "1");
  EXPECT_EQ(in_hours(90), "1.5");
  EXPECT_EQ(in_hours(50), "0.83");
  EXPECT_EQ(in_hours(63), "1.05");
  EXPECT_EQ(in_hours(15 * 60), "15");
}

TEST(DayInWords, IsOfTheZoneAndInTheLanguage) {
  const Instant night{1'627'441'200'000};  // 2021-07-28T03:00:00Z
  EXPECT_EQ(day_in_words(night, "America/New_York", "en"), "July 27, 2021");
  EXPECT_EQ(day_in_words(night, "Europe/Madrid", "es"), "28 de julio de 2021");
}

TEST_F(CreditCsv, IsALineAPersonWithTheSessionsThatCount) {
  EventDefinition event = testing::small_event();
  event.credit = CreditRules{120, 0, 120};
  event.sessions[0].credit_minutes = 90;
  accept(EventLoad{event, {{"Mo", "mo@example.org", {Hat::moderator}, {}}}});
  Profile profile;
  profile.key = "ann";
  profile.name = "=Ann, \"A\"";
  accept(RosterImport{{profile}});
  const PersonId ann = engine.state().index.by_key.at("ann");
  until(testing::nine);
  accept(AttendanceImport{"talk", {{ann, {}}}});
  accept(CreditPlan{{ann}, true}, moderator());
  EXPECT_EQ(credit_csv(engine.state()),
            "event,person_id,name,email,hours,plan_completed,plan_hours,capped,sessions\r\n"
            "test-event,ann,\"'=Ann, \"\"A\"\"\",,2,yes,2,yes,talk 1.5\r\n");
}

TEST_F(CreditCsv, WhoMetWhomIsSaidOnceAPairTheOftenestFirst) {
  const auto people = register_people(3);
  until(testing::nine + minutes(56));
  accept(PresenceReport{people, {}, {}});
  join(people);
  until(testing::nine + minutes(60));
  see({people[0], people[1]});
  until(testing::nine + minutes(60 + 22));
  see(people);
  const std::string csv = *met_csv(engine.state());
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 4) << csv;
  const std::string first = person(people[0]).profile.words->key, second = person(people[1]).profile.words->key;
  const std::string head = "event,person_id,name,other_id,other_name,times,rooms\r\n";
  EXPECT_EQ(csv.find("test-event," + first + ",Person " + first + ',' + second + ",Person " + second + ",2,"),
            head.size())
      << csv;
  EXPECT_EQ(met_csv(engine.state(), {}, 3), csv);
  EXPECT_EQ(met_csv(engine.state(), {}, 2), std::nullopt) << "three are too many";
  accept(PersonErase{people[2]}, organiser());
  const std::string less = *met_csv(engine.state(), "role-alike-1");
  EXPECT_EQ(std::count(less.begin(), less.end(), '\n'), 2) << less;
  EXPECT_EQ(met_csv(engine.state(), "talk"), head);
}

}  // namespace
}  // namespace convene::ops

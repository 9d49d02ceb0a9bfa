#include "server/ops/visits_csv.h"

#include "tests/unit/matcher/office_hours_fixture.h"

namespace convene::ops {
namespace {

using Visits = testing::OfficeHoursTest;

TEST_F(Visits, AreALineEachWithWhoHelpedHowLongAndTheNote) {
  begin();
  post(ada, "funding");
  open(people[0]), open(people[1]);
  wait(seconds(30));
  come(people[0]);
  wait(minutes(6));
  accept(TicketDone{ticket_of(people[0]).id, "=call back, on Monday", true}, ada);
  accept(TicketLeave{ticket_of(people[1]).id}, people[1]);
  const std::string csv = visits_csv(engine.state());
  const std::string helped = person(people[0]).profile.words->key;
  EXPECT_NE(csv.find("test-event,hours,funding,funding," + helped), std::string::npos) << csv;
  EXPECT_NE(csv.find(",done,,2021-07-27T10:01:00Z,0.5,2021-07-27T10:01:30Z,6.0,\"'=call back, on Monday\""),
            std::string::npos)
      << csv;
  EXPECT_NE(csv.find(",left,chose,"), std::string::npos) << csv;
  const std::string follow_ups = follow_ups_csv(engine.state());
  EXPECT_NE(follow_ups.find(helped + ",Person " + helped + ",,done,how?,"), std::string::npos) << follow_ups;
  EXPECT_EQ(std::count(follow_ups.begin(), follow_ups.end(), '\n'), 2);
  EXPECT_NE(waits_json(engine.state()).find("\"helped\": 1"), std::string::npos);
}

TEST_F(Visits, SayNothingOfErasedPeople) {
  begin();
  post(ada, "funding");
  open(people[0]);
  come(people[0]);
  done(people[0], ada);
  accept(PersonErase{people[0]}, organiser());
  const std::string csv = visits_csv(engine.state(), "hours");
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 1) << csv;
}

}  // namespace
}  // namespace convene::ops

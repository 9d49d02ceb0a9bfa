// What everybody may know of an event ahead.
#include "server/live/programme.h"

#include <gtest/gtest.h>

#include "protocol/messages.h"
#include "tests/unit/matcher/event_fixture.h"

namespace convene::live {
namespace {

class ProgrammeTest : public testing::EventTest {
 protected:
  ProgrammeResource of(const EventDefinition& event) {
    accept(EventLoad{event, {}});
    return make_programme(engine.state());
  }
};

TEST_F(ProgrammeTest, SaysWhetherTheEventGivesHoursForAnything) {
  EventDefinition event = testing::small_event();
  event.credit.reset();
  for (SessionDefinition& session : event.sessions) session.credit_minutes = 0;
  EXPECT_FALSE(of(event).content->credits);
  event.credit = CreditRules{600, 80, 0};
  EXPECT_FALSE(of(event).content->credits) << "rules that nothing comes under";
  event.credit->plan_minutes = 60;
  EXPECT_TRUE(of(event).content->credits) << "for a completed action plan alone";
  event.credit.reset();
  event.sessions[0].credit_minutes = 30;
  EXPECT_TRUE(of(event).content->credits);
}

TEST_F(ProgrammeTest, ItsNameChangesWithItsContentAlone) {
  EventDefinition event = testing::small_event();
  const std::string before = of(event).path;
  EXPECT_EQ(of(event).path, before);
  event.name = {{"en", "Another name"}};
  EXPECT_NE(of(event).path, before);
}

}  // namespace
}  // namespace convene::live

// Plans: what makes one stale, whom it is made of.
#include "tests/unit/matcher/event_fixture.h"

namespace convene::testing {
namespace {

class Drafts : public EventTest {
 protected:
  void SetUp() override {
    EventTest::SetUp();
    people = register_people(9);
    until(nine + minutes(70));
    join(people, "mixing");
  }

  PlanId draft(const std::string& title = "a plan") {
    accept(RoundDraft{"mixing", title}, moderator());
    return engine.state().plans.rbegin()->first;
  }
  std::uint32_t changed(PlanId plan) const { return board_view(engine.state()).plans.at(to_string(plan)).changed; }

  std::vector<PersonId> people;
};

TEST_F(Drafts, AChangedProfileMakesADraftStale) {
  const PlanId plan = draft();
  EXPECT_EQ(changed(plan), 0u);
  ProfileUpdate update;
  update.role = "administrator";
  accept(update, people[0]);
  EXPECT_EQ(changed(plan), 1u);
  accept(SessionLeave{}, people[0]);
  EXPECT_EQ(changed(plan), 1u);
  EXPECT_EQ(refused(RoundOpen{"mixing", plan, false}, moderator()), "plan.stale");
  EXPECT_EQ(changed(draft()), 0u);
}

TEST_F(Drafts, WhileARoundIsOpenTheNextOneIsDraftedFromEverybodyInIt) {
  accept(RoundOpen{"mixing", {}, false}, moderator());
  accept(PresenceReport{{}, {people[0]}, {}});
  const PlanId plan = draft();
  EXPECT_EQ(engine.state().plans.at(plan).plan.report.people, 8u);
  EXPECT_EQ(changed(plan), 0u);
  accept(RoundClose{"mixing"}, moderator());
  until(now + seconds(61));
  accept(RoundOpen{"mixing", plan, false}, moderator());
  EXPECT_TRUE(person(people[1]).room);
}

TEST_F(Drafts, TheTitleIsTheDraftersAndGoesWithThem) {
  const PlanId plan = draft("Ada and Bob apart");
  EXPECT_EQ(board_view(engine.state()).plans.at(to_string(plan)).name, "Ada and Bob apart");
  ASSERT_TRUE(engine.state().plans.at(plan).plan.title);
  EXPECT_EQ(engine.state().plans.at(plan).plan.title->owner, moderator());
  EXPECT_NE(engine.state().plans.at(plan).plan.title->entry, 0u);
  accept(PersonErase{moderator()}, organiser());
  EXPECT_EQ(board_view(engine.state()).plans.at(to_string(plan)).name, "");
}

}  // namespace
}  // namespace convene::testing

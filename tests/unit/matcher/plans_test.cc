// Plans in the making: not wanted any more, or wanted now, by two who press at the same time.
#include "tests/unit/matcher/event_fixture.h"

namespace convene::testing {
namespace {

class Plans : public EventTest {
 protected:
  void SetUp() override {
    EventTest::SetUp();
    people = register_people(9);
    until(nine + minutes(70));
    join(people, "mixing");
    planner_answers = false;
  }

  std::uint32_t draft(PersonId by) {
    accept(RoundDraft{"mixing", "a plan"}, by);
    return engine.state().last_request;
  }
  grouping::Plan made(std::uint32_t request, grouping::Verdict verdict) {
    PlanTask task = plan_task(engine.state(), request);
    for (std::size_t i = 0; i + 1 < people.size(); ++i) task.problem.met.push_back({people[i], people[i + 1]});
    return make_plan(task, {{}, [&](const grouping::Progress&) { return verdict; }});
  }
  BoardView board() const { return board_view(engine.state()); }

  std::vector<PersonId> people;
};

TEST_F(Plans, TheBestSoFarIsTakenByAnyModeratorAndTheReportSaysSo) {
  const std::uint32_t request = draft(organiser());
  EXPECT_FALSE(board().requests.at(std::to_string(request)).finished_by);
  accept(PlanFinish{request}, moderator());
  EXPECT_EQ(board().requests.at(std::to_string(request)).finished_by, "Mo");
  accept(PlanDeliver{request, made(request, grouping::Verdict::stop)});
  EXPECT_TRUE(board().requests.empty());
  ASSERT_EQ(board().plans.size(), 1u);
  EXPECT_TRUE(board().plans.begin()->second.report.cut_short);
  EXPECT_TRUE(engine.state().hurried.empty());
}

TEST_F(Plans, WhatWasMadeToTheEndIsNotCutShortThoughSomebodyAsked) {
  const std::uint32_t request = draft(moderator());
  accept(PlanFinish{request}, moderator());
  accept(PlanDeliver{request, made(request, grouping::Verdict::go_on)});
  ASSERT_EQ(board().plans.size(), 1u);
  EXPECT_FALSE(board().plans.begin()->second.report.cut_short);
}

TEST_F(Plans, TakenTwiceItIsTakenOnce) {
  const std::uint32_t request = draft(moderator());
  accept(PlanFinish{request}, moderator());
  const std::uint64_t before = engine.seq();
  accept(PlanFinish{request}, organiser());
  EXPECT_EQ(engine.seq(), before) << "nothing more is to be noted";
  EXPECT_EQ(board().requests.at(std::to_string(request)).finished_by, "Mo");
}

TEST_F(Plans, WhoIsLateIsToldWhatBecameOfIt) {
  const std::uint32_t request = draft(moderator());
  accept(PlanDeliver{request, made(request, grouping::Verdict::go_on)});
  EXPECT_EQ(refused(PlanFinish{request}, moderator()), "plan.made");
  EXPECT_EQ(refused(PlanCancel{request}, organiser()), "plan.made");
  const Outcome late = ask(PlanFinish{request}, moderator());
  EXPECT_EQ(std::get<Refusal>(late).parameters.at("plan"), "d1");
  accept(PlanDrop{PlanId(1)}, moderator());
  EXPECT_EQ(refused(PlanFinish{request}, moderator()), "plan.unknown");

  const std::uint32_t other = draft(moderator());
  accept(PlanFinish{other}, moderator());
  accept(PlanCancel{other}, organiser());
  EXPECT_TRUE(board().requests.empty());
  EXPECT_TRUE(engine.state().hurried.empty());
  EXPECT_EQ(refused(PlanFinish{other}, moderator()), "plan.unknown");
  EXPECT_EQ(refused(PlanFinish{99}, moderator()), "plan.unknown");
}

TEST_F(Plans, WhatARoundWaitsForIsNotTaken) {
  accept(RoundOpen{"mixing", {}, false}, moderator());
  EXPECT_EQ(refused(PlanFinish{engine.state().last_request}, moderator()), "plan.opens_round");
  EXPECT_TRUE(board().requests.empty());
}

TEST_F(Plans, OnlyWhoRunsTheBoardTakesThem) {
  const std::uint32_t request = draft(moderator());
  EXPECT_EQ(refused(PlanFinish{request}, facilitator()), "not_allowed");
  EXPECT_EQ(refused(PlanFinish{request}, people[0]), "not_allowed");
}

TEST_F(Plans, ThatItIsWantedOutlastsARestart) {
  const std::uint32_t request = draft(moderator());
  accept(PlanFinish{request}, moderator());
  Engine again;
  for (const Record& record : records) again.replay(record);
  ASSERT_EQ(again.state().hurried.size(), 1u);
  EXPECT_EQ(again.state().hurried[0].request, request);
  EXPECT_EQ(again.state().hurried[0].by, moderator());
}

}  // namespace
}  // namespace convene::testing

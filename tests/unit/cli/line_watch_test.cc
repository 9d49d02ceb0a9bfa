// What a crowd holds against an office hour's line, from looks at the floor alone.
#include "server/swarm/line_watch.h"

#include <gtest/gtest.h>

namespace convene::swarm {
namespace {

/// Ada serves funding, Ben plans; everybody may go ahead of two who joined before.
class LineWatches : public testing::Test {
 protected:
  LineWatches() {
    play_.boost = 2;
    play_.serves = [](const std::string& advisor, const std::string&, const std::string& topic) {
      return (advisor == "ada") == (topic == "funding");
    };
    observed_.line.emplace();
    now_.runs = true;
    now_.advisors = {{"ada", {1, true, true, false}}, {"ben", {2, true, true, false}}};
  }
  LineLook::Ticket& opened(std::uint64_t number, const std::string& topic = "funding") {
    LineLook::Ticket& ticket = now_.tickets[number];
    ticket.person = "p" + std::to_string(number), ticket.topic = topic, ticket.desk = "desk";
    ticket.state = "waiting", ticket.online = true;
    ticket.place = static_cast<std::int64_t>(number) * 100;
    return ticket;
  }
  void called(std::uint64_t number, const std::string& advisor = "ada") {
    now_.tickets[number].state = "offered", now_.tickets[number].advisor = advisor;
  }
  void look() { watch_.look(now_, at_ += 1); }
  /// What is broken, if it is one thing.
  std::string broken() {
    EXPECT_LE(observed_.broken.size(), 1U);
    return observed_.broken.empty() ? "" : observed_.broken.begin()->first;
  }

  HoursPlay play_;
  Observed observed_;
  LineWatch watch_{play_, observed_};
  LineLook now_;
  double at_ = 0;
};

TEST_F(LineWatches, InOrderIsRight) {
  for (const std::uint64_t n : {1, 2, 3}) opened(n);
  look();
  called(1);
  look();
  now_.tickets[1].state = "in_session";
  look();
  now_.tickets[1].state = "done";
  called(2);
  look();
  EXPECT_EQ(broken(), "");
  EXPECT_EQ(observed_.line->looks, 4U);
  EXPECT_TRUE(observed_.line->due);
}

TEST_F(LineWatches, WhoIsAheadIsCalledFirst) {
  opened(1), opened(2);
  look();
  called(2);
  look();
  EXPECT_EQ(broken(), "nobody is called before somebody ahead whom the same advisor serves");
}

TEST_F(LineWatches, WhoCannotBeCalledIsPassed) {
  opened(1, "plans"), opened(2).online = false, opened(3).why = "declined", opened(4).state = "away";
  opened(5).desk = "stopped";
  now_.stopped = {"stopped"};
  opened(6).place = 50;  // went ahead of the first ones at the same moment as it was called
  opened(7);
  look();
  now_.tickets[6].place = 800;
  now_.tickets[6].version = 2;
  called(7);
  called(1, "ben");
  look();
  EXPECT_EQ(broken(), "");
}

TEST_F(LineWatches, OvertakingIsBounded) {
  for (const std::uint64_t n : {1, 2, 3, 4, 5, 6}) opened(n);
  look();
  now_.tickets[1].state = now_.tickets[2].state = "done";
  now_.tickets[4].place = 250;
  called(4);
  look();
  EXPECT_EQ(broken(), "") << "of a boost of two";
  EXPECT_EQ(observed_.line->overtakes, 1U);
  now_.tickets[4].state = "done";
  now_.tickets[6].place = 240, now_.tickets[6].why = "moved";
  look();
  called(6), now_.tickets[6].why = "";
  look();
  EXPECT_EQ(broken(), "") << "staff may do more, and are asked for a reason";
  now_.tickets[6].state = "done";
  now_.tickets[5].place = 260;
  look();
  called(5);
  look();
  EXPECT_EQ(broken(), "nobody is called before somebody who joined much earlier");
}

TEST_F(LineWatches, ADrawOrdersThoseWhoCameBeforeIt) {
  play_.lottery = true;
  now_.runs = false;
  for (const std::uint64_t n : {1, 2, 3, 4, 5}) opened(n);
  look();
  now_.runs = true;
  now_.tickets[5].place = 1;
  look();
  called(5);
  look();
  EXPECT_EQ(broken(), "");
  EXPECT_EQ(observed_.line->overtakes, 1U);
  for (const std::uint64_t n : {1, 2, 3, 4, 5}) now_.tickets[n].state = "done";
  for (const std::uint64_t n : {6, 7, 8}) opened(n);
  now_.tickets[8].place = 590;
  look();
  called(8);
  look();
  EXPECT_EQ(broken(), "nobody is called before somebody who joined much earlier")
      << "by when they joined, from then on";
}

TEST_F(LineWatches, APersonHasOnePlace) {
  opened(1), opened(2).person = "p1";
  look();
  EXPECT_EQ(broken(), "a person has one place in the line");
}

TEST_F(LineWatches, AnAdvisorHasNoMoreThanTheyTake) {
  opened(1, "plans"), opened(2, "plans"), opened(3, "plans");
  called(1, "ben"), called(2, "ben");
  look();
  EXPECT_EQ(broken(), "");
  called(3, "ben");
  look();
  EXPECT_EQ(broken(), "an advisor has no more people than they take");
}

TEST_F(LineWatches, NoAdvisorIsIdleWhileSomebodyWaitsForThem) {
  opened(1);
  now_.advisors["ada"].rests = true;
  for (int second = 0; second < 10; ++second) look();
  now_.advisors["ada"].rests = false;
  now_.runs = false;
  for (int second = 0; second < 10; ++second) look();
  now_.runs = true;
  for (int second = 0; second <= idle_at_most_seconds; ++second) look();
  EXPECT_EQ(broken(), "");
  look();
  EXPECT_EQ(broken(), "no advisor has nothing to do while somebody waits whom they serve");
}

}  // namespace
}  // namespace convene::swarm

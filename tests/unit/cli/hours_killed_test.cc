// A server that is killed while somebody is called: the call and its end are in the journal, neither lost nor doubled.
#include <gtest/gtest.h>

#include "tests/unit/cli/hours_on_sockets.h"

namespace convene::cli {
namespace {

using nlohmann::json;
using testing::ClinicRules;
using testing::desk_of;
using testing::Folder;
using testing::is_at;
using testing::Page;
using testing::page_of;
using testing::Process;
using testing::ticket_of;

class HoursKilled : public ::testing::Test {
 protected:
  /// Until the first of two in line is called; then kill -9. What the person's page showed last.
  json call_and_kill(const ClinicRules& rules) {
    json shown;
    Process server(testing::clinic_options(folder_, rules));
    EXPECT_TRUE(server.ready());
    if (!server.ready()) return shown;
    passes_ = testing::clinic_passes(folder_);
    const auto person = page("k0", server);
    const auto second = page("k1", server);
    const auto advisor = page("ada", server);
    for (Page* one : {person.get(), second.get()}) {
      const json topic{{"session", "hours"}, {"topic", "funding"}};
      EXPECT_EQ(one->answer(one->ask("ticket.open", topic)), "");
    }
    EXPECT_EQ(advisor->answer(advisor->ask("advisor.status", {{"session", "hours"}, {"status", "available"}})), "");
    EXPECT_TRUE(person->until([&] { return is_at(*person, "offered"); }));
    shown = ticket_of(*person);
    server.kill();
    return shown;
  }
  /// In a tab of its own, whose commands begin to count at 1.
  std::unique_ptr<Page> page(const std::string& who, const Process& server) {
    return page_of(server.port(), passes_.at(who), who + std::to_string(++tabs_));
  }

  Folder folder_;
  int tabs_ = 0;
  std::map<std::string, std::string> passes_;
};

TEST_F(HoursKilled, ACallThatWasShownIsThereStillWithADeadlineAndAPressOnItCounts) {
  const json before = call_and_kill({.call_s = 60});
  ASSERT_TRUE(before.contains("call")) << before;
  // Later than the call could have been answered, had the server been there: nobody is to blame.
  const ServeOptions options = testing::clinic_options(folder_, {.call_s = 60, .minutes_on = 3});
  Process server(options);
  ASSERT_TRUE(server.ready());
  const auto person = page("k0", server);
  ASSERT_TRUE(person->until([&] { return is_at(*person, "offered"); })) << ticket_of(*person);
  const json after = ticket_of(*person);
  EXPECT_EQ(after.at("id"), before.at("id"));
  const auto left = after.at("call").at("expires").get<std::int64_t>() - options.at->ms;
  EXPECT_GE(left, 60'000) << "a whole lease, from when it can be answered";
  EXPECT_LT(left, 90'000);
  const json pressed{{"ticket", before.at("id")}, {"seen", before.at("version")}};
  EXPECT_EQ(person->answer(person->ask("ticket.accept", pressed)), "") << "pressed as the server went down";
  ASSERT_TRUE(person->until([&] { return is_at(*person, "in_session"); }));
  const auto advisor = page("ada", server);
  ASSERT_TRUE(advisor->until([&] { return !desk_of(*advisor).empty(); }));
  ASSERT_EQ(desk_of(*advisor).at("with").size(), 1U);
  EXPECT_EQ(desk_of(*advisor).at("with").front().at("id"), before.at("id"));
  EXPECT_EQ(desk_of(*advisor).at("room"), person->room());
}

TEST_F(HoursKilled, ACallThatNobodyAnswersAfterTheRestartEndsOnce) {
  const json before = call_and_kill({.call_s = 15});
  ASSERT_TRUE(before.contains("call")) << before;
  // Killed once more, so that what is due comes from the journal alone.
  { const Process between(testing::clinic_options(folder_, {.call_s = 15, .minutes_on = 1})); }
  const Process server(testing::clinic_options(folder_, {.call_s = 15, .minutes_on = 2}));
  ASSERT_TRUE(server.ready());
  const auto person = page("k0", server);
  const auto second = page("k1", server);
  const auto advisor = page("ada", server);
  ASSERT_TRUE(second->until([&] { return is_at(*second, "offered"); })) << ticket_of(*second);
  ASSERT_TRUE(person->until([&] { return is_at(*person, "waiting"); })) << ticket_of(*person);
  EXPECT_EQ(ticket_of(*person).at("why"), "missed");
  EXPECT_EQ(ticket_of(*person).at("version"), before.at("version").get<int>() + 1) << "it ended once";
  EXPECT_EQ(second->answer(second->ask("ticket.leave", {{"ticket", ticket_of(*second).at("id")}})), "");
  ASSERT_TRUE(person->until([&] { return is_at(*person, "offered"); })) << ticket_of(*person);
  const json call{{"ticket", before.at("id")}, {"seen", ticket_of(*person).at("version")}};
  EXPECT_EQ(person->answer(person->ask("ticket.accept", call)), "");
  EXPECT_TRUE(person->until([&] { return is_at(*person, "in_session"); }));
}

}  // namespace
}  // namespace convene::cli

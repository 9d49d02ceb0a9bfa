// Several events on several threads, as `convene serve --threads N` runs them: files, journal, ports, people of each.
#include <gtest/gtest.h>

#include "protocol/rfc3339.h"
#include "server/cli/cli.h"
#include "tests/unit/cli/running.h"
#include "tests/unit/cli/serving.h"

namespace convene::cli {
namespace {

using nlohmann::json;
using testing::Folder;
using testing::Page;
using testing::Serving;

constexpr std::size_t kPeople = 4;
const Instant kBefore = *protocol::parse_rfc3339("2021-07-27T14:59:58Z");
const Instant kLater = *protocol::parse_rfc3339("2021-07-27T15:02:00Z");

ServeOptions options_in(const Folder& folder, const std::vector<std::string>& events, std::size_t threads,
                        Instant at = kBefore) {
  ServeOptions options = testing::any_options(folder, "data", at);
  std::string roster = "id,name,email,role\n";
  for (std::size_t i = 0; i < kPeople; ++i) {
    const std::string number = std::to_string(i);
    roster += "k" + number + ",Person " + number + ",k" + number + "@example.org,classroom\n";
  }
  for (const std::string& event : events) {
    options.event_files.push_back(folder.put(event + ".json", R"({"id": ")" + event + R"(", "name": "Event )" + event +
                                                                  R"(", "time_zone": "UTC",
      "roles": {"classroom": {"label": "Classroom"}},
      "staff": [{"name": "Mo", "email": "mo@example.org", "hats": ["moderator"]}],
      "sessions": [{"id": "mixing", "kind": "open", "title": "Mixing", "starts": "2021-07-27T15:00:00Z",
        "ends": "2021-07-27T16:00:00Z", "policy": {"rounds": {"count": 1, "minutes": 50}}}]})"));
    options.rosters.push_back({event, folder.put(event + ".csv", roster)});
  }
  options.log_level = "warning";
  options.threads = threads;
  return options;
}

struct Passes {
  std::vector<std::string> people;
  std::string staff;
};

Passes passes_of(const Folder& folder, const std::string& event) {
  Passes passes;
  const testing::Ran it = testing::ran({"invite", "--event", event, "--data", folder / "data", "--json"});
  EXPECT_EQ(it.status, done) << it.err;
  for (const json& one : json::parse(it.out)) {
    const std::string link = one.at("link");
    const std::string pass = link.substr(link.find('#') + 1);
    if (one.at("hats").get<std::string>().find("moderator") != std::string::npos) {
      passes.staff = pass;
    } else {
      passes.people.push_back(pass);
    }
  }
  return passes;
}

using Pages = std::vector<std::unique_ptr<Page>>;

Pages people_at(const Serving& server, const std::string& event, const std::vector<std::string>& passes) {
  Pages pages;
  for (std::size_t i = 0; i < passes.size(); ++i) {
    pages.push_back(std::make_unique<Page>(server.port(), event, passes[i], "tab" + std::to_string(i)));
    Page& page = *pages.back();
    EXPECT_TRUE(page.until([&] { return page.welcome.is_object() && page.view("me").is_object(); }));
  }
  return pages;
}

/// All of both events ask first, then all wait: the events are served at once.
void take_seats(Pages& one, Pages& two) {
  for (Pages* pages : {&one, &two})
    for (const auto& page : *pages) page->ask("session.join", {{"session", "mixing"}});
  for (Pages* pages : {&one, &two})
    for (const auto& page : *pages) ASSERT_TRUE(page->until([&] { return !page->room().empty(); })) << page->view("me");
}

std::vector<std::string> rooms_of(const Pages& pages) {
  std::vector<std::string> rooms;
  for (const auto& page : pages) rooms.push_back(page->room());
  return rooms;
}

std::string state_of(const std::string& event, const std::string& pass, bool last = false) {
  return "GET /api/v1/events/" + event + "/state HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + pass +
         "\r\n" + (last ? "Connection: close\r\n" : "") + "\r\n";
}

std::size_t times(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

TEST(ServeOnShards, TwoEventsAreServedAtOnceAndFoundAgainAfterARestart) {
  const Folder folder;
  const std::vector<std::string> events{"alpha", "beta"};
  Passes alpha;
  Passes beta;
  std::vector<std::string> rooms;
  {
    Serving server(options_in(folder, events, 2));
    ASSERT_TRUE(server.ready());
    alpha = passes_of(folder, "alpha");
    beta = passes_of(folder, "beta");
    ASSERT_EQ(alpha.people.size(), kPeople);
    ASSERT_EQ(beta.people.size(), kPeople);
    Pages at_alpha = people_at(server, "alpha", alpha.people);
    Pages at_beta = people_at(server, "beta", beta.people);
    take_seats(at_alpha, at_beta);
    EXPECT_NE(at_alpha[0]->welcome.at("epoch"), at_beta[0]->welcome.at("epoch"));
    rooms = rooms_of(at_beta);
    const std::string figures = server.get("/metrics", true);
    for (const std::string& event : events)
      EXPECT_NE(figures.find("convene_people_online{event=\"" + event + "\"} 4"), std::string::npos) << figures;
    EXPECT_NE(figures.find("convene_net_sockets 8"), std::string::npos) << figures;
    EXPECT_NE(server.get("/readyz", true).find("ready"), std::string::npos);
    EXPECT_NE(server.get("/healthz", true).find("ok"), std::string::npos);
    EXPECT_EQ(server.stop(), 0);
    for (Pages* pages : {&at_alpha, &at_beta}) {
      for (const auto& page : *pages) {
        EXPECT_TRUE(page->until([&] { return page->closed != -1; }));
        EXPECT_EQ(page->closed, 4000) << "whoever is there, at either, is told that the server comes back";
      }
    }
  }
  // On another number of threads an event may live elsewhere: nobody sees a difference.
  for (const std::size_t threads : {3U, 1U}) {
    Serving server(options_in(folder, events, threads, kLater));
    ASSERT_TRUE(server.ready());
    const Pages again = people_at(server, "beta", beta.people);
    EXPECT_EQ(rooms_of(again), rooms);
    EXPECT_EQ(people_at(server, "alpha", alpha.people).size(), kPeople);
  }
}

TEST(ServeOnShards, APassOpensItsOwnEventOnly) {
  const Folder folder;
  Serving server(options_in(folder, {"alpha", "beta"}, 2));
  ASSERT_TRUE(server.ready());
  const Passes alpha = passes_of(folder, "alpha");
  const Passes beta = passes_of(folder, "beta");
  Page stranger(server.port(), "beta", alpha.people[0], "tab");
  EXPECT_TRUE(stranger.until([&] { return stranger.closed != -1; }));
  EXPECT_EQ(stranger.closed, 4200);
  EXPECT_FALSE(stranger.welcome.is_object());
  Page lost(server.port(), "gamma", alpha.people[0], "tab");
  EXPECT_TRUE(lost.until([&] { return lost.closed != -1; }));
  EXPECT_EQ(lost.closed, 4205);
  // One connection, from event to event: each answers for itself.
  const std::string answers =
      server.say(state_of("alpha", alpha.staff) + state_of("beta", beta.staff) + state_of("beta", alpha.staff) +
                 state_of("alpha", beta.staff) + state_of("gamma", beta.staff) + state_of("beta", beta.staff, true));
  EXPECT_EQ(times(answers, "HTTP/1.1 200 "), 3U) << answers;
  EXPECT_EQ(times(answers, "HTTP/1.1 401 "), 2U) << answers;
  EXPECT_EQ(times(answers, "HTTP/1.1 404 "), 1U) << answers;
  const std::string list = server.get("/");
  EXPECT_NE(list.find("Event alpha"), std::string::npos) << list;
  EXPECT_NE(list.find("Event beta"), std::string::npos) << list;
  EXPECT_NE(server.get("/e/beta").find("HTTP/1.1 200"), std::string::npos);
}

TEST(ServeOnShards, WhatIsWrongWithAnEventOfAnotherShardEndsTheStart) {
  const Folder folder;
  ServeOptions options = options_in(folder, {"alpha", "beta"}, 2);
  folder.put("beta.csv", "name,email,role\nAnn,ann AT example.org,astronaut\n");
  ::testing::internal::CaptureStderr();
  {
    Serving server(options);
    EXPECT_FALSE(server.ready());
    EXPECT_EQ(server.stop(), 1);
  }
  EXPECT_NE(::testing::internal::GetCapturedStderr().find("beta.csv:2:2"), std::string::npos);
  options.threads = 65;
  ::testing::internal::CaptureStderr();
  {
    Serving server(options);
    EXPECT_EQ(server.stop(), 2);
  }
  EXPECT_NE(::testing::internal::GetCapturedStderr().find("1 to 64"), std::string::npos);
}

TEST(ServeOnShards, TheNumberOfThreadsIsBounded) {
  for (const char* threads : {"0", "65", "-1", "many"})
    EXPECT_EQ(testing::ran({"serve", "--threads", threads}).status, wrong_use) << threads;
  const testing::Ran it = testing::ran({"serve", "--threads", "64"});
  ASSERT_TRUE(it.served) << it.err;
  EXPECT_EQ(it.served->threads, 64U);
  EXPECT_EQ(testing::ran({"serve"}).served->threads, 1U);
}

}  // namespace
}  // namespace convene::cli

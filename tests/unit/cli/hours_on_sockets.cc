#include "tests/unit/cli/hours_on_sockets.h"

#include <gtest/gtest.h>

#include <latch>

#include "protocol/rfc3339.h"
#include "server/cli/cli.h"

namespace convene::cli::testing {

using nlohmann::json;

ServeOptions clinic_options(const Folder& folder, const ClinicRules& rules) {
  const Instant at = *protocol::parse_rfc3339("2021-07-27T15:00:01Z") + minutes(rules.minutes_on);
  ServeOptions options = any_options(folder, rules.data, at);
  options.event_files = {
      folder.put("clinic.json", R"({"id": "clinic", "name": "Clinic", "time_zone": "UTC", "roles": {"classroom": {}},
    "topics": {"funding": {}, "plans": {}},
    "staff": [{"name": "Ada", "email": "ada@example.org", "hats": ["advisor"]},
              {"name": "Ben", "email": "ben@example.org", "hats": ["advisor"]},
              {"name": "Fay", "email": "fay@example.org", "hats": ["facilitator"]},
              {"name": "Mo", "email": "mo@example.org", "hats": ["moderator"]}],
    "sessions": [{"id": "hours", "kind": "office-hours", "title": "Hours", "starts": "2021-07-27T15:00:00Z",
      "ends": "2021-07-27T16:00:00Z", "wrap_up_s": )" +
                                    std::to_string(rules.wrap_up_s) + R"(, "call_s": )" + std::to_string(rules.call_s) +
                                    R"(, "desks": [{"id": "desk", "advisors": )" +
                                    (rules.advised ? R"(["ada@example.org", "ben@example.org"])" : "[]") +
                                    R"(, "capacity": 1}]}]})")};
  std::string roster = "id,name,email,role\n";
  for (int i = 0; i < rules.people; ++i) {
    const std::string number = std::to_string(i);
    roster += "k" + number + ",Person " + number + ",k" + number + "@example.org,classroom\n";
  }
  options.rosters = {{"clinic", folder.put("clinic.csv", roster)}};
  options.log_level = "warning";
  return options;
}

std::map<std::string, std::string> clinic_passes(const Folder& folder) {
  std::map<std::string, std::string> passes;
  const Ran it = ran({"invite", "--event", "clinic", "--data", folder / "data", "--json"});
  EXPECT_EQ(it.status, done) << it.err;
  for (const json& one : json::parse(it.out)) {
    const std::string link = one.at("link");
    const std::string address = one.at("email");
    passes[address.substr(0, address.find('@'))] = link.substr(link.find('#') + 1);
  }
  return passes;
}

std::unique_ptr<Page> page_of(std::uint16_t port, const std::string& pass, const std::string& tab) {
  auto page = std::make_unique<Page>(port, "clinic", pass, tab);
  EXPECT_TRUE(page->until([&] { return page->welcome.is_object() && page->view("me").is_object(); }));
  return page;
}

json ticket_of(Page& page) {
  const json& queue = page.view("queue");
  return queue.is_object() && queue.contains("ticket") ? queue.at("ticket") : json::object();
}

bool is_at(Page& page, const std::string& state) { return ticket_of(page).value("state", "") == state; }

json desk_of(Page& page) {
  const json& view = page.view("desk");
  return view.is_object() && !view.at("desks").empty() ? view.at("desks").front() : json::object();
}

void at_once(const std::vector<std::function<void()>>& acts) {
  std::latch ready(static_cast<std::ptrdiff_t>(acts.size()));
  std::vector<std::thread> threads;
  for (const auto& act : acts) {
    threads.emplace_back([&] {
      ready.arrive_and_wait();
      act();
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace convene::cli::testing

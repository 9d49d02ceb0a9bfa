// The staff's HTTP interface over a real hall, a journal in memory, and real requests.
#include "server/net/staff_api.h"

#include <gtest/gtest.h>

#include <atomic>
#include <boost/asio/post.hpp>
#include <condition_variable>
#include <functional>
#include <future>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>

#include "matcher/state.h"
#include "server/journal/faulty.h"
#include "server/journal/memory.h"
#include "server/live/planner.h"
#include "server/live/simulated.h"
#include "server/live/venue.h"
#include "server/net/aside.h"
#include "server/net/asio_timers.h"
#include "server/net/live_events.h"
#include "server/net/loops.h"
#include "server/net/pass.h"
#include "server/net/server.h"
#include "server/ops/roster_csv.h"
#include "tests/unit/matcher/event_fixture.h"
#include "tests/unit/net/fakes.h"

namespace convene::net::testing {
namespace {

using nlohmann::json;

constexpr const char* kEvent = "test-event";

/// Works at once, but while it is held: then what is asked of it waits until it is let go, so that a test says what
/// happens meanwhile.
class HeldWorker final : public live::Worker {
 public:
  bool run(Work work, live::Post post, Then) override {
    const std::lock_guard lock(mutex_);
    if (full) return false;
    jobs_.emplace_back([work = std::move(work), post = std::move(post)] { post(work()); });
    come_.notify_all();
    if (!held_) go();
    return true;
  }
  void hold() {
    const std::lock_guard lock(mutex_);
    held_ = true;
  }
  /// Waits until something is asked of it.
  void wait() {
    std::unique_lock lock(mutex_);
    come_.wait(lock, [this] { return !jobs_.empty(); });
  }
  /// Does what waits; holds on.
  void step() {
    const std::lock_guard lock(mutex_);
    go();
  }
  std::atomic<bool> full = false;

 private:
  void go() {
    for (const auto& job : std::exchange(jobs_, {})) job();
  }
  std::mutex mutex_;
  std::condition_variable come_;
  std::vector<std::function<void()>> jobs_;
  bool held_ = false;
};

/// The house as `convene serve` makes it, but for the disk.
class House {
 public:
  House()
      : timers_(io_, clock_),
        venue_({clock_, timers_, entropy_, faulty_, passes_, planner_, log_, post_to(io_)}),
        events_(venue_),
        api_(venue_, &read_roster, Aside(worker, post_to(io_))) {
    Config config;
    config.port = 0;
    config.admin = false;
    config.static_dir = folder_.path();
    std::vector<SiteParts> sites{{events_, passes_, [this] { return clock_.now(); }, &api_}};
    const auto here = [](std::string_view) { return std::optional<std::size_t>(0); };
    server_ = std::make_unique<Server>(loops_, std::move(sites), here, config, AdminParts{}, log_);
    server_->start();
    thread_ = std::thread([this] { loops_.run(); });
    answer([&](live::OnAnswer done) {
      venue_.raise(kEvent).load(
          {convene::testing::small_event(),
           {{"Mo", "mo@example.org", {Hat::moderator}, {}}, {"Org", "org@example.org", {Hat::organiser}, {}}}},
          std::move(done));
    });
    std::vector<Profile> people(2);
    for (std::size_t i = 0; i < people.size(); ++i)
      people[i].key = "k" + std::to_string(i), people[i].name = "Person " + std::to_string(i);
    answer([&](live::OnAnswer done) { hall().import_roster(people, std::move(done)); });
  }

  ~House() {
    std::promise<void> done;
    boost::asio::post(io_, [&] {
      server_->stop_accepting();
      venue_.stop([&] { server_->stop([&] { done.set_value(); }); });
    });
    done.get_future().wait();
    loops_.stop();
    thread_.join();
    server_.reset();
  }

  struct Response {
    int status = 0;
    std::string head;
    json body;
  };

  /// The body of an answer that is no JSON.
  std::string text(const std::string& method, const std::string& resource, const std::string& pass) {
    return all_of(method, resource, pass, "").second;
  }

  Response ask(const std::string& method, const std::string& resource, const std::string& pass,
               const std::string& body = "") {
    const auto [head, text] = all_of(method, resource, pass, body);
    if (head.size() < 12) return {};
    return {std::stoi(head.substr(9, 3)), head, json::parse(text, nullptr, false)};
  }

  std::pair<std::string, std::string> all_of(const std::string& method, const std::string& resource,
                                             const std::string& pass, const std::string& body) {
    Wire wire(server_->port());
    wire.send(method + " /api/v1/events/" + kEvent + "/" + resource + " HTTP/1.1\r\nHost: localhost\r\n" +
              (pass.empty() ? "" : "Authorization: Bearer " + pass + "\r\n") +
              "Content-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body);
    const std::string all = wire.read_all();
    const std::size_t end = all.find("\r\n\r\n");
    EXPECT_NE(end, std::string::npos) << all;
    if (end == std::string::npos) return {};
    return {all.substr(0, end), all.substr(end + 4)};
  }

  std::string pass_of(PersonId person) {
    return on_thread<std::string>([&] { return *hall().mint_pass(person); });
  }
  std::uint64_t seq() {
    return on_thread<std::uint64_t>([&] { return hall().seq(); });
  }
  void submit(Command command, PersonId by = {}) {
    answer([&](live::OnAnswer done) { hall().submit(std::move(command), by, std::move(done)); });
  }

  /// The journal takes so many batches more, and goes down with the next.
  void break_after(std::size_t batches) {
    on_thread<bool>([&] {
      std::vector<journal::Fault> script(batches, journal::Fault::none);
      script.push_back(journal::Fault::down);
      faulty_.script(std::move(script));
      return true;
    });
  }
  /// Sends the request now, and gives what reads the answer.
  std::future<Response> ask_later(const std::string& method, const std::string& resource, const std::string& pass,
                                  const std::string& body) {
    return std::async(std::launch::async, [=, this] { return ask(method, resource, pass, body); });
  }

  journal::MemoryJournal journal;
  HeldWorker worker;

 private:
  static std::optional<std::vector<Profile>> read_roster(std::string_view text, const EventDefinition& event,
                                                         protocol::Faults& faults) {
    auto roster = ops::read_roster(text, event, faults);
    return roster ? std::optional(std::move(roster->people)) : std::nullopt;
  }

  live::Hall& hall() { return *venue_.find(kEvent); }
  template <class T>
  T on_thread(const std::function<T()>& what) {
    std::promise<T> value;
    boost::asio::post(io_, [&] { value.set_value(what()); });
    return value.get_future().get();
  }

  void answer(const std::function<void(live::OnAnswer)>& ask) {
    std::promise<bool> taken;
    boost::asio::post(io_, [&] {
      ask([&](const live::Answer& given) { taken.set_value(std::holds_alternative<std::uint64_t>(given)); });
    });
    ASSERT_TRUE(taken.get_future().get());
  }

  journal::FaultyJournal faulty_{journal, {}};
  ClientFolder folder_;
  Loops loops_{1};
  boost::asio::io_context& io_ = loops_[0];
  live::SystemClock clock_{convene::testing::nine};
  live::SeededEntropy entropy_{1};
  SignedPasses passes_{{{"k1", std::string(32, 'a')}}};
  live::InlinePlanner planner_;
  live::SilentLog log_;
  AsioTimers timers_;
  live::Venue venue_;
  LiveEvents events_;
  StaffApi api_;
  std::unique_ptr<Server> server_;
  std::thread thread_;
};

constexpr PersonId moderator{1};
constexpr PersonId organiser{2};
constexpr PersonId first_person{3};

TEST(StaffApi, WithoutAGoodPassNothingIsTold) {
  House house;
  for (const std::string& pass : {std::string(), std::string("c1.k1.AAAA.AAAA"), std::string("nonsense")}) {
    const auto response = house.ask("GET", "state", pass);
    EXPECT_EQ(response.status, 401) << pass;
    EXPECT_EQ(response.body.at("code"), "pass.invalid");
    EXPECT_NE(response.head.find("WWW-Authenticate: Bearer"), std::string::npos);
    EXPECT_EQ(house.ask("POST", "roster", pass, "name\nAnn\n").status, 401);
    EXPECT_EQ(house.ask("DELETE", "people/p3", pass).status, 401);
  }
}

TEST(StaffApi, AParticipantMayNothingHere) {
  House house;
  const std::string pass = house.pass_of(first_person);
  const std::uint64_t seq = house.seq();
  for (const auto& [method, resource] : std::initializer_list<std::pair<const char*, const char*>>{
           {"GET", "state"}, {"POST", "roster"}, {"DELETE", "people/p4"}}) {
    const auto response = house.ask(method, resource, pass, method == std::string("POST") ? "name\nAnn\n" : "");
    EXPECT_EQ(response.status, 403) << method << ' ' << resource;
    EXPECT_EQ(response.body.at("code"), "role.required");
  }
  EXPECT_EQ(house.seq(), seq);
}

TEST(StaffApi, TheStateIsTheFloorAsThePersonMaySeeIt) {
  House house;
  const auto response = house.ask("GET", "state", house.pass_of(moderator));
  ASSERT_EQ(response.status, 200) << response.body;
  EXPECT_NE(response.head.find("Cache-Control: no-store"), std::string::npos);
  EXPECT_NE(response.head.find("application/json"), std::string::npos);
  EXPECT_TRUE(response.body.at("sessions").contains("role-alike-1"));
  EXPECT_TRUE(response.body.contains("rooms"));
  EXPECT_TRUE(response.body.contains("people"));
}

TEST(StaffApi, ARosterWithFaultsIsAnsweredRowByRowAndTakesNobody) {
  House house;
  const std::uint64_t seq = house.seq();
  const auto response = house.ask("POST", "roster", house.pass_of(moderator),
                                  "id,name,role\nn1,Ann,classroom\nn2,,classroom\nn3,Cid,no-such-role\n");
  ASSERT_EQ(response.status, 422) << response.body;
  EXPECT_EQ(response.body.at("code"), "roster.malformed");
  const json& faults = response.body.at("faults");
  EXPECT_EQ(response.body.at("total"), faults.size());
  std::vector<int> rows;
  for (const json& fault : faults) {
    rows.push_back(fault.at("line"));
    EXPECT_FALSE(fault.at("message").get<std::string>().empty());
  }
  EXPECT_NE(std::find(rows.begin(), rows.end(), 3), rows.end()) << faults;
  EXPECT_EQ(std::find(rows.begin(), rows.end(), 2), rows.end()) << faults;
  EXPECT_EQ(house.seq(), seq);
  const auto empty = house.ask("POST", "roster", house.pass_of(moderator), "id,name,role\n");
  EXPECT_EQ(empty.status, 422);
}

TEST(StaffApi, ASoundRosterIsTakenAndTheSameAgainMakesNobodyTwice) {
  House house;
  const std::string pass = house.pass_of(moderator);
  const std::string roster = "id,name,role\nn1,Ann,classroom\nn2,Bob,informal\n";
  const auto response = house.ask("POST", "roster", pass, roster);
  ASSERT_EQ(response.status, 200) << response.body;
  EXPECT_EQ(response.body.at("people"), 2);
  EXPECT_EQ(response.body.at("seq"), house.seq());
  const std::string newcomer = house.pass_of(PersonId(6));  // two of the staff, two, two more
  EXPECT_EQ(house.ask("GET", "state", newcomer).status, 403) << "known, and no staff";
  ASSERT_EQ(house.ask("POST", "roster", pass, roster).status, 200);
  const auto seventh = house.ask("DELETE", "people/p7", house.pass_of(organiser));
  EXPECT_EQ(seventh.status, 409) << seventh.body;
}

TEST(StaffApi, AListOfAWebinarToolSaysWhoWasThere) {
  House house;
  const std::string pass = house.pass_of(moderator);
  const auto wrong = house.ask("POST", "attendance?session=role-alike-1", pass, "name,minutes\nPerson 0,50\n");
  EXPECT_EQ(wrong.status, 422) << wrong.body;
  EXPECT_EQ(wrong.body.at("code"), "session.unknown") << "no content session";
  EXPECT_EQ(house.ask("POST", "attendance", pass, "name\nPerson 0\n").body.at("code"), "attendance.session");
  EXPECT_EQ(house.ask("POST", "attendance?session=talk", pass, "colour\nred\n").status, 422);
  EXPECT_EQ(house.ask("POST", "attendance?session=talk", house.pass_of(first_person), "name\nPerson 0\n").status, 403);
  EXPECT_EQ(house.ask("GET", "attendance.csv", house.pass_of(first_person)).status, 403);
  const auto response = house.ask("POST", "attendance?session=talk", pass,
                                  "Name,Duration (Minutes)\nPerson 0,30\nperson 0,20\nA Stranger,60\n");
  ASSERT_EQ(response.status, 200) << response.body;
  EXPECT_EQ(response.body.at("people"), 1);
  ASSERT_EQ(response.body.at("unmatched").size(), 1u);
  EXPECT_EQ(response.body.at("unmatched")[0].at("row"), 4);
  EXPECT_EQ(response.body.at("unmatched")[0].at("why"), "unknown");
  const std::string csv = house.text("GET", "attendance.csv", pass);
  EXPECT_EQ(csv, "person_id,name,email,session,attended,how,minutes\r\nk0,Person 0,,talk,yes,imported,50\r\n");
  // What is written can be read again, and changes nothing.
  const std::uint64_t seq = house.seq();
  EXPECT_EQ(house.ask("POST", "attendance", pass, csv).status, 200);
  EXPECT_EQ(house.seq(), seq);
}

TEST(StaffApi, AssignmentsMadeElsewhereBecomePlansAndTheAnswerNamesWhomItDidNotFind) {
  House house;
  const std::string pass = house.pass_of(moderator);
  const std::string where = "plan?session=role-alike-1&name=by%20hand";
  const std::string list = "round,room,name\n1,Newton,Person 0\n1,Newton,A Stranger\n2,Curie,Person 0\n";
  EXPECT_EQ(house.ask("POST", where, house.pass_of(first_person), list).status, 403);
  EXPECT_EQ(house.ask("POST", "plan", pass, list).body.at("code"), "plan.session");
  EXPECT_EQ(house.ask("POST", "plan?session=nowhere", pass, list).body.at("code"), "session.unknown");
  EXPECT_EQ(house.ask("POST", "plan?session=talk", pass, list).body.at("code"), "session.no_rooms");
  EXPECT_EQ(house.ask("POST", "plan?session=role-alike-1&name=%E2%80%AEx", pass, list).body.at("code"),
            "text.not_readable");
  EXPECT_EQ(house.ask("POST", where, pass, "colour,x,y\nred,1,2\n").body.at("code"), "assignments.malformed");
  const auto nobody = house.ask("POST", where, pass, "room,name\nA,A Stranger\n");
  EXPECT_EQ(nobody.status, 422);
  EXPECT_EQ(nobody.body.at("code"), "plan.empty");
  EXPECT_EQ(nobody.body.at("unmatched").size(), 1u) << "who was not found is said all the same";
  const auto taken = house.ask("POST", where, pass, list);
  ASSERT_EQ(taken.status, 200) << taken.body;
  ASSERT_EQ(taken.body.at("plans").size(), 2u) << "one a round";
  EXPECT_EQ(taken.body.at("plans")[0].at("plan"), "d1");
  EXPECT_EQ(taken.body.at("plans")[1].at("plan"), "d2");
  EXPECT_EQ(taken.body.at("plans")[0].at("people"), 1);
  EXPECT_EQ(taken.body.at("unmatched_rows"), 1);
  EXPECT_EQ(taken.body.at("unmatched")[0].at("row"), 3);
  EXPECT_EQ(taken.body.at("unmatched")[0].at("why"), "unknown");
}

TEST(StaffApi, WhileAListIsReadOthersCommandsAreNotHeldUp) {
  House house;
  const std::string pass = house.pass_of(moderator);
  house.worker.hold();
  auto list = house.ask_later("POST", "attendance?session=talk", pass, "name\nPerson 0\n");
  house.worker.wait();
  const std::uint64_t before = house.seq();
  house.submit(SessionIntend{"talk", true}, first_person);
  EXPECT_EQ(house.seq(), before + 1) << "the list is still being read";
  house.worker.step();
  EXPECT_EQ(list.get().body.at("people"), 1);
  auto roster = house.ask_later("POST", "roster", pass, "id,name,role\nn1,Ann,classroom\n");
  house.worker.wait();
  house.submit(SessionIntend{"talk", false}, first_person);
  EXPECT_EQ(house.seq(), before + 3) << "and so is the roster";
  house.worker.step();
  EXPECT_EQ(roster.get().body.at("people"), 1);
}

TEST(StaffApi, WhoWasRenamedWhileTheListWasReadIsNotCreditedByTheOldName) {
  House house;
  const std::string pass = house.pass_of(moderator);
  const auto renamed = [&](const std::string& name) {
    Profile profile;
    profile.key = "k0", profile.name = name;
    house.submit(RosterImport{{profile}});
  };
  house.worker.hold();
  auto list = house.ask_later("POST", "attendance?session=talk", pass, "name\nPerson 0\n");
  house.worker.wait();
  renamed("Somebody Else");
  house.worker.step();
  house.worker.wait();  // matched anew
  house.worker.step();
  const House::Response response = list.get();
  ASSERT_EQ(response.status, 200) << response.body;
  EXPECT_EQ(response.body.at("people"), 0);
  EXPECT_EQ(response.body.at("unmatched_rows"), 1);
  auto restless = house.ask_later("POST", "attendance?session=talk", pass, "name\nPerson 0\n");
  for (const char* name : {"One", "Two", "Three"}) {
    house.worker.wait();
    renamed(name);
    house.worker.step();
  }
  EXPECT_EQ(restless.get().body.at("code"), "attendance.names_changed");
}

TEST(StaffApi, WhereTooManyListsAreReadTheNextIsAskedToWait) {
  House house;
  house.worker.full = true;
  for (const char* resource : {"roster", "attendance?session=talk"}) {
    const auto response = house.ask("POST", resource, house.pass_of(moderator), "name\nPerson 0\n");
    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(response.body.at("code"), "overloaded");
  }
}

TEST(StaffApi, AListThatBreaksOffSaysOfEachSessionWhatWasTaken) {
  House house;
  const std::string pass = house.pass_of(moderator);
  EventDefinition event = convene::testing::small_event();
  event.sessions.push_back(convene::testing::session("zoo", SessionKind::content, convene::testing::nine, minutes(60)));
  house.submit(EventLoad{event, {}});
  house.worker.hold();
  auto list = house.ask_later("POST", "attendance", pass,
                              "name,session\nStranger,zoo\nPerson 0,talk\nStranger,talk\nPerson 1,zoo\nPerson 0,zoo\n");
  house.worker.wait();
  house.break_after(1);
  house.worker.step();
  const House::Response response = list.get();
  EXPECT_EQ(response.status, 503) << response.body;
  EXPECT_EQ(response.body.at("code"), "attendance.in_part");
  EXPECT_EQ(response.body.at("people"), 3);
  EXPECT_EQ(response.body.at("unmatched"), json::parse(R"([{"row":2,"why":"unknown"},{"row":4,"why":"unknown"}])"));
  const json& sessions = response.body.at("sessions");
  ASSERT_EQ(sessions.size(), 2u);
  EXPECT_EQ(sessions[0].at("session"), "talk");
  EXPECT_EQ(sessions[0].at("stored"), 1);
  EXPECT_FALSE(sessions[0].contains("code"));
  EXPECT_EQ(sessions[1].at("session"), "zoo");
  EXPECT_EQ(sessions[1].at("people"), 2);
  EXPECT_EQ(sessions[1].at("stored"), 0);
  EXPECT_EQ(sessions[1].at("code"), "journal.unavailable");
  EXPECT_FALSE(sessions[1].at("message").get<std::string>().empty());
}

TEST(StaffApi, ARevokedPassOpensNothingAndANewOneDoes) {
  House house;
  const std::string old = house.pass_of(moderator);
  ASSERT_EQ(house.ask("GET", "state", old).status, 200);
  house.submit(PassRevoke{moderator});
  const auto response = house.ask("GET", "state", old);
  EXPECT_EQ(response.status, 401);
  EXPECT_EQ(response.body.at("code"), "pass.invalid");
  EXPECT_EQ(house.ask("GET", "state", house.pass_of(moderator)).status, 200);
}

TEST(StaffApi, ErasingIsForOrganisersAndForEver) {
  House house;
  const std::string pass = house.pass_of(organiser);
  const std::string theirs = house.pass_of(first_person);
  EXPECT_EQ(house.ask("DELETE", "people/p3", house.pass_of(moderator)).status, 403);
  for (const char* whom : {"people/p0", "people/p03", "people/3", "people/p99999999999", "people/", "people/p3x"})
    EXPECT_EQ(house.ask("DELETE", whom, pass).status, 404) << whom;
  const auto response = house.ask("DELETE", "people/p3", pass);
  ASSERT_EQ(response.status, 200) << response.body;
  EXPECT_EQ(response.body.at("erased"), true);
  EXPECT_EQ(house.ask("GET", "state", theirs).status, 401);
  std::string words;
  house.journal.read_vault(kEvent, [&](const journal::VaultRow& row) {
    words += row.text;
    return true;
  });
  EXPECT_EQ(words.find("Person 0"), std::string::npos);
  EXPECT_NE(words.find("Person 1"), std::string::npos);
}

TEST(StaffApi, WhatThereIsNotIsToldApart) {
  House house;
  const std::string pass = house.pass_of(moderator);
  EXPECT_EQ(house.ask("GET", "roster", pass).status, 404);
  EXPECT_EQ(house.ask("POST", "state", pass).status, 404);
  EXPECT_EQ(house.ask("GET", "nothing", pass).status, 404);
}

}  // namespace
}  // namespace convene::net::testing

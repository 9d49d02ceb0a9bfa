// The staff's HTTP interface over a real hall, a journal in memory, and real requests.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <boost/asio/post.hpp>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <future>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>

#include "matcher/state.h"
#include "server/journal/faulty.h"
#include "server/journal/memory.h"
#include "server/journal/wrapping.h"
#include "server/live/planner.h"
#include "server/live/simulated.h"
#include "server/live/venue.h"
#include "server/net/aside.h"
#include "server/net/asio_timers.h"
#include "server/net/live_events.h"
#include "server/net/loops.h"
#include "server/net/pass.h"
#include "server/net/server.h"
#include "server/net/staff_api.h"
#include "server/ops/roster_csv.h"
#include "tests/unit/matcher/event_fixture.h"
#include "tests/unit/net/fakes.h"

namespace convene::net::testing {

using nlohmann::json;

inline constexpr const char* kEvent = "test-event";

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
  /// Waits until so much is asked of it.
  void wait(std::size_t count = 1) {
    std::unique_lock lock(mutex_);
    come_.wait(lock, [this, count] { return jobs_.size() >= count; });
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

/// Counts the records that are read of another one.
class CountingJournal final : public journal::WrappingJournal {
 public:
  /// `each`: before whoever reads has a record; the other journal is nobody's meanwhile.
  CountingJournal(Journal& inner, std::atomic<std::size_t>& count, std::function<void()> each,
                  std::function<void()> after_vault)
      : WrappingJournal(inner), count_(count), each_(std::move(each)), after_vault_(std::move(after_vault)) {}
  void read_vault(const std::string& event, const OnVaultRow& take) override {
    inner_.read_vault(event, take);
    if (after_vault_) after_vault_();
  }
  void read(const std::string& event, std::uint64_t from, const OnRecord& take) override {
    std::vector<std::pair<std::uint64_t, std::string>> all;
    inner_.read(event, from, [&](std::uint64_t seq, const std::string& bytes) {
      all.emplace_back(seq, bytes);
      return true;
    });
    for (const auto& [seq, bytes] : all) {
      ++count_;
      if (each_) each_();
      if (!take(seq, bytes)) return;
    }
  }

 private:
  std::atomic<std::size_t>& count_;
  const std::function<void()> each_;
  const std::function<void()> after_vault_;
};

/// Counts what it is told.
class CountingLog final : public live::Log {
 public:
  void write(Level, std::string_view, std::string_view what, std::string_view) override {
    const std::lock_guard lock(mutex_);
    ++counts_[std::string(what)];
  }
  std::size_t count(const std::string& what) {
    const std::lock_guard lock(mutex_);
    return counts_[what];
  }

 private:
  std::mutex mutex_;
  std::map<std::string, std::size_t> counts_;
};

/// The house as `convene serve` makes it, but for the disk.
class House {
 public:
  explicit House(const std::function<void(Config&)>& tune = {})
      : timers_(io_, clock_),
        venue_({clock_, timers_, entropy_, faulty_, passes_, planner_, log, post_to(io_)}),
        events_(venue_),
        api_(venue_, &read_roster, Aside(worker, post_to(io_)),
             {[this] { return opened(); }, Aside(historian, post_to(io_)), log}) {
    Config config;
    config.port = 0;
    config.admin = false;
    config.static_dir = folder_.path();
    if (tune) tune(config);
    std::vector<SiteParts> sites{{events_, passes_, [this] { return clock_.now(); }, &api_}};
    const auto here = [](std::string_view) { return std::optional<std::size_t>(0); };
    server_ = std::make_unique<Server>(loops_, std::move(sites), here, config, AdminParts{}, log);
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
    wire.send(request(method, resource, pass, body));
    const std::string all = wire.read_all();
    const std::size_t end = all.find("\r\n\r\n");
    EXPECT_NE(end, std::string::npos) << all;
    if (end == std::string::npos) return {};
    return {all.substr(0, end), all.substr(end + 4)};
  }

  /// What all_of() sends.
  static std::string request(const std::string& method, const std::string& resource, const std::string& pass,
                             const std::string& body = "") {
    return method + " /api/v1/events/" + kEvent + "/" + resource + " HTTP/1.1\r\nHost: localhost\r\n" +
           (pass.empty() ? "" : "Authorization: Bearer " + pass + "\r\n") +
           "Content-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
  }

  std::uint16_t port() const { return server_->port(); }
  std::string pass_of(PersonId person) {
    return on_thread<std::string>([&] { return *hall().mint_pass(person); });
  }
  std::uint64_t seq() {
    return on_thread<std::uint64_t>([&] { return hall().seq(); });
  }
  /// What is durable.
  template <class T>
  T look(const std::function<T(const State&)>& what) {
    std::promise<T> value;
    boost::asio::post(io_, [&] { hall().when_settled([&](const State* now) { value.set_value(what(*now)); }); });
    return value.get_future().get();
  }
  /// Waits (bounded) until it is so.
  void until(const std::function<bool(const State&)>& what) {
    for (int i = 0; i < 3'000 && !look<bool>(what); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    ASSERT_TRUE(look<bool>(what));
  }
  void submit(Command command, PersonId by = {}) {
    answer([&](live::OnAnswer done) { hall().submit(std::move(command), by, std::move(done)); });
  }

  /// Waits (bounded) until so many who asked were gone before their answer.
  void until_left(std::uint64_t count) {
    const auto left = [this] {
      return on_thread<std::uint64_t>([this] { return server_->counters(0).requests_left; });
    };
    for (int i = 0; i < 3'000 && left() < count; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    ASSERT_EQ(left(), count);
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

  /// The next reader of the journal finds no file.
  std::atomic<bool> unreadable = false;
  /// ... or one whose first record is damaged.
  std::atomic<bool> damaged = false;
  /// How often one was opened, and how many records were read.
  std::atomic<int> readers = 0;
  std::atomic<std::size_t> records = 0;
  /// Called as each record is read, where it is.
  std::function<void()> on_record;
  /// ... and after all words were.
  std::function<void()> after_vault;

  journal::MemoryJournal journal;
  HeldWorker worker;
  HeldWorker historian;
  CountingLog log;

 private:
  static std::optional<std::vector<Profile>> read_roster(std::string_view text, const EventDefinition& event,
                                                         protocol::Faults& faults) {
    auto roster = ops::read_roster(text, event, faults);
    return roster ? std::optional(std::move(roster->people)) : std::nullopt;
  }

  std::shared_ptr<journal::Journal> opened() {
    if (unreadable) throw journal::Error("there is no such file");
    if (damaged) throw journal::Damaged("record 1 is not what was written", 1);
    ++readers;
    return std::make_shared<CountingJournal>(journal, records, on_record, after_vault);
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
  AsioTimers timers_;
  live::Venue venue_;
  LiveEvents events_;
  StaffApi api_;
  std::unique_ptr<Server> server_;
  std::thread thread_;
};

inline constexpr PersonId moderator{1};
inline constexpr PersonId organiser{2};
inline constexpr PersonId first_person{3};

}  // namespace convene::net::testing

// A whole event without sockets, disks or a clock: a hall, a journal that can fail, and clients that believe what they
// are told. One seed makes one history.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "server/journal/faulty.h"
#include "server/journal/memory.h"
#include "server/live/hall.h"
#include "server/live/simulated.h"
#include "server/live/worker.h"
#include "tests/unit/matcher/event_fixture.h"

namespace convene::simulation {

using nlohmann::json;

/// Passes that say what they are: nobody forges them here.
class PlainPasses final : public live::Passes {
 public:
  std::optional<live::PassClaims> read(std::string_view token, Instant now) const override {
    const json claims = json::parse(token, nullptr, false);
    if (!claims.is_array() || claims.size() != 4) return {};
    live::PassClaims out{claims[0], PersonId(claims[1]), claims[2], Instant{claims[3]}};
    if (out.expires <= now) return {};
    return out;
  }
  std::string mint(const live::PassClaims& claims) const override {
    return json::array({claims.event, claims.person.value, claims.generation, claims.expires.ms}).dump();
  }
};

/// Keeps what it is told, and errors apart, so that a test can ask.
class ListedLog final : public live::Log {
 public:
  void write(Level level, std::string_view, std::string_view what, std::string_view detail) override {
    lines += std::string(what) + " " + std::string(detail) + "\n";
    if (level == Level::error) errors.push_back(std::string(what) + " " + std::string(detail));
  }
  std::vector<std::string> errors;
  std::string lines;
};

/// One tab of a browser: applies views, patches and replies as the web client does.
class Client final : public live::Line {
 public:
  explicit Client(std::string tab_name) : tab(std::move(tab_name)) {}

  void wake() override { awake = true; }
  void close(std::uint16_t code, std::string_view why) override {
    closed = code;
    reason = why;
  }
  std::string_view from() const override { return network; }

  void open(live::Hall& hall) {
    conversation = hall.open(*this);
    closed = 0;
    awake = false;
    welcomed = superseded = false;
    views.clear();
    revisions.clear();
  }

  void drop() {
    if (conversation) conversation->ended();
    conversation.reset();
    awake = false;
  }

  bool connected() const { return conversation != nullptr && closed == 0; }
  bool in_charge() const { return connected() && welcomed && !superseded; }

  void say(const json& message) {
    if (connected()) conversation->receive(message.dump());
  }

  void hello(const std::string& token, bool take) {
    say({{"type", "hello"}, {"pass", token}, {"client", "test"}, {"locale", "en"}, {"tab", tab}, {"take", take}});
  }

  /// Sends a command and remembers it until it is answered; returns its id.
  std::string ask(std::string type, json fields = json::object()) {
    const std::string id = tab_number + ":" + std::to_string(++last);
    fields["type"] = std::move(type);
    fields["id"] = id;
    asked[id] = fields;
    say(fields);
    return id;
  }

  /// Fetches as a socket would: the next fetch tells that the frame before has been written. One frame's bytes.
  std::size_t fetch() {
    std::size_t size = 0;
    std::string frame;
    while (conversation && conversation->fetch(frame)) {
      size += frame.size();
      if (remembers) heard += frame + "\n";
      ++frames;
      const json& said = parsed(frame);
      messages += said.is_array() ? said.size() : 1;
      if (said.is_array())
        for (const json& message : said) apply(message);
      else
        apply(said);
    }
    awake = false;
    bytes += size;
    return size;
  }

  /// What goes to everybody is parsed once for all who fetch it one after the other.
  static const json& parsed(const std::string& frame) {
    static std::string last;
    static json meaning;
    if (frame != last) meaning = json::parse(frame), last = frame;
    return meaning;
  }

  void apply(const json& message) {
    const std::string type = message.at("type");
    if (type == "welcome") {
      welcomed = true;
      superseded = !message.at("in_charge").get<bool>();
      tab_number = message.at("tab_number");
      person = message.at("person");
      if (message.contains("pass")) pass = message["pass"];
      can = message.at("can").get<std::vector<std::string>>();
      views.clear();
      revisions.clear();
    } else if (type == "view") {
      const std::string topic = message.at("topic");
      if (topic == "me") {
        const auto version = message["view"]["version"].get<std::uint32_t>();
        EXPECT_GE(version, newest_version) << "an older assignment after a newer one";
        newest_version = version;
      }
      views[topic] = message.at("view");
      if (message.contains("revision")) revisions[topic] = message["revision"];
    } else if (type == "patch") {
      const std::string topic = message.at("topic");
      EXPECT_EQ(revisions[topic], message.at("from").get<std::uint64_t>()) << "a gap in the patches of " << topic;
      views[topic].merge_patch(message.at("patch"));
      revisions[topic] = message.at("to");
    } else if (type == "done") {
      const std::string id = message.at("id");
      const auto seq = message.at("seq").get<std::uint64_t>();
      done[id] = seq;
      if (on_done) on_done(id, seq);
    } else if (type == "refused") {
      refused.push_back(message);
    } else if (type == "chat") {
      hear_chat(message);
    } else if (type == "notice") {
      notices[message.at("id")] = message;
    } else if (type == "superseded") {
      superseded = true;
    } else if (type == "pong") {
      ++pongs;
    }
    if (told) told(message);
  }

  /// As the protocol says: the whole replaces, what follows follows without a gap.
  void hear_chat(const json& message) {
    const json me = views.contains("me") ? views.at("me") : json::object();
    const json& room = message.at("room");
    if (me.contains("goodbye") && me.at("goodbye").at("room") == room && me.value("room", json()) != room) {
      for (const json& line : message.at("lines")) left.push_back(line.value("text", "-"));
      return;
    }
    const bool whole = message.at("whole");
    EXPECT_TRUE(whole || chat_room == message.at("room")) << "messages of another room";
    if (whole) chat_room = message.at("room"), chat = json::array();
    for (const json& line : message.at("lines")) {
      if (!chat.empty()) {
        EXPECT_EQ(line.at("n").get<int>(), chat.back().at("n").get<int>() + 1) << "a gap in the chat";
      }
      chat.push_back(line);
    }
  }
  /// The texts that can be read now, the oldest first.
  std::vector<std::string> read_chat() const {
    std::vector<std::string> out;
    for (const json& line : chat) out.push_back(line.value("text", "-"));
    return out;
  }

  std::string last_refusal() const { return refused.empty() ? "" : refused.back().at("code").get<std::string>(); }
  json me() const { return views.contains("me") ? views.at("me") : json::object(); }

  std::string tab;
  std::string network;  // empty: one without limits
  std::unique_ptr<live::Conversation> conversation;
  bool remembers = false;  // every byte it was sent, in `heard`
  std::string heard;
  bool awake = false;
  bool welcomed = false;
  bool superseded = false;
  std::uint16_t closed = 0;
  std::string reason;
  std::string tab_number;
  std::string person;
  std::string pass;
  std::uint32_t last = 0;
  std::uint32_t newest_version = 0;
  std::uint32_t pongs = 0;
  std::size_t frames = 0, messages = 0, bytes = 0;
  std::vector<std::string> can;
  std::map<std::string, json> asked;
  std::map<std::string, std::uint64_t> done;
  std::function<void(const std::string& id, std::uint64_t seq)> on_done;  // told at the moment of the answer
  std::function<void(const json& message)> told;                          // of each message, once it is applied
  std::vector<json> refused;
  std::map<std::string, json> notices;
  std::string chat_room;
  json chat = json::array();
  std::vector<std::string> left;  // what was said in a room that the person was moved out of, since then
  std::map<std::string, json> views;
  std::map<std::string, std::uint64_t> revisions;
};

inline constexpr PersonId first_person{4};  // after three of the staff

class World {
 public:
  explicit World(std::uint64_t seed = 1, journal::FaultPlan faults = {}, live::HallOptions options = {})
      : entropy(mix(seed, 1)), disk({.pumped = true, .epoch_seed = seed}), journal(disk, faults), options_(options) {
    raise();
  }
  ~World() {
    for (auto& client : clients) client->drop();
  }

  void raise() {
    hall = std::make_unique<live::Hall>(
        "test-event",
        live::Surroundings{clock, clock, entropy, *journal_in_use, passes, planner, log, mailbox.post(), {}, &worker},
        options_);
  }

  /// The process dies and another one begins, on what is durable. Connections end.
  void restart() {
    for (auto& client : clients) client->drop();
    mailbox.clear();
    clock.clear();
    hall.reset();
    raise();
  }

  /// The event, its staff and its roster.
  void load(EventLoad event, std::vector<Profile> people) {
    std::optional<live::Answer> answer;
    hall->load(std::move(event), [&](const live::Answer& given) { answer = given; });
    settle();
    ASSERT_TRUE(answer && std::holds_alternative<std::uint64_t>(*answer));
    answer.reset();
    hall->import_roster(std::move(people), [&](const live::Answer& given) { answer = given; });
    settle();
    ASSERT_TRUE(answer && std::holds_alternative<std::uint64_t>(*answer));
  }

  /// The event with its staff, and people of two kinds.
  void load(std::size_t people, EventDefinition event = testing::small_event()) {
    std::vector<Profile> profiles(people);
    for (std::size_t i = 0; i < people; ++i) {
      profiles[i].key = "k" + std::to_string(i);
      profiles[i].name = "Person " + std::to_string(i);
      profiles[i].role = i % 3 == 2 ? "informal" : "classroom";
      profiles[i].region = i % 2 == 0 ? "US" : "europe";
    }
    load({std::move(event),
          {{"Mo", "mo@example.org", {Hat::moderator}, {}},
           {"Fay", "fay@example.org", {Hat::facilitator}, Scope{{"role-alike-1"}, {}}},
           {"Org", "org@example.org", {Hat::organiser}, {}}}},
         std::move(profiles));
  }

  /// Whatever can happen without time passing happens.
  void settle() {
    for (int round = 0; round < 10'000; ++round) {
      std::size_t done = mailbox.drain() + disk.pump();
      for (auto& client : clients) {
        if (client->closed != 0 && client->conversation) client->fetch(), client->drop(), ++done;
        if (client->awake) client->fetch(), ++done;
      }
      if (done == 0) return;
    }
    FAIL() << "never at rest";
  }

  /// Time passes, in steps, with everything settling in between.
  void pass(Duration time) {
    const Instant until = clock.now() + time;
    settle();
    while (clock.now() < until) {
      const Instant next = std::min(until, std::max(clock.next().value_or(until), clock.now() + milliseconds(1)));
      clock.run_until(next);
      settle();
    }
  }

  Client& tab(std::string name) { return *clients.emplace_back(std::make_unique<Client>(std::move(name))); }
  Client& come(PersonId person, std::string name, bool take = true) {
    Client& client = tab(std::move(name));
    client.open(*hall);
    client.hello(hall->mint_pass(person).value_or("none"), take);
    settle();
    return client;
  }

  const State& state() {
    const State* out = nullptr;
    hall->when_settled([&](const State* now) { out = now; });
    settle();
    EXPECT_NE(out, nullptr) << "the hall never settles";
    return *out;
  }
  PersonId staff(const char* email) { return state().index.by_email.at(email); }

  live::SimulatedClock clock{testing::nine - minutes(30)};
  live::SeededEntropy entropy;
  live::Mailbox mailbox;
  journal::MemoryJournal disk;
  journal::FaultyJournal journal;
  PlainPasses passes;
  live::InlinePlanner planner;
  live::InlineWorker worker;
  ListedLog log;
  journal::Journal* journal_in_use = &journal;  // another may be put in before raise()
  std::unique_ptr<live::Hall> hall;
  std::vector<std::unique_ptr<Client>> clients;

 private:
  live::HallOptions options_;
};

}  // namespace convene::simulation

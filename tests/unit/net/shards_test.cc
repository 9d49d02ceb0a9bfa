// Several shards behind one port: connections go where their event lives, and shards see nothing of each other's.
#include <gtest/gtest.h>

#include <set>
#include <stdexcept>

#include "server/net/loops.h"
#include "server/net/site.h"
#include "tests/unit/net/fakes.h"

namespace convene::net::testing {
namespace {

bool is(const std::string& answer, int status) {
  return answer.starts_with("HTTP/1.1 " + std::to_string(status) + ' ');
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::string get(const std::string& path, const std::string& more = "") {
  return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + more + "\r\n";
}

std::string form(const std::string& event, const std::string& body, const std::string& more = "") {
  return "POST /e/" + event +
         "/join HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
         "Content-Length: " +
         std::to_string(body.size()) + "\r\n" + more + "\r\n";
}

FakeEvent& event_of_shard(RunningServer& server, std::size_t shard) {
  return static_cast<FakeEvent&>(*server.houses[shard].find("e" + std::to_string(shard + 1)));
}

std::thread::id thread_of(RunningServer& server, std::size_t shard) {
  return server.ask<std::thread::id>([] { return std::this_thread::get_id(); }, shard);
}

TEST(Paths, SayWhichEventTheyAreAbout) {
  for (const char* path : {"/ws/e1", "/e/e1", "/e/e1/", "/e/e1/join", "/e/e1/programme-abc.json",
                           "/api/v1/events/e1/state", "/api/v1/events/e1"}) {
    EXPECT_EQ(event_of(path), "e1") << path;
  }
  for (const char* path : {"", "/", "/e", "/e/", "/ws/", "/ws//e1", "/assets/e1", "/e/..", "/e/%65", "/api/v1/events/",
                           "/api/v1/event/e1", "/xe/e1"}) {
    EXPECT_EQ(event_of(path), "") << path;
  }
}

TEST(Shards, ThereAreOneToSixtyFour) {
  EXPECT_THROW(Loops(0), std::invalid_argument);
  EXPECT_THROW(Loops(kMostShards + 1), std::invalid_argument);
  EXPECT_EQ(Loops(kMostShards).size(), kMostShards);
}

TEST(Shards, WhatOneLoopThrowsEndsAllOfThem) {
  Loops loops(3);
  boost::asio::post(loops[2], [] { throw std::runtime_error("out of luck"); });
  EXPECT_THROW(loops.run(), std::runtime_error);
}

TEST(Shards, EveryoneIsAskedOnTheirOwnThreadAndTheAnswersComeInOrder) {
  Loops loops(4);
  std::set<std::thread::id> askers;  // written one after the other, on the first shard's thread
  std::vector<std::thread::id> threads;
  ask_each<std::thread::id>(
      loops, loops[1], [](std::size_t) { return std::this_thread::get_id(); },
      [&](std::vector<std::thread::id> answers) {
        threads = std::move(answers);
        askers.insert(std::this_thread::get_id());
        loops.stop();
      });
  loops.run();
  EXPECT_EQ(std::set<std::thread::id>(threads.begin(), threads.end()).size(), 4U);
  ASSERT_EQ(askers.size(), 1U);
  EXPECT_EQ(*askers.begin(), threads[1]);
}

TEST(Shards, ASocketIsServedByTheThreadOfItsEvent) {
  RunningServer server({}, 3);
  std::set<std::thread::id> threads;
  std::vector<std::unique_ptr<Wire>> wires;
  for (std::size_t shard = 0; shard < 3; ++shard) {
    wires.push_back(std::make_unique<Wire>(server.port()));
    ASSERT_TRUE(is(wires.back()->upgrade("e" + std::to_string(shard + 1)), 101));
    wires.back()->text("say it is " + std::to_string(shard));
  }
  for (std::size_t shard = 0; shard < 3; ++shard) {
    EXPECT_EQ(wires[shard]->next().payload, "it is " + std::to_string(shard));
    FakeEvent& event = event_of_shard(server, shard);
    const auto served_by = server.ask<std::thread::id>([&] { return event.thread; }, shard);
    EXPECT_EQ(served_by, thread_of(server, shard));
    threads.insert(served_by);
    EXPECT_EQ(server.ask<int>([&] { return event.heard.opened; }, shard), 1) << "and of nobody else's";
    EXPECT_EQ(server.counters(shard).sockets_open, 1U);
    EXPECT_EQ(server.counters(shard).messages_in, 1U);
  }
  EXPECT_EQ(threads.size(), 3U);
  EXPECT_EQ(server.counters(0).accepted, 3U);
  EXPECT_EQ(server.counters(1).accepted, 0U);
}

TEST(Shards, AnEventThatThereIsNotIsRefusedAsEver) {
  RunningServer server({}, 2);
  Wire wire(server.port());
  ASSERT_TRUE(is(wire.upgrade("e3"), 101));
  EXPECT_EQ(wire.next().close_code(), 4205);
  Wire page(server.port());
  page.send(get("/e/e3") + get("/e/e2") + get("/e/e3") + get("/e/e2/nothing"));
  EXPECT_TRUE(is(page.answer(), 404));
  EXPECT_TRUE(is(page.answer(), 200));
  EXPECT_TRUE(is(page.answer(), 404));
  EXPECT_TRUE(is(page.answer(), 404));
}

TEST(Shards, OneHttpConnectionGoesFromEventToEvent) {
  RunningServer server({}, 3);
  Wire wire(server.port());
  // All at once: what was read ahead goes along.
  std::string all;
  for (int round = 0; round < 5; ++round)
    all += get("/e/e2") + get("/assets/app-0123.js") + get("/e/e3") + get("/e/e1") + get("/e/e3/programme-abc123.json");
  wire.send(all);
  for (int round = 0; round < 5; ++round) {
    EXPECT_TRUE(has(wire.answer(), "action=\"/e/e2/join\""));
    EXPECT_TRUE(has(wire.answer(), "console.log"));
    EXPECT_TRUE(has(wire.answer(), "action=\"/e/e3/join\""));
    EXPECT_TRUE(has(wire.answer(), "action=\"/e/e1/join\""));
    EXPECT_TRUE(has(wire.answer(), "7777"));
  }
  // And at last a socket.
  ASSERT_TRUE(is(wire.upgrade("e2"), 101));
  wire.text("say here");
  EXPECT_EQ(wire.next().payload, "here");
  EXPECT_EQ(server.counters(0).http_open + server.counters(1).http_open + server.counters(2).http_open, 0U);
}

TEST(Shards, AFormIsReadWhereItsEventLives) {
  RunningServer server({}, 2);
  FakeEvent& second = event_of_shard(server, 1);
  for (const bool asks_first : {false, true}) {
    Wire wire(server.port());
    const std::string body = "name=Ann&role=educator";
    wire.send(form("e2", body, asks_first ? "Expect: 100-continue\r\n" : ""));
    EXPECT_TRUE(!asks_first || is(wire.read_until("\r\n\r\n"), 100));
    wire.send(body.substr(0, 5));
    wire.send(body.substr(5));
    EXPECT_TRUE(has(wire.answer(), "Location: /e/e2#c1.k1.PASS.MAC"));
  }
  EXPECT_EQ(server.ask<std::size_t>([&] { return second.joined.size(); }, 1), 2U);
  EXPECT_EQ(server.ask<std::thread::id>([&] { return second.thread; }, 1), thread_of(server, 1));
  EXPECT_TRUE(server.joined().empty());
  Wire wire(server.port());
  wire.send(form("e2", std::string(70'000, 'x')));
  EXPECT_TRUE(is(wire.answer(), 413));
}

TEST(Shards, TheListIsOfAllEvents) {
  RunningServer server({}, 3);
  Wire wire(server.port());
  wire.send(get("/") + get("/e/e3") + get("/"));
  for (int i = 0; i < 2; ++i) {
    const std::string list = wire.answer();
    EXPECT_TRUE(is(list, 200));
    EXPECT_LT(list.find("\"/e/e1\""), list.find("\"/e/e2\""));
    EXPECT_LT(list.find("\"/e/e2\""), list.find("\"/e/e3\""));
    EXPECT_TRUE(has(list, "\"/e/e3\""));
    EXPECT_TRUE(i == 1 || is(wire.answer(), 200));
  }
  server.on_thread([&] { event_of_shard(server, 1).damaged = true; }, 1);
  wire.send(get("/"));
  EXPECT_FALSE(has(wire.answer(), "/e/e2"));
}

TEST(Shards, AnAddressHasOneLimitOnAllOfThem) {
  RunningServer server(
      [](Config& config) {
        config.unlimited.clear();
        config.limits.unknown_per_address = 3;
        config.limits.known_per_address = 2;
      },
      2);
  std::vector<std::unique_ptr<Wire>> wires;
  const auto come = [&](const std::string& event) {
    wires.push_back(std::make_unique<Wire>(server.port()));
    return wires.back()->upgrade(event);
  };
  EXPECT_TRUE(is(come("e1"), 101));
  EXPECT_TRUE(is(come("e2"), 101));
  EXPECT_TRUE(is(come("e2"), 101));
  EXPECT_FALSE(is(come("e1"), 101)) << "three unknown ones, whichever event they are at";
  EXPECT_TRUE(server.until([&] { return server.counters_here().refused_address == 1; }));
  wires[0]->text("greet");
  wires[1]->text("greet");
  for (int i = 0; i < 2; ++i) wires[static_cast<std::size_t>(i)]->text("say known");
  for (int i = 0; i < 2; ++i) EXPECT_EQ(wires[static_cast<std::size_t>(i)]->next().payload, "known");
  wires[2]->text("greet");
  wires[2]->text("say known");
  EXPECT_EQ(wires[2]->next().payload, "known");
  EXPECT_EQ(wires[2]->next().close_code(), 4100) << "two known ones, whichever event they are at";
  // Who goes makes room, on whichever shard they were.
  wires.clear();
  for (int tries = 0; tries < 1'000; ++tries) {
    if (is(come("e2"), 101)) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  ADD_FAILURE() << "places were not given back";
}

TEST(Shards, AllConnectionsTogetherAreBounded) {
  RunningServer server([](Config& config) { config.limits.connections = 3; }, 2);
  std::vector<std::unique_ptr<Wire>> wires;
  for (const char* event : {"e1", "e2", "e2"}) {
    wires.push_back(std::make_unique<Wire>(server.port()));
    EXPECT_TRUE(is(wires.back()->upgrade(event), 101));
  }
  Wire another(server.port());
  EXPECT_TRUE(another.closed());
  EXPECT_EQ(server.counters().refused_full, 1U);
}

TEST(Shards, DeadlinesAreLookedAfterOnEachOfThem) {
  RunningServer server([](Config& config) { config.limits.hello_within = milliseconds(300); }, 2);
  Wire wire(server.port());
  ASSERT_TRUE(is(wire.upgrade("e2"), 101));
  EXPECT_EQ(wire.next().close_code(), 4204);
  EXPECT_EQ(server.counters(1).closed_silent, 1U);
  EXPECT_EQ(server.counters(0).closed_silent, 0U);
}

TEST(Shards, StoppingSaysGoodbyeOnEachOfThem) {
  RunningServer server([](Config& config) { config.limits.close_within = milliseconds(400); }, 3);
  std::vector<std::unique_ptr<Wire>> wires;
  for (const char* event : {"e1", "e2", "e3", "e2"}) {
    wires.push_back(std::make_unique<Wire>(server.port()));
    ASSERT_TRUE(is(wires.back()->upgrade(event), 101));
  }
  Wire idle(server.port());  // has asked for something at another shard, and may ask again
  idle.send(get("/e/e3"));
  EXPECT_TRUE(is(idle.answer(), 200));
  Wire halfway(server.port());  // will never send its form
  halfway.send(form("e3", std::string(100, 'x')));
  server.stop();
  for (const auto& wire : wires) EXPECT_EQ(wire->next().close_code(), 4000);
  EXPECT_TRUE(idle.closed());
  server.join();
  for (std::size_t shard = 0; shard < 3; ++shard)
    EXPECT_EQ(event_of_shard(server, shard).heard.ended, shard == 1 ? 2 : 1);
}

/// Whoever pulls the plug while connections change hands: nothing leaks, nothing is touched that is gone.
TEST(Shards, StoppingAmidHandoversIsSafe) {
  for (int round = 0; round < 5; ++round) {
    RunningServer server([](Config& config) { config.limits.close_within = milliseconds(200); }, 3);
    std::vector<std::unique_ptr<Wire>> wires;
    for (int client = 0; client < 3; ++client) wires.push_back(std::make_unique<Wire>(server.port()));
    std::vector<std::thread> clients;
    for (const auto& each : wires) {
      clients.emplace_back([&wire = *each] {
        for (int i = 0; i < 200; ++i) {
          wire.send(get("/e/e1") + get("/e/e2") + get("/e/e3") + get("/"));
          for (int answers = 0; answers < 4; ++answers)
            if (wire.answer().empty()) return;
        }
      });
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5 * round));
    server.stop();
    server.join();
    for (std::thread& client : clients) client.join();
  }
}

}  // namespace
}  // namespace convene::net::testing

// The WebSocket as it is really spoken: handshakes, frames, limits, farewells.
#include <gtest/gtest.h>

#include "tests/unit/net/fakes.h"

namespace convene::net::testing {
namespace {

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

/// The close code that the server ends with, after whatever it says before.
int farewell(Wire& wire) {
  for (;;) {
    const Wire::Frame frame = wire.next();
    if (frame.opcode == 8) return frame.close_code();
    if (frame.opcode < 0) return -1;
  }
}

constexpr const char* kProtocol = "Sec-WebSocket-Protocol: convene.v1\r\n";

TEST(Handshake, IsAnsweredWithTheSubprotocol) {
  RunningServer server;
  Wire wire(server.port());
  const std::string answer = wire.upgrade("e1");
  EXPECT_TRUE(has(answer, "HTTP/1.1 101 "));
  EXPECT_TRUE(has(answer, "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"));
  EXPECT_TRUE(has(answer, kProtocol));
  EXPECT_FALSE(has(answer, "permessage-deflate"));
}

TEST(Handshake, AnUnknownSubprotocolIsToldTheKnownOnes) {
  RunningServer server;
  Wire wire(server.port());
  const std::string answer = wire.upgrade("e1", "Sec-WebSocket-Protocol: chat\r\n");
  EXPECT_TRUE(has(answer, "HTTP/1.1 400 "));
  EXPECT_TRUE(has(answer, "convene.v1"));
  EXPECT_TRUE(has(Wire(server.port()).upgrade("e1", "X: y\r\n"), "HTTP/1.1 400 "));
  EXPECT_TRUE(has(Wire(server.port()).upgrade("e1", "Sec-WebSocket-Protocol: a, convene.v1\r\n"), " 101 "));
}

TEST(Handshake, ForeignOriginsAreRefused) {
  RunningServer server([](Config& config) { config.origins = {"https://school.example"}; });
  const auto with = [&](const std::string& origin) {
    return Wire(server.port()).upgrade("e1", kProtocol + ("Origin: " + origin + "\r\n"));
  };
  EXPECT_TRUE(has(with("http://localhost"), " 101 "));
  EXPECT_TRUE(has(with("https://school.example"), " 101 "));
  for (const char* origin : {"http://evil.example", "null", "http://localhost.evil.example", "http://localhost:81",
                             "http://school.example", "https://school.example.evil", ""}) {
    EXPECT_TRUE(has(with(origin), " 403 ")) << origin;
  }
  EXPECT_TRUE(has(
      Wire(server.port()).upgrade("e1", std::string(kProtocol) + "Origin: http://localhost\r\nOrigin: http://x\r\n"),
      " 403 "));
}

TEST(Handshake, WithoutAnOriginMayBeRefused) {
  RunningServer server([](Config& config) { config.allow_no_origin = false; });
  EXPECT_TRUE(has(Wire(server.port()).upgrade("e1"), " 403 "));
}

TEST(Handshake, MalformedOnesAreRefused) {
  RunningServer server;
  const auto upgraded = [&](const std::string& head, const std::string& after = "") {
    Wire wire(server.port());
    wire.send(head + "\r\n" + after);
    return wire.answer();
  };
  const std::string start = "GET /ws/e1 HTTP/1.1\r\nHost: localhost\r\n";
  const std::string rest = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Protocol: convene.v1\r\n";
  const std::string key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  const std::string version = "Sec-WebSocket-Version: 13\r\n";
  EXPECT_TRUE(has(upgraded(start + rest + key + version), " 101 "));
  EXPECT_TRUE(has(upgraded(start + rest + version), " 400 "));
  EXPECT_TRUE(has(upgraded(start + rest + key + key + version), " 400 "));
  EXPECT_TRUE(has(upgraded(start + rest + "Sec-WebSocket-Key: c2hvcnQ=\r\n" + version), " 400 "));
  EXPECT_TRUE(has(upgraded(start + rest + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZR==\r\n" + version), " 400 "));
  EXPECT_TRUE(has(upgraded(start + rest + key + "Sec-WebSocket-Version: 8\r\n"), " 426 "));
  EXPECT_TRUE(has(upgraded(start + "Upgrade: h2c\r\nConnection: Upgrade\r\n" + key + version), " 400 "));
  EXPECT_TRUE(has(upgraded(start + rest + key + version + "Content-Length: 3\r\n", "abc"), " 400 "));
  EXPECT_TRUE(has(upgraded(start + rest + key + version, "\x81\x80\x01\x02\x03\x04"), " 400 "));
  EXPECT_TRUE(has(upgraded("POST /ws/e1 HTTP/1.1\r\nHost: localhost\r\n" + rest + key + version), " 400 "));
  EXPECT_TRUE(has(upgraded("GET /ws/../e1 HTTP/1.1\r\nHost: localhost\r\n" + rest + key + version), " 404 "));
  EXPECT_TRUE(server.until([&] { return server.event->heard.opened == 1; }));
}

TEST(Handshake, AnUnknownEventIsNamedInTheFarewell) {
  RunningServer server;
  Wire wire(server.port());
  EXPECT_TRUE(has(wire.upgrade("elsewhere"), " 101 "));
  EXPECT_EQ(farewell(wire), 4205);
}

TEST(Frames, MessagesGoBothWays) {
  RunningServer server;
  Wire wire(server.port());
  wire.upgrade("e1");
  wire.text("say hello");
  EXPECT_EQ(wire.next().payload, "hello");
  wire.text("flood 100000");
  const Wire::Frame frame = wire.next();
  EXPECT_EQ(frame.opcode, 1);
  EXPECT_EQ(frame.payload.size(), 100'000U);
}

TEST(Frames, AMessageInPartsOrByteByByteIsTheSame) {
  RunningServer server;
  Wire wire(server.port());
  wire.upgrade("e1");
  wire.frame(0x01, "say ");
  wire.frame(0x89, "ping between");
  wire.frame(0x00, "in ");
  wire.frame(0x80, "parts");
  EXPECT_EQ(wire.next().opcode, 10);
  EXPECT_EQ(wire.next().payload, "in parts");
  const std::string long_text = "say " + std::string(16'000, 'z');
  wire.text(long_text);
  EXPECT_EQ(wire.next().payload, long_text.substr(4));
  for (const char byte : std::string("\x81\x88\x00\x00\x00\x00say abcd", 14)) wire.send(std::string(1, byte));
  EXPECT_EQ(wire.next().payload, "abcd");
}

TEST(Frames, WhatIsNotAllowedEndsTheConnectionWithItsCode) {
  RunningServer server;
  struct Case {
    const char* what;
    std::function<void(Wire&)> send;
    int code;
  };
  const std::vector<Case> cases{
      {"binary", [](Wire& w) { w.frame(0x82, "x"); }, 1003},
      {"too long", [](Wire& w) { w.text(std::string(16'385, 'x')); }, 1009},
      {"too long in parts",
       [](Wire& w) {
         w.frame(0x01, std::string(9'000, 'x'));
         w.frame(0x80, std::string(9'000, 'x'));
       },
       1009},
      {"bad UTF-8", [](Wire& w) { w.text("\xC3\x28"); }, 1007},
      {"cut UTF-8", [](Wire& w) { w.text("\xF0\x9F\x98"); }, 1007},
      {"surrogate", [](Wire& w) { w.text("\xED\xA0\x80"); }, 1007},
      {"not masked", [](Wire& w) { w.frame(0x81, "x", false); }, 1002},
      {"reserved bit", [](Wire& w) { w.frame(0xC1, "x"); }, 1002},
      {"reserved opcode", [](Wire& w) { w.frame(0x83, "x"); }, 1002},
      {"continuation of nothing", [](Wire& w) { w.frame(0x80, "x"); }, 1002},
      {"a message within a message",
       [](Wire& w) {
         w.frame(0x01, "x");
         w.frame(0x81, "y");
       },
       1002},
      {"a control frame in parts", [](Wire& w) { w.frame(0x09, "x"); }, 1002},
      {"a long control frame", [](Wire& w) { w.frame(0x89, std::string(126, 'x')); }, 1002},
      {"tiny fragments",
       [](Wire& w) {
         std::string all;
         for (int i = 0; i < 4'000; ++i)
           all += std::string(i == 0 ? "\x01" : "\x00", 1) + std::string("\x81\x00\x00\x00\x00x", 6);
         w.send(all);
       },
       1008},
  };
  int ended = 0;
  for (const Case& one : cases) {
    Wire wire(server.port());
    wire.upgrade("e1");
    one.send(wire);
    EXPECT_EQ(farewell(wire), one.code) << one.what;
    ++ended;
  }
  EXPECT_TRUE(server.until([&] { return server.event->heard.ended == ended; }));
  EXPECT_EQ(server.ask<std::size_t>([&] { return server.event->heard.messages.size(); }), 0U);
}

TEST(Deadlines, HoldForHelloForMessagesAndForGreeting) {
  RunningServer server([](Config& config) {
    config.limits.hello_within = milliseconds(300);
    config.limits.message_within = milliseconds(600);
    config.limits.greeted_within = milliseconds(1'500);
  });
  Wire silent(server.port());
  silent.upgrade("e1");
  Wire slow(server.port());
  slow.upgrade("e1");
  slow.text("something");
  slow.frame(0x01, "half a mess");
  Wire nobody(server.port());
  nobody.upgrade("e1");
  nobody.text("something");
  Wire known(server.port());
  known.upgrade("e1");
  known.text("greet");
  EXPECT_EQ(farewell(silent), 4204);
  EXPECT_EQ(farewell(slow), 1008);
  EXPECT_EQ(farewell(nobody), 4100);
  known.text("say still here");
  EXPECT_EQ(known.next().payload, "still here");
}

TEST(Deadlines, WhoGivesNoSignOfLifeIsGone) {
  RunningServer server([](Config& config) { config.limits.heartbeat = milliseconds(300); });
  Wire mute(server.port());
  mute.upgrade("e1");
  mute.text("greet");
  EXPECT_TRUE(server.until([&] { return server.event->heard.ended == 1; }));
  EXPECT_EQ(server.counters().closed_mute, 1U);
}

TEST(Deadlines, ASlowReaderIsLetGoAndCostsOneFrame) {
  RunningServer server([](Config& config) {
    config.limits.write_stuck = milliseconds(500);
    config.limits.close_within = milliseconds(500);
  });
  Wire slow(server.port(), 4'096);
  slow.upgrade("e1");
  slow.text("greet");
  slow.text("flood 30000000");
  EXPECT_TRUE(server.until([&] { return server.event->heard.ended == 1; }));
  EXPECT_EQ(server.counters().closed_slow, 1U);
}

TEST(Farewell, WhatIsPendingComesFirst) {
  RunningServer server([](Config& config) { config.limits.close_within = milliseconds(400); });
  Wire wire(server.port());
  wire.upgrade("e1");
  wire.text("close 4201");
  EXPECT_EQ(wire.next().payload, "last words");
  const Wire::Frame frame = wire.next();
  EXPECT_EQ(frame.close_code(), 4201);
  EXPECT_EQ(frame.payload.substr(2), "as you wish");
  wire.frame(0x88, "\x10\x69");
  EXPECT_TRUE(wire.closed());
  EXPECT_TRUE(server.until([&] { return server.event->heard.ended == 1; }));
}

TEST(Farewell, AClientThatDoesNotAnswerIsNotWaitedForLong) {
  RunningServer server([](Config& config) { config.limits.close_within = milliseconds(400); });
  Wire wire(server.port());
  wire.upgrade("e1");
  wire.text("close 4201");
  EXPECT_EQ(farewell(wire), 4201);
  EXPECT_TRUE(wire.closed());
}

TEST(Farewell, AClientsCloseIsAnswered) {
  RunningServer server;
  Wire wire(server.port());
  wire.upgrade("e1");
  wire.frame(0x88, "\x03\xE8");
  EXPECT_EQ(farewell(wire), 1000);
  EXPECT_TRUE(wire.closed());
}

TEST(Farewell, AStoppingServerTellsEveryoneToComeBack) {
  RunningServer server([](Config& config) { config.limits.close_within = milliseconds(1'500); });
  std::vector<std::unique_ptr<Wire>> wires;
  for (int i = 0; i < 20; ++i) {
    wires.push_back(std::make_unique<Wire>(server.port()));
    wires.back()->upgrade("e1");
    wires.back()->text("greet");
  }
  Wire idle(server.port());
  ASSERT_TRUE(server.until([&] { return server.event->heard.messages.size() == 20; }));
  server.stop();
  for (const auto& wire : wires) {
    const Wire::Frame frame = wire->next();
    EXPECT_EQ(frame.close_code(), 4000);
    EXPECT_EQ(frame.payload.substr(2), "restart 2");
    wire->frame(0x88, frame.payload.substr(0, 2));
  }
  EXPECT_TRUE(idle.closed());
  server.join();
  EXPECT_EQ(server.event->heard.ended, 20);
}

TEST(Farewell, ADeadClientDoesNotHoldUpTheStop) {
  RunningServer server([](Config& config) { config.limits.close_within = milliseconds(300); });
  Wire wire(server.port());
  wire.upgrade("e1");
  server.stop();
  server.join();
  EXPECT_EQ(farewell(wire), 4000);
}

}  // namespace
}  // namespace convene::net::testing

// A crowd that notices when a chat loses, doubles or mixes up what is written.
#include "server/swarm/chat_heard.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace convene::swarm {
namespace {

using nlohmann::json;

json chat(const std::string& room, bool whole, std::vector<std::pair<int, std::string>> lines) {
  json out = {{"type", "chat"}, {"room", room}, {"whole", whole}, {"lines", json::array()}};
  for (const auto& [n, text] : lines) out["lines"].push_back({{"n", n}, {"text", text}});
  return out;
}

TEST(ChatHeard, AGapAndAnotherRoomAreNoticed) {
  Observed observed;
  ChatHeard heard;
  heard.hear(chat("r1", true, {{4, "a"}, {5, "b"}}), observed, "p1");
  heard.hear(chat("r1", false, {{6, "c"}}), observed, "p1");
  EXPECT_TRUE(observed.broken.empty());
  EXPECT_EQ(observed.heard, 3u);
  heard.hear(chat("r1", false, {{8, "e"}}), observed, "p1");
  EXPECT_EQ(observed.broken.count("a chat has no gaps"), 1u);
  heard.hear(chat("r2", false, {{9, "f"}}), observed, "p1");
  EXPECT_EQ(observed.broken.count("a chat goes on in the room that was shown"), 1u);
}

TEST(ChatHeard, TheRoomThatStaffMovedThemOutOfIsHeardBesideTheirOwn) {
  Observed observed;
  ChatHeard heard;
  heard.hear(chat("r1", true, {{4, "a"}}), observed, "p1");
  heard.leaves("r1");
  heard.hear(chat("r2", true, {{1, "b"}}), observed, "p1");
  heard.hear(chat("r1", false, {{5, "c"}}), observed, "p1");
  heard.hear(chat("r2", false, {{2, "d"}}), observed, "p1");
  EXPECT_TRUE(observed.broken.empty());
  heard.leaves("");
  heard.hear(chat("r1", false, {{6, "e"}}), observed, "p1");
  EXPECT_EQ(observed.broken.count("a chat goes on in the room that was shown"), 1u);
}

TEST(ChatHeard, WhatIsWrittenIsMissedWhenItDoesNotCome) {
  Observed observed;
  ChatHeard heard;
  const ChatHeard::Time at{};
  const std::string text = heard.writes("r1", "p1", at);
  EXPECT_FALSE(heard.missing("r1", at + std::chrono::seconds(5)));
  EXPECT_TRUE(heard.missing("r1", at + std::chrono::seconds(11)));
  EXPECT_FALSE(heard.missing("r1", at + std::chrono::seconds(12))) << "once";
  const std::string again = heard.writes("r1", "p1", at);
  EXPECT_NE(again, text);
  heard.hear(chat("r1", true, {{1, again}}), observed, "p1");
  EXPECT_FALSE(heard.missing("r1", at + std::chrono::seconds(11)));
  heard.writes("r1", "p1", at);
  EXPECT_FALSE(heard.missing("r2", at + std::chrono::seconds(11))) << "moved meanwhile";
}

}  // namespace
}  // namespace convene::swarm

#include "server/live/outbox.h"

#include <gtest/gtest.h>

#include <array>
#include <nlohmann/json.hpp>

#include "server/live/bucket.h"
#include "server/live/dashboard.h"
#include "server/live/presence.h"

namespace convene::live {
namespace {

using nlohmann::json;

Bytes bytes(std::string text) { return std::make_shared<const std::string>(std::move(text)); }

TEST(Outbox, joins_what_is_pending_and_keeps_only_the_newest_view) {
  Outbox outbox;
  std::string frame;
  EXPECT_FALSE(outbox.take(frame));
  outbox.view(Topic::room, bytes("2"));
  outbox.view(Topic::me, bytes("1"), 7);
  outbox.view(Topic::room, bytes("3"));
  ASSERT_TRUE(outbox.reply("0"));
  ASSERT_TRUE(outbox.take(frame));
  EXPECT_EQ(frame, "[0,1,3]");
  EXPECT_EQ(outbox.taken_seat(), 7u);
  EXPECT_EQ(outbox.taken_seat(), 0u);
  frame.clear();
  outbox.view(Topic::now, bytes("{}"));
  ASSERT_TRUE(outbox.take(frame));
  EXPECT_EQ(frame, "{}");
  EXPECT_FALSE(outbox.pending());
}

TEST(Outbox, patches_follow_the_whole_view_and_collapse_when_too_many_wait) {
  Outbox outbox;
  outbox.patch(Topic::floor, bytes("lost"));
  EXPECT_FALSE(outbox.pending());
  outbox.want(Topic::floor);
  outbox.patch(Topic::floor, bytes("not yet"));
  outbox.whole(Topic::floor, bytes("0"));
  outbox.patch(Topic::floor, bytes("1"));
  std::string frame;
  ASSERT_TRUE(outbox.take(frame));
  EXPECT_EQ(frame, "[0,1]");
  for (std::size_t i = 0; i <= Outbox::max_patches; ++i) outbox.patch(Topic::floor, bytes("p"));
  EXPECT_TRUE(outbox.wants(Topic::floor));
  EXPECT_EQ(outbox.take_collapses(), 1u);
}

TEST(Outbox, what_waits_for_a_client_that_reads_nothing_is_bounded) {
  Outbox outbox;
  bool full = false;
  for (int i = 0; i < 100'000; ++i) {
    full = full || !outbox.reply(std::string(100, 'x'));
    outbox.view(Topic::room, bytes(std::string(1'000, ' ')));
    outbox.notice(NoticeId(static_cast<std::uint32_t>(i)), bytes(std::string(100, ' ')));
    if (i % 1'000 == 0) outbox.whole(Topic::floor, bytes(std::string(10'000, ' ')));
    outbox.patch(Topic::floor, bytes(std::string(1'000, ' ')));
  }
  EXPECT_TRUE(full);
  std::string frame;
  ASSERT_TRUE(outbox.take(frame));
  EXPECT_LE(frame.size(), Outbox::max_reply_bytes + Outbox::max_patch_bytes + 20'000 + 300);
}

TEST(Dashboard, patches_lead_from_each_revision_to_the_next) {
  constexpr std::array<std::string_view, 2> sections{"rooms", "people"};
  Dashboard board("floor", sections);
  std::uint64_t seed = 1;
  board.set("people", "p1", R"({"name":"A"})");
  board.step(1);
  json mine = json::parse(*board.whole())["view"];
  for (int step = 0; step < 500; ++step) {
    for (int change = 0; change < 3; ++change) {
      const std::string id = "p" + std::to_string((seed = seed * 6364136223846793005u + 1442695040888963407u) >> 60) +
                             std::to_string(change);
      const std::uint64_t kind = (seed >> 40) % 3;
      if (kind == 0)
        board.set("people", id, std::nullopt);
      else
        board.set("people", id, kind == 1 ? R"({"name":"B","a":{"b":1,"c":[1]}})" : R"({"name":"C","a":{"c":[2]}})");
    }
    const std::uint64_t before = board.revision();
    if (board.step(2) == Dashboard::Step::patch) {
      const json patch = json::parse(*board.patch());
      EXPECT_EQ(patch["from"], before);
      EXPECT_EQ(patch["to"], board.revision());
      mine.merge_patch(patch["patch"]);
    } else {
      EXPECT_EQ(board.revision(), before);
    }
    ASSERT_EQ(mine, json::parse(*board.whole())["view"]);
  }
}

TEST(Presence, tells_each_thing_once_and_at_its_time) {
  Presence presence({seconds(5), seconds(90)});
  const PersonId ann{1};
  const Instant start{1'000'000};
  presence.connected(ann);
  EXPECT_TRUE(presence.ready(start));
  EXPECT_EQ(presence.take(start).back, std::vector{ann});
  EXPECT_FALSE(presence.ready(start));
  presence.disconnected(ann, start);
  EXPECT_EQ(presence.next(), start + seconds(5));
  presence.connected(ann);  // in time: nothing was told, nothing is to be told
  EXPECT_EQ(presence.next(), std::nullopt);
  EXPECT_FALSE(presence.ready(start + seconds(99)));
  presence.disconnected(ann, start);
  EXPECT_EQ(presence.take(start + seconds(5)).away, std::vector{ann});
  EXPECT_EQ(presence.next(), start + seconds(90));
  EXPECT_EQ(presence.take(start + seconds(90)).lapsed, std::vector{ann});
  EXPECT_EQ(presence.next(), std::nullopt);
  presence.connected(ann);
  EXPECT_EQ(presence.take(start + seconds(100)).back, std::vector{ann});
}

TEST(Bucket, lets_a_burst_through_and_then_a_rate) {
  Bucket bucket(10, 5);
  Instant now{1'000};
  int passed = 0;
  for (int i = 0; i < 20; ++i) passed += bucket.take(now) ? 1 : 0;
  EXPECT_EQ(passed, 5);
  now = now + seconds(1);
  for (int i = 0; i < 20; ++i) passed += bucket.take(now) ? 1 : 0;
  EXPECT_EQ(passed, 10);
}

}  // namespace
}  // namespace convene::live

// The days that people are kept, from the event's end to an empty vault: on the board, in the log, across restarts.
#include "server/live/hall.h"
#include "tests/simulation/world.h"

namespace convene::live {
namespace {

using simulation::Client;
using simulation::World;

constexpr Duration day = minutes(24 * 60);

class HallRetention : public ::testing::Test {
 protected:
  void SetUp() override { world.load(20); }

  std::size_t words() {
    std::size_t rows = 0;
    world.disk.read_vault("test-event", [&](const journal::VaultRow&) {
      ++rows;
      return true;
    });
    return rows;
  }
  bool logged(const std::string& what) const { return world.log.lines.find(what) != std::string::npos; }

  World world;
};

TEST_F(HallRetention, IsAnnouncedAndThenNothingOfAnybodyIsLeft) {
  world.pass(day * 26);
  EXPECT_FALSE(logged("hall.erasure_announced"));
  world.restart();
  world.pass(day * 2);
  EXPECT_TRUE(logged("hall.erasure_announced at_ms="));
  Client& moderator = world.come(world.staff("mo@example.org"), "mo");
  world.pass(seconds(2));
  ASSERT_TRUE(moderator.views["board"]["erasure"].contains("event"));
  EXPECT_EQ(moderator.views["board"]["erasure"]["event"]["people"], 23);
  world.restart();
  EXPECT_GT(words(), 0u);
  world.pass(day * 3);
  EXPECT_EQ(words(), 0u);
  EXPECT_TRUE(logged("hall.erased people=23"));
  EXPECT_TRUE(world.log.errors.empty());
  for (const Person& person : world.state().people) EXPECT_EQ(person.standing, Standing::erased);
  world.restart();
  world.pass(day);
  EXPECT_EQ(world.hall->phase(), Hall::Phase::serving);
  EXPECT_TRUE(world.disk.verify("test-event").sound);
}

TEST_F(HallRetention, WhoeverIsThereWhenItComesIsToldToGo) {
  Client& one = world.come(PersonId(4), "tab");
  world.pass(day * 31);
  EXPECT_FALSE(one.connected());
  EXPECT_EQ(words(), 0u);
}

}  // namespace
}  // namespace convene::live

// Rooms whose smallest size is more than two, as people see them: how a round opens, who leaves, who comes late.
#include <set>

#include "tests/simulation/world.h"

namespace convene::live {
namespace {

using simulation::Client;
using simulation::json;
using simulation::World;

/// By the number on the roster: every third is informal, the others are of classrooms (World::load).
class HallSizes : public ::testing::Test {
 protected:
  void load(grouping::Sizes sizes, std::size_t count) {
    EventDefinition event = convene::testing::small_event();
    event.sessions[1].policy.rooms = sizes;
    world.load(count, std::move(event));
    facilitator = &world.come(world.staff("fay@example.org"), "fay");
  }

  /// They come into the lobby, and the round opens.
  void open_with(const std::vector<std::uint32_t>& numbers) {
    world.pass(minutes(88));
    for (const std::uint32_t number : numbers) join(number);
    world.pass(minutes(2) + seconds(1));
  }

  void join(std::uint32_t number) {
    Client& client = world.come(PersonId(4 + number), "tab" + std::to_string(number));
    people[number] = &client;
    client.ask("session.join", {{"session", "role-alike-1"}});
    world.settle();
    see();
  }
  void leave(std::uint32_t number) {
    people.at(number)->ask("session.leave");
    world.settle();
    see();
  }
  void see() {
    for (const auto& [number, client] : people)
      if (client->me().contains("room")) client->say({{"type", "seat.seen"}, {"version", client->me()["version"]}});
    world.pass(seconds(1));  // what staff see is gathered for a moment
  }

  std::string room(std::uint32_t number) { return people.at(number)->me().value("room", ""); }
  json health(const std::string& room) { return facilitator->views["floor"]["rooms"][room]["health"]; }
  std::multiset<std::size_t> sizes() {
    std::map<std::string, std::size_t> count;
    for (const auto& [number, client] : people)
      if (!room(number).empty()) ++count[room(number)];
    std::multiset<std::size_t> out;
    for (const auto& [id, n] : count) out.insert(n);
    return out;
  }

  World world;
  Client* facilitator = nullptr;
  std::map<std::uint32_t, Client*> people;
};

const json ok = json::array({"ok"});
const json under_min = json::array({"under_min"});

TEST_F(HallSizes, a_room_that_falls_under_three_is_told_and_filled_by_the_next_who_comes) {
  load({3, 4, 5}, 12);
  open_with({0, 1, 2, 3, 4, 5, 6, 7, 8});
  EXPECT_EQ(sizes(), (std::multiset<std::size_t>{3, 3, 3}));
  const std::string left = room(0);
  leave(0);
  EXPECT_EQ(health(left), under_min);
  join(9);
  EXPECT_EQ(room(9), left) << "of two rooms of the own kind, the one that has too few";
  EXPECT_EQ(health(left), ok);
}

TEST_F(HallSizes, a_room_under_four_is_filled_before_one_of_the_own_kind_that_is_past_ideal) {
  load({4, 4, 6}, 15);
  open_with({0, 1, 3, 4, 6, 7, 2, 5});
  EXPECT_EQ(sizes(), (std::multiset<std::size_t>{4, 4}));
  const std::string mixed = room(2);
  ASSERT_EQ(room(5), mixed) << "two are too few for a room of their own";
  join(9);
  EXPECT_NE(room(9), mixed) << "nobody is in need: the own kind";
  leave(2);
  EXPECT_EQ(health(mixed), under_min);
  join(10);
  EXPECT_EQ(room(10), mixed) << "one level away, and in need";
  EXPECT_EQ(health(mixed), ok);
  join(12);
  EXPECT_EQ(room(12), room(9));
}

TEST_F(HallSizes, fewer_than_the_smallest_size_get_a_room_all_the_same) {
  load({4, 5, 6}, 6);
  open_with({0, 1, 3});
  EXPECT_EQ(sizes(), (std::multiset<std::size_t>{3}));
  EXPECT_EQ(health(room(0)), under_min);
  join(2);
  EXPECT_EQ(room(2), room(0));
  EXPECT_EQ(health(room(0)), ok);
}

TEST_F(HallSizes, five_people_are_not_parted_into_rooms_under_three) {
  load({3, 3, 4}, 6);
  open_with({0, 1, 2, 3, 4});
  // Five do not divide into rooms of three and four: the smallest size yields by one, and no more.
  EXPECT_EQ(sizes(), (std::multiset<std::size_t>{2, 3}));
}

TEST_F(HallSizes, who_comes_to_full_rooms_waits_for_one_more_and_the_new_room_fills) {
  load({3, 3, 3}, 12);
  open_with({0, 1, 3, 4, 6, 7});
  EXPECT_EQ(sizes(), (std::multiset<std::size_t>{3, 3}));
  join(9);
  EXPECT_EQ(room(9), "");
  EXPECT_EQ(people[9]->me()["waiting"], "rooms_full");
  join(10);
  ASSERT_NE(room(10), "");
  EXPECT_EQ(room(9), room(10));
  EXPECT_EQ(health(room(9)), under_min) << "two are company, and less than the session asks for";
  join(2);
  EXPECT_EQ(room(2), room(9));
  EXPECT_EQ(health(room(9)), ok);
}

TEST_F(HallSizes, a_room_under_the_smallest_size_stays_so_over_a_restart) {
  load({3, 4, 5}, 12);
  open_with({0, 1, 2, 3, 4, 5, 6, 7, 8});
  const std::string left = room(0);
  leave(0);
  world.restart();
  facilitator = &world.come(world.staff("fay@example.org"), "fay again");
  EXPECT_EQ(health(left), under_min);
  people.clear();
  join(9);
  EXPECT_EQ(room(9), left);
}

}  // namespace
}  // namespace convene::live

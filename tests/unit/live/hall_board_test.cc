// What moderators do, as both their boards and the people concerned are shown it.
#include "server/live/hall.h"
#include "tests/simulation/world.h"

namespace convene::live {
namespace {

using simulation::Client;
using simulation::json;
using simulation::World;

class HallBoard : public ::testing::Test {
 protected:
  void SetUp() override {
    world.load(12);
    world.pass(minutes(86));
    for (std::uint32_t i = 0; i < 12; ++i) {
      people.push_back(&world.come(PersonId(4 + i), "tab" + std::to_string(i)));
      people.back()->ask("session.join", {{"session", "role-alike-1"}});
    }
    mo = &world.come(world.staff("mo@example.org"), "mo");
    org = &world.come(world.staff("org@example.org"), "org");
    world.pass(minutes(5));
    ASSERT_TRUE(people[0]->me().contains("room"));
  }

  json board(const Client& client) const { return client.views.at("board"); }
  static std::string id_of(const Client& client) { return client.me()["id"]; }
  /// Another room than this person's.
  std::string other_room(const Client& client) const {
    for (const Client* other : people)
      if (other->me()["room"] != client.me()["room"]) return other->me()["room"];
    return {};
  }
  json move(const Client& client) const { return {{"person", id_of(client)}, {"seen", client.me()["version"]}}; }

  World world;
  std::vector<Client*> people;
  Client* mo = nullptr;
  Client* org = nullptr;
};

TEST_F(HallBoard, what_one_moderator_does_the_other_sees_and_takes_back) {
  const std::string home = people[0]->me()["room"];
  const std::string to = other_room(*people[0]);
  mo->ask("seat.move", {{"moves", json::array({move(*people[0])})}, {"to", to}, {"reason", "wanted to"}});
  world.pass(seconds(1));
  EXPECT_EQ(people[0]->me()["room"], to);
  for (const Client* staff : {mo, org}) {
    const json operation = board(*staff)["operations"]["o1"];
    EXPECT_EQ(operation["command"], "seat.move");
    EXPECT_EQ(operation["name"], "Mo");
    EXPECT_EQ(operation["reason"], "wanted to");
    EXPECT_EQ(operation["moves"][0]["person"], id_of(*people[0]));
  }
  org->ask("op.undo", {{"operation", "o1"}});
  world.pass(seconds(1));
  EXPECT_EQ(org->last_refusal(), "op.others");
  org->ask("op.undo", {{"operation", "o1"}, {"others", true}});
  world.pass(seconds(1));
  EXPECT_EQ(people[0]->me()["room"], home);
  EXPECT_EQ(board(*mo)["operations"]["o1"]["undone_by"], "Org");
  EXPECT_EQ(board(*mo)["operations"]["o2"]["about"], "o1");
}

TEST_F(HallBoard, operations_are_there_after_a_restart) {
  mo->ask("seat.move", {{"moves", json::array({move(*people[0])})}, {"to", other_room(*people[0])}});
  world.pass(seconds(1));
  world.restart();
  Client& again = world.come(world.staff("mo@example.org"), "again");
  world.pass(seconds(1));
  EXPECT_EQ(board(again)["operations"]["o1"]["people"], 1);
  again.ask("op.undo", {{"operation", "o1"}});
  world.pass(seconds(1));
  EXPECT_EQ(board(again)["operations"]["o1"]["undone_by"], "Mo");
}

TEST_F(HallBoard, what_staff_do_besides_reaches_the_boards_at_once_and_is_there_after_a_restart) {
  mo->ask("person.mute", {{"person", id_of(*people[0])}, {"muted", true}});
  world.pass(seconds(1));
  for (const Client* staff : {mo, org}) {
    ASSERT_EQ(board(*staff)["acts"].size(), 1u);
    EXPECT_EQ(board(*staff)["acts"]["1"]["what"], "muted");
    EXPECT_EQ(board(*staff)["acts"]["1"]["who"][0]["person"], id_of(*people[0]));
    EXPECT_EQ(board(*staff)["acts"]["1"]["after"], "muted");
  }
  EXPECT_TRUE(board(*mo)["operations"].empty());
  world.restart();
  Client& again = world.come(world.staff("mo@example.org"), "again");
  world.pass(seconds(1));
  EXPECT_EQ(board(again)["acts"]["1"]["name"], "Mo");
}

TEST_F(HallBoard, a_couple_and_a_rooms_name_reach_the_boards_at_once) {
  mo->ask("pair.apart", {{"one", id_of(*people[0])}, {"other", id_of(*people[5])}});
  const std::string room = people[0]->me()["room"];
  mo->ask("room.rename", {{"room", room}, {"title", "The blue room"}, {"seen", 1}});
  world.pass(seconds(1));
  EXPECT_EQ(board(*org)["pairs"].size(), 1u);
  EXPECT_EQ(board(*org)["operations"]["o2"]["rooms"][0]["label"], "The blue room");
  EXPECT_EQ(people[0]->views.at("room")["name"]["label"], "The blue room");
  mo->ask("room.rename", {{"room", room},
                          {"title",
                           "The \xe2\x80\xae"
                           "blue room"},
                          {"seen", 2}});
  world.pass(seconds(1));
  EXPECT_EQ(mo->last_refusal(), "text.not_readable");
}

TEST_F(HallBoard, a_session_that_is_added_is_in_everybodys_programme_and_after_a_restart) {
  const std::string before = people[0]->views.at("now")["programme"];
  json add{{"like", "role-alike-1"}, {"starts", (world.clock.now() + minutes(2)).ms}, {"minutes", 30}};
  add["title"]["en"] =
      "\xe2\x80\xae"
      "Once more";
  mo->ask("session.add", add);
  world.pass(seconds(1));
  EXPECT_EQ(mo->last_refusal(), "text.not_readable");
  EXPECT_EQ(people[0]->views.at("now")["programme"], before);
  add["title"]["en"] = "Once more";
  mo->ask("session.add", add);
  world.pass(seconds(2));
  EXPECT_NE(people[0]->views.at("now")["programme"], before);
  EXPECT_EQ(people[0]->views.at("now")["programme"], world.hall->programme().path);
  const auto title = [&] { return world.hall->programme().content->sessions.back().title.at("en"); };
  EXPECT_EQ(title(), "Once more");
  world.restart();
  EXPECT_EQ(title(), "Once more");
  EXPECT_EQ(world.hall->programme().content->sessions.back().id, "role-alike-1-added-1");
}

}  // namespace
}  // namespace convene::live

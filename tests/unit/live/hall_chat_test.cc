// The chat on its way to the people of a room: in order, without gaps, to nobody else.
#include "matcher/limits.h"
#include "server/live/hall.h"
#include "tests/simulation/world.h"

namespace convene::live {
namespace {

using simulation::Client;
using simulation::json;
using simulation::World;

class HallChat : public ::testing::Test {
 protected:
  void SetUp() override {
    world.load(9);
    world.pass(minutes(87));
    for (std::uint32_t i = 0; i < 8; ++i) people.push_back(&world.come(PersonId(4 + i), "tab" + std::to_string(i)));
    for (Client* client : people) client->ask("session.join", {{"session", "role-alike-1"}});
    world.pass(minutes(4));
    for (Client* client : people) client->say({{"type", "seat.seen"}, {"version", client->me()["version"]}});
    world.settle();
    room = people[0]->me()["room"];
    for (Client* client : people) (client->me()["room"] == room ? inside : outside).push_back(client);
  }
  void say(Client& client, const std::string& text) {
    client.ask("chat.say", {{"room", client.me()["room"]}, {"text", text}});
    world.settle();
  }

  World world;
  std::vector<Client*> people, inside, outside;
  json room;
};

using Texts = std::vector<std::string>;

TEST_F(HallChat, ReachesTheRoomInOrderAndNobodyElse) {
  ASSERT_GE(inside.size(), 2u);
  ASSERT_GE(outside.size(), 1u);
  say(*inside[0], "one");
  say(*inside[1], "two");
  for (Client* client : inside) EXPECT_EQ(client->read_chat(), (Texts{"one", "two"}));
  for (Client* client : outside) {
    EXPECT_TRUE(client->chat.empty());
    EXPECT_NE(client->chat_room, room);
  }
}

TEST_F(HallChat, IsNotShownBeforeItIsDurable) {
  inside[0]->ask("chat.say", {{"room", room}, {"text", "wait for it"}});
  world.mailbox.drain();
  for (Client* client : inside) client->fetch();
  EXPECT_TRUE(inside[1]->chat.empty());
  world.settle();
  EXPECT_EQ(inside[1]->read_chat(), Texts{"wait for it"});
}

TEST_F(HallChat, WhoComesLateReadsItFromTheBeginning) {
  say(*inside[0], "before you came");
  Client& late = world.come(PersonId(12), "late");
  late.ask("session.join", {{"session", "role-alike-1"}});
  world.settle();
  Client* mate = nullptr;
  for (Client* client : people)
    if (client->me()["room"] == late.me()["room"]) mate = client;
  ASSERT_NE(mate, nullptr);
  EXPECT_EQ(late.read_chat(), mate->read_chat());
  say(*mate, "welcome");
  EXPECT_EQ(late.read_chat().back(), "welcome");
}

TEST_F(HallChat, AMessageCostsEachReaderItsOwnBytes) {
  for (int i = 0; i < 15; ++i) say(*inside[0], std::string(900, 'x'));
  inside[1]->bytes = 0;
  say(*inside[0], "short");
  EXPECT_LT(inside[1]->bytes, 400u);
}

TEST_F(HallChat, WhoReconnectsHasAllOfItAgain) {
  say(*inside[0], "one");
  inside[1]->drop();
  say(*inside[0], "two");
  inside[1]->chat = json::array();
  inside[1]->open(*world.hall);
  inside[1]->hello(
      world.hall
          ->mint_pass(PersonId(
              4 + static_cast<std::uint32_t>(std::find(people.begin(), people.end(), inside[1]) - people.begin())))
          .value(),
      true);
  world.settle();
  EXPECT_EQ(inside[1]->read_chat(), (Texts{"one", "two"}));
  world.restart();
  for (std::size_t i = 0; i < people.size(); ++i) {
    people[i]->chat = json::array();
    people[i]->open(*world.hall);
    people[i]->hello(world.hall->mint_pass(PersonId(4 + static_cast<std::uint32_t>(i))).value(), true);
  }
  world.settle();
  for (Client* client : inside) EXPECT_EQ(client->read_chat(), (Texts{"one", "two"}));
}

TEST_F(HallChat, ASlowReaderHoldsANumberAndMissesNothingThatIsKept) {
  // Nothing is fetched while all this is said.
  inside[1]->fetch();
  for (std::size_t i = 0; i < limits::chat_lines + 50; ++i) {
    if (i % limits::chat_a_minute == 0) world.clock.run_until(world.clock.now() + seconds(1));
    Client& speaker = *(inside[i % inside.size()] == inside[1] ? inside[0] : inside[i % inside.size()]);
    speaker.ask("chat.say", {{"room", room}, {"text", "word"}});
    for (int round = 0; round < 4; ++round) world.mailbox.drain(), world.disk.pump();
  }
  world.settle();
  ASSERT_FALSE(inside[1]->chat.empty());
  EXPECT_EQ(inside[1]->chat, inside[0]->chat);
}

TEST_F(HallChat, WhatIsTakenAwayIsTakenFromEveryScreen) {
  say(*inside[0], "rude");
  say(*inside[1], "please");
  Client& staff = world.come(world.staff("mo@example.org"), "mo");
  staff.ask("chat.hide", {{"room", room}, {"n", 1}});
  world.settle();
  for (Client* client : inside) EXPECT_EQ(client->read_chat(), (Texts{"-", "please"}));
  staff.ask("person.erase", {{"person", people[0]->person}});
  world.settle();
  EXPECT_EQ(staff.last_refusal(), "not_allowed");
  Client& organiser = world.come(world.staff("org@example.org"), "org");
  organiser.ask("person.erase", {{"person", inside[1]->person}});
  world.settle();
  EXPECT_EQ(inside[0]->read_chat(), (Texts{"-", "-"}));
  EXPECT_EQ(inside[0]->chat[1]["name"], "");
}

TEST_F(HallChat, ANewNameStandsAtWhatWasWrittenBefore) {
  say(*inside[0], "one");
  say(*outside[0], "there");
  const std::size_t elsewhere = outside[0]->frames;
  Profile profile = *world.state()
                         .person(PersonId(static_cast<std::uint32_t>(std::stoul(inside[0]->person.substr(1)))))
                         .profile.words;
  profile.name = "Another Name";
  bool taken = false;
  world.hall->import_roster({profile}, [&](const Answer& given) { taken = given.index() == 0; });
  world.settle();
  ASSERT_TRUE(taken);
  for (Client* client : inside) {
    EXPECT_EQ(client->chat[0]["name"], "Another Name");
    EXPECT_EQ(client->read_chat(), Texts{"one"});
  }
  EXPECT_EQ(outside[0]->chat[0]["text"], "there");
  EXPECT_EQ(outside[0]->frames, elsewhere) << "nothing is said anew where they wrote nothing";
}

TEST_F(HallChat, ADayLaterItIsGoneFromTheVaultToo) {
  say(*inside[0], "a canary sings");
  const auto stored = [&] {
    std::string words;
    world.disk.read_vault("test-event", [&](const journal::VaultRow& row) {
      words += row.text;
      return true;
    });
    return words.find("a canary sings") != std::string::npos;
  };
  ASSERT_TRUE(stored());
  world.pass(minutes(20 * 60));
  EXPECT_TRUE(stored());
  world.restart();
  world.pass(minutes(5 * 60));
  EXPECT_FALSE(stored());
  world.restart();
  world.settle();
  EXPECT_EQ(world.hall->phase(), Hall::Phase::serving) << "what is gone is not missed";
  EXPECT_TRUE(world.disk.verify("test-event").sound);
}

TEST_F(HallChat, WhoStaffMoveHearsTheRoomThatTheyLeaveUntilTheirGoodbyeIsOver) {
  ASSERT_GE(inside.size(), 3u);
  ASSERT_GE(outside.size(), 1u);
  Client& gone = *inside[0];
  say(gone, "before");
  Client& staff = world.come(world.staff("mo@example.org"), "mo");
  const json move{{"person", gone.person}, {"seen", gone.me()["version"]}};
  staff.ask("seat.move",
            {{"moves", json::array({move})}, {"to", outside[0]->me()["room"]}, {"told", "We need you there."}});
  world.settle();
  EXPECT_EQ(gone.me()["arrival"]["told"], "We need you there.");
  EXPECT_EQ(gone.me()["goodbye"]["room"], room);
  say(*inside[1], "take care");
  say(*outside[0], "welcome");
  gone.ask("chat.say", {{"room", room}, {"text", "bye"}});
  world.settle();
  EXPECT_EQ(gone.left, (Texts{"take care", "bye"}));
  EXPECT_EQ(gone.read_chat(), Texts{"welcome"});
  EXPECT_EQ(inside[1]->read_chat(), (Texts{"before", "take care", "bye"}));
  world.pass(limits::goodbye_asked + limits::goodbye);
  say(*inside[1], "they are gone");
  EXPECT_EQ(gone.left.size(), 2u);
  EXPECT_EQ(inside[1]->read_chat().back(), "they are gone");
}

TEST_F(HallChat, WhatMovedPeopleAreToldIsReadableOrRefused) {
  ASSERT_GE(outside.size(), 1u);
  Client& staff = world.come(world.staff("mo@example.org"), "mo");
  const json move{{"person", inside[0]->person}, {"seen", inside[0]->me()["version"]}};
  staff.ask("seat.move", {{"moves", json::array({move})}, {"to", outside[0]->me()["room"]}, {"told", "\u202Eevil"}});
  world.settle();
  EXPECT_EQ(staff.last_refusal(), "text.not_readable");
  EXPECT_EQ(inside[0]->me()["room"], room);
}

TEST_F(HallChat, AnotherRoomIsAnotherChat) {
  say(*inside[0], "here");
  say(*outside[0], "there");
  Client& staff = world.come(world.staff("mo@example.org"), "mo");
  staff.ask("room.visit", {{"room", room}});
  world.settle();
  EXPECT_EQ(staff.read_chat(), Texts{"here"});
  staff.ask("room.visit", {{"room", outside[0]->me()["room"]}});
  world.settle();
  EXPECT_EQ(staff.read_chat(), Texts{"there"});
  staff.ask("room.visit");
  say(*outside[0], "and on");
  EXPECT_EQ(staff.read_chat(), Texts{"there"}) << "not visiting any more";
}

TEST_F(HallChat, WhatReadersCouldBeTrickedWithIsRefused) {
  inside[0]->ask("chat.say", {{"room", room}, {"text", "\u202Eevil"}});
  world.settle();
  EXPECT_EQ(inside[0]->last_refusal(), "chat.not_readable");
  inside[0]->ask("help.ask", {{"about", "\u2066x"}});
  world.settle();
  EXPECT_EQ(inside[0]->last_refusal(), "help.not_readable");
  say(*inside[0], "two\nlines <b>& \"marks\"</b>");
  EXPECT_EQ(inside[1]->read_chat(), Texts{"two\nlines <b>& \"marks\"</b>"});
}

}  // namespace
}  // namespace convene::live

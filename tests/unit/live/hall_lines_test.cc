// Office hours in the hall: tickets, desks and the floor as their watchers see them.
#include "matcher/view_builders.h"
#include "protocol/encode.h"
#include "protocol/forms.h"
#include "tests/simulation/world.h"

namespace convene::live {
namespace {

using simulation::Client;
using simulation::json;
using simulation::World;

json whole(const auto& view) { return json::parse(protocol::encode(view)); }

struct Hours {
  Hours() {
    EventDefinition event = testing::small_event();
    SessionDefinition session =
        testing::session("hours", SessionKind::office_hours, testing::nine + minutes(60), minutes(60));
    session.desks = {{"funding", {"funding"}, {}, 2}};
    session.hours = HoursRules{};
    session.hours->talk = minutes(3);
    event.sessions.push_back(session);
    world.load(6, event);
    world.pass(minutes(92));
  }
  Client& come(std::uint32_t n) { return world.come(PersonId(3 + n), "tab" + std::to_string(n)); }
  void post(PersonId who) {
    Client& moderator = world.come(world.staff("mo@example.org"), "mo");
    moderator.ask("advisor.post", {{"session", "hours"}, {"desk", "funding"}, {"person", to_string(who)}});
    world.settle();
    ASSERT_TRUE(moderator.refused.empty()) << moderator.last_refusal();
  }

  World world;
};

TEST(HallLines, each_sees_their_ticket_and_moves_up) {
  Hours hours;
  Client& first = hours.come(1);
  Client& second = hours.come(2);
  first.ask("ticket.open", {{"session", "hours"}, {"topic", "funding"}});
  second.ask("ticket.open", {{"session", "hours"}, {"topic", "funding"}, {"question", "how?"}});
  hours.world.pass(seconds(1));
  ASSERT_TRUE(second.views.contains("queue")) << second.last_refusal();
  EXPECT_EQ(second.views["queue"]["ticket"]["place"], 2);
  EXPECT_EQ(second.views["queue"]["ticket"]["basis"], "no_advisor");
  first.ask("ticket.leave", {{"ticket", "t1"}});
  hours.world.pass(seconds(1));
  EXPECT_EQ(second.views["queue"]["ticket"]["place"], 1);
  EXPECT_EQ(first.views["queue"]["ticket"]["state"], "left");
}

TEST(HallLines, words_that_readers_could_be_tricked_with_are_refused) {
  Hours hours;
  Client& person = hours.come(1);
  person.ask("ticket.open", {{"session", "hours"}, {"topic", "funding"}, {"question", "\u202Eevil"}});
  hours.world.settle();
  EXPECT_EQ(person.last_refusal(), "text.not_readable");
  EXPECT_FALSE(person.views.contains("queue"));
  person.ask("ticket.open", {{"session", "hours"}, {"topic", "funding"}, {"question", "two\nlines"}});
  hours.world.settle();
  person.ask("ticket.edit", {{"ticket", "t1"}, {"question", "\u2066x"}});
  hours.world.settle();
  EXPECT_EQ(person.last_refusal(), "text.not_readable");
  EXPECT_EQ(person.views["queue"]["ticket"]["question"], "two\nlines");
  Client& moderator = hours.world.come(hours.world.staff("mo@example.org"), "mo");
  moderator.ask("notice.send", {{"text", "a\u202Eb"}});
  hours.world.settle();
  EXPECT_EQ(moderator.last_refusal(), "text.not_readable");
  moderator.ask("ticket.pin", {{"ticket", "t1"}, {"pinned", true}, {"reason", "\u2066x"}});
  hours.world.settle();
  EXPECT_EQ(moderator.last_refusal(), "text.not_readable");
}

TEST(HallLines, an_advisor_sees_the_desk_calls_and_talks) {
  Hours hours;
  Client& person = hours.come(1);
  Client& advisor = hours.come(2);
  hours.post(PersonId(5));
  hours.world.pass(seconds(1));
  ASSERT_TRUE(advisor.views.contains("desk"));
  advisor.ask("advisor.status", {{"session", "hours"}, {"status", "available"}});
  person.ask("ticket.open", {{"session", "hours"}, {"topic", "funding"}, {"question", "how?"}});
  hours.world.pass(seconds(1));
  EXPECT_EQ(advisor.views["desk"]["desks"][0]["with"][0]["question"], "how?");
  const json ticket = person.views["queue"]["ticket"];
  ASSERT_EQ(ticket["state"], "offered");
  person.ask("ticket.accept", {{"ticket", ticket["id"]}, {"seen", ticket["version"]}});
  hours.world.pass(seconds(1));
  EXPECT_EQ(person.views["room"]["host"], "p5");
  EXPECT_EQ(advisor.views["room"]["id"], person.views["room"]["id"]);
  advisor.ask("ticket.done", {{"ticket", ticket["id"]}, {"note", "went well"}});
  hours.world.pass(seconds(1));
  EXPECT_EQ(person.views["queue"]["ticket"]["state"], "done");
  EXPECT_EQ(person.me()["place"], "programme");
}

TEST(HallLines, the_floor_is_kept_equal_to_the_state_until_the_line_is_over) {
  Hours hours;
  Client& moderator = hours.world.come(hours.world.staff("mo@example.org"), "mo2");
  Client& person = hours.come(1);
  hours.come(2);
  hours.post(PersonId(5));
  person.ask("ticket.open", {{"session", "hours"}, {"topic", "funding"}});
  hours.world.pass(seconds(1));
  EXPECT_EQ(moderator.views.at("floor"), whole(floor_view(hours.world.state(), {})));
  EXPECT_EQ(moderator.views["floor"]["tickets"]["t1"]["unserved"], true);
  moderator.ask("advisor.post", {{"session", "hours"}, {"desk", "funding"}, {"person", "p5"}, {"posted", false}});
  hours.world.pass(seconds(1));
  EXPECT_EQ(moderator.views.at("floor"), whole(floor_view(hours.world.state(), {})));
  hours.world.pass(minutes(70));
  EXPECT_EQ(moderator.views.at("floor"), whole(floor_view(hours.world.state(), {})));
  EXPECT_TRUE(moderator.views["floor"]["tickets"].empty());
}

TEST(HallLines, whoever_comes_back_is_sent_the_ticket) {
  Hours hours;
  Client& person = hours.come(1);
  person.ask("ticket.open", {{"session", "hours"}, {"topic", "funding"}});
  hours.world.pass(seconds(1));
  person.drop();
  Client& again = hours.come(1);
  EXPECT_EQ(again.views["queue"]["ticket"]["id"], "t1");
}

TEST(HallLines, the_wait_is_estimated_and_never_said_to_be_nothing) {
  Hours hours;
  Client& advisor = hours.come(6);
  hours.post(PersonId(9));
  std::vector<Client*> people;
  for (std::uint32_t n = 1; n <= 4; ++n) people.push_back(&hours.come(n));
  advisor.ask("advisor.status", {{"session", "hours"}, {"status", "available"}});
  for (Client* person : people) {
    person->ask("ticket.open", {{"session", "hours"}, {"topic", "funding"}});
    hours.world.settle();
  }
  hours.world.pass(seconds(5));
  const json ticket = people[3]->views["queue"]["ticket"];
  EXPECT_EQ(ticket["place"], 3);
  ASSERT_TRUE(ticket.contains("estimate")) << ticket.dump();
  ASSERT_TRUE(ticket["estimate"].contains("surely")) << ticket.dump();
  ASSERT_TRUE(people[1]->views["queue"]["ticket"].contains("estimate")) << people[1]->views["queue"].dump();
  const int likely = ticket["estimate"]["likely"];
  const int surely = ticket["estimate"]["surely"];
  EXPECT_GE(likely, 1);
  EXPECT_GE(surely, likely);
  const int ahead = people[1]->views["queue"]["ticket"]["estimate"]["likely"];
  EXPECT_LE(ahead, likely);
}

}  // namespace
}  // namespace convene::live

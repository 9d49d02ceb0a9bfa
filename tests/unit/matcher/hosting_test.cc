// One facilitator a room, where there are enough of them.
#include "matcher/hosting.h"

#include "tests/unit/matcher/event_fixture.h"

namespace convene {
namespace {

class HostingTest : public testing::EventTest {
 protected:
  /// Facilitators f0.. for a session whose rooms want one each; `scoped` reaches another session only.
  void prepare(std::size_t facilitators) {
    EventDefinition event = testing::small_event();
    event.sessions[1].policy.facilitators = FacilitatorRule::one_per_room_if_enough;
    std::vector<StaffEntry> entries{{"Mo", "mo@example.org", {Hat::moderator}, {}},
                                    {"Scoped", "scoped@example.org", {Hat::facilitator}, Scope{{"mixing"}, {}}}};
    for (std::size_t i = 0; i < facilitators; ++i)
      entries.push_back({"F", "f" + std::to_string(i) + "@example.org", {Hat::facilitator}, {}});
    accept(EventLoad{event, entries});
    std::vector<PersonId> online{staff("scoped@example.org")};
    for (std::size_t i = 0; i < facilitators; ++i)
      hosts.push_back(staff(("f" + std::to_string(i) + "@example.org").c_str()));
    online.insert(online.end(), hosts.begin(), hosts.end());
    accept(PresenceReport{online, {}, {}});
    people = register_people(10);
    until(testing::nine + minutes(58));
    join(people);
  }
  void open() {
    until(testing::nine + minutes(61));
    rooms = engine.state().round(engine.state().session(1).round).rooms;
  }
  std::size_t visited() const {
    std::set<RoomId> out;
    for (const PersonId id : hosts)
      if (person(id).visiting) out.insert(person(id).visiting);
    return out.size();
  }
  bool lacks(RoomId room) const {
    const std::vector<std::string> health = floor_room(engine.state(), room)->health;
    return std::find(health.begin(), health.end(), "no_facilitator") != health.end();
  }

  void SetUp() override {}
  std::vector<PersonId> hosts, people;
  std::vector<RoomId> rooms;
};

TEST_F(HostingTest, EachRoomIsVisitedIfThereAreEnough) {
  prepare(3);
  open();
  ASSERT_EQ(rooms.size(), 2u);
  EXPECT_EQ(visited(), 2u);
  EXPECT_FALSE(person(staff("scoped@example.org")).visiting) << "looks after another session";
  for (const RoomId room : rooms) EXPECT_FALSE(lacks(room));
}

TEST_F(HostingTest, NobodyIsSentIfThereAreTooFewAndStaffSeeIt) {
  prepare(1);
  open();
  ASSERT_EQ(rooms.size(), 2u);
  EXPECT_EQ(visited(), 0u);
  for (const RoomId room : rooms) EXPECT_TRUE(lacks(room));
  accept(RoomVisit{rooms[0]}, hosts[0]);
  EXPECT_FALSE(lacks(rooms[0]));
  EXPECT_TRUE(lacks(rooms[1]));
}

TEST_F(HostingTest, WhoIsInARoomOrGoneIsNotSent) {
  prepare(3);
  accept(SessionJoin{"role-alike-1", {}}, hosts[0]);
  accept(PresenceReport{{}, {hosts[1]}, {}});
  open();
  EXPECT_EQ(visited(), 0u) << "one free facilitator for two rooms or more";
}

TEST_F(HostingTest, WhoSharesTheLanguageGoesWhereFewSpeakIt) {
  prepare(2);
  for (std::size_t i = 0; i < people.size(); ++i) {
    ProfileUpdate update;
    update.languages = std::vector<std::string>{i < 5 ? "es" : "en"};
    accept(update, people[i]);
  }
  ProfileUpdate spanish, english;
  english.languages = std::vector<std::string>{"en"};
  spanish.languages = std::vector<std::string>{"es", "en"};
  accept(english, hosts[0]);
  accept(spanish, hosts[1]);
  open();
  ASSERT_EQ(rooms.size(), 2u);
  EXPECT_EQ(person(hosts[1]).visiting, person(people[0]).room);
  EXPECT_EQ(person(hosts[0]).visiting, person(people[9]).room);
}

TEST_F(HostingTest, NobodyIsSentToSomebodyTheyAreKeptApartFrom) {
  prepare(2);
  Profile facilitator = *person(hosts[0]).profile.words;
  facilitator.key = "f0";
  accept(RosterImport{{facilitator}});
  for (const PersonId id : people) {
    Profile profile = *person(id).profile.words;
    profile.keep_apart = {"f0"};
    accept(RosterImport{{profile}});
  }
  open();
  EXPECT_FALSE(person(hosts[0]).visiting);
  EXPECT_TRUE(person(hosts[1]).visiting);
}

TEST_F(HostingTest, ARoomThatOpensLaterIsVisitedByOneWhoIsFree) {
  prepare(3);
  open();
  ASSERT_EQ(visited(), 2u);
  accept(SeatMove{{{people[0], person(people[0]).version}, {people[1], person(people[1]).version}}, {}, true},
         staff("mo@example.org"));
  EXPECT_EQ(visited(), 3u);
  EXPECT_FALSE(lacks(person(people[0]).room));
}

}  // namespace
}  // namespace convene

// What a hat reaches: who wears it is told, and rooms which are not there break nothing.
#include <algorithm>

#include "tests/unit/matcher/event_fixture.h"

namespace convene {
namespace {

class ScopeTest : public testing::EventTest {};

TEST_F(ScopeTest, AHatForARoomThatIsNotThereIsRefused) {
  const PersonId who = register_people(1)[0];
  EXPECT_EQ(refused(PersonHat{who, {Hat::facilitator}, Scope{{}, {RoomId(9999)}}}, organiser()), "room.unknown");
}

TEST_F(ScopeTest, ANoticeFromSuchAScopeBreaksNobodysFloor) {
  // From the event's file, which is written before there is any room.
  accept(EventLoad{testing::small_event(),
                   {{"Fay", "fay@example.org", {Hat::facilitator}, Scope{{"role-alike-1"}, {}}},
                    {"Ray", "ray@example.org", {Hat::facilitator}, Scope{{}, {RoomId(9999)}}}}});
  NoticeSend notice;
  notice.text = "hello";
  ask(notice, staff("ray@example.org"));
  const FloorView floor = floor_view(engine.state(), person(staff("fay@example.org")).scope);
  EXPECT_TRUE(floor.notices.empty());
}

TEST_F(ScopeTest, WhoLooksAfterSomeOfTheEventIsToldWhat) {
  const PersonId who = register_people(1)[0];
  EXPECT_FALSE(me_view(engine.state(), who).scope);
  const Scope mixing{{"mixing"}, {}};
  (void)engine.take_touched();
  accept(PersonHat{who, {Hat::facilitator}, mixing}, organiser());
  EXPECT_EQ(me_view(engine.state(), who).scope, mixing);
  const Touched touched = engine.take_touched();
  EXPECT_TRUE(std::binary_search(touched.me.begin(), touched.me.end(), who)) << "at once";
  accept(PersonHat{who, {Hat::facilitator}, {}}, organiser());
  EXPECT_FALSE(me_view(engine.state(), who).scope) << "everything";
}

TEST_F(ScopeTest, ARoomIsTold) {
  const std::vector<PersonId> people = register_people(4);
  const PersonId who = register_people(1)[0];
  until(testing::nine + minutes(58));
  join(people);
  until(testing::nine + minutes(61));
  const Scope one{{}, {room_of(people[0]).id}};
  accept(PersonHat{who, {Hat::facilitator}, one}, organiser());
  EXPECT_EQ(me_view(engine.state(), who).scope, one);
}

TEST_F(ScopeTest, WhoModeratesReachesAllWhateverTheFileSays) {
  const Scope mixing{{"mixing"}, {}};
  accept(EventLoad{testing::small_event(),
                   {{"Mo", "mo@example.org", {Hat::moderator}, mixing},
                    {"Ada", "ada@example.org", {Hat::advisor}, mixing},
                    {"Fay", "fay@example.org", {Hat::facilitator}, mixing}}});
  EXPECT_FALSE(me_view(engine.state(), moderator()).scope);
  EXPECT_TRUE(reach_of(person(moderator())).everything());
  EXPECT_FALSE(me_view(engine.state(), staff("ada@example.org")).scope) << "has no floor that would be cut";
  EXPECT_EQ(me_view(engine.state(), facilitator()).scope, mixing);
  EXPECT_EQ(reach_of(person(facilitator())), mixing);
}

TEST_F(ScopeTest, ASessionThatIsAddedIsNobodysWhoLooksAfterOthers) {
  accept(SessionAdd{"role-alike-1", {}, now + minutes(5), 30, {}}, moderator());
  const Scope scope = *me_view(engine.state(), facilitator()).scope;
  EXPECT_EQ(scope.sessions, std::vector<std::string>{"role-alike-1"});
  EXPECT_EQ(refused(SessionExtend{"role-alike-1-added-1", 5}, facilitator()), "not_in_scope");
}

}  // namespace
}  // namespace convene

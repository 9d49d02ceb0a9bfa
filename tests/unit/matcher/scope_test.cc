// A hat that reaches rooms which are not there.
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

}  // namespace
}  // namespace convene

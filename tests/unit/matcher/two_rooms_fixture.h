// An open round with two rooms: five of one kind in the first, five of another in the second, all of them there.
#pragma once

#include "tests/unit/matcher/event_fixture.h"

namespace convene::testing {

class TwoRoomsTest : public EventTest {
 protected:
  void SetUp() override {
    EventTest::SetUp();
    classroom = register_people(5, "classroom");
    administrators = register_people(5, "administrator");
    until(nine + minutes(58));
    join(classroom);
    join(administrators);
    until(nine + minutes(61));
    see(classroom);
    see(administrators);
    a = person(classroom[0]).room;
    b = person(administrators[0]).room;
    ASSERT_EQ(rooms().size(), 2u);
    ASSERT_NE(a, b);
    ASSERT_EQ(room(a).seats.size(), 5u);
  }

  const std::vector<RoomId>& rooms() const { return engine.state().round(engine.state().session(1).round).rooms; }
  const Room& room(RoomId id) const { return engine.state().room(id); }
  Move move(PersonId id) const { return {id, person(id).version}; }

  std::vector<PersonId> classroom, administrators;
  RoomId a, b;
};

}  // namespace convene::testing

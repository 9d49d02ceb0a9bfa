// Rooms by what is spoken there.
#include "matcher/spoken.h"

#include "tests/unit/matcher/event_fixture.h"

namespace convene {
namespace {

constexpr Languages en = 1, es = 2, fr = 4;

TEST(Spoken, FindsRoomsInWhichAPersonCanTalk) {
  const grouping::Tree tree;
  Spoken rooms(tree);
  const auto found = [&](Languages languages) {
    std::vector<std::uint32_t> ids;
    for (const auto& candidate : rooms.candidates(languages, grouping::root_node, {2, 4, 6}, 8))
      ids.push_back(candidate.room.value);
    std::sort(ids.begin(), ids.end());
    return ids;
  };
  using Ids = std::vector<std::uint32_t>;
  rooms.set(RoomId(1), en, grouping::root_node, {3, 3, 6});
  rooms.set(RoomId(2), en | es, grouping::root_node, {3, 3, 6});
  rooms.set(RoomId(3), any_language, grouping::root_node, {3, 3, 6});
  rooms.set(RoomId(4), 0, grouping::root_node, {3, 3, 6});
  EXPECT_EQ(found(en), (Ids{1, 2, 3}));
  EXPECT_EQ(found(es), (Ids{2, 3}));
  EXPECT_EQ(found(es | en), (Ids{1, 2, 3})) << "each once";
  EXPECT_EQ(found(fr), (Ids{3}));
  rooms.set(RoomId(2), en, grouping::root_node, {3, 3, 6});
  EXPECT_EQ(found(es), (Ids{3}));
  rooms.remove(RoomId(3));
  rooms.remove(RoomId(3));
  EXPECT_TRUE(found(fr).empty());
  rooms.set(RoomId(1), en, grouping::root_node, {6, 6, 6});
  EXPECT_EQ(found(en), (Ids{2})) << "a full room is no candidate";
}

class SpokenHere : public testing::EventTest {
 protected:
  std::vector<PersonId> add(std::uint32_t count, std::vector<std::string> languages) {
    RosterImport import;
    for (std::uint32_t i = 0; i < count; ++i) {
      Profile profile;
      profile.key = languages.front() + std::to_string(engine.state().people.size() + i);
      profile.name = "Person " + profile.key;
      profile.role = "classroom";
      profile.languages = languages;
      import.people.push_back(profile);
    }
    const auto first = static_cast<std::uint32_t>(engine.state().people.size()) + 1;
    accept(import);
    std::vector<PersonId> out;
    for (std::uint32_t i = 0; i < count; ++i) out.push_back(PersonId(first + i));
    return out;
  }
};

TEST_F(SpokenHere, AnArrivalSitsWhereTheyCanTalkThoughOtherRoomsAreEmptier) {
  const auto english = add(9, {"en"});
  const auto spanish = add(4, {"es"});
  until(testing::nine + minutes(58));
  join(english);
  join(spanish);
  until(testing::nine + minutes(61));
  ASSERT_EQ(person(spanish[0]).room, person(spanish[3]).room);
  const PersonId late = add(1, {"es-MX"})[0];
  join({late});
  EXPECT_EQ(person(late).room, person(spanish[0]).room);
  const PersonId other = add(1, {"fr"})[0];
  join({other});
  EXPECT_TRUE(person(other).room) << "company comes before language";
}

}  // namespace
}  // namespace convene

// convene check: what a policy will do with a roster, in words and in numbers.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/unit/cli/running.h"

namespace convene::cli {
namespace {

using nlohmann::json;
using testing::Ran;
using testing::ran;

/// An event of one session, with two facilitators, one of whom looks after another session.
std::string event_of(const std::string& kind, const std::string& policy) {
  return R"({"id": "e", "time_zone": "UTC",
    "roles": {"classroom": {"kinds": {"middle": {}, "high": {}}}, "library": {}},
    "regions": "world",
    "staff": [{"name": "Fay", "email": "fay@example.org", "hats": ["facilitator"]},
              {"name": "Gil", "email": "gil@example.org", "hats": ["facilitator"], "scope": {"sessions": ["talk"]}},
              {"name": "Mo", "email": "mo@example.org", "hats": ["moderator"]}],
    "sessions": [
      {"id": "talk", "kind": "content", "starts": "2021-07-27T12:00:00Z", "ends": "2021-07-27T13:00:00Z"},
      {"id": "s", "kind": ")" +
         kind + R"(", "starts": "2021-07-27T13:00:00Z", "ends": "2021-07-27T14:00:00Z", "policy": )" + policy + "}]}";
}

class Outlooks : public ::testing::Test {
 protected:
  /// A line of the roster for each of so many people: "p-1,Name p-1," and the rest.
  void people(std::size_t count, const std::string& rest) {
    for (std::size_t i = 0; i < count; ++i) {
      const std::string key = "p-" + std::to_string(++last_);
      roster_ += key + ",Name " + key + ',' + rest + '\n';
    }
  }

  Ran checked(const std::string& kind, const std::string& policy, bool as_json = false) {
    std::vector<std::string> words{"check", folder_.put("event.json", event_of(kind, policy)), "--roster",
                                   folder_.put("roster.csv", roster_)};
    if (as_json) words.push_back("--json");
    Ran got = ran(words);
    EXPECT_EQ(got.status, done) << got.err;
    return got;
  }

  json numbers(const std::string& kind, const std::string& policy) {
    return json::parse(checked(kind, policy, true).out).at("expected").at(0).at("outlook");
  }

  static constexpr int done = 0;
  testing::Folder folder_;
  std::string roster_ = "id,name,role,region,languages,keep_with,keep_apart\n";
  std::size_t last_ = 0;
};

void expect_says(const Ran& got, const std::string& words) {
  EXPECT_NE(got.out.find("\n  " + words + '\n'), std::string::npos) << words << "\n--- is not in\n" << got.out;
}

const std::string kRooms = R"("rooms": {"min": 3, "ideal": 4, "max": 5})";

TEST_F(Outlooks, KindsOfTooFewAndPeopleOfNoKindAreCounted) {
  people(10, "middle,,en,,");
  people(2, "high,,en,,");
  people(4, "library,,en,,");
  people(3, ",,en,,");
  const std::string policy = "{" + kRooms + R"(, "rounds": {"count": 1}})";
  const Ran got = checked("role-alike", policy);
  expect_says(got, "3 people gave no role and can be matched on the rest alone");
  expect_says(got,
              "1 kind has fewer people than a room needs (3) and shares rooms one level up or more: high 2 with "
              "classroom");
  expect_says(got, "1 facilitator looks after its 5 rooms, about 5 each");
  const json outlook = numbers("role-alike", policy);
  EXPECT_EQ(outlook["by"], "role");
  EXPECT_EQ(outlook["small_kinds"], json::parse(R"([{"kind": "high", "people": 2, "with": "classroom"}])"));
  EXPECT_EQ(outlook["of_no_kind"], 3);
  EXPECT_EQ(outlook["facilitators"], 1) << "the other one looks after the talk alone";
}

TEST_F(Outlooks, RegionsOfTheWorldAreNamed) {
  people(6, ",PE,en,,");
  people(1, ",CO,en,,");
  expect_says(checked("regional", "{" + kRooms + "}"),
              "1 kind has fewer people than a room needs (3) and shares rooms one level up or more: CO (Colombia) 1 "
              "with 005 (South America)");
}

TEST_F(Outlooks, WhoDoesNotFollowTheCommonLanguageGetsRoomsAndWhoSpeaksALanguageAloneIsAnException) {
  people(12, "middle,,en,,");
  people(4, "library,,es,,");
  people(2, "high,,fr,,");
  people(1, "high,,en;fr,,");
  people(1, "middle,,fi,,");
  const Ran got = checked("role-alike", "{" + kRooms + "}");
  expect_says(got,
              "4 people follow Spanish and not English and get rooms where it is spoken (library: 4 people in 1 room)");
  expect_says(got,
              "2 people follow French and not English and get rooms where it is spoken (high: 2 people in 1 room), "
              "filled with 1 person of those who follow both");
  expect_says(got,
              "1 person speaks no language that anybody else on the list speaks (Finnish) and will share a room with "
              "others only by exception");
  expect_says(got, "1 person would sit in a room and not follow the language most of it speaks");
  const json outlook = numbers("role-alike", "{" + kRooms + "}");
  EXPECT_EQ(outlook["language"], "en");
  EXPECT_EQ(outlook["speakers"].size(), 2u);
  EXPECT_EQ(outlook["spoken_by_one"], json({"fi"}));
  EXPECT_TRUE(numbers("role-alike", "{" + kRooms + R"(, "weights": {"language": 0}})")["speakers"].empty());
}

TEST_F(Outlooks, WhoIsKeptApartIsCountedAndNeverNamed) {
  people(5, "middle,,en,,");
  roster_ += "x,Xenia Secret,middle,,en,,p-1;p-2;p-3;p-4;p-5\ny,Yo Hidden,middle,,en,p-1;nobody,x;nobody-2\n";
  const Ran got = checked("role-alike", R"({"rooms": {"min": 2, "ideal": 5, "max": 7}})");
  expect_says(got, "6 pairs are to be kept apart: 1 person would get no room for it");
  expect_says(got, "7 people are to be kept apart from as many people as there are rooms, or more");
  expect_says(got, "1 pair is to sit together: that can be had");
  EXPECT_NE(got.out.find("\nkeep_with and keep_apart name somebody who is not on the list 2 times\n"),
            std::string::npos)
      << got.out;
  const Ran numbers = checked("role-alike", R"({"rooms": {"min": 2, "ideal": 5, "max": 7}})", true);
  EXPECT_EQ(json::parse(numbers.out)["roster"]["bonds_to_nobody"], 2);
  for (const Ran* one : {&got, &numbers})
    for (const char* name : {"Xenia", "Hidden", "Name p-", "example.org"})
      EXPECT_EQ(one->out.find(name), std::string::npos) << name << " in\n" << one->out;
}

TEST_F(Outlooks, PairsWhoCannotSitTogetherAreCounted) {
  people(4, "middle,,en,,");
  roster_ += "x,Xenia,middle,,en,p-1,p-1\ny,Yo,middle,,en,p-2,\n";
  const json outlook = numbers("role-alike", R"({"rooms": {"min": 2, "ideal": 3, "max": 4}})");
  EXPECT_EQ(outlook["pairs_together"], 2);
  EXPECT_EQ(outlook["pairs_parted"], 1) << "who is to be kept apart cannot sit together";
  EXPECT_EQ(outlook["pairs_apart"], 1);
}

TEST_F(Outlooks, RoundsOfNewFacesAreHeldAgainstWhatIsPossible) {
  people(16, "middle,,en,,");
  const auto rounds = [](int count) {
    return "{" + kRooms + R"(, "rounds": {"minutes": 2, "count": )" + std::to_string(count) + "}}";
  };
  // Sixteen people in four rooms of four: the affine plane of order 4 has five rounds, and no more can be.
  expect_says(checked("open", rounds(5)), "new faces: 5 rounds can be had in which nobody meets anybody twice");
  expect_says(
      checked("open", rounds(6)),
      "new faces: 6 rounds are too many for 16 people who are grouped with few: unless they sit with others, 24 "
      "meetings are repeats at least (16 people in 4 rooms for 5 rounds)");
  EXPECT_TRUE(numbers("open", rounds(1))["mixing"].empty()) << "one round needs no new faces";
  people(4, "library,,en,,");
  const Ran got = checked("role-alike", rounds(2));
  expect_says(got,
              "new faces: 2 rounds are too many for 4 people who are grouped with few: unless they sit with others, 6 "
              "meetings are repeats at least (library: 4 people in 1 room for 1 round)");
}

TEST_F(Outlooks, AFacilitatorForEachRoomIsWanted) {
  people(12, "middle,,en,,");
  expect_says(checked("open", "{" + kRooms + R"(, "facilitators": "one-per-room-if-enough"})"),
              "1 facilitator looks after its 3 rooms, and one is wanted in each: there are 2 too few");
}

TEST_F(Outlooks, ARosterOfOneOrNobodyIsNoTrouble) {
  EXPECT_EQ(numbers("open", "{}")["rooms"], 0);
  people(1, "high,,fi,,");
  const json outlook = numbers("role-alike", "{}");
  EXPECT_EQ(outlook["rooms"], 0);
  EXPECT_EQ(outlook["small_kinds"], json::array());
}

}  // namespace
}  // namespace convene::cli

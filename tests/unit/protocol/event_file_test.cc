#include "protocol/event_file.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "matcher/grouping/tree.h"
#include "protocol/rfc3339.h"
#include "tests/where/where.h"

namespace convene::protocol {
namespace {

std::string file(const std::string& path) {
  std::ifstream in(std::string(where::source_dir()) + "/" + path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

TEST(EventFile, TheInstituteIsReadWhole) {
  Faults faults;
  const auto event = read_event_file(file("examples/institute-2021/event.json"), faults);
  for (const Fault& fault : faults.list()) ADD_FAILURE() << to_text(fault);
  ASSERT_TRUE(event);
  EXPECT_EQ(event->definition.id, "institute-2021");
  EXPECT_GE(event->definition.sessions.size(), 20u);
  EXPECT_GT(event->definition.regions.size(), 250u);
  EXPECT_TRUE(event->warnings.empty());
  EXPECT_FALSE(event->staff.empty());
}

TEST(EventFile, TheReconveningIsReadWhole) {
  Faults faults;
  const auto event = read_event_file(file("examples/reconvening-2021/event.json"), faults);
  for (const Fault& fault : faults.list()) ADD_FAILURE() << to_text(fault);
  ASSERT_TRUE(event);
  EXPECT_TRUE(event->warnings.empty());
  const auto& sessions = event->definition.sessions;
  const auto takes_turns = std::find_if(sessions.begin(), sessions.end(), [](const SessionDefinition& session) {
    return session.policy.turns == TurnRule::by_itself;
  });
  ASSERT_NE(takes_turns, sessions.end());
  EXPECT_EQ(takes_turns->policy.cohorts, grouping::Teams::spread);
}

TEST(EventFile, ThreeKeysMakeASession) {
  Faults faults;
  const auto event = read_event_file(
      R"({"id": "e", "time_zone": "UTC", "sessions": [
        {"id": "s", "kind": "role-alike", "starts": "2021-07-27T13:00:00-04:00",
         "ends": "2021-07-27T13:50:00-04:00"}]})",
      faults);
  ASSERT_TRUE(event) << to_text(faults.front());
  const SessionDefinition& session = event->definition.sessions.front();
  EXPECT_EQ(session.starts, parse_rfc3339("2021-07-27T17:00:00Z"));
  EXPECT_EQ(session.policy.rooms, (grouping::Sizes{3, 5, 7}));
  EXPECT_EQ(session.title, (Label{{"en", "s"}}));
  EXPECT_EQ(session.policy.rounds, (RoundRules{1, minutes(50), minutes(2)})) << "one round, as long as the session";
}

TEST(EventFile, RoundsWithoutALengthShareTheirSession) {
  const auto rounds = [](std::string_view policy) {
    Faults faults;
    const auto event = read_event_file(
        R"({"id": "e", "time_zone": "UTC", "sessions": [{"id": "s", "kind": "open", "policy": )" + std::string(policy) +
            R"(, "starts": "2021-07-27T13:00:00-04:00", "ends": "2021-07-27T13:34:00-04:00"}]})",
        faults);
    return event ? event->definition.sessions.front().policy.rounds : RoundRules{};
  };
  EXPECT_EQ(rounds("{}"), (RoundRules{3, minutes(10), minutes(2)}));
  EXPECT_EQ(rounds(R"({"rounds": {"count": 4, "break": 2}})"), (RoundRules{4, minutes(7), minutes(2)}));
  EXPECT_EQ(rounds(R"({"rounds": {"minutes": 5}})"), (RoundRules{3, minutes(5), minutes(2)}));
}

TEST(EventFile, NothingIsAskedThatTheFormCannotAsk) {
  Faults faults;
  EXPECT_FALSE(read_event_file(
      R"({"id": "e", "time_zone": "UTC", "join": {"walk_in": {"code": "CODE", "ask": ["languages"]}}, "sessions": [
        {"id": "s", "kind": "open", "starts": "2021-07-27T13:00:00-04:00", "ends": "2021-07-27T13:50:00-04:00"}]})",
      faults));
  ASSERT_FALSE(faults.list().empty());
  EXPECT_EQ(faults.front().code, "walk_in.no_languages");
}

TEST(EventFile, WhatIsNotNeededIsSaid) {
  Faults faults;
  const auto event = read_event_file(
      R"({"id": "e", "time_zone": "UTC", "sessions": [
        {"id": "s", "kind": "open", "starts": "2021-07-27T13:00:00-04:00", "ends": "2021-07-27T13:50:00-04:00",
         "policy": {"facilitators": "one-per-room-if-enough", "patience_s": 30}}]})",
      faults);
  ASSERT_TRUE(event);
  ASSERT_EQ(event->warnings.size(), 1u);
  EXPECT_EQ(event->warnings.front().code, "policy.not_needed");
  EXPECT_EQ(event->definition.sessions[0].policy.facilitators, FacilitatorRule::one_per_room_if_enough);
}

TEST(EventFile, EveryFaultIsToldAtOnceWithItsLine) {
  const std::string text = R"({
  "id": "Not A Slug",
  "time_zone": "UTC",
  "visable": ["name"],
  "sessions": [
    {"id": "s", "kind": "rolealike", "starts": "yesterday", "ends": "2021-07-27T13:50:00-04:00"},
    {"id": "s", "kind": "open", "starts": "2021-07-27T14:00:00-04:00", "ends": "2021-07-27T13:50:00-04:00",
     "policy": {"rooms": {"min": 9, "ideal": 5, "max": 7}}},
    {"id": "t", "kind": "debrief", "of": ["nothing"], "starts": "2021-07-27T14:00:00-04:00",
     "ends": "2021-07-27T15:00:00-04:00"}
  ]
})";
  Faults faults;
  EXPECT_FALSE(read_event_file(text, faults));
  const auto at = [&](std::string_view path) -> const Fault* {
    for (const Fault& fault : faults.list())
      if (fault.path == path) return &fault;
    return nullptr;
  };
  ASSERT_TRUE(at("id"));
  EXPECT_EQ(at("id")->line, 2u);
  ASSERT_TRUE(at("visable"));
  EXPECT_NE((at("visable")->message + at("visable")->remedy).find("visible"), std::string::npos);
  ASSERT_TRUE(at("sessions[0].kind"));
  EXPECT_EQ(at("sessions[0].kind")->line, 6u);
  EXPECT_TRUE(at("sessions[0].starts"));
  EXPECT_TRUE(at("sessions[1].id"));
  EXPECT_TRUE(at("sessions[1].ends"));
  EXPECT_TRUE(at("sessions[1].policy.rooms"));
  EXPECT_TRUE(at("sessions[2].of[0]"));
  for (const Fault& fault : faults.list()) EXPECT_GT(fault.line, 0u) << to_text(fault);
}

TEST(EventFile, AStaffsScopeNamesNoRoomsWhichAreNotThereYet) {
  Faults faults;
  const std::string text =
      R"({"id": "e", "name": {"en": "E"}, "time_zone": "UTC", "sessions": [],
          "staff": [{"name": "A", "email": "a@example.org", "hats": ["facilitator"], "scope": {"rooms": ["r1"]}}]})";
  EXPECT_FALSE(read_event_file(text, faults));
  const auto found = std::ranges::find(faults.list(), "scope.rooms", &Fault::code);
  ASSERT_NE(found, faults.list().end());
  EXPECT_EQ(found->path, "staff[0].scope.rooms");
  EXPECT_NE(found->remedy.find("sessions"), std::string::npos);
}

// Found by the fuzzer: a default was looked for in a list that happened to be in its place.
TEST(EventFile, AListInPlaceOfAnObjectIsRefused) {
  for (const std::string_view text : {"[]", "[1]", R"({"id": "e", "join": {"walk_in": []}})", R"({"join": []})",
                                      R"({"id": "e", "sessions": [[]], "staff": [[]]})"}) {
    Faults faults;
    EXPECT_FALSE(read_event_file(text, faults)) << text;
    EXPECT_NE(faults.total(), 0u) << text;
  }
}

// Found by the fuzzer: rounds of which there are none shared their session.
TEST(EventFile, ANumberThatIsRefusedIsNotUsed) {
  Faults faults;
  const std::string text =
      R"({"id": "e", "name": {"en": "E"}, "time_zone": "UTC", "sessions": [{"id": "s", "kind": "role-alike",
         "policy": {"rounds": {"count": 0}},
         "starts": "2021-07-27T14:00:00-04:00", "ends": "2021-07-27T15:00:00-04:00"}]})";
  EXPECT_FALSE(read_event_file(text, faults));
  ASSERT_EQ(faults.total(), 1u);
  EXPECT_EQ(faults.front().path, "sessions[0].policy.rounds.count");
}

TEST(EventFile, OnlyADebriefFollowsSessionsAndEachOnce) {
  const auto code = [](const std::string& kind, const std::string& of) {
    Faults faults;
    EXPECT_FALSE(read_event_file(R"({"id": "e", "time_zone": "UTC", "sessions": [
      {"id": "a", "kind": "content", "starts": "2021-07-27T13:00:00Z", "ends": "2021-07-27T14:00:00Z"},
      {"id": "d", "kind": ")" + kind +
                                     R"(", "of": )" + of +
                                     R"(, "starts": "2021-07-27T14:00:00Z", "ends": "2021-07-27T15:00:00Z"}]})",
                                 faults));
    return faults.total() == 1 ? faults.front().code : "other";
  };
  EXPECT_EQ(code("open", R"(["a"])"), "of.no_debrief");
  EXPECT_EQ(code("debrief", R"(["a", "a"])"), "of.twice");
}

TEST(EventFile, WhatHasTheWrongTypeIsToldOnce) {
  const auto told = [](const std::string& event, const std::string& session) {
    Faults faults;
    EXPECT_FALSE(read_event_file(R"({"name": {"en": "E"}, "time_zone": "UTC", )" + event +
                                     R"("sessions": [{"kind": "open", )" + session +
                                     R"("starts": "2021-07-27T14:00:00-04:00", "ends": "2021-07-27T15:00:00-04:00"}]})",
                                 faults));
    return faults.total();
  };
  const std::string id = R"("id": "e", )";
  EXPECT_EQ(told(id, R"("id": "s", "policy": {"opens": 5}, )"), 1u);
  EXPECT_EQ(told(id, R"("id": "s", "policy": {"preset": 5}, )"), 1u);
  EXPECT_EQ(told(id, R"("id": "s", "policy": {"lone_remedy": {"mode": 5}}, )"), 1u);
  EXPECT_EQ(told(id + R"("visible": [5], )", R"("id": "s", )"), 1u);
  EXPECT_EQ(told(id, ""), 1u) << "no id";
  EXPECT_EQ(told("", R"("id": "s", )"), 1u) << "no id of the event";
}

/// A tree is written as what lies inside what: whoever wants a circle must name a kind below itself.
TEST(EventFile, ATreeIsNoCircleAndNotTooDeep) {
  const auto told = [](const std::string& roles) {
    Faults faults;
    const auto event = read_event_file(R"({"id": "e", "time_zone": "UTC", "roles": )" + roles + R"(, "sessions": [
      {"id": "s", "kind": "open", "starts": "2021-07-27T14:00:00Z", "ends": "2021-07-27T15:00:00Z"}]})",
                                       faults);
    EXPECT_EQ(event.has_value(), faults.empty());
    return faults.size() == 1 ? faults.front().code + " at " + faults.front().path : std::to_string(faults.size());
  };
  EXPECT_EQ(told(R"({"a": {"kinds": {"a": {}}}})"), "key.twice at roles.a.kinds.a");
  EXPECT_EQ(told(R"({"a": {"kinds": {"b": {"kinds": {"a": {"kinds": {"b": {}}}}}}}})"),
            "key.twice at roles.a.kinds.b.kinds.a");
  EXPECT_EQ(told(R"({"a": {"kinds": {"b": {}}}, "b": {"kinds": {"a": {}}}})"), "key.twice at roles.b");
  const auto nested = [](std::size_t levels) {
    std::string tree = "{}";
    for (std::size_t level = levels; level > 0; --level)
      tree = R"({"k)" + std::to_string(level) + R"(": {"kinds": )" + tree + "}}";
    return tree;
  };
  EXPECT_EQ(told(nested(6)), "0");
  // Long before a tree of the core would be too deep.
  EXPECT_TRUE(told(nested(grouping::Tree::max_depth)).starts_with("json.too_deep at roles.k1.kinds.k2."));
}

TEST(Rfc3339, ReadsWhatIsATimeAndNothingElse) {
  EXPECT_EQ(parse_rfc3339("1970-01-01T00:00:00Z"), Instant{0});
  EXPECT_EQ(parse_rfc3339("2021-07-27T13:00:00.25-04:00"), (Instant{1'627'405'200'250}));
  for (const char* wrong :
       {"", "2021-07-27", "2021-07-27T13:00:00", "2021-02-30T00:00:00Z", "2021-07-27T24:00:00Z", "2021-07-27 13:00:00Z",
        "2021-07-27T13:00:00Zx", "20210727T130000Z", "2021-07-27T13:00:00+4:00"})
    EXPECT_FALSE(parse_rfc3339(wrong)) << wrong;
  EXPECT_EQ(to_rfc3339(*parse_rfc3339("2021-07-27T13:00:00-04:00")), "2021-07-27T17:00:00Z");
}

}  // namespace
}  // namespace convene::protocol

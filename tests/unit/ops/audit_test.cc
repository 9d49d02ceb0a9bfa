#include "server/ops/audit.h"

#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "tests/unit/matcher/two_rooms_fixture.h"
#include "tests/unit/ops/recorded.h"

namespace convene::ops {
namespace {

using nlohmann::json;

class Audit : public testing::Recorded<testing::TwoRoomsTest> {
 protected:
  static std::vector<json> lines_of(const std::string& text) {
    std::vector<json> out;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) out.push_back(json::parse(line));
    return out;
  }
  std::vector<json> lines(AuditAsked asked = {}, const AuditBounds& bounds = {}) {
    asked.event = event_name;
    return lines_of(audit_lines(written(), asked, bounds));
  }
};

TEST_F(Audit, TellsEveryFactWithItsRecordItsTimeAndWhoAskedForIt) {
  accept(SeatMove{{move(classroom[0])}, b, false, "wanted to"}, moderator());
  std::vector<json> all = lines();
  const json end = all.back();
  all.pop_back();
  EXPECT_EQ(end, json({{"after", records.size()}, {"end", true}}));
  std::size_t facts = 0;
  for (const Record& record : records) facts += record.facts.size();
  EXPECT_EQ(all.size(), facts);
  const auto seated = std::ranges::find_if(
      all, [&](const json& line) { return line["fact"] == "PeopleSeated" && line["seq"] == records.size(); });
  ASSERT_NE(seated, all.end());
  EXPECT_EQ((*seated)["at"], now.ms);
  EXPECT_EQ((*seated)["by"], to_string(moderator()));
  EXPECT_EQ((*seated)["data"]["room"], to_string(b));
  EXPECT_EQ((*seated)["data"]["seats"][0]["person"], to_string(classroom[0]));
  EXPECT_EQ((*seated)["data"]["why"], "moved");
}

TEST_F(Audit, TellsNoWordsAndNothingThatOpensADoor) {
  accept(RoomRename{a, "Purple elephants", room(a).version}, moderator());
  accept(SeatMove{{move(classroom[0])}, b, false, "because of his cough"}, moderator());
  accept(ChatSay{a, "a secret word"}, classroom[1]);
  Profile guest;
  guest.name = "Gustav", guest.role = "classroom";
  accept(WalkIn{"0123456789abcdef", "CODE", guest});
  const std::string text = audit_lines(written(), {event_name, 0, {}});
  for (const char* hidden : {"Person classroom", "Gustav", "Purple", "cough", "secret", "mo@example.org", "CODE",
                             "https:", "seal", "walk_in", "0123456789abcdef"})
    EXPECT_EQ(text.find(hidden), std::string::npos) << hidden;
  EXPECT_NE(text.find(R"("title":{"owner":)"), std::string::npos) << "whose words they are";
}

TEST_F(Audit, OfOnePersonThereIsWhatTheyDidAndWhatNamesThem) {
  accept(SeatMove{{move(classroom[0])}, b}, moderator());
  const std::string who = to_string(classroom[0]);
  std::vector<json> all = lines({{}, 0, classroom[0]});
  all.pop_back();
  std::set<std::string> facts;
  for (const json& line : all) {
    facts.insert(line["fact"].get<std::string>());
    EXPECT_TRUE(line.value("by", "") == who || line.dump().find('"' + who + '"') != std::string::npos) << line;
  }
  for (const char* fact : {"PersonRegistered", "LobbyEntered", "PeopleSeated", "SeatsTurned", "OperationDone"})
    EXPECT_TRUE(facts.contains(fact)) << fact;
  EXPECT_FALSE(facts.contains("EventLoaded"));
  EXPECT_EQ(lines({{}, 0, PersonId(999)}).size(), 1u);
}

TEST_F(Audit, WhoReportedAndWhoSwapsContactsIsToldToNobody) {
  accept(ChatSay{a, "hm"}, classroom[1]);
  const std::size_t before = records.size();
  accept(ChatReport{a, 1}, classroom[2]);
  accept(PersonReport{classroom[1], "rude"}, classroom[2]);
  accept(ContactOffer{classroom[3]}, classroom[2]);
  ASSERT_EQ(records.size(), before + 3);
  std::vector<json> all = lines({{}, before, {}});
  ASSERT_EQ(all.size(), 3u) << "two reports, and the end";
  EXPECT_EQ(all[0]["fact"], "ChatReported");
  EXPECT_EQ(all[0]["data"], json({{"room", to_string(a)}, {"n", 1}}));
  EXPECT_EQ(all[1]["fact"], "PersonReported");
  EXPECT_EQ(all[1]["data"], json({{"person", to_string(classroom[1])}}));
  for (const json& line : all) EXPECT_FALSE(line.contains("by")) << line;
  EXPECT_EQ(lines({{}, before, classroom[2]}).size(), 1u) << "of who did it there is nothing to find";
  EXPECT_EQ(lines({{}, before, classroom[3]}).size(), 1u);
  EXPECT_EQ(lines({{}, before, classroom[1]}).size(), 2u);
  EXPECT_EQ(lines({{}, before, {}, classroom[1]}).size(), 2u) << "who is reported does not read it";
}

TEST_F(Audit, GoesOnWhereTheLastAnswerEnded) {
  const std::vector<json> whole = lines();
  std::vector<json> pieces;
  AuditAsked asked;
  for (std::size_t answers = 1;; ++answers) {
    ASSERT_LE(answers, records.size() + 1);
    std::vector<json> some = lines(asked, {5, 1'000'000, 1'000'000});
    const json end = some.back();
    some.pop_back();
    pieces.insert(pieces.end(), some.begin(), some.end());
    EXPECT_GE(end["after"], asked.after);
    asked.after = end["after"];
    if (end["end"] == true) break;
    EXPECT_FALSE(some.empty());
  }
  EXPECT_EQ(pieces.size() + 1, whole.size());
  EXPECT_TRUE(std::equal(pieces.begin(), pieces.end(), whole.begin()));
}

TEST_F(Audit, LooksAtNoMoreRecordsThanItMayAlsoWhereItFindsNothing) {
  std::vector<json> all = lines({{}, 0, PersonId(999)}, {100, 100, 1});
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0], json({{"after", 1}, {"end", false}}));
  EXPECT_EQ(lines({{}, records.size(), {}}).back(), json({{"after", records.size()}, {"end", true}}));
  EXPECT_EQ(lines({{}, std::uint64_t{1} << 53, {}}).size(), 1u) << "there is no such record yet";
}

TEST_F(Audit, WhatComesBeforeDamageIsTold) {
  const std::vector<json> sound = lines();
  journal::Batch nonsense;
  nonsense.records.push_back("no record");
  ASSERT_EQ(journal::append_now(written(), event_name, records.size(), nonsense).status, journal::Append::appended);
  std::vector<json> told = lines();
  EXPECT_EQ(told.back(), json({{"after", records.size()}, {"end", false}}));
  EXPECT_EQ(told.size(), sound.size());
  EXPECT_THROW(lines({{}, records.size(), {}}), journal::Damaged);
}

TEST_F(Audit, WhoWasErasedIsANumber) {
  accept(PersonErase{classroom[0]}, organiser());
  const std::string text = audit_lines(written(), {event_name, 0, classroom[0]});
  EXPECT_NE(text.find("PersonErased"), std::string::npos);
  EXPECT_EQ(text.find("Person classroom"), std::string::npos);
}

}  // namespace
}  // namespace convene::ops

// convene match over the institute's files: what comes out is what the files ask for.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "server/cli/budget.h"
#include "server/cli/commands.h"
#include "tests/unit/cli/running.h"
#include "tests/where/where.h"

namespace convene::cli {
namespace {

using nlohmann::json;

const std::string kInstitute = std::string(where::source_dir()) + "/examples/institute-2021/";

using testing::Ran;
using testing::ran;

Ran match_of(const std::string& event, const std::string& roster, std::vector<std::string> words) {
  words.insert(words.begin(), {"match", "--event", event, "--roster", roster});
  return ran(words);
}

Ran matched(std::vector<std::string> words) {
  words.insert(words.begin(), {"--session", "role-alike-1"});
  return match_of(kInstitute + "event.json", kInstitute + "roster.csv", std::move(words));
}

class Files : public ::testing::Test {
 protected:
  std::string write(const std::string& name, const std::string& text) { return folder_.put(name, text); }
  testing::Folder folder_;
};

TEST(Match, EverybodySitsInOneRoomARoundAndMeetsNewFaces) {
  const Ran got = matched({"--rounds", "3", "--format", "json", "--budget", "fast"});
  ASSERT_EQ(got.status, done) << got.err;
  const json all = json::parse(got.out);
  ASSERT_EQ(all["rounds"].size(), 3u);
  std::set<std::pair<std::string, std::string>> met;
  std::uint64_t repeats = 0;
  for (const json& round : all["rounds"]) {
    std::set<std::string> seen;
    std::set<std::string> names;
    for (const json& room : round["rooms"]) {
      EXPECT_TRUE(names.insert(room["name"]).second) << "two rooms called " << room["name"];
      EXPECT_GE(room["members"].size(), 3u);
      EXPECT_LE(room["members"].size(), 7u);
      for (const std::string a : room["members"]) {
        EXPECT_TRUE(seen.insert(a).second) << a << " sits in two rooms";
        for (const std::string b : room["members"])
          if (a < b) repeats += !met.insert({a, b}).second;
      }
    }
    EXPECT_EQ(seen.size() + round["unplaced"].size(), all["report"]["people"]);
    EXPECT_TRUE(round["unplaced"].empty());
  }
  EXPECT_EQ(all["report"]["repeat_meetings"], repeats);
  EXPECT_LT(repeats, 150u) << "of some 2,400 meetings: only kinds of few people meet again";
  EXPECT_EQ(all["report"]["people"], 400);
}

TEST(Match, TheSameSeedGivesTheSameBytesAndAnotherOneOthers) {
  const Ran once = matched({"--rounds", "2", "--seed", "7", "--budget", "20000steps"});
  const Ran again = matched({"--rounds", "2", "--seed", "7", "--budget", "20000steps"});
  const Ran other = matched({"--rounds", "2", "--seed", "8", "--budget", "20000steps"});
  EXPECT_EQ(once.status, done);
  EXPECT_EQ(once.out, again.out);
  EXPECT_NE(once.out, other.out);
}

TEST_F(Files, WhatOneSessionGaveIsTheHistoryOfTheNext) {
  const Ran first = matched({"--rounds", "1"});
  ASSERT_EQ(first.status, done);
  const Ran plain = matched({"--rounds", "1", "--seed", "2", "--format", "json"});
  const Ran next =
      matched({"--rounds", "1", "--seed", "2", "--format", "json", "--history", write("before.csv", first.out)});
  ASSERT_EQ(next.status, done) << next.err;
  // Of some 800 meetings: only kinds of few people meet again. Seeds 2 to 7 leave 27 to 40, and left 27 to 44 before.
  EXPECT_LT(json::parse(next.out)["report"]["repeat_meetings"], 60);
  EXPECT_NE(next.out.substr(0, next.out.find("report")), plain.out.substr(0, plain.out.find("report")));
  EXPECT_EQ(next.err.find("not on this roster"), std::string::npos);
}

TEST_F(Files, WhoIsInTheHistoryOnlyIsCounted) {
  const Ran got = matched({"--rounds", "1", "--budget", "fast", "--history",
                           write("before.csv", "room,person_id\nA,nobody-1\nA,nobody-2\nA,nobody-1\n")});
  EXPECT_EQ(got.status, done);
  EXPECT_NE(got.err.find("2 people of the history are not on this roster"), std::string::npos) << got.err;
}

TEST_F(Files, FewPeopleGetAClearAnswerEach) {
  const auto roster = [&](const std::string& people) {
    return json::parse(match_of(kInstitute + "event.json", write("few.csv", "id,name,role\n" + people),
                                {"--session", "role-alike-1", "--rounds", "1", "--format", "json"})
                           .out);
  };
  const json one = roster("a,Ana,high\n");
  EXPECT_TRUE(one["rounds"][0]["rooms"].empty());
  EXPECT_EQ(one["rounds"][0]["unplaced"][0], (json{{"person", "a"}, {"why", "alone"}}));
  const json two = roster("a,Ana,high\nb,Bo,parent\n");
  EXPECT_EQ(two["rounds"][0]["rooms"][0]["members"], (json{"a", "b"}));
  EXPECT_EQ(two["report"]["violations"][0]["code"], "too_few_people");
}

TEST_F(Files, WhoHasNoMailAddressIsSaidToBeLeftOutForToolsThatNeedOne) {
  const std::string roster =
      write("few.csv", "id,name,role,email\na,Ana,high,ana@example.org\nb,Bo,high,\nc,Cy,high,cy@example.org\n");
  const Ran got = match_of(kInstitute + "event.json", roster, {"--session", "role-alike-1", "--format", "zoom"});
  EXPECT_EQ(got.status, done);
  EXPECT_EQ(got.out.rfind("Pre-assign Room Name,Email Address\r\n", 0), 0u);
  EXPECT_NE(got.err.find("1 people have no mail address"), std::string::npos) << got.err;
}

TEST(Match, WrongUseIsSaidWithWhatThereIs) {
  const auto wrong = [](std::vector<std::string> words, const std::string& needle) {
    const Ran got = matched(std::move(words));
    EXPECT_EQ(got.status, wrong_use) << needle;
    EXPECT_TRUE(got.out.empty());
    EXPECT_NE(got.err.find(needle), std::string::npos) << got.err;
  };
  wrong({"--format", "xml"}, "there is csv, json, zoom, webex and goldcast");
  wrong({"--budget", "12 parsecs"}, "--budget");
  wrong({"--rounds", "101"}, "at most 100");
  const Ran unknown = match_of(kInstitute + "event.json", kInstitute + "roster.csv", {"--session", "role-alike-9"});
  EXPECT_EQ(unknown.status, wrong_use);
  EXPECT_NE(unknown.err.find("role-alike-1"), std::string::npos) << unknown.err;
}

TEST(Match, BudgetsAreReadStrictly) {
  EXPECT_EQ(read_budget("250steps")->steps, 250u);
  EXPECT_EQ(read_budget("2000ms")->milliseconds, 2000u);
  EXPECT_GT(read_budget("best")->steps_per_person, read_budget("fast")->steps_per_person);
  for (const char* word : {"", "0steps", "steps", "5", "5 ms", "-5ms", "5msx", "99999999999999999999ms", "Best"})
    EXPECT_FALSE(read_budget(word)) << word;
}

TEST(Match, AClockGivesAnAnswerHoweverShort) {
  const Ran got = matched({"--rounds", "1", "--budget", "1ms", "--format", "json"});
  ASSERT_EQ(got.status, done);
  EXPECT_EQ(json::parse(got.out)["report"]["alone"], 0);
}

Ran solved(const std::string& file, std::vector<std::string> words = {}) {
  words.insert(words.begin(), {"match", "--problem", file, "--format", "json"});
  return ran(words);
}

TEST_F(Files, AProblemInNumbersGetsItsAnswer) {
  const Ran got = solved(write("p.json", R"({"people":4,"rooms":{"min":2,"max":2},"weights":[[0,3,5],[1,2,1]],
    "seats":[0,null,-1,1],"move_penalty":1,"rounds":2,"repeat_penalty":1})"));
  ASSERT_EQ(got.status, done) << got.err;
  const json answer = json::parse(got.out);
  EXPECT_EQ(answer["rounds"].size(), 2u);
  EXPECT_EQ(answer["report"]["score"], 9) << "6 twice, two repeats and a move";
  EXPECT_EQ(answer["report"]["moves"], 1);
}

TEST_F(Files, AProblemThatCannotBeIsAnsweredWithACertificate) {
  const Ran got = solved(write("p.json", R"({"people":3,"rooms":{"min":3,"max":3},"apart":[[0,2]]})"));
  EXPECT_EQ(got.status, no);
  const json answer = json::parse(got.out)["infeasible"];
  EXPECT_EQ(answer["why"], "too_few_company");
  EXPECT_TRUE(answer["certificate"]["proven"]);
}

TEST_F(Files, AProblemThatIsNoneIsRefusedWithPlaceAndRemedy) {
  const auto wrong = [&](const std::string& text, const std::string& needle) {
    const Ran got = solved(write("p.json", text));
    EXPECT_EQ(got.status, wrong_use) << text;
    EXPECT_TRUE(got.out.empty());
    EXPECT_NE(got.err.find(needle), std::string::npos) << got.err;
  };
  wrong("{", "p.json:1");
  wrong(R"({"people":2,"rooms":{"min":2,"max":2},"wieghts":[]})", "weights");
  wrong(R"({"people":2,"rooms":{"min":3,"max":2}})", "must rise");
  wrong(R"({"people":2,"rooms":{"min":2,"max":2},"weights":[[0,1,1],[0,2,1]]})", "weights[1]");
  wrong(R"({"people":2,"rooms":{"min":2,"max":2},"weights":[[0,1,2147483649]]})", "at most 2147483648");
  wrong(R"({"people":2,"rooms":{"min":2,"max":2},"apart":[[1,1]]})", "apart[0]");
  wrong(R"({"people":2,"rooms":{"min":2,"max":2},"languages":[[1]]})", "1 items for 2 people");
  wrong(R"({"people":99999,"rooms":{"min":2,"max":2}})", "people");
  wrong(R"({"people":20000,"rooms":{"min":2,"max":2},"rounds":1000})", "people times rounds");
  EXPECT_EQ(solved(write("p.json", R"({"people":2,"rooms":{"min":2,"max":2}})"), {"--event", "e.json"}).status,
            wrong_use);
  EXPECT_EQ(solved("/nowhere.json").status, wrong_use);
}

}  // namespace
}  // namespace convene::cli

#include "server/net/history_api.h"

#include <algorithm>
#include <future>
#include <sstream>
#include <utility>

#include "server/ops/summary.h"
#include "tests/unit/net/staff_house.h"

namespace convene::net::testing {
namespace {

constexpr PersonId second_person{4};
constexpr std::size_t kWaiting = 8;  // of an event
constexpr const char* kPast[] = {"journal.jsonl",  "operations?person=p3", "summary.html",
                                 "attendance.csv", "credit.csv",           "rooms.csv",
                                 "met.csv",        "visits.csv",           "followups.csv"};

std::vector<json> lines_of(const std::string& text) {
  std::vector<json> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(json::parse(line));
  return out;
}

class History : public ::testing::Test {
 protected:
  House house;
  const std::string pass = house.pass_of(moderator);
};

TEST_F(History, IsForModerators) {
  house.submit(EventLoad{convene::testing::small_event(), {{"Fay", "fay@example.org", {Hat::facilitator}, {}}}});
  const PersonId facilitator =
      house.look<PersonId>([](const State& now) { return now.index.by_email.at("fay@example.org"); });
  for (const char* resource : kPast) {
    EXPECT_EQ(house.ask("GET", resource, "").status, 401) << resource;
    for (const PersonId who : {first_person, facilitator}) {
      const auto response = house.ask("GET", resource, house.pass_of(who));
      EXPECT_EQ(response.status, 403) << resource;
      EXPECT_EQ(response.body.at("code"), "role.required");
    }
    EXPECT_EQ(house.ask("POST", resource, pass).status, 405) << resource;
  }
  EXPECT_EQ(house.readers, 0) << "nothing was read for any of them";
  for (const char* resource : kPast)
    for (const PersonId who : {moderator, organiser})
      EXPECT_EQ(house.ask("GET", resource, house.pass_of(who)).status, 200) << resource;
}

TEST_F(History, TheJournalIsToldFactByFact) {
  house.submit(SessionIntend{"talk", true}, first_person);
  const auto [head, text] = house.all_of("GET", "journal.jsonl", pass, "");
  EXPECT_NE(head.find("Content-Type: application/x-ndjson"), std::string::npos);
  EXPECT_NE(head.find("Cache-Control: no-store"), std::string::npos);
  const std::vector<json> all = lines_of(text);
  const std::uint64_t after = all.back().at("after");
  EXPECT_EQ(all.back(), json({{"after", after}, {"end", true}}));
  const auto said =
      std::ranges::find_if(all, [](const json& line) { return line.value("fact", "") == "IntentionChanged"; });
  ASSERT_NE(said, all.end());
  EXPECT_EQ(said->at("by"), "p3");
  EXPECT_EQ(said->at("data"), json({{"person", "p3"}, {"session", "talk"}, {"intends", true}}));
  EXPECT_EQ(text.find("Person 0"), std::string::npos);
  house.submit(SessionIntend{"talk", false}, first_person);
  const std::string from = "journal.jsonl?after=" + std::to_string(after);
  const std::vector<json> more = lines_of(house.text("GET", from, pass));
  ASSERT_GE(more.size(), 2u);
  EXPECT_EQ(more[0].at("seq"), after + 1);
  EXPECT_EQ(lines_of(house.text("GET", from + "&person=p3", pass)).size(), 2u);
  EXPECT_EQ(lines_of(house.text("GET", from + "&person=p4", pass)).size(), 1u);
}

TEST_F(History, OperationsOfAPersonHaveTheFormOfTheBoards) {
  house.submit(PairApart{first_person, second_person}, moderator);
  const auto response = house.ask("GET", "operations?person=p4", pass);
  ASSERT_EQ(response.status, 200) << response.body;
  EXPECT_EQ(response.body.at("more"), false);
  ASSERT_EQ(response.body.at("operations").size(), 1u);
  const json& one = response.body.at("operations")[0];
  EXPECT_EQ(one.at("operation"), "o1");
  EXPECT_EQ(one.at("command"), "pair.apart");
  EXPECT_EQ(one.at("by"), "p1");
  EXPECT_EQ(one.at("name"), "Mo");
  EXPECT_EQ(one.at("pair"), json::array({"p3", "p4"}));
  house.submit(OpUndo{OperationId(1), false, false}, moderator);
  const auto undone = house.ask("GET", "operations?person=p4", pass);
  EXPECT_EQ(undone.body.at("operations")[0].at("about"), "o1");
  EXPECT_EQ(undone.body.at("operations")[1].at("undone_by"), "Mo");
  EXPECT_EQ(house.ask("GET", "operations?person=p4&before=o2", pass).body.at("operations").size(), 1u);
  EXPECT_EQ(house.ask("GET", "operations?person=p4&before=o1", pass).body.at("operations"), json::array());
  EXPECT_EQ(house.ask("GET", "operations?person=p1", pass).body.at("operations"), json::array()) << "of the mover none";
}

TEST_F(History, TheSummaryMayUseItsOwnStyleSheetAndNothingElse) {
  const auto [head, page] = house.all_of("GET", "summary.html", pass, "");
  EXPECT_NE(head.find("Content-Type: text/html; charset=utf-8"), std::string::npos);
  EXPECT_NE(head.find("style-src 'self' " + ops::summary_style_source() + ';'), std::string::npos) << head;
  EXPECT_NE(head.find("script-src 'self';"), std::string::npos);
  EXPECT_NE(page.find("<h1><bdi>A test</bdi></h1>"), std::string::npos);
  EXPECT_NE(page.find("4 people are on the roster"), std::string::npos) << page;
  EXPECT_EQ(page.find("Person 0"), std::string::npos);
}

TEST_F(History, WhatIsAskedForWronglyIsRefused) {
  for (const char* resource :
       {"journal.jsonl?after=", "journal.jsonl?after=-1", "journal.jsonl?after=1x",
        "journal.jsonl?after=18446744073709551615", "journal.jsonl?person=", "journal.jsonl?person=3",
        "journal.jsonl?person=p0", "journal.jsonl?person=p03", "journal.jsonl?person=p3&person=p3",
        "journal.jsonl?before=1", "journal.jsonl?person=%22", "operations", "operations?person=o1",
        "operations?person=p3&before=1", "operations?person=p3&before=p1", "operations?person=%",
        "summary.html?session=talk"}) {
    const auto response = house.ask("GET", resource, pass);
    EXPECT_EQ(response.status, 400) << resource;
    EXPECT_EQ(response.body.at("code"), "query.malformed") << resource;
  }
  EXPECT_EQ(house.readers, 0);
  EXPECT_EQ(house.ask("GET", "operations?person=p4000000000", pass).body.at("operations"), json::array());
}

TEST_F(History, IsReadAsideWhileTheEventGoesOn) {
  house.historian.hold();
  bool intends = false;
  for (const char* resource : kPast) {
    auto reading = house.ask_later("GET", resource, pass, "");
    house.historian.wait();
    const std::uint64_t before = house.seq();
    house.submit(SessionIntend{"talk", intends = !intends}, first_person);
    EXPECT_EQ(house.seq(), before + 1) << resource << " is still being read";
    const auto list = house.ask("POST", "attendance?session=talk", pass, "name\nPerson 0\n");
    EXPECT_EQ(list.status, 200) << "and holds up no lists";
    house.historian.step();
    EXPECT_EQ(reading.get().status, 200) << resource;
  }
}

TEST_F(History, AHatThatWasTakenMeanwhileShowsNothing) {
  for (const char* resource : kPast) {
    House one;
    one.historian.hold();
    auto reading = one.ask_later("GET", resource, one.pass_of(moderator), "");
    one.historian.wait();
    one.submit(PersonHat{moderator, {Hat::participant}, {}}, organiser);
    one.historian.step();
    const auto response = reading.get();
    EXPECT_EQ(response.status, 403) << resource;
    EXPECT_EQ(response.body.at("code"), "role.required") << resource;
  }
}

TEST_F(History, APassThatIsNotGoodAnyMoreShowsNothing) {
  for (const char* resource : kPast) {
    House one;
    one.historian.hold();
    auto reading = one.ask_later("GET", resource, one.pass_of(moderator), "");
    one.historian.wait();
    one.submit(PassRevoke{moderator}, organiser);
    one.historian.step();
    EXPECT_EQ(reading.get().status, 401) << resource;
  }
}

TEST_F(History, EightAreReadForAnEventAtATime) {
  house.historian.hold();
  std::vector<std::future<House::Response>> reading;
  for (std::size_t i = 1; i <= kWaiting; ++i) {
    reading.push_back(house.ask_later("GET", "summary.html", pass, ""));
    house.historian.wait(i);
  }
  const auto much = house.ask("GET", "summary.html", pass);
  EXPECT_EQ(much.status, 503);
  EXPECT_EQ(much.body.at("code"), "overloaded");
  house.historian.step();
  for (auto& one : reading) EXPECT_EQ(one.get().status, 200);
  auto again = house.ask_later("GET", "summary.html", pass, "");
  house.historian.wait();
  house.historian.step();
  EXPECT_EQ(again.get().status, 200) << "they count no more";
}

TEST_F(History, NothingIsReadForWhoIsGoneBeforeItsTurn) {
  house.historian.hold();
  std::vector<std::unique_ptr<Wire>> wires;
  for (std::size_t i = 1; i <= kWaiting; ++i) {
    wires.push_back(std::make_unique<Wire>(house.port()));
    wires.back()->send(House::request("GET", "summary.html", pass));
    house.historian.wait(i);
  }
  wires.clear();
  house.until_left(kWaiting);
  house.historian.step();
  EXPECT_EQ(house.readers, 0);
  std::vector<std::future<House::Response>> reading;
  for (std::size_t i = 1; i <= kWaiting; ++i) {
    reading.push_back(house.ask_later("GET", "summary.html", pass, ""));
    house.historian.wait(i);
  }
  house.historian.step();
  for (auto& one : reading) EXPECT_EQ(one.get().status, 200) << "their places are free";
}

TEST_F(History, AReadingEndsAtTheNextRecordOnceWhoeverAskedIsGone) {
  for (const char* resource : kPast) {
    House one;
    const std::string by = one.pass_of(moderator);
    for (const bool intends : {true, false, true}) one.submit(SessionIntend{"talk", intends}, first_person);
    ASSERT_GT(one.seq(), 4u);
    one.historian.hold();
    auto wire = std::make_unique<Wire>(one.port());
    one.on_record = [&] {
      if (one.records == 2) wire.reset(), one.until_left(1);
    };
    wire->send(House::request("GET", resource, by));
    one.historian.wait();
    one.historian.step();
    EXPECT_EQ(one.records, 2u) << resource;
    EXPECT_EQ(one.log.count("history.unread"), 0u) << "nothing is wrong with the journal";
    one.on_record = nullptr;
    auto again = one.ask_later("GET", resource, by, "");
    one.historian.wait();
    one.historian.step();
    EXPECT_EQ(again.get().status, 200) << resource;
  }
}

TEST_F(History, WhoSendsMoreBeforeTheAnswerIsStillThere) {
  house.historian.hold();
  Wire wire(house.port());
  const std::string asked = "GET /api/v1/events/" + std::string(kEvent) +
                            "/summary.html HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + pass + "\r\n\r\n";
  wire.send(asked);
  house.historian.wait();
  wire.send(House::request("GET", "contacts.csv", pass));
  EXPECT_EQ(house.ask("GET", "journal.jsonl?after=-1", pass).status, 400) << "some turns of the loop later";
  house.historian.step();
  EXPECT_EQ(wire.answer().substr(0, 12), "HTTP/1.1 200");
  EXPECT_EQ(wire.answer().substr(0, 12), "HTTP/1.1 200") << "and is answered in its turn";
  EXPECT_TRUE(wire.closed());
  house.until_left(0);
}

TEST_F(History, WhoClosedTheirHalfIsToldToKeepItOpen) {
  house.historian.hold();
  Wire wire(house.port());
  wire.send(House::request("GET", "summary.html", pass));
  house.historian.wait();
  wire.send_no_more();
  house.until_left(1);
  house.historian.step();
  const std::string answer = wire.read_all();
  EXPECT_EQ(answer.substr(0, 12), "HTTP/1.1 400");
  EXPECT_NE(answer.find("\"http.gone\""), std::string::npos) << answer;
  EXPECT_EQ(house.readers, 0);
}

TEST_F(History, DamageIsSaidAndLogged) {
  house.damaged = true;
  for (const char* resource : kPast) {
    const auto response = house.ask("GET", resource, pass);
    EXPECT_EQ(response.status, 500) << resource;
    EXPECT_EQ(response.body.at("code"), "event.damaged");
  }
  EXPECT_EQ(house.log.count("history.unread"), std::size(kPast));
}

TEST_F(History, WhatCannotBeReadIsSaid) {
  house.unreadable = true;
  for (const char* resource : kPast) {
    const auto response = house.ask("GET", resource, pass);
    EXPECT_EQ(response.status, 503) << resource;
    EXPECT_EQ(response.body.at("code"), "event.away");
  }
  house.unreadable = false;
  house.historian.full = true;
  for (const char* resource : kPast) EXPECT_EQ(house.ask("GET", resource, pass).body.at("code"), "overloaded");
}

TEST_F(History, OfWhoWasErasedThereIsNoWord) {
  house.submit(PairApart{first_person, second_person}, moderator);
  house.submit(PersonErase{second_person}, organiser);
  for (const char* resource : {"journal.jsonl?person=p4", "operations?person=p4", "summary.html"}) {
    const std::string text = house.text("GET", resource, pass);
    EXPECT_EQ(text.find("Person 1"), std::string::npos) << resource;
    EXPECT_EQ(text.find("k1"), std::string::npos) << resource;
  }
}

TEST(SlowHistory, WhoWaitsTooLongIsToldSo) {
  House house([](Config& config) { config.limits.answer_within = std::chrono::milliseconds(300); });
  house.historian.hold();
  const auto late = house.ask("GET", "summary.html", house.pass_of(moderator));
  EXPECT_EQ(late.status, 503);
  EXPECT_EQ(late.body.at("code"), "overloaded");
  house.historian.step();  // what was being made goes nowhere
  EXPECT_EQ(house.readers, 0) << "nobody waits for it";
}

TEST_F(History, WhatIsWrittenWhileAListIsReadTakesNobodyOffIt) {
  ProfileUpdate update;
  update.organization = "Another school";
  bool changed = false;
  house.after_vault = [&] {
    if (!std::exchange(changed, true)) house.submit(update, first_person);
  };
  // Away from the loop's thread, which has to take the change meanwhile.
  house.historian.hold();
  const auto text_of = [&](const char* resource) {
    auto text = std::async(std::launch::async, [&, resource] { return house.text("GET", resource, pass); });
    house.historian.wait();
    house.historian.step();
    return text.get();
  };
  const std::string roster = text_of("roster.csv");
  ASSERT_TRUE(changed);
  EXPECT_NE(roster.find("k0,Person 0,"), std::string::npos) << roster;
  EXPECT_EQ(roster.find("Another school"), std::string::npos) << "it came too late";
  EXPECT_NE(text_of("roster.csv").find("Another school"), std::string::npos);
}

TEST_F(History, AListThatHasSomebodyWhoWasErasedMeanwhileIsNotHandedOut) {
  bool erased = false;
  house.on_record = [&] {
    if (!std::exchange(erased, true)) house.submit(PersonErase{second_person}, organiser);
  };
  house.historian.hold();
  const auto answer_of = [&](const char* resource) {
    auto answer = house.ask_later("GET", resource, pass, "");
    house.historian.wait();
    house.historian.step();
    return answer.get();
  };
  const auto late = answer_of("people.json");
  ASSERT_TRUE(erased);
  EXPECT_EQ(late.status, 503);
  EXPECT_EQ(late.body.at("code"), "event.away");
  const std::string again = answer_of("people.json").body.dump();
  EXPECT_NE(again.find("Person 0"), std::string::npos);
  EXPECT_EQ(again.find("Person 1"), std::string::npos);
}

}  // namespace
}  // namespace convene::net::testing

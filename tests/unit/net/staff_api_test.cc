// What scripts of the organiser's ask and send.
#include "server/net/staff_api.h"

#include "tests/unit/net/staff_house.h"

namespace convene::net::testing {
namespace {

TEST(StaffApi, WithoutAGoodPassNothingIsTold) {
  House house;
  for (const std::string& pass : {std::string(), std::string("c1.k1.AAAA.AAAA"), std::string("nonsense")}) {
    const auto response = house.ask("GET", "state", pass);
    EXPECT_EQ(response.status, 401) << pass;
    EXPECT_EQ(response.body.at("code"), "pass.invalid");
    EXPECT_NE(response.head.find("WWW-Authenticate: Bearer"), std::string::npos);
    EXPECT_EQ(house.ask("POST", "roster", pass, "name\nAnn\n").status, 401);
    EXPECT_EQ(house.ask("DELETE", "people/p3", pass).status, 401);
  }
}

TEST(StaffApi, AParticipantMayNothingHere) {
  House house;
  const std::string pass = house.pass_of(first_person);
  const std::uint64_t seq = house.seq();
  for (const auto& [method, resource] : std::initializer_list<std::pair<const char*, const char*>>{
           {"GET", "state"}, {"POST", "roster"}, {"DELETE", "people/p4"}}) {
    const auto response = house.ask(method, resource, pass, method == std::string("POST") ? "name\nAnn\n" : "");
    EXPECT_EQ(response.status, 403) << method << ' ' << resource;
    EXPECT_EQ(response.body.at("code"), "role.required");
  }
  EXPECT_EQ(house.seq(), seq);
}

TEST(StaffApi, TheStateIsTheFloorAsThePersonMaySeeIt) {
  House house;
  const auto response = house.ask("GET", "state", house.pass_of(moderator));
  ASSERT_EQ(response.status, 200) << response.body;
  EXPECT_NE(response.head.find("Cache-Control: no-store"), std::string::npos);
  EXPECT_NE(response.head.find("application/json"), std::string::npos);
  EXPECT_TRUE(response.body.at("sessions").contains("role-alike-1"));
  EXPECT_TRUE(response.body.contains("rooms"));
  EXPECT_TRUE(response.body.contains("people"));
}

TEST(StaffApi, ARosterWithFaultsIsAnsweredRowByRowAndTakesNobody) {
  House house;
  const std::uint64_t seq = house.seq();
  const auto response = house.ask("POST", "roster", house.pass_of(moderator),
                                  "id,name,role\nn1,Ann,classroom\nn2,,classroom\nn3,Cid,no-such-role\n");
  ASSERT_EQ(response.status, 422) << response.body;
  EXPECT_EQ(response.body.at("code"), "roster.malformed");
  const json& faults = response.body.at("faults");
  EXPECT_EQ(response.body.at("total"), faults.size());
  std::vector<int> rows;
  for (const json& fault : faults) {
    rows.push_back(fault.at("line"));
    EXPECT_FALSE(fault.at("message").get<std::string>().empty());
  }
  EXPECT_NE(std::find(rows.begin(), rows.end(), 3), rows.end()) << faults;
  EXPECT_EQ(std::find(rows.begin(), rows.end(), 2), rows.end()) << faults;
  EXPECT_EQ(house.seq(), seq);
  const auto empty = house.ask("POST", "roster", house.pass_of(moderator), "id,name,role\n");
  EXPECT_EQ(empty.status, 422);
}

TEST(StaffApi, ASoundRosterIsTakenAndTheSameAgainMakesNobodyTwice) {
  House house;
  const std::string pass = house.pass_of(moderator);
  const std::string roster = "id,name,role\nn1,Ann,classroom\nn2,Bob,informal\n";
  const auto response = house.ask("POST", "roster", pass, roster);
  ASSERT_EQ(response.status, 200) << response.body;
  EXPECT_EQ(response.body.at("people"), 2);
  EXPECT_EQ(response.body.at("seq"), house.seq());
  const std::string newcomer = house.pass_of(PersonId(6));  // two of the staff, two, two more
  EXPECT_EQ(house.ask("GET", "state", newcomer).status, 403) << "known, and no staff";
  ASSERT_EQ(house.ask("POST", "roster", pass, roster).status, 200);
  const auto seventh = house.ask("DELETE", "people/p7", house.pass_of(organiser));
  EXPECT_EQ(seventh.status, 409) << seventh.body;
}

TEST(StaffApi, AListOfAWebinarToolSaysWhoWasThere) {
  House house;
  const std::string pass = house.pass_of(moderator);
  const auto wrong = house.ask("POST", "attendance?session=role-alike-1", pass, "name,minutes\nPerson 0,50\n");
  EXPECT_EQ(wrong.status, 422) << wrong.body;
  EXPECT_EQ(wrong.body.at("code"), "session.unknown") << "no content session";
  EXPECT_EQ(house.ask("POST", "attendance", pass, "name\nPerson 0\n").body.at("code"), "attendance.session");
  EXPECT_EQ(house.ask("POST", "attendance?session=talk", pass, "colour\nred\n").status, 422);
  EXPECT_EQ(house.ask("POST", "attendance?session=talk", house.pass_of(first_person), "name\nPerson 0\n").status, 403);
  EXPECT_EQ(house.ask("GET", "attendance.csv", house.pass_of(first_person)).status, 403);
  const auto response = house.ask("POST", "attendance?session=talk", pass,
                                  "Name,Duration (Minutes)\nPerson 0,30\nperson 0,20\nA Stranger,60\n");
  ASSERT_EQ(response.status, 200) << response.body;
  EXPECT_EQ(response.body.at("people"), 1);
  ASSERT_EQ(response.body.at("unmatched").size(), 1u);
  EXPECT_EQ(response.body.at("unmatched")[0].at("row"), 4);
  EXPECT_EQ(response.body.at("unmatched")[0].at("why"), "unknown");
  const std::string csv = house.text("GET", "attendance.csv", pass);
  EXPECT_EQ(csv, "person_id,name,email,session,attended,how,minutes\r\nk0,Person 0,,talk,yes,imported,50\r\n");
  // What is written can be read again, and changes nothing.
  const std::uint64_t seq = house.seq();
  EXPECT_EQ(house.ask("POST", "attendance", pass, csv).status, 200);
  EXPECT_EQ(house.seq(), seq);
}

TEST(StaffApi, AssignmentsMadeElsewhereBecomePlansAndTheAnswerNamesWhomItDidNotFind) {
  House house;
  const std::string pass = house.pass_of(moderator);
  const std::string where = "plan?session=role-alike-1&name=by%20hand";
  const std::string list = "round,room,name\n1,Newton,Person 0\n1,Newton,A Stranger\n2,Curie,Person 0\n";
  EXPECT_EQ(house.ask("POST", where, house.pass_of(first_person), list).status, 403);
  EXPECT_EQ(house.ask("POST", "plan", pass, list).body.at("code"), "plan.session");
  EXPECT_EQ(house.ask("POST", "plan?session=nowhere", pass, list).body.at("code"), "session.unknown");
  EXPECT_EQ(house.ask("POST", "plan?session=talk", pass, list).body.at("code"), "session.no_rooms");
  EXPECT_EQ(house.ask("POST", "plan?session=role-alike-1&name=%E2%80%AEx", pass, list).body.at("code"),
            "text.not_readable");
  EXPECT_EQ(house.ask("POST", where, pass, "colour,x,y\nred,1,2\n").body.at("code"), "assignments.malformed");
  const auto nobody = house.ask("POST", where, pass, "room,name\nA,A Stranger\n");
  EXPECT_EQ(nobody.status, 422);
  EXPECT_EQ(nobody.body.at("code"), "plan.empty");
  EXPECT_EQ(nobody.body.at("unmatched").size(), 1u) << "who was not found is said all the same";
  const auto taken = house.ask("POST", where, pass, list);
  ASSERT_EQ(taken.status, 200) << taken.body;
  ASSERT_EQ(taken.body.at("plans").size(), 2u) << "one a round";
  EXPECT_EQ(taken.body.at("plans")[0].at("plan"), "d1");
  EXPECT_EQ(taken.body.at("plans")[1].at("plan"), "d2");
  EXPECT_EQ(taken.body.at("plans")[0].at("people"), 1);
  EXPECT_EQ(taken.body.at("unmatched_rows"), 1);
  EXPECT_EQ(taken.body.at("unmatched")[0].at("row"), 3);
  EXPECT_EQ(taken.body.at("unmatched")[0].at("why"), "unknown");
  // Whoever is not here yet is on no screen: the board asks how the people of the plan are called.
  EXPECT_EQ(house.ask("GET", "names?plan=d1", house.pass_of(first_person)).status, 403);
  EXPECT_EQ(house.ask("GET", "names?plan=p1", pass).status, 400);
  EXPECT_EQ(house.ask("GET", "names?plan=d9", pass).status, 404);
  const auto names = house.ask("GET", "names?plan=d1", pass);
  ASSERT_EQ(names.status, 200) << names.body;
  EXPECT_EQ(names.body.size(), 1u);
  EXPECT_EQ(names.body.begin().value(), "Person 0");
}

TEST(StaffApi, WhileAListIsReadOthersCommandsAreNotHeldUp) {
  House house;
  const std::string pass = house.pass_of(moderator);
  house.worker.hold();
  auto list = house.ask_later("POST", "attendance?session=talk", pass, "name\nPerson 0\n");
  house.worker.wait();
  const std::uint64_t before = house.seq();
  house.submit(SessionIntend{"talk", true}, first_person);
  EXPECT_EQ(house.seq(), before + 1) << "the list is still being read";
  house.worker.step();
  EXPECT_EQ(list.get().body.at("people"), 1);
  auto roster = house.ask_later("POST", "roster", pass, "id,name,role\nn1,Ann,classroom\n");
  house.worker.wait();
  house.submit(SessionIntend{"talk", false}, first_person);
  EXPECT_EQ(house.seq(), before + 3) << "and so is the roster";
  house.worker.step();
  EXPECT_EQ(roster.get().body.at("people"), 1);
}

TEST(StaffApi, WhoWasRenamedWhileTheListWasReadIsNotCreditedByTheOldName) {
  House house;
  const std::string pass = house.pass_of(moderator);
  const auto renamed = [&](const std::string& name) {
    Profile profile;
    profile.key = "k0", profile.name = name;
    house.submit(RosterImport{{profile}});
  };
  house.worker.hold();
  auto list = house.ask_later("POST", "attendance?session=talk", pass, "name\nPerson 0\n");
  house.worker.wait();
  renamed("Somebody Else");
  house.worker.step();
  house.worker.wait();  // matched anew
  house.worker.step();
  const House::Response response = list.get();
  ASSERT_EQ(response.status, 200) << response.body;
  EXPECT_EQ(response.body.at("people"), 0);
  EXPECT_EQ(response.body.at("unmatched_rows"), 1);
  auto restless = house.ask_later("POST", "attendance?session=talk", pass, "name\nPerson 0\n");
  for (const char* name : {"One", "Two", "Three"}) {
    house.worker.wait();
    renamed(name);
    house.worker.step();
  }
  EXPECT_EQ(restless.get().body.at("code"), "attendance.names_changed");
}

TEST(StaffApi, WhereTooManyListsAreReadTheNextIsAskedToWait) {
  House house;
  house.worker.full = true;
  for (const char* resource : {"roster", "attendance?session=talk"}) {
    const auto response = house.ask("POST", resource, house.pass_of(moderator), "name\nPerson 0\n");
    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(response.body.at("code"), "overloaded");
  }
}

TEST(StaffApi, AListThatBreaksOffSaysOfEachSessionWhatWasTaken) {
  House house;
  const std::string pass = house.pass_of(moderator);
  EventDefinition event = convene::testing::small_event();
  event.sessions.push_back(convene::testing::session("zoo", SessionKind::content, convene::testing::nine, minutes(60)));
  house.submit(EventLoad{event, {}});
  house.worker.hold();
  auto list = house.ask_later("POST", "attendance", pass,
                              "name,session\nStranger,zoo\nPerson 0,talk\nStranger,talk\nPerson 1,zoo\nPerson 0,zoo\n");
  house.worker.wait();
  house.break_after(1);
  house.worker.step();
  const House::Response response = list.get();
  EXPECT_EQ(response.status, 503) << response.body;
  EXPECT_EQ(response.body.at("code"), "attendance.in_part");
  EXPECT_EQ(response.body.at("people"), 3);
  EXPECT_EQ(response.body.at("unmatched"), json::parse(R"([{"row":2,"why":"unknown"},{"row":4,"why":"unknown"}])"));
  const json& sessions = response.body.at("sessions");
  ASSERT_EQ(sessions.size(), 2u);
  EXPECT_EQ(sessions[0].at("session"), "talk");
  EXPECT_EQ(sessions[0].at("stored"), 1);
  EXPECT_FALSE(sessions[0].contains("code"));
  EXPECT_EQ(sessions[1].at("session"), "zoo");
  EXPECT_EQ(sessions[1].at("people"), 2);
  EXPECT_EQ(sessions[1].at("stored"), 0);
  EXPECT_EQ(sessions[1].at("code"), "journal.unavailable");
  EXPECT_FALSE(sessions[1].at("message").get<std::string>().empty());
}

TEST(StaffApi, ARevokedPassOpensNothingAndANewOneDoes) {
  House house;
  const std::string old = house.pass_of(moderator);
  ASSERT_EQ(house.ask("GET", "state", old).status, 200);
  house.submit(PassRevoke{moderator});
  const auto response = house.ask("GET", "state", old);
  EXPECT_EQ(response.status, 401);
  EXPECT_EQ(response.body.at("code"), "pass.invalid");
  EXPECT_EQ(house.ask("GET", "state", house.pass_of(moderator)).status, 200);
}

TEST(StaffApi, ErasingIsForOrganisersAndForEver) {
  House house;
  const std::string pass = house.pass_of(organiser);
  const std::string theirs = house.pass_of(first_person);
  EXPECT_EQ(house.ask("DELETE", "people/p3", house.pass_of(moderator)).status, 403);
  for (const char* whom : {"people/p0", "people/p03", "people/3", "people/p99999999999", "people/", "people/p3x"})
    EXPECT_EQ(house.ask("DELETE", whom, pass).status, 404) << whom;
  const auto response = house.ask("DELETE", "people/p3", pass);
  ASSERT_EQ(response.status, 200) << response.body;
  EXPECT_EQ(response.body.at("erased"), true);
  EXPECT_EQ(house.ask("GET", "state", theirs).status, 401);
  std::string words;
  house.journal.read_vault(kEvent, [&](const journal::VaultRow& row) {
    words += row.text;
    return true;
  });
  EXPECT_EQ(words.find("Person 0"), std::string::npos);
  EXPECT_NE(words.find("Person 1"), std::string::npos);
}

TEST(StaffApi, WhatThereIsNotIsToldApart) {
  House house;
  const std::string pass = house.pass_of(moderator);
  EXPECT_EQ(house.ask("GET", "roster", pass).status, 405);
  EXPECT_EQ(house.ask("POST", "state", pass).status, 405);
  EXPECT_EQ(house.ask("GET", "nothing", pass).status, 404);
}

}  // namespace
}  // namespace convene::net::testing

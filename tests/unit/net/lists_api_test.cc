#include "server/net/lists_api.h"

#include <algorithm>

#include "server/ops/certificates.h"
#include "tests/unit/net/staff_house.h"

namespace convene::net::testing {
namespace {

constexpr PersonId second_person{4};

/// An open round whose one room holds the two people, who were there.
class Lists : public ::testing::Test {
 protected:
  Lists() {
    EventDefinition event = convene::testing::small_event();
    event.sessions[0].credit_minutes = 60;
    // The house's clock stands at nine, in the middle of it.
    event.sessions[1].starts = convene::testing::nine - minutes(10);
    event.sessions[1].ends = convene::testing::nine + minutes(40);
    house.submit(EventLoad{event, {{"Fay", "fay@example.org", {Hat::facilitator}, {}}}});
    std::vector<Profile> named(2);
    for (std::size_t i = 0; i < named.size(); ++i) {
      named[i].key = "k" + std::to_string(i), named[i].name = i == 0 ? "=Ann" : "علي";
      named[i].email = i == 0 ? "ann@example.org" : "ali@example.org", named[i].organization = "School " + named[i].key;
    }
    house.submit(RosterImport{named});
    for (const PersonId id : {first_person, second_person}) house.submit(SessionJoin{"role-alike-1", {}}, id);
    house.until([](const State& state) { return state.person(first_person).room && state.person(second_person).room; });
    for (const PersonId id : {first_person, second_person})
      house.submit(SeatSeen{house.look<std::uint32_t>([&](const State& now) { return now.person(id).version; })}, id);
  }
  std::string list(const std::string& resource) { return house.text("GET", resource, pass); }

  House house;
  const std::string pass = house.pass_of(moderator);
};

constexpr const char* kLists[] = {"attendance.csv", "credit.csv", "rooms.csv",    "met.csv",
                                  "visits.csv",     "roster.csv", "followups.csv"};

TEST_F(Lists, AreForModerators) {
  const PersonId facilitator =
      house.look<PersonId>([](const State& now) { return now.index.by_email.at("fay@example.org"); });
  for (const char* resource : kLists) {
    for (const PersonId who : {first_person, facilitator}) {
      const auto response = house.ask("GET", resource, house.pass_of(who));
      EXPECT_EQ(response.status, 403) << resource << ' ' << to_string(who);
      EXPECT_EQ(response.body.at("code"), "role.required");
    }
    for (const PersonId who : {moderator, organiser}) {
      const auto response = house.ask("GET", resource, house.pass_of(who));
      EXPECT_EQ(response.status, 200) << resource;
      EXPECT_NE(response.head.find("Cache-Control: no-store"), std::string::npos);
      EXPECT_NE(response.head.find("Content-Type: text/csv; charset=utf-8"), std::string::npos);
      EXPECT_NE(response.head.find(std::string("attachment; filename=\"") + resource), std::string::npos);
    }
    EXPECT_EQ(house.ask("GET", resource, "").status, 401) << resource;
    const auto posted = house.ask("POST", resource, pass);
    EXPECT_EQ(posted.status, 405) << resource;
    EXPECT_NE(posted.head.find("Allow: GET, HEAD"), std::string::npos) << posted.head;
    EXPECT_EQ(house.ask("HEAD", resource, pass).status, 200) << resource;
  }
}

TEST_F(Lists, RoomsAreWrittenForEachTool) {
  EXPECT_EQ(list("rooms.csv").substr(0, 42), "event,session,round,room,person_id,name\r\nt");
  EXPECT_NE(list("rooms.csv").find(",k0,\"'=Ann\"\r\n"), std::string::npos) << list("rooms.csv");
  EXPECT_EQ(list("rooms.csv?format=convene"), list("rooms.csv"));
  const std::string tool = "rooms.csv?session=role-alike-1&format=";
  EXPECT_EQ(list(tool + "goldcast"), "1,ann@example.org\r\n1,ali@example.org\r\n") << "of the latest round";
  EXPECT_EQ(list(tool + "goldcast&round=2"), "");
  EXPECT_EQ(list(tool + "zoom").substr(0, 33), "Pre-assign Room Name,Email Addres");
  EXPECT_EQ(list("rooms.csv?session=role-alike-1&round=1"), list("rooms.csv"));
  EXPECT_EQ(list("rooms.csv?round=2"), "event,session,round,room,person_id,name\r\n");
  EXPECT_EQ(list("rooms.csv?session=mixing&format=goldcast"), "");
}

TEST_F(Lists, TheRosterIsReadAgainAsItWasWritten) {
  const std::string roster = list("roster.csv");
  EXPECT_EQ(roster.substr(0, 29), "id,name,email,role,region,org");
  EXPECT_NE(roster.find("\r\nk0,\"'=Ann\",ann@example.org,"), std::string::npos) << roster;
  const auto again = house.ask("POST", "roster", pass, roster);
  EXPECT_EQ(again.status, 200) << again.body.dump();
  EXPECT_EQ(list("roster.csv"), roster);
}

TEST_F(Lists, EverybodyIsThereWhetherTheyAreHereOrNot) {
  house.submit(CreditPlan{{first_person}, false}, moderator);
  house.submit(PersonRemove{second_person, "rude"}, moderator);
  const auto response = house.ask("GET", "people.json", pass);
  ASSERT_EQ(response.status, 200);
  const json& people = response.body.at("people");
  const auto entry = [&](PersonId id) {
    return *std::find_if(people.begin(), people.end(), [&](const json& one) { return one.at("id") == to_string(id); });
  };
  EXPECT_EQ(entry(first_person).at("name"), "=Ann");
  EXPECT_EQ(entry(first_person).at("plan"), false) << "staff said so";
  EXPECT_FALSE(entry(second_person).contains("plan"));
  EXPECT_EQ(entry(second_person).at("standing"), "removed");
  EXPECT_EQ(entry(moderator).at("hats"), json::array({"moderator"}));
  house.ask("DELETE", "people/" + to_string(first_person), house.pass_of(organiser));
  EXPECT_EQ(house.ask("GET", "people.json", pass).body.at("people").size(), people.size() - 1);
}

TEST_F(Lists, CertificatesAreAPageWithItsOwnStyleSheet) {
  const auto none = house.ask("GET", "certificates.html", pass);
  EXPECT_EQ(none.status, 422);
  EXPECT_EQ(none.body.at("code"), "certificates.none");
  house.submit(AttendanceNote{"talk", {first_person}, true}, moderator);
  const auto [head, page] = house.all_of("GET", "certificates.html?person=k0&locale=ar", pass, "");
  EXPECT_NE(head.find("Content-Type: text/html; charset=utf-8"), std::string::npos) << head;
  EXPECT_NE(head.find("style-src 'self' " + ops::certificates_style_source() + ';'), std::string::npos) << head;
  EXPECT_NE(head.find("Cache-Control: no-store"), std::string::npos);
  EXPECT_NE(page.find("<bdi>=Ann</bdi>"), std::string::npos) << page;
  EXPECT_EQ(house.ask("GET", "certificates.html?person=k1", pass).status, 422);
}

TEST_F(Lists, EverybodyHasTheirOwnCertificate) {
  const std::string ann = house.pass_of(first_person);
  const auto none = house.ask("GET", "certificate.html", ann);
  EXPECT_EQ(none.status, 422);
  EXPECT_EQ(none.body.at("code"), "certificates.none");
  house.submit(AttendanceNote{"talk", {first_person, second_person}, true}, moderator);
  const auto [head, page] = house.all_of("GET", "certificate.html?locale=es-MX", ann, "");
  EXPECT_NE(head.find("style-src 'self' " + ops::certificates_style_source() + ';'), std::string::npos) << head;
  EXPECT_NE(page.find("<bdi>=Ann</bdi>"), std::string::npos) << page;
  EXPECT_NE(page.find("Se certifica que"), std::string::npos) << page;
  EXPECT_EQ(page.find("علي"), std::string::npos) << "nobody else's";
  EXPECT_EQ(house.ask("GET", "certificate.html", pass).status, 422) << "a moderator has no more to see than anybody";
  EXPECT_EQ(house.ask("GET", "certificate.html?person=p2", ann).status, 400);
  EXPECT_EQ(house.ask("GET", "certificates.html", ann).status, 403);
}

TEST_F(Lists, WaitsAreToldWithoutNames) {
  const auto response = house.ask("GET", "waits.json", pass);
  ASSERT_EQ(response.status, 200);
  EXPECT_EQ(response.body.at("sessions"), json::array());
  EXPECT_EQ(house.ask("GET", "waits.json?session=nothing", pass).status, 422);
}

TEST_F(Lists, MetSaysWhoMetWhom) {
  EXPECT_EQ(list("met.csv?session=role-alike-1"),
            "event,person_id,name,other_id,other_name,times,rooms\r\ntest-event,k0,\"'=Ann\",k1,علي,1,r1\r\n");
  EXPECT_EQ(list("met.csv?session=talk"), "event,person_id,name,other_id,other_name,times,rooms\r\n");
}

TEST_F(Lists, WhatIsAskedForWronglyIsRefused) {
  for (const char* resource :
       {"rooms.csv?format=excel", "rooms.csv?format=", "rooms.csv?round=0", "rooms.csv?round=-1", "rooms.csv?round=",
        "rooms.csv?round=99999999999999999999", "rooms.csv?round=1.5", "rooms.csv?room=1", "rooms.csv?round=1&round=1",
        "rooms.csv?session=%FF", "rooms.csv?session=%", "met.csv?round=1", "credit.csv?session=talk",
        "contacts.csv?person=p4", "people.json?find=a", "roster.csv?role=a", "certificates.html?session=talk"}) {
    const auto response = house.ask("GET", resource, pass);
    EXPECT_EQ(response.status, 400) << resource;
    EXPECT_EQ(response.body.at("code"), "query.malformed") << resource;
  }
  for (const char* format : {"zoom", "webex", "goldcast"}) {
    const auto response = house.ask("GET", std::string("rooms.csv?format=") + format, pass);
    EXPECT_EQ(response.status, 422) << format;
    EXPECT_EQ(response.body.at("code"), "rooms.session");
  }
  for (const char* resource : {"rooms.csv?session=nothing", "met.csv?session=..", "visits.csv?session=%3Cb%3E",
                               "followups.csv?session=a", "waits.json?session=a"}) {
    const auto response = house.ask("GET", resource, pass);
    EXPECT_EQ(response.status, 422) << resource;
    EXPECT_EQ(response.body.at("code"), "session.unknown");
    EXPECT_EQ(response.body.dump().find("<b>"), std::string::npos);
  }
}

TEST_F(Lists, ContactsAreTheReadersOwnOnceBothSwapped) {
  const std::string header = "name,organization,email\r\n";
  const std::string ann = house.pass_of(first_person);
  const auto contacts = [&](const std::string& whose) { return house.text("GET", "contacts.csv", whose); };
  house.submit(ContactOffer{second_person}, first_person);
  EXPECT_EQ(contacts(ann), header) << "the other one has not answered";
  EXPECT_EQ(contacts(house.pass_of(second_person)), header);
  house.submit(ContactOffer{first_person}, second_person);
  EXPECT_EQ(contacts(ann), header + "علي,School k1,ali@example.org\r\n");
  EXPECT_EQ(contacts(house.pass_of(second_person)), header + "\"'=Ann\",School k0,ann@example.org\r\n");
  EXPECT_EQ(contacts(pass), header) << "a moderator has no more to see than anybody";
  house.submit(ContactWithdraw{first_person}, second_person);
  EXPECT_EQ(contacts(ann), header);
}

TEST_F(Lists, OfWhoWasErasedThereIsNoWord) {
  house.submit(ContactOffer{second_person}, first_person);
  house.submit(ContactOffer{first_person}, second_person);
  house.submit(PersonErase{second_person}, organiser);
  for (const char* resource : kLists)
    for (const char* word : {"علي", "ali@example.org", "School k1"})
      EXPECT_EQ(list(resource).find(word), std::string::npos) << resource << ' ' << word;
  EXPECT_EQ(house.text("GET", "contacts.csv", house.pass_of(first_person)), "name,organization,email\r\n");
}

}  // namespace
}  // namespace convene::net::testing

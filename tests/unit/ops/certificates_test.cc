#include "server/ops/certificates.h"

#include "tests/unit/matcher/event_fixture.h"

namespace convene::ops {
namespace {

class Certificates : public convene::testing::EventTest {
 protected:
  void SetUp() override {
    EventDefinition event = convene::testing::small_event();
    event.name = {{"en", "Learning & Loss"}, {"es", "Aprender"}};
    event.credit = CreditRules{90, 0, 60};
    event.sessions[0].credit_minutes = 60;
    event.sessions[0].title = {{"en", "A <b>talk</b>"}, {"es", "Una charla"}};
    accept(EventLoad{event, {{"Mo", "mo@example.org", {Hat::moderator}, {}}}});
    RosterImport import;
    for (const char* key : {"ann", "bob"}) {
      Profile profile;
      profile.key = key;
      profile.name = std::string("<script>") + key;
      profile.email = std::string(key) + "@example.org";
      import.people.push_back(profile);
    }
    accept(import);
    until(convene::testing::nine);
  }
  PersonId called(const char* key) const { return engine.state().index.by_key.at(key); }
  bool has(const std::string& text) const { return html.find(text) != std::string::npos; }
  std::string html;
};

TEST_F(Certificates, ThereAreNoneBeforeAnybodyEarnedAny) { EXPECT_EQ(certificates_html(engine.state()), ""); }

TEST_F(Certificates, APageEachWithWhatCountsAndNothingOfANameRuns) {
  accept(AttendanceImport{"talk", {{called("ann"), {}}, {called("bob"), {}}}});
  accept(CreditPlan{{called("ann")}, true}, moderator());
  html = certificates_html(engine.state());
  EXPECT_EQ(html.find("<script"), std::string::npos) << html;
  EXPECT_TRUE(has("&lt;script&gt;ann")) << html;
  EXPECT_TRUE(
      has("<strong><bdi>Learning &amp; Loss</bdi></strong>, July 27, 2021, and earned this much professional "
          "development, in "
          "hours: 1.5."))
      << html;
  EXPECT_TRUE(has("<td>A &lt;b&gt;talk&lt;/b&gt;</td><td>1</td>")) << html;
  EXPECT_TRUE(has("<td>Completed action plan</td><td>1</td>")) << html;
  EXPECT_TRUE(has("The event credits no more than this.")) << html;
  EXPECT_TRUE(has("in hours: 1.</p>")) << html;
}

TEST_F(Certificates, AreForOnePersonAndInALanguageIfAsked) {
  accept(AttendanceImport{"talk", {{called("ann"), {}}, {called("bob"), {}}}});
  html = certificates_html(engine.state(), "bob", "es");
  EXPECT_TRUE(has("<html lang=\"es\" dir=\"ltr\">")) << html;
  EXPECT_TRUE(has("&lt;script&gt;bob")) << html;
  EXPECT_FALSE(has("&lt;script&gt;ann")) << html;
  EXPECT_TRUE(has(
      "<strong><bdi>Aprender</bdi></strong>, 27 de julio de 2021, y obtuvo este desarrollo profesional, en horas: 1."))
      << html;
  EXPECT_TRUE(has("<td>Una charla</td>")) << html;
  html = certificates_html(engine.state(), "bob", "ar");
  EXPECT_TRUE(has("<html lang=\"ar\" dir=\"rtl\">")) << html;
  EXPECT_TRUE(has("<h1>شهادة مشاركة</h1>")) << html;
  EXPECT_EQ(certificates_html(engine.state(), "carla"), "");
  html = certificates_html(engine.state(), "bob", "fi");
  EXPECT_TRUE(has("Certificate of participation")) << "words that are not there are English";
}

TEST_F(Certificates, OnePersonIsFoundByTheRostersIdByTheirAddressAndByOurs) {
  accept(AttendanceImport{"talk", {{called("ann"), {}}, {called("bob"), {}}}});
  const std::string bobs = certificates_html(engine.state(), "bob");
  EXPECT_NE(bobs, "");
  EXPECT_EQ(certificates_html(engine.state(), "bob@example.org"), bobs);
  EXPECT_EQ(certificates_html(engine.state(), "Bob@Example.org"), bobs);
  EXPECT_EQ(certificates_html(engine.state(), to_string(called("bob"))), bobs);
  for (const char* nobody : {"p0", "p999", "p03", "p", "bo", "p3 "})
    EXPECT_EQ(certificates_html(engine.state(), nobody), "") << nobody;
}

TEST_F(Certificates, WhomTheRosterCallsSoComesBeforeOurOwnIds) {
  Profile profile;
  profile.key = to_string(called("bob"));
  profile.name = "Another";
  accept(RosterImport{{profile}});
  accept(AttendanceImport{"talk", {{called("bob"), {}}, {called(profile.key.c_str()), {}}}});
  html = certificates_html(engine.state(), profile.key);
  EXPECT_TRUE(has("Another")) << html;
  EXPECT_FALSE(has("bob")) << html;
}

}  // namespace
}  // namespace convene::ops

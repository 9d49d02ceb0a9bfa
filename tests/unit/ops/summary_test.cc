#include "server/ops/summary.h"

#include <regex>

#include "matcher/limits.h"
#include "tests/unit/matcher/office_hours_fixture.h"
#include "tests/unit/matcher/two_rooms_fixture.h"
#include "tests/unit/ops/recorded.h"

namespace convene::ops {
namespace {

/// "label=1,2 …" of the plot with this title; empty: it is not there.
std::string rows(const std::vector<Plot>& plots, std::string_view title) {
  std::string out;
  for (const Plot& plot : plots) {
    if (plot.title != title) continue;
    for (const PlotRow& row : plot.rows) {
      out += row.label + '=';
      for (const auto& value : row.values) out += plot_number(value) + ',';
      for (const std::string& more : row.more) out += more + ',';
      out.back() = ' ';
    }
  }
  return out;
}

/// The first tag that closes what is not open, or stays open; empty: there is none.
std::string unbalanced(const std::string& html) {
  static const std::regex tag("<(/?)([a-z][a-z0-9]*)[^>]*?(/?)>");
  std::vector<std::string> open;
  for (std::sregex_iterator at(html.begin(), html.end(), tag), end; at != end; ++at) {
    const std::string name = (*at)[2];
    if (name == "meta" || (*at)[3] == "/") continue;
    if ((*at)[1] != "/") {
      open.push_back(name);
    } else if (open.empty() || open.back() != name) {
      return at->str();
    } else {
      open.pop_back();
    }
  }
  return open.empty() ? "" : open.back();
}

class Summary : public testing::Recorded<testing::TwoRoomsTest> {
 protected:
  std::vector<Plot> plots() { return summary_plots(engine.state(), turnouts(written(), event_name, records.size())); }
  std::size_t keys_ = 0;
  std::string html() { return summary_html(engine.state(), turnouts(written(), event_name, records.size())); }
};

TEST_F(Summary, CountsWhoCameSatMetAndAttended) {
  const PersonId late = register_people(1).front();
  join({late});
  ASSERT_TRUE(person(late).room) << "seated, and not seen";
  EXPECT_EQ(rows(plots(), "Who came to each session"), "role-alike-1=11,11,10,0 ") << "there is time yet";
  until(now + limits::arrive_within + seconds(1));
  accept(AttendanceImport{"talk", {{classroom[0], {}}, {classroom[1], {}}}});
  const std::vector<Plot> all = plots();
  EXPECT_EQ(rows(all, "Who came to each session"), "role-alike-1=11,11,10,1 ");
  EXPECT_EQ(rows(all, "How large the rooms were"), "5=2 ");
  EXPECT_EQ(rows(all, "How many people each person met"), "4=10 ");
  EXPECT_EQ(rows(all, "How often the same two people met"), "1=20 ");
  EXPECT_EQ(rows(all, "Who attended the content sessions"), "talk=2,0 ");
  EXPECT_NE(rows(all, "Regions").find("United States=5,4 "), std::string::npos) << rows(all, "Regions");
  EXPECT_EQ(rows(all, "How long people waited for an advisor"), "");
  EXPECT_EQ(rows(all, "Hours of professional development"), "") << "the event credits nothing";
}

TEST_F(Summary, WhoComesLateIsNoNoShow) {
  const PersonId late = register_people(1).front();
  join({late});
  until(now + limits::arrive_within + seconds(1));
  EXPECT_EQ(rows(plots(), "Who came to each session"), "role-alike-1=11,11,10,1 ");
  see(late);
  EXPECT_EQ(rows(plots(), "Who came to each session"), "role-alike-1=11,11,11,0 ");
}

TEST_F(Summary, RowsOfFewerThanFiveAreOneOrNone) {
  const auto languages = [this](const std::vector<std::string>& named, std::size_t count, bool hidden = false) {
    std::vector<Profile> people(count);
    for (Profile& one : people) {
      one.key = "l" + std::to_string(++keys_), one.name = "Person " + one.key, one.languages = named;
      if (hidden) one.hidden = {"languages"};
    }
    accept(RosterImport{people});
  };
  const std::string before = rows(plots(), "Languages");
  languages({"fr"}, 5);
  languages({"de"}, 3);
  EXPECT_EQ(rows(plots(), "Languages"), "French=5,0 " + before) << "three are too few to be told of";
  languages({"fr"}, 1, true);
  EXPECT_EQ(rows(plots(), "Languages"), "French=5,0 " + before);
  languages({"de", "it"}, 1);
  EXPECT_EQ(rows(plots(), "Languages"), "French=5,0 " + before + "All others=5,0 ") << "each of them once";
  languages({"fr", "it"}, 1);
  EXPECT_EQ(rows(plots(), "Languages"), "French=6,0 " + before + "All others=6,0 ");
}

TEST_F(Summary, TellsMeetingAgainFromMeetingMorePeople) {
  accept(SeatMove{{move(classroom[0])}, b}, moderator());
  see(classroom[0]);
  accept(SeatMove{{move(classroom[0])}, a}, moderator());
  see(classroom[0]);
  const std::vector<Plot> all = plots();
  EXPECT_EQ(rows(all, "How large the rooms were"), "5=1 6=1 ");
  EXPECT_EQ(rows(all, "How many people each person met"), "4=4 5=5 6=0 7=0 8=0 9=1 ");
  EXPECT_EQ(rows(all, "How often the same two people met"), "1=25 ") << "coming back is no second meeting";
}

TEST_F(Summary, CountsHoursOfTheEventsRules) {
  EventDefinition event = testing::small_event();
  event.credit = CreditRules{600, 0, 0};
  event.sessions[0].credit_minutes = 90;
  accept(EventLoad{event, {}});
  accept(AttendanceImport{"talk", {{classroom[0], {}}, {classroom[1], {}}}});
  EXPECT_EQ(rows(plots(), "Hours of professional development"), "1=2 ");
}

TEST_F(Summary, OfWhoWasErasedThereIsNoNumber) {
  accept(PersonErase{classroom[0]}, organiser());
  const std::vector<Plot> all = plots();
  EXPECT_EQ(rows(all, "Who came to each session"), "role-alike-1=9,9,9,0 ");
  EXPECT_EQ(rows(all, "How large the rooms were"), "4=1 5=1 ");
}

TEST_F(Summary, IsOnePageWithoutNamesScriptsOrAnythingFromElsewhere) {
  EventDefinition event = testing::small_event();
  event.name = {{"en", "<img> & \"co\""}};
  event.sessions[1].title = {{"en", "</section><script>alert(1)</script>"}};
  accept(EventLoad{event, {}});
  const std::string page = html();
  EXPECT_EQ(unbalanced(page), "") << page;
  for (const char* hidden : {"Person ", "classroom0", "mo@example.org", "<script", "<img", "src=", "href=", "url(",
                             "@import", " style=", "http:", "https:"})
    EXPECT_EQ(page.find(hidden), std::string::npos) << hidden;
  EXPECT_NE(page.find("<title>Summary: &lt;img&gt; &amp; &quot;co&quot;</title>"), std::string::npos);
  EXPECT_NE(page.find("default-src 'none'; style-src " + summary_style_source()), std::string::npos);
  EXPECT_EQ(summary_style_source().size(), std::string_view("'sha256-'").size() + 44);
}

using Hours = testing::Recorded<testing::OfficeHoursTest>;

TEST_F(Hours, WaitsAreTakenFromTheirDesks) {
  begin();
  post(ada, "funding");
  for (std::size_t i = 0; i < 4; ++i) open(people[i]);
  wait(seconds(30));
  come(people[0]);
  wait(minutes(6));
  done(people[0], ada);
  for (std::size_t i = 1; i < 4; ++i) accept(TicketLeave{ticket_of(people[i]).id}, people[i]);
  const auto waits = [this] {
    return rows(summary_plots(engine.state(), turnouts(written(), event_name, records.size())),
                "How long people waited for an advisor");
  };
  EXPECT_EQ(waits(), "") << "of four people it would tell who they are";
  open(people[4]);
  EXPECT_EQ(waits(), "hours: funding=0.5,0.5,5,1,3,0,0 ");
}

class NothingYet : public testing::Recorded<testing::EventTest> {};

TEST_F(NothingYet, ThePageSaysSo) {
  const std::string page = summary_html(engine.state(), turnouts(written(), event_name, records.size()));
  EXPECT_NE(page.find("There is nothing to show yet."), std::string::npos) << page;
  EXPECT_EQ(unbalanced(page), "");
}

}  // namespace
}  // namespace convene::ops

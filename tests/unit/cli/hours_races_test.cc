// Office hours over real sockets: what two people, or two tabs of one, do at the same moment has one outcome, whoever
// is first.
#include <gtest/gtest.h>

#include <set>

#include "tests/unit/cli/hours_on_sockets.h"

namespace convene::cli {
namespace {

using nlohmann::json;
using testing::at_once;
using testing::desk_of;
using testing::Folder;
using testing::is_at;
using testing::Page;
using testing::page_of;
using testing::Serving;
using testing::ticket_of;

constexpr int kPeople = 14;

class HoursRaces : public ::testing::Test {
 protected:
  void SetUp() override {
    server_ = std::make_unique<Serving>(testing::clinic_options(folder_, {.people = kPeople}));
    ASSERT_TRUE(server_->ready());
    passes_ = testing::clinic_passes(folder_);
    ASSERT_EQ(passes_.size(), kPeople + 4U);
  }

  /// A tab's commands count on from page to page, a test's from 1: who comes twice comes in another tab.
  std::unique_ptr<Page> come(const std::string& who, const std::string& tab = "tab") {
    return page_of(server_->port(), passes_.at(who), who + tab);
  }
  static json topic() { return {{"session", "hours"}, {"topic", "funding"}}; }
  static json mine(Page& page) { return {{"ticket", ticket_of(page).at("id")}}; }
  static json call(Page& page) {
    const json ticket = ticket_of(page);
    return {{"ticket", ticket.at("id")}, {"seen", ticket.at("version")}};
  }
  static void accepted(Page& page, const std::string& type, const json& fields) {
    EXPECT_EQ(page.answer(page.ask(type, fields)), "") << type << ' ' << fields;
  }
  static void stand_in_line(Page& page) {
    accepted(page, "ticket.open", topic());
    ASSERT_TRUE(page.until([&] { return is_at(page, "waiting") || is_at(page, "offered"); }));
  }
  static void available(Page& page) {
    accepted(page, "advisor.status", {{"session", "hours"}, {"status", "available"}});
  }
  static void comes(Page& page) {
    ASSERT_TRUE(page.until([&] { return is_at(page, "offered"); })) << ticket_of(page);
    accepted(page, "ticket.accept", call(page));
    ASSERT_TRUE(page.until([&] { return is_at(page, "in_session"); }));
  }
  /// Whom the advisor calls or talks to: their ticket, once it is there.
  static std::string with(Page& advisor) {
    EXPECT_TRUE(advisor.until([&] { return !desk_of(advisor).at("with").empty(); })) << desk_of(advisor);
    const json all = desk_of(advisor).at("with");
    EXPECT_EQ(all.size(), 1U) << "one person at a time";
    return all.empty() ? "" : all.front().at("id");
  }
  /// So many of this person's tickets are live, as the floor has it.
  static std::size_t live_of(Page& floor, const std::string& person) {
    std::size_t live = 0;
    for (const auto& [id, ticket] : floor.view("floor").at("tickets").items()) {
      const std::string state = ticket.at("state");
      live += ticket.at("person") == person &&
              (state == "waiting" || state == "away" || state == "offered" || state == "in_session");
    }
    return live;
  }

  Folder folder_;
  std::unique_ptr<Serving> server_;
  std::map<std::string, std::string> passes_;
};

/// Both rest after a conversation, and either ends it ("next one now") or calls by hand whom both see as the next.
TEST_F(HoursRaces, TwoAdvisorsWhoPressNextAtTheSameMomentGetOnePersonEach) {
  std::vector<std::unique_ptr<Page>> people;
  std::map<std::string, Page*> by_ticket;
  for (int i = 0; i < kPeople; ++i) {
    people.push_back(come("k" + std::to_string(i)));
    stand_in_line(*people.back());
    by_ticket[ticket_of(*people.back()).at("id")] = people.back().get();
  }
  ASSERT_EQ(by_ticket.size(), people.size());
  const auto ada = come("ada");
  const auto ben = come("ben");
  available(*ada), available(*ben);
  std::set<std::string> called;
  const std::vector<Page*> advisors{ada.get(), ben.get()};
  for (int round = 0; round < 6; ++round) {
    std::vector<std::string> talks;
    for (Page* advisor : advisors) talks.push_back(with(*advisor));
    ASSERT_NE(talks[0], talks[1]) << "one person each";
    for (const std::string& ticket : talks) {
      EXPECT_TRUE(called.insert(ticket).second) << ticket << " is called twice";
      comes(*by_ticket.at(ticket));
    }
    for (std::size_t i = 0; i < 2; ++i) accepted(*advisors[i], "ticket.done", {{"ticket", talks[i]}});
    for (Page* advisor : advisors)
      ASSERT_TRUE(advisor->until([&] { return desk_of(*advisor).contains("rests_until"); }));
    std::string next;
    for (Page* advisor : advisors) {
      ASSERT_TRUE(advisor->until([&] { return desk_of(*advisor).at("coming").front().contains("why_next"); }));
      const std::string first = desk_of(*advisor).at("coming").front().at("id");
      EXPECT_TRUE(next.empty() || next == first) << "both see the same order";
      next = first;
    }
    if (round % 2 == 0) {
      std::vector<std::string> ids(2);
      at_once({[&] {
                 ids[0] = ada->ask("ticket.call", {{"tickets", {next}}});
               },
               [&] {
                 ids[1] = ben->ask("ticket.call", {{"tickets", {next}}});
               }});
      std::multiset<std::string> answers{ada->answer(ids[0]), ben->answer(ids[1])};
      EXPECT_EQ(answers, (std::multiset<std::string>{"", "ticket.taken"}));
    }
    std::vector<std::string> ids(2);
    const json now{{"session", "hours"}, {"status", "available"}};
    at_once({[&] { ids[0] = ada->ask("advisor.status", now); }, [&] { ids[1] = ben->ask("advisor.status", now); }});
    EXPECT_EQ(ada->answer(ids[0]), "");
    EXPECT_EQ(ben->answer(ids[1]), "");
  }
  EXPECT_EQ(called.size(), 12U);
}

/// A participant has one tab in charge, staff may have several: either way it is one person with one place.
TEST_F(HoursRaces, OnePersonInTwoTabsHasOnePlaceAndOneConversation) {
  const auto floor = come("mo");
  ASSERT_TRUE(floor->until([&] { return floor->view("floor").is_object(); }));
  for (const std::string who : {"k0", "fay"}) {
    SCOPED_TRACE(who);
    const auto one = come(who, "one");
    const auto two = come(who, "two");
    const std::string person = two->view("me").at("id");
    std::vector<std::string> ids(2);
    const auto both = [&](const std::string& type, const json& fields) {
      at_once({[&] { ids[0] = one->ask(type, fields); }, [&] { ids[1] = two->ask(type, fields); }});
      return std::multiset<std::string>{one->answer(ids[0]), two->answer(ids[1])};
    };
    const bool staff = who == "fay";
    const std::string beaten = staff ? "ticket.already_open" : "tab.not_in_charge";
    EXPECT_EQ(both("ticket.open", topic()), (std::multiset<std::string>{"", beaten}));
    ASSERT_TRUE(floor->until([&] { return live_of(*floor, person) == 1; })) << floor->view("floor").at("tickets");
    const auto advisor = come("ada", who);
    available(*advisor);
    ASSERT_TRUE(two->until([&] { return is_at(*two, "offered"); }));
    if (staff) {
      ASSERT_TRUE(one->until([&] { return is_at(*one, "offered"); })) << "both tabs ring";
    }
    EXPECT_EQ(both("ticket.accept", call(*two)), (std::multiset<std::string>{"", staff ? "" : beaten}));
    ASSERT_TRUE(two->until([&] { return is_at(*two, "in_session"); }));
    EXPECT_EQ(ticket_of(*two).at("room"), two->room());
    EXPECT_EQ(with(*advisor), ticket_of(*two).at("id"));
    EXPECT_EQ(live_of(*floor, person), 1U);
    accepted(*advisor, "ticket.done", mine(*two));
    accepted(*advisor, "advisor.status", {{"session", "hours"}, {"status", "off"}});
  }
}

/// A client that does not hear the answer sends the command again, on the same connection or on another one.
TEST_F(HoursRaces, ACommandThatIsSentAgainHasOneEffectAndTheSameAnswer) {
  auto person = come("k0");
  const auto again = [](Page& page, const std::string& id, const std::string& type, json fields) {
    page.done.erase(id);
    fields["type"] = type, fields["id"] = id;
    page.say(fields.dump());
    return page.answer(id);
  };
  const std::string opened = person->ask("ticket.open", topic());
  EXPECT_EQ(person->answer(opened), "");
  const std::uint64_t seq = person->done.at(opened);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(again(*person, opened, "ticket.open", topic()), "");
    EXPECT_EQ(person->done.at(opened), seq);
  }
  EXPECT_EQ(again(*person, opened, "ticket.open", {{"session", "hours"}, {"topic", "plans"}}), "command.id_reused");
  person.reset();
  person = come("k0");
  EXPECT_EQ(again(*person, opened, "ticket.open", topic()), "") << "on another connection of the tab";
  EXPECT_EQ(person->done.at(opened), seq);
  ASSERT_TRUE(person->until([&] { return is_at(*person, "waiting"); }));
  EXPECT_EQ(ticket_of(*person).at("id"), "t1");

  const auto advisor = come("ada");
  available(*advisor);
  ASSERT_TRUE(person->until([&] { return is_at(*person, "offered"); }));
  const json seen = call(*person);
  const json ticket{{"ticket", "t1"}};
  const std::string tab = person->welcome.at("tab_number");
  const std::string came = tab + ":20";
  EXPECT_EQ(again(*person, came, "ticket.accept", seen), "");
  ASSERT_TRUE(person->until([&] { return is_at(*person, "in_session"); }));
  EXPECT_EQ(again(*person, came, "ticket.accept", seen), "");
  const std::string room = person->room();
  const json noted{{"ticket", "t1"}, {"note", "went well"}};
  const std::string ended = advisor->ask("ticket.done", noted);
  EXPECT_EQ(advisor->answer(ended), "");
  EXPECT_EQ(again(*advisor, ended, "ticket.done", noted), "") << "though nobody talks any more";
  ASSERT_TRUE(person->until([&] { return is_at(*person, "done"); }));
  EXPECT_EQ(again(*person, opened, "ticket.open", topic()), "") << "said long ago: no new place comes of it";
  EXPECT_EQ(again(*person, came, "ticket.accept", seen), "");
  EXPECT_EQ(again(*person, tab + ":21", "profile.update", {{"organization", "School"}}), "");
  EXPECT_EQ(ticket_of(*person).at("id"), "t1");
  EXPECT_TRUE(is_at(*person, "done"));
  EXPECT_EQ(person->room(), "");
}

/// Whoever is first: the person stands in line once, and whoever comes second is told of it.
TEST_F(HoursRaces, TheUndoOfANoShowAgainstRejoiningLeavesOneLiveTicket) {
  const auto floor = come("mo");
  const auto person = come("k0");
  const auto advisor = come("ada");
  ASSERT_TRUE(floor->until([&] { return floor->view("floor").is_object(); }));
  available(*advisor);
  std::multiset<std::string> firsts;
  for (int round = 0; round < 8; ++round) {
    if (!is_at(*person, "offered")) {
      stand_in_line(*person);
      ASSERT_TRUE(person->until([&] { return is_at(*person, "offered"); }));
    }
    const std::string before = ticket_of(*person).at("id");
    // Nobody is called meanwhile, so that what is compared stands still.
    accepted(*advisor, "ticket.no_show", mine(*person));
    accepted(*advisor, "advisor.status", {{"session", "hours"}, {"status", "away"}});
    ASSERT_TRUE(person->until([&] { return is_at(*person, "no_show"); }));
    std::string opened;
    std::string returned;
    const auto undo = [&] { returned = advisor->ask("ticket.return", {{"ticket", before}}); };
    const auto rejoin = [&] { opened = person->ask("ticket.open", topic()); };
    // Threads start in their order: either side gets the head start in turn.
    if (round % 2 == 0) at_once({undo, rejoin});
    if (round % 2 == 1) at_once({rejoin, undo});
    const std::string open_answer = person->answer(opened);
    const std::string return_answer = advisor->answer(returned);
    const bool undone = return_answer.empty();
    EXPECT_EQ(open_answer, undone ? "ticket.already_open" : "");
    EXPECT_TRUE(undone || return_answer == "ticket.already_open") << return_answer;
    firsts.insert(undone ? "undo" : "rejoin");
    ASSERT_TRUE(person->until([&] { return is_at(*person, "waiting"); })) << ticket_of(*person);
    EXPECT_EQ(ticket_of(*person).at("id") == before, undone);
    ASSERT_TRUE(floor->until([&] { return live_of(*floor, person->view("me").at("id")) == 1; }));
    available(*advisor);
    ASSERT_TRUE(person->until([&] { return is_at(*person, "offered"); })) << ticket_of(*person);
  }
  RecordProperty("undo_first", static_cast<int>(firsts.count("undo")));
}

/// In with a place, or told why not; and whoever is in stays in.
TEST_F(HoursRaces, WhoJoinsWhileTheLineClosesIsInOrIsToldWhyNot) {
  const auto moderator = come("mo");
  ASSERT_TRUE(moderator->until([&] { return moderator->view("floor").is_object(); }));
  const json desk{{"session", "hours"}, {"desk", "desk"}};
  std::vector<std::unique_ptr<Page>> people;
  for (int i = 0; i < 6; ++i) people.push_back(come("k" + std::to_string(i)));
  for (int round = 0; round < 4; ++round) {
    std::vector<std::string> opened(people.size());
    std::string closed;
    std::vector<std::function<void()>> acts;
    for (std::size_t i = 0; i < people.size(); ++i)
      acts.emplace_back([&, i] { opened[i] = people[i]->ask("ticket.open", topic()); });
    acts.insert(acts.begin() + round, [&] { closed = moderator->ask("desk.close", desk); });
    at_once(acts);
    EXPECT_EQ(moderator->answer(closed), "");
    std::set<int> places;
    std::vector<Page*> in;
    for (std::size_t i = 0; i < people.size(); ++i) {
      const std::string answer = people[i]->answer(opened[i]);
      EXPECT_TRUE(answer.empty() || answer == "desk.closed") << answer;
      if (answer.empty()) in.push_back(people[i].get());
    }
    for (Page* page : in) {
      ASSERT_TRUE(page->until([&] { return is_at(*page, "waiting"); }));
      ASSERT_TRUE(page->until([&] { return ticket_of(*page).at("place") <= in.size(); }));
      places.insert(ticket_of(*page).at("place").get<int>());
    }
    EXPECT_EQ(places.size(), in.size()) << "1 to n";
    const auto waiting = [&] {
      return moderator->view("floor").at("desks").at("hours/desk").at("waiting").get<std::size_t>();
    };
    EXPECT_TRUE(moderator->until([&] { return waiting() == in.size(); })) << waiting() << " of " << in.size();
    for (Page* page : in) accepted(*page, "ticket.leave", mine(*page));
    accepted(*moderator, "desk.open", desk);
  }
}

}  // namespace
}  // namespace convene::cli

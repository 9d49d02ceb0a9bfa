// Two moderators act on the same person, room, clock or hats at the same moment, a thousand times, over real sockets:
// one wins, the other one is told who changed what to which version, and all pages show the same in the end.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>

#include "protocol/rfc3339.h"
#include "server/cli/cli.h"
#include "tests/unit/cli/hours_on_sockets.h"

namespace convene::cli {
namespace {

using nlohmann::json;
using testing::Folder;
using testing::Page;
using testing::Serving;

// Pairs race beside each other, each for a person of its own; a moderator sends no more than the server lets anybody.
constexpr int kPairs = 10;
constexpr int kRounds = 100;
constexpr int kModerators = 2 * kPairs;

std::string moderator_name(int n) { return "Mo " + std::to_string(n); }

void put_event(const Folder& folder, ServeOptions& options) {
  json event = json::parse(R"({"id": "race", "name": "Race", "time_zone": "UTC", "roles": {"classroom": {}},
    "staff": [{"name": "Fay", "email": "fay@example.org", "hats": ["facilitator"]}],
    "sessions": [{"id": "mixing", "kind": "open", "title": "Mixing", "starts": "2021-07-27T15:00:00Z",
      "ends": "2021-07-27T16:00:00Z",
      "policy": {"rooms": {"min": 2, "ideal": 2, "max": 12}, "opens": "moderator",
        "rounds": {"count": 1, "minutes": 50}, "lone_remedy": {"mode": "never"}}}]})");
  for (int i = 0; i < kModerators; ++i)
    event["staff"].push_back({{"name", moderator_name(i)},
                              {"email", "mo" + std::to_string(i) + "@example.org"},
                              {"hats", json::array({"moderator"})}});
  options.event_files = {folder.put("race.json", event.dump())};
  std::string roster = "id,name,email,role\n";
  for (int i = 0; i < kPairs; ++i) {
    const std::string key = "k" + std::to_string(i);
    roster += key + ",Person " + key + "," + key + "@example.org,classroom\n";
  }
  options.rosters = {{"race", folder.put("race.csv", roster)}};
  options.log_level = "warning";
}

class ModeratorsRace : public ::testing::Test {
 protected:
  void SetUp() override {
    ServeOptions options = testing::any_options(folder_, "data", *protocol::parse_rfc3339("2021-07-27T15:00:01Z"));
    put_event(folder_, options);
    server_ = std::make_unique<Serving>(options);
    ASSERT_TRUE(server_->ready());
    const testing::Ran it = testing::ran({"invite", "--event", "race", "--data", folder_ / "data", "--json"});
    ASSERT_EQ(it.status, done) << it.err;
    for (const json& one : json::parse(it.out)) {
      const std::string link = one.at("link");
      const std::string address = one.at("email");
      passes_[address.substr(0, address.find('@'))] = link.substr(link.find('#') + 1);
    }
    floor_ = come("fay");
    for (int i = 0; i < kModerators; ++i) moderators_.push_back(come("mo" + std::to_string(i)));
    for (int i = 0; i < kPairs; ++i) {
      people_.push_back(come("k" + std::to_string(i)));
      EXPECT_EQ(people_.back()->answer(people_.back()->ask("session.join", {{"session", "mixing"}})), "");
    }
    EXPECT_EQ(moderators_[0]->answer(moderators_[0]->ask("round.open", {{"session", "mixing"}})), "");
    for (const auto& person : people_) ASSERT_TRUE(person->until([&] { return person->room() != ""; }));
    for (Page* page : staff()) ASSERT_TRUE(page->until([&] { return rooms(*page).size() == kPairs / 2; }));
  }

  std::unique_ptr<Page> come(const std::string& who) {
    auto page = std::make_unique<Page>(server_->port(), "race", passes_.at(who), who);
    EXPECT_TRUE(page->until([&] { return page->welcome.is_object() && page->view("me").is_object(); }));
    return page;
  }
  std::vector<Page*> staff() {
    std::vector<Page*> out{floor_.get()};
    for (const auto& one : moderators_) out.push_back(one.get());
    return out;
  }
  static std::vector<std::string> rooms(Page& page) {
    std::vector<std::string> out;
    if (page.view("floor").is_object())
      for (const auto& [id, room] : page.view("floor").at("rooms").items()) out.push_back(id);
    return out;
  }
  static std::uint32_t version(Page& page) { return page.view("me").at("version"); }
  static std::string id(Page& page) { return page.view("me").at("id"); }

  /// What both of a pair mean to do with their person, or with a room.
  struct Act {
    std::string type;
    json fields;
    std::string room;  // where the person is then; empty: in the lobby
  };
  static Act move(Page& person, const std::string& to) {
    json fields{{"moves", json::array({{{"person", id(person)}, {"seen", version(person)}}})}};
    if (!to.empty()) fields["to"] = to;
    return {"seat.move", fields, to};
  }

  /// Each act is sent from its moderator's thread, all of them at the same moment; the answers, as codes.
  std::vector<std::string> race(const std::vector<Act>& acts, std::vector<std::string>& ids) {
    ids.assign(acts.size(), "");
    std::vector<std::function<void()>> all;
    for (std::size_t i = 0; i < acts.size(); ++i)
      all.emplace_back([&, i] { ids[i] = moderators_[i]->ask(acts[i].type, acts[i].fields); });
    testing::at_once(all);
    std::vector<std::string> answers;
    for (std::size_t i = 0; i < acts.size(); ++i) answers.push_back(moderators_[i]->answer(ids[i]));
    return answers;
  }

  /// The person's page, both boards and the facilitator's floor.
  void everybody_sees(Page& person, std::size_t pair, std::uint32_t version, const std::string& room) {
    ASSERT_TRUE(person.until([&] { return this->version(person) == version; })) << person.view("me");
    EXPECT_EQ(person.room(), room);
    for (Page* page : {moderators_[2 * pair].get(), moderators_[2 * pair + 1].get(), floor_.get()}) {
      const auto shown = [&]() -> const json& { return page->view("floor").at("people").at(id(person)); };
      ASSERT_TRUE(page->until([&] { return shown().at("version") == version; })) << shown();
      EXPECT_EQ(shown().value("room", ""), room);
      std::vector<std::string> in;
      for (const auto& [at, shown_room] : page->view("floor").at("rooms").items())
        if (shown_room.at("seats").contains(id(person))) in.push_back(at);
      EXPECT_EQ(in, room.empty() ? std::vector<std::string>{} : std::vector<std::string>{room});
    }
  }

  Folder folder_;
  std::unique_ptr<Serving> server_;
  std::map<std::string, std::string> passes_;
  std::unique_ptr<Page> floor_;
  std::vector<std::unique_ptr<Page>> moderators_;
  std::vector<std::unique_ptr<Page>> people_;
};

TEST_F(ModeratorsRace, AThousandTimesOneMovesThePersonAndTheOtherIsToldByWhom) {
  std::set<std::size_t> winners;
  for (int round = 0; round < kRounds; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    std::vector<Act> acts;
    std::vector<std::uint32_t> before;
    for (const auto& person : people_) {
      std::vector<std::string> others = rooms(*floor_);
      std::erase(others, person->room());
      const std::string one = others[static_cast<std::size_t>(round) % others.size()];
      const std::string other = others[static_cast<std::size_t>(round + 1) % others.size()];
      before.push_back(version(*person));
      acts.push_back(move(*person, one));
      // Every fifth time the other one takes the person out of the round, unless they are out already.
      acts.push_back(move(*person, round % 5 == 4 && person->room() != "" ? "" : other));
    }
    std::vector<std::string> ids;
    const std::vector<std::string> answers = race(acts, ids);
    for (std::size_t pair = 0; pair < people_.size(); ++pair) {
      const std::size_t first = 2 * pair;
      ASSERT_NE(answers[first].empty(), answers[first + 1].empty()) << "exactly one wins";
      const std::size_t winner = answers[first].empty() ? first : first + 1;
      const std::size_t loser = first + first + 1 - winner;
      winners.insert(winner % 2);
      const json& told = moderators_[loser]->parameters.at(ids[loser]);
      EXPECT_EQ(answers[loser], "seat.changed");
      EXPECT_EQ(told.at("person"), id(*people_[pair]));
      EXPECT_EQ(told.at("by_name"), moderator_name(static_cast<int>(winner)));
      EXPECT_EQ(told.at("version"), std::to_string(before[pair] + 1));
      EXPECT_EQ(told.value("room", ""), acts[winner].room);
      everybody_sees(*people_[pair], pair, before[pair] + 1, acts[winner].room);
    }
    if (HasFailure()) return;
  }
  EXPECT_EQ(winners.size(), 2U) << "the same one wins always: that is no race";
}

/// A pin is for the engine: a colleague's move stands against it. But nobody pins where the person is no more.
TEST_F(ModeratorsRace, APinAgainstAMoveHoldsTheOldRoomOnlyWhileThePersonIsThere) {
  for (int round = 0; round < 20; ++round) {
    std::vector<Act> acts;
    std::vector<std::uint32_t> before;
    for (const auto& person : people_) {
      std::vector<std::string> others = rooms(*floor_);
      std::erase(others, person->room());
      before.push_back(version(*person));
      const Act pin{"seat.pin", {{"person", id(*person)}, {"pinned", true}, {"seen", version(*person)}}, ""};
      acts.push_back(round % 2 == 0 ? pin : move(*person, others.front()));
      acts.push_back(round % 2 == 0 ? move(*person, others.front()) : pin);
    }
    std::vector<std::string> ids;
    const std::vector<std::string> answers = race(acts, ids);
    for (std::size_t pair = 0; pair < people_.size(); ++pair) {
      const std::size_t pins = 2 * pair + static_cast<std::size_t>(round % 2);
      const std::size_t moves = 2 * pair + static_cast<std::size_t>(1 - round % 2);
      EXPECT_EQ(answers[moves], "");
      if (!answers[pins].empty()) {
        EXPECT_EQ(answers[pins], "seat.changed");
        EXPECT_EQ(moderators_[pins]->parameters.at(ids[pins]).at("by_name"), moderator_name(static_cast<int>(moves)));
      }
      everybody_sees(*people_[pair], pair, before[pair] + 1, acts[moves].room);
      EXPECT_FALSE(people_[pair]->view("me").at("pinned").get<bool>());
    }
    if (HasFailure()) return;
  }
}

/// One locks and the other one unlocks what both saw: of the two only the first counts.
TEST_F(ModeratorsRace, OfTwoWhoTurnALockTheSecondIsToldThatTheRoomChanged) {
  for (int round = 0; round < 20; ++round) {
    std::vector<Act> acts;
    const std::vector<std::string> all = rooms(*floor_);
    for (std::size_t i = 0; i < 2 * all.size(); ++i) {
      const json& room = floor_->view("floor").at("rooms").at(all[i / 2]);
      acts.push_back({"room.lock",
                      {{"room", all[i / 2]}, {"locked", !room.at("locked").get<bool>()}, {"seen", room.at("version")}},
                      ""});
    }
    std::vector<std::string> ids;
    const std::vector<std::string> answers = race(acts, ids);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::size_t loser = answers[2 * i].empty() ? 2 * i + 1 : 2 * i;
      ASSERT_NE(answers[2 * i].empty(), answers[2 * i + 1].empty()) << "exactly one wins";
      EXPECT_EQ(answers[loser], "room.changed");
      const auto next = acts[2 * i].fields.at("seen").get<std::uint32_t>() + 1;
      EXPECT_EQ(moderators_[loser]->parameters.at(ids[loser]).at("version"), std::to_string(next));
      for (Page* page : {moderators_[2 * i].get(), moderators_[2 * i + 1].get(), floor_.get()}) {
        const auto shown = [&]() -> const json& { return page->view("floor").at("rooms").at(all[i]); };
        ASSERT_TRUE(page->until([&] { return shown().at("version") == next; }));
        EXPECT_EQ(shown().at("locked"), acts[2 * i].fields.at("locked"));
      }
    }
  }
}

/// More time is reckoned from what is so when it is asked for: of all who press at once one is heard.
TEST_F(ModeratorsRace, OfAllWhoGiveTheRoundMoreTimeOneDoesAndTheSumIsRight) {
  const auto ends = [](Page& page) {
    return page.view("floor").at("sessions").at("mixing").at("round").at("ends").get<std::int64_t>();
  };
  const std::int64_t first = ends(*floor_);
  std::set<std::size_t> winners;
  for (int round = 0; round < 20; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    const std::int64_t seen = first + round * 60'000;
    const Act more{"round.extend", {{"session", "mixing"}, {"seconds", 60}, {"seen", seen}}, ""};
    const std::vector<Act> acts(static_cast<std::size_t>(kModerators), more);
    std::vector<std::string> ids;
    const std::vector<std::string> answers = race(acts, ids);
    ASSERT_EQ(std::count(answers.begin(), answers.end(), std::string()), 1) << "exactly one wins";
    const auto winner =
        static_cast<std::size_t>(std::find(answers.begin(), answers.end(), std::string()) - answers.begin());
    winners.insert(winner);
    for (std::size_t i = 0; i < answers.size(); ++i) {
      if (i == winner) continue;
      ASSERT_EQ(answers[i], "round.changed");
      const json& told = moderators_[i]->parameters.at(ids[i]);
      EXPECT_EQ(told.at("by_name"), moderator_name(static_cast<int>(winner)));
      EXPECT_EQ(told.at("ends"), std::to_string(seen + 60'000));
    }
    for (Page* page : staff()) ASSERT_TRUE(page->until([&] { return ends(*page) == seen + 60'000; })) << ends(*page);
  }
  EXPECT_GT(winners.size(), 1U) << "the same one wins always: that is no race";
}

/// Each adds a hat to what both saw. Nobody's hat is taken away unseen: the other one gives both, having been told.
TEST_F(ModeratorsRace, OfTwoWhoGiveHatsOneDoesAndTheOtherIsToldWhich) {
  const std::array<std::string, 2> given{"advisor", "facilitator"};
  const auto wears = [](Page& page, const std::string& person) {
    return page.view("floor").at("people").at(person).at("hats").size();
  };
  for (int round = 0; round < 10; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    std::vector<Act> acts;
    for (const auto& person : people_)
      for (const std::string& hat : given)
        acts.push_back({"person.hat",
                        {{"person", id(*person)},
                         {"hats", json::array({"participant", hat})},
                         {"seen", {{"hats", json::array({"participant"})}}}},
                        ""});
    std::vector<std::string> ids;
    const std::vector<std::string> answers = race(acts, ids);
    for (std::size_t pair = 0; pair < people_.size(); ++pair) {
      const std::size_t first = 2 * pair;
      ASSERT_NE(answers[first].empty(), answers[first + 1].empty()) << "exactly one wins";
      const std::size_t winner = answers[first].empty() ? first : first + 1;
      const std::size_t loser = first + first + 1 - winner;
      const std::string person = id(*people_[pair]);
      const json& told = moderators_[loser]->parameters.at(ids[loser]);
      EXPECT_EQ(answers[loser], "hats.changed");
      EXPECT_EQ(told.at("person"), person);
      EXPECT_EQ(told.at("hats"), "participant " + given[winner % 2]);
      EXPECT_EQ(told.at("by_name"), moderator_name(static_cast<int>(winner)));
      const auto gives = [&](const json& hats, const json& seen) {
        Page& page = *moderators_[loser];
        return page.answer(page.ask("person.hat", {{"person", person}, {"hats", hats}, {"seen", {{"hats", seen}}}}));
      };
      const json all = json::array({"participant", "advisor", "facilitator"});
      ASSERT_EQ(gives(all, json::array({"participant", given[winner % 2]})), "");
      for (Page* page : {moderators_[first].get(), moderators_[first + 1].get(), floor_.get()})
        ASSERT_TRUE(page->until([&] { return wears(*page, person) == 3; }));
      ASSERT_EQ(gives(json::array({"participant"}), all), "");
      for (Page* page : {moderators_[first].get(), moderators_[first + 1].get(), floor_.get()})
        ASSERT_TRUE(page->until([&] { return wears(*page, person) == 1; }));
    }
  }
}

}  // namespace
}  // namespace convene::cli

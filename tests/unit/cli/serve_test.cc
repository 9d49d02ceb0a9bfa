// The whole server as it is run: files, key, journal on disk, ports, signals. What people had is there after a restart,
// and after a restore; what is personal stands in no log line and in no figure.
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "protocol/rfc3339.h"
#include "server/cli/cli.h"
#include "server/cli/files.h"
#include "tests/unit/cli/running.h"
#include "tests/unit/cli/serving.h"

namespace convene::cli {
namespace {

using nlohmann::json;
using testing::Folder;
using testing::Page;
using testing::Serving;

constexpr const char* kEvent = "quick";
constexpr const char* kName = "Zanzibar Quetzalcoatl";
constexpr const char* kEmail = "canary.quetzal@example.org";
// Doors are open, and the round is about to.
const Instant kBefore = *protocol::parse_rfc3339("2021-07-27T14:59:58Z");
const Instant kLater = *protocol::parse_rfc3339("2021-07-27T15:02:00Z");

ServeOptions options_in(const Folder& folder, const std::string& data, Instant at) {
  ServeOptions options = testing::any_options(folder, data, at);
  options.event_files = {folder.put("event.json", R"({"id": "quick", "name": "Quick", "time_zone": "UTC",
    "roles": {"classroom": {"label": "Classroom"}},
    "sessions": [{"id": "mixing", "kind": "open", "title": "Mixing", "starts": "2021-07-27T15:00:00Z",
      "ends": "2021-07-27T16:00:00Z", "policy": {"rounds": {"count": 1, "minutes": 50}}}]})")};
  std::string roster = "id,name,email,role\nk0," + std::string(kName) + "," + kEmail + ",classroom\n";
  for (int i = 1; i < 4; ++i)
    roster += "k" + std::to_string(i) + ",Person " + std::to_string(i) + ",k" + std::to_string(i) +
              "@example.org,classroom\n";
  options.rosters = {{kEvent, folder.put("roster.csv", roster)}};
  options.log_level = "debug";
  return options;
}

std::string told(std::vector<std::string> words) {
  std::vector<const char*> all{"convene"};
  for (const std::string& word : words) all.push_back(word.c_str());
  std::ostringstream out;
  std::ostringstream err;
  EXPECT_EQ(run(static_cast<int>(all.size()), all.data(), {out, err, [](const ServeOptions&) { return no; }}), done)
      << err.str();
  return out.str();
}

std::vector<std::string> passes_in(const std::string& data) {
  std::vector<std::string> passes;
  for (const json& one : json::parse(told({"invite", "--event", kEvent, "--data", data, "--json"}))) {
    const std::string link = one.at("link");
    passes.push_back(link.substr(link.find('#') + 1));
  }
  return passes;
}

using Pages = std::vector<std::unique_ptr<Page>>;

Pages people_at(const Serving& server, const std::vector<std::string>& passes) {
  Pages pages;
  for (std::size_t i = 0; i < passes.size(); ++i) {
    pages.push_back(std::make_unique<Page>(server.port(), kEvent, passes[i], "tab" + std::to_string(i)));
    Page& page = *pages.back();
    EXPECT_TRUE(page.until([&] { return page.welcome.is_object() && page.view("me").is_object(); }));
  }
  return pages;
}

std::vector<std::pair<std::string, json>> seats_of(Pages& pages) {
  std::vector<std::pair<std::string, json>> seats;
  for (const auto& page : pages) seats.emplace_back(page->room(), page->view("me").at("version"));
  return seats;
}

/// Everybody joins and gets a seat.
void take_seats(Pages& pages) {
  for (const auto& page : pages) page->ask("session.join", {{"session", "mixing"}});
  for (const auto& page : pages) ASSERT_TRUE(page->until([&] { return !page->room().empty(); })) << page->view("me");
}

TEST(Serve, EverybodyFindsTheSameRoomAfterARestart) {
  const Folder folder;
  std::vector<std::string> passes;
  std::vector<std::pair<std::string, json>> seats;
  json epoch;
  {
    Serving server(options_in(folder, "data", kBefore));
    ASSERT_TRUE(server.ready());
    passes = passes_in(folder / "data");
    ASSERT_EQ(passes.size(), 4U);
    Pages pages = people_at(server, passes);
    take_seats(pages);
    seats = seats_of(pages);
    epoch = pages.front()->welcome.at("epoch");
    EXPECT_EQ(server.stop(), 0);
    for (const auto& page : pages) {
      EXPECT_TRUE(page->until([&] { return page->closed != -1; }));
      EXPECT_EQ(page->closed, 4000) << "whoever is there is told that the server comes back";
    }
  }
  Serving server(options_in(folder, "data", kLater));
  ASSERT_TRUE(server.ready());
  Pages pages = people_at(server, passes);
  EXPECT_EQ(seats_of(pages), seats);
  EXPECT_EQ(pages.front()->welcome.at("epoch"), epoch);
}

TEST(Serve, ABackupThatIsMadeWhileItRunsIsAWholeEventElsewhere) {
  const Folder folder;
  std::vector<std::string> passes;
  std::vector<std::pair<std::string, json>> seats;
  json epoch;
  {
    Serving server(options_in(folder, "data", kBefore));
    ASSERT_TRUE(server.ready());
    passes = passes_in(folder / "data");
    Pages pages = people_at(server, passes);
    take_seats(pages);
    seats = seats_of(pages);
    epoch = pages.front()->welcome.at("epoch");
    const std::string made = told({"backup", "--data", folder / "data", "--to", folder / "copy.sqlite"});
    EXPECT_EQ(made.rfind("quick: ", 0), 0U) << made;
    EXPECT_NE(made.find("all verified"), std::string::npos) << made;
    // What happens afterwards is not in it, and does no harm to it.
    pages.front()->ask("session.leave");
    EXPECT_TRUE(pages.front()->until([&] { return pages.front()->room().empty(); }));
  }
  std::filesystem::create_directory(folder / "restored");
  std::filesystem::copy_file(folder / "copy.sqlite", journal_path(folder / "restored"));
  std::filesystem::copy_file(folder / "data/pass.keys", folder / "restored/pass.keys");
  Serving server(options_in(folder, "restored", kLater));
  ASSERT_TRUE(server.ready());
  Pages pages = people_at(server, passes);
  EXPECT_EQ(seats_of(pages), seats);
  EXPECT_NE(pages.front()->welcome.at("epoch"), epoch) << "clients must notice that it is another history";
}

TEST(Serve, NobodysNameMailAddressOrPassIsInTheLogOrTheFigures) {
  const Folder folder;
  std::vector<std::string> passes;
  std::string figures;
  std::string page_text;
  ::testing::internal::CaptureStderr();
  {
    Serving server(options_in(folder, "data", kBefore));
    if (server.ready()) {
      passes = passes_in(folder / "data");
      Pages pages = people_at(server, passes);
      take_seats(pages);
      // What goes wrong is logged with more words.
      Page forged(server.port(), kEvent, passes.front() + "x", "tab-of-a-forger");
      EXPECT_TRUE(forged.until([&] { return forged.closed != -1; }));
      EXPECT_EQ(forged.closed, 4200);
      pages.front()->ask("profile.update", {{"role", kEmail}});
      pages.front()->ask("session.join", {{"session", kName}});
      server.get("/e/quick?pass=" + passes.front());
      page_text = server.get("/e/quick");
      figures = server.get("/metrics", true);
      EXPECT_EQ(server.stop(), 0);
    }
  }
  const std::string log = ::testing::internal::GetCapturedStderr();
  ASSERT_EQ(passes.size(), 4U) << log;
  EXPECT_NE(log.find("server.ready"), std::string::npos) << log;
  EXPECT_NE(figures.find("convene_"), std::string::npos) << figures;
  std::ifstream keys(folder / "data/pass.keys");
  std::string id;
  std::string secret;
  while (keys >> id && id.starts_with('#')) std::getline(keys, id);
  keys >> secret;
  ASSERT_GE(secret.size(), 40U);
  std::vector<std::string> canaries{"Quetzalcoatl", "canary.quetzal", secret};
  for (const std::string& pass : passes) canaries.push_back(pass.substr(pass.rfind('.') + 1));
  for (const std::string& canary : canaries) {
    EXPECT_EQ(log.find(canary), std::string::npos) << canary << " is in the log";
    EXPECT_EQ(figures.find(canary), std::string::npos) << canary << " is in the figures";
    EXPECT_EQ(page_text.find(canary), std::string::npos) << canary << " is on the page that everybody gets";
  }
}

TEST(Serve, WhatCannotStartSaysWhyAndIsOver) {
  const Folder folder;
  ServeOptions options = options_in(folder, "data", kBefore);
  options.static_dir = folder / "nothing-here";
  ::testing::internal::CaptureStderr();
  Serving server(options);
  EXPECT_EQ(server.stop(), 1);
  EXPECT_FALSE(server.ready());
  EXPECT_NE(::testing::internal::GetCapturedStderr().find("manifest.json"), std::string::npos);
}

TEST(Serve, AnOptionThatSaysWhatCannotBeIsWrongUse) {
  const Folder folder;
  ServeOptions options = options_in(folder, "data", kBefore);
  options.trusted_proxies = {"the proxy"};
  ::testing::internal::CaptureStderr();
  Serving server(options);
  EXPECT_EQ(server.stop(), 2);
  EXPECT_NE(::testing::internal::GetCapturedStderr().find("the proxy"), std::string::npos);
}

TEST(Serve, ARosterWithFaultsIsRefusedWithoutAnybodysWords) {
  const Folder folder;
  const ServeOptions options = options_in(folder, "data", kBefore);
  const std::string roster =
      folder.put("bad.csv", "name,email,role\n" + std::string(kName) + ",canary.quetzal AT example.org,astronaut\n");
  const testing::Ran it = testing::ran({"serve", "--event", options.event_files[0], "--roster", roster});
  EXPECT_EQ(it.status, wrong_use);
  EXPECT_FALSE(it.served);
  EXPECT_NE(it.err.find("bad.csv:2:2: email: roster.email"), std::string::npos) << it.err;
  EXPECT_NE(it.err.find("convene check"), std::string::npos) << it.err;
  EXPECT_EQ(it.err.find("canary"), std::string::npos) << it.err;
  EXPECT_EQ(it.err.find("astronaut"), std::string::npos) << it.err;
}

TEST(Serve, SampleLinksComeForProgramsToo) {
  const Folder folder;
  Serving server(options_in(folder, "data", kBefore));
  ASSERT_TRUE(server.ready());
  const json sample = json::parse(told({"invite", "--event", kEvent, "--data", folder / "data", "--sample", "--json"}));
  ASSERT_EQ(sample.size(), 1U);
  EXPECT_EQ(sample[0].at("hat"), "participant");
  EXPECT_EQ(sample[0].at("link").get<std::string>().rfind("http://127.0.0.1:8080/e/quick#c1.", 0), 0U);
  for (const char* base : {"meet.example.org", "https://", "https:///x", "https://a b", "ftp://x", "https://x#y"}) {
    const testing::Ran it = testing::ran({"invite", "--event", kEvent, "--data", folder / "data", "--base", base});
    EXPECT_EQ(it.status, wrong_use) << base;
    EXPECT_EQ(it.out, "") << base;
  }
}

TEST(Serve, TheDataFolderAndWhatIsInItAreTheirOwnersAlone) {
  const Folder folder;
  const auto mode = [](const std::string& path) {
    return static_cast<unsigned>(std::filesystem::status(path).permissions()) & 0777U;
  };
  const ::mode_t before = ::umask(022);
  {
    Serving server(options_in(folder, "not/there/yet", kBefore));
    EXPECT_TRUE(server.ready());
    EXPECT_EQ(mode(folder / "not/there/yet"), 0700U);
    std::size_t files = 0;
    for (const auto& one : std::filesystem::directory_iterator(folder / "not/there/yet")) {
      ++files;
      EXPECT_EQ(mode(one.path()), 0600U) << one.path();
    }
    EXPECT_GE(files, 4U);
    EXPECT_EQ(mode(folder / "not"), 0755U) << "the folders above are as folders are";
  }
  {
    Serving server(options_in(folder, "as/typed/", kBefore));
    EXPECT_TRUE(server.ready());
    EXPECT_EQ(mode(folder / "as/typed"), 0700U);
    EXPECT_EQ(mode(folder / "as"), 0755U);
  }
  ::umask(before);
}

/// The record at `which`, "min(at)" say, is not what was written any more.
void damage_record(const std::string& journal, const std::string& which) {
  sqlite3* file = nullptr;
  ASSERT_EQ(sqlite3_open(journal.c_str(), &file), SQLITE_OK);
  const std::string sql = "UPDATE records SET bytes=bytes || x'20' WHERE at=(SELECT " + which + " FROM records)";
  EXPECT_EQ(sqlite3_exec(file, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(file);
}

TEST(Serve, ADamagedLastRecordClosesTheEventAtEveryStartInTheSameWords) {
  const Folder folder;
  {
    Serving server(options_in(folder, "data", kBefore));
    ASSERT_TRUE(server.ready());
  }
  damage_record(folder / "data/journal.sqlite", "max(at)");
  for (int start = 0; start < 2; ++start) {
    ::testing::internal::CaptureStderr();
    {
      ServeOptions options = options_in(folder, "data", kBefore);
      options.log_level = "info";
      Serving server(options);
    }
    const std::string log = ::testing::internal::GetCapturedStderr();
    EXPECT_NE(log.find("hall.quarantined"), std::string::npos) << log;
    EXPECT_NE(log.find("restore the newest backup"), std::string::npos) << log;
    EXPECT_EQ(log.find("hall.recovered"), std::string::npos) << log;
    EXPECT_EQ(log.find("hall.read_only"), std::string::npos) << log;
  }
}

TEST(Serve, ACopyOfADamagedJournalIsNoBackup) {
  const Folder folder;
  {
    Serving server(options_in(folder, "data", kBefore));
    ASSERT_TRUE(server.ready());
  }
  const json sound = json::parse(told({"backup", "--data", folder / "data", "--to", folder / "one.sqlite", "--json"}));
  EXPECT_EQ(sound.at("events").at(0).at("event"), kEvent);
  EXPECT_GT(sound.at("events").at(0).at("records").get<int>(), 0);
  damage_record(folder / "data/journal.sqlite", "min(at)");
  const testing::Ran it = testing::ran({"backup", "--data", folder / "data", "--to", folder / "two.sqlite"});
  EXPECT_EQ(it.status, no);
  EXPECT_NE(it.err.find("record 1"), std::string::npos) << it.err;
  EXPECT_FALSE(std::filesystem::exists(folder / "two.sqlite"));
  EXPECT_TRUE(std::filesystem::exists(folder / "two.sqlite.damaged"));
}

TEST(Serve, WhatHappenedIsReadFromTheJournalAsItWasAfterAnyRecord) {
  const Folder folder;
  std::vector<std::pair<std::string, json>> seats;
  {
    Serving server(options_in(folder, "data", kBefore));
    ASSERT_TRUE(server.ready());
    Pages pages = people_at(server, passes_in(folder / "data"));
    take_seats(pages);
    seats = seats_of(pages);
    EXPECT_EQ(server.stop(), 0);
  }
  const auto asked = [&](const std::string& command, std::vector<std::string> more) {
    std::vector<std::string> words{command};
    if (command == "export") words.emplace_back("rooms");
    for (const char* word : {"--event", kEvent, "--data"}) words.emplace_back(word);
    words.push_back(folder / "data");
    words.insert(words.end(), more.begin(), more.end());
    return testing::ran(words);
  };
  const testing::Ran csv = asked("export", {});
  EXPECT_EQ(csv.status, done);
  EXPECT_EQ(std::count(csv.out.begin(), csv.out.end(), '\n'), 5) << csv.out;
  EXPECT_NE(csv.out.find("quick,mixing,1,Everybody 1,k0," + std::string(kName)), std::string::npos) << csv.out;
  const json rooms = json::parse(asked("export", {"--format", "json", "--round", "1"}).out).at("rooms");
  ASSERT_EQ(rooms.size(), 1U);
  EXPECT_EQ(rooms[0].at("room"), seats[0].first);
  EXPECT_EQ(rooms[0].at("members").size(), 4U);
  EXPECT_EQ(json::parse(asked("export", {"--format", "json", "--round", "2"}).out).at("rooms").size(), 0U);
  EXPECT_EQ(asked("export", {"--session", "nonsense"}).status, wrong_use);
  EXPECT_EQ(asked("export", {"--format", "doc"}).status, wrong_use);

  EXPECT_EQ(asked("export", {"--format", "goldcast"}).status, wrong_use) << "of which session?";
  const std::string goldcast = asked("export", {"--format", "goldcast", "--session", "mixing"}).out;
  EXPECT_EQ(goldcast.substr(0, goldcast.find('\r')), "1," + std::string(kEmail));
  EXPECT_EQ(std::count(goldcast.begin(), goldcast.end(), '\n'), 4) << goldcast;
  const testing::Ran summary = testing::ran({"export", "summary", "--event", kEvent, "--data", folder / "data"});
  EXPECT_EQ(summary.status, done) << summary.err;
  EXPECT_NE(summary.out.find("<td>4</td><td>4</td><td>0</td><td>0</td>"), std::string::npos)
      << "they had seats, and no page said that it shows the room: " << summary.out;
  EXPECT_EQ(testing::ran({"export", "summary", "--event", kEvent, "--data", folder / "data", "--round", "1"}).status,
            wrong_use);

  const json last = json::parse(asked("replay", {"--json"}).out);
  EXPECT_EQ(last.at("floor").at("rooms").size(), 1U);
  const auto seq = last.at("seq").get<std::uint64_t>();
  std::uint64_t first_room = 0;
  for (std::uint64_t to = 1; to <= seq && first_room == 0; ++to)
    if (!json::parse(asked("replay", {"--json", "--to", std::to_string(to)}).out).at("floor").at("rooms").empty())
      first_room = to;
  EXPECT_GT(first_room, 2U) << "there were people before there was a room";
  EXPECT_NE(asked("replay", {"--to", "1"}).out.find("mixing: planned"), std::string::npos);
  EXPECT_EQ(asked("replay", {"--to", std::to_string(seq + 1)}).status, wrong_use);
  const testing::Ran sound = asked("replay", {"--verify"});
  EXPECT_EQ(sound.status, done);
  EXPECT_NE(sound.out.find(std::to_string(seq) + " records, all as they were written"), std::string::npos) << sound.out;
}

}  // namespace
}  // namespace convene::cli

#include "server/cli/cli.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>

#include "protocol/rfc3339.h"
#include "server/swarm/crowd.h"
#include "tests/unit/cli/running.h"
#include "tests/where/where.h"

namespace convene::cli {
namespace {

const std::string kSource = where::source_dir();
const std::string kInstitute = kSource + "/examples/institute-2021/";
const std::string kBroken = kSource + "/examples/broken/";

using testing::Ran;
using testing::ran;

TEST(Cli, EveryCommandExplainsItselfWithExamples) {
  for (const char* command :
       {"serve", "check", "invite", "simulate", "schema", "backup", "match", "export", "replay", "version"}) {
    const Ran help = ran({command, "--help"});
    EXPECT_EQ(help.status, done) << command;
    EXPECT_NE(help.out.find("Examples:"), std::string::npos) << command;
    EXPECT_NE(help.out.find("Exit status"), std::string::npos) << command;
  }
}

TEST(Cli, TheVersionComesForProgramsToo) {
  EXPECT_EQ(ran({"version"}).out.rfind("convene ", 0), 0U);
  EXPECT_EQ(nlohmann::json::parse(ran({"version", "--json"}).out).at("version"), CONVENE_VERSION);
}

TEST(Cli, WrongUseIsTwo) {
  EXPECT_EQ(ran({}).status, wrong_use);
  EXPECT_EQ(ran({"serv"}).status, wrong_use);
  EXPECT_EQ(ran({"check"}).status, wrong_use);
  EXPECT_EQ(ran({"check", "a", "--nonsense"}).status, wrong_use);
  EXPECT_EQ(ran({"serve", "--at", "yesterday"}).status, wrong_use);
  EXPECT_EQ(ran({"serve", "--event", kBroken + "event-not-json.json"}).status, wrong_use);
  EXPECT_EQ(ran({"serve", "--log-level", "loud"}).status, wrong_use);
  EXPECT_EQ(ran({"serve", "--roster", kInstitute + "roster.csv"}).status, wrong_use);
}

TEST(Cli, ServeHandsOnWhatItWasTold) {
  const Ran it = ran({"serve", "--event", kInstitute + "event.json", "--roster", kInstitute + "roster.csv", "--port",
                      "0", "--admin-port", "0", "--at", "2021-07-27T10:59:00-04:00"});
  ASSERT_EQ(it.status, done) << it.err;
  ASSERT_TRUE(it.served);
  ASSERT_EQ(it.served->rosters.size(), 1U);
  EXPECT_EQ(it.served->rosters[0].event, "institute-2021");
  EXPECT_EQ(it.served->at, protocol::parse_rfc3339("2021-07-27T14:59:00Z"));
  ASSERT_TRUE(it.served->read_roster);
}

TEST(Cli, CheckSaysEveryFaultAtOnce) {
  const Ran it = ran({"check", kBroken + "event-ten-faults.json"});
  EXPECT_EQ(it.status, no);
  EXPECT_GE(std::count(it.err.begin(), it.err.end(), '\n'), 10);
  const auto json = nlohmann::json::parse(ran({"check", kBroken + "event-ten-faults.json", "--json"}).out);
  EXPECT_FALSE(json.at("sound").get<bool>());
  EXPECT_GE(json.at("event").at("faults").size(), 10U);
}

TEST(Cli, CheckSaysWhatWillHappen) {
  const Ran it = ran({"check", kInstitute + "event.json", "--roster", kInstitute + "roster.csv", "--json"});
  ASSERT_EQ(it.status, done) << it.err;
  const auto json = nlohmann::json::parse(it.out);
  EXPECT_EQ(json.at("roster").at("people"), 400);
  ASSERT_FALSE(json.at("expected").empty());
  for (const auto& session : json.at("expected")) {
    EXPECT_EQ(session.at("report").at("over_max"), 0) << session;
    std::size_t seats = 0;
    for (const auto& [size, rooms] : session.at("rooms_by_size").items())
      seats += std::stoul(size) * rooms.get<std::size_t>();
    EXPECT_EQ(seats + session.at("report").at("alone").get<std::size_t>(), session.at("report").at("people"));
  }
}

TEST(Cli, WithoutADataFolderTheAnswerSaysWhatToDo) {
  const Ran it = ran({"invite", "--event", "institute-2021", "--data", "/nonexistent"});
  EXPECT_EQ(it.status, no);
  EXPECT_NE(it.err.find("convene serve"), std::string::npos);
  EXPECT_EQ(ran({"backup", "--data", "/nonexistent", "--to", "/nonexistent/b"}).status, wrong_use);
}

TEST(Cli, TheCheckedInSchemaIsFresh) {
  std::ifstream in(kSource + "/protocol/schema/convene.schema.json", std::ios::binary);
  const std::string there{std::istreambuf_iterator<char>(in), {}};
  EXPECT_EQ(there, schema_text()) << "run: convene schema --to protocol/schema/convene.schema.json";
}

TEST(Cli, TheSchemasReferencesLeadSomewhere) {
  const auto schema = nlohmann::json::parse(schema_text());
  const auto& definitions = schema.at("$defs");
  std::size_t references = 0;
  const std::function<void(const nlohmann::json&)> walk = [&](const nlohmann::json& node) {
    if (node.is_object() && node.contains("$ref") && node.at("$ref").is_string()) {
      ++references;
      EXPECT_TRUE(definitions.contains(node.at("$ref").get<std::string>().substr(8))) << node;
    }
    if (node.is_structured())
      for (const auto& one : node) walk(one);
  };
  walk(schema);
  EXPECT_GT(references, 50U);
  for (const char* name : {"ClientMessage", "ServerMessage", "Programme", "MeView", "RoomMessage", "PatchMessage"})
    EXPECT_TRUE(definitions.contains(name)) << name;
}

TEST(Swarm, GoesNowhereButToThisMachine) {
  std::ostringstream progress;
  for (const char* url :
       {"ws://example.org:80", "wss://127.0.0.1:80", "ws://127.0.0.1", "ws://10.0.0.1:80", "ws://127.0.0.1:99999"}) {
    swarm::CrowdOptions options;
    options.url = url;
    EXPECT_THROW(swarm::watch_crowd(options, progress), std::invalid_argument) << url;
  }
}

TEST(Swarm, QuantilesAreOfNearestRank) {
  EXPECT_EQ(swarm::quantile({}, 0.5), 0);
  EXPECT_EQ(swarm::quantile({3, 1, 2}, 0.5), 2);
  EXPECT_EQ(swarm::quantile({3, 1, 2}, 0.99), 3);
  EXPECT_EQ(swarm::quantile({7}, 0), 7);
}

}  // namespace
}  // namespace convene::cli

// `convene simulate` at an office hour of a whole server: what it plays, what it says of it, and when it says no.
#include <gtest/gtest.h>

#include "server/cli/cli.h"
#include "tests/unit/cli/hours_on_sockets.h"

namespace convene::cli {
namespace {

using nlohmann::json;
using testing::Folder;
using testing::Serving;

testing::Ran crowd_at(const Serving& server, const Folder& folder) {
  return testing::ran({"simulate", "--url", "ws://127.0.0.1:" + std::to_string(server.port()), "--event", "clinic",
                       "--data", folder / "data", "--people", "12", "--session", "hours", "--seconds", "8", "--arrive",
                       "1", "--talk", "0.2", "--json"});
}

TEST(HoursCrowd, AdvisorsComeTakePeopleAndTheOrderIsLookedAt) {
  const Folder folder;
  const Serving server(testing::clinic_options(folder, {.people = 12, .wrap_up_s = 0}));
  ASSERT_TRUE(server.ready());
  const testing::Ran it = crowd_at(server, folder);
  EXPECT_EQ(it.status, done) << it.out << it.err;
  const json seen = json::parse(it.out);
  EXPECT_EQ(seen.at("people"), 15) << "twelve in line, two advisors, one member of staff who looks";
  const json& line = seen.at("line");
  EXPECT_EQ(line.at("session"), "hours");
  EXPECT_EQ(line.at("advisors"), 2);
  EXPECT_GE(line.at("tickets"), 10);
  EXPECT_GE(line.at("served"), 1);
  EXPECT_GE(line.at("looks"), 5);
  EXPECT_GE(line.at("wait_seconds").at("count"), 1);
}

TEST(HoursCrowd, WhereNobodyAdvisesThereIsNothingToPlay) {
  const Folder folder;
  const Serving server(testing::clinic_options(folder, {.advised = false}));
  ASSERT_TRUE(server.ready());
  const testing::Ran it = crowd_at(server, folder);
  EXPECT_EQ(it.status, no);
  EXPECT_NE(it.err.find("nobody advises at \"hours\""), std::string::npos) << it.err;
}

}  // namespace
}  // namespace convene::cli

#include "matcher/capabilities.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>

#include "matcher/commands.h"

namespace convene {
namespace {

/// The table of PROTOCOL.md: name -> columns participant/advisor, facilitator, moderator, organiser.
std::map<std::string, std::vector<bool>> documented() {
  std::ifstream in(std::string(CONVENE_SOURCE_DIR) + "/protocol/PROTOCOL.md");
  std::map<std::string, std::vector<bool>> table;
  for (std::string line; std::getline(in, line);) {
    std::vector<std::string> cells;
    std::stringstream row(line);
    for (std::string cell; std::getline(row, cell, '|');) cells.push_back(cell);
    if (cells.size() != 7 || cells[1].size() < 4 || cells[1][1] != '`') continue;
    const std::string name = cells[1].substr(2, cells[1].rfind('`') - 2);
    for (std::size_t i = 3; i < 7; ++i) table[name].push_back(cells[i].find("•") != std::string::npos);
  }
  return table;
}

TEST(Capabilities, AreWhatTheProtocolSays) {
  const auto table = documented();
  std::size_t commands = 0;
  boost::mp11::mp_for_each<ClientCommand>([&](const auto& command) {
    const std::string name(std::decay_t<decltype(command)>::name);
    ++commands;
    ASSERT_TRUE(table.count(name)) << name << " is not in PROTOCOL.md";
    const std::vector<bool>& row = table.at(name);
    EXPECT_EQ(allows({Hat::participant}, name), row[0]) << name;
    EXPECT_EQ(allows({Hat::advisor}, name), row[0]) << name;
    EXPECT_EQ(allows({Hat::facilitator}, name), row[1]) << name;
    EXPECT_EQ(allows({Hat::moderator}, name), row[2]) << name;
    EXPECT_EQ(allows({Hat::organiser}, name), row[3]) << name;
    EXPECT_FALSE(allows({}, name)) << name;
  });
  EXPECT_EQ(table.size(), commands + 2);  // and the topics floor and board
}

TEST(Capabilities, TheServersOwnCommandsAreNobodys) {
  boost::mp11::mp_for_each<ServerCommand>([](const auto& command) {
    for (const Hat hat : {Hat::participant, Hat::facilitator, Hat::moderator, Hat::advisor, Hat::organiser})
      EXPECT_FALSE(allows({hat}, std::decay_t<decltype(command)>::name));
  });
}

}  // namespace
}  // namespace convene

#include "matcher/capabilities.h"

#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <map>
#include <sstream>

#include "matcher/commands.h"
#include "tests/where/where.h"

namespace convene {
namespace {

constexpr std::array columns{Hat::participant, Hat::advisor, Hat::facilitator, Hat::moderator, Hat::organiser};

/// The table of PROTOCOL.md: name -> what stands in each of the columns.
std::map<std::string, std::vector<bool>> documented() {
  std::ifstream in(std::string(where::source_dir()) + "/protocol/PROTOCOL.md");
  std::map<std::string, std::vector<bool>> table;
  for (std::string line; std::getline(in, line);) {
    std::vector<std::string> cells;
    std::stringstream row(line);
    for (std::string cell; std::getline(row, cell, '|');) cells.push_back(cell);
    if (cells.size() != columns.size() + 3 || cells[1].size() < 4 || cells[1][1] != '`') continue;
    const std::string name = cells[1].substr(2, cells[1].rfind('`') - 2);
    for (std::size_t i = 3; i < cells.size(); ++i) table[name].push_back(cells[i].find("•") != std::string::npos);
  }
  return table;
}

TEST(Capabilities, AreWhatTheProtocolSays) {
  const auto table = documented();
  std::size_t rows = 0;
  const auto expect_row = [&](const std::string& name) {
    ++rows;
    ASSERT_TRUE(table.count(name)) << name << " is not in PROTOCOL.md";
    for (std::size_t i = 0; i < columns.size(); ++i)
      EXPECT_EQ(allows({columns[i]}, name), table.at(name)[i]) << name << ", column " << i + 1;
    EXPECT_FALSE(allows({}, name)) << name;
  };
  boost::mp11::mp_for_each<ClientCommand>(
      [&](const auto& command) { expect_row(std::string(std::decay_t<decltype(command)>::name)); });
  for (const char* topic : {"desk", "floor", "board"}) expect_row(topic);
  EXPECT_EQ(table.size(), rows);
}

TEST(Capabilities, TheServersOwnCommandsAreNobodys) {
  boost::mp11::mp_for_each<ServerCommand>([](const auto& command) {
    for (const Hat hat : {Hat::participant, Hat::facilitator, Hat::moderator, Hat::advisor, Hat::organiser})
      EXPECT_FALSE(allows({hat}, std::decay_t<decltype(command)>::name));
  });
}

}  // namespace
}  // namespace convene

#include "server/ops/roster_csv.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "server/ops/csv_rows.h"
#include "server/ops/zone.h"
#include "tests/where/where.h"

namespace convene::ops {
namespace {

std::string contents(const std::string& path) {
  std::ifstream in(std::string(where::source_dir()) + "/examples/" + path, std::ios::binary);
  EXPECT_TRUE(in.good()) << path;
  return {std::istreambuf_iterator<char>(in), {}};
}

EventDefinition event() {
  EventDefinition event;
  event.id = "e";
  for (const char* role : {"elementary", "middle", "high", "museum", "school", "coach", "district", "state"})
    event.roles.push_back({role, "", {}});
  for (const char* region : {"NG", "US-NM", "JP", "GH", "SN", "PH", "BR", "CA-QC", "DE", "NZ", "NO", "CZ"})
    event.regions.push_back({region, "", {}});
  event.topics = {{"funding", {}}, {"learning-loss", {}}};
  return event;
}

struct Read {
  protocol::Faults faults{100};
  std::optional<Roster> roster;
  explicit Read(std::string_view text) { roster = read_roster(text, event(), faults); }
  bool says(std::uint32_t row, std::string_view column, std::string_view code) const {
    for (const auto& fault : faults.list())
      if (fault.line == row && fault.path == column && fault.code == code) return true;
    return false;
  }
};

TEST(RosterCsv, TakesWhatIsOnlyOdd) {
  for (const char* file : {"broken/roster-bom.csv", "broken/roster-crlf.csv"}) {
    const Read read(contents(file));
    ASSERT_TRUE(read.roster) << file << ' ' << protocol::to_text(read.faults.front());
    ASSERT_EQ(read.roster->people.size(), 3U);
    EXPECT_EQ(read.roster->people[1].name, "Álvaro Peña");
    EXPECT_EQ(read.roster->people[2].region, "JP");
  }
  const Read quotes(contents("broken/roster-quotes.csv"));
  ASSERT_TRUE(quotes.roster);
  ASSERT_EQ(quotes.roster->people.size(), 3U);
  EXPECT_EQ(quotes.roster->people[0].name, "Roscoe \"Bo\" Tolliver");
  EXPECT_EQ(quotes.roster->people[1].organization, "Saltmarsh School Lower Building \"The Annex\"");
  EXPECT_EQ(quotes.roster->people[1].extra.at("Shoe size"), "38");
}

TEST(RosterCsv, SaysWhatIsWrongWithAFile) {
  const auto first = [](const char* file) {
    const Read read(contents(file));
    EXPECT_FALSE(read.roster) << file;
    return read.faults.empty() ? protocol::Fault{} : read.faults.front();
  };
  EXPECT_EQ(first("broken/roster-latin1.csv").line, 3U);
  EXPECT_EQ(first("broken/roster-latin1.csv").code, "csv.encoding");
  EXPECT_EQ(first("broken/roster-utf16.csv").code, "csv.encoding");
  EXPECT_EQ(first("broken/roster-semicolons.csv").code, "roster.separator");
  EXPECT_EQ(first("broken/roster-nul.csv").line, 3U);
  EXPECT_EQ(first("broken/roster-open-quote.csv").line, 3U);
  EXPECT_EQ(first("broken/roster-no-name.csv").remedy, "rename the column \"full_name\" to \"name\"");
  EXPECT_EQ(first("broken/roster-empty.csv").code, "roster.empty");
}

TEST(RosterCsv, NamesBothRowsOfWhatIsThereTwice) {
  const Read read(contents("broken/roster-duplicate-ids.csv"));
  EXPECT_FALSE(read.roster);
  EXPECT_TRUE(read.says(4, "id", "roster.twice"));
  EXPECT_TRUE(read.says(5, "email", "roster.twice"));
  EXPECT_TRUE(read.says(6, "id", "roster.twice"));
  EXPECT_NE(read.faults.front().message.find("row 2"), std::string::npos);
}

TEST(RosterCsv, FindsEveryFaultAtOnce) {
  const Read read(contents("broken/roster-ten-faults.csv"));
  EXPECT_FALSE(read.roster);
  EXPECT_TRUE(read.says(2, "role", "roster.unknown"));
  EXPECT_TRUE(read.says(3, "region", "roster.unknown"));
  EXPECT_TRUE(read.says(4, "email", "roster.email"));
  EXPECT_TRUE(read.says(5, "name", "roster.name_missing"));
  EXPECT_TRUE(read.says(6, "topics", "roster.unknown"));
  EXPECT_TRUE(read.says(8, "languages", "roster.language"));
  EXPECT_TRUE(read.says(10, "id", "roster.twice"));
  EXPECT_TRUE(read.says(11, "", "roster.cells"));
  EXPECT_EQ(read.faults.front().remedy, "write \"elementary\"");
}

TEST(RosterCsv, NeedsOnlyNamesAndSaysWhatIsMissing) {
  const Read read("NAME\nAna\n\nBo\nAna\n");
  ASSERT_TRUE(read.roster);
  ASSERT_EQ(read.roster->people.size(), 3U);
  EXPECT_EQ(read.roster->people[0].key, "~Ana");
  EXPECT_EQ(read.roster->people[2].key, "~Ana#2");
  const auto& warnings = read.roster->warnings;
  ASSERT_EQ(warnings.size(), 4U);  // a name twice; languages, region, role
  EXPECT_EQ(warnings[0].line, 5U);
}

TEST(RosterCsv, AKeyMadeOfANameIsNobodyElses) {
  const Read read("name\nAna#2\nAna\nAna\n");
  ASSERT_TRUE(read.roster);
  EXPECT_EQ(read.roster->people[0].key, "~Ana#2");
  EXPECT_EQ(read.roster->people[1].key, "~Ana");
  EXPECT_EQ(read.roster->people[2].key, "~Ana#3");
}

TEST(RosterCsv, ReadsTenMegabytesToTheLastByte) {
  std::string text = "id,name,note\n";
  std::size_t people = 0;
  for (; text.size() < max_roster_bytes - 500; ++people)
    text += std::to_string(people) + ",Ann Lee," + std::string(400, 'n') + '\n';
  text += "last,Bo Lee,";
  text.append(max_roster_bytes - text.size(), 'n');
  ASSERT_EQ(text.size(), max_roster_bytes);
  const Read read(text);
  ASSERT_TRUE(read.roster) << protocol::to_text(read.faults.front());
  EXPECT_EQ(read.roster->people.size(), people + 1);
  EXPECT_EQ(read.roster->people.back().name, "Bo Lee");
  EXPECT_FALSE(Read(text + 'n').roster);
}

TEST(RosterCsv, HoldsLimits) {
  EXPECT_TRUE(Read("name\n" + std::string(201, 'x')).says(2, "name", "roster.too_long"));
  EXPECT_FALSE(Read(std::string(max_roster_bytes + 1, 'x')).roster);
}

TEST(RosterCsv, AnyCutOfAGoodListIsAnsweredAndNeverMisread) {
  const std::string good = contents("broken/roster-quotes.csv");
  for (std::size_t cut = 0; cut < good.size(); ++cut) {
    const Read read(std::string_view(good).substr(0, cut));
    EXPECT_NE(read.roster.has_value(), !read.faults.empty()) << cut;
    if (read.roster) { EXPECT_LE(read.roster->people.size(), 3U); }
  }
}

TEST(CsvCell, IsReadBackAsItWas) {
  for (const std::string text : {"plain", "a,b", "say \"hi\"", "two\nlines", ""}) {
    protocol::Faults faults;
    const auto rows = read_csv("x," + csv_cell(text) + "\n", faults);
    ASSERT_TRUE(rows);
    EXPECT_EQ(rows->front().cells.at(1), text);
  }
  EXPECT_EQ(csv_cell("=1+1"), "\"'=1+1\"");
}

TEST(Zone, KnowsTheDatabase) {
  EXPECT_TRUE(is_time_zone("America/Denver"));
  EXPECT_TRUE(is_time_zone("UTC"));
  EXPECT_FALSE(is_time_zone("America/Montréal"));
  EXPECT_FALSE(is_time_zone("Mars/Olympus"));
  EXPECT_FALSE(is_time_zone(""));
}

TEST(RosterCsv, RefusesAMillionColumnsAtOnce) {
  std::string text = "name";
  for (int i = 0; i < 1'000'000; ++i) text += ",c" + std::to_string(i);
  const Read read(text + "\nAnn\n");
  EXPECT_FALSE(read.roster);
  EXPECT_EQ(read.faults.total(), 1U);
  EXPECT_TRUE(read.says(1, "", "csv.too_much"));
}

TEST(RosterCsv, RefusesAListOfAMillionTopics) {
  std::string text = "name,topics\nAnn,";
  for (int i = 0; i < 1'000'000; ++i) text += std::to_string(i) + ';';
  const Read read(text + '\n');
  EXPECT_FALSE(read.roster);
  EXPECT_TRUE(read.says(2, "topics", "roster.too_long"));
}

}  // namespace
}  // namespace convene::ops

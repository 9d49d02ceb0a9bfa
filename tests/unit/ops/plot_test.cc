#include "server/ops/plot.h"

#include <gtest/gtest.h>

namespace convene::ops {
namespace {

std::string shown(const std::vector<PlotRow>& rows) {
  std::string out;
  for (const PlotRow& row : rows) out += row.label + '=' + plot_number(row.values.at(0)) + ' ';
  return out;
}

TEST(Plot, NumbersHaveTwoFiguresBehindThePointAtMost) {
  EXPECT_EQ(plot_number(0.0), "0");
  EXPECT_EQ(plot_number(12.0), "12");
  EXPECT_EQ(plot_number(0.5), "0.5");
  EXPECT_EQ(plot_number(2.0 / 3), "0.67");
  EXPECT_EQ(plot_number(1.999), "2");
  EXPECT_EQ(plot_number({}), "–");
}

TEST(Plot, HistogramsHaveTheirGaps) {
  EXPECT_EQ(shown(histogram({})), "");
  EXPECT_EQ(shown(histogram({4})), "4=1 ");
  EXPECT_EQ(shown(histogram({2, 5, 2, 3})), "2=2 3=1 4=0 5=1 ");
}

TEST(Plot, WideHistogramsGoInSteps) {
  EXPECT_EQ(shown(histogram({0, 21, 40, 41, 1})).substr(0, 16), "0 to 2=2 3 to 5=");
  const auto rows = histogram({0, 4'294'967'295});
  EXPECT_LE(rows.size(), 21u);
  EXPECT_EQ(rows.front().values.at(0), 1.0);
  EXPECT_EQ(rows.back().values.at(0), 1.0);
}

TEST(Plot, EveryNumberStandsInTheTableToo) {
  const Plot plot{"Title",   "What is to be seen.",
                  "Session", {"came", "stayed"},
                  {"Note"},  {{"one", {12.0, 7.25}, {"x"}}, {"two", {3.0, std::nullopt}, {"y"}}}};
  const std::string html = plot_html(plot, 4);
  EXPECT_NE(html.find("<h2 id=\"plot-4\">Title</h2>\n<p>What is to be seen.</p>"), std::string::npos) << html;
  EXPECT_NE(html.find("<th scope=\"col\">Session</th><th scope=\"col\">came</th><th scope=\"col\">stayed</th>"
                      "<th scope=\"col\">Note</th>"),
            std::string::npos)
      << html;
  EXPECT_NE(html.find("<th scope=\"row\"><bdi>one</bdi></th><td>12</td><td>7.25</td><td>x</td>"), std::string::npos);
  EXPECT_NE(html.find("<th scope=\"row\"><bdi>two</bdi></th><td>3</td><td>–</td><td>y</td>"), std::string::npos);
  EXPECT_NE(html.find("width=\"100\""), std::string::npos) << "the longest bar";
  EXPECT_NE(html.find("width=\"25\""), std::string::npos) << "a quarter of it";
}

TEST(Plot, WordsCannotBecomeMarkup) {
  const std::string evil = "<script>\"&'";
  const std::string html = plot_html({evil, evil, evil, {evil, evil}, {evil}, {{evil, {1.0, 2.0}, {evil}}}}, 1);
  EXPECT_EQ(html.find("<script"), std::string::npos) << html;
  EXPECT_EQ(html.find("\"&'"), std::string::npos);
  EXPECT_NE(html.find("<bdi>&lt;script&gt;&quot;&amp;&#39;</bdi>"), std::string::npos);
}

TEST(Plot, NothingOfNothingIsNoDivisionByNothing) {
  const std::string html = plot_html({"t", "s", "r", {"n"}, {}, {{"a", {0.0}, {}}}}, 1);
  EXPECT_NE(html.find("width=\"0\""), std::string::npos) << html;
}

}  // namespace
}  // namespace convene::ops

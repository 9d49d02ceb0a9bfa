// Numbers as a plot on a page: bars of inline SVG, a sentence, and the same numbers as a table. No script, nothing
// fetched, no colour that says what no word does.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace convene::ops {

struct PlotRow {
  std::string label;
  std::vector<std::optional<double>> values;  // one for each series; nothing: not known
  std::vector<std::string> more{};            // ... and for each column that the table alone has
};

struct Plot {
  std::string title;
  std::string sentence;  // what is to be seen, for whoever reads no plot
  std::string rows_are;  // heads the labels: "Session"
  std::vector<std::string> series;
  std::vector<std::string> more{};  // heads of columns that the table alone has
  std::vector<PlotRow> rows{};
};

/// With a heading of the second level; `number` tells the page's plots apart. Any thread. O(rows x series).
std::string plot_html(const Plot& plot, std::size_t number);

/// The style sheet of pages with plots: light and dark, narrow and wide, on paper.
std::string_view plot_style();

/// As it is written in plots and tables: two figures behind the point at most; "–" where it is not known.
std::string plot_number(const std::optional<double>& value);

/// How often each number occurs, as rows: "0", "1", "2", …, gaps included; of more than 20 different ones in steps.
/// Empty: none.
std::vector<PlotRow> histogram(const std::vector<std::uint32_t>& numbers);

}  // namespace convene::ops

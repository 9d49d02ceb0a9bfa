#include <limits>

#include "matcher/grouping/pairwise/score.h"

namespace convene::grouping::pairwise {

// Rows are added one by one; each finds the cheapest alternating path to a free column, under potentials that keep all
// reduced costs from being negative. Columns and rows count from 1, column 0 is the row that is being added.
std::vector<Index> assign(const std::vector<std::vector<std::int64_t>>& gain) {
  const std::size_t rows = gain.size();
  const std::size_t columns = rows == 0 ? 0 : gain.front().size();
  constexpr std::int64_t far = std::numeric_limits<std::int64_t>::max() / 2;
  std::vector<std::int64_t> row_potential(rows + 1), column_potential(columns + 1);
  std::vector<std::size_t> row_at(columns + 1), way(columns + 1);
  for (std::size_t row = 1; row <= rows; ++row) {
    std::vector<std::int64_t> slack(columns + 1, far);
    std::vector<bool> used(columns + 1);
    std::size_t at = 0;
    row_at[0] = row;
    do {
      used[at] = true;
      std::int64_t least = far;
      std::size_t next = 0;
      for (std::size_t column = 1; column <= columns; ++column) {
        if (used[column]) continue;
        const std::int64_t reduced =
            -gain[row_at[at] - 1][column - 1] - row_potential[row_at[at]] - column_potential[column];
        if (reduced < slack[column]) slack[column] = reduced, way[column] = at;
        if (slack[column] < least) least = slack[column], next = column;
      }
      for (std::size_t column = 0; column <= columns; ++column) {
        if (used[column])
          row_potential[row_at[column]] += least, column_potential[column] -= least;
        else
          slack[column] -= least;
      }
      at = next;
    } while (row_at[at] != 0);
    for (; at != 0; at = way[at]) row_at[at] = row_at[way[at]];
  }
  std::vector<Index> columns_of(rows, nobody);
  for (std::size_t column = 1; column <= columns; ++column)
    if (row_at[column] != 0) columns_of[row_at[column] - 1] = static_cast<Index>(column - 1);
  return columns_of;
}

}  // namespace convene::grouping::pairwise

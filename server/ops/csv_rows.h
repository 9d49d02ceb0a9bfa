// CSV text into rows of cells; what cannot be read at all is one fault that says where.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/faults.h"

namespace convene::ops {

struct CsvRow {
  std::uint32_t number = 0;  // as a spreadsheet counts: the first line is row 1, empty lines count
  std::vector<std::string> cells;
};

inline constexpr std::size_t max_csv_rows = 300'000;
inline constexpr std::size_t max_csv_cells = 1'000;  // of a row

/// Rows that are not empty. Line ends in cells become "\n"; blanks around cells that are not quoted go. Nothing, with
/// one fault, for what is no CSV in UTF-8.
std::optional<std::vector<CsvRow>> read_csv(std::string_view text, protocol::Faults& faults, char between = ',');

/// Without blanks at the ends, and with one where there are several.
std::string squeezed(std::string_view text);

/// One cell as it is written: quoted where it must be. With `spreadsheet`, what a spreadsheet would take for a formula
/// gets an apostrophe before it.
std::string csv_cell(std::string_view text, bool spreadsheet = true);

/// A row as it is written, with its line end.
std::string csv_line(std::initializer_list<std::string_view> cells);

/// The words of a cell without that apostrophe.
std::string without_apostrophe(std::string_view cell);

}  // namespace convene::ops

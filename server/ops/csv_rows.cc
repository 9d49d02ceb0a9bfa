#include "server/ops/csv_rows.h"

#include <csv.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <memory>

namespace convene::ops {

namespace {

using protocol::Fault;

constexpr std::string_view kSaveAs = "in a spreadsheet, choose \"Save as\" and \"CSV UTF-8\"";

struct Gathered {
  std::vector<CsvRow> rows;
  CsvRow row{1, {}};
  bool too_much = false;
};

void on_cell(void* cell, std::size_t size, void* to) {
  auto& gathered = *static_cast<Gathered*>(to);
  if (gathered.row.cells.size() == max_csv_cells) gathered.too_much = true;
  if (gathered.too_much) return;
  gathered.row.cells.emplace_back(cell ? std::string(static_cast<const char*>(cell), size) : std::string());
}

void on_row(int, void* to) {
  auto& gathered = *static_cast<Gathered*>(to);
  if (gathered.rows.size() == max_csv_rows) gathered.too_much = true;
  if (gathered.too_much) return;
  const std::uint32_t next = gathered.row.number + 1;
  const auto filled = [](const std::string& cell) { return !cell.empty(); };
  if (std::any_of(gathered.row.cells.begin(), gathered.row.cells.end(), filled))
    gathered.rows.push_back(std::move(gathered.row));
  gathered.row = CsvRow{next, {}};
}

std::string with_plain_line_ends(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      out += text[i];
    } else if (i + 1 == text.size() || text[i + 1] != '\n') {
      out += '\n';
    }
  }
  return out;
}

/// The first byte that is no UTF-8 or no text; npos: all is well.
std::size_t first_odd_byte(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < size;) {
    const std::int32_t at = i;
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    if (c < 0 || c == 0x7F || (c < 0x20 && c != '\n' && c != '\t')) return static_cast<std::size_t>(at);
  }
  return std::string_view::npos;
}

bool looks_like_utf16(std::string_view text) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return true;
  return text.size() >= 4 && ((text[0] == 0) != (text[1] == 0)) && ((text[2] == 0) != (text[3] == 0));
}

void refuse_byte(const CsvRow& row, std::size_t cell, std::size_t at, protocol::Faults& faults) {
  Fault fault{.path = {},
              .line = row.number,
              .column = static_cast<std::uint32_t>(cell + 1),
              .code = {},
              .message = {},
              .remedy = {}};
  const auto byte = static_cast<unsigned char>(row.cells[cell][at]);
  if (byte >= 0x80) {
    fault.code = "csv.encoding";
    fault.message = "byte " + std::to_string(at + 1) + " of this cell is not UTF-8";
    fault.remedy = "save the list as UTF-8: " + std::string(kSaveAs);
  } else {
    fault.code = "csv.control";
    fault.message =
        "byte " + std::to_string(at + 1) + " of this cell is no text (its number is " + std::to_string(byte) + ")";
    fault.remedy = "take it out, or write the cell again";
  }
  faults.add(std::move(fault));
}

}  // namespace

std::optional<std::vector<CsvRow>> read_csv(std::string_view text, protocol::Faults& faults, char between) {
  const auto refuse = [&](std::uint32_t row, std::string code, std::string message, std::string remedy) {
    faults.add({{}, row, 0, std::move(code), std::move(message), std::move(remedy)});
    return std::nullopt;
  };
  if (looks_like_utf16(text))
    return refuse(0, "csv.encoding", "this list is saved as UTF-16 (\"Unicode text\")",
                  "save it as UTF-8: " + std::string(kSaveAs));
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);

  csv_parser parser{};
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL | CSV_EMPTY_IS_NULL) != 0)
    return refuse(0, "csv.memory", "there is no memory to read it", {});
  const std::unique_ptr<csv_parser, void (*)(csv_parser*)> freed(&parser, csv_free);
  csv_set_delim(&parser, static_cast<unsigned char>(between));
  // The library's own step is 128 bytes: a cell of megabytes would be copied tens of thousands of times.
  csv_set_blk_size(&parser, std::size_t{1} << 16);
  Gathered gathered;
  const std::string plain = with_plain_line_ends(text);
  if (csv_parse(&parser, plain.data(), plain.size(), on_cell, on_row, &gathered) != plain.size())
    return refuse(gathered.row.number, "csv.quote", "a quote stands where none can be",
                  "put the whole cell in quotes, and write each quote in it twice");
  if (csv_fini(&parser, on_cell, on_row, &gathered) != 0)
    return refuse(gathered.row.number, "csv.quote_open", "a quote that opens in this row is never closed",
                  "close it, or write a quote that belongs to the text twice and put the cell in quotes");
  if (gathered.too_much)
    return refuse(
        gathered.row.number, "csv.too_much",
        "a list has at most " + std::to_string(max_csv_rows) + " rows of " + std::to_string(max_csv_cells) + " cells",
        "take out columns nobody needs, or split it");
  bool sound = true;
  for (const CsvRow& row : gathered.rows)
    for (std::size_t cell = 0; cell < row.cells.size(); ++cell)
      if (const std::size_t at = first_odd_byte(row.cells[cell]); at != std::string_view::npos) {
        sound = false;
        refuse_byte(row, cell, at, faults);
      }
  if (!sound) return {};
  return std::move(gathered.rows);
}

std::string squeezed(std::string_view text) {
  std::string out;
  bool blank = false;
  for (const char c : text) {
    if (c == ' ' || c == '\t' || c == '\n') {
      blank = !out.empty();
      continue;
    }
    if (blank) out += ' ';
    blank = false;
    out += c;
  }
  return out;
}

std::string csv_cell(std::string_view text, bool spreadsheet) {
  std::string out;
  const bool formula =
      spreadsheet && !text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos;
  if (!formula && text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  out += '"';
  if (formula) out += '\'';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
  return out;
}

std::string csv_line(std::initializer_list<std::string_view> cells) {
  std::string out;
  for (const std::string_view cell : cells) out += csv_cell(cell) + ',';
  out.back() = '\r';
  return out + '\n';
}

std::string without_apostrophe(std::string_view cell) {
  if (cell.size() > 1 && cell[0] == '\'' && std::string_view("=+-@").find(cell[1]) != std::string_view::npos)
    cell.remove_prefix(1);
  return std::string(cell);
}

}  // namespace convene::ops

#include "server/ops/attendance_csv.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <utility>

#include "matcher/limits.h"
#include "matcher/state_index.h"
#include "server/ops/csv_rows.h"

namespace convene::ops {

namespace {

using protocol::Fault;
using protocol::Faults;

constexpr std::size_t kPreamble = 20;  // filled rows among which the columns must be named
constexpr std::size_t kColumns = 200;

enum Field : std::size_t { person, email, name, session, attended, minutes, fields };

struct Alias {
  std::string_view column;  // in small letters, single blanks
  Field field;
};

constexpr std::array kAliases{
    // ours
    Alias{"person_id", person},
    Alias{"id", person},
    Alias{"name", name},
    Alias{"email", email},
    Alias{"session", session},
    Alias{"attended", attended},
    Alias{"minutes", minutes},
    // Zoom
    Alias{"user name (original name)", name},
    Alias{"name (original name)", name},
    Alias{"user name", name},
    Alias{"user email", email},
    Alias{"time in session (minutes)", minutes},
    Alias{"duration (minutes)", minutes},
    Alias{"total duration (minutes)", minutes},
    // Webex, Teams, and lists made by hand
    Alias{"attendee name", name},
    Alias{"display name", name},
    Alias{"full name", name},
    Alias{"attendee email", email},
    Alias{"email address", email},
    Alias{"e-mail", email},
    Alias{"participant id (upn)", email},
    Alias{"attendance duration", minutes},
    Alias{"in-meeting duration", minutes},
    Alias{"time in session", minutes},
    Alias{"duration", minutes},
};

// Columns of a list of meetings: what stands below them is about the meeting and its host.
constexpr std::array<std::string_view, 3> kSummary{"topic", "webinar id", "meeting id"};

std::optional<Field> field_of(std::string_view column) {
  const auto known = std::find_if(kAliases.begin(), kAliases.end(), [&](const Alias& a) { return a.column == column; });
  if (known == kAliases.end()) return {};
  return known->field;
}

/// A number with its unit, in seconds; takes it off the text. Nothing, if there is none.
std::optional<double> taken(std::string_view& text) {
  const auto skip = [&] { text.remove_prefix(std::min(text.find_first_not_of(' '), text.size())); };
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (digits == 0 || digits > 7) return {};
  double number = 0;
  std::from_chars(text.data(), text.data() + digits, number);
  text.remove_prefix(digits);
  skip();
  const std::size_t letters = std::min(text.find_first_not_of("abcdefghijklmnopqrstuvwxyz"), text.size());
  const std::string_view unit = text.substr(0, letters);
  text.remove_prefix(letters);
  skip();
  const auto is = [&](std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), unit) != words.end();
  };
  if (is({"h", "hr", "hrs", "hour", "hours"})) return number * 3600;
  if (is({"m", "min", "mins", "minute", "minutes"})) return number * 60;
  if (is({"s", "sec", "secs", "second", "seconds"})) return number;
  return {};
}

/// "58", "58.5", "1h 2m 30s", "58 mins", "00:58:12"; nothing for anything else.
std::optional<std::uint32_t> minutes_of(std::string_view cell) {
  const std::string lower = indexing::lower_case(cell);
  std::string_view text = lower;
  double seconds = 0;
  if (text.size() > 30) return {};
  if (text.find_first_not_of("0123456789.") == std::string_view::npos) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return {};
    seconds = number * 60;
  } else if (text.find_first_not_of("0123456789:") == std::string_view::npos) {
    std::array<std::uint32_t, 3> part{};
    for (std::size_t i = 0; i < part.size(); ++i) {
      const std::size_t end = i + 1 == part.size() ? text.size() : text.find(':');
      if (end == std::string_view::npos || end == 0 || end > 5) return {};
      const auto read = std::from_chars(text.data(), text.data() + end, part[i]);
      if (read.ptr != text.data() + end) return {};
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (part[1] > 59 || part[2] > 59) return {};
    seconds = part[0] * 3600.0 + part[1] * 60.0 + part[2];
  } else {
    while (!text.empty()) {
      const auto some = taken(text);
      if (!some) return {};
      seconds += *some;
    }
  }
  if (seconds > max_attendance_minutes * 60.0) return {};
  return static_cast<std::uint32_t>(seconds / 60 + 0.5);
}

std::optional<bool> yes_or_no(std::string_view cell) {
  const std::string word = indexing::lower_case(cell);
  for (const std::string_view yes : {"yes", "y", "true", "1", "sí", "si"})
    if (word == yes) return true;
  for (const std::string_view no : {"no", "n", "false", "0"})
    if (word == no) return false;
  return {};
}

class Reading {
 public:
  explicit Reading(Faults& faults) : faults_(faults) {}

  void all(const std::vector<CsvRow>& rows);
  std::vector<AttendanceRow> take() { return std::move(found_); }

 private:
  /// What a row is when it is looked at as one that names columns.
  struct Named {
    std::array<std::vector<std::size_t>, fields> at;  // cells of each field, from the left
    std::size_t known = 0;
    bool summary = false;
    bool says_who() const { return !at[person].empty() || !at[email].empty() || !at[name].empty(); }
  };

  static Named named(const CsvRow& row);
  void header(const CsvRow& row, Named columns);
  void data(const CsvRow& row);
  bool title(const CsvRow& row, bool after_gap);
  void refuse_all(const CsvRow& first);
  void refuse(std::uint32_t row, std::size_t cell, std::string_view path, std::string code, std::string message,
              std::string remedy) {
    faults_.add({std::string(path), row, static_cast<std::uint32_t>(cell + 1), std::move(code), std::move(message),
                 std::move(remedy)});
  }

  Faults& faults_;
  std::optional<Named> columns_;  // of the list that the rows belong to
  std::vector<std::string> titles_;
  std::size_t width_ = 0;
  bool again_ = false;  // in a list that says again what was said
  std::vector<AttendanceRow> found_;
};

Reading::Named Reading::named(const CsvRow& row) {
  Named out;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const std::string column = indexing::lower_case(squeezed(row.cells[i]));
    out.summary |= std::find(kSummary.begin(), kSummary.end(), column) != kSummary.end();
    const auto field = field_of(column);
    if (!field) continue;
    if (out.at[*field].empty()) ++out.known;
    out.at[*field].push_back(i);
  }
  return out;
}

void Reading::header(const CsvRow& row, Named columns) {
  if (row.cells.size() > kColumns) {
    refuse(
        row.number, kColumns, {}, "attendance.columns",
        "there are " + std::to_string(row.cells.size()) + " columns; at most " + std::to_string(kColumns) + " are read",
        "take out those nobody needs");
    columns_.reset();
    return;
  }
  titles_.clear();
  for (const std::string& cell : row.cells) titles_.push_back(squeezed(cell));
  for (const auto& cells : columns.at) {
    std::set<std::string> known;
    for (const std::size_t i : cells) {
      if (known.insert(indexing::lower_case(titles_[i])).second) continue;
      columns_.reset();
      return refuse(row.number, i, titles_[i], "attendance.column_twice",
                    "there are two columns \"" + protocol::shown(titles_[i]) + '"', "keep one of them");
    }
  }
  width_ = row.cells.size();
  columns_ = std::move(columns);
}

/// "Attendee Details", "3. In-Meeting Activities": one cell that heads a list.
bool Reading::title(const CsvRow& row, bool after_gap) {
  std::string only;
  for (const std::string& cell : row.cells) {
    if (cell.empty()) continue;
    if (!only.empty()) return false;
    only = indexing::lower_case(squeezed(cell));
  }
  const std::size_t digits = std::min(only.find_first_not_of("0123456789"), only.size());
  const bool numbered = digits > 0 && only.substr(digits).starts_with(". ");
  // People choose their names themselves: one that looks like a title is none where a list would not stand. Teams
  // leaves an empty line before a title, Zoom leaves all other cells of its lists empty.
  const bool named_so = only.ends_with(" details") || only.ends_with(" attended");
  if (!(numbered && after_gap) && !(named_so && (after_gap || width_ > 1))) return false;
  again_ = only.find("activities") != std::string::npos;
  return true;
}

void Reading::data(const CsvRow& row) {
  const auto cells = [&](Field field) {
    std::pair<std::string, std::size_t> out{{}, columns_->at[field].empty() ? 0 : columns_->at[field].front()};
    for (const std::size_t i : columns_->at[field])
      if (i < row.cells.size())
        if (std::string text = squeezed(row.cells[i]); !text.empty() && text != "--")
          return std::pair(without_apostrophe(text), i);
    return out;
  };
  for (std::size_t i = width_; i < row.cells.size(); ++i)
    if (!row.cells[i].empty())
      return refuse(row.number, i, {}, "attendance.cells",
                    "this row has more cells than the one that names the columns",
                    "put a cell with a comma in it between quotes");
  AttendanceRow out{row.number, {}, {}, {}, {}, {}, true};
  for (const auto& [field, to] :
       {std::pair{person, &out.person}, {email, &out.email}, {name, &out.name}, {session, &out.session}}) {
    auto [text, cell] = cells(field);
    if (text.size() > limits::text_bytes)
      refuse(row.number, cell, titles_[cell], "attendance.too_long",
             "this is " + std::to_string(text.size()) + " bytes long; at most " + std::to_string(limits::text_bytes) +
                 " are read",
             "shorten it");
    *to = std::move(text);
  }
  if (out.person.empty() && out.email.empty() && out.name.empty()) {
    if (std::count_if(row.cells.begin(), row.cells.end(), [](const auto& cell) { return !cell.empty(); }) > 1)
      refuse(row.number, 0, {}, "attendance.nobody", "this row does not say who",
             "write an id, a mail address or a name, or take the row out");
    return;
  }
  if (const auto [text, cell] = cells(attended); !text.empty()) {
    const auto said = yes_or_no(text);
    if (!said)
      refuse(row.number, cell, titles_[cell], "attendance.attended", '"' + protocol::shown(text) + "\" is no answer",
             "write Yes or No");
    out.attended = said.value_or(true);
  }
  if (const auto [text, cell] = cells(minutes); !text.empty()) {
    out.minutes = minutes_of(text);
    if (!out.minutes)
      refuse(row.number, cell, titles_[cell], "attendance.minutes",
             '"' + protocol::shown(text) + "\" is no length of a stay of a week at most",
             "write minutes, as 58, or hours and minutes, as 1h 2m");
  }
  found_.push_back(std::move(out));
}

void Reading::refuse_all(const CsvRow& first) {
  const std::string& cell = first.cells.front();
  const std::size_t apart = first.cells.size() == 1 ? cell.find_first_of(";\t|") : std::string::npos;
  if (apart != std::string::npos) {
    const std::string called = cell[apart] == ';' ? "semicolons" : cell[apart] == '\t' ? "tabs" : "bars";
    faults_.add({{},
                 first.number,
                 0,
                 "attendance.separator",
                 called + " stand between the cells",
                 "save the list with commas between the cells"});
    return;
  }
  faults_.add({{},
               0,
               0,
               "attendance.columns",
               "none of the first " + std::to_string(kPreamble) + " rows names a column that says who attended",
               "call one of the columns \"email\", \"name\" or \"person_id\""});
}

void Reading::all(const std::vector<CsvRow>& rows) {
  // A row with one known column may be about the meeting ("Name,Introduction"): only where there is no better one.
  std::size_t first = rows.size();
  std::size_t second = rows.size();
  for (std::size_t i = 0; i < rows.size() && i < kPreamble; ++i) {
    const Named row = named(rows[i]);
    if (row.summary || !row.says_who()) continue;
    if (row.known > 1 && first == rows.size()) first = i;
    if (row.known == 1 && second == rows.size()) second = i;
  }
  if (first == rows.size()) first = second;
  if (first == rows.size()) return refuse_all(rows.front());
  header(rows[first], named(rows[first]));
  bool after_title = false;
  for (std::size_t i = first + 1; i < rows.size(); ++i) {
    Named row = named(rows[i]);
    const bool after_gap = rows[i].number > rows[i - 1].number + 1;
    const bool may_begin = std::exchange(after_title, false) || after_gap || !columns_;
    if (may_begin && row.summary && row.known > 0) {
      columns_.reset();
    } else if (may_begin && row.known > 1 && row.says_who()) {
      header(rows[i], std::move(row));
    } else if (title(rows[i], after_gap)) {
      after_title = true;
    } else if (!again_ && columns_) {
      data(rows[i]);
    }
  }
}

}  // namespace

std::optional<std::vector<AttendanceRow>> read_attendance(std::string_view text, Faults& faults) {
  const std::size_t before = faults.total();
  const auto refuse = [&](std::string code, std::string message, std::string remedy) {
    faults.add({{}, 0, 0, std::move(code), std::move(message), std::move(remedy)});
    return std::nullopt;
  };
  if (text.size() > max_attendance_bytes)
    return refuse("attendance.too_long",
                  "the list is longer than " + std::to_string(max_attendance_bytes >> 20) + " MB",
                  "take out columns nobody needs, or split it");
  const auto rows = read_csv(text, faults);
  if (!rows) return {};
  if (rows->empty())
    return refuse("attendance.empty", "the list is empty",
                  "it needs a row that names its columns, \"email\" or \"name\" among them, and a row a stay");
  if (rows->size() > max_attendance_rows)
    return refuse("attendance.too_long", "the list has more than " + std::to_string(max_attendance_rows) + " rows",
                  "split it");
  Reading reading(faults);
  reading.all(*rows);
  if (faults.total() != before) return {};
  return reading.take();
}

std::string attendance_csv(std::span<const AttendanceLine> lines) {
  std::string out = "person_id,name,email,session,attended,how,minutes\r\n";
  for (const AttendanceLine& line : lines)
    out += csv_line({line.person, line.name, line.email, line.session, line.attended ? "yes" : "no", line.how,
                     line.minutes ? std::to_string(*line.minutes) : std::string()});
  return out;
}

}  // namespace convene::ops

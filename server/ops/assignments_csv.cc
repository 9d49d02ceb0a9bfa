#include "server/ops/assignments_csv.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <unordered_set>
#include <utility>

#include "matcher/limits.h"
#include "matcher/state_index.h"
#include "protocol/decode.h"
#include "protocol/human_text.h"
#include "server/ops/csv_rows.h"

namespace convene::ops {

namespace {

using protocol::Faults;

enum Field : std::size_t { person, email, name, session, round, room, fields };

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
    Alias{"round", round},
    Alias{"room", room},
    // Zoom
    Alias{"pre-assign room name", room},
    Alias{"email address", email},
    // Webex
    Alias{"breakout session name", room},
    Alias{"breakout session", room},
    // Goldcast
    Alias{"room name", room},
    Alias{"breakout room", room},
    Alias{"breakout room name", room},
    Alias{"attendee email", email},
    // lists made by hand
    Alias{"user", person},
    Alias{"participant", name},
    Alias{"full name", name},
    Alias{"e-mail", email},
    Alias{"user email", email},
    Alias{"group", room},
};

using Columns = std::array<std::optional<std::size_t>, fields>;

class Reading {
 public:
  explicit Reading(Faults& faults) : faults_(faults) {}

  std::vector<AssignmentRow> all(const std::vector<CsvRow>& rows) {
    const bool headed = name_columns(rows.front());
    if (!headed && !two_columns(rows)) return {};
    if (rows.size() > max_assignment_rows + 1) {
      refuse(rows[max_assignment_rows].number, 0, "assignments.too_many",
             "at most " + std::to_string(max_assignment_rows) + " rows are read", "import it in parts");
      return {};
    }
    for (std::size_t i = headed ? 1 : 0; i < rows.size(); ++i) data(rows[i]);
    return std::move(found_);
  }

 private:
  void refuse(std::uint32_t row, std::size_t cell, std::string code, std::string message, std::string remedy) {
    faults_.add(
        {{}, row, static_cast<std::uint32_t>(cell + 1), std::move(code), std::move(message), std::move(remedy)});
  }

  /// False: this row names no column.
  bool name_columns(const CsvRow& row) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const std::string column = indexing::lower_case(squeezed(row.cells[i]));
      const auto known = std::ranges::find(kAliases, column, &Alias::column);
      if (known == kAliases.end()) continue;
      if (columns_[known->field])
        refuse(row.number, i, "assignments.column_twice",
               "two columns say the same as \"" + protocol::shown(row.cells[i]) + '"', "keep one of them");
      columns_[known->field] = i;
    }
    const bool who = columns_[person] || columns_[email] || columns_[name];
    if (columns_[room] && who) return true;
    if (!columns_[room] && !who) return false;
    refuse(row.number, 0, "assignments.columns", columns_[room] ? "no column says who" : "no column says which room",
           columns_[room] ? "call one of the columns \"email\", \"name\" or \"person_id\"" : "call a column \"room\"");
    return true;
  }

  /// Person and room, without names of columns.
  bool two_columns(const std::vector<CsvRow>& rows) {
    if (std::ranges::all_of(rows, [](const CsvRow& row) { return row.cells.size() == 2; })) {
      columns_[person] = 0, columns_[room] = 1;
      return true;
    }
    refuse(rows.front().number, 0, "assignments.columns", "the first row names no columns that are known",
           "call them \"email\" and \"room\", or give two columns, the person and the room");
    return false;
  }

  void data(const CsvRow& row) {
    const auto cell = [&](Field field) {
      const auto at = columns_[field];
      return at && *at < row.cells.size() ? without_apostrophe(squeezed(row.cells[*at])) : std::string();
    };
    const auto at = [&](Field field) { return columns_[field].value_or(0); };
    AssignmentRow out{row.number, cell(person), cell(email), cell(name), cell(session), 1, cell(room)};
    if (out.room.empty() && out.person.empty() && out.email.empty() && out.name.empty()) return;
    if (out.room.empty()) return;  // whoever is in no room is none of ours
    if (out.person.empty() && out.email.empty() && out.name.empty())
      return refuse(row.number, 0, "assignments.nobody", "this row does not say who",
                    "write an id, a mail address or a name, or take the row out");
    for (const auto& [field, text] : {std::pair{person, &out.person}, {email, &out.email}, {name, &out.name}})
      if (text->size() > limits::text_bytes)
        return refuse(row.number, at(field), "assignments.too_long",
                      "at most " + std::to_string(limits::text_bytes) + " bytes are read", "shorten it");
    if (out.room.size() > limits::name_bytes)
      return refuse(row.number, at(room), "assignments.too_long",
                    "a room's name has at most " + std::to_string(limits::name_bytes) + " bytes", "shorten it");
    if (const auto why = protocol::fault_in_writing(out.room))
      return refuse(row.number, at(room), "assignments.not_readable", "this name " + *why, "write it again");
    // Many tools let the one column hold either.
    if (out.email.empty() && out.person.find('@') != std::string::npos) out.email = std::exchange(out.person, {});
    if (const std::string number = cell(round); !number.empty()) {
      const auto read = std::from_chars(number.data(), number.data() + number.size(), out.round);
      if (read.ec != std::errc() || read.ptr != number.data() + number.size() || out.round == 0 || out.round > 1'000)
        return refuse(row.number, at(round), "assignments.round",
                      '"' + protocol::shown(number) + "\" is no number of a round", "write 1 for the first");
    }
    found_.push_back(std::move(out));
  }

  Faults& faults_;
  Columns columns_;
  std::vector<AssignmentRow> found_;
};

/// What stands between the cells of the first row: the semicolon, where there is one and no comma.
char separator(std::string_view text) {
  const std::string_view first = text.substr(0, text.find_first_of("\r\n"));
  return first.find(',') == std::string_view::npos && first.find(';') != std::string_view::npos ? ';' : ',';
}

}  // namespace

std::optional<std::vector<AssignmentRow>> read_assignments(std::string_view text, Faults& faults) {
  if (text.size() > max_assignments_bytes) {
    faults.add({{},
                0,
                0,
                "assignments.too_long",
                "the list is longer than " + std::to_string(max_assignments_bytes >> 20) + " MB",
                "import it in parts"});
    return {};
  }
  const auto rows = read_csv(text, faults, separator(text));
  if (!rows) return {};
  if (rows->empty()) {
    faults.add({{}, 0, 0, "assignments.empty", "the list is empty", "its first row names the columns"});
    return {};
  }
  const std::size_t before = faults.total();
  std::vector<AssignmentRow> found = Reading(faults).all(*rows);
  if (faults.total() != before) return {};
  return found;
}

AssignmentMatch match_assignments(const KnownNames& names, std::span<const AssignmentRow> rows,
                                  const std::string& session) {
  AssignmentMatch out;
  // Each room of each round is to the matching what a session is: a list of those who are in it.
  std::map<std::pair<std::uint32_t, std::string>, std::string> places;
  std::vector<std::pair<std::uint32_t, std::string>> order;
  std::vector<AttendanceRow> seats;
  std::unordered_set<std::string_view> keys;
  for (const KnownNames::One& one : names.people) keys.insert(one.key);
  // Nor do they say whether it is an id or a name: what is nobody's id, and no number of ours, is taken for a name.
  const auto is_name = [&](const AssignmentRow& row) {
    return row.email.empty() && row.name.empty() && !keys.contains(row.person) &&
           !protocol::Reader::parse_id(row.person, PersonId::letter);
  };
  for (const AssignmentRow& row : rows) {
    if (!row.session.empty() && row.session != session) {
      ++out.elsewhere;
      continue;
    }
    const auto [place, first] = places.try_emplace({row.round, row.room}, std::to_string(places.size()));
    if (first) order.push_back(place->first);
    AttendanceRow seat{row.row, row.person, row.email, row.name, place->second, {}, true};
    if (is_name(row)) seat.name = std::exchange(seat.person, {});
    seats.push_back(std::move(seat));
  }
  AttendanceMatch found = match_attendance(names, seats);
  out.unmatched = std::move(found.unmatched);
  out.name_only = std::move(found.name_only);
  std::map<std::string, std::vector<Attendee>> people;
  for (auto& one : found.sessions) people.emplace(std::move(one.session), std::move(one.people));
  std::map<std::uint32_t, std::set<PersonId>> placed;
  std::set<std::pair<std::uint32_t, PersonId>> several;
  for (const auto& key : order) {
    ImportedRoom room{key.second, {}};
    for (const Attendee& one : people[places.at(key)]) {
      if (placed[key.first].insert(one.person).second)
        room.people.push_back(one.person);
      else
        several.emplace(key.first, one.person);
    }
    if (!room.people.empty()) out.rounds[key.first].push_back(std::move(room));
  }
  out.twice = several.size();
  return out;
}

}  // namespace convene::ops

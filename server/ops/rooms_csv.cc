#include "server/ops/rooms_csv.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "matcher/grouping/problem.h"
#include "matcher/state_index.h"
#include "server/ops/csv_rows.h"

namespace convene::ops {

namespace {

using protocol::Fault;
using protocol::Faults;

// The order in which they are written; `name` is for people and not read again.
constexpr std::array<std::string_view, 6> kColumns{"event", "session", "round", "room", "person_id", "name"};
constexpr std::size_t kRoom = 3;
constexpr std::size_t kPerson = 4;

std::string_view header(RoomsFormat format) {
  switch (format) {
    case RoomsFormat::zoom: return "Pre-assign Room Name,Email Address\r\n";
    case RoomsFormat::webex: return "Breakout session name,Email address\r\n";
    case RoomsFormat::goldcast: return "";
    case RoomsFormat::convene: break;
  }
  return "event,session,round,room,person_id,name\r\n";
}

constexpr std::size_t nowhere = ~std::size_t{0};

/// Where each of our columns stands in this list.
std::optional<std::array<std::size_t, kColumns.size()>> columns_of(const CsvRow& row, Faults& faults) {
  std::array<std::size_t, kColumns.size()> at{};
  at.fill(nowhere);
  bool sound = true;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const std::string name = indexing::lower_case(row.cells[i]);
    const auto known = std::find(kColumns.begin(), kColumns.end(), name);
    if (known == kColumns.end()) continue;
    std::size_t& place = at[static_cast<std::size_t>(known - kColumns.begin())];
    if (place != nowhere) {
      faults.add({name, row.number, static_cast<std::uint32_t>(i + 1), "history.column_twice",
                  "there are two columns \"" + name + '"', "keep one of them"});
      sound = false;
    }
    place = i;
  }
  for (const std::size_t needed : {kRoom, kPerson})
    if (at[needed] == nowhere) {
      faults.add({std::string(kColumns[needed]), row.number, 0, "history.column_missing",
                  "there is no column \"" + std::string(kColumns[needed]) + '"',
                  "the columns are event,session,round,room,person_id"});
      sound = false;
    }
  if (!sound) return {};
  return at;
}

}  // namespace

std::optional<RoomsFormat> rooms_format(std::string_view word) {
  if (word == "csv" || word == "convene") return RoomsFormat::convene;
  if (word == "zoom") return RoomsFormat::zoom;
  if (word == "webex") return RoomsFormat::webex;
  if (word == "goldcast") return RoomsFormat::goldcast;
  return std::nullopt;
}

std::string rooms_csv(std::span<const SeatRow> seats, RoomsFormat format) {
  std::string out(header(format));
  std::map<std::tuple<std::string, std::uint32_t, std::string>, std::size_t> numbers;
  for (const SeatRow& seat : seats) {
    const std::size_t number =
        numbers.try_emplace({seat.session, seat.round, seat.room}, numbers.size() + 1).first->second;
    if (format == RoomsFormat::convene) {
      out += csv_line({seat.event, seat.session, std::to_string(seat.round), seat.room, seat.person, seat.name});
    } else if (!seat.email.empty()) {
      out += csv_line({format == RoomsFormat::goldcast ? std::to_string(number) : seat.room, seat.email});
    }
  }
  return out;
}

std::optional<History> read_history(std::string_view text, Faults& faults) {
  if (text.size() > max_history_bytes) {
    faults.add({{},
                0,
                0,
                "history.too_long",
                "the history is longer than " + std::to_string(max_history_bytes >> 20) + " MB",
                "keep the latest events"});
    return {};
  }
  const auto rows = read_csv(text, faults);
  if (!rows) return {};
  History history;
  if (rows->empty()) {
    faults.add({{}, 0, 0, "history.empty", "the history is empty", "its first row names the columns"});
    return {};
  }
  const auto at = columns_of(rows->front(), faults);
  if (!at) return {};
  bool sound = true;
  std::map<std::tuple<std::string, std::string, std::string, std::string>, std::vector<std::string>> rooms;
  for (std::size_t i = 1; i < rows->size(); ++i) {
    const CsvRow& row = (*rows)[i];
    if (row.cells.size() > rows->front().cells.size()) {
      faults.add({{},
                  row.number,
                  0,
                  "history.cells",
                  "this row has more cells than the first one names",
                  "put a cell with a comma in it between quotes"});
      sound = false;
      continue;
    }
    const auto cell = [&](std::size_t column) {
      return (*at)[column] < row.cells.size() ? row.cells[(*at)[column]] : std::string();
    };
    for (const std::size_t needed : {kRoom, kPerson})
      if (cell(needed).empty()) {
        faults.add({std::string(kColumns[needed]), row.number, static_cast<std::uint32_t>((*at)[needed] + 1),
                    "history.cell_missing", "this cell is empty", "fill it, or take the row out"});
        sound = false;
      }
    rooms[{cell(0), cell(1), cell(2), cell(kRoom)}].push_back(without_apostrophe(cell(kPerson)));
  }
  if (!sound) return {};
  for (auto& [where, people] : rooms) {
    std::sort(people.begin(), people.end());
    people.erase(std::unique(people.begin(), people.end()), people.end());
    if (people.size() > grouping::max_room) {
      history.warnings.push_back({{},
                                  0,
                                  0,
                                  "history.plenary",
                                  '"' + protocol::shown(std::get<3>(where)) + "\" has " +
                                      std::to_string(people.size()) + " people in one round",
                                  "nobody there is taken to have met another"});
      continue;
    }
    history.rooms.push_back(std::move(people));
  }
  return history;
}

}  // namespace convene::ops

#include "server/ops/roster_csv.h"

#include <algorithm>
#include <array>
#include <boost/algorithm/string/join.hpp>
#include <map>
#include <set>
#include <unordered_map>

#include "matcher/limits.h"
#include "matcher/profile_rules.h"
#include "matcher/state_index.h"
#include "protocol/human_text.h"
#include "server/ops/csv_rows.h"
#include "server/ops/zone.h"

namespace convene::ops {

namespace {

using protocol::Fault;
using protocol::Faults;

struct Column {
  std::string_view name;
  std::string Profile::*text = nullptr;
  std::vector<std::string> Profile::*list = nullptr;
};

const std::array kColumns{
    Column{"id", &Profile::key},
    Column{"name", &Profile::name},
    Column{"email", &Profile::email},
    Column{"role", &Profile::role},
    Column{"region", &Profile::region},
    Column{"organization", &Profile::organization},
    Column{"team", &Profile::team},
    Column{"cohort", &Profile::cohort},
    Column{"time_zone", &Profile::time_zone},
    Column{"experience", &Profile::experience},
    Column{"languages", nullptr, &Profile::languages},
    Column{"topics", nullptr, &Profile::topics},
    Column{"sessions_attended", nullptr, &Profile::sessions_attended},
    Column{"keep_with", nullptr, &Profile::keep_with},
    Column{"keep_apart", nullptr, &Profile::keep_apart},
};

constexpr std::size_t kExtraColumns = 32;

/// Without blanks at the ends; a cell of several lines, as spreadsheets allow, on one.
std::string trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\n";
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto from = text.find_first_not_of(blanks, at);
    if (from == std::string_view::npos) break;
    const auto to = std::min(text.find_first_of("\t\n", from), text.size());
    const auto last = text.find_last_not_of(blanks, to - 1);
    if (!out.empty()) out += ' ';
    out += text.substr(from, last - from + 1);
    at = to;
  }
  return out;
}

/// One more than a list may hold at most: then it is known to be too long.
std::vector<std::string> listed(std::string_view cell) {
  std::vector<std::string> items;
  while (!cell.empty() && items.size() <= limits::list_items) {
    const auto end = std::min(cell.find(';'), cell.size());
    std::string item = trimmed(cell.substr(0, end));
    if (!item.empty() && std::find(items.begin(), items.end(), item) == items.end()) items.push_back(std::move(item));
    cell.remove_prefix(std::min(end + 1, cell.size()));
  }
  return items;
}

bool is_email(std::string_view text) {
  const auto at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
         text.find('@', at + 1) == std::string_view::npos && text.find_first_of(" ,;<>\"\n") == std::string_view::npos;
}

/// A set of words to look things up in, and to say which one is nearest.
class Words {
 public:
  template <class List, class Name>
  Words(const List& list, Name name) {
    for (const auto& one : list) words_.insert(name(one));
  }
  bool has(std::string_view word) const { return words_.contains(word); }
  bool empty() const { return words_.empty(); }
  std::string remedy(std::string_view word, std::string_view what) const {
    const std::vector<std::string_view> all(words_.begin(), words_.end());
    if (const auto near = protocol::nearest(word, all); !near.empty()) return "write \"" + std::string(near) + '"';
    if (all.empty())
      return "the event has no " + std::string(what) + "s: leave the cell empty, or add them to the event";
    if (all.size() > 12) return "use one of the event's " + std::string(what) + 's';
    std::string out = "use one of: ";
    for (const auto one : all) out += (one == all.front() ? "" : ", ") + std::string(one);
    return out;
  }

 private:
  std::set<std::string, std::less<>> words_;
};

class Reading {
 public:
  Reading(const EventDefinition& event, Faults& faults)
      : faults_(faults),
        roles_(event.roles, [](const Category& c) { return c.key; }),
        regions_(event.regions, [](const Category& c) { return c.key; }),
        topics_(event.topics, [](const Topic& t) { return t.key; }),
        sessions_(event.sessions, [](const SessionDefinition& s) { return s.id; }) {}

  bool header(const CsvRow& row);
  void person(const CsvRow& row);
  void finish();
  Roster take() { return std::move(roster_); }

 private:
  struct Seen {
    std::uint32_t row = 0;
  };

  Fault at(std::string_view column, std::string code, std::string message, std::string remedy) const {
    const auto cell = std::find(header_.begin(), header_.end(), column);
    const auto number = cell == header_.end() ? 0 : static_cast<std::uint32_t>(cell - header_.begin()) + 1;
    return {std::string(column), row_, number, std::move(code), std::move(message), std::move(remedy)};
  }
  void refuse(std::string_view column, std::string code, std::string message, std::string remedy) {
    faults_.add(at(column, std::move(code), std::move(message), std::move(remedy)));
  }
  void warn(std::string_view column, std::string code, std::string message, std::string remedy) {
    if (roster_.warnings.size() < 1'000)
      roster_.warnings.push_back(at(column, std::move(code), std::move(message), std::move(remedy)));
  }
  void known(const Words& words, std::string_view column, std::string_view what, const std::string& word) {
    if (word.empty() || words.has(word)) return;
    // What is only counted needs no remedy: to look for the nearest word is the dear part.
    if (faults_.full()) return refuse(column, "roster.unknown", {}, {});
    refuse(column, "roster.unknown", "the event has no " + std::string(what) + " \"" + protocol::shown(word) + '"',
           words.remedy(word, what));
  }
  void lengths(const Profile& person);
  void words(const Profile& person);
  void identity(Profile& person);

  Faults& faults_;
  Words roles_, regions_, topics_, sessions_;
  std::vector<std::string> header_;  // in small letters
  std::vector<std::string> shown_;   // as written
  std::vector<const Column*> columns_;
  std::uint32_t row_ = 0;
  Roster roster_;
  std::vector<std::uint32_t> rows_;  // of each person
  std::unordered_map<std::string, std::uint32_t> keys_, emails_;
  std::map<std::string, std::uint32_t> names_;  // how many without id and address bear it
};

bool Reading::header(const CsvRow& row) {
  row_ = row.number;
  if (row.cells.size() > kColumns.size() + kExtraColumns) {
    refuse("", "roster.columns",
           "there are " + std::to_string(row.cells.size()) + " columns; Convene takes " +
               std::to_string(kColumns.size() + kExtraColumns) + " at most",
           "take out those nobody needs");
    return false;
  }
  for (const std::string& written : row.cells) {
    const std::string cell = without_apostrophe(trimmed(written));
    const std::string name = indexing::lower_case(trimmed(cell));
    const auto known = std::find_if(kColumns.begin(), kColumns.end(), [&](const Column& c) { return c.name == name; });
    if (!name.empty() && std::find(header_.begin(), header_.end(), name) != header_.end())
      refuse(name, "roster.column_twice", "the column \"" + protocol::shown(name) + "\" is there twice",
             "take one of them out");
    header_.push_back(name);
    shown_.push_back(trimmed(cell));
    columns_.push_back(known == kColumns.end() ? nullptr : &*known);
  }
  if (static_cast<std::size_t>(std::count(columns_.begin(), columns_.end(), nullptr)) > kExtraColumns)
    refuse("", "roster.columns",
           "there are more than " + std::to_string(kExtraColumns) + " columns Convene does not know",
           "take out those nobody needs");
  if (std::find(header_.begin(), header_.end(), "name") != header_.end()) return true;
  if (header_.size() == 1 && header_[0].find_first_of(";\t|") != std::string::npos) {
    const char apart = header_[0][header_[0].find_first_of(";\t|")];
    const std::string called = apart == ';' ? "semicolons" : apart == '\t' ? "tabs" : "bars";
    refuse("name", "roster.separator", "there is no column \"name\": " + called + " stand between the cells",
           "save the list with commas between the cells");
    return false;
  }
  std::string all;
  std::string_view near;
  for (std::size_t i = 0; i < header_.size() && i < 20; ++i) {
    all += (all.empty() ? "" : ", ") + protocol::shown(shown_[i]);
    if (header_[i].find("name") != std::string::npos && near.empty()) near = shown_[i];
  }
  refuse("name", "roster.no_name", "there is no column \"name\"; the columns are: " + all,
         near.empty() ? "call the column with people's names \"name\""
                      : "rename the column \"" + protocol::shown(near) + "\" to \"name\"");
  return false;
}

void Reading::lengths(const Profile& person) {
  const auto limit = [&](std::string_view column, const std::string& text, std::size_t most) {
    if (text.size() > most)
      refuse(column, "roster.too_long",
             "this is " + std::to_string(text.size()) + " bytes long; at most " + std::to_string(most) + " are kept",
             "shorten it");
  };
  for (const Column& column : kColumns) {
    if (column.text)
      limit(column.name, person.*column.text, column.name == "name" ? limits::name_bytes : limits::text_bytes);
    if (!column.list) continue;
    if ((person.*column.list).size() > limits::list_items)
      refuse(column.name, "roster.too_long", "a list holds at most " + std::to_string(limits::list_items) + " entries",
             "keep the most important ones");
    for (const std::string& item : person.*column.list) limit(column.name, item, limits::text_bytes);
  }
  for (const auto& [column, text] : person.extra) limit(indexing::lower_case(column), text, limits::text_bytes);
  for (const auto& [column, text] :
       {std::pair{"name", &person.name}, {"organization", &person.organization}, {"team", &person.team}})
    if (const auto wrong = protocol::fault_in_name(*text, 120))
      refuse(column, "roster.not_readable", "this " + *wrong, "write it as people should read it");
}

void Reading::words(const Profile& person) {
  known(roles_, "role", "role", person.role);
  known(regions_, "region", "region", person.region);
  for (const std::string& topic : person.topics) known(topics_, "topics", "topic", topic);
  for (const std::string& code : person.languages)
    if (!is_language(code))
      refuse("languages", "roster.language", '"' + protocol::shown(code) + "\" is no code of a language",
             "write codes of two or three letters, apart by semicolons: en;es");
  if (!person.email.empty() && !is_email(person.email))
    refuse("email", "roster.email", '"' + protocol::shown(person.email) + "\" is no mail address",
           "write one address, or leave the cell empty");
  if (!person.time_zone.empty() && !is_time_zone(person.time_zone))
    warn("time_zone", "roster.time_zone", '"' + protocol::shown(person.time_zone) + "\" is no time zone",
         "write it as America/Denver");
  for (const std::string& session : person.sessions_attended)
    if (!sessions_.has(session))
      warn("sessions_attended", "roster.session", "the event has no session \"" + protocol::shown(session) + '"',
           sessions_.remedy(session, "session"));
}

void Reading::identity(Profile& person) {
  const auto twice = [&](std::string_view column, auto& known, const std::string& word, std::string_view what) {
    const auto [before, is_new] = known.try_emplace(word, row_);
    if (!is_new)
      refuse(column, "roster.twice",
             "this " + std::string(what) + " stands in row " + std::to_string(before->second) + ", too",
             "give each person their own, and each person one row");
  };
  if (!person.key.empty()) twice("id", keys_, person.key, "id");
  if (!person.email.empty()) twice("email", emails_, indexing::lower_case(person.email), "mail address");
  if (!person.key.empty() || !person.email.empty() || person.name.empty()) return;
  std::uint32_t nth = ++names_[person.name];
  const auto numbered = [&] { return '~' + person.name + (nth == 1 ? "" : '#' + std::to_string(nth)); };
  // Somebody may really be called "Ann#2".
  for (person.key = numbered(); !keys_.try_emplace(person.key, row_).second; person.key = numbered())
    nth = ++names_[person.name];
  if (nth == 2)
    warn("name", "roster.name_twice", "two people without id and address have this name",
         "an id or an address tells them apart");
}

void Reading::person(const CsvRow& row) {
  row_ = row.number;
  Profile person;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    std::string cell = trimmed(without_apostrophe(trimmed(row.cells[i])));
    if (cell.empty()) continue;
    if (i >= header_.size()) {
      refuse("", "roster.cells",
             "this row has " + std::to_string(row.cells.size()) + " cells, and the header " +
                 std::to_string(header_.size()),
             "put cells that hold commas in quotes");
      break;
    }
    const Column* column = columns_[i];
    if (!column) {
      person.extra.emplace(shown_[i].empty() ? "column " + std::to_string(i + 1) : shown_[i], std::move(cell));
    } else if (column->text) {
      person.*column->text = std::move(cell);
    } else {
      person.*column->list = listed(cell);
    }
  }
  if (person.name.empty()) refuse("name", "roster.name_missing", "there is no name", "write one, or take the row out");
  lengths(person);
  words(person);
  identity(person);
  rows_.push_back(row_);
  roster_.people.push_back(std::move(person));
}

void Reading::finish() {
  std::map<std::string_view, std::size_t> missing;
  for (std::size_t i = 0; i < roster_.people.size(); ++i) {
    const Profile& person = roster_.people[i];
    row_ = rows_[i];
    for (const auto& [column, list] : {std::pair{"keep_with", &person.keep_with}, {"keep_apart", &person.keep_apart}})
      for (const std::string& id : *list)
        if (!keys_.contains(id))
          warn(column, "roster.person", "nobody on the list has the id \"" + protocol::shown(id) + '"',
               "write ids of this list");
    if (person.role.empty() && !roles_.empty()) ++missing["role"];
    if (person.region.empty() && !regions_.empty()) ++missing["region"];
    if (person.languages.empty()) ++missing["languages"];
  }
  row_ = 0;
  for (const auto& [column, count] : missing)
    warn(column, "roster.missing",
         std::to_string(count) + " of " + std::to_string(roster_.people.size()) + " people have no " +
             std::string(column),
         column == "languages" ? "they are taken to follow any" : "they are matched on the rest");
}

}  // namespace

std::optional<Roster> read_roster(std::string_view text, const EventDefinition& event, Faults& faults) {
  const std::size_t before = faults.total();
  const auto refuse = [&](std::string code, std::string message, std::string remedy) {
    faults.add({{}, 0, 0, std::move(code), std::move(message), std::move(remedy)});
    return std::nullopt;
  };
  if (text.size() > max_roster_bytes)
    return refuse("roster.too_long", "the list is longer than " + std::to_string(max_roster_bytes >> 20) + " MB",
                  "take out columns nobody needs");
  const auto rows = read_csv(text, faults);
  if (!rows) return {};
  if (rows->empty())
    return refuse("roster.empty", "the list is empty",
                  "it needs a header line with a column \"name\", and a row a person");
  if (rows->size() - 1 > limits::people)
    return refuse("roster.too_long", "an event holds at most " + std::to_string(limits::people) + " people", {});
  Reading reading(event, faults);
  if (!reading.header(rows->front())) return {};
  for (std::size_t i = 1; i < rows->size(); ++i) reading.person((*rows)[i]);
  reading.finish();
  if (faults.total() != before) return {};
  return reading.take();
}

std::string roster_csv(const State& state) {
  std::map<std::string, std::string> extra;  // in small letters, as written first
  for (const Person& person : state.people)
    if (person.profile.words)
      for (const auto& [column, cell] : person.profile.words->extra)
        extra.emplace(indexing::lower_case(column), column);
  std::vector<std::string> cells;
  std::string out;
  const auto end_row = [&] {
    for (std::size_t i = 0; i < cells.size(); ++i) out += (i == 0 ? "" : ",") + csv_cell(cells[i]);
    out += "\r\n";
    cells.clear();
  };
  for (const Column& column : kColumns) cells.emplace_back(column.name);
  for (const auto& [name, column] : extra) cells.push_back(column);
  end_row();
  for (const Person& person : state.people) {
    if (!person.profile.words) continue;
    const Profile& profile = *person.profile.words;
    for (const Column& column : kColumns)
      cells.push_back(column.text ? profile.*column.text : boost::algorithm::join(profile.*column.list, ";"));
    if (profile.key.empty() && profile.email.empty()) cells.front() = to_string(person.id);  // by which they are known
    for (const auto& [name, column] : extra) {
      std::string& cell = cells.emplace_back();
      for (const auto& [own, text] : profile.extra)
        if (indexing::lower_case(own) == name) cell = text;
    }
    end_row();
  }
  return out;
}

}  // namespace convene::ops

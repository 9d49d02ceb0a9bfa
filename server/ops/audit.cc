#include "server/ops/audit.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "matcher/facts.h"

namespace convene::ops {

namespace {

using json = nlohmann::ordered_json;

constexpr std::size_t kCode = 128;

/// Ids, keys and codes: nothing that somebody wrote, no address and no link.
bool is_code(const std::string& text) {
  return text.size() <= kCode && std::ranges::all_of(text, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
                  c == '.' || c == ':';
         });
}

bool is_sealed(const json& value) {
  return value.is_object() && value.size() == 3 && value.contains("owner") && value.contains("entry") &&
         value.contains("seal");
}

/// What opens a door, or is a name that staff gave: never told, whatever it looks like.
bool is_private(std::string_view field) {
  constexpr std::array<std::string_view, 5> names{"walk_in", "label", "definition", "link", "key"};
  return std::ranges::find(names, field) != names.end();
}

std::string type_of(const json& fact) { return fact.is_object() ? fact.value("type", "") : ""; }

/// Who tells staff of others is told to nobody, staff included.
bool is_report(std::string_view fact) { return fact == ChatReported::name || fact == PersonReported::name; }

bool told(const json& value) { return !value.is_string() || is_code(value.get_ref<const std::string&>()); }

/// Without whatever is not told.
json stripped(const json& value) {
  if (is_sealed(value)) return {{"owner", value["owner"]}};
  if (value.is_array()) {
    json out = json::array();
    for (const json& one : value)
      if (told(one)) out.push_back(stripped(one));
    return out;
  }
  if (!value.is_object()) return value;
  json out = json::object();
  for (const auto& [name, one] : value.items())
    if (is_code(name) && !is_private(name) && told(one)) out[name] = stripped(one);
  return out;
}

/// Also as a key: what stands by person is of people.
bool names(const json& value, const std::string& person) {
  if (value.is_string()) return value.get_ref<const std::string&>() == person;
  if (value.is_object() && value.contains(person)) return true;
  return value.is_structured() &&
         std::any_of(value.begin(), value.end(), [&](const json& one) { return names(one, person); });
}

class Telling {
 public:
  Telling(const AuditAsked& asked, const AuditBounds& bounds)
      : asked_(asked),
        bounds_(bounds),
        person_(asked.person ? to_string(*asked.person) : ""),
        reader_(to_string(asked.reader)),
        after_(asked.after) {}

  /// False: this answer is full.
  bool take(std::uint64_t seq, const std::string& bytes) {
    if (read_ > bounds_.read) return false;
    std::string lines;
    std::size_t count = 0;
    if (person_.empty() || bytes.find('"' + person_ + '"') != std::string::npos) add(seq, bytes, lines, count);
    const bool first = out_.empty();
    if (!first && (out_.size() + lines.size() > bounds_.bytes || lines_ + count > bounds_.lines)) return false;
    out_ += lines;
    lines_ += count;
    read_ += bytes.size();
    after_ = seq;
    return true;
  }

  bool empty() const { return out_.empty(); }
  std::string take_all(bool end) { return std::move(out_) + json{{"after", after_}, {"end", end}}.dump() + '\n'; }

 private:
  void add(std::uint64_t seq, const std::string& bytes, std::string& lines, std::size_t& count) const {
    const json record = json::parse(bytes, nullptr, false);
    if (!record.is_object() || !record.contains("facts") || !record["facts"].is_array())
      throw journal::Damaged("event '" + asked_.event + "', record " + std::to_string(seq) + ": no list of facts", seq);
    const json& facts = record["facts"];
    const bool secret =
        std::any_of(facts.begin(), facts.end(), [](const json& fact) { return is_report(type_of(fact)); });
    const std::string by = secret ? "" : record.value("by", "");
    for (const json& fact : facts) {
      const std::string type = type_of(fact);
      if (type == ContactOffered::name) continue;
      json data = stripped(fact);
      data.erase("type");
      if (type == PersonAvoided::name && data.value("other", "") == reader_) continue;
      if (is_report(type)) data.erase("by"), data.erase("about");
      if ((is_report(type) || type == ReportSettled::name) && data.value("person", "") == reader_) continue;
      if (!person_.empty() && by != person_ && !names(data, person_)) continue;
      json line{{"seq", seq}, {"at", record.value("at", std::int64_t{0})}};
      if (!by.empty()) line["by"] = by;
      line["fact"] = type;
      line["data"] = std::move(data);
      lines += line.dump(-1, ' ', false, json::error_handler_t::replace) + '\n';
      ++count;
    }
  }

  const AuditAsked& asked_;
  const AuditBounds& bounds_;
  const std::string person_;
  const std::string reader_;
  std::uint64_t after_;
  std::string out_;
  std::size_t lines_ = 0;
  std::size_t read_ = 0;
};

}  // namespace

std::string audit_lines(journal::Journal& journal, const AuditAsked& asked, const AuditBounds& bounds) {
  Telling telling(asked, bounds);
  bool end = true;
  try {
    journal.read(asked.event, asked.after + 1,
                 [&](std::uint64_t seq, const std::string& bytes) { return end = telling.take(seq, bytes); });
    return telling.take_all(end);
  } catch (const nlohmann::json::exception& broken) {
    if (telling.empty())
      throw journal::Damaged("event '" + asked.event + "': a record cannot be read: " + broken.what(), asked.after + 1);
  } catch (const journal::Damaged&) {
    if (telling.empty()) throw;
  }
  return telling.take_all(false);  // what is sound is told, and that there is more; who goes on there meets the damage
}

}  // namespace convene::ops

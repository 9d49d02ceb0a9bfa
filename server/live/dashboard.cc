#include "server/live/dashboard.h"

#include "matcher/check.h"
#include "protocol/json_writer.h"
#include "protocol/merge_patch.h"

namespace convene::live {

namespace {

template <class Sections>
void write_sections(std::string& out, const Sections& sections, bool empty_ones) {
  out += '{';
  bool first = true;
  for (const auto& [name, entries] : sections) {
    if (entries.empty() && !empty_ones) continue;
    if (!first) out += ',';
    first = false;
    protocol::write_text(out, name);
    out += ":{";
    bool first_entry = true;
    for (const auto& [id, written] : entries) {
      if (!first_entry) out += ',';
      first_entry = false;
      protocol::write_text(out, id);
      out += ':';
      out += written;
    }
    out += '}';
  }
  out += '}';
}

}  // namespace

Dashboard::Dashboard(std::string topic, std::span<const std::string_view> sections) : topic_(std::move(topic)) {
  for (const std::string_view section : sections) sections_[std::string(section)];
}

void Dashboard::set(std::string_view section, const std::string& id, std::optional<std::string> written) {
  const auto found = sections_.find(section);
  CONVENE_CHECK(found != sections_.end());
  Entries& entries = found->second;
  const auto entry = entries.find(id);
  if (!written && entry == entries.end()) return;
  std::string change = !written                 ? "null"
                       : entry == entries.end() ? *written
                                                : protocol::merge_patch(entry->second, *written);
  if (change.empty()) return;
  // Within one step an entry is set at most once after another change only by falling back to the whole view.
  if (!changes_[std::string(section)].emplace(id, std::move(change)).second) changed_ = max_changes;
  ++changed_;
  if (written) {
    entries.insert_or_assign(id, std::move(*written));
  } else {
    entries.erase(entry);
  }
}

void Dashboard::replace(std::string_view section, std::map<std::string, std::string> entries) {
  const auto found = sections_.find(section);
  CONVENE_CHECK(found != sections_.end());
  std::vector<std::string> gone;
  for (const auto& [id, written] : found->second)
    if (!entries.contains(id)) gone.push_back(id);
  for (const std::string& id : gone) set(section, id, std::nullopt);
  for (auto& [id, written] : entries) set(section, id, std::move(written));
}

Dashboard::Step Dashboard::step(std::uint64_t seq) {
  if (changed_ == 0) return Step::none;
  seq_ = seq;
  const std::uint64_t from = revision_++;
  whole_ = {};
  patch_ = {};
  const bool large = changed_ > max_changes;
  if (!large) {
    std::string out = "{\"type\":\"patch\",\"topic\":\"" + topic_ + "\",\"from\":";
    protocol::write_natural(out, from);
    out += ",\"to\":";
    protocol::write_natural(out, revision_);
    out += ",\"patch\":";
    write_sections(out, changes_, false);
    out += '}';
    patch_ = std::make_shared<const std::string>(std::move(out));
  }
  changes_.clear();
  changed_ = 0;
  return large ? Step::whole : Step::patch;
}

const Bytes& Dashboard::whole() {
  if (!whole_) {
    std::string out = "{\"type\":\"view\",\"topic\":\"" + topic_ + "\",\"seq\":";
    protocol::write_natural(out, seq_);
    out += ",\"revision\":";
    protocol::write_natural(out, revision_);
    out += ",\"view\":";
    write_sections(out, sections_, true);
    out += '}';
    whole_ = std::make_shared<const std::string>(std::move(out));
  }
  return whole_;
}

}  // namespace convene::live

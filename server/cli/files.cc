#include "server/cli/files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <stdexcept>

#include "server/journal/sqlite.h"
#include "server/ops/zone.h"

namespace convene::cli {

namespace {

constexpr std::size_t kEventBytes = std::size_t{10} << 20;

}  // namespace

std::optional<std::string> read_file(const std::string& path, std::size_t most, protocol::Faults& faults) {
  const auto refuse = [&](std::string code, std::string message, std::string remedy) {
    faults.add({{}, 0, 0, std::move(code), std::move(message), std::move(remedy)});
    return std::nullopt;
  };
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) return refuse("file.folder", "this is a folder", "name a file");
  std::ifstream in(path, std::ios::binary);
  if (!in) return refuse("file.unreadable", "this file cannot be read", "check the path, and who may read it");
  std::string text;
  std::string chunk(std::size_t{1} << 16, '\0');
  while (in.read(chunk.data(), static_cast<std::streamsize>(chunk.size())) || in.gcount() > 0) {
    text.append(chunk, 0, static_cast<std::size_t>(in.gcount()));
    if (text.size() > most)
      return refuse("file.too_long", "this file is longer than " + std::to_string(most >> 20) + " MB",
                    "check that it is the right one");
  }
  return text;
}

std::optional<protocol::EventFile> load_event(const std::string& path, protocol::Faults& faults) {
  const auto text = read_file(path, kEventBytes, faults);
  return text ? protocol::read_event_file(*text, faults, ops::is_time_zone) : std::nullopt;
}

std::optional<ops::Roster> load_roster(const std::string& path, const EventDefinition& event,
                                       protocol::Faults& faults) {
  const auto text = read_file(path, ops::max_roster_bytes, faults);
  return text ? ops::read_roster(*text, event, faults) : std::nullopt;
}

void print(std::ostream& to, const std::vector<protocol::Fault>& list, const std::string& source) {
  for (const protocol::Fault& fault : list) to << protocol::to_text(fault, source) << '\n';
}

void print(std::ostream& to, const protocol::Faults& faults, const std::string& source) {
  print(to, faults.list(), source);
  if (faults.total() > faults.size()) to << source << ": and " << faults.total() - faults.size() << " more faults\n";
}

std::string event_id(const std::string& file_or_id) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file_or_id, error)) return file_or_id;
  protocol::Faults faults;
  if (const auto file = load_event(file_or_id, faults)) return file->definition.id;
  throw std::runtime_error(protocol::to_text(faults.front(), file_or_id) + "\n`convene check " + file_or_id +
                           "` says all that is wrong with it");
}

std::string journal_path(const std::string& data) { return data + "/journal.sqlite"; }

namespace {

void require_there(const std::string& path, const std::string& data) {
  if (std::error_code error; !std::filesystem::exists(path, error))
    throw std::runtime_error(path + " is not there; start `convene serve --data " + data + "` first");
}

/// For reading; `event` is in it.
std::unique_ptr<journal::Journal> opened(const std::string& data, const std::string& event) {
  require_there(journal_path(data), data);
  journal::SqliteOptions options;
  options.path = journal_path(data);
  options.read_only = true;
  auto journal = journal::open_sqlite(options);
  const auto events = journal->events();
  const auto here = [&](const journal::EventHead& head) { return head.event == event; };
  if (std::none_of(events.begin(), events.end(), here)) {
    std::string all;
    for (const auto& head : events) all += (all.empty() ? "" : ", ") + head.event;
    throw std::runtime_error("there is no event \"" + event + "\" in " + data +
                             (all.empty() ? "" : "; it has: " + all));
  }
  return journal;
}

}  // namespace

journal::Verdict verified(const std::string& data, const std::string& event) {
  return opened(data, event)->verify(event);
}

StoredEvent::StoredEvent(const std::string& data, const std::string& event, std::optional<std::uint64_t> until)
    : event_(event), journal_(opened(data, event)) {
  const std::string keys = data + "/pass.keys";
  require_there(keys, data);
  ledger_ = std::make_unique<live::Ledger>(event, *journal_, entropy_);
  ledger_->recover(until);
  passes_ = std::make_unique<net::SignedPasses>(net::load_pass_keys(keys));
}

std::string StoredEvent::pass(const Person& person) const {
  Instant last = live::SystemClock().now();
  for (const Session& session : state().sessions) last = std::max(last, session.ends);
  const Duration kept = minutes(24 * 60) * state().event.retention_days;
  return passes_->mint({event_, person.id, person.generation, last + kept});
}

}  // namespace convene::cli

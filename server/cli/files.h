// The organiser's files, and the server's data folder, as the commands need them.
#pragma once

#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "matcher/state.h"
#include "protocol/event_file.h"
#include "protocol/faults.h"
#include "server/journal/journal.h"
#include "server/live/clock.h"
#include "server/live/ledger.h"
#include "server/net/pass.h"
#include "server/ops/roster_csv.h"

namespace convene::cli {

/// Whole, or a fault in `faults`.
std::optional<std::string> read_file(const std::string& path, std::size_t most, protocol::Faults& faults);
std::optional<protocol::EventFile> load_event(const std::string& path, protocol::Faults& faults);
std::optional<ops::Roster> load_roster(const std::string& path, const EventDefinition& event, protocol::Faults& faults);

/// A line each; `source` is the file's name.
void print(std::ostream& to, const protocol::Faults& faults, const std::string& source);
void print(std::ostream& to, const std::vector<protocol::Fault>& list, const std::string& source);

/// The id that an event file gives, or the word itself if there is no such file.
std::string event_id(const std::string& file_or_id);

std::string journal_path(const std::string& data);

/// An event as the journal has it, read beside a running server. Throws std::runtime_error that says what to do.
class StoredEvent {
 public:
  /// `until`: as it was after this record, if there are so many.
  StoredEvent(const std::string& data, const std::string& event, std::optional<std::uint64_t> until = {});

  const State& state() const { return ledger_->state(); }
  std::uint64_t seq() const { return ledger_->durable(); }
  /// Where it was read from.
  journal::Journal& journal() const { return *journal_; }
  /// A pass that is good until the event's data is deleted.
  std::string pass(const Person& person) const;

 private:
  std::string event_;
  std::unique_ptr<journal::Journal> journal_;
  live::SystemEntropy entropy_;
  std::unique_ptr<live::Ledger> ledger_;
  std::unique_ptr<net::SignedPasses> passes_;
};

/// Whether an event's records and words are what was written. O(bytes). Throws as StoredEvent does.
journal::Verdict verified(const std::string& data, const std::string& event);

}  // namespace convene::cli

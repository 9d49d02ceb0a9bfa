// The event file: an organiser's whole interface to an event. One JSON file (comments allowed) into a definition.
//
// Strict and complete: every fault at once, each with line, path and remedy; a file with faults gives no definition.
// Defaults make it short: a session with `id`, `kind`, `starts` and `ends` works (event_presets.h has the numbers).
// Complexity: O(bytes + sessions x references).
#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "matcher/commands.h"
#include "protocol/faults.h"

namespace convene::protocol {

struct EventFile {
  EventDefinition definition;
  std::vector<StaffEntry> staff;
  std::vector<Fault> warnings;  // what is allowed and probably not meant
};

/// Whether a time zone of that name exists. Zones are known to the shell (ICU); without an answer any name is taken.
using KnowsZone = std::function<bool(std::string_view)>;

/// Nothing, if there are faults.
std::optional<EventFile> read_event_file(std::string_view text, Faults& faults, const KnowsZone& knows_zone = {});

}  // namespace convene::protocol

// An office hour at a whole server, for tests: its files, its people and their pages.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/unit/cli/running.h"
#include "tests/unit/cli/serving.h"

namespace convene::cli::testing {

/// The event "clinic": Ada and Ben advise at one desk, each one person at a time, at the session "hours", which runs
/// from the server's first moment for an hour; Mo is a moderator, Fay a facilitator; the others are "k0" and so on.
struct ClinicRules {
  int people = 4;
  int call_s = 60;
  int wrap_up_s = 600;
  int minutes_on = 0;  // how far into the hour the server's clock starts
  bool advised = true;
  std::string data = "data";
};
ServeOptions clinic_options(const Folder& folder, const ClinicRules& rules);

/// Everybody's pass, by the part of their address before the @.
std::map<std::string, std::string> clinic_passes(const Folder& folder);

/// A page that is greeted and has its views.
std::unique_ptr<Page> page_of(std::uint16_t port, const std::string& pass, const std::string& tab);

/// Their ticket as their page shows it; an empty object: none.
nlohmann::json ticket_of(Page& page);
bool is_at(Page& page, const std::string& state);
/// An advisor's desk, likewise.
nlohmann::json desk_of(Page& page);

/// Runs each on a thread of its own, all of them released at the same moment; returns when all are through.
void at_once(const std::vector<std::function<void()>>& acts);

}  // namespace convene::cli::testing

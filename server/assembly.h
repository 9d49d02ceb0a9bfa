// The composition root of `convene serve`: what the server is made of, and in which order it starts and stops.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "matcher/definition.h"
#include "matcher/instant.h"
#include "matcher/profile.h"
#include "protocol/faults.h"

namespace convene {

/// A roster to be taken in at start: people of an event.
struct RosterFile {
  std::string event;
  std::string path;
};

struct ServeOptions {
  std::vector<std::string> event_files;
  std::vector<RosterFile> rosters;
  std::string data_dir = "data";  // made if absent, for the owner only
  std::string host = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any
  std::string admin_host = "127.0.0.1";
  std::optional<std::uint16_t> admin_port = 0;  // nothing: no admin port
  std::string static_dir = "web-client/dist";
  std::optional<Instant> at;  // where the event's clock starts; nothing: now
  std::vector<std::string> origins;
  std::vector<std::string> hosts;
  std::vector<std::string> trusted_proxies;
  std::string log_level = "info";
  bool log_json = false;
  std::size_t threads = 1;  // shards: an event lives on one, its connections, too; 1 to 64

  /// Reads a roster's text for an event; without it there are no rosters, at start or over HTTP. Called by all shards.
  std::function<std::optional<std::vector<Profile>>(std::string_view text, const EventDefinition& event,
                                                    protocol::Faults& faults)>
      read_roster;
  /// Called on the first shard's thread once everything is ready and the ports are open.
  std::function<void(std::uint16_t port, std::uint16_t admin_port)> ready;
};

/// Runs until SIGINT or SIGTERM; a second one does not wait for anybody. 0: stopped as asked. 1: the answer is no, with
/// reasons on standard error (a file with faults, a port in use, a damaged journal).
int serve(const ServeOptions& options);

}  // namespace convene

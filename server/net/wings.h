// The halls of all shards: which event lives where, and what is asked of every shard.
//
// An event lives on one shard for as long as the process runs: its hall, its timers and its connections. Shards know
// nothing of each other's.
//
// Thread: the first shard's, where a function does not say otherwise; answers come there, later. Lifetime: the loops
// and the house outlive it; it outlives the server.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/live/venue.h"
#include "server/live/worker.h"
#include "server/net/asio_timers.h"
#include "server/net/live_events.h"
#include "server/net/loops.h"
#include "server/net/site.h"
#include "server/net/staff_api.h"

namespace convene::net {

/// What all shards work with, each of it on any thread.
struct House {
  live::Clock& clock;
  live::Entropy& entropy;
  journal::Journal& journal;
  const live::Passes& passes;
  live::Planner& planner;
  live::Worker& worker;
  live::Log& log;
  /// The past is read by a journal and a worker of its own, so that neither writing nor lists wait for it.
  OpenJournal open_journal;
  live::Worker& historian;
};

class Wings {
 public:
  Wings(const Loops& loops, const House& house, const RosterReader& read_roster);

  /// What the sockets of each shard see of the house.
  std::vector<SiteParts> sites();

  /// Round about, in the order in which events are named; again for the same event: nothing. Before raise() only.
  void give_home(const std::string& event);
  /// Nothing: there is no such event. Any thread, once raise() was called.
  std::optional<std::size_t> shard_of(std::string_view event) const;
  bool empty() const { return homes_.empty(); }

  /// Recovers (or begins) every event that has a home. The shards do it side by side, for it can take long. Tells why
  /// one cannot be read at all, or an empty text.
  void raise(std::function<void(std::string fault)> told);

  /// Runs it on the shard of an event that has a home.
  void at(const std::string& event, std::function<void(live::Venue&)> what);

  /// Whether every hall has recovered and can be written to.
  void ready(std::function<void(bool)> told);

  /// Stops all halls (Hall::stop).
  void stop(std::function<void()> stopped);

  /// By event. On that shard's thread, now.
  std::vector<std::pair<std::string, live::Figures>> figures(std::size_t shard) const;

 private:
  struct Wing;
  const Loops& loops_;
  const House house_;
  std::vector<std::shared_ptr<Wing>> wings_;
  std::map<std::string, std::size_t, std::less<>> homes_;
  std::size_t left_ = 0;  // shards whose halls have not stopped yet
};

}  // namespace convene::net

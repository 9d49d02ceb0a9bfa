// Who is connected, turned into what the event is told: back at once, away after a while, lapsed after the grace.
//
// Connections come and go on this side only; the event's own memory of who is online is told in batches. One thread.
// Every call is O(log n) in the people who are gone and not yet lapsed.
#pragma once

#include <optional>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

#include "matcher/commands.h"
#include "matcher/instant.h"

namespace convene::live {

class Presence {
 public:
  struct Delays {
    Duration away;
    Duration grace;
  };
  explicit Presence(Delays delays) : delays_(delays) {}

  /// The event starts or was put back: it takes these people for online (or not yet lapsed) at this moment. Those of
  /// them who are not connected have until `from` plus the delays; those who are connected and not among the online
  /// are reported back.
  void begin(const std::vector<PersonId>& online, const std::vector<PersonId>& not_lapsed, Instant from);

  void connected(PersonId person);
  void disconnected(PersonId person, Instant now);

  /// The event takes this person for online through a command of theirs that was decided when their last connection
  /// had been told gone: they are away again after the delay, if none comes. Nothing for those who are connected.
  void heard(PersonId person, Instant now);

  /// When `take` has something that is not due yet.
  std::optional<Instant> next() const;
  bool ready(Instant now) const;
  /// What to tell the event now; nothing is told twice.
  PresenceReport take(Instant now);

  std::size_t online() const { return online_; }
  bool is_connected(PersonId person) const;

 private:
  enum class Told { online, away, lapsed };
  struct One {
    bool connected = false;
    Told told = Told::lapsed;
    Instant due;  // when the next thing is to be told; not set: nothing
  };
  void schedule(PersonId person, One& one, Instant when);
  void unschedule(PersonId person, One& one);

  Delays delays_;
  std::unordered_map<PersonId, One> people_;
  std::set<std::pair<Instant, PersonId>> agenda_;
  std::set<PersonId> back_;
  std::size_t online_ = 0;
};

}  // namespace convene::live

// The rules of an office hour's line, held against what stands on the floor. No clock, no sockets.
//
// Thread: one at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>

#include "server/swarm/hours.h"
#include "server/swarm/observed.h"

namespace convene::swarm {

/// One look at the line: a state that it was in, whole.
struct LineLook {
  struct Ticket {
    std::string person, topic, desk, state, why, advisor;
    std::int64_t place = 0, joined = 0;
    std::uint32_t version = 0;
    bool pinned = false, online = false;
    bool operator==(const Ticket&) const = default;
  };
  struct Advisor {
    std::uint64_t capacity = 0;
    bool available = false, online = false, rests = false;
  };
  std::map<std::uint64_t, Ticket> tickets;  // by number
  std::map<std::string, Advisor> advisors;  // by person
  std::set<std::string> stopped;            // desks that call nobody
  bool runs = false;                        // people are called: the session runs, and its order is drawn
};

/// How long an advisor may seem to have nothing to do though somebody waits: calls are decided at once, and shown with
/// the next look.
inline constexpr double idle_at_most_seconds = 5;

class LineWatch {
 public:
  LineWatch(const HoursPlay& play, Observed& observed) : play_(play), observed_(observed) {}
  /// `at`: seconds, on any clock that does not go back. O(tickets of the look x (calls since the last one + advisors)).
  void look(LineLook now, double at);

 private:
  void one_place(const LineLook& now);
  void capacities(const LineLook& now);
  void order(const LineLook& now);
  void order(const LineLook& now, std::uint64_t number, const LineLook::Ticket& called);
  bool placed_by_staff(std::uint64_t number) const;
  void idle(const LineLook& now, double at);

  const HoursPlay& play_;
  Observed& observed_;
  LineLook last_;
  std::set<std::uint64_t> joined_;      // every ticket that was ever seen
  std::uint64_t first_after_draw_ = 0;  // tickets from this number on have their place by when they joined
  std::map<std::string, double> idle_since_;
};

}  // namespace convene::swarm

// What a queue looks like at one moment: all that an estimate of its waits is worked out from.
//
// A value, put together by whoever keeps the tickets; nothing here is checked until an estimate is asked for, which
// says what its limits are.
#pragma once

#include <cstdint>
#include <vector>

#include "matcher/instant.h"
#include "matcher/queueing/distribution.h"
#include "matcher/queueing/order.h"
#include "matcher/queueing/skill.h"

namespace convene::queueing {

/// How long a service of one kind (a topic, say) takes, and how sure that is.
struct ServiceModel {
  Distribution time;
  double doubt = 0;  // standard deviation of the logarithm of the mean: what few observations leave open
};

/// Somebody who is being served.
struct SessionNow {
  std::uint64_t number = 0;   // the ticket's
  std::uint32_t service = 0;  // index of Scene::services
  Duration elapsed;
};

struct AdvisorNow {
  std::uint32_t id = 0;  // unique
  Skill skill;
  std::vector<std::uint32_t> lanes;  // the desks they sit at; empty: all
  std::uint32_t capacity = 1;        // people at a time
  std::vector<SessionNow> sessions;
  std::vector<Duration> wrap_ups;  // what is left of each that runs
  Instant idle_since;
  Instant ends;       // takes nobody from then on; zero: no such plan
  bool away = false;  // takes nobody until they say so: not counted on
  double pace = 1;    // their times over those of everybody
};

struct TicketNow {
  OrderKey key;
  Need need;
  std::uint32_t service = 0;  // index of Scene::services
  /// Is not called and holds up nobody. The estimate is that of coming back at once.
  bool away = false;
};

struct Scene {
  Instant now;
  std::vector<AdvisorNow> advisors;
  std::vector<TicketNow> waiting;  // in order
  std::vector<ServiceModel> services;
  Duration wrap_up;     // after each service
  double leaving = 0;   // rate at which each who waits gives up, per millisecond
  Instant ends;         // nobody is called from then on; zero: no such plan
  bool paused = false;  // nobody is called at present
  Instant resumes;      // when paused; zero: nobody knows
};

}  // namespace convene::queueing

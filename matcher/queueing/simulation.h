// A queue on a virtual clock: arrivals, services and departures drawn from a seed, served by the real dispatcher.
//
// Discrete events in whole milliseconds. Who is called next is decided by Line, and who takes whom by choose_advisor,
// just as in a running event, so that what theory says of the one is a test of the other. What a ticket brings (when
// it comes, what it needs, how long it takes, how long it waits) is drawn by its number, so that two runs with another
// number of advisors see the same people. Not for many threads; each instance stands alone.
// O(classes + log n) an event; memory for the tickets that are there.
#pragma once

#include <cstdint>
#include <deque>
#include <queue>
#include <vector>

#include "matcher/queueing/line.h"
#include "matcher/queueing/scene.h"

namespace convene::queueing {

/// Tickets of one kind.
struct Stream {
  double rate = 0;  // arrivals per millisecond
  Need need;
  Distribution service;
  std::uint32_t boost = 0;
};

struct SimulatedAdvisor {
  Skill skill;
  std::uint32_t capacity = 1;
  Instant ends;  // takes nobody from then on; zero: stays. The clock starts at 0.
};

struct Traffic {
  std::vector<SimulatedAdvisor> advisors;
  std::vector<Stream> streams;
  Duration wrap_up;
  double leaving = 0;  // rate at which each who waits gives up, per millisecond
  std::uint64_t tickets = 0;
  std::uint64_t seed = 0;
};

/// A ticket, from the moment it is called or given up.
struct Passage {
  std::uint64_t number = 0;  // from 1, as they joined
  std::uint32_t stream = 0;
  Instant joined;
  Instant left_line;     // called, or given up
  bool reached = false;  // called
  Duration service;      // of one that was called
  std::uint32_t advisor = 0;

  Duration wait() const { return left_line - joined; }
};

class Simulation;

/// Who looks on. Called within run(), after what it is about took effect; may read the simulation.
class Onlooker {
 public:
  virtual ~Onlooker() = default;
  /// A ticket found nobody free and now stands in line.
  virtual void queued(const Simulation&, std::uint64_t /*number*/) {}
  virtual void passed(const Simulation&, const Passage&) {}
  /// A service has ended, whoever gave it and of whatever stream.
  virtual void served(const Simulation&, std::uint32_t /*stream*/, std::uint32_t /*advisor*/, Duration /*took*/) {}
  /// The clock is about to leave `from` for `to`; nothing changes in between.
  virtual void time_passes(const Simulation&, Instant /*from*/, Instant /*to*/) {}
};

class Simulation {
 public:
  /// Throws BrokenInvariant unless every rate and distribution is valid and there is an advisor with a capacity.
  explicit Simulation(Traffic traffic);

  /// Until all tickets have joined and every one of them that anybody serves is through.
  void run(Onlooker& onlooker);

  Instant now() const { return now_; }
  const Line& line() const { return line_; }
  /// People being served.
  std::uint32_t in_session() const { return in_session_; }
  const Traffic& traffic() const { return traffic_; }
  /// The present, as an estimate wants it. O(n).
  Scene scene() const;

 private:
  struct Ticket {
    std::uint32_t stream = 0;
    OrderKey key;
    Instant joined;
    bool waiting = true;
  };
  struct Session {
    std::uint64_t number = 0;
    std::uint32_t stream = 0;
    Instant since;
  };
  struct Advisor {
    std::vector<Session> sessions;
    std::vector<Instant> wrapped_up;  // when each that runs is over
    std::uint32_t spare = 0;
    Instant idle_since;
  };
  enum class What : std::uint8_t { service_ends, wrap_up_ends, gives_up, advisor_ends };
  struct Event {
    Instant at;
    std::uint64_t order = 0;  // of two at the same time, the one that was set first
    What what = What::service_ends;
    std::uint32_t advisor = 0;
    std::uint64_t number = 0;

    bool operator<(const Event& other) const {  // of a queue whose top is the largest
      return at != other.at ? at > other.at : order > other.order;
    }
  };

  void expect(Instant at, What what, std::uint32_t advisor, std::uint64_t number);
  void draw_next_arrival();
  void arrive(Onlooker& onlooker);
  void happen(const Event& event, Onlooker& onlooker);
  void start(std::uint64_t number, std::uint32_t advisor, Onlooker& onlooker);
  void become_free(std::uint32_t advisor, Onlooker& onlooker);
  void list_idle(std::uint32_t advisor);
  Ticket& ticket(std::uint64_t number) { return tickets_[number - first_ticket_]; }
  bool takes(std::uint32_t advisor) const;

  Traffic traffic_;
  double all_rates_ = 0;
  Instant now_;
  Line line_;
  std::vector<Advisor> advisors_;
  std::vector<IdleAdvisor> idle_;
  std::priority_queue<Event> events_;
  std::uint64_t events_set_ = 0;
  double arrival_time_ = 0;  // of the next to come, not rounded
  std::uint64_t arrivals_ = 0;
  std::deque<Ticket> tickets_;  // those that may still wait, without gaps
  std::uint64_t first_ticket_ = 1;
  std::uint32_t in_session_ = 0;
};

}  // namespace convene::queueing

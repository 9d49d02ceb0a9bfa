#include "matcher/queueing/simulation.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "matcher/check.h"
#include "matcher/rng.h"

namespace convene::queueing {
namespace {

// What is drawn of a ticket, each from a stream of numbers of its own.
enum class Drawn : std::uint64_t { gap = 1, stream, service, patience };

double draw(std::uint64_t seed, Drawn what, std::uint64_t number) {
  return unit(mix(mix(seed, static_cast<std::uint64_t>(what)), number));
}

Duration rounded(double ms) { return milliseconds(std::llround(ms)); }

}  // namespace

Simulation::Simulation(Traffic traffic) : traffic_(std::move(traffic)), advisors_(traffic_.advisors.size()) {
  for (const Stream& stream : traffic_.streams) {
    CONVENE_CHECK(stream.rate > 0 && std::isfinite(stream.rate) && stream.service.valid());
    all_rates_ += stream.rate;
  }
  CONVENE_CHECK(!traffic_.streams.empty() && !advisors_.empty());
  CONVENE_CHECK(traffic_.leaving >= 0 && std::isfinite(traffic_.leaving) && traffic_.wrap_up.ms >= 0);
  for (std::uint32_t a = 0; a < advisors_.size(); ++a) {
    advisors_[a].spare = traffic_.advisors[a].capacity;
    CONVENE_CHECK(advisors_[a].spare > 0);
    list_idle(a);
    if (traffic_.advisors[a].ends) expect(traffic_.advisors[a].ends, What::advisor_ends, a, 0);
  }
  draw_next_arrival();
}

void Simulation::run(Onlooker& onlooker) {
  for (;;) {
    const bool more_arrive = arrivals_ < traffic_.tickets;
    const Instant arrival{std::llround(arrival_time_)};
    const bool arrives = more_arrive && (events_.empty() || arrival <= events_.top().at);
    if (!arrives && events_.empty()) return;
    const Instant next = arrives ? arrival : events_.top().at;
    if (next != now_) onlooker.time_passes(*this, now_, next);
    now_ = next;
    if (arrives) {
      arrive(onlooker);
    } else {
      const Event event = events_.top();
      events_.pop();
      happen(event, onlooker);
    }
  }
}

void Simulation::expect(Instant at, What what, std::uint32_t advisor, std::uint64_t number) {
  events_.push({at, events_set_++, what, advisor, number});
}

void Simulation::draw_next_arrival() {
  arrival_time_ -= std::log(draw(traffic_.seed, Drawn::gap, arrivals_ + 1)) / all_rates_;
}

void Simulation::arrive(Onlooker& onlooker) {
  const std::uint64_t number = ++arrivals_;
  draw_next_arrival();
  double at = draw(traffic_.seed, Drawn::stream, number) * all_rates_;
  std::uint32_t stream = 0;
  while (stream + 1 < traffic_.streams.size() && at >= traffic_.streams[stream].rate)
    at -= traffic_.streams[stream++].rate;
  const Stream& kind = traffic_.streams[stream];
  tickets_.push_back({stream, {joined(number, kind.boost), number}, now_, true});
  // Nobody who waits could be served by whoever is idle, so the newcomer takes nothing from them.
  if (const auto chosen = choose_advisor(idle_, kind.need)) return start(number, idle_[*chosen].id, onlooker);
  line_.add(ticket(number).key, kind.need);
  if (traffic_.leaving > 0) {
    const double patience = -std::log(draw(traffic_.seed, Drawn::patience, number)) / traffic_.leaving;
    expect(now_ + rounded(std::min(patience, 1e15)), What::gives_up, 0, number);
  }
  onlooker.queued(*this, number);
}

void Simulation::happen(const Event& event, Onlooker& onlooker) {
  switch (event.what) {
    case What::service_ends: {
      auto& sessions = advisors_[event.advisor].sessions;
      const auto ended = std::ranges::find(sessions, event.number, &Session::number);
      const Session session = *ended;
      sessions.erase(ended);
      --in_session_;
      onlooker.served(*this, session.stream, event.advisor, now_ - session.since);
      if (traffic_.wrap_up.ms == 0) return become_free(event.advisor, onlooker);
      const Instant over = now_ + traffic_.wrap_up;
      advisors_[event.advisor].wrapped_up.push_back(over);
      return expect(over, What::wrap_up_ends, event.advisor, 0);
    }
    case What::wrap_up_ends: {
      auto& running = advisors_[event.advisor].wrapped_up;
      running.erase(running.begin());  // all take as long: the first to start is the first to end
      return become_free(event.advisor, onlooker);
    }
    case What::gives_up: {
      if (event.number < first_ticket_ || !ticket(event.number).waiting) return;
      Ticket& gone = ticket(event.number);
      gone.waiting = false;
      CONVENE_CHECK(line_.remove(gone.key, traffic_.streams[gone.stream].need));
      return onlooker.passed(*this, {event.number, gone.stream, gone.joined, now_, false, {}, 0});
    }
    case What::advisor_ends: std::erase_if(idle_, [&](const IdleAdvisor& a) { return a.id == event.advisor; }); return;
  }
}

bool Simulation::takes(std::uint32_t advisor) const {
  const Instant ends = traffic_.advisors[advisor].ends;
  return !ends || now_ < ends;
}

void Simulation::list_idle(std::uint32_t advisor) {
  idle_.push_back({traffic_.advisors[advisor].skill, advisors_[advisor].idle_since, advisor});
}

void Simulation::start(std::uint64_t number, std::uint32_t advisor, Onlooker& onlooker) {
  Ticket& called = ticket(number);
  called.waiting = false;
  Advisor& by = advisors_[advisor];
  const Stream& kind = traffic_.streams[called.stream];
  const Duration service = rounded(kind.service.of_tail(draw(traffic_.seed, Drawn::service, number)));
  if (--by.spare == 0) std::erase_if(idle_, [&](const IdleAdvisor& a) { return a.id == advisor; });
  by.sessions.push_back({number, called.stream, now_});
  ++in_session_;
  expect(now_ + service, What::service_ends, advisor, number);
  const Passage passage{number, called.stream, called.joined, now_, true, service, advisor};
  for (; !tickets_.empty() && !tickets_.front().waiting; ++first_ticket_) tickets_.pop_front();
  onlooker.passed(*this, passage);
}

void Simulation::become_free(std::uint32_t advisor, Onlooker& onlooker) {
  Advisor& by = advisors_[advisor];
  const bool listed = by.spare++ > 0;
  if (!takes(advisor)) return;
  if (const auto next = line_.first(traffic_.advisors[advisor].skill)) {
    CONVENE_CHECK(line_.remove(*next, traffic_.streams[ticket(next->number).stream].need));
    return start(next->number, advisor, onlooker);
  }
  if (listed) return;
  by.idle_since = now_;
  list_idle(advisor);
}

Scene Simulation::scene() const {
  Scene scene;
  scene.now = now_;
  scene.wrap_up = traffic_.wrap_up;
  scene.leaving = traffic_.leaving;
  for (const Stream& stream : traffic_.streams) scene.services.push_back({stream.service, 0});
  for (std::uint32_t a = 0; a < advisors_.size(); ++a) {
    AdvisorNow now{a, traffic_.advisors[a].skill, {}, traffic_.advisors[a].capacity, {}, {}, {}, {}, false, 1};
    for (const Session& session : advisors_[a].sessions)
      now.sessions.push_back({session.number, session.stream, now_ - session.since});
    for (const Instant over : advisors_[a].wrapped_up) now.wrap_ups.push_back(over - now_);
    now.idle_since = advisors_[a].idle_since;
    now.ends = traffic_.advisors[a].ends;
    scene.advisors.push_back(std::move(now));
  }
  std::set<std::uint32_t> lanes;
  for (const Stream& stream : traffic_.streams) lanes.insert(stream.need.lane);
  for (const std::uint32_t lane : lanes)
    line_.each(lane, [&](const OrderKey& key) {
      const std::uint32_t stream = tickets_[key.number - first_ticket_].stream;
      scene.waiting.push_back({key, traffic_.streams[stream].need, stream, false});
    });
  if (lanes.size() > 1) std::ranges::sort(scene.waiting, {}, &TicketNow::key);
  return scene;
}

}  // namespace convene::queueing

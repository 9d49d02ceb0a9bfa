#include "matcher/line_scene.h"

#include <algorithm>
#include <map>

#include "matcher/calling.h"
#include "matcher/queueing/estimate.h"

namespace convene {

namespace {

/// The services of a scene: one a topic, as learned so far.
class Services {
 public:
  Services(const queueing::ServiceTimes& learned, std::vector<queueing::ServiceModel>& out)
      : learned_(learned), out_(out) {}

  std::uint32_t of(std::uint64_t topic) {
    const auto [at, fresh] = known_.emplace(topic, static_cast<std::uint32_t>(out_.size()));
    if (fresh) out_.push_back(learned_.of_topic(topic));
    return at->second;
  }

 private:
  const queueing::ServiceTimes& learned_;
  std::vector<queueing::ServiceModel>& out_;
  std::map<std::uint64_t, std::uint32_t> known_;
};

}  // namespace

LineScene scene_of(const State& state, std::int32_t index, Instant now) {
  LineScene out;
  const Session& session = state.session(index);
  if (!session.hours) return out;
  const OfficeHours& hours = *session.hours;
  queueing::Scene& scene = out.scene;
  scene.now = now;
  scene.wrap_up = rules_of(session).rest;
  scene.ends = session.ends;
  Services services(hours.times, scene.services);
  const auto paused = [&](std::uint32_t desk) { return hours.desks[desk].state == DeskState::paused; };
  for (const Advisor& advisor : hours.advisors) {
    const Person& person = state.person(advisor.person);
    const std::vector<TicketId> with = tickets_with(state, index, advisor.person);
    const bool works = advisor.status == AdvisorStatus::available && !person.lapsed &&
                       person.standing == Standing::in && !paused(advisor.desk);
    if (!works && with.empty()) continue;
    if (scene.advisors.size() == queueing::Estimator::max_advisors) break;
    queueing::AdvisorNow one;
    one.id = advisor.person.value;
    one.skill = skill_of(state, index, advisor);
    one.idle_since = advisor.since;
    one.away = !works;
    one.pace = hours.times.pace(advisor.person.value);
    if (advisor.until) one.ends = *advisor.until;
    for (const TicketId id : with) {
      const Ticket& ticket = state.ticket(id);
      // Whoever is called is as good as there: the answer takes seconds, or the next one comes.
      const Duration elapsed = ticket.state == TicketState::in_session ? now - ticket.started : Duration{};
      // People who talk to one advisor at once count as one conversation.
      if (one.sessions.empty()) one.sessions.push_back({id.value, services.of(need_of(state, ticket).topic), elapsed});
    }
    if (advisor.rests_until && advisor.rests_until > now) one.wrap_ups.push_back(advisor.rests_until - now);
    scene.advisors.push_back(std::move(one));
  }
  std::vector<const Ticket*> waiting;
  const LineIndex& line = line_of(state, index);
  for (std::uint32_t desk = 0; desk < hours.desks.size(); ++desk) {
    if (paused(desk)) continue;
    line.waiting.each(desk, [&](const queueing::OrderKey& key) { waiting.push_back(&state.ticket(ticket_of(key))); });
  }
  std::sort(waiting.begin(), waiting.end(), [](const Ticket* a, const Ticket* b) { return key_of(*a) < key_of(*b); });
  if (waiting.size() > queueing::Estimator::max_tickets) waiting.resize(queueing::Estimator::max_tickets);
  for (const Ticket* ticket : waiting) {
    queueing::TicketNow one;
    one.key = key_of(*ticket);
    one.need = need_of(state, *ticket);
    one.service = services.of(one.need.topic);
    one.away = !state.person(ticket->person).online;
    scene.waiting.push_back(one);
    out.tickets.push_back(ticket->id);
  }
  return out;
}

}  // namespace convene

// Office hours: who is told what of a line, and how long they will wait.
//
// What somebody's own action did to their own ticket is told at once: O(advisors + log n). What it does to everybody
// else in the line (places move up, estimates change) is told four times a second at most, and only to those whom it
// tells something else: O(people in the line) each time, however many acted. Estimates are reckoned beside the shard's
// thread, from a copy of the line.
#include <algorithm>

#include "matcher/calling.h"
#include "matcher/line_scene.h"
#include "matcher/rng.h"
#include "protocol/encode.h"
#include "protocol/forms.h"
#include "server/live/hall_impl.h"

namespace convene::live {

namespace {

/// Whole minutes, rounded up, in steps that a person would say; so a range changes only where it says something else.
std::uint32_t in_minutes(Duration wait) {
  const auto minutes = static_cast<std::uint32_t>(std::max<std::int64_t>(1, (wait.ms + 59'999) / 60'000));
  const std::uint32_t step = minutes <= 10 ? 1 : minutes <= 60 ? 5 : 15;
  return (minutes + step - 1) / step * step;
}

}  // namespace

void Hall::Impl::touch_lines(const Touched& touched) {
  for (const PersonId person : touched.queues) show_queue(person);
  lines_dirty_.insert(touched.lines.begin(), touched.lines.end());
  unposted_.insert(touched.desks.begin(), touched.desks.end());
  for (const PersonId person : touched.desks) show_desk(person);
  for (const std::int32_t session : touched.lines) waits_[session].changed = true;
  if (!touched.lines.empty()) now_dirty_ = true;
  for (const TicketId ticket : touched.floor_tickets) count_coverage(ticket);
}

void Hall::Impl::flush_lines() {
  if (!lines_dirty_.empty() && now() >= lines_flushed_ + options_.lines_every) {
    lines_flushed_ = now();
    for (const std::int32_t index : std::exchange(lines_dirty_, {})) {
      const Session& session = state().session(index);
      for (const Advisor& advisor : session.hours->advisors) show_desk(advisor.person);
      const LineIndex& line = line_of(state(), index);
      for (std::uint32_t desk = 0; desk < session.hours->desks.size(); ++desk)
        line.waiting.each(desk,
                          [&](const queueing::OrderKey& key) { show_queue(state().ticket(ticket_of(key)).person); });
    }
  }
  for (auto& [session, waits] : waits_) {
    if (waits.asked || state().session(session).state != SessionState::running) continue;
    const Duration pause = waits.changed ? options_.waits_every : options_.waits_renewed;
    if (now() >= waits.asked_at + pause) ask_waits(session);
  }
}

void Hall::Impl::set_lines_timer(const std::function<void(Instant)>& by) const {
  if (!lines_dirty_.empty()) by(lines_flushed_ + options_.lines_every);
  for (const auto& [session, waits] : waits_) {
    if (waits.asked || state().session(session).state != SessionState::running) continue;
    const bool somebody = !line_of(state(), session).waiting.empty();
    if (waits.changed || somebody) by(waits.asked_at + (waits.changed ? options_.waits_every : options_.waits_renewed));
  }
}

// ---- one's own ticket, and the desk one advises at

void Hall::Impl::show_queue(PersonId person) {
  const auto at = here_.find(person);
  if (at == here_.end() || at->second.talks.empty()) return;
  QueueView view = queue_view(state(), person);
  if (!view.ticket) return;
  if (view.ticket->state == TicketState::waiting && view.ticket->basis == "live")
    if (const auto waits = waits_.find(state().ticket(view.ticket->id).session); waits != waits_.end())
      if (const auto told = waits->second.told.find(view.ticket->id); told != waits->second.told.end())
        view.ticket->estimate = told->second.shown;
  show_own(person, Topic::queue, "queue", at->second.queue, protocol::encode(view));
}

void Hall::Impl::show_desk(PersonId person) {
  const auto at = here_.find(person);
  if (at == here_.end() || at->second.talks.empty()) return;
  const AdvisorView view = advisor_view(state(), person);
  if (view.desks.empty() && at->second.desk.empty()) return;
  show_own(person, Topic::desk, "desk", at->second.desk, protocol::encode(view));
}

/// One's own view, unless it is what one is shown already.
void Hall::Impl::show_own(PersonId person, Topic topic, std::string_view word, std::string& shown,
                          std::string written) {
  if (written == shown) return;
  shown = std::move(written);
  ++figures_.views_encoded;
  const Bytes message = view_message(word, ledger_.durable(), [&](std::string& out) { out += shown; });
  each_in_charge(person, [&](Talk& talk) {
    talk.outbox.view(topic, message);
    ++figures_.views_handed_out;
    talk.wake();
  });
}

/// To a connection that knows nothing yet.
void Hall::Impl::send_lines(Talk& talk) {
  Here& here = here_.at(talk.person);
  here.queue.clear();
  here.desk.clear();
  show_queue(talk.person);
  show_desk(talk.person);
}

// ---- how long the wait is

void Hall::Impl::ask_waits(std::int32_t session) {
  Waits& waits = waits_[session];
  waits.changed = false;
  waits.asked_at = now();
  if (!around_.worker) return;
  LineScene line = scene_of(state(), session, now());
  if (line.tickets.empty()) {
    waits.told.clear();
    return;
  }
  if (!waits.estimator)
    waits.estimator = std::make_shared<queueing::Estimator>(mix(1, static_cast<std::uint64_t>(session)));
  const std::weak_ptr<int> alive = alive_;
  const auto answered = [this, alive, era = era_, session](auto&& what) {
    if (alive.expired() || era != era_) return;
    waits_[session].asked = false;
    guarded(what);
    set_timer();
  };
  auto work = [answered, this, session, estimator = waits.estimator,
               line = std::make_shared<LineScene>(std::move(line))]() -> Worker::Then {
    auto estimates = std::make_shared<queueing::Estimates>(estimator->estimate(line->scene));
    return [answered, this, session, line, estimates] {
      answered([&] { take_waits(session, line->tickets, *estimates); });
    };
  };
  const auto failed = [answered] { answered([] {}); };
  waits.asked = around_.worker->run(std::move(work), around_.post, failed);
}

void Hall::Impl::take_waits(std::int32_t session, const std::vector<TicketId>& tickets,
                            const queueing::Estimates& estimates) {
  ++figures_.estimates;
  std::map<TicketId, Told>& told = waits_[session].told;
  std::map<TicketId, Told> now_told;
  for (std::size_t i = 0; i < tickets.size(); ++i) {
    if (!estimates.known(i)) continue;
    Told one;
    if (const auto before = told.find(tickets[i]); before != told.end()) {
      one = before->second;
    } else {
      one.at = waits_[session].asked_at;
      for (std::size_t level = 0; level < one.first.size(); ++level)
        one.first[level] = estimates.quantile(i, queueing::Coverage::levels[level]);
    }
    one.shown = {};
    if (const auto likely = estimates.quantile(i, 500)) one.shown.likely = in_minutes(*likely);
    if (const auto surely = estimates.quantile(i, 900)) one.shown.surely = in_minutes(*surely);
    one.shown.reached_percent = (estimates.reached_permille(i) + 50) / 100 * 10;
    now_told.emplace(tickets[i], std::move(one));
  }
  told = std::move(now_told);
  if (settled()) {
    for (const TicketId id : tickets)
      if (const Ticket* ticket = state().find(id)) show_queue(ticket->person);
  } else {
    lines_dirty_.insert(session);  // what is being decided is shown with it
  }
}

/// What was said of the wait of somebody who is called now, and what became of it.
void Hall::Impl::count_coverage(TicketId id) {
  const Ticket* ticket = state().find(id);
  if (!ticket || ticket->state == TicketState::waiting || ticket->state == TicketState::away) return;
  const auto waits = waits_.find(ticket->session);
  if (waits == waits_.end()) return;
  const auto told = waits->second.told.find(id);
  if (told == waits->second.told.end()) return;
  if (ticket->state == TicketState::offered && !ticket->offer->by_hand)
    figures_.waits.observe(told->second.first, ticket->since - told->second.at);
  waits->second.told.erase(told);
}

// ---- the floor

void Hall::Impl::flush_floor_lines(Dashboard& floor, const Scope& scope) {
  const auto reached = [&](std::int32_t session) {
    const auto& sessions = scope.sessions;
    return scope.everything() ||
           std::find(sessions.begin(), sessions.end(), state().session(session).definition.id) != sessions.end();
  };
  for (const TicketId id : floor_tickets_) {
    const auto entry = reached(state().ticket(id).session) ? floor_ticket(state(), id) : std::nullopt;
    floor.set("tickets", to_string(id), entry ? std::optional(protocol::encode(*entry)) : std::nullopt);
  }
  for (const std::int32_t index : floor_lines_) {
    const Session& session = state().session(index);
    if (!session.hours || !reached(index)) continue;
    const bool over = is_over(session.state);
    for (const auto& [key, desk] : floor_desks(state(), index))
      floor.set("desks", key, over ? std::nullopt : std::optional(protocol::encode(desk)));
    for (const auto& [key, advisor] : floor_advisors(state(), index))
      floor.set("advisors", key, over ? std::nullopt : std::optional(protocol::encode(advisor)));
    for (const PersonId person : unposted_)
      if (!find_advisor(state(), index, person))
        floor.set("advisors", session.definition.id + "/" + to_string(person), std::nullopt);
  }
}

}  // namespace convene::live

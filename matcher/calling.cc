#include "matcher/calling.h"

#include <algorithm>

#include "matcher/check.h"
#include "matcher/limits.h"
#include "matcher/links.h"
#include "matcher/queueing/skill.h"
#include "matcher/rng.h"
#include "matcher/room_basis.h"

namespace convene {

namespace {

/// The room in which the advisor talks to somebody now.
std::optional<RoomId> talking_in(const State& state, std::int32_t session, PersonId advisor) {
  for (const TicketId id : tickets_with(state, session, advisor))
    if (const Ticket& ticket = state.ticket(id); ticket.state == TicketState::in_session) return ticket.room;
  return {};
}

RoomId open_talk(Deciding& d, std::int32_t index, const Ticket& ticket, PersonId host) {
  const State& state = d.state();
  const Session& session = state.session(index);
  RoomOpened opened = next_room(d, session.round, ticket.topic);
  const PersonId people[] = {ticket.person};
  opened.basis = basis_of(state, session, people);
  opened.host = host;
  const RoomId id = opened.room;
  d.emit(std::move(opened));
  link_to_host(d, id, host);
  return id;
}

void start_talk(Deciding& d, const std::vector<TicketId>& tickets, PersonId host) {
  const State& state = d.state();
  const std::int32_t session = state.ticket(tickets.front()).session;
  const Duration talk = rules_of(state.session(session)).talk;
  const auto before = talking_in(state, session, host);
  TicketsStarted started;
  started.ends = before ? std::max(state.room(*before).ends, d.now() + talk) : d.now() + talk;
  started.room = before ? *before : open_talk(d, session, state.ticket(tickets.front()), host);
  std::vector<RoomId> left;
  for (const TicketId id : tickets) {
    const PersonId person = state.ticket(id).person;
    if (state.person(person).room) left.push_back(state.person(person).room);
    started.tickets.push_back({id, next_version(state, person)});
  }
  const RoomId room = started.room;
  // Whoever talks to somebody does not sit in a room of their own meanwhile.
  const Person& advisor = state.person(host);
  const Seat* own = advisor.room ? find_seat(state.room(advisor.room), host) : nullptr;
  if (own && own->state == SeatState::present) d.emit(SeatsTurned{{host}, SeatState::delivered});
  d.emit(std::move(started));
  for (const RoomId from : left) refresh_basis(d, from);
  refresh_basis(d, room);
}

bool in_call(const State& state, const Ticket& ticket) {
  const Seat* seat = find_seat(state.room(ticket.room), ticket.person);
  return seat && seat->state == SeatState::in_call;
}

std::vector<TicketId> group_of(const State& state, const Ticket& ticket) {
  std::vector<TicketId> group;
  for (const TicketId id : tickets_with(state, ticket.session, ticket.offer->advisor)) {
    const Ticket& other = state.ticket(id);
    if (other.state == TicketState::offered && other.offer->group == ticket.offer->group) group.push_back(id);
  }
  return group;
}

/// An advisor who is not there any more, or does not advise any more: whom they called or talked to stands in line
/// again, at the old place. Who is in a call stays there, unless `out`: a phone suspends its owner's page meanwhile,
/// and the two may well be talking.
void part_from(Deciding& d, std::int32_t session, PersonId advisor, bool out) {
  take_calls_back(d, session, advisor);
  for (const TicketId id : tickets_with(d.state(), session, advisor)) {
    const Ticket& ticket = d.state().ticket(id);
    if (ticket.state == TicketState::in_session && (out || !in_call(d.state(), ticket)))
      end_talk(d, id, TicketState::waiting, "advisor_gone", {}, false);
  }
}

void follow_advisor(Deciding& d, std::int32_t session, const Person& person) {
  const Advisor* advisor = find_advisor(d.state(), session, person.id);
  if (!advisor) return;
  const std::string& id = d.state().session(session).definition.id;
  const bool out = person.standing != Standing::in || !person.wears(Hat::advisor);
  if (!out && !person.lapsed) return;
  if (advisor->status == AdvisorStatus::available)
    d.emit(AdvisorTurned{id, person.id, out ? AdvisorStatus::off : AdvisorStatus::away, advisor->until});
  part_from(d, session, person.id, out);
}

void follow_owner(Deciding& d, const Person& person) {
  const Ticket* ticket = live_ticket(d.state(), person.id);
  if (!ticket) return;
  const TicketId id = ticket->id;
  if (person.standing != Standing::in) {
    if (ticket->state == TicketState::offered)
      end_call(d, id, TicketState::left, "removed");
    else if (ticket->state == TicketState::in_session)
      end_talk(d, id, TicketState::left, "removed", {}, true);
    else
      d.emit(turned(id, TicketState::left, "removed"));
  } else if (person.lapsed && ticket->state == TicketState::waiting) {
    d.emit(turned(id, TicketState::away, "connection"));
  } else if (!person.lapsed && ticket->state == TicketState::away && ticket->why == "connection") {
    d.emit(turned(id, TicketState::waiting, "back"));
  }
}

}  // namespace

TicketTurned turned(TicketId ticket, TicketState state, std::string why, PersonId by) {
  TicketTurned fact;
  fact.ticket = ticket;
  fact.state = state;
  fact.why = std::move(why);
  fact.by = by;
  return fact;
}

bool may_talk(const State& state, PersonId advisor, const Ticket& ticket) {
  return advisor != ticket.person && !state.index.apart.between(advisor, ticket.person);
}

const Ticket* live_ticket(const State& state, PersonId person) {
  const auto found = state.index.tickets.find(person);
  if (found == state.index.tickets.end()) return nullptr;
  const Ticket& ticket = state.ticket(found->second);
  return is_live(ticket.state) ? &ticket : nullptr;
}

std::optional<NextTicket> next_ticket(const State& state, std::int32_t session, const Advisor& advisor) {
  const queueing::Line& ready = line_of(state, session).ready;
  const queueing::Skill skill = skill_of(state, session, advisor);
  const auto any = [](const queueing::Need&) { return true; };
  const auto may = [&](const queueing::OrderKey& key) {
    return may_talk(state, advisor.person, state.ticket(ticket_of(key)));
  };
  const auto first = ready.first(skill, any, may);
  if (!first) return {};
  if (!state.ticket(ticket_of(*first)).yields) return NextTicket{ticket_of(*first), {}};
  const auto second = ready.first(
      skill, any, [&](const queueing::OrderKey& key) { return may(key) && !state.ticket(ticket_of(key)).yields; });
  if (!second) return NextTicket{ticket_of(*first), {}};
  return NextTicket{ticket_of(*second), ticket_of(*first)};
}

void call_next(Deciding& d) {
  const State& state = d.state();
  for (std::set<std::int32_t> sessions = d.take_to_call(); !sessions.empty(); sessions = d.take_to_call())
    for (const std::int32_t index : sessions) {
      const Session& session = state.session(index);
      if (!session.hours || session.state != SessionState::running || !session.round) continue;
      if (state.round(session.round).state != RoundState::open) continue;
      for (;;) {
        // The first ticket that anybody idle serves, and of those who do the one to take it.
        std::optional<NextTicket> next;
        std::vector<queueing::IdleAdvisor> idle;
        for (const Advisor& advisor : session.hours->advisors) {
          if (!is_idle(state, index, advisor)) continue;
          const auto theirs = next_ticket(state, index, advisor);
          if (!theirs) continue;
          const bool earlier = !next || key_of(state.ticket(theirs->ticket)) < key_of(state.ticket(next->ticket));
          if (earlier) next = theirs, idle.clear();
          if (theirs->ticket == next->ticket)
            idle.push_back({skill_of(state, index, advisor), advisor.since, advisor.person.value});
        }
        if (!next) break;
        const Ticket& ticket = state.ticket(next->ticket);
        const auto chosen = queueing::choose_advisor(idle, need_of(state, ticket));
        CONVENE_CHECK(chosen.has_value());
        TicketsOffered offered;
        offered.tickets = {next->ticket};
        offered.advisor = PersonId(idle[*chosen].id);
        offered.expires = d.now() + rules_of(session).lease;
        offered.passed = next->passed;
        d.emit(std::move(offered));
      }
    }
}

void accept_call(Deciding& d, const Ticket& ticket) {
  const PersonId advisor = ticket.offer->advisor;
  if (ticket.offer->group == 0) {
    start_talk(d, {ticket.id}, advisor);
    return;
  }
  const std::vector<TicketId> group = group_of(d.state(), ticket);
  if (!ticket.offer->accepted) d.emit(TicketAccepted{ticket.id});
  const auto comes = [&](TicketId id) { return d.state().ticket(id).offer->accepted; };
  if (std::all_of(group.begin(), group.end(), comes)) start_talk(d, group, advisor);
}

void end_call(Deciding& d, TicketId id, TicketState to, std::string why, PersonId by, bool yields) {
  const Ticket& ticket = d.state().ticket(id);
  std::vector<TicketId> others;
  if (ticket.offer->group != 0) others = group_of(d.state(), ticket);
  TicketTurned fact = turned(id, to, std::move(why), by);
  fact.yields = yields;
  d.emit(std::move(fact));
  for (const TicketId other : others)
    if (other != id) d.emit(turned(other, TicketState::waiting, "group_dissolved"));
}

void take_calls_back(Deciding& d, std::int32_t session, PersonId advisor) {
  for (const TicketId id : tickets_with(d.state(), session, advisor))
    if (d.state().ticket(id).state == TicketState::offered) end_call(d, id, TicketState::waiting, "advisor_gone");
}

void end_talk(Deciding& d, TicketId id, TicketState to, std::string why, PersonId by, bool rests,
              const std::string& note, bool follow_up) {
  const State& state = d.state();
  const Ticket& ticket = state.ticket(id);
  const RoomId room = ticket.room;
  const PersonId owner = ticket.person;
  TicketTurned fact = turned(id, to, std::move(why), by);
  fact.version = next_version(state, owner);
  if (!note.empty()) fact.note.emplace(owner, note);
  fact.follow_up = follow_up;
  const std::size_t with = tickets_with(state, ticket.session, ticket.advisor).size();
  const Duration rest = rules_of(state.session(ticket.session)).rest;
  if (rests && with == 1 && rest.ms > 0) fact.rests_until = d.now() + rest;
  d.emit(std::move(fact));
  if (!state.room(room).closed) refresh_basis(d, room);
  if (const RoomId back = state.person(owner).room) refresh_basis(d, back);
}

void leave_talk(Deciding& d, PersonId person, std::string why, PersonId by) {
  const Ticket* ticket = live_ticket(d.state(), person);
  if (ticket && ticket->state == TicketState::in_session && d.state().person(person).room == ticket->room)
    end_talk(d, ticket->id, why == "removed" ? TicketState::left : TicketState::done, why, by, true);
}

void close_line(Deciding& d, std::int32_t session, bool all) {
  const State& state = d.state();
  for (std::size_t i = 0; i < state.tickets.size(); ++i) {
    const Ticket& ticket = state.tickets[i];
    if (ticket.session != session || !is_live(ticket.state)) continue;
    if (ticket.state == TicketState::in_session) {
      if (all) end_talk(d, ticket.id, TicketState::done, "session_over", {}, false);
      continue;
    }
    TicketTurned fact = turned(ticket.id, TicketState::closed_out, "session_over");
    fact.follow_up = true;  // until they say otherwise
    d.emit(std::move(fact));
  }
}

void reopen_line(Deciding& d, std::int32_t session, Instant closed) {
  const State& state = d.state();
  for (std::size_t i = 0; i < state.tickets.size(); ++i) {
    const Ticket& ticket = state.tickets[i];
    if (ticket.session != session || ticket.state != TicketState::closed_out || ticket.since != closed) continue;
    if (state.index.tickets.at(ticket.person) != ticket.id || state.person(ticket.person).standing != Standing::in)
      continue;
    d.emit(turned(ticket.id, TicketState::waiting, "returned"));
  }
}

std::vector<TicketId> coming_to(const State& state, std::int32_t session, const Advisor& advisor, std::size_t n) {
  const queueing::Line& ready = line_of(state, session).ready;
  const queueing::Skill skill = skill_of(state, session, advisor);
  std::vector<TicketId> out;
  std::optional<queueing::OrderKey> last;
  while (out.size() < n) {
    const auto next = ready.first(
        skill, [](const queueing::Need&) { return true; },
        [&](const queueing::OrderKey& key) {
          return (!last || *last < key) && may_talk(state, advisor.person, state.ticket(ticket_of(key)));
        });
    if (!next) break;
    out.push_back(ticket_of(*next));
    last = next;
  }
  return out;
}

// ---- what is due

std::optional<Instant> line_deadline(const Session& session) {
  if (!session.hours || !takes_people(session.state)) return {};
  std::optional<Instant> due;
  const auto consider = [&](Instant when) { due = due ? std::min(*due, when) : when; };
  const OfficeHours& hours = *session.hours;
  if (hours.lottery && !hours.lottery->drawn && session.state == SessionState::running) consider(hours.lottery->draws);
  for (const Advisor& advisor : hours.advisors) {
    if (advisor.rests_until) consider(advisor.rests_until);
    if (advisor.until && advisor.status == AdvisorStatus::available) consider(*advisor.until);
  }
  return due;
}

namespace {

/// Whoever was pinned before the draw stands before all that were drawn, in the order they had.
void keep_pinned_first(Deciding& d, std::int32_t session, std::int64_t first) {
  std::vector<TicketId> pinned;
  for (const Ticket& ticket : d.state().tickets)
    if (ticket.session == session && is_live(ticket.state) && ticket.pinned) pinned.push_back(ticket.id);
  std::sort(pinned.begin(), pinned.end(),
            [&](TicketId a, TicketId b) { return key_of(d.state().ticket(b)) < key_of(d.state().ticket(a)); });
  for (const TicketId id : pinned) {
    const Ticket& ticket = d.state().ticket(id);
    if (ticket.place >= first) {
      TicketPlaced placed;
      placed.ticket = id;
      placed.desk = d.state().session(session).hours->desks[ticket.desk].desk;
      placed.place = first - queueing::place_scale;
      placed.pinned = true;
      d.emit(std::move(placed));
    }
    first = std::min(first, d.state().ticket(id).place);
  }
}

}  // namespace

bool line_due(Deciding& d, std::int32_t index) {
  const State& state = d.state();
  const Session& session = state.session(index);
  const auto due = line_deadline(session);
  if (!due || *due > d.now()) return false;
  const std::string& id = session.definition.id;
  const OfficeHours& hours = *session.hours;
  if (hours.lottery && !hours.lottery->drawn && session.state == SessionState::running &&
      hours.lottery->draws <= d.now()) {
    std::vector<TicketId> tickets;
    for (const Ticket& ticket : state.tickets)
      if (ticket.session == index && is_live(ticket.state) && !ticket.pinned) tickets.push_back(ticket.id);
    Rng rng(hours.lottery->seed);
    rng.shuffle(std::span(tickets));
    LotteryDrawn drawn{id, {}};
    std::uint64_t sequence = 0;
    for (const TicketId ticket : tickets)
      drawn.places.push_back({ticket, queueing::joined(++sequence, state.ticket(ticket).boost)});
    std::int64_t first = queueing::joined(1);
    for (const PlacedTicket& placed : drawn.places) first = std::min(first, placed.place);
    d.emit(std::move(drawn));
    keep_pinned_first(d, index, first);
    return true;
  }
  for (const Advisor& advisor : hours.advisors) {
    const PersonId person = advisor.person;
    if (advisor.until && advisor.status == AdvisorStatus::available && *advisor.until <= d.now()) {
      take_calls_back(d, index, person);
      d.emit(AdvisorTurned{id, person, AdvisorStatus::off, {}});
      return true;
    }
    if (advisor.rests_until && advisor.rests_until <= d.now()) {
      d.emit(AdvisorTurned{id, person, advisor.status, advisor.until});
      return true;
    }
  }
  return false;
}

namespace {

/// When the time that a place is kept is used up, of somebody who is away.
Instant kept_until(const State& state, const Ticket& ticket) {
  return ticket.since + (rules_of(state.session(ticket.session)).away - ticket.away_used);
}

}  // namespace

std::optional<Instant> ticket_deadline(const State& state, const Ticket& ticket) {
  if (ticket.state == TicketState::offered) return ticket.offer->expires;
  if (ticket.state != TicketState::away) return {};
  const Instant ends = kept_until(state, ticket);
  return ticket.until ? std::min(*ticket.until, ends) : ends;
}

void ticket_due(Deciding& d, TicketId id) {
  const State& state = d.state();
  const Ticket& ticket = state.ticket(id);
  if (ticket.state == TicketState::offered) {
    // Of a group, everybody's lease ends at once: those who came are not to blame.
    if (ticket.offer->accepted) {
      for (const TicketId other : group_of(state, ticket))
        if (!state.ticket(other).offer->accepted) return ticket_due(d, other);
      return end_call(d, id, TicketState::waiting, "group_dissolved");
    }
    const bool again = ticket.missed == 0;
    end_call(d, id, again ? TicketState::waiting : TicketState::no_show, "missed", {}, again);
    return;
  }
  if (kept_until(state, ticket) <= d.now()) {
    d.emit(turned(id, TicketState::left, "away_too_long"));
    return;
  }
  const bool here = !state.person(ticket.person).lapsed;
  d.emit(turned(id, here ? TicketState::waiting : TicketState::away, here ? "back" : "connection"));
}

// ---- who came and who went

void follow_people(Deciding& d) {
  for (std::set<PersonId> people = d.take_to_follow(); !people.empty(); people = d.take_to_follow())
    for (const PersonId id : people) {
      const Person& person = d.state().person(id);
      follow_owner(d, person);
      const auto posts = d.state().index.posts.find(id);
      if (posts == d.state().index.posts.end()) continue;
      const std::set<std::int32_t> sessions = posts->second;
      for (const std::int32_t session : sessions) follow_advisor(d, session, person);
    }
}

}  // namespace convene

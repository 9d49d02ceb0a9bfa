// Desks: advisors come and go, call, end and extend conversations; staff pause and close desks, move and pin tickets.
#include <algorithm>

#include "matcher/calling.h"
#include "matcher/capabilities.h"
#include "matcher/limits.h"
#include "matcher/view_parts.h"

namespace convene {

namespace {

/// A member of staff who looks after the session, and not only an advisor in it.
bool runs(const Deciding& d, std::int32_t session) {
  return !d.by() || (d.state().person(d.by()).staff() && in_scope(d.state(), d.by(), session));
}

Decided not_yours() { return refuse("not_in_scope", "this line is not yours to run"); }

Decided find_desk(const Deciding& d, const std::string& session, const std::string& id, std::int32_t& index,
                  const DeskLine*& desk) {
  if (Decided refusal = find_line(d, session, index)) return refusal;
  if (!runs(d, index)) return not_yours();
  desk = find_desk(d.state().session(index), id);
  if (!desk) return refuse("desk.unknown", "there is no such desk in this session", {{"desk", id}});
  if (desk->into) return refuse("desk.merged", "this desk was united with another one", {{"desk", id}});
  return {};
}

/// The desk turns into what `change` makes of it, if that is anything else.
template <class Change>
Decided turn_desk(Deciding& d, const std::string& session, const std::string& id, Change&& change) {
  std::int32_t index = -1;
  const DeskLine* desk = nullptr;
  if (Decided refusal = find_desk(d, session, id, index, desk)) return refusal;
  DeskLine after = *desk;
  change(after);
  if (after != *desk) d.emit(DeskTurned{session, id, after.state, after.has_cutoff, after.cutoff, {}});
  return {};
}

Decided reason_fault(const std::string& reason, bool needed) {
  if (Decided refusal = fault_in_length(reason, limits::text_bytes, "reason")) return refusal;
  if (needed && reason.empty())
    return refuse("reason.missing", "say why: it is kept with the ticket", {{"field", "reason"}});
  return {};
}

/// A ticket that whoever asks may act on: its advisor, or staff who run the line.
Decided find_ticket(const Deciding& d, TicketId id, const Ticket*& ticket, bool advisors) {
  ticket = d.state().find(id);
  if (!ticket) return refuse("ticket.unknown", "there is no such ticket", {{"ticket", to_string(id)}});
  if (runs(d, ticket->session)) return {};
  const PersonId theirs = ticket->offer ? ticket->offer->advisor : ticket->advisor;
  if (advisors && theirs == d.by()) return {};
  return refuse("not_in_scope", "this ticket is not yours", {{"ticket", to_string(id)}});
}

}  // namespace

// ---- desks

Decided decide(Deciding& d, const DeskPause& c) {
  return turn_desk(d, c.session, c.desk, [](DeskLine& desk) { desk.state = DeskState::paused; });
}

Decided decide(Deciding& d, const DeskOpen& c) {
  return turn_desk(d, c.session, c.desk, [](DeskLine& desk) {
    desk.state = DeskState::open;
    desk.has_cutoff = false;
    desk.cutoff = {};
  });
}

Decided decide(Deciding& d, const DeskClose& c) {
  return turn_desk(d, c.session, c.desk, [](DeskLine& desk) { desk.state = DeskState::closing; });
}

Decided decide(Deciding& d, const DeskCutoff& c) {
  std::int32_t index = -1;
  const DeskLine* desk = nullptr;
  if (Decided refusal = find_desk(d, c.session, c.desk, index, desk)) return refusal;
  if (c.after) {
    const Ticket* last = d.state().find(*c.after);
    const bool of_desk = last && last->session == index && is_live(last->state) &&
                         d.state().session(index).hours->desks[last->desk].desk == c.desk;
    if (!of_desk) return refuse("ticket.unknown", "this ticket is not in the desk's line", {{"field", "after"}});
  }
  return turn_desk(d, c.session, c.desk, [&](DeskLine& line) {
    line.state = DeskState::closing;
    line.has_cutoff = true;
    line.cutoff = c.after.value_or(TicketId{});
  });
}

Decided decide(Deciding& d, const DeskMerge& c) {
  std::int32_t index = -1;
  const DeskLine* from = nullptr;
  const DeskLine* into = nullptr;
  if (Decided refusal = find_desk(d, c.session, c.from, index, from)) return refusal;
  if (Decided refusal = find_desk(d, c.session, c.into, index, into)) return refusal;
  if (from == into) return refuse("desk.same", "name two desks", {{"field", "into"}});
  d.emit(DeskTurned{c.session, c.from, from->state, false, {}, c.into});
  return {};
}

// ---- advisors

Decided decide(Deciding& d, const AdvisorPost& c) {
  const State& state = d.state();
  std::int32_t index = -1;
  const DeskLine* desk = nullptr;
  if (Decided refusal = find_desk(d, c.session, c.desk, index, desk)) return refusal;
  const Person* person = state.find(c.person);
  if (!person || person->standing != Standing::in) return refuse("person.unknown", "there is no such person");
  const Advisor* posted = find_advisor(state, index, c.person);
  AdvisorPosted fact;
  fact.session = c.session;
  fact.desk = c.desk;
  fact.person = c.person;
  fact.topics = c.topics;
  fact.languages = c.languages;
  fact.capacity = static_cast<std::uint16_t>(std::min<std::uint32_t>(c.capacity, grouping::max_room - 1));
  fact.posted = c.posted;
  if (!c.posted) {
    if (!posted) return {};
    // Whom they talk to is not cut off: that ends first.
    for (const TicketId id : tickets_with(state, index, c.person)) {
      if (state.ticket(id).state == TicketState::in_session)
        return refuse("advisor.busy", "they talk to somebody: that ends first", {{"person", to_string(c.person)}});
    }
    take_calls_back(d, index, c.person);
    d.emit(std::move(fact));
    return {};
  }
  for (const std::string& topic : c.topics)
    if (Decided refusal = find_topic(d, topic, "topics")) return refusal;
  if (!posted && state.session(index).hours->advisors.size() >= limits::advisors)
    return refuse("advisor.too_many", "at most " + std::to_string(limits::advisors) + " advisors in a session");
  if (!person->wears(Hat::advisor)) {
    std::vector<Hat> hats = person->hats;
    hats.push_back(Hat::advisor);
    d.emit(HatsGiven{c.person, std::move(hats), person->scope, false});
  }
  d.emit(std::move(fact));
  return {};
}

Decided decide(Deciding& d, const AdvisorTurn& c) {
  const State& state = d.state();
  std::int32_t index = -1;
  if (Decided refusal = find_line(d, c.session, index)) return refusal;
  const PersonId who = c.person.value_or(d.by());
  if (who != d.by() && !runs(d, index)) return not_yours();
  const Advisor* advisor = find_advisor(state, index, who);
  if (!advisor)
    return refuse("advisor.not_posted", "not posted at a desk of this session: ask a facilitator",
                  {{"session", c.session}, {"person", to_string(who)}});
  if (c.status == AdvisorStatus::available) {
    if (!takes_people(state.session(index).state))
      return refuse("session.not_open", "this session is not open", {{"session", c.session}});
    if (!state.person(who).online && who != d.by())
      return refuse("advisor.not_here", "this advisor is not connected", {{"person", to_string(who)}});
    if (c.until && *c.until <= d.now())
      return refuse("advisor.until_past", "the planned end lies in the past", {{"field", "until"}});
    const Ticket* own = live_ticket(state, who);
    if (own && own->session == index)
      return refuse("ticket.own_desk", "you stand in this line yourself: leave it first");
  }
  if (who == d.by() && !state.person(who).online) d.emit(PresenceChanged{{who}, {}, {}});
  // Whom they called and who has not come yet is called by somebody else.
  if (c.status != AdvisorStatus::available) take_calls_back(d, index, who);
  advisor = find_advisor(state, index, who);
  const auto until = c.status == AdvisorStatus::off ? std::optional<Instant>{} : c.until ? c.until : advisor->until;
  if (advisor->status == c.status && advisor->until == until && !advisor->rests_until) return {};
  d.emit(AdvisorTurned{c.session, who, c.status, until});
  return {};
}

// ---- calls and conversations

Decided decide(Deciding& d, const TicketCall& c) {
  const State& state = d.state();
  if (c.tickets.empty() || c.tickets.size() > grouping::max_room)
    return refuse("ticket.count", "call 1 to " + std::to_string(grouping::max_room) + " tickets");
  const PersonId who = c.advisor.value_or(d.by());
  const Ticket* first = state.find(c.tickets.front());
  if (!first) return refuse("ticket.unknown", "there is no such ticket", {{"ticket", to_string(c.tickets.front())}});
  const std::int32_t index = first->session;
  const Session& session = state.session(index);
  const bool staff = runs(d, index);
  if (who != d.by() && !staff) return not_yours();
  const Advisor* advisor = find_advisor(state, index, who);
  if (!advisor)
    return refuse("advisor.not_posted", "not posted at a desk of this session: ask a facilitator",
                  {{"session", session.definition.id}, {"person", to_string(who)}});
  if (session.state != SessionState::running || !session.round || state.round(session.round).state != RoundState::open)
    return refuse("session.not_open", "this session does not run", {{"session", session.definition.id}});
  if (session.hours->lottery && !session.hours->lottery->drawn)
    return refuse("line.not_drawn", "the order is not drawn yet", {{"session", session.definition.id}});
  if (advisor->status != AdvisorStatus::available || !state.person(who).online)
    return refuse("advisor.not_available", "available advisors call: be available first");
  if (Decided refusal = reason_fault(c.reason, false)) return refusal;
  if (advises_now(state, who, index))
    return refuse("advisor.busy", "they talk to somebody in another session: that ends first",
                  {{"person", to_string(who)}});
  const std::size_t with = tickets_with(state, index, who).size();
  if (with + c.tickets.size() > capacity_of(state, index, *advisor))
    return refuse("advisor.full", "more people than this advisor takes at a time",
                  {{"capacity", std::to_string(capacity_of(state, index, *advisor))}, {"with", std::to_string(with)}});
  const queueing::Skill skill = skill_of(state, index, *advisor);
  for (std::size_t i = 0; i < c.tickets.size(); ++i) {
    const TicketId id = c.tickets[i];
    const Ticket* ticket = state.find(id);
    if (!ticket || ticket->session != index)
      return refuse("ticket.unknown", "there is no such ticket in this line", {{"ticket", to_string(id)}});
    if (std::find(c.tickets.begin(), c.tickets.begin() + static_cast<std::ptrdiff_t>(i), id) !=
        c.tickets.begin() + static_cast<std::ptrdiff_t>(i))
      return refuse("ticket.twice", "a ticket is listed twice", {{"ticket", to_string(id)}});
    if (ticket->state == TicketState::offered || ticket->state == TicketState::in_session) {
      const PersonId other = ticket->offer ? ticket->offer->advisor : ticket->advisor;
      return refuse("ticket.taken", "somebody else called this ticket already",
                    {{"ticket", to_string(id)}, {"by", views::name_of(state, other)}});
    }
    if (ticket->state != TicketState::waiting || !state.person(ticket->person).online)
      return refuse("ticket.not_waiting", "this person is not in line just now", {{"ticket", to_string(id)}});
    if (!may_talk(state, who, *ticket))
      return refuse("ticket.not_served", "this advisor cannot take this ticket", {{"ticket", to_string(id)}});
    if (!queueing::serves(skill, need_of(state, *ticket)) && (!staff || c.reason.empty()))
      return refuse("ticket.not_served",
                    "this advisor does not serve this topic and language: staff can, with a reason",
                    {{"ticket", to_string(id)}, {"field", "reason"}});
  }
  // Together with those whom the advisor calls or talks to already.
  std::vector<TicketId> together = tickets_with(state, index, who);
  together.insert(together.end(), c.tickets.begin(), c.tickets.end());
  for (const TicketId one : together) {
    const Ticket& ticket = state.ticket(one);
    if (together.size() > 1 && (!ticket.peers || ticket.topic != first->topic))
      return refuse("ticket.no_peers", "a group is of people with one topic who welcome others",
                    {{"ticket", to_string(one)}});
    // Who is kept apart from whom is not the advisor's to learn.
    for (const TicketId other : together)
      if (state.index.apart.between(ticket.person, state.ticket(other).person))
        return refuse("ticket.not_served", "these cannot be called together: call others");
  }
  const auto next = next_ticket(state, index, *advisor);
  const bool in_order = c.tickets.size() > 1 || (next && next->ticket == c.tickets.front());
  if (!in_order)
    if (Decided refusal = reason_fault(c.reason, true)) return refusal;
  TicketsOffered offered;
  offered.tickets = c.tickets;
  offered.advisor = who;
  offered.expires = d.now() + rules_of(session).lease;
  offered.group = c.tickets.size() > 1 ? session.hours->groups + 1 : 0;
  offered.by_hand = true;
  offered.by = d.by();
  if (!c.reason.empty()) offered.reason.emplace(d.by(), c.reason);
  d.emit(std::move(offered));
  return {};
}

Decided decide(Deciding& d, const TicketDone& c) {
  const Ticket* ticket = nullptr;
  if (Decided refusal = find_ticket(d, c.ticket, ticket, true)) return refusal;
  if (Decided refusal = fault_in_length(c.note, limits::note_bytes, "note")) return refusal;
  if (ticket->state != TicketState::in_session)
    return refuse("ticket.not_in_session", "nobody talks to this person (any more)", {{"ticket", to_string(c.ticket)}});
  end_talk(d, c.ticket, TicketState::done, "", d.by(), true, c.note, c.follow_up);
  return {};
}

Decided decide(Deciding& d, const TicketExtend& c) {
  const Ticket* ticket = nullptr;
  if (Decided refusal = find_ticket(d, c.ticket, ticket, true)) return refusal;
  if (ticket->state != TicketState::in_session)
    return refuse("ticket.not_in_session", "nobody talks to this person (any more)", {{"ticket", to_string(c.ticket)}});
  if (c.minutes == 0 || c.minutes > limits::extend_minutes)
    return refuse("ticket.extend_by", "extend by 1 to " + std::to_string(limits::extend_minutes) + " minutes",
                  {{"field", "minutes"}});
  // Who joined a talk later may have a later end than the others, and the advisor is shown one of them.
  const auto as_seen = [&](TicketId id) {
    const Ticket& other = d.state().ticket(id);
    return other.room == ticket->room && other.ends == *c.seen;
  };
  if (c.seen && std::ranges::none_of(tickets_with(d.state(), ticket->session, ticket->advisor), as_seen))
    return refuse("talk.changed", "the end of this talk was moved since it was seen: look again",
                  {{"ticket", to_string(c.ticket)}, {"ends", std::to_string(ticket->ends.ms)}});
  d.emit(TicketExtended{ticket->room, std::max(ticket->ends, d.now()) + minutes(c.minutes)});
  return {};
}

Decided decide(Deciding& d, const TicketNoShow& c) {
  const Ticket* ticket = nullptr;
  if (Decided refusal = find_ticket(d, c.ticket, ticket, true)) return refusal;
  if (ticket->state == TicketState::offered)
    end_call(d, c.ticket, TicketState::no_show, "staff", d.by());
  else if (ticket->state == TicketState::in_session)
    end_talk(d, c.ticket, TicketState::no_show, "staff", d.by(), false);
  else
    return refuse("ticket.not_called", "this person is not called", {{"ticket", to_string(c.ticket)}});
  return {};
}

Decided decide(Deciding& d, const TicketReturn& c) {
  const State& state = d.state();
  const Ticket* ticket = nullptr;
  if (Decided refusal = find_ticket(d, c.ticket, ticket, true)) return refusal;
  if (Decided refusal = reason_fault(c.reason, false)) return refusal;
  if (ticket->state == TicketState::waiting) return {};
  const Session& session = state.session(ticket->session);
  if (!takes_people(session.state))
    return refuse("session.not_open", "this session's line is not open", {{"session", session.definition.id}});
  const Person& person = state.person(ticket->person);
  if (person.standing != Standing::in) return refuse("person.unknown", "this person is not in the event (any more)");
  if (ticket->state == TicketState::offered) {
    end_call(d, c.ticket, TicketState::waiting, "returned", d.by());
    return {};
  }
  if (ticket->state == TicketState::in_session) {
    end_talk(d, c.ticket, TicketState::waiting, "returned", d.by(), false);
    return {};
  }
  if (ticket->state == TicketState::left && !runs(d, ticket->session)) return not_yours();
  const Ticket* other = live_ticket(state, ticket->person);
  if (other && other->id != ticket->id)
    return refuse("ticket.already_open", "they stand in a line again already, with another ticket",
                  {{"ticket", to_string(other->id)}});
  const auto newest = state.index.tickets.find(ticket->person);
  if (newest != state.index.tickets.end() && newest->second != ticket->id)
    return refuse("ticket.over", "they have had another ticket since", {{"ticket", to_string(newest->second)}});
  d.emit(turned(c.ticket, TicketState::waiting, "returned", d.by()));
  return {};
}

// ---- places

namespace {

/// A place right before another ticket of the desk. Where numbers leave no room, those before it move up first.
std::int64_t place_before(Deciding& d, const Ticket& target, TicketId mover) {
  const State& state = d.state();
  const std::int32_t session = target.session;
  const std::string desk = state.session(session).hours->desks[target.desk].desk;
  std::vector<TicketId> ahead;
  for (const Ticket& ticket : state.tickets)
    if (ticket.session == session && ticket.id != mover && is_live(ticket.state) && key_of(ticket) < key_of(target))
      ahead.push_back(ticket.id);
  std::sort(ahead.begin(), ahead.end(),
            [&](TicketId a, TicketId b) { return key_of(state.ticket(b)) < key_of(state.ticket(a)); });
  if (ahead.empty()) return queueing::before(key_of(target)).value_or(target.place - 1);
  if (const auto place = queueing::between(key_of(state.ticket(ahead.front())), key_of(target))) return *place;
  for (const TicketId id : ahead) {
    const Ticket& ticket = state.ticket(id);
    TicketPlaced up;
    up.ticket = id;
    up.desk = state.session(session).hours->desks[ticket.desk].desk;
    up.place = ticket.place - queueing::place_scale;
    up.pinned = ticket.pinned;
    d.emit(std::move(up));
  }
  return queueing::between(key_of(state.ticket(ahead.front())), key_of(target)).value_or(target.place - 1);
}

}  // namespace

Decided decide(Deciding& d, const TicketMove& c) {
  const State& state = d.state();
  const Ticket* ticket = nullptr;
  if (Decided refusal = find_ticket(d, c.ticket, ticket, false)) return refusal;
  if (!is_live(ticket->state)) return refuse("ticket.over", "this ticket is over", {{"ticket", to_string(c.ticket)}});
  if (ticket->state == TicketState::in_session)
    return refuse("ticket.in_session", "this person talks to an advisor", {{"ticket", to_string(c.ticket)}});
  if (Decided refusal = reason_fault(c.reason, true)) return refusal;
  if (!c.desk && !c.before) return refuse("move.where", "say to which desk, or before which ticket");
  const Session& session = state.session(ticket->session);
  std::uint32_t number = ticket->desk;
  if (c.desk) {
    std::int32_t index = -1;
    const DeskLine* desk = nullptr;
    if (Decided refusal = find_desk(d, session.definition.id, *c.desk, index, desk)) return refusal;
    number = static_cast<std::uint32_t>(desk - session.hours->desks.data());
  }
  std::int64_t place = ticket->place;
  if (c.before) {
    const Ticket* target = state.find(*c.before);
    if (!target || target->session != ticket->session || target->desk != number || !is_live(target->state) ||
        target->id == ticket->id)
      return refuse("ticket.unknown", "there is no such ticket in this desk's line", {{"field", "before"}});
    place = place_before(d, *target, c.ticket);
  }
  if (number == ticket->desk && place == ticket->place) return {};
  TicketPlaced placed;
  placed.ticket = c.ticket;
  placed.desk = session.hours->desks[number].desk;
  placed.place = place;
  placed.by = d.by();
  placed.reason.emplace(d.by(), c.reason);
  d.emit(std::move(placed));
  return {};
}

Decided decide(Deciding& d, const TicketPin& c) {
  const State& state = d.state();
  const Ticket* ticket = nullptr;
  if (Decided refusal = find_ticket(d, c.ticket, ticket, false)) return refusal;
  if (!is_live(ticket->state)) return refuse("ticket.over", "this ticket is over", {{"ticket", to_string(c.ticket)}});
  if (Decided refusal = reason_fault(c.reason, c.pinned)) return refusal;
  if (ticket->pinned == c.pinned) return {};
  TicketPlaced placed;
  placed.ticket = c.ticket;
  placed.desk = state.session(ticket->session).hours->desks[ticket->desk].desk;
  placed.place = ticket->origin;
  placed.pinned = c.pinned;
  placed.by = d.by();
  if (c.pinned) {
    queueing::OrderKey first = key_of(*ticket);
    for (const Ticket& other : state.tickets)
      if (other.session == ticket->session && is_live(other.state)) first = std::min(first, key_of(other));
    placed.place = queueing::before(first).value_or(first.place - 1);
  }
  if (!c.reason.empty()) placed.reason.emplace(d.by(), c.reason);
  d.emit(std::move(placed));
  return {};
}

}  // namespace convene

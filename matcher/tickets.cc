// Tickets: people stand in an office hour's line, are called, come or do not, ask for a moment, leave.
#include <algorithm>

#include "matcher/calling.h"
#include "matcher/limits.h"
#include "matcher/listed.h"
#include "matcher/room_basis.h"

namespace convene {

namespace {

/// One's own ticket, live.
Decided find_own(const Deciding& d, TicketId id, const Ticket*& ticket) {
  ticket = d.state().find(id);
  if (!ticket || ticket->person != d.by()) return refuse("ticket.unknown", "you have no such ticket");
  if (!is_live(ticket->state))
    return refuse("ticket.over", "this ticket is over: open another one", {{"ticket", to_string(id)}});
  return {};
}

/// One's own call, as it was on the screen.
Decided find_call(const Deciding& d, TicketId id, std::uint32_t seen, const Ticket*& ticket) {
  if (Decided refusal = find_own(d, id, ticket)) return refusal;
  if (ticket->state != TicketState::offered)
    return refuse("ticket.not_called", "you are not called (any more)", {{"ticket", to_string(id)}});
  if (ticket->version != seen)
    return refuse("ticket.changed", "this call has changed since: look again", {{"ticket", to_string(id)}});
  return {};
}

/// The desk that takes a ticket on a topic.
Decided desk_for(const Session& session, const std::string& topic, std::string& desk) {
  bool closing = false;
  for (const Desk& one : session.definition.desks) {
    if (!one.topics.empty() && !listed(one.topics, topic)) continue;
    const DeskLine* line = find_desk(session, one.id);
    if (line->into) line = &session.hours->desks[*line->into];
    closing |= line->state == DeskState::closing;
    if (line->state == DeskState::closing) continue;
    desk = line->desk;
    return {};
  }
  if (closing)
    return refuse("desk.closed", "this desk takes nobody any more: look for another topic or time",
                  {{"session", session.definition.id}, {"field", "topic"}});
  return refuse("topic.no_desk", "no desk of this session has this topic", {{"topic", topic}, {"field", "topic"}});
}

std::uint32_t boost_of(const Session& session, const Person& person, Instant now) {
  constexpr Duration today = minutes(12 * 60);
  const bool helped = person.helped_at && now - person.helped_at < today;
  return helped ? 0 : std::min(rules_of(session).boost, queueing::max_boost);
}

std::size_t tickets_in(const State& state, std::int32_t session, PersonId person) {
  const auto& opened = line_of(state, session).opened;
  const auto found = opened.find(person);
  return found == opened.end() ? 0 : found->second;
}

}  // namespace

Decided decide(Deciding& d, const TicketOpen& c) {
  const State& state = d.state();
  std::int32_t index = -1;
  if (Decided refusal = find_line(d, c.session, index)) return refusal;
  const Session& session = state.session(index);
  if (!takes_people(session.state))
    return refuse("session.not_open", "this session's line is not open",
                  {{"session", c.session}, {"doors", std::to_string((session.starts - state.event.lobby_lead).ms)}});
  if (const Ticket* mine = live_ticket(state, d.by()))
    return refuse("ticket.already_open", "you have a place in a line already: leave that one first",
                  {{"ticket", to_string(mine->id)}, {"session", state.session(mine->session).definition.id}});
  if (Decided refusal = fault_in_length(c.question, limits::question_bytes, "question")) return refusal;
  if (Decided refusal = find_topic(d, c.topic, "topic")) return refusal;
  TicketOpened opened;
  if (Decided refusal = desk_for(session, c.topic, opened.desk)) return refusal;
  if (const Advisor* advisor = find_advisor(state, index, d.by()); advisor && advisor->status != AdvisorStatus::off)
    return refuse("ticket.own_desk", "you advise here now: end that first", {{"session", c.session}});
  if (tickets_in(state, index, d.by()) >= limits::tickets_each)
    return refuse("ticket.too_many", "you have been in this line too often: ask a member of staff");
  const Person& person = state.person(d.by());
  opened.ticket = TicketId(static_cast<std::uint32_t>(state.tickets.size()) + 1);
  opened.person = d.by();
  opened.session = c.session;
  opened.topic = c.topic;
  if (!c.question.empty()) opened.question.emplace(d.by(), c.question);
  opened.peers = c.peers;
  opened.boost = boost_of(session, person, d.now());
  opened.place = queueing::joined(session.hours->joined + 1, opened.boost);
  if (!person.online) d.emit(PresenceChanged{{d.by()}, {}, {}});  // whoever asks is there
  d.emit(std::move(opened));
  return {};
}

Decided decide(Deciding& d, const TicketEdit& c) {
  const State& state = d.state();
  const Ticket* ticket = nullptr;
  if (Decided refusal = find_own(d, c.ticket, ticket)) return refusal;
  if (c.question)
    if (Decided refusal = fault_in_length(*c.question, limits::question_bytes, "question")) return refusal;
  const Session& session = state.session(ticket->session);
  TicketEdited edited;
  edited.ticket = c.ticket;
  edited.topic = ticket->topic;
  edited.desk = session.hours->desks[ticket->desk].desk;
  edited.question = ticket->question;
  edited.peers = c.peers.value_or(ticket->peers);
  if (c.topic && *c.topic != ticket->topic) {
    if (ticket->state != TicketState::waiting && ticket->state != TicketState::away)
      return refuse("ticket.called", "being called, the topic stays what it is", {{"field", "topic"}});
    if (Decided refusal = find_topic(d, *c.topic, "topic")) return refusal;
    if (Decided refusal = desk_for(session, *c.topic, edited.desk)) return refusal;
    edited.topic = *c.topic;
  }
  const std::string before = ticket->question ? ticket->question->words.value_or("") : "";
  const bool asked = c.question && *c.question != before;
  if (asked) {
    edited.question.reset();
    if (!c.question->empty()) edited.question.emplace(d.by(), *c.question);
  }
  if (asked || edited.topic != ticket->topic || edited.peers != ticket->peers) d.emit(std::move(edited));
  return {};
}

Decided decide(Deciding& d, const TicketAccept& c) {
  const Ticket* ticket = nullptr;
  // Another tab was quicker: the call is taken, by its owner.
  if (const Ticket* mine = d.state().find(c.ticket); mine && mine->person == d.by()) {
    const bool came =
        mine->state == TicketState::in_session || (mine->state == TicketState::offered && mine->offer->accepted);
    if (came) return {};
  }
  if (Decided refusal = find_call(d, c.ticket, c.seen, ticket)) return refusal;
  if (advises_now(d.state(), d.by()))
    return refuse("advisor.busy", "you talk to somebody as an advisor: end that first",
                  {{"person", to_string(d.by())}});
  if (!d.state().person(d.by()).online) d.emit(PresenceChanged{{d.by()}, {}, {}});
  accept_call(d, *ticket);
  return {};
}

Decided decide(Deciding& d, const TicketDecline& c) {
  const Ticket* ticket = nullptr;
  if (Decided refusal = find_call(d, c.ticket, c.seen, ticket)) return refusal;
  const bool again = ticket->declined + 1 < limits::declines;
  end_call(d, c.ticket, again ? TicketState::waiting : TicketState::left, again ? "declined" : "declined_often", {},
           again);
  return {};
}

Decided decide(Deciding& d, const TicketSnooze& c) {
  const Ticket* ticket = nullptr;
  if (Decided refusal = find_own(d, c.ticket, ticket)) return refusal;
  if (ticket->state == TicketState::in_session)
    return refuse("ticket.in_session", "you talk to an advisor already", {{"ticket", to_string(c.ticket)}});
  if (c.minutes == 0) {
    if (ticket->state != TicketState::away) return {};
    if (!d.state().person(d.by()).online) d.emit(PresenceChanged{{d.by()}, {}, {}});
    if (d.state().ticket(c.ticket).state == TicketState::away) d.emit(turned(c.ticket, TicketState::waiting, "back"));
    return {};
  }
  if (c.minutes > limits::snooze_minutes)
    return refuse("ticket.snooze_long", "at most " + std::to_string(limits::snooze_minutes) + " minutes",
                  {{"field", "minutes"}});
  const Duration budget = rules_of(d.state().session(ticket->session)).away;
  Duration used = ticket->away_used;
  if (ticket->state == TicketState::away) used = used + (d.now() - ticket->since);
  if (used >= budget)
    return refuse("ticket.no_time_left", "your place cannot be kept any longer without you",
                  {{"ticket", to_string(c.ticket)}});
  const Instant until = d.now() + std::min(minutes(c.minutes), budget - used);
  if (ticket->state == TicketState::offered) end_call(d, c.ticket, TicketState::waiting, "snoozed");
  TicketTurned away = turned(c.ticket, TicketState::away, "asked");
  away.until = until;
  d.emit(std::move(away));
  return {};
}

Decided decide(Deciding& d, const TicketLeave& c) {
  const Ticket* ticket = nullptr;
  if (Decided refusal = find_own(d, c.ticket, ticket)) return refusal;
  if (ticket->state == TicketState::in_session) {
    end_talk(d, c.ticket, TicketState::done, "left", {}, true);
  } else if (ticket->state == TicketState::offered) {
    end_call(d, c.ticket, TicketState::left, "chose");
  } else {
    d.emit(turned(c.ticket, TicketState::left, "chose"));
  }
  return {};
}

Decided decide(Deciding& d, const TicketFollowUp& c) {
  const Ticket* ticket = d.state().find(c.ticket);
  if (!ticket || ticket->person != d.by()) return refuse("ticket.unknown", "you have no such ticket");
  if (ticket->follow_up != c.wants) d.emit(FollowUpChosen{c.ticket, c.wants});
  return {};
}

namespace {

/// An open peer room on the topic with a seat for this person.
std::optional<RoomId> peer_room(const State& state, const Ticket& ticket) {
  const Session& session = state.session(ticket.session);
  if (!session.round) return {};
  const std::size_t most = grouping::normalised(session.definition.policy.rooms).max;
  for (const RoomId id : state.round(session.round).rooms) {
    const Room& room = state.room(id);
    if (room.host || room.closed || room.locked || room.title.category != ticket.topic) continue;
    if (room.seats.size() >= most || !state.index.here.contains(id)) continue;
    const auto parted = [&](const Seat& seat) { return state.index.apart.between(seat.person, ticket.person); };
    if (std::none_of(room.seats.begin(), room.seats.end(), parted)) return id;
  }
  return {};
}

void seat_peers(Deciding& d, RoomId room, const std::vector<PersonId>& people) {
  std::vector<RoomId> left;
  PeopleSeated seated;
  seated.room = room;
  seated.why = SeatWhy::arrival;
  seated.kept_until = d.now() + limits::seat_kept;
  for (const PersonId id : people) {
    if (d.state().person(id).room) left.push_back(d.state().person(id).room);
    seated.seats.push_back({id, next_version(d.state(), id)});
  }
  d.emit(std::move(seated));
  for (const RoomId from : left) refresh_basis(d, from);
  refresh_basis(d, room);
}

RoomId open_peer_room(Deciding& d, const Ticket& ticket) {
  RoomOpened opened = next_room(d, d.state().session(ticket.session).round, ticket.topic);
  const RoomId id = opened.room;
  d.emit(std::move(opened));
  return id;
}

}  // namespace

Decided decide(Deciding& d, const PeersJoin& c) {
  const State& state = d.state();
  const Ticket* ticket = nullptr;
  if (Decided refusal = find_own(d, c.ticket, ticket)) return refusal;
  if (!c.wants) {
    if (ticket->wants_peers) d.emit(PeersWanted{c.ticket, false});
    return {};
  }
  if (ticket->state != TicketState::waiting && ticket->state != TicketState::away)
    return refuse("ticket.called", "you are called, or talk to an advisor already");
  const Session& session = state.session(ticket->session);
  if (!session.round || state.round(session.round).state != RoundState::open)
    return refuse("session.not_open", "this session has not begun", {{"session", session.definition.id}});
  const PersonId me = d.by();
  const Person& person = state.person(me);
  if (person.room && person.session == ticket->session) return {};
  if (person.pinned) return refuse("seat.pinned", "staff want you to stay where you are");
  if (person.room && state.room(person.room).locked)
    return refuse("room.locked", "only staff bring people out of this room");
  if (!person.online) d.emit(PresenceChanged{{me}, {}, {}});
  if (const auto room = peer_room(state, *ticket)) {
    if (ticket->wants_peers) d.emit(PeersWanted{c.ticket, false});
    seat_peers(d, *room, {me});
    return {};
  }
  // Nobody is put into a room alone: whoever asks first waits for a second one.
  const auto& wanting = line_of(state, ticket->session).wanting;
  if (const auto others = wanting.find(ticket->topic); others != wanting.end())
    for (const TicketId other_id : others->second) {
      const Ticket& other = state.ticket(other_id);
      // Whoever sits somewhere by now, or asked for a moment, is not fetched.
      if (other.person == me || !state.person(other.person).online || state.person(other.person).room) continue;
      if (other.state != TicketState::waiting) continue;
      if (state.index.apart.between(me, other.person)) continue;
      const PersonId other_person = other.person;
      const RoomId room = open_peer_room(d, *ticket);
      d.emit(PeersWanted{other_id, false});
      if (state.ticket(c.ticket).wants_peers) d.emit(PeersWanted{c.ticket, false});
      seat_peers(d, room, {other_person, me});
      return {};
    }
  if (!ticket->wants_peers) d.emit(PeersWanted{c.ticket, true});
  return {};
}

}  // namespace convene

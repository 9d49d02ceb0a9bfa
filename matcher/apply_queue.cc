// What facts do to an office hour's line: desks, advisors, tickets.
#include <algorithm>

#include "matcher/applying.h"
#include "matcher/check.h"

namespace convene::applying {

namespace {

std::uint32_t desk_index(const Session& session, const std::string& id) {
  const DeskLine* desk = find_desk(session, id);
  CONVENE_CHECK(desk != nullptr);
  return static_cast<std::uint32_t>(desk - session.hours->desks.data());
}

Advisor* find_advisor(Session& session, PersonId person) {
  for (Advisor& advisor : session.hours->advisors)
    if (advisor.person == person) return &advisor;
  return nullptr;
}

void turn(Ticket& ticket, TicketState state, Instant at) {
  if (ticket.state == TicketState::away) ticket.away_used = ticket.away_used + (at - ticket.since);
  ticket.state = state;
  ticket.since = at;
  ticket.until = {};
  ticket.offer = {};
  ticket.why.clear();
  ticket.by = {};
  ++ticket.version;
}

/// Out of their seat or lobby, and to come back to it; whoever wanted no seat there wants none when they are back.
void call_away(State& state, Person& person, Instant at) {
  if (person.session < 0) return;
  const std::int32_t session = person.session;
  const RoomId from = person.room;
  const std::string held = person.holds_off() ? person.lacking : "";
  // A conversation is nothing to go back to.
  const bool keep = from && !state.room(from).closed && !state.room(from).host;
  vacate(state, person, at, keep);
  free_called(state, person, at);
  person.called_session = session;
  person.lacking = held;
  if (!keep) return;
  Room& room = state.room(from);
  Seat* seat = find_seat(room, person.id);
  CONVENE_CHECK(seat != nullptr);
  seat->state = SeatState::called_away;
  person.called_room = from;
  room_changed(state, room, at);
}

/// Back to the seat that was kept, or the lobby, or nowhere. `called`: when they went.
void go_back(State& state, Person& person, std::uint32_t version, Instant called, Instant at) {
  const RoomId from = person.room;
  const std::string held = person.lacking;
  vacate(state, person, at, false);
  const RoomId kept = person.called_room;
  const std::int32_t session = person.called_session;
  free_called(state, person, at);
  person.version = version;
  person.since = at;
  if (kept && !state.room(kept).closed) {
    Room& room = state.room(kept);
    take_seat(state, person, room, version, SeatWhy::returned, {}, from, at);
    room_changed(state, room, at);
  } else if (session >= 0) {
    const Session& back = state.session(session);
    if (forms_rooms(back.definition.kind) && takes_people(back.state)) {
      person.session = session;
      state.index.lobbies[slot(session)].insert(person.id);
      // Why they had no seat in one round says nothing of the next.
      if (back.round && state.round(back.round).opened <= called) person.lacking = held;
    }
  }
  if (person.session >= 0) session_numbers(state, person.session);
}

bool anybody_in(const Room& room) {
  return std::any_of(room.seats.begin(), room.seats.end(), [](const Seat& seat) { return !elsewhere(seat); });
}

/// The person leaves the conversation; with the last one, the room closes.
void end_conversation(State& state, Ticket& ticket, std::uint32_t version, Instant at) {
  Person& person = state.person(ticket.person);
  Room& room = state.room(ticket.room);
  if (person.room == room.id) {
    if (const Seat* seat = find_seat(room, person.id); seat->arrived) person.last_room = room.id;
    go_back(state, person, version, ticket.started, at);
    person_changed(state, person);
  }
  if (!anybody_in(room) && !room.closed) close_room(state, room, at);
}

}  // namespace

void renew_desks(State& state, std::int32_t index) {
  Session& session = state.session(index);
  // Until its doors open nobody stands in its line: it is what the file says, with those advisors whose desks stay.
  if (session.state == SessionState::planned && session.hours) {
    OfficeHours before = std::move(*session.hours);
    session.hours.reset();
    for (const Advisor& advisor : before.advisors) state.index.posts[advisor.person].erase(index);
    if (session.definition.kind != SessionKind::office_hours) return;
    session.hours.emplace();
    session.hours->times.expected = rules_of(session).talk;
    for (const Desk& desk : session.definition.desks) {
      const std::size_t number = session.hours->desks.size();
      session.hours->desks.emplace_back().desk = desk.id;
      for (Advisor advisor : before.advisors) {
        if (before.desks[advisor.desk].desk != desk.id) continue;
        advisor.desk = static_cast<std::uint32_t>(number);
        state.index.posts[advisor.person].insert(index);
        session.hours->advisors.push_back(std::move(advisor));
      }
      for (FiledPost& post : before.filed)
        if (post.desk == desk.id) session.hours->filed.push_back(std::move(post));
    }
    return;
  }
  if (session.definition.kind != SessionKind::office_hours) return;
  if (!session.hours) {
    session.hours.emplace();
    session.hours->times.expected = rules_of(session).talk;
  }
  for (const Desk& desk : session.definition.desks) {
    if (!find_desk(session, desk.id)) session.hours->desks.emplace_back().desk = desk.id;
  }
}

void forget_tickets(State& state, PersonId person) {
  for (Ticket& ticket : state.tickets) {
    if (ticket.person != person) continue;
    if (ticket.question) ticket.question->words.reset();
    if (ticket.note) ticket.note->words.reset();
    state.touched.floor_tickets.push_back(ticket.id);
    state.touched.lines.push_back(ticket.session);
  }
}

void renew_tickets(State& state, Instant at) {
  for (Ticket& ticket : state.tickets) {
    if (ticket.state == TicketState::offered) {
      ticket.offer->expires = std::max(ticket.offer->expires, at + rules_of(state.session(ticket.session)).lease);
    } else if (ticket.state == TicketState::away) {
      ticket.since = at;  // what was used before counts, what passed while nobody could come does not
    } else {
      continue;
    }
    // The version stays: whoever pressed "come" as the server went down is answered as they meant it.
    indexing::ticket_changed(state, ticket);
  }
}

void apply(State& state, const DeskTurned& f, Instant) {
  const std::int32_t index = state.find_session(f.session);
  Session& session = state.session(index);
  const std::uint32_t number = desk_index(session, f.desk);
  DeskLine& desk = session.hours->desks[number];
  desk.state = f.state;
  desk.has_cutoff = f.has_cutoff;
  desk.cutoff = f.cutoff;
  desk.into.reset();
  if (f.into) {
    const std::uint32_t into = desk_index(session, *f.into);
    desk.into = into;
    for (DeskLine& other : session.hours->desks)
      if (other.into == number) other.into = into;
    for (Ticket& ticket : state.tickets)
      if (ticket.session == index && ticket.desk == number && is_live(ticket.state)) {
        ticket.desk = into;
        ++ticket.version;
      }
    for (Advisor& advisor : session.hours->advisors) {
      // What they advise on stays what it was.
      if (advisor.desk != number) continue;
      for (const Desk& one : session.definition.desks) {
        if (one.id != f.desk) continue;
        if (advisor.topics.empty()) advisor.topics = one.topics;
        if (advisor.languages.empty()) advisor.languages = one.languages;
        if (advisor.capacity == 0) advisor.capacity = one.capacity;
      }
      advisor.desk = into;
    }
  }
  indexing::line_changed(state, index);
}

void apply(State& state, const AdvisorPosted& f, Instant at) {
  const std::int32_t index = state.find_session(f.session);
  Session& session = state.session(index);
  Advisor* advisor = find_advisor(session, f.person);
  if (!f.posted) {
    std::erase_if(session.hours->advisors, [&](const Advisor& one) { return one.person == f.person; });
    state.index.posts[f.person].erase(index);
  } else {
    if (!advisor) {
      advisor = &session.hours->advisors.emplace_back();
      advisor->person = f.person;
      advisor->since = at;
    }
    advisor->desk = desk_now(session, desk_index(session, f.desk));
    advisor->topics = f.topics;
    advisor->languages = f.languages;
    advisor->capacity = f.capacity;
    state.index.posts[f.person].insert(index);
  }
  if (f.by_file) {
    std::erase_if(session.hours->filed, [&](const FiledPost& post) { return post.person == f.person; });
    session.hours->filed.push_back({f.person, f.desk});
  }
  state.touched.desks.push_back(f.person);
  indexing::line_changed(state, index);
}

void apply(State& state, const AdvisorTurned& f, Instant at) {
  const std::int32_t index = state.find_session(f.session);
  Advisor* advisor = find_advisor(state.session(index), f.person);
  CONVENE_CHECK(advisor != nullptr);
  if (advisor->status != f.status) advisor->since = at;
  advisor->status = f.status;
  advisor->until = f.until;
  advisor->rests_until = {};
  state.index.to_call.insert(index);
  state.touched.lines.push_back(index);
  session_changed(state, index);
}

void apply(State& state, const LotterySet& f, Instant) {
  const std::int32_t index = state.find_session(f.session);
  state.session(index).hours->lottery = Lottery{f.seed, f.draws, false};
  indexing::line_changed(state, index);
}

void apply(State& state, const LotteryDrawn& f, Instant) {
  const std::int32_t index = state.find_session(f.session);
  state.session(index).hours->lottery->drawn = true;
  for (const PlacedTicket& placed : f.places) {
    Ticket& ticket = state.ticket(placed.ticket);
    ticket.place = ticket.origin = placed.place;
    ++ticket.version;
  }
  indexing::line_changed(state, index);
}

void apply(State& state, const TicketOpened& f, Instant at) {
  CONVENE_CHECK(f.ticket.value == state.tickets.size() + 1);
  const std::int32_t index = state.find_session(f.session);
  Session& session = state.session(index);
  ++session.hours->joined;
  Ticket& ticket = state.tickets.emplace_back();
  ticket.id = f.ticket;
  ticket.person = f.person;
  ticket.session = index;
  ticket.desk = desk_index(session, f.desk);
  ticket.topic = f.topic;
  ticket.question = f.question;
  ticket.peers = f.peers;
  ticket.joined = ticket.since = at;
  ticket.place = ticket.origin = f.place;
  ticket.boost = f.boost;
  indexing::ticket_changed(state, ticket);
}

void apply(State& state, const TicketEdited& f, Instant) {
  Ticket& ticket = state.ticket(f.ticket);
  ticket.desk = desk_index(state.session(ticket.session), f.desk);
  ticket.topic = f.topic;
  ticket.question = f.question;
  ticket.peers = f.peers;
  if (!f.peers) ticket.wants_peers = false;
  ++ticket.version;
  indexing::ticket_changed(state, ticket);
}

void apply(State& state, const TicketsOffered& f, Instant at) {
  std::int32_t session = -1;
  for (const TicketId id : f.tickets) {
    Ticket& ticket = state.ticket(id);
    turn(ticket, TicketState::offered, at);
    ticket.offer = TicketOffer{f.advisor, f.expires, f.group, false, f.by_hand};
    ticket.yields = false;
    ticket.by = f.by;
    session = ticket.session;
    indexing::ticket_changed(state, ticket);
  }
  if (f.passed) {
    Ticket& ticket = state.ticket(f.passed);
    ticket.yields = false;
    indexing::ticket_changed(state, ticket);
  }
  std::uint32_t& groups = state.session(session).hours->groups;
  groups = std::max(groups, f.group);
}

void apply(State& state, const TicketAccepted& f, Instant) {
  Ticket& ticket = state.ticket(f.ticket);
  ticket.offer->accepted = true;
  ++ticket.version;
  indexing::ticket_changed(state, ticket);
  for (const TicketId other : tickets_with(state, ticket.session, ticket.offer->advisor))
    state.touched.queues.push_back(state.ticket(other).person);
}

void apply(State& state, const TicketsStarted& f, Instant at) {
  Room& room = state.room(f.room);
  room.ends = f.ends;
  for (const StartedTicket& started : f.tickets) {
    Ticket& ticket = state.ticket(started.ticket);
    turn(ticket, TicketState::in_session, at);
    ticket.advisor = room.host;
    ticket.room = f.room;
    ticket.started = at;
    ticket.ends = f.ends;
    ticket.wants_peers = false;
    indexing::ticket_changed(state, ticket);
    Person& person = state.person(ticket.person);
    const RoomId from = person.room;
    call_away(state, person, at);
    end_visit(state, person);
    take_seat(state, person, room, started.version, SeatWhy::called, room.host, from, at);
    person_changed(state, person);
  }
  Person& host = state.person(room.host);
  if (host.visiting != room.id) {
    end_visit(state, host);
    host.visiting = room.id;
    state.index.visitors[room.id].push_back(host.id);
    state.touched.me.push_back(host.id);
  }
  room_changed(state, room, at);
  session_numbers(state, room.session);
}

void apply(State& state, const TicketExtended& f, Instant at) {
  Room& room = state.room(f.room);
  room.ends = f.ends;
  for (const Seat& seat : room.seats) {
    const auto mine = state.index.tickets.find(seat.person);
    if (mine == state.index.tickets.end()) continue;
    Ticket& ticket = state.ticket(mine->second);
    if (ticket.room != f.room || ticket.state != TicketState::in_session) continue;
    ticket.ends = f.ends;
    ++ticket.version;
    indexing::ticket_changed(state, ticket);
  }
  room_changed(state, room, at);
}

void apply(State& state, const TicketTurned& f, Instant at) {
  Ticket& ticket = state.ticket(f.ticket);
  const TicketState before = ticket.state;
  // Whose call it was: they may take back that nobody came.
  if (before == TicketState::offered && f.state == TicketState::no_show) ticket.advisor = ticket.offer->advisor;
  turn(ticket, f.state, at);
  ticket.why = f.why;
  ticket.by = f.by;
  ticket.until = f.until;
  ticket.yields = f.yields;
  if (before == TicketState::offered && f.why == "missed") ++ticket.missed;
  if (before == TicketState::offered && f.why == "declined") ++ticket.declined;
  if (f.state == TicketState::no_show) ++ticket.missed;
  if (f.why == "returned") ticket.missed = 0, ticket.away_used = {};
  if (f.state == TicketState::waiting) ticket.desk = desk_now(state.session(ticket.session), ticket.desk);
  if (f.note) ticket.note = f.note;
  ticket.follow_up = ticket.follow_up || f.follow_up;
  if (!is_live(f.state)) ticket.wants_peers = false;
  indexing::ticket_changed(state, ticket);
  if (before == TicketState::in_session) {
    if (f.state == TicketState::done) {
      state.person(ticket.person).helped_at = at;
      state.session(ticket.session)
          .hours->times.observe(need_of(state, ticket).topic, ticket.advisor.value, at - ticket.started);
    }
    end_conversation(state, ticket, f.version, at);
    if (f.state == TicketState::waiting) {  // as if it had not been
      ticket.advisor = {}, ticket.room = {};
      ticket.started = ticket.ends = {};
    }
  }
  if (f.rests_until) {
    if (Advisor* advisor = find_advisor(state.session(ticket.session), ticket.advisor)) {
      advisor->rests_until = *f.rests_until;
      session_changed(state, ticket.session);
    }
  }
}

void apply(State& state, const TicketPlaced& f, Instant) {
  Ticket& ticket = state.ticket(f.ticket);
  ticket.desk = desk_index(state.session(ticket.session), f.desk);
  ticket.place = f.place;
  if (!f.pinned) ticket.origin = f.place;
  ticket.pinned = f.pinned;
  if (f.by) ticket.by = f.by, ticket.why = f.pinned ? "pinned" : "moved";
  ++ticket.version;
  indexing::ticket_changed(state, ticket);
}

void apply(State& state, const FollowUpChosen& f, Instant) {
  Ticket& ticket = state.ticket(f.ticket);
  ticket.follow_up = f.wants;
  ++ticket.version;
  indexing::ticket_changed(state, ticket);
}

void apply(State& state, const PeersWanted& f, Instant) {
  Ticket& ticket = state.ticket(f.ticket);
  ticket.wants_peers = f.wants;
  if (f.wants) ticket.peers = true;
  indexing::ticket_changed(state, ticket);
}

}  // namespace convene::applying

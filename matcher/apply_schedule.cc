// What facts do to the programme: the event, its sessions, plans and rounds.
#include "matcher/applying.h"
#include "matcher/check.h"
#include "matcher/limits.h"

namespace convene::applying {

namespace {

std::int32_t add_session(State& state, const SessionDefinition& definition) {
  Session& session = state.sessions.emplace_back();
  session.definition = definition;
  session.starts = definition.starts;
  session.ends = definition.ends;
  const auto index = static_cast<std::int32_t>(state.sessions.size()) - 1;
  state.index.sessions[definition.id] = index;
  return index;
}

}  // namespace

void apply(State& state, const EventLoaded& f, Instant at) {
  const EventDefinition before = std::exchange(state.event, f.definition);
  for (const SessionDefinition& definition : f.definition.sessions) {
    const std::int32_t known = state.find_session(definition.id);
    if (known < 0) {
      add_session(state, definition);
    } else {
      Session& session = state.session(known);
      // Staff may have shifted it since: only times that the organiser changed count.
      if (definition.starts != session.definition.starts) session.starts = definition.starts;
      if (definition.ends != session.definition.ends) session.ends = definition.ends;
      session.definition = definition;
    }
  }
  for (std::size_t i = 0; i < state.sessions.size(); ++i) renew_desks(state, static_cast<std::int32_t>(i));
  state.loaded = at;
  const bool first = before.id.empty();
  indexing::locales_changed(state, first ? std::vector<std::string>{} : before.locales);
  indexing::event_changed(state, at);
  for (const Room& room : state.rooms) {
    if (!room.complaints.empty()) state.touched.floor_rooms.push_back(room.id);
    if (before.visible != f.definition.visible && !room.chat.empty()) state.touched.chats_whole.push_back(room.id);
  }
  state.touched.board = true;
  state.touched.programme = true;
}

void apply(State& state, const SessionAdded& f, Instant) {
  state.event.sessions.push_back(f.definition);
  const std::int32_t index = add_session(state, f.definition);
  indexing::sessions_grew(state);
  renew_desks(state, index);
  session_changed(state, index);
  if (state.session(index).hours) indexing::line_changed(state, index);
  indexing::event_clock_changed(state);
  state.touched.board = true;
  state.touched.programme = true;
}

void apply(State& state, const ErasureAnnounced& f, Instant) {
  state.erases = f.erases;
  indexing::event_clock_changed(state);
  state.touched.board = true;
  state.touched.retention = true;
}

void apply(State& state, const SessionMoved& f, Instant at) {
  const std::int32_t index = state.find_session(f.session);
  Session& session = state.session(index);
  // The draw moves with the start, and is not over before it was told.
  if (session.hours && session.hours->lottery && !session.hours->lottery->drawn)
    session.hours->lottery->draws = std::max(session.hours->lottery->draws + (f.starts - session.starts), at);
  session.starts = f.starts;
  session.ends = f.ends;
  session_changed(state, index);
  indexing::event_clock_changed(state);
  state.touched.programme = true;
}

void apply(State& state, const SessionTurned& f, Instant at) {
  const std::int32_t index = state.find_session(f.session);
  Session& session = state.session(index);
  session.state = f.state;
  session.turned = at;
  if (f.state == SessionState::cancelled) indexing::event_clock_changed(state);
  if (is_over(f.state)) {
    const std::set<PersonId> waiting = state.index.lobbies[slot(index)];
    for (const PersonId id : waiting) {
      Person& person = state.person(id);
      vacate(state, person, at, false);
      ++person.version;
      person.since = at;
      person_changed(state, person);
    }
    session.request = 0;
    state.touched.board = true;
  }
  if (f.state == SessionState::cancelled) state.touched.programme = true;
  if (session.hours) {
    indexing::line_changed(state, index);
    if (is_over(f.state))
      for (const Ticket& ticket : state.tickets)
        if (ticket.session == index) state.touched.floor_tickets.push_back(ticket.id);
  }
  session_changed(state, index);
}

void apply(State& state, const PlanRequested& f, Instant) {
  state.requests[f.request] = f;
  state.last_request = std::max(state.last_request, f.request);
  if (f.opens) {
    const std::int32_t index = state.find_session(f.session);
    state.session(index).request = f.request;
    session_changed(state, index);
  }
  state.touched.requests.push_back(f.request);
  state.touched.board = true;
}

namespace {

void end_request(State& state, std::uint32_t request, std::optional<Instant> again = {}) {
  const auto found = state.requests.find(request);
  if (found == state.requests.end()) return;
  const std::int32_t index = state.find_session(found->second.session);
  if (index >= 0 && state.session(index).request == request) {
    Session& session = state.session(index);
    session.request = 0;
    // A further round that a moderator asked for is not tried again by itself.
    if (again && session.has_rounds_to_come()) session.next_round = *again;
    session_changed(state, index);
  }
  state.requests.erase(found);
  std::erase_if(state.hurried, [&](const RequestHurried& one) { return one.request == request; });
  state.touched.requests.push_back(request);
  state.touched.board = true;
}

}  // namespace

void apply(State& state, const PlanStored& f, Instant at) {
  end_request(state, f.request);
  state.plans[f.plan] = {f, at, false};
  state.last_plan = std::max(state.last_plan, f.plan.value);
  state.touched.board = true;
}

void apply(State& state, const PlanDropped& f, Instant) {
  state.plans.erase(f.plan);
  state.touched.board = true;
}

void apply(State& state, const PlanChosen& f, Instant) {
  if (const auto plan = state.plans.find(f.plan); plan != state.plans.end()) plan->second.chosen = f.chosen;
  state.touched.board = true;
}

void apply(State& state, const GroupsAwaited& f, Instant) {
  Round& round = state.round(f.round);
  round.groups = f.groups;
  round.groups_base = f.base;
  for (std::uint32_t i = 0; i < f.groups.size(); ++i)
    for (const PersonId id : f.groups[i].people)
      if (Person& person = state.person(id); !person.room || state.room(person.room).round != f.round)
        person.awaited.push_back({f.round, i});
}

namespace {

/// Nobody is awaited in it any more. O(people of its groups).
void end_groups(State& state, Round& round) {
  for (const AwaitedGroup& group : round.groups)
    for (const PersonId id : group.people)
      std::erase_if(state.person(id).awaited, [&](const AwaitedPlace& place) { return place.round == round.id; });
  round.groups.clear();
}

}  // namespace

void apply(State& state, const RoundOpened& f, Instant at) {
  CONVENE_CHECK(f.round.value == state.rounds.size() + 1);
  const std::int32_t index = state.find_session(f.session);
  Round& round = state.rounds.emplace_back();
  round.id = f.round;
  round.session = index;
  round.number = f.number;
  round.opened = at;
  round.ends = f.ends;
  Session& session = state.session(index);
  session.round = f.round;
  session.rounds = f.number;
  session.next_round = {};
  indexing::round_opened(state, round, at);
  session_changed(state, index);
}

void apply(State& state, const RequestHurried& f, Instant) {
  state.hurried.push_back(f);
  state.touched.requests.push_back(f.request);
  state.touched.board = true;
}

void apply(State& state, const RequestEnded& f, Instant at) {
  end_request(state, f.request, f.failed ? std::optional(at + limits::plan_again) : std::nullopt);
}

void apply(State& state, const RoundExtended& f, Instant at) {
  Round& round = state.round(f.round);
  const bool reopened = round.state == RoundState::closing;
  round.ends = f.ends;
  round.state = RoundState::open;
  round.until = {};
  if (reopened) indexing::round_opened(state, round, at);
  for (const RoomId id : round.rooms) room_changed(state, state.room(id), at);
  session_changed(state, round.session);
}

namespace {

void close_rooms(State& state, Round& round, Instant at) {
  for (const RoomId id : round.rooms) {
    Room& room = state.room(id);
    if (room.closed) {
      if (!room.host) indexing::room_past(state, room);  // a talk's was when it ended
      continue;
    }
    const std::vector<Seat> seats = room.seats;
    for (const Seat& seat : seats) {
      Person& person = state.person(seat.person);
      if (seat.state == SeatState::left) {
        free_kept(state, person, at);
      } else if (seat.state == SeatState::called_away) {
        bring_back_to(state, person, nullptr, seat, at);  // to the others, who are in the lobby now
      } else {
        if (seat.arrived) person.last_room = id;
        vacate(state, person, at, false);
        ++person.version;
        person.since = at;
        person.session = round.session;
        state.index.lobbies[slot(round.session)].insert(person.id);
      }
      person_changed(state, person);
    }
    close_room(state, room, at);
  }
}

}  // namespace

void apply(State& state, const RoundTurned& f, Instant at) {
  Round& round = state.round(f.round);
  round.state = f.state;
  round.until = f.until;
  indexing::round_over(state, round);
  Session& session = state.session(round.session);
  if (f.state == RoundState::closed) {
    const auto of_round = [&](const auto& stored) {
      return stored.second.plan.rematch && stored.second.plan.rematch->round == f.round;
    };
    if (std::erase_if(state.plans, of_round) > 0) state.touched.board = true;
    close_rooms(state, round, at);
    end_groups(state, round);
    session.round = {};
    // Why there was no seat in this round says nothing of the next.
    for (const PersonId id : state.index.lobbies[static_cast<std::size_t>(round.session)]) {
      Person& person = state.person(id);
      if (person.lacking.empty()) continue;
      person.lacking.clear();
      person_changed(state, person);
    }
    const RoundRules& rules = session.definition.policy.rounds;
    const bool early = session.state == SessionState::open;  // its session still lies ahead, and people come for it
    if (session.definition.policy.opens == Opens::by_itself && (round.number < rules.count || early))
      session.next_round = std::max({at, round.ends + rules.pause, early ? session.starts : at});
  } else {
    round.ends = std::min(round.ends, at);
    for (const RoomId id : round.rooms) room_changed(state, state.room(id), at);
  }
  session_changed(state, round.session);
}

}  // namespace convene::applying

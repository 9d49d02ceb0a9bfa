// The programme in time: sessions open their lobby, run, close; rounds open by themselves; staff shift and extend.
#include <algorithm>

#include "matcher/added.h"
#include "matcher/calling.h"
#include "matcher/deciding.h"
#include "matcher/limits.h"
#include "matcher/opening.h"
#include "matcher/since_seen.h"

namespace convene {

void load_staff(Deciding& d, const std::vector<StaffEntry>& staff);  // roster.cc

namespace {

bool live(SessionState state) { return takes_people(state) || state == SessionState::closing; }

bool has_open_round(const State& state, const Session& session) {
  return session.round && state.round(session.round).state == RoundState::open;
}

/// Those who are in it, or on their way: everybody in its lobby and rooms. Sorted.
std::vector<PersonId> everybody_in(const State& state, std::int32_t index) {
  const std::set<PersonId>& lobby = state.index.lobbies[static_cast<std::size_t>(index)];
  std::vector<PersonId> out(lobby.begin(), lobby.end());
  const Session& session = state.session(index);
  if (session.round)
    for (const RoomId id : state.round(session.round).rooms)
      for (const Seat& seat : state.room(id).seats)
        if (!elsewhere(seat)) out.push_back(seat.person);
  std::sort(out.begin(), out.end());
  return out;
}

/// Only those in the session are told: everybody else sees the programme change.
void tell_moved(Deciding& d, const Session& session, std::string kind, std::int32_t minutes) {
  if (!live(session.state)) return;
  Audience audience;
  audience.sessions = {session.definition.id};
  tell(d, session.definition.id, std::move(kind), {{"minutes", std::to_string(minutes)}}, std::move(audience));
}

/// A session's times move. A round that was to last until its end still does, and none goes on beyond it.
void move_session(Deciding& d, std::int32_t index, Instant starts, Instant ends) {
  const Session& session = d.state().session(index);
  const Instant before = session.ends;
  const std::string& id = session.definition.id;
  d.emit(SessionMoved{id, starts, ends});
  // One that was closing goes on if it was given more time; moved to earlier it stays what it is.
  const bool goes_on = session.state == SessionState::closing && ends > d.now() && ends > before;
  const Instant closed = session.turned;
  if (goes_on) d.emit(SessionTurned{id, SessionState::running});
  if (session.round) {
    const Round& round = d.state().round(session.round);
    const bool open = round.state == RoundState::open;
    if (open ? round.ends >= before || round.ends > ends : goes_on) d.emit(RoundExtended{round.id, ends});
  }
  if (goes_on && session.hours) reopen_line(d, index, closed);
}

/// By itself no further one opens in the session, and with it the session ends. One that was opened before the
/// session's start does not end what has not begun.
bool is_last(const Session& session, const Round& round) {
  return session.state == SessionState::running && session.definition.policy.opens == Opens::by_itself &&
         round.number >= session.definition.policy.rounds.count;
}

void start_closing(Deciding& d, std::int32_t index) {
  const Session& session = d.state().session(index);
  if (session.hours) close_line(d, index, false);
  if (has_open_round(d.state(), session))
    d.emit(RoundTurned{session.round, RoundState::closing, d.now() + limits::round_grace});
  if (session.request) d.emit(RequestEnded{session.request, false});
  d.emit(SessionTurned{session.definition.id, SessionState::closing});
}

void close(Deciding& d, std::int32_t index, SessionState how) {
  const Session& session = d.state().session(index);
  if (session.hours) close_line(d, index, true);
  if (session.round) d.emit(RoundTurned{session.round, RoundState::closed, {}});
  std::vector<std::uint32_t> requests;  // for rounds that will not be
  for (const auto& [number, request] : d.state().requests)
    if (request.session == session.definition.id) requests.push_back(number);
  for (const std::uint32_t request : requests) d.emit(RequestEnded{request, false});
  d.emit(SessionTurned{session.definition.id, how});
  std::vector<PlanId> plans;
  for (const auto& [id, stored] : d.state().plans)
    if (stored.plan.session == session.definition.id) plans.push_back(id);
  for (const PlanId plan : plans) d.emit(PlanDropped{plan});
}

/// When the next round opens by itself, if it does.
std::optional<Instant> next_round(const Session& session) {
  const Policy& policy = session.definition.policy;
  if (!forms_rooms(session.definition.kind) || policy.opens != Opens::by_itself) return {};
  if (session.round || session.request || !session.has_rounds_to_come()) return {};
  return session.rounds == 0 ? std::max(session.starts, session.next_round) : session.next_round;
}

}  // namespace

std::optional<Instant> session_deadline(const State& state, const Session& session) {
  std::optional<Instant> due;
  const auto consider = [&](Instant when) { due = due ? std::min(*due, when) : when; };
  switch (session.state) {
    case SessionState::planned: consider(session.starts - state.event.lobby_lead); break;
    case SessionState::open: consider(session.starts); break;
    case SessionState::running: {
      consider(session.ends);
      if (const auto when = next_round(session)) consider(*when);
      if (session.hours && session.rounds == 0) consider(session.starts);
      break;
    }
    case SessionState::closing: {
      // A talk that was over before the event was loaded has nobody to say goodbye to.
      const bool rooms = has_rooms(session.definition.kind);
      consider((rooms ? session.turned : std::min(session.turned, session.ends)) + limits::round_grace);
      break;
    }
    case SessionState::closed:
    case SessionState::cancelled: break;
  }
  if (session.round && session.state != SessionState::closing) {
    const Round& round = state.round(session.round);
    consider(round.state == RoundState::closing ? round.until : round.ends);
  }
  if (const auto line = line_deadline(session)) consider(*line);
  return due;
}

void session_due(Deciding& d, std::int32_t index) {
  const Session& session = d.state().session(index);
  const Instant now = d.now();
  if (session.state == SessionState::planned) {
    // After a long pause several turns are due at once: each is a fact, so that the record tells what happened.
    d.emit(SessionTurned{session.definition.id, SessionState::open});
    // Whoever draws lots says by what seed before anybody can come.
    if (session.hours && session.definition.hours && session.definition.hours->lottery)
      d.emit(LotterySet{session.definition.id, d.seed(), std::max(session.starts, now + minutes(1))});
    return;
  }
  if (session.state == SessionState::open && session.starts <= now) {
    d.emit(SessionTurned{session.definition.id, SessionState::running});
    return;
  }
  if (session.state == SessionState::closing) {
    close(d, index, SessionState::closed);
    return;
  }
  if (session.hours && session.state == SessionState::running && session.rounds == 0 && session.ends > now) {
    // The rooms of an office hour are those in which people talk to advisors, and to each other while they wait.
    RoundOpened opened;
    opened.round = RoundId(static_cast<std::uint32_t>(d.state().rounds.size()) + 1);
    opened.session = session.definition.id;
    opened.number = 1;
    opened.ends = session.ends;
    d.emit(std::move(opened));
    return;
  }
  if (line_due(d, index)) return;
  if (session.round) {
    const Round& round = d.state().round(session.round);
    if (round.state == RoundState::open && round.ends <= now) {
      if (is_last(session, round) || session.ends <= now) {
        start_closing(d, index);
      } else {
        // The next round must not wait for this one's goodbyes longer than its pause.
        const Duration grace = std::min(limits::round_grace, session.definition.policy.rounds.pause);
        d.emit(RoundTurned{round.id, RoundState::closing, now + grace});
      }
      return;
    }
    if (round.state == RoundState::closing && round.until <= now) {
      d.emit(RoundTurned{round.id, RoundState::closed, {}});
      return;
    }
  }
  if (session.state == SessionState::running && session.ends <= now) {
    start_closing(d, index);
    return;
  }
  if (const auto when = next_round(session); when && *when <= now) {
    if (open_chosen(d, index)) return;
    PlanRequested request;
    request.request = d.state().last_request + 1;
    request.session = session.definition.id;
    request.seed = d.seed();
    request.opens = true;
    request.base = d.state().seq;
    d.emit(std::move(request));
  }
}

Decided decide(Deciding& d, const SessionShift& c) {
  std::int32_t index = -1;
  if (Decided refusal = find_session_in_reach(d, c.session, index)) return refusal;
  const Duration by = minutes(c.minutes);
  if (c.minutes == 0) return {};
  if (by > limits::shift || by < limits::shift * -1)
    return refuse("session.shift_too_far", "a session is shifted by a day at most");
  const Session& first = d.state().session(index);
  if (is_over(first.state)) return refuse("session.over", "this session is over");
  for (const SeenTimes& seen : c.seen) {
    std::int32_t other = -1;
    if (Decided refusal = find_session(d, seen.session, other)) return refusal;
    if (Decided refusal = fault_in_times_seen(d, d.state().session(other), seen.starts, seen.ends)) return refusal;
  }
  const Instant from = first.starts;
  const Instant day_end = from + minutes(12 * 60);
  const auto begun = [](const Session& s) {
    return s.state == SessionState::running || s.state == SessionState::closing;
  };
  std::vector<std::int32_t> moving;
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(d.state().sessions.size()); ++i) {
    const Session& session = d.state().session(i);
    const std::string& id = session.definition.id;
    const bool follows = c.following && session.starts >= from && session.starts < day_end && !begun(session);
    if (is_over(session.state) || (i != index && !follows)) continue;
    // All or none: half a programme shifted is two programmes.
    if (!in_scope(d.state(), d.by(), i))
      return refuse("not_in_scope", "a session that follows is not yours: shift this one alone, or ask a moderator",
                    {{"session", id}});
    if (!begun(session) && session.starts + by <= d.now())
      return refuse("session.in_the_past", "the session would start in the past", {{"session", id}});
    moving.push_back(i);
  }
  for (const std::int32_t i : moving) {
    const Session& session = d.state().session(i);
    // What runs already cannot start anew: only its end moves.
    move_session(d, i, begun(session) ? session.starts : session.starts + by, std::max(session.ends + by, d.now()));
    tell_moved(d, session, "session_shifted", c.minutes);
  }
  return {};
}

Decided decide(Deciding& d, const SessionExtend& c) {
  std::int32_t index = -1;
  if (Decided refusal = find_session_in_reach(d, c.session, index)) return refusal;
  const Session& session = d.state().session(index);
  if (is_over(session.state)) return refuse("session.over", "this session is over");
  if (c.minutes <= 0 || minutes(c.minutes) > limits::shift)
    return refuse("session.extend_by", "extend by one minute to one day", {{"field", "minutes"}});
  if (c.seen)
    if (Decided refusal = fault_in_times_seen(d, session, {}, *c.seen)) return refusal;
  move_session(d, index, session.starts, std::max(session.ends, d.now()) + minutes(c.minutes));
  tell_moved(d, session, "session_extended", c.minutes);
  return {};
}

Decided decide(Deciding& d, const SessionCancel& c) {
  std::int32_t index = -1;
  if (Decided refusal = find_session_in_reach(d, c.session, index)) return refusal;
  if (is_over(d.state().session(index).state)) return refuse("session.over", "this session is over");
  // By name: when it is told they are in it no more. Where nobody is yet, anybody may have meant to come.
  Audience audience;
  audience.people = everybody_in(d.state(), index);
  tell(d, c.session, "session_cancelled", {}, std::move(audience));
  close(d, index, SessionState::cancelled);
  return {};
}

Decided decide(Deciding& d, const RoundExtend& c) {
  std::int32_t index = -1;
  if (Decided refusal = find_session_in_reach(d, c.session, index)) return refusal;
  const Session& session = d.state().session(index);
  if (!session.round) return refuse("round.none", "no round is open in this session");
  if (c.seconds <= 0 || c.seconds > 4 * 3600)
    return refuse("round.extend_by", "extend by one second to four hours", {{"field", "seconds"}});
  if (Decided refusal = fault_in_round_seen(d, session, c.seen)) return refusal;
  const Round& round = d.state().round(session.round);
  const Instant ends = std::max(round.ends, d.now()) + seconds(c.seconds);
  if (ends > session.ends) d.emit(SessionMoved{c.session, session.starts, ends});
  const bool goes_on = session.state == SessionState::closing;
  const Instant closed = session.turned;
  if (goes_on) d.emit(SessionTurned{c.session, SessionState::running});
  d.emit(RoundExtended{round.id, ends});
  if (goes_on && session.hours) reopen_line(d, index, closed);
  return {};
}

Decided decide(Deciding& d, const RoundClose& c) {
  std::int32_t index = -1;
  if (Decided refusal = find_session_in_reach(d, c.session, index)) return refusal;
  const Session& session = d.state().session(index);
  if (session.hours) return refuse("session.no_rooms", "this session has no rounds: close its desks instead");
  if (!has_open_round(d.state(), session)) return refuse("round.none", "no round is open in this session");
  d.begin_operation(RoundClose::name);
  end_round(d, session.round);
  d.end_operation();
  return {};
}

void end_round(Deciding& d, RoundId id) {
  const Round& round = d.state().round(id);
  const Session& session = d.state().session(round.session);
  if (is_last(session, round))
    start_closing(d, round.session);
  else
    d.emit(RoundTurned{id, RoundState::closing, d.now() + limits::round_grace});
}

void reopen_round(Deciding& d, RoundId id, Instant ends) {
  const Session& session = d.state().session(d.state().round(id).session);
  if (session.state == SessionState::closing) d.emit(SessionTurned{session.definition.id, SessionState::running});
  d.emit(RoundExtended{id, ends});
}

Decided decide(Deciding& d, const EventLoad& c) {
  const State& state = d.state();
  if (!state.event.id.empty()) {
    if (c.definition.id != state.event.id)
      return refuse("event.other", "this journal is of the event " + state.event.id, {{"event", state.event.id}});
    std::map<std::string, std::string> why;
    for (const Session& session : state.sessions) {
      const std::string& id = session.definition.id;
      const auto same = [&](const SessionDefinition& other) { return other.id == id; };
      const auto found = std::find_if(c.definition.sessions.begin(), c.definition.sessions.end(), same);
      if (found == c.definition.sessions.end()) {
        if (session.definition.added) continue;
        why["sessions." + id] = "is gone from the file: cancel it instead, people may count on it";
      } else if (session.state != SessionState::planned) {
        for (const Desk& desk : session.definition.desks)
          if (std::none_of(found->desks.begin(), found->desks.end(), [&](const Desk& d2) { return d2.id == desk.id; }))
            why["sessions." + id + ".desks." + desk.id] = "is gone from the file, but people may stand at it: close it";
        if (found->kind != session.definition.kind) why["sessions." + id + ".kind"] = "has begun and keeps its kind";
        if (found->starts != session.definition.starts || found->ends != session.definition.ends)
          why["sessions." + id + ".starts"] = "has begun: shift or extend it instead";
        for (const std::string& about : session.definition.of)
          if (std::find(found->of.begin(), found->of.end(), about) == found->of.end())
            why["sessions." + id + ".of." + about] = "is gone from the file, but people may have chosen it";
      }
    }
    const auto lost = [&](const auto& before, const auto& after, const char* what) {
      for (const auto& old : before)
        if (std::none_of(after.begin(), after.end(), [&](const auto& now) { return now.key == old.key; }))
          why[std::string(what) + "." + old.key] = "is gone from the file, but people may have it";
    };
    lost(state.event.roles, c.definition.roles, "roles");
    lost(state.event.regions, c.definition.regions, "regions");
    lost(state.event.topics, c.definition.topics, "topics");
    if (!why.empty()) return refuse("event.cannot_change", "a running event cannot change so", std::move(why));
  }
  EventDefinition definition = with_added(state, c.definition);
  if (definition.sessions.size() > limits::sessions)
    return refuse("session.too_many",
                  "with those that were added an event has at most " + std::to_string(limits::sessions) + " sessions",
                  {{"limit", std::to_string(limits::sessions)}});
  if (definition != state.event) d.emit(EventLoaded{std::move(definition)});
  load_staff(d, c.staff);
  return {};
}

}  // namespace convene

// The programme in time: sessions open their lobby, run, close; rounds open by themselves; staff shift and extend.
#include <algorithm>

#include "matcher/deciding.h"
#include "matcher/limits.h"

namespace convene {

void load_staff(Deciding& d, const std::vector<StaffEntry>& staff);  // roster.cc

namespace {

bool live(SessionState state) {
  return state == SessionState::open || state == SessionState::running || state == SessionState::closing;
}

bool over(SessionState state) { return state == SessionState::closed || state == SessionState::cancelled; }

Decided find(const Deciding& d, const std::string& id, std::int32_t& index) {
  index = d.state().find_session(id);
  if (index < 0) return refuse("session.unknown", "there is no such session", {{"session", id}});
  if (!in_scope(d.state(), d.by(), index)) return refuse("not_in_scope", "this session is not yours to run");
  return {};
}

bool has_open_round(const State& state, const Session& session) {
  return session.round && state.round(session.round).state == RoundState::open;
}

void tell_moved(Deciding& d, const std::string& session, std::string kind,
                std::map<std::string, std::string> parameters) {
  NoticeSent notice;
  notice.notice = NoticeId(d.state().last_notice + 1);
  notice.by = d.by();
  notice.kind = std::move(kind);
  notice.parameters = std::move(parameters);
  notice.parameters["session"] = session;
  notice.audience.sessions = {session};
  notice.expires = d.now() + minutes(10);
  d.emit(std::move(notice));
}

void start_closing(Deciding& d, std::int32_t index) {
  const Session& session = d.state().session(index);
  if (has_open_round(d.state(), session))
    d.emit(RoundTurned{session.round, RoundState::closing, d.now() + limits::round_grace});
  if (session.request) d.emit(RequestEnded{session.request});
  d.emit(SessionTurned{session.definition.id, SessionState::closing});
}

void close(Deciding& d, std::int32_t index, SessionState how) {
  const Session& session = d.state().session(index);
  if (session.round) d.emit(RoundTurned{session.round, RoundState::closed, {}});
  if (session.request) d.emit(RequestEnded{session.request});
  d.emit(SessionTurned{session.definition.id, how});
}

/// When the next round opens by itself, if it does.
std::optional<Instant> next_round(const Session& session) {
  const Policy& policy = session.definition.policy;
  if (!forms_rooms(session.definition.kind) || policy.opens != Opens::by_itself) return {};
  if (session.round || session.request || session.rounds >= policy.rounds.count) return {};
  return session.rounds == 0 ? session.starts : session.next_round;
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
      break;
    }
    case SessionState::closing: consider(session.turned + limits::round_grace); break;
    case SessionState::closed:
    case SessionState::cancelled: break;
  }
  if (session.round && session.state != SessionState::closing) {
    const Round& round = state.round(session.round);
    consider(round.state == RoundState::closing ? round.until : round.ends);
  }
  return due;
}

void session_due(Deciding& d, std::int32_t index) {
  const Session& session = d.state().session(index);
  const Instant now = d.now();
  if (session.state == SessionState::planned) {
    // After a long pause several turns are due at once: each is a fact, so that the record tells what happened.
    d.emit(SessionTurned{session.definition.id, SessionState::open});
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
  if (session.round) {
    const Round& round = d.state().round(session.round);
    const bool last =
        session.definition.policy.opens == Opens::by_itself && round.number >= session.definition.policy.rounds.count;
    if (round.state == RoundState::open && round.ends <= now) {
      if (last || session.ends <= now) {
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
    PlanRequested request;
    request.request = d.state().last_request + 1;
    request.session = session.definition.id;
    request.seed = d.seed();
    request.opens = true;
    d.emit(std::move(request));
  }
}

Decided decide(Deciding& d, const SessionShift& c) {
  std::int32_t index = -1;
  if (Decided refusal = find(d, c.session, index)) return refusal;
  const Duration by = minutes(c.minutes);
  if (c.minutes == 0) return {};
  if (by > limits::shift || by < limits::shift * -1)
    return refuse("session.shift_too_far", "a session is shifted by a day at most");
  const Session& first = d.state().session(index);
  if (over(first.state)) return refuse("session.over", "this session is over");
  if (first.state == SessionState::planned && first.starts + by <= d.now())
    return refuse("session.in_the_past", "the session would start in the past");
  const Instant from = first.starts;
  const Instant day_end = from + minutes(12 * 60);
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(d.state().sessions.size()); ++i) {
    const Session& session = d.state().session(i);
    const bool follows =
        c.following && session.starts >= from && session.starts < day_end && session.state == SessionState::planned;
    if (i != index && !follows) continue;
    // What runs already cannot start anew: only its end moves.
    const bool started = session.state == SessionState::running || session.state == SessionState::closing;
    const Instant starts = started ? session.starts : session.starts + by;
    const Instant ends = std::max(session.ends + by, d.now());
    const std::string id = session.definition.id;
    d.emit(SessionMoved{id, starts, ends});
    if (d.state().session(i).state == SessionState::closing && ends > d.now())
      d.emit(SessionTurned{id, SessionState::running});
    if (live(d.state().session(i).state))
      tell_moved(d, id, "session_shifted", {{"minutes", std::to_string(c.minutes)}});
  }
  return {};
}

Decided decide(Deciding& d, const SessionExtend& c) {
  std::int32_t index = -1;
  if (Decided refusal = find(d, c.session, index)) return refusal;
  const Session& session = d.state().session(index);
  if (over(session.state)) return refuse("session.over", "this session is over");
  if (c.minutes <= 0 || minutes(c.minutes) > limits::shift)
    return refuse("session.extend_by", "extend by one minute to one day", {{"field", "minutes"}});
  const Instant before = session.ends;
  const Instant ends = std::max(before, d.now()) + minutes(c.minutes);
  d.emit(SessionMoved{c.session, session.starts, ends});
  if (session.state == SessionState::closing) d.emit(SessionTurned{c.session, SessionState::running});
  // A round that was to last until the end of the session still does.
  if (session.round) {
    const Round& round = d.state().round(session.round);
    if (round.state == RoundState::closing || round.ends >= before) d.emit(RoundExtended{round.id, ends});
  }
  tell_moved(d, c.session, "session_extended", {{"minutes", std::to_string(c.minutes)}});
  return {};
}

Decided decide(Deciding& d, const SessionCancel& c) {
  std::int32_t index = -1;
  if (Decided refusal = find(d, c.session, index)) return refusal;
  if (over(d.state().session(index).state)) return refuse("session.over", "this session is over");
  tell_moved(d, c.session, "session_cancelled", {});
  close(d, index, SessionState::cancelled);
  return {};
}

Decided decide(Deciding& d, const RoundExtend& c) {
  std::int32_t index = -1;
  if (Decided refusal = find(d, c.session, index)) return refusal;
  const Session& session = d.state().session(index);
  if (!session.round) return refuse("round.none", "no round is open in this session");
  if (c.seconds <= 0 || c.seconds > 4 * 3600)
    return refuse("round.extend_by", "extend by one second to four hours", {{"field", "seconds"}});
  const Round& round = d.state().round(session.round);
  const Instant ends = std::max(round.ends, d.now()) + seconds(c.seconds);
  if (ends > session.ends) d.emit(SessionMoved{c.session, session.starts, ends});
  if (session.state == SessionState::closing) d.emit(SessionTurned{c.session, SessionState::running});
  d.emit(RoundExtended{round.id, ends});
  return {};
}

Decided decide(Deciding& d, const RoundClose& c) {
  std::int32_t index = -1;
  if (Decided refusal = find(d, c.session, index)) return refusal;
  const Session& session = d.state().session(index);
  if (!has_open_round(d.state(), session)) return refuse("round.none", "no round is open in this session");
  d.emit(RoundTurned{session.round, RoundState::closing, d.now() + limits::round_grace});
  return {};
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
        why["sessions." + id] = "is gone from the file: cancel it instead, people may count on it";
      } else if (session.state != SessionState::planned) {
        if (found->kind != session.definition.kind) why["sessions." + id + ".kind"] = "has begun and keeps its kind";
        if (found->starts != session.definition.starts || found->ends != session.definition.ends)
          why["sessions." + id + ".starts"] = "has begun: shift or extend it instead";
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
  if (c.definition != state.event) d.emit(EventLoaded{c.definition});
  load_staff(d, c.staff);
  return {};
}

}  // namespace convene

#include "matcher/view_parts.h"

#include <algorithm>

namespace convene::views {

namespace {

std::string_view word(RoundState state) {
  switch (state) {
    case RoundState::open: return "open";
    case RoundState::closing: return "closing";
    case RoundState::closed: break;
  }
  return "closed";
}

}  // namespace

std::string name_of(const State& state, PersonId id) {
  const Person* person = state.find(id);
  return person && person->profile.words ? person->profile.words->name : std::string();
}

RoomName shown_name(const Room& room) {
  RoomName name = room.title;
  if (room.label) name.label = room.label->words;
  return name;
}

FloorReports reports_of(const Person& person) {
  constexpr std::size_t shown = 3;
  FloorReports out;
  out.count = static_cast<std::uint32_t>(person.reports.size());
  out.since = person.reports.front().at;
  for (auto report = person.reports.rbegin(); report != person.reports.rend() && out.about.size() < shown; ++report)
    if (report->about && report->about->words) out.about.push_back(*report->about->words);
  return out;
}

std::optional<RoundStatus> round_status(const State& state, const Session& session) {
  if (!forms_rooms(session.definition.kind)) return {};
  RoundStatus status;
  status.of = session.definition.policy.rounds.count;
  status.number = session.rounds;
  if (session.round) {
    const Round& round = state.round(session.round);
    status.state = word(round.state);
    status.opens = round.opened;
    status.ends = round.state == RoundState::closing ? round.until : round.ends;
    return status;
  }
  if (session.definition.policy.opens == Opens::by_itself && !session.has_rounds_to_come()) return {};
  ++status.number;
  status.state = session.request ? "gathering" : session.rounds == 0 ? "waiting" : "pause";
  if (session.definition.policy.opens == Opens::by_itself)
    status.opens = session.rounds == 0 ? session.starts : session.next_round;
  return status;
}

std::string room_state(const State& state, const Room& room) {
  return room.closed ? "closed" : std::string(word(state.round(room.round).state));
}

Instant room_end(const State& state, const Room& room) {
  const Round& round = state.round(room.round);
  return round.state == RoundState::closing ? round.until : round.ends;
}

}  // namespace convene::views

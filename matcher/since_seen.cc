#include "matcher/since_seen.h"

#include <algorithm>
#include <deque>
#include <type_traits>

namespace convene {

namespace {

template <class T>
bool same_whatever_order(std::vector<T> one, std::vector<T> other) {
  if (one.size() != other.size()) return false;
  std::ranges::sort(one);
  std::ranges::sort(other);
  return one == other;
}

/// The first of a list, which an act keeps.
template <class T>
bool begins_with(const std::vector<T>& whole, const std::vector<T>& part) {
  return part.size() <= whole.size() && std::equal(part.begin(), part.end(), whole.begin());
}

/// Whose word the hats are, if they are not the event file's.
PersonId hats_given_by(const State& state, const Person& person) {
  for (auto at = state.acts.rbegin(); at != state.acts.rend(); ++at) {
    const Act& act = *at;
    if (act.what != ActKind::hats || std::ranges::find(act.people, person.id) == act.people.end()) continue;
    const ActHats& given = *act.hats_after;
    const bool theirs =
        given.hats == person.hats && given.parts == person.scope.sessions.size() + person.scope.rooms.size() &&
        begins_with(person.scope.sessions, given.scope.sessions) && begins_with(person.scope.rooms, given.scope.rooms);
    return theirs ? act.by : PersonId{};
  }
  return {};
}

/// By what the clock of the session, or of its round, was set to these times.
const Act* act_that_set(const State& state, const std::string& session, bool round, Instant starts, Instant ends) {
  for (auto act = state.acts.rbegin(); act != state.acts.rend(); ++act) {
    if (act->what != ActKind::clocks) continue;
    for (const ActClock& clock : act->clocks) {
      if (clock.session != session || clock.round != round) continue;
      return clock.ends == ends && (round || clock.starts == starts) ? &*act : nullptr;
    }
  }
  return nullptr;
}

/// Whether nobody but whoever asks moved it since they saw it: who presses twice may be faster than their page.
bool moved_by_oneself(const Deciding& d, const ActClock& now, std::optional<Instant> starts, Instant ends) {
  const std::deque<Act>& acts = d.state().acts;
  ActClock then = now;
  for (auto act = acts.rbegin(); act != acts.rend(); ++act) {
    if (act->what != ActKind::clocks) continue;
    for (const ActClock& clock : act->clocks) {
      if (clock.session != now.session || clock.round != now.round) continue;
      if (act->by != d.by() || clock.ends != then.ends || clock.starts != then.starts) return false;
      then.starts = clock.started;
      then.ends = clock.ended;
      if (then.ends == ends && (!starts || then.starts == *starts)) return true;
    }
  }
  return false;
}

/// The latest that ended the round, or took that back.
const Operation* latest_turn_of(const State& state, RoundId round) {
  for (auto at = state.operations.rbegin(); at != state.operations.rend(); ++at)
    if (at->done.round && at->done.round->round == round) return &*at;
  return nullptr;
}

template <class Id>
std::string spaced(const std::vector<Id>& ids) {
  std::string out;
  for (const Id& id : ids) {
    if (!out.empty()) out += ' ';
    if constexpr (std::is_same_v<Id, std::string>)
      out += id;
    else if constexpr (std::is_enum_v<Id>)
      out += boost::describe::enum_to_string(id, "");
    else
      out += to_string(id);
  }
  return out;
}

std::string in_milliseconds(Instant when) { return std::to_string(when.ms); }

}  // namespace

void say_who(const State& state, PersonId by, std::map<std::string, std::string>& parameters) {
  if (!by) return;
  parameters["by"] = to_string(by);
  if (const auto& profile = state.person(by).profile.words) parameters["by_name"] = profile->name;
}

Decided fault_in_hats_seen(const State& state, const Person& person, const std::optional<SeenHats>& seen) {
  if (!seen) return {};
  // What somebody reaches who is no staff is shown nowhere, and says nothing.
  const bool reach = person.staff();
  if (same_whatever_order(seen->hats, person.hats) &&
      (!reach || (same_whatever_order(seen->scope.sessions, person.scope.sessions) &&
                  same_whatever_order(seen->scope.rooms, person.scope.rooms))))
    return {};
  std::map<std::string, std::string> parameters{{"person", to_string(person.id)}, {"hats", spaced(person.hats)}};
  if (reach && !person.scope.sessions.empty()) parameters["sessions"] = spaced(person.scope.sessions);
  if (reach && !person.scope.rooms.empty()) parameters["rooms"] = spaced(person.scope.rooms);
  say_who(state, hats_given_by(state, person), parameters);
  return refuse("hats.changed", "the hats changed since they were seen: look again", std::move(parameters));
}

Decided fault_in_times_seen(const Deciding& d, const Session& session, std::optional<Instant> starts, Instant ends) {
  if (session.ends == ends && (!starts || session.starts == *starts)) return {};
  const State& state = d.state();
  const std::string& id = session.definition.id;
  if (moved_by_oneself(d, {id, false, {}, {}, session.starts, session.ends}, starts, ends)) return {};
  std::map<std::string, std::string> parameters{
      {"session", id}, {"starts", in_milliseconds(session.starts)}, {"ends", in_milliseconds(session.ends)}};
  if (const Act* act = act_that_set(state, id, false, session.starts, session.ends))
    say_who(state, act->by, parameters);
  return refuse("session.changed", "the session was moved since it was seen: look again", std::move(parameters));
}

Decided fault_in_round_seen(const Deciding& d, const Session& session, std::optional<Instant> ends) {
  const State& state = d.state();
  const Round& round = state.round(session.round);
  const bool closing = round.state == RoundState::closing;
  const Operation* turned = latest_turn_of(state, round.id);
  const bool by_hand = closing && turned && !turned->done.round->closed;
  if (!ends || (closing && round.until == *ends) || (!by_hand && round.ends == *ends)) return {};
  const std::string& id = session.definition.id;
  if (!by_hand && moved_by_oneself(d, {id, true, {}, {}, {}, round.ends}, {}, *ends)) return {};
  std::map<std::string, std::string> parameters{{"session", id},
                                                {"ends", in_milliseconds(closing ? round.until : round.ends)}};
  const Act* act = act_that_set(state, id, true, {}, round.ends);
  const bool taken_back = turned && turned->done.round->closed && (!act || turned->at > act->at);
  if (by_hand || taken_back)
    say_who(state, turned->done.by, parameters);
  else if (act)
    say_who(state, act->by, parameters);
  return refuse("round.changed", "the round's end was moved since it was seen: look again", std::move(parameters));
}

}  // namespace convene

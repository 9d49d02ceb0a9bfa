#include "matcher/retention.h"

#include <algorithm>

#include "matcher/deciding.h"
#include "matcher/limits.h"

namespace convene {

namespace {

Duration days_kept(const State& state) { return minutes(24 * 60) * state.event.retention_days; }

/// How long staff know of it.
Duration lead(const State& state) { return std::min(limits::erasure_notice, Duration{days_kept(state).ms / 2}); }

}  // namespace

std::optional<Instant> retention_ends(const State& state) {
  // What was called off keeps nobody's words, unless all was.
  std::optional<Instant> last, of_all;
  for (const Session& session : state.sessions) {
    of_all = std::max(of_all.value_or(session.ends), session.ends);
    if (session.state != SessionState::cancelled) last = std::max(last.value_or(session.ends), session.ends);
  }
  if (!last) last = of_all;
  if (!last) return {};
  return std::max(*last, state.loaded) + days_kept(state);
}

std::optional<Instant> erasure_announced(const State& state) {
  const auto ends = retention_ends(state);
  if (!ends || !state.erases || state.erases < *ends) return {};
  return state.erases;
}

bool retention_over(const State& state, Instant now) {
  const auto at = erasure_announced(state);
  return at && *at <= now;
}

std::optional<Instant> event_deadline(const State& state) {
  const auto ends = retention_ends(state);
  if (!ends || state.index.known == 0) return {};
  if (const auto at = erasure_announced(state)) return at;
  return *ends - lead(state);
}

void event_due(Deciding& d) {
  const State& state = d.state();
  if (!erasure_announced(state)) {
    const Instant ends = *retention_ends(state);
    d.emit(ErasureAnnounced{std::max(ends, d.now() + std::min(limits::erasure_notice_least, lead(state)))});
    return;
  }
  // So many at once, so that no record grows with the crowd; the rest is due at once.
  std::size_t erased = 0;
  for (const Person& person : state.people) {
    if (person.standing == Standing::erased) continue;
    if (++erased > limits::erased_at_once) break;
    erase_person(d, person.id);
  }
}

}  // namespace convene

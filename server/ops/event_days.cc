#include "server/ops/event_days.h"

#include <algorithm>

#include "server/ops/zone.h"

namespace convene::ops {

std::string event_days(const State& state, const std::string& locale) {
  Instant from, to;
  for (const Session& session : state.sessions) {
    if (session.state == SessionState::cancelled) continue;
    from = from ? std::min(from, session.starts) : session.starts;
    to = std::max(to, session.ends);
  }
  if (!from) return {};
  const auto day = [&](Instant at) { return day_in_words(at, state.event.time_zone, locale); };
  const std::string first = day(from), last = day(to);
  return first == last ? first : first + " – " + last;
}

}  // namespace convene::ops

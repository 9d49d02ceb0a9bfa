// When an event is, in words.
#pragma once

#include <string>

#include "matcher/state.h"

namespace convene::ops {

/// From the first session's day to the last one's, but for cancelled sessions, in the event's zone and as the language
/// of the locale writes them: "July 27, 2021 – July 29, 2021", or the one day. Empty: there is no session. Any thread.
/// O(sessions).
std::string event_days(const State& state, const std::string& locale);

}  // namespace convene::ops

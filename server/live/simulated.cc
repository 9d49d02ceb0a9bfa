#include "server/live/simulated.h"

#include <algorithm>

namespace convene::live {

Timers::Id SimulatedClock::at(Instant when, std::function<void()> what) {
  timers_.emplace(std::pair(std::max(when, now_), ++last_), std::move(what));
  return last_;
}

void SimulatedClock::cancel(Id id) {
  if (id != 0) std::erase_if(timers_, [id](const auto& timer) { return timer.first.second == id; });
}

std::optional<Instant> SimulatedClock::next() const {
  if (timers_.empty()) return {};
  return timers_.begin()->first.first;
}

void SimulatedClock::run_until(Instant when) {
  while (!timers_.empty() && timers_.begin()->first.first <= when) {
    auto timer = timers_.extract(timers_.begin());
    now_ = std::max(now_, timer.key().first);
    timer.mapped()();
  }
  now_ = std::max(now_, when);
}

std::size_t Mailbox::drain() {
  std::size_t count = 0;
  while (!letters_.empty()) {
    const auto letter = std::move(letters_.front());
    letters_.pop_front();
    letter();
    ++count;
  }
  return count;
}

}  // namespace convene::live

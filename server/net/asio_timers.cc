#include "server/net/asio_timers.h"

#include <algorithm>
#include <boost/asio/post.hpp>

namespace convene::net {

// A wait is cut into pieces: the system's timer stands still while the machine sleeps, the event's clock does not.
constexpr std::int64_t kLongestWaitMs = 5'000;

live::Timers::Id AsioTimers::at(Instant when, std::function<void()> what) {
  const Id id = ++last_;
  const auto place = due_.emplace(std::pair{when, id}, std::move(what)).first;
  when_.emplace(id, when);
  if (place == due_.begin()) wait();
  return id;
}

void AsioTimers::cancel(Id id) {
  const auto found = when_.find(id);
  if (found == when_.end()) return;
  due_.erase({found->second, id});
  when_.erase(found);
}

void AsioTimers::wait() {
  if (due_.empty()) return;
  const Instant first = due_.begin()->first.first;
  const Instant now = clock_.now();
  const std::int64_t ms = first <= now ? 0 : std::min(first.ms - now.ms, kLongestWaitMs);
  timer_.expires_after(std::chrono::milliseconds(ms));
  timer_.async_wait([this](const boost::system::error_code& error) {
    if (!error) run();
  });
}

void AsioTimers::run() {
  const Instant now = clock_.now();
  // Only those there are now: what they set anew waits for the next turn, even if it is due at once.
  const Id newest = last_;
  for (auto next = due_.begin(); next != due_.end() && next->first.first <= now;) {
    if (next->first.second > newest) {
      ++next;
      continue;
    }
    const std::function<void()> what = std::move(next->second);
    when_.erase(next->first.second);
    due_.erase(next);
    what();
    next = due_.begin();
  }
  wait();
}

live::Post post_to(asio::io_context& io) {
  return [&io](std::function<void()> what) { asio::post(io, std::move(what)); };
}

}  // namespace convene::net

// The shard's timers and its post, over Asio (live/clock.h).
//
// One system timer serves all: the nearest instant is waited for. Setting and cancelling are O(log timers).
#pragma once

#include <boost/asio/basic_waitable_timer.hpp>
#include <chrono>
#include <map>
#include <unordered_map>
#include <utility>

#include "server/live/clock.h"
#include "server/net/shard.h"

namespace convene::net {

class AsioTimers final : public live::Timers {
 public:
  AsioTimers(asio::io_context& io, const live::Clock& clock) : clock_(clock), timer_(io.get_executor()) {}
  Id at(Instant when, std::function<void()> what) override;
  void cancel(Id id) override;

 private:
  using Timer =
      asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor>;
  void wait();
  void run();

  const live::Clock& clock_;
  Timer timer_;
  std::map<std::pair<Instant, Id>, std::function<void()>> due_;
  std::unordered_map<Id, Instant> when_;
  Id last_ = 0;
};

/// Runs things on the shard's thread, in order; from any thread.
live::Post post_to(asio::io_context& io);

}  // namespace convene::net

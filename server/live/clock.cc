#include "server/live/clock.h"

#include <openssl/rand.h>

#include <ctime>
#include <stdexcept>

namespace convene::live {

namespace {

// std::chrono::steady_clock stands still while the machine sleeps; CLOCK_BOOTTIME does not (clock_gettime(2)).
std::chrono::milliseconds since_boot() {
  timespec now{};
  if (clock_gettime(CLOCK_BOOTTIME, &now) != 0) throw std::runtime_error("the system has no CLOCK_BOOTTIME");
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::seconds(now.tv_sec) +
                                                               std::chrono::nanoseconds(now.tv_nsec));
}

}  // namespace

SystemClock::SystemClock(std::optional<Instant> starts_at) : anchor_(since_boot()) {
  using std::chrono::milliseconds;
  const auto wall = std::chrono::system_clock::now().time_since_epoch();
  origin_ = starts_at.value_or(Instant{std::chrono::duration_cast<milliseconds>(wall).count()});
}

Instant SystemClock::now() const { return origin_ + Duration{(since_boot() - anchor_).count()}; }

std::uint64_t SystemEntropy::next() {
  std::uint64_t bits = 0;
  if (RAND_bytes(reinterpret_cast<unsigned char*>(&bits), sizeof bits) != 1)
    throw std::runtime_error("the system gives no random bytes");
  return bits;
}

}  // namespace convene::live

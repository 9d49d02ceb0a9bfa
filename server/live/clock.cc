#include "server/live/clock.h"

#include <openssl/rand.h>

#include <stdexcept>

namespace convene::live {

SystemClock::SystemClock(std::optional<Instant> starts_at) : anchor_(std::chrono::steady_clock::now()) {
  using std::chrono::milliseconds;
  const auto wall = std::chrono::system_clock::now().time_since_epoch();
  origin_ = starts_at.value_or(Instant{std::chrono::duration_cast<milliseconds>(wall).count()});
}

Instant SystemClock::now() const {
  const auto passed = std::chrono::steady_clock::now() - anchor_;
  return origin_ + Duration{std::chrono::duration_cast<std::chrono::milliseconds>(passed).count()};
}

std::uint64_t SystemEntropy::next() {
  std::uint64_t bits = 0;
  if (RAND_bytes(reinterpret_cast<unsigned char*>(&bits), sizeof bits) != 1)
    throw std::runtime_error("the system gives no random bytes");
  return bits;
}

}  // namespace convene::live

// Time as the core knows it: UTC milliseconds, handed in with every request. Nothing in matcher/ asks what time it is.
#pragma once

#include <compare>
#include <cstdint>

namespace convene {

/// Milliseconds between two instants.
struct Duration {
  std::int64_t ms = 0;
  constexpr auto operator<=>(const Duration&) const = default;
};

constexpr Duration milliseconds(std::int64_t n) { return {n}; }
constexpr Duration seconds(std::int64_t n) { return {n * 1000}; }
constexpr Duration minutes(std::int64_t n) { return {n * 60'000}; }
constexpr Duration operator+(Duration a, Duration b) { return {a.ms + b.ms}; }
constexpr Duration operator-(Duration a, Duration b) { return {a.ms - b.ms}; }
constexpr Duration operator*(Duration a, std::int64_t n) { return {a.ms * n}; }

/// Milliseconds since 1970-01-01T00:00:00Z. Zero means "not set".
struct Instant {
  std::int64_t ms = 0;
  constexpr auto operator<=>(const Instant&) const = default;
  constexpr explicit operator bool() const { return ms != 0; }
};

constexpr Instant operator+(Instant t, Duration d) { return {t.ms + d.ms}; }
constexpr Instant operator-(Instant t, Duration d) { return {t.ms - d.ms}; }
constexpr Duration operator-(Instant a, Instant b) { return {a.ms - b.ms}; }

/// When the minute of `t` began.
constexpr Instant minute_of(Instant t) { return {t.ms - t.ms % 60'000}; }

}  // namespace convene

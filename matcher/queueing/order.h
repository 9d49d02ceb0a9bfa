// The order of a queue: who is served before whom. The one comparator that server, dashboard and client share.
//
// A ticket's key is its join sequence number less the boost it was given when it joined, never a time and never
// anything drawn at random, so the order is strict, total and the same wherever it is worked out. Keys are scaled so
// that a ticket can be moved between two others. Every place stays within 2^53, so that a client in JavaScript
// compares keys as numbers, exactly.
//
// Bounded overtaking: whoever joined with boost b comes before those who joined without one at most b - 1 joins
// earlier, and before nobody else.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <optional>

namespace convene::queueing {

/// Smaller is served first. `number` is the ticket's own, unique in its event: no two keys are equal.
struct OrderKey {
  std::int64_t place = 0;
  std::uint64_t number = 0;

  friend constexpr auto operator<=>(const OrderKey&, const OrderKey&) = default;
};

/// How far apart two places that were taken one after the other lie.
inline constexpr std::int64_t place_scale = std::int64_t{1} << 20;
/// The largest boost, in joins; a policy may set a smaller one.
inline constexpr std::uint32_t max_boost = 10'000;
/// More joins than any event sees.
inline constexpr std::uint64_t max_sequence = std::uint64_t{1} << 32;
inline constexpr std::int64_t max_place = std::int64_t{1} << 53;

/// The place of the `sequence`-th to join. What is beyond a limit is cut to it.
constexpr std::int64_t joined(std::uint64_t sequence, std::uint32_t boost = 0) {
  return (static_cast<std::int64_t>(std::min(sequence, max_sequence)) - std::min(boost, max_boost)) * place_scale;
}

/// A place after `a` and before `b`, whatever the ticket's number; nothing if there is none left, or if `b` is not
/// after `a`. Halfway, so that at one spot between two neighbours 20 tickets fit even if each is put right beside the
/// one before it. Whoever finds no room moves a neighbour first.
constexpr std::optional<std::int64_t> between(const OrderKey& a, const OrderKey& b) {
  if (a.place < -max_place || b.place > max_place || a.place >= b.place || b.place - a.place < 2) return std::nullopt;
  return a.place + (b.place - a.place) / 2;
}

/// A place before `first`; nothing at the end of what a key can hold.
constexpr std::optional<std::int64_t> before(const OrderKey& first) {
  if (first.place < place_scale - max_place || first.place > max_place) return std::nullopt;
  return first.place - place_scale;
}

/// A place after `last`, and before whoever joins next if `last` was the last to join.
constexpr std::optional<std::int64_t> after(const OrderKey& last) {
  if (last.place > max_place - place_scale || last.place < -max_place) return std::nullopt;
  return last.place + place_scale / 2;
}

}  // namespace convene::queueing

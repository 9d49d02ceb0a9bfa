// Who sits where while a grouping is being made: exchanges with their exact effect on the score.
#pragma once

#include <cstdint>
#include <memory>

#include "matcher/grouping/problem.h"
#include "matcher/grouping/score.h"

namespace convene::grouping {

/// Seats of the problem's people under exchange. People are called by their index in `problem.people`; the problem
/// must outlive it, be clean (as `plan` makes it: no duplicates, nodes in their trees) and not change meanwhile.
class Seating {
 public:
  using Index = std::uint32_t;

  Seating(const Problem& problem, Seats rooms);
  Seating(Seating&&) noexcept;
  Seating& operator=(Seating&&) noexcept;
  ~Seating();

  const Seats& rooms() const;

  /// Points lost by all rooms, kept up to date by every exchange: O(1).
  std::int64_t cost() const;
  /// The same number reckoned anew: O(n x room).
  std::int64_t recomputed_cost() const;

  /// What the cost would change by. O(room). The two must sit in different rooms.
  std::int64_t swap_delta(Index a, Index b) const;
  /// Likewise for one person who goes to another room; the caller sees to it that sizes stay in bounds.
  std::int64_t move_delta(Index person, std::uint32_t room) const;
  void swap(Index a, Index b);
  void move(Index person, std::uint32_t room);

  /// ~0 if the person has no seat.
  std::uint32_t room_of(Index person) const;

  /// Sits with people who share no language, with somebody met before or to be kept apart from, or without somebody to
  /// sit with. O(room + couples of the
  /// person).
  bool in_trouble(Index person) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace convene::grouping

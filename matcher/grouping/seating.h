// Who sits where while a grouping is being made: exchanges with their exact effect on the score.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "matcher/grouping/criteria.h"
#include "matcher/grouping/problem.h"
#include "matcher/grouping/score.h"

namespace convene::grouping {

/// Seats of a problem's people under exchange. People are called by their index in `problem.people`, or by their place
/// in an excerpt. A value; one thread at a time, but any number may read.
class Seating {
 public:
  using Index = std::uint32_t;

  /// `problem` must be `cleaned`, its trees must outlive this. O(n x room + couples).
  Seating(const Problem& problem, Seats rooms);

  /// The people of some rooms alone, called by their places in `people`.
  struct Excerpt;
  /// Reads only: several may be made at once. `rooms` are numbers of rooms; `place` is Criteria::excerpt's. O(people x
  /// (room + those they know)).
  Excerpt excerpt(std::span<const std::uint32_t> rooms, std::span<const std::uint32_t> place) const;
  /// The people of an excerpt sit here as they do there. O(people).
  void adopt(const Excerpt& excerpt);
  /// Everybody sits elsewhere. Nobody in two rooms. O(n x room).
  void seat(Seats rooms);

  const Criteria& criteria() const { return criteria_; }
  const Seats& rooms() const { return rooms_; }

  /// Points lost by all rooms, kept up to date by every exchange; of an excerpt, as if there were nobody else. O(1).
  std::int64_t cost() const { return total_; }

  /// What the cost would change by. O(room). The two must sit in different rooms.
  std::int64_t swap_delta(Index a, Index b) const;
  /// Likewise for one person who goes to another room; the caller sees to it that sizes stay in bounds.
  std::int64_t move_delta(Index person, std::uint32_t room) const;
  void swap(Index a, Index b);
  void move(Index person, std::uint32_t room);

  /// ~0 if the person has no seat.
  std::uint32_t room_of(Index person) const { return room_of_[person]; }
  const std::vector<std::uint32_t>& room_of() const { return room_of_; }

  /// Sits with people who share no language, with somebody met before or to be kept apart from, or without somebody to
  /// sit with. O(room + couples of the person).
  bool in_trouble(Index person) const;

 private:
  struct Exchange {
    std::int64_t whole = 0;  // what the room as a whole would lose
    std::int64_t delta = 0;  // change of all it loses
  };

  Seating(Criteria criteria, Seats rooms);

  Exchange exchange(std::uint32_t room, std::uint32_t out, std::uint32_t in) const;
  std::int64_t lost_in(std::uint32_t room) const;
  void commit(std::uint32_t room, const Exchange& e) {
    whole_[room] = e.whole;
    total_ += e.delta;
  }
  void leave(std::uint32_t person);
  void enter(std::uint32_t person, std::uint32_t room);

  Criteria criteria_;
  Seats rooms_;
  std::vector<std::uint32_t> room_of_;  // ~0: in none
  std::vector<std::uint32_t> seat_of_;
  std::vector<std::int64_t> whole_;  // what each room loses as a whole: levels, language, size
  std::int64_t total_ = 0;
};

struct Seating::Excerpt {
  std::vector<std::uint32_t> rooms;   // by their numbers in the whole
  std::vector<std::uint32_t> people;  // likewise
  std::int64_t given = 0;             // cost before any exchange
  Seating seating;                    // rooms and people by their places in the two lists
};

}  // namespace convene::grouping

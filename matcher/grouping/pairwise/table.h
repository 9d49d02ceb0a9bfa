// Who sits where in every round while an arrangement is being searched, and what an exchange would change.
//
// For each round, unit and room the points that the unit has (or would have) there are kept, so that a swap costs two
// looks, and an exchange made costs O(units) in its round and O(room) in the others. Above `kept_cells` of them, or
// where not every pair fits, they are reckoned when asked: O(room x log weights of the unit).
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "matcher/grouping/pairwise/problem.h"
#include "matcher/grouping/pairwise/units.h"

namespace convene::grouping::pairwise {

/// What an exchange changes: broken rules (fewer is better, by far), and points (more is better).
struct Change {
  std::int64_t broken = 0;
  std::int64_t points = 0;
};

/// The rooms in which people sit now, the fullest first.
std::vector<std::uint32_t> present_rooms(const Units& units);

class Table {
 public:
  /// `rooms` rooms in each round, the first of which continue these present ones. Seats begin empty: `seat` everybody
  /// in every round before anything else.
  Table(const Problem& problem, const Units& units, std::uint32_t rooms, const std::vector<std::uint32_t>& continued);

  std::uint32_t units() const { return static_cast<std::uint32_t>(units_.units.size()); }
  std::uint32_t rooms() const { return rooms_; }
  std::uint32_t rounds() const { return rounds_; }
  const Unit& unit(Index u) const { return units_.units[u]; }
  Index room_of(std::uint32_t round, Index u) const { return room_of_[round][u]; }
  const std::vector<Index>& in(std::uint32_t round, std::uint32_t room) const { return in_[round][room]; }
  std::uint32_t size(std::uint32_t round, std::uint32_t room) const { return size_[round][room]; }

  /// People too many or too few, pairs that are kept apart, units outside the language of their room: over all rounds.
  std::int64_t broken() const { return broken_; }
  /// The score, but for a constant.
  std::int64_t points() const { return points_; }

  void seat(std::uint32_t round, Index u, std::uint32_t room);
  Change seating(std::uint32_t round, Index u, std::uint32_t room) const;

  Change moving(std::uint32_t round, Index u, std::uint32_t room) const;
  Change swapping(std::uint32_t round, Index u, Index v) const;
  /// u goes where v is, v where w is, w where u is; three different rooms.
  Change turning(std::uint32_t round, Index u, Index v, Index w) const;
  void move(std::uint32_t round, Index u, std::uint32_t room, const Change& change);
  void swap(std::uint32_t round, Index u, Index v, const Change& change);
  void turn(std::uint32_t round, Index u, Index v, Index w, const Change& change);

  std::vector<Round> seats() const;
  /// As `seats` gave them, of this table.
  void restore(const std::vector<std::vector<Index>>& room_of);
  const std::vector<std::vector<Index>>& places() const { return room_of_; }

 private:
  std::int64_t weight(Index u, Index v) const;
  std::uint32_t met(Index u, Index v) const;
  /// What the two gain by sharing a room in this round, given all other rounds.
  std::int64_t together(std::uint32_t round, Index u, Index v) const;
  std::int64_t gain(std::uint32_t round, Index u, std::uint32_t room) const;
  std::int64_t stay(std::uint32_t round, Index u, std::uint32_t room) const;
  std::int64_t size_points(std::int64_t size) const;
  std::int64_t size_broken(std::int64_t size) const;
  std::int64_t apart_in(std::uint32_t round, Index u, std::uint32_t room) const;
  bool apart(Index u, Index v) const;
  std::int64_t outside(std::uint32_t round, std::uint32_t room, Index out, Index in) const;
  /// The room's own change when one goes and another comes; either may be nobody. Without what the pairs gain.
  Change exchange(std::uint32_t round, std::uint32_t room, Index out, Index in) const;

  void leave(std::uint32_t round, Index u);
  void enter(std::uint32_t round, Index u, std::uint32_t room);
  void note(std::uint32_t round, Index u, std::uint32_t room, int sign);
  void note_meeting(std::uint32_t round, Index u, Index v, int sign);

  const Problem& problem_;
  const Units& units_;
  std::uint32_t rooms_;
  std::uint32_t rounds_;
  bool repeats_ = false;    // meetings count
  bool languages_ = false;  // somebody cannot talk with everybody
  bool dense_ = false;
  std::vector<std::vector<std::vector<Index>>> in_;
  std::vector<std::vector<Index>> room_of_;
  std::vector<std::vector<std::uint32_t>> place_;
  std::vector<std::vector<std::uint32_t>> size_;
  std::vector<std::int64_t> weight_;  // dense: by pair
  std::vector<std::uint16_t> met_;    // dense: by pair
  std::vector<std::int64_t> gain_;    // dense: by round, unit, room
  std::unordered_map<std::uint64_t, std::uint16_t> met_sparse_;
  std::vector<std::uint32_t> label_;  // by room: the present room it continues
  std::int64_t broken_ = 0;
  std::int64_t points_ = 0;
};

}  // namespace convene::grouping::pairwise

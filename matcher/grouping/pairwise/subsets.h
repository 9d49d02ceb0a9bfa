// Few units: every set of them as a room, and what a set of them is worth at most when it is divided into rooms.
//
// Sets are bits of a word. A division is named by its rooms in falling order of their topmost unit: the unit with the
// highest number that has no room yet gets one with some of those below it. So each division is looked at once.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "matcher/grouping/pairwise/problem.h"
#include "matcher/grouping/pairwise/units.h"

namespace convene::grouping::pairwise {

using Set = std::uint32_t;  // a bit a unit

inline constexpr std::uint32_t most_in_sets = 20;  // units
inline constexpr std::uint32_t most_labels = 32;   // present rooms

/// Whatever is no more than half of it cannot be.
inline constexpr std::int64_t never = std::numeric_limits<std::int64_t>::min() / 2;
constexpr bool possible(std::int64_t points) { return points > never / 2; }

/// The sets of units that can be rooms. Units are numbered anew: who may sit in few rooms comes last.
class Sets {
 public:
  /// Of at most `most_in_sets` units. O(2^units x units).
  Sets(const Problem& problem, const Units& units);

  std::uint32_t units() const { return n_; }
  Set all() const { return static_cast<Set>((std::uint64_t{1} << n_) - 1); }
  const Unit& unit(std::uint32_t u) const { return *units_[u]; }
  std::uint32_t people(Set set) const { return people_[set]; }
  /// Weights and size; `never` where the set is no room.
  std::int64_t value(Set set) const { return value_[set]; }
  /// By their topmost unit, each list in rising order.
  const std::vector<std::vector<Set>>& rooms() const { return rooms_; }

  /// Present rooms whose people pay for leaving them.
  std::uint32_t labels() const { return static_cast<std::uint32_t>(members_.size()); }
  /// The units that have somebody in it.
  Set members(std::uint32_t label) const { return members_[label]; }
  /// What those of this set save by continuing that room.
  std::int64_t stay(std::uint32_t label, Set set) const;

 private:
  void find_labels(const Problem& problem);
  void weigh(const Problem& problem, const std::vector<std::uint32_t>& number_of);

  std::uint32_t n_;
  std::vector<const Unit*> units_;
  std::vector<std::uint32_t> people_;
  std::vector<std::int64_t> value_;
  std::vector<std::vector<Set>> rooms_;
  std::vector<Set> members_;
  std::vector<std::vector<std::int64_t>> stay_;  // by label, unit
};

/// The number of different present rooms, where they matter.
std::size_t labels_of(const Problem& problem, const Units& units);

/// What rooms are charged: each of them, and each that continues a present room. Relaxes the rules that they stand for
/// (Lagrange): so many rooms, and no present room continued twice.
struct Charges {
  std::int64_t room = 0;
  std::vector<std::int64_t> label;  // none is below 0
};

/// The most that each set of units is worth in rooms that pay these charges and may be as many as they like, several of
/// which may continue one present room.
class Relaxed {
 public:
  explicit Relaxed(const Sets& sets);

  /// Steps of one `reckon`: O(3^units) at worst, less the fewer sets can be rooms.
  std::uint64_t steps() const { return steps_; }
  void reckon(const Charges& charges);

  /// Of a set without the topmost unit, or of all.
  std::int64_t most(Set set) const { return set == sets_.all() ? most_of_all_ : most_[set]; }
  /// Of the number-th room of that topmost unit: value, what it saves where it is best continued, less charges.
  std::int64_t worth(std::uint32_t top, std::size_t number) const { return worth_[top][number]; }

  /// How often one of the best relaxed divisions continues each present room, and how many rooms it has.
  struct Use {
    std::int64_t rooms = 0;
    std::vector<std::int64_t> label;
  };
  Use use(const Charges& charges) const;

 private:
  const Sets& sets_;
  std::uint64_t steps_ = 0;
  std::vector<std::vector<std::int64_t>> worth_;
  std::vector<std::int64_t> most_;
  std::int64_t most_of_all_ = never;
};

/// Into how many rooms each set can be divided, a bit a number. As `most`, in as many steps.
class Divisible {
 public:
  explicit Divisible(const Sets& sets);
  bool into(Set set, std::uint32_t rooms) const { return ((set == all_ ? of_all_ : into_[set]) >> rooms & 1) != 0; }

 private:
  Set all_;
  std::vector<std::uint32_t> into_;
  std::uint32_t of_all_ = 0;
};

}  // namespace convene::grouping::pairwise

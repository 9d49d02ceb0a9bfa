#include "matcher/grouping/pairwise/exact.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "matcher/grouping/pairwise/subsets.h"

namespace convene::grouping::pairwise {

namespace {

constexpr std::size_t kMostRemembered = 1'000'000;
constexpr int kAttempts = 40;
constexpr std::int64_t kMostCharge = std::int64_t{1} << 54;  // more than all weights together
constexpr std::uint64_t kFewSteps = 300'000;                 // at least so many in each attempt
constexpr std::uint64_t kPart = 16;                          // and this part of what its bound took
constexpr std::uint64_t kStepsOfState = 100;                 // to remember it, and to sort its choices
constexpr std::uint64_t kStepsOfChoice = 8;                  // its sets lie anywhere in memory
constexpr std::int64_t kWholeStep = 256;                     // Polyak's step, in parts

__extension__ using Wide = __int128;

/// Who has no room yet, how many rooms there still are to be, and which present rooms of theirs are continued already.
struct State {
  Set left = 0;
  std::uint32_t rooms = 0;  // 0 throughout where any number will do
  std::uint32_t used = 0;   // a bit a label

  std::uint64_t key() const { return std::uint64_t{used} << 32 | std::uint64_t{rooms} << most_in_sets | left; }
};

class Prover {
 public:
  Prover(const Problem& problem, const Sets& sets, Relaxed& relaxed, std::uint64_t steps)
      : problem_(problem), sets_(sets), relaxed_(relaxed), most_steps_(steps) {
    charges_.label.resize(sets.labels());
  }

  Proof prove() {
    if (problem_.rooms.count) {
      if (*problem_.rooms.count > sets_.units()) return {true, {}, steps_};
      divisible_.emplace(sets_);
      steps_ += relaxed_.steps();
      if (!divisible_->into(sets_.all(), *problem_.rooms.count)) return {true, {}, steps_};
    }
    Charges best = charges_;
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    std::int64_t step = kWholeStep;
    bool complete = false;
    for (int attempt = 0; !complete; ++attempt) {
      steps_ += relaxed_.steps();
      relaxed_.reckon(charges_);
      const std::int64_t bound = bound_of_all();
      if (!possible(bound)) return {true, {}, steps_};
      if (attempt == 0) dive();
      const bool last = attempt + 1 == kAttempts || step == 0 || left() < 3 * relaxed_.steps();
      complete = descend(last ? left() : std::min(left(), std::max(kFewSteps, relaxed_.steps() / kPart)));
      if (complete || last) break;
      if (bound < least) {
        least = bound;
        best = charges_;
      } else {
        step /= 2;
      }
      if (!adjust(bound, step)) step = 0, charges_ = best;
    }
    Proof proof{complete, {}, steps_};
    if (any_) proof.round = round();
    return proof;
  }

 private:
  struct Choice {
    std::int64_t bound;  // of the whole
    std::int64_t points;
    Set room;
    std::uint32_t used;
  };

  std::uint64_t left() const { return steps_ < most_steps_ ? most_steps_ - steps_ : 0; }
  std::int64_t rooms_charge(std::uint32_t rooms) const { return charges_.room * rooms; }
  /// What those who are left may pay for continuing present rooms of theirs, each once.
  std::int64_t labels_charge(Set left, std::uint32_t used) const {
    std::int64_t sum = 0;
    for (std::uint32_t label = 0; label < sets_.labels(); ++label)
      if ((used >> label & 1) == 0 && (sets_.members(label) & left) != 0) sum += charges_.label[label];
    return sum;
  }
  std::int64_t bound_of_all() const {
    const std::int64_t most = relaxed_.most(sets_.all());
    return possible(most) ? most + rooms_charge(problem_.rooms.count.value_or(0)) + labels_charge(sets_.all(), 0)
                          : never;
  }

  bool better(std::int64_t bound) const { return possible(bound) && (!any_ || bound > best_); }

  void offer(const State& state, std::int64_t points, Set room, std::uint32_t used, std::vector<Choice>& out) const {
    const Set rest = state.left ^ room;
    const std::uint32_t rooms = state.rooms == 0 ? 0 : state.rooms - 1;
    const std::int64_t bound = points + relaxed_.most(rest) + rooms_charge(rooms) + labels_charge(rest, used);
    if (!better(bound)) return;
    if (!diving_ || out.empty())
      out.push_back({bound, points, room, used});
    else if (bound > out.front().bound)
      out.front() = {bound, points, room, used};
  }

  void consider(const State& state, std::int64_t points, std::size_t number, std::vector<Choice>& out) {
    const auto top = static_cast<std::uint32_t>(std::bit_width(state.left) - 1);
    const Set room = sets_.rooms()[top][number];
    const Set rest = state.left ^ room;
    steps_ += kStepsOfChoice;
    if (divisible_ && !divisible_->into(rest, state.rooms - 1)) return;
    const std::int64_t most = relaxed_.most(rest);
    if (!possible(most) || !better(points + relaxed_.worth(top, number) + most + allowance_)) return;
    const std::int64_t with = points + sets_.value(room);
    offer(state, with, room, state.used, out);
    for (std::uint32_t label = 0; label < sets_.labels(); ++label) {
      if ((state.used >> label & 1) != 0 || (sets_.members(label) & room) == 0) continue;
      ++steps_;
      offer(state, with + sets_.stay(label, room), room, state.used | 1u << label, out);
    }
  }

  /// Every room of the topmost unit that may lead to something better, the most promising first.
  std::vector<Choice> choices(const State& state, std::int64_t points) {
    std::vector<Choice> out;
    const auto top = static_cast<std::uint32_t>(std::bit_width(state.left) - 1);
    const auto& rooms = sets_.rooms()[top];
    allowance_ = rooms_charge(state.rooms) + labels_charge(state.left, state.used);
    const unsigned others = static_cast<unsigned>(std::popcount(state.left)) - 1;
    if ((std::size_t{1} << others) < rooms.size()) {
      // Fewer sets than rooms: each is looked for.
      const Set rest = state.left ^ (Set{1} << top);
      for (Set with = 0;; with = (with - rest) & rest) {
        ++steps_;
        const Set room = with | Set{1} << top;
        if (possible(sets_.value(room)))
          consider(state, points,
                   static_cast<std::size_t>(std::lower_bound(rooms.begin(), rooms.end(), room) - rooms.begin()), out);
        if (with == rest) break;
      }
    } else {
      steps_ += rooms.size();
      for (std::size_t number = 0; number < rooms.size(); ++number)
        if ((rooms[number] & ~state.left) == 0) consider(state, points, number, out);
    }
    std::stable_sort(out.begin(), out.end(), [](const Choice& a, const Choice& b) { return a.bound > b.bound; });
    return out;
  }

  /// A first division: always on to what may lead to the most.
  void dive() {
    diving_ = true;
    path_.clear();
    State state{sets_.all(), problem_.rooms.count.value_or(0), 0};
    std::int64_t points = 0;
    while (state.left != 0) {
      const Choice best = choices(state, points).front();
      path_.push_back(best.room);
      points = best.points;
      state = {state.left ^ best.room, state.rooms == 0 ? 0 : state.rooms - 1, best.used};
    }
    diving_ = false;
    any_ = true;
    best_ = points;
    division_ = path_;
  }

  /// True: all was looked at.
  bool descend(std::uint64_t steps) {
    end_ = steps_ + steps;
    reached_.clear();
    path_.clear();
    return down({sets_.all(), problem_.rooms.count.value_or(0), 0}, 0);
  }

  bool down(State state, std::int64_t points) {
    if (state.left == 0) {
      if (points <= best_) return true;
      best_ = points;
      division_ = path_;
      return true;
    }
    for (std::uint32_t label = 0; label < sets_.labels(); ++label)
      if ((sets_.members(label) & state.left) == 0) state.used &= ~(1u << label);
    const auto known = reached_.find(state.key());
    if (known != reached_.end()) {
      if (known->second >= points) return true;
      known->second = points;
    } else if (reached_.size() < kMostRemembered) {
      reached_.emplace(state.key(), points);
    }
    steps_ += kStepsOfState;
    if (steps_ >= end_) return false;
    for (const Choice& choice : choices(state, points)) {
      if (!better(choice.bound)) break;
      path_.push_back(choice.room);
      const State next{state.left ^ choice.room, state.rooms == 0 ? 0 : state.rooms - 1, choice.used};
      const bool all = down(next, choice.points);
      path_.pop_back();
      if (!all) return false;
    }
    return true;
  }

  /// Charges that bring the bound nearer to the best found; false: these are as good as they get.
  bool adjust(std::int64_t bound, std::int64_t step) {
    const Relaxed::Use use = relaxed_.use(charges_);
    const std::int64_t rooms =
        problem_.rooms.count ? use.rooms - static_cast<std::int64_t>(*problem_.rooms.count) : std::int64_t{0};
    std::int64_t norm = rooms * rooms;
    for (std::uint32_t label = 0; label < sets_.labels(); ++label) {
      const std::int64_t more = use.label[label] - 1;
      if (more > 0 || charges_.label[label] > 0) norm += more * more;
    }
    if (norm == 0) return false;
    const auto moved = [&](std::int64_t charge, std::int64_t by, std::int64_t least) {
      const Wide change = (Wide{bound} - best_) * by * step / (norm * kWholeStep);
      return static_cast<std::int64_t>(std::clamp<Wide>(charge + change, least, kMostCharge));
    };
    Charges next = charges_;
    next.room = moved(charges_.room, rooms, -kMostCharge);
    for (std::uint32_t label = 0; label < sets_.labels(); ++label)
      next.label[label] = moved(charges_.label[label], use.label[label] - 1, 0);
    const bool changed = next.room != charges_.room || next.label != charges_.label;
    charges_ = std::move(next);
    return changed;
  }

  Round round() const {
    Round round;
    for (const Set room : division_) {
      auto& people = round.emplace_back();
      for (Set rest = room; rest != 0; rest &= rest - 1) {
        const auto& more = sets_.unit(static_cast<std::uint32_t>(std::countr_zero(rest))).people;
        people.insert(people.end(), more.begin(), more.end());
      }
      std::sort(people.begin(), people.end());
    }
    return round;
  }

  const Problem& problem_;
  const Sets& sets_;
  Relaxed& relaxed_;
  std::optional<Divisible> divisible_;
  Charges charges_;
  std::uint64_t most_steps_;
  std::uint64_t steps_ = 0;
  std::uint64_t end_ = 0;       // of this attempt
  std::int64_t allowance_ = 0;  // of the charges, where choices are made
  bool diving_ = false;
  bool any_ = false;
  std::int64_t best_ = 0;
  std::vector<Set> division_;
  std::vector<Set> path_;
  std::unordered_map<std::uint64_t, std::int64_t> reached_;  // with the most points
};

}  // namespace

std::optional<Proof> prove(const Problem& problem, const Units& units, std::uint64_t steps) {
  if (units.units.empty() || units.units.size() > most_in_sets || labels_of(problem, units) > most_labels) return {};
  const Sets sets(problem, units);
  Relaxed relaxed(sets);
  if (relaxed.steps() * (problem.rooms.count ? 2 : 1) > steps) return {};
  return Prover(problem, sets, relaxed, steps).prove();
}

}  // namespace convene::grouping::pairwise

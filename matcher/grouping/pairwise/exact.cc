#include "matcher/grouping/pairwise/exact.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <map>

namespace convene::grouping::pairwise {

namespace {

using Set = std::uint32_t;  // a bit a unit

constexpr std::uint32_t kMostUnits = 20;
constexpr std::uint64_t kMostCells = 24'000'000;
constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::min() / 4;

std::size_t labels_of(const Units& units) {
  std::map<std::uint32_t, int> labels;
  for (const Unit& unit : units.units)
    for (const auto& [seat, count] : unit.seats) labels[seat] += 1;
  return labels.size();
}

class Exact {
 public:
  Exact(const Problem& problem, const Units& units)
      : problem_(problem), units_(units), n_(static_cast<std::uint32_t>(units.units.size())) {
    weigh_rooms();
    layers_ = problem.rooms.count ? *problem.rooms.count + 1 : 1;
  }

  std::optional<Round> solve(std::uint64_t& steps) {
    divide();
    // With labels: best_[k] is about rooms that continue none of the first k; the last are free.
    std::map<std::uint32_t, std::vector<std::uint32_t>> by_label;
    for (std::uint32_t u = 0; u < n_; ++u)
      for (const auto& [seat, count] : units_.units[u].seats) {
        auto& sizes = by_label[seat];
        sizes.resize(n_);
        sizes[u] = count;
      }
    std::vector<std::vector<std::uint32_t>> labels;
    if (problem_.move_penalty != 0)
      for (auto& [seat, sizes] : by_label) labels.push_back(std::move(sizes));
    const Set all = n_ == 0 ? 0 : (Set{1} << n_) - 1;
    // chosen[k][layer][S]: the room that continues label k when S is to be seated by labels k.. and free rooms.
    std::vector<std::vector<Set>> chosen(labels.size());
    for (std::size_t k = labels.size(); k-- > 0;) continue_room(labels[k], chosen[k]);
    const std::uint32_t last = layers_ - 1;
    steps += steps_;
    if (best_[cell(last, all)] <= kNever) return std::nullopt;
    Round round;
    Set left = all;
    std::uint32_t layer = last;
    const auto add = [&](Set room) {
      auto& people = round.emplace_back();
      for (Set rest = room; rest != 0; rest &= rest - 1) {
        const auto& more = units_.units[static_cast<std::size_t>(std::countr_zero(rest))].people;
        people.insert(people.end(), more.begin(), more.end());
      }
      std::sort(people.begin(), people.end());
      left &= ~room;
      if (layers_ > 1) --layer;
    };
    for (const auto& rooms : chosen)
      if (const Set room = rooms[cell(layer, left)]) add(room);
    while (left != 0) add(first_[cell(layer, left)]);
    return round;
  }

 private:
  std::size_t cell(std::uint32_t layer, Set set) const { return (std::size_t{layer} << n_) | set; }

  /// What each set of units is worth as a room; kNever: it cannot be one.
  void weigh_rooms() {
    const std::size_t sets = std::size_t{1} << n_;
    value_.assign(sets, 0);
    std::vector<std::uint32_t> size(sets);
    std::vector<std::uint64_t> languages(sets, any_language);
    std::vector<std::vector<std::int64_t>> weight(n_, std::vector<std::int64_t>(n_));
    std::vector<Set> apart(n_);
    for (std::uint32_t u = 0; u < n_; ++u) {
      for (const auto& [v, points] : units_.units[u].weights) weight[u][v] = points;
      for (const Index v : units_.units[u].apart) apart[u] |= Set{1} << v;
    }
    std::vector<bool> broken(sets);
    for (Set set = 1; set < sets; ++set) {
      const auto low = static_cast<std::uint32_t>(std::countr_zero(set));
      const Set rest = set & (set - 1);
      const std::uint32_t people = size[rest] + units_.units[low].size;
      size[set] = people;
      languages[set] = languages[rest] & units_.units[low].languages;
      broken[set] = broken[rest] || (apart[low] & rest) != 0 || languages[set] == 0 || people > problem_.rooms.max;
      std::int64_t sum = value_[rest];
      for (Set others = rest; others != 0; others &= others - 1)
        sum += weight[low][static_cast<std::size_t>(std::countr_zero(others))];
      value_[set] = sum;
    }
    for (Set set = 1; set < sets; ++set) {
      const std::int64_t people = size[set];
      const std::int64_t ideal = problem_.rooms.ideal;
      if (broken[set] || size[set] < problem_.rooms.min) {
        value_[set] = kNever;
      } else {
        value_[set] -= problem_.rooms.size_penalty * (people > ideal ? people - ideal : ideal - people);
      }
    }
  }

  /// best_[layer][S]: S in rooms that continue no label, `layer` of them (any number where there is one layer only).
  void divide() {
    const std::size_t sets = std::size_t{1} << n_;
    best_.assign(layers_ * sets, kNever);
    first_.assign(layers_ * sets, 0);
    best_[cell(0, 0)] = 0;
    for (std::uint32_t layer = layers_ > 1 ? 1 : 0; layer < layers_; ++layer) {
      const std::uint32_t below = layers_ > 1 ? layer - 1 : layer;
      for (Set set = 1; set < sets; ++set) {
        const Set low = set & (~set + 1);
        const Set rest = set ^ low;
        std::int64_t best = kNever;
        Set room = 0;
        for (Set with = rest;; with = (with - 1) & rest) {
          ++steps_;
          const std::int64_t value = value_[with | low];
          if (value > kNever) {
            const std::int64_t others = best_[cell(below, rest ^ with)];
            if (others > kNever && value + others > best) best = value + others, room = with | low;
          }
          if (with == 0) break;
        }
        best_[cell(layer, set)] = best;
        first_[cell(layer, set)] = room;
      }
    }
  }

  /// One more label: some of S continue it, or nobody does.
  void continue_room(const std::vector<std::uint32_t>& sizes, std::vector<Set>& chosen) {
    const std::size_t sets = std::size_t{1} << n_;
    std::vector<std::int64_t> stay(sets);
    for (Set set = 1; set < sets; ++set)
      stay[set] =
          stay[set & (set - 1)] + problem_.move_penalty * sizes[static_cast<std::size_t>(std::countr_zero(set))];
    chosen.assign(layers_ * sets, 0);
    std::vector<std::int64_t> next = best_;
    for (std::uint32_t layer = layers_ > 1 ? 1 : 0; layer < layers_; ++layer) {
      const std::uint32_t below = layers_ > 1 ? layer - 1 : layer;
      for (Set set = 1; set < sets; ++set) {
        for (Set room = set; room != 0; room = (room - 1) & set) {
          ++steps_;
          if (value_[room] <= kNever || stay[room] == 0) continue;
          const std::int64_t others = best_[cell(below, set ^ room)];
          if (others <= kNever) continue;
          const std::int64_t all = value_[room] + stay[room] + others;
          if (all > next[cell(layer, set)]) next[cell(layer, set)] = all, chosen[cell(layer, set)] = room;
        }
      }
    }
    best_ = std::move(next);
  }

  const Problem& problem_;
  const Units& units_;
  std::uint32_t n_;
  std::uint32_t layers_ = 1;
  std::vector<std::int64_t> value_;
  std::vector<std::int64_t> best_;
  std::vector<Set> first_;
  std::uint64_t steps_ = 0;
};

}  // namespace

std::optional<std::uint64_t> exact_steps(const Problem& problem, const Units& units) {
  const std::size_t n = units.units.size();
  if (n > kMostUnits) return {};
  const std::uint64_t layers = problem.rooms.count ? *problem.rooms.count + std::uint64_t{1} : 1;
  if ((layers << n) > kMostCells) return {};
  std::uint64_t power = 1;
  for (std::size_t i = 0; i < n; ++i) power *= 3;
  const std::uint64_t labels = problem.move_penalty == 0 ? 0 : labels_of(units);
  return layers * (power / 3 + 1) + labels * layers * power;
}

Outcome exact(const Problem& problem, const Units& units) {
  std::uint64_t steps = 0;
  const auto round = Exact(problem, units).solve(steps);
  if (!round) return Infeasible{Why::exhausted, true, {}, 0, 0};
  Answer answer;
  answer.rounds.push_back(*round);
  answer.steps = steps;
  answer.proven_optimal = true;
  return answer;
}

}  // namespace convene::grouping::pairwise

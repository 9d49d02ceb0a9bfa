#include "matcher/grouping/pairwise/subsets.h"

#include <algorithm>
#include <bit>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

#include "matcher/grouping/pairwise/table.h"

namespace convene::grouping::pairwise {

namespace {

/// Each subset of `of`, in rising order.
template <class Act>
void each_subset(Set of, Act act) {
  for (Set set = 0;; set = (set - of) & of) {
    act(set);
    if (set == of) return;
  }
}

/// Whether so many people divide into rooms, `less` than are to be in the whole.
bool divide(const RoomRule& rule, std::uint64_t people, std::uint64_t less) {
  const std::uint64_t least = (people + rule.max - 1) / rule.max;
  const std::uint64_t most = people / rule.min;
  if (!rule.count) return least <= most;
  return least + less <= *rule.count && *rule.count <= most + less;
}

constexpr Set below(std::uint32_t unit) { return (Set{1} << unit) - 1; }

}  // namespace

std::size_t labels_of(const Problem& problem, const Units& units) {
  return problem.move_penalty == 0 ? 0 : present_rooms(units).size();
}

Sets::Sets(const Problem& problem, const Units& units) : n_(static_cast<std::uint32_t>(units.units.size())) {
  std::vector<Index> order(n_);
  std::iota(order.begin(), order.end(), 0u);
  const auto strict = [&](Index u) { return std::pair(units.units[u].size, units.units[u].apart.size()); };
  std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) { return strict(a) < strict(b); });
  std::vector<std::uint32_t> number_of(n_);
  for (std::uint32_t u = 0; u < n_; ++u) {
    units_.push_back(&units.units[order[u]]);
    number_of[order[u]] = u;
  }
  find_labels(problem);
  weigh(problem, number_of);
}

std::int64_t Sets::stay(std::uint32_t label, Set set) const {
  std::int64_t points = 0;
  for (Set some = set & members_[label]; some != 0; some &= some - 1)
    points += stay_[label][static_cast<std::size_t>(std::countr_zero(some))];
  return points;
}

void Sets::find_labels(const Problem& problem) {
  if (problem.move_penalty == 0) return;
  std::map<std::uint32_t, std::vector<std::int64_t>> stays;
  for (std::uint32_t u = 0; u < n_; ++u)
    for (const auto& [seat, count] : units_[u]->seats) {
      auto& stay = stays[seat];
      stay.resize(n_);
      stay[u] = problem.move_penalty * count;
    }
  for (auto& [seat, stay] : stays) {
    Set& members = members_.emplace_back();
    for (std::uint32_t u = 0; u < n_; ++u) members |= static_cast<Set>(stay[u] != 0) << u;
    stay_.push_back(std::move(stay));
  }
}

void Sets::weigh(const Problem& problem, const std::vector<std::uint32_t>& number_of) {
  const std::size_t sets = std::size_t{1} << n_;
  value_.assign(sets, 0);
  people_.assign(sets, 0);
  std::vector<std::vector<std::int64_t>> weight(n_, std::vector<std::int64_t>(n_));
  std::vector<Set> apart(n_);
  for (std::uint32_t u = 0; u < n_; ++u) {
    for (const auto& [v, points] : units_[u]->weights) weight[u][number_of[v]] = points;
    for (const Index v : units_[u]->apart) apart[u] |= Set{1} << number_of[v];
  }
  const RoomRule& rule = problem.rooms;
  std::vector<std::uint64_t> languages(sets, any_language);  // none: the set is broken, as are all that hold it
  rooms_.resize(n_);
  for (Set set = 1; set < sets; ++set) {
    const auto top = static_cast<std::uint32_t>(std::bit_width(set) - 1);
    const Set rest = set ^ (Set{1} << top);
    people_[set] = people_[rest] + units_[top]->size;
    languages[set] = languages[rest] & units_[top]->languages;
    if ((apart[top] & rest) != 0 || people_[set] > rule.max) languages[set] = 0;
    std::int64_t sum = value_[rest];
    for (Set others = rest; others != 0; others &= others - 1)
      sum += weight[top][static_cast<std::size_t>(std::countr_zero(others))];
    value_[set] = sum;
    if (languages[set] != 0 && people_[set] >= rule.min && divide(rule, problem.people - people_[set], 1))
      rooms_[top].push_back(set);
  }
  std::vector<std::int64_t> value(sets, never);
  for (const auto& rooms : rooms_)
    for (const Set room : rooms) {
      const std::int64_t away = std::int64_t{people_[room]} - rule.ideal;
      value[room] = value_[room] - rule.size_penalty * (away < 0 ? -away : away);
    }
  value_ = std::move(value);
}

Relaxed::Relaxed(const Sets& sets) : sets_(sets), worth_(sets.units()) {
  for (std::uint32_t top = 0; top < sets.units(); ++top) {
    const auto& rooms = sets.rooms()[top];
    worth_[top].resize(rooms.size());
    steps_ += rooms.size() * (1 + sets.labels());
    if (top + 1 < sets.units())
      for (const Set room : rooms) steps_ += std::uint64_t{1} << (top + 1 - static_cast<unsigned>(std::popcount(room)));
  }
}

void Relaxed::reckon(const Charges& charges) {
  for (std::uint32_t top = 0; top < sets_.units(); ++top)
    for (std::size_t i = 0; i < worth_[top].size(); ++i) {
      const Set room = sets_.rooms()[top][i];
      std::int64_t saved = 0;
      for (std::uint32_t label = 0; label < sets_.labels(); ++label)
        saved = std::max(saved, sets_.stay(label, room) - charges.label[label]);
      worth_[top][i] = sets_.value(room) + saved - charges.room;
    }
  most_.assign(std::size_t{1} << (sets_.units() - 1), never);
  most_[0] = 0;
  const std::uint32_t last = sets_.units() - 1;
  for (std::uint32_t top = 0; top < last; ++top)
    for (std::size_t i = 0; i < worth_[top].size(); ++i) {
      const Set room = sets_.rooms()[top][i];
      const std::int64_t worth = worth_[top][i];
      std::int64_t* const most = most_.data();
      each_subset(below(top) & ~room, [=](Set rest) {
        const std::int64_t points = most[rest] + worth;
        most[room | rest] = std::max(most[room | rest], points);
      });
    }
  most_of_all_ = never;
  for (std::size_t i = 0; i < worth_[last].size(); ++i)
    most_of_all_ = std::max(most_of_all_, worth_[last][i] + most_[sets_.all() ^ sets_.rooms()[last][i]]);
}

Relaxed::Use Relaxed::use(const Charges& charges) const {
  Use use;
  use.label.resize(sets_.labels());
  for (Set left = sets_.all(); left != 0;) {
    const auto top = static_cast<std::uint32_t>(std::bit_width(left) - 1);
    const auto& rooms = sets_.rooms()[top];
    std::size_t i = 0;
    while ((rooms[i] & ~left) != 0 || worth_[top][i] + most(left ^ rooms[i]) != most(left)) ++i;
    left ^= rooms[i];
    ++use.rooms;
    std::optional<std::uint32_t> best;
    std::int64_t saved = 0;
    for (std::uint32_t label = 0; label < sets_.labels(); ++label)
      if (const std::int64_t points = sets_.stay(label, rooms[i]) - charges.label[label]; points > saved)
        best = label, saved = points;
    if (best) ++use.label[*best];
  }
  return use;
}

Divisible::Divisible(const Sets& sets) : all_(sets.all()), into_(std::size_t{1} << (sets.units() - 1)) {
  into_[0] = 1;
  const std::uint32_t last = sets.units() - 1;
  for (std::uint32_t top = 0; top < last; ++top)
    for (const Set room : sets.rooms()[top])
      each_subset(below(top) & ~room, [&](Set rest) { into_[room | rest] |= into_[rest] << 1; });
  for (const Set room : sets.rooms()[last]) of_all_ |= into_[all_ ^ room] << 1;
}

}  // namespace convene::grouping::pairwise

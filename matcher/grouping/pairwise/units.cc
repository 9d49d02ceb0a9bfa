#include "matcher/grouping/pairwise/units.h"

#include <algorithm>
#include <deque>
#include <map>
#include <numeric>

namespace convene::grouping::pairwise {

namespace {

constexpr std::uint64_t kCliqueSteps = 4'000'000;

class Sets {
 public:
  explicit Sets(std::uint32_t n) : parent_(n) { std::iota(parent_.begin(), parent_.end(), 0u); }
  Index find(Index i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  /// The smaller number stays the name.
  void join(Index a, Index b) {
    a = find(a), b = find(b);
    if (a != b) parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<Index> parent_;
};

/// A shortest way from one to the other along who is to be together.
std::vector<Index> chain(const Problem& problem, Index from, Index to) {
  std::map<Index, std::vector<Index>> with;
  for (const auto& [a, b] : problem.together) with[a].push_back(b), with[b].push_back(a);
  std::map<Index, Index> before{{from, from}};
  std::deque<Index> next{from};
  while (!next.empty() && !before.contains(to)) {
    const Index here = next.front();
    next.pop_front();
    for (const Index other : with[here])
      if (before.emplace(other, here).second) next.push_back(other);
  }
  std::vector<Index> way{to};
  while (way.back() != from) way.push_back(before.at(way.back()));
  std::reverse(way.begin(), way.end());
  return way;
}

/// Languages as bits, in the order of their numbers; there are at most 64 different ones.
std::vector<std::uint64_t> masks_of(const Problem& problem) {
  std::vector<std::uint64_t> masks(problem.people, any_language);
  std::map<std::uint32_t, std::uint32_t> bits;
  for (const auto& list : problem.languages)
    for (const std::uint32_t language : list) bits.emplace(language, 0);
  std::uint32_t next = 0;
  for (auto& [language, bit] : bits) bit = next++;
  for (Index i = 0; i < problem.languages.size() && i < problem.people; ++i) {
    if (problem.languages[i].empty()) continue;
    masks[i] = 0;
    for (const std::uint32_t language : problem.languages[i]) masks[i] |= std::uint64_t{1} << bits.at(language);
  }
  return masks;
}

template <class Value>
void sum_up(std::vector<std::pair<Index, Value>>& list) {
  std::sort(list.begin(), list.end());
  std::size_t kept = 0;
  for (const auto& [key, value] : list) {
    if (kept > 0 && list[kept - 1].first == key)
      list[kept - 1].second += value;
    else
      list[kept++] = {key, value};
  }
  list.resize(kept);
}

void connect(const Problem& problem, Units& out) {
  for (const Weight& weight : problem.weights) {
    const Index a = out.unit_of[weight.a];
    const Index b = out.unit_of[weight.b];
    if (weight.a == weight.b) continue;
    if (a == b) {
      out.inner += weight.points;
      continue;
    }
    out.units[a].weights.emplace_back(b, weight.points);
    out.units[b].weights.emplace_back(a, weight.points);
  }
  for (const auto& [one, other] : problem.apart) {
    if (one == other) continue;
    out.units[out.unit_of[one]].apart.push_back(out.unit_of[other]);
    out.units[out.unit_of[other]].apart.push_back(out.unit_of[one]);
  }
  for (Index i = 0; i < problem.seats.size() && i < problem.people; ++i) {
    if (!problem.seats[i]) continue;
    ++out.seated;
    out.units[out.unit_of[i]].seats.emplace_back(*problem.seats[i], 1u);
  }
  for (Unit& unit : out.units) {
    sum_up(unit.weights);
    sum_up(unit.seats);
    std::sort(unit.apart.begin(), unit.apart.end());
    unit.apart.erase(std::unique(unit.apart.begin(), unit.apart.end()), unit.apart.end());
  }
}

/// Greedy from each unit, those kept apart from most first. A bounded search.
std::vector<Index> clique(const Units& units) {
  std::vector<Index> order(units.units.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(),
                   [&](Index a, Index b) { return units.units[a].apart.size() > units.units[b].apart.size(); });
  std::vector<std::uint32_t> rank(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) rank[order[i]] = i;
  std::vector<Index> best;
  std::uint64_t steps = 0;
  for (const Index start : order) {
    if (units.units[start].apart.size() + 1 <= best.size() || steps > kCliqueSteps) break;
    std::vector<Index> found{start};
    std::vector<Index> candidates = units.units[start].apart;
    std::sort(candidates.begin(), candidates.end(), [&](Index a, Index b) { return rank[a] < rank[b]; });
    for (const Index next : candidates) {
      const auto& apart = units.units[next].apart;
      steps += found.size();
      if (std::all_of(found.begin(), found.end(),
                      [&](Index one) { return std::binary_search(apart.begin(), apart.end(), one); }))
        found.push_back(next);
    }
    if (found.size() > best.size()) best = std::move(found);
  }
  return best;
}

}  // namespace

std::string_view code(Why why) {
  switch (why) {
    case Why::sizes: return "sizes";
    case Why::group_too_large: return "group_too_large";
    case Why::group_apart: return "group_apart";
    case Why::group_language: return "group_language";
    case Why::too_few_company: return "too_few_company";
    case Why::apart_clique: return "apart_clique";
    case Why::exhausted: return "exhausted";
    case Why::not_found: break;
  }
  return "not_found";
}

std::pair<std::uint32_t, std::uint32_t> room_counts(const Problem& problem) {
  const RoomRule& rooms = problem.rooms;
  std::uint32_t least = (problem.people + rooms.max - 1) / rooms.max;
  std::uint32_t most = problem.people / rooms.min;
  if (rooms.count) least = std::max(least, *rooms.count), most = std::min(most, *rooms.count);
  return {least, most};
}

std::variant<Units, Infeasible> join(const Problem& problem) {
  Sets sets(problem.people);
  for (const auto& [a, b] : problem.together) sets.join(a, b);
  for (const auto& [a, b] : problem.apart)
    if (a != b && sets.find(a) == sets.find(b)) return Infeasible{Why::group_apart, true, chain(problem, a, b), 0, 0};

  Units out;
  out.people = problem.people;
  out.unit_of.resize(problem.people);
  const std::vector<std::uint64_t> masks = masks_of(problem);
  for (Index i = 0; i < problem.people; ++i) {
    const Index first = sets.find(i);
    if (first == i) {
      out.unit_of[i] = static_cast<Index>(out.units.size());
      out.units.emplace_back();
    } else {
      out.unit_of[i] = out.unit_of[first];
    }
    Unit& unit = out.units[out.unit_of[i]];
    unit.people.push_back(i);
    unit.languages &= masks[i];
    ++unit.size;
  }
  for (const Unit& unit : out.units) {
    if (unit.size > problem.rooms.max)
      return Infeasible{Why::group_too_large, true, unit.people, unit.size, problem.rooms.max};
    if (unit.languages == 0) return Infeasible{Why::group_language, true, unit.people, 0, 0};
    out.inner_repeats += std::uint64_t{unit.size} * (unit.size - 1) / 2 * (problem.rounds - 1);
  }
  connect(problem, out);
  return out;
}

std::optional<Infeasible> impossible(const Problem& problem, const Units& units) {
  const auto [least, most] = room_counts(problem);
  if (least > most) return Infeasible{Why::sizes, true, {}, problem.people, problem.rooms.count.value_or(most)};
  std::map<std::uint64_t, std::uint32_t> speakers;
  for (const Unit& unit : units.units) speakers[unit.languages] += unit.size;
  for (const Unit& unit : units.units) {
    std::uint32_t company = 0;
    for (const auto& [languages, size] : speakers)
      if ((languages & unit.languages) != 0) company += size;
    for (const Index other : unit.apart)
      if ((units.units[other].languages & unit.languages) != 0) company -= units.units[other].size;
    if (company >= problem.rooms.min) continue;
    std::vector<Index> people = unit.people;
    for (const Unit& other : units.units)
      if (&other != &unit && (other.languages & unit.languages) != 0 &&
          !std::binary_search(unit.apart.begin(), unit.apart.end(), units.unit_of[other.people.front()]))
        people.insert(people.end(), other.people.begin(), other.people.end());
    return Infeasible{Why::too_few_company, true, std::move(people), company, problem.rooms.min};
  }
  const std::vector<Index> shunned = clique(units);
  if (shunned.size() > most) {
    std::vector<Index> people;
    for (const Index unit : shunned) people.push_back(units.units[unit].people.front());
    std::sort(people.begin(), people.end());
    return Infeasible{Why::apart_clique, true, std::move(people), shunned.size(), most};
  }
  return {};
}

}  // namespace convene::grouping::pairwise

#include "tests/reference/pairwise_proof.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <map>
#include <vector>

namespace convene::reference {

namespace {

using grouping::pairwise::Index;
using grouping::pairwise::Problem;
using Set = std::uint32_t;

constexpr std::size_t kMostGroups = 20;
constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::min() / 4;

/// People who are to be together, as sets of people. Nothing, if there are more people than a set holds.
std::optional<std::vector<Set>> groups_of(const Problem& problem) {
  if (problem.people > 30) return {};
  std::vector<Set> with(problem.people);
  for (Index i = 0; i < problem.people; ++i) with[i] = Set{1} << i;
  for (bool grown = true; grown;) {
    grown = false;
    for (const auto& [a, b] : problem.together) {
      const Set both = with[a] | with[b];
      for (Index i = 0; i < problem.people; ++i)
        if ((both >> i & 1) != 0 && with[i] != both) with[i] = both, grown = true;
    }
  }
  std::vector<Set> groups;
  for (Index i = 0; i < problem.people; ++i)
    if (std::countr_zero(with[i]) == static_cast<int>(i)) groups.push_back(with[i]);
  return groups;
}

/// Those who sit in one room now, as sets of people.
std::vector<Set> present_rooms(const Problem& problem) {
  std::map<std::uint32_t, Set> rooms;
  if (problem.move_penalty != 0)
    for (Index i = 0; i < problem.seats.size(); ++i)
      if (problem.seats[i]) rooms[*problem.seats[i]] |= Set{1} << i;
  std::vector<Set> out;
  for (const auto& [seat, people] : rooms) out.push_back(people);
  return out;
}

class Divisions {
 public:
  Divisions(const Problem& problem, const std::vector<Set>& groups)
      : problem_(problem), sets_(std::size_t{1} << groups.size()), layers_(problem.rooms.count.value_or(0) + 1) {
    people_.assign(sets_, 0);
    for (Set set = 1; set < sets_; ++set)
      people_[set] = people_[set & (set - 1)] | groups[static_cast<std::size_t>(std::countr_zero(set))];
    weigh();
  }

  std::optional<std::int64_t> best() {
    divide();
    std::int64_t seated = 0;
    for (const Set room : present_rooms(problem_)) {
      continue_room(room);
      seated += std::popcount(room);
    }
    const std::int64_t best = best_[(layers_ - 1) * sets_ + (sets_ - 1)];
    if (best <= kNever) return {};
    return best - problem_.move_penalty * seated;
  }

 private:
  bool lawful(Set people) const {
    const auto size = static_cast<std::uint32_t>(std::popcount(people));
    if (size < problem_.rooms.min || size > problem_.rooms.max) return false;
    for (const auto& [a, b] : problem_.apart)
      if (a != b && (people >> a & 1) != 0 && (people >> b & 1) != 0) return false;
    std::map<std::uint32_t, std::uint32_t> follow;
    std::uint32_t choosy = 0;
    for (Index i = 0; i < problem_.languages.size(); ++i) {
      if ((people >> i & 1) == 0 || problem_.languages[i].empty()) continue;
      ++choosy;
      auto spoken = problem_.languages[i];
      std::sort(spoken.begin(), spoken.end());
      spoken.erase(std::unique(spoken.begin(), spoken.end()), spoken.end());
      for (const std::uint32_t language : spoken) ++follow[language];
    }
    return choosy == 0 ||
           std::any_of(follow.begin(), follow.end(), [&](const auto& one) { return one.second == choosy; });
  }

  void weigh() {
    std::vector<std::vector<std::int64_t>> weight(problem_.people, std::vector<std::int64_t>(problem_.people));
    for (const auto& [a, b, points] : problem_.weights)
      if (a != b) weight[a][b] += points, weight[b][a] += points;
    value_.assign(sets_, kNever);
    for (Set set = 1; set < sets_; ++set) {
      const Set people = people_[set];
      if (!lawful(people)) continue;
      std::int64_t sum = 0;
      for (Set some = people; some != 0; some &= some - 1)
        for (Set other = some & (some - 1); other != 0; other &= other - 1)
          sum += weight[static_cast<std::size_t>(std::countr_zero(some))]
                       [static_cast<std::size_t>(std::countr_zero(other))];
      const std::int64_t away = std::popcount(people) - std::int64_t{problem_.rooms.ideal};
      value_[set] = sum - problem_.rooms.size_penalty * std::max(away, -away);
    }
  }

  std::int64_t rest(std::size_t layer, Set set) const { return best_[(layers_ > 1 ? layer - 1 : layer) * sets_ + set]; }

  /// By rooms, where their number is given, and set: in rooms that continue none.
  void divide() {
    best_.assign(layers_ * sets_, kNever);
    best_[0] = 0;
    for (std::size_t layer = layers_ > 1 ? 1 : 0; layer < layers_; ++layer)
      for (Set set = 1; set < sets_; ++set) {
        const Set low = set & (~set + 1);
        std::int64_t& best = best_[layer * sets_ + set];
        for (Set with = set ^ low;; with = (with - 1) & (set ^ low)) {
          const std::int64_t others = rest(layer, set ^ low ^ with);
          if (value_[with | low] > kNever && others > kNever) best = std::max(best, value_[with | low] + others);
          if (with == 0) break;
        }
      }
  }

  /// Some of each set continue one more present room, or nobody does.
  void continue_room(Set present) {
    std::vector<std::int64_t> next = best_;
    for (std::size_t layer = layers_ > 1 ? 1 : 0; layer < layers_; ++layer)
      for (Set set = 1; set < sets_; ++set)
        for (Set room = set; room != 0; room = (room - 1) & set) {
          const std::int64_t others = rest(layer, set ^ room);
          if (value_[room] <= kNever || others <= kNever) continue;
          const std::int64_t stay = problem_.move_penalty * std::popcount(people_[room] & present);
          next[layer * sets_ + set] = std::max(next[layer * sets_ + set], value_[room] + stay + others);
        }
    best_ = std::move(next);
  }

  const Problem& problem_;
  std::size_t sets_;
  std::size_t layers_;
  std::vector<Set> people_;
  std::vector<std::int64_t> value_;
  std::vector<std::int64_t> best_;
};

}  // namespace

std::optional<std::uint64_t> proof_steps(const Problem& problem) {
  const auto groups = groups_of(problem);
  if (!groups || groups->size() > kMostGroups) return {};
  std::uint64_t power = 1;
  for (std::size_t i = 0; i < groups->size(); ++i) power *= 3;
  const std::uint64_t layers = problem.rooms.count.value_or(1);
  return layers * (power / 2 + power * present_rooms(problem).size());
}

std::optional<std::int64_t> best_score(const Problem& problem) {
  const auto groups = groups_of(problem);
  if (problem.rooms.count == 0u) return problem.people == 0 ? std::optional<std::int64_t>(0) : std::nullopt;
  return Divisions(problem, *groups).best();
}

}  // namespace convene::reference

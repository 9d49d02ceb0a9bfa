#include "matcher/grouping/languages.h"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>
#include <tuple>

#include "matcher/grouping/packing.h"
#include "matcher/grouping/score.h"

namespace convene::grouping {
namespace {

using Mask = std::uint64_t;

/// The language that most of these speak, the first one named among equals; 0: nobody named any.
Mask most_spoken(const Problem& problem, const Class& people) {
  std::array<std::uint32_t, 64> speakers{};
  for (const std::uint32_t i : people)
    for (Mask left = problem.people[i].languages; left != 0; left &= left - 1) ++speakers[std::countr_zero(left)];
  const auto most = std::max_element(speakers.begin(), speakers.end());
  return *most == 0 ? 0 : Mask{1} << (most - speakers.begin());
}

/// Moves out of `from` those for whom `goes` holds.
template <class Goes>
Class take(Class& from, Goes goes) {
  const auto stay = std::stable_partition(from.begin(), from.end(), [&](std::uint32_t i) { return !goes(i); });
  Class taken(stay, from.end());
  from.erase(stay, from.end());
  return taken;
}

/// How many helpers a class needs until it divides into rooms, and those whom they leave do, too, if that can be had.
std::uint32_t missing(std::uint32_t people, std::uint32_t others, Sizes sizes) {
  std::uint32_t least = 0;
  while (!divides(people + least, sizes)) ++least;
  for (std::uint32_t more = least; more <= least + sizes.max && more <= others; ++more)
    if (divides(people + more, sizes) && divides(others - more, sizes)) return more;
  return least;
}

/// Helpers for a class, those of its kinds first, then those near in the tree.
Class helpers(const Problem& problem, const Class& main, const Class& minority, Mask language) {
  const std::uint32_t wanted =
      missing(static_cast<std::uint32_t>(minority.size()), static_cast<std::uint32_t>(main.size()), problem.sizes);
  if (wanted == 0) return {};
  const Tree& tree = primary_tree(problem);
  std::vector<std::uint32_t> kinds(tree.size());
  std::vector<std::uint16_t> orders;
  for (const std::uint32_t i : minority) {
    ++kinds[primary_node(problem, problem.people[i])];
    orders.push_back(tree.order(primary_node(problem, problem.people[i])));
  }
  std::sort(orders.begin(), orders.end());
  const auto distance = [&](NodeIndex kind) {
    const std::uint16_t order = tree.order(kind);
    const auto after = std::lower_bound(orders.begin(), orders.end(), order);
    int nearest = 1 << 20;
    if (after != orders.end()) nearest = *after - order;
    if (after != orders.begin()) nearest = std::min(nearest, order - *std::prev(after));
    return nearest;
  };
  struct Helper {
    bool other_kind;
    int distance;
    std::uint32_t who;
    auto operator<=>(const Helper&) const = default;
  };
  std::vector<Helper> able;
  for (const std::uint32_t i : main) {
    if ((problem.people[i].languages & language) == 0) continue;
    const NodeIndex kind = primary_node(problem, problem.people[i]);
    able.push_back({kinds[kind] == 0, distance(kind), i});
  }
  std::sort(able.begin(), able.end());
  // Whoever is left must not be alone for it.
  const std::size_t most = main.size() > 2 ? main.size() - 2 : main.size() == able.size() ? able.size() : 0;
  Class chosen;
  for (const Helper& helper : able) {
    if (chosen.size() == wanted || chosen.size() >= most) break;
    chosen.push_back(helper.who);
  }
  return chosen;
}

}  // namespace

std::uint64_t common_language(const Problem& problem) {
  if (problem.weights.language == 0) return 0;
  Class everybody(problem.people.size());
  std::iota(everybody.begin(), everybody.end(), 0u);
  return most_spoken(problem, everybody);
}

std::vector<Class> language_classes(const Problem& problem) {
  Class main(problem.people.size());
  std::iota(main.begin(), main.end(), 0u);
  const Mask common = common_language(problem);
  const auto speaks = [&](std::uint32_t i, Mask language) { return (problem.people[i].languages & language) != 0; };
  Class rest;
  if (common != 0)
    rest = take(main, [&](std::uint32_t i) { return problem.people[i].languages != 0 && !speaks(i, common); });
  std::vector<Class> minorities;
  while (!rest.empty()) {
    const Mask language = most_spoken(problem, rest);
    Class people = take(rest, [&](std::uint32_t i) { return speaks(i, language); });
    const Class help = helpers(problem, main, people, language);
    if (people.size() + help.size() < 2) {
      main.insert(main.end(), people.begin(), people.end());
      continue;
    }
    take(main, [&](std::uint32_t i) { return std::find(help.begin(), help.end(), i) != help.end(); });
    people.insert(people.end(), help.begin(), help.end());
    minorities.push_back(std::move(people));
  }
  // One person of the most spoken language among many of others: company comes before language.
  if (main.size() == 1 && !minorities.empty()) minorities.front().push_back(main.front()), main.clear();
  std::vector<Class> classes;
  if (!main.empty()) classes.push_back(std::move(main));
  for (Class& minority : minorities) classes.push_back(std::move(minority));
  for (Class& people : classes) std::sort(people.begin(), people.end());
  return classes;
}

}  // namespace convene::grouping

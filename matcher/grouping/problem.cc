#include "matcher/grouping/problem.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>

namespace convene::grouping {
namespace {

constexpr std::uint64_t key(const Couple& c) { return std::uint64_t{c.first.value} << 32 | c.second.value; }

/// By their ids' digits, the lowest first (LSD radix sort): a history is long, and its ids are small numbers, so that
/// most digits are the same in all and are passed over. O(couples).
void sort_long(std::vector<Couple>& couples) {
  constexpr int digit_bits = 11;
  constexpr std::size_t digits = 6;
  constexpr std::size_t values = std::size_t{1} << digit_bits;
  const auto digit = [](const Couple& c, std::size_t d) { return key(c) >> (d * digit_bits) & (values - 1); };
  std::vector<std::array<std::uint32_t, values>> counts(digits);
  for (const Couple& c : couples)
    for (std::size_t d = 0; d < digits; ++d) ++counts[d][digit(c, d)];
  std::vector<Couple> sorted(couples.size());
  for (std::size_t d = 0; d < digits; ++d) {
    auto& starts = counts[d];
    if (starts[digit(couples.front(), d)] == couples.size()) continue;
    std::exclusive_scan(starts.begin(), starts.end(), starts.begin(), 0u);
    for (const Couple& c : couples) sorted[starts[digit(c, d)]++] = c;
    couples.swap(sorted);
  }
}

void tidy(std::vector<Couple>& couples) {
  constexpr std::size_t many = 4096;  // from here on counting digits costs less than comparing
  std::erase_if(couples, [](const Couple& c) { return c.first == c.second; });
  for (Couple& c : couples) c = couple(c.first, c.second);
  if (!std::is_sorted(couples.begin(), couples.end()))
    couples.size() < many ? std::sort(couples.begin(), couples.end()) : sort_long(couples);
  couples.erase(std::unique(couples.begin(), couples.end()), couples.end());
}

}  // namespace

Sizes normalised(Sizes sizes) {
  constexpr std::uint16_t two = 2;
  sizes.max = std::clamp(sizes.max, two, max_room);
  sizes.min = std::clamp(sizes.min, two, sizes.max);
  sizes.ideal = std::clamp(sizes.ideal, sizes.min, sizes.max);
  return sizes;
}

Problem cleaned(Problem problem) {
  static const Tree only_root;
  if (problem.roles == nullptr) problem.roles = &only_root;
  if (problem.regions == nullptr) problem.regions = &only_root;
  if (problem.subjects == nullptr || problem.primary != Primary::subject) problem.subjects = &only_root;
  problem.sizes = normalised(problem.sizes);

  Weights& w = problem.weights;
  for (std::int32_t* weight : {&w.role, &w.region, &w.topics, &w.new_faces, &w.teams, &w.language, &w.size, &w.minority,
                               &w.cohorts, &w.experience})
    *weight = std::clamp(*weight, 0, 1000);

  const auto by_id = [](const Member& a, const Member& b) { return a.id < b.id; };
  const auto same_id = [](const Member& a, const Member& b) { return a.id == b.id; };
  auto& people = problem.people;
  if (!std::is_sorted(people.begin(), people.end(), by_id)) std::stable_sort(people.begin(), people.end(), by_id);
  people.erase(std::unique(people.begin(), people.end(), same_id), people.end());
  for (Member& member : people) {
    if (!problem.roles->contains(member.role)) member.role = root_node;
    if (!problem.regions->contains(member.region)) member.region = root_node;
    if (!problem.subjects->contains(member.subject)) member.subject = root_node;
  }
  tidy(problem.met);
  tidy(problem.apart);
  tidy(problem.together);
  return problem;
}

}  // namespace convene::grouping

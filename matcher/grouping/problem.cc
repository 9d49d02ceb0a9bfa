#include "matcher/grouping/problem.h"

#include <algorithm>

namespace convene::grouping {
namespace {

void tidy(std::vector<Couple>& couples) {
  std::erase_if(couples, [](const Couple& c) { return c.first == c.second; });
  for (Couple& c : couples) c = couple(c.first, c.second);
  if (!std::is_sorted(couples.begin(), couples.end())) std::sort(couples.begin(), couples.end());
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

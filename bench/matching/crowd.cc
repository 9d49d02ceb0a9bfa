#include "bench/matching/crowd.h"

#include <algorithm>
#include <string>
#include <utility>

#include "matcher/grouping/couples.h"
#include "matcher/grouping/plan.h"

namespace convene::bench {
namespace {

constexpr std::size_t kSheetRoom = 5;
constexpr std::uint64_t kSeed = 99;  // of the round to be planned; those behind it have 0, 1, 2 ...

}  // namespace

grouping::Tree kinds(int width) {
  grouping::Tree::Builder b;
  for (int i = 0; i < width; ++i) {
    const std::string top = "t" + std::to_string(i);
    b.add("", top);
    for (int j = 0; j < width; ++j) {
      const std::string middle = top + "m" + std::to_string(j);
      b.add(top, middle);
      for (int k = 0; k < width; ++k) b.add(middle, middle + "k" + std::to_string(k));
    }
  }
  return std::move(b).build();
}

grouping::NodeIndex any_node(Rng& rng, const grouping::Tree& tree) {
  return static_cast<grouping::NodeIndex>(rng.below(static_cast<std::uint32_t>(tree.size())));
}

Crowd::Crowd(std::uint32_t people, int width, Wishes wishes, int rounds) : roles_(kinds(width)), regions_(kinds(4)) {
  Rng rng(people);
  const bool all = wishes == Wishes::all;
  problem_.roles = &roles_;
  if (all) {
    problem_.regions = &regions_;
    problem_.teams = grouping::Teams::spread;
  }
  for (std::uint32_t i = 1; i <= people; ++i) {
    grouping::Member m;
    m.id = PersonId{i};
    m.role = any_node(rng, roles_);
    if (all) {
      m.region = any_node(rng, regions_);
      const std::uint32_t languages = rng.below(10);
      m.languages = languages == 0 ? 2 : languages <= 2 ? 3 : 1;  // seven of ten speak the first only
      m.topics = rng.next() & rng.next() & 0xfff;
      m.team = rng.below(people / 3 + 1);
    }
    problem_.people.push_back(m);
  }
  problem_.step_budget = 0;
  for (int round = 0; round < rounds; ++round) {
    problem_.seed = static_cast<std::uint64_t>(round);
    remember(grouping::plan(problem_), problem_.met);
  }
  problem_.seed = kSeed;
}

void remember(const grouping::Plan& plan, std::vector<grouping::Couple>& met) {
  for (const grouping::Room& room : plan.rooms) grouping::add_couples(room.people, met);
}

std::vector<std::vector<PersonId>> spreadsheet(const grouping::Problem& problem) {
  std::vector<std::pair<std::uint16_t, PersonId>> lines;
  lines.reserve(problem.people.size());
  for (const grouping::Member& m : problem.people) lines.emplace_back(problem.roles->order(m.role), m.id);
  std::sort(lines.begin(), lines.end());
  std::vector<std::vector<PersonId>> rooms;
  rooms.reserve(lines.size() / kSheetRoom + 1);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i % kSheetRoom == 0) rooms.emplace_back().reserve(kSheetRoom);
    rooms.back().push_back(lines[i].second);
  }
  return rooms;
}

}  // namespace convene::bench

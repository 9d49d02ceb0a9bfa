// Nine people of two roles, who may sit in threes and fours, and who sits with whom.
#include <cstdio>
#include <utility>

#include "matcher/grouping/plan.h"

using namespace convene;

int main() {
  grouping::Tree::Builder roles;
  roles.add("", "teacher");
  roles.add("", "museum");
  const grouping::Tree tree = std::move(roles).build();
  grouping::Problem problem{.roles = &tree, .sizes = {.min = 3, .ideal = 3, .max = 4}, .seed = 1};
  for (std::uint32_t id = 1; id <= 9; ++id)
    problem.people.push_back({.id = PersonId{id}, .role = *tree.find(id % 3 == 0 ? "museum" : "teacher")});
  problem.apart.push_back({PersonId{1}, PersonId{2}});
  for (const grouping::Room& room : grouping::plan(problem).rooms) {
    std::printf("%s:", tree.key(room.role).c_str());
    for (const PersonId person : room.people) std::printf(" %u", person.value);
    std::puts("");
  }
}

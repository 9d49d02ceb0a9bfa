// Crowds for the grouping's tests: seeded, so that a failing one can be met again.
#pragma once

#include <string>
#include <vector>

#include "matcher/grouping/couples.h"
#include "matcher/grouping/problem.h"
#include "matcher/rng.h"

namespace convene::grouping::testing {

inline Tree random_tree(Rng& rng, std::uint32_t nodes) {
  Tree::Builder b;
  std::vector<std::string> keys{""};
  while (keys.size() < nodes) {
    keys.push_back("n" + std::to_string(keys.size()));
    b.add(keys[rng.below(static_cast<std::uint32_t>(keys.size() - 1))], keys.back());
  }
  return std::move(b).build();
}

inline NodeIndex random_node(Rng& rng, const Tree& tree) {
  return static_cast<NodeIndex>(rng.below(static_cast<std::uint32_t>(tree.size())));
}

inline Sizes random_sizes(Rng& rng, std::uint16_t most) {
  const auto draw = [&](std::uint32_t from, std::uint32_t to) {
    return static_cast<std::uint16_t>(from + rng.below(to - from + 1));
  };
  Sizes sizes;
  sizes.max = draw(2, most);
  sizes.min = draw(2, sizes.max);
  sizes.ideal = draw(sizes.min, sizes.max);
  return sizes;
}

/// n people with everything about them drawn at random; ids have gaps.
/// So many kinds below the root, and nothing below these.
inline Tree flat_tree(std::uint32_t kinds) {
  Tree::Builder builder;
  for (std::uint32_t i = 0; i < kinds; ++i) builder.add("", "k" + std::to_string(i));
  return std::move(builder).build();
}

inline std::vector<Member> random_people(Rng& rng, const Tree& roles, const Tree& regions, std::uint32_t n) {
  std::vector<Member> people;
  for (std::uint32_t i = 0; i < n; ++i) {
    Member m;
    m.id = PersonId{10 + 3 * i};
    m.role = random_node(rng, roles);
    m.region = random_node(rng, regions);
    m.languages = rng.below(4) == 0 ? 0 : rng.next() & 7;
    m.topics = rng.next() & rng.next() & 15;
    m.team = rng.below(n / 3 + 2);
    m.cohort = rng.below(3);
    m.experience = rng.below(4);
    people.push_back(m);
  }
  return people;
}

inline std::vector<Couple> random_couples(Rng& rng, const std::vector<Member>& people, std::uint32_t n) {
  std::vector<Couple> couples;
  const auto count = static_cast<std::uint32_t>(people.size());
  for (std::uint32_t i = 0; i < n && count > 1; ++i)
    couples.push_back({people[rng.below(count)].id, people[rng.below(count)].id});
  return couples;
}

/// All that shared a room, to be the history of the next round.
inline void remember(const Plan& plan, std::vector<Couple>& met) {
  for (const Room& room : plan.rooms) add_couples(room.people, met);
}

}  // namespace convene::grouping::testing

// Whole problems with everything about them drawn at random, for the grouping's property tests.
#pragma once

#include "matcher/grouping/problem.h"
#include "tests/unit/matcher/grouping/crowd.h"

namespace convene::grouping::testing {

struct Case {
  Tree roles;
  Tree regions;
  Tree subjects;
  Problem problem;
};

inline Case random_case(std::uint64_t seed, std::uint32_t most_people) {
  Rng rng(seed);
  Case c{random_tree(rng, 1 + rng.below(15)), random_tree(rng, 1 + rng.below(10)), flat_tree(rng.below(6)), {}};
  Problem& p = c.problem;
  p.primary = static_cast<Primary>(rng.below(4));
  p.sizes = random_sizes(rng, 9);
  p.teams = static_cast<Teams>(rng.below(3));
  p.cohorts = static_cast<Teams>(rng.below(3));
  p.experience = static_cast<Teams>(rng.below(3));
  p.people = random_people(rng, c.roles, c.regions, rng.below(most_people + 1));
  for (Member& member : p.people) member.subject = random_node(rng, c.subjects);
  p.met = random_couples(rng, p.people, rng.below(60));
  p.seed = seed;
  p.step_budget = 3000;
  const auto weight = [&] { return static_cast<std::int32_t>(rng.below(9)); };
  p.weights = {weight(), weight(), weight(), weight(), weight(), weight(), weight(), weight(), weight(), weight()};
  return c;
}

/// Trees move with a case: the problem is pointed at them where it is used.
inline void settle(Case& c) {
  c.problem.roles = &c.roles;
  c.problem.regions = &c.regions;
  c.problem.subjects = &c.subjects;
}

/// Of all kinds of rules, and large enough for several blocks: up to five.
inline Case large_case(std::uint64_t seed) {
  Case c = random_case(seed, 0);
  settle(c);
  Rng rng(mix(seed, 8));
  Problem& p = c.problem;
  p.people = random_people(rng, c.roles, c.regions, 3'500 + rng.below(5'500));
  for (Member& member : p.people) member.subject = random_node(rng, c.subjects);
  p.met = random_couples(rng, p.people, rng.below(20'000));
  p.apart = random_couples(rng, p.people, rng.below(40));
  p.together = random_couples(rng, p.people, rng.below(40));
  p.step_budget = 20'000 + rng.below(100'000);
  return c;
}

}  // namespace convene::grouping::testing

#include "tests/reference/pairwise_draw.h"

#include <optional>
#include <vector>

#include "matcher/rng.h"

namespace convene::reference {

using grouping::pairwise::Index;
using grouping::pairwise::Pair;
using grouping::pairwise::Problem;

Problem draw_problem(std::uint64_t seed, std::uint32_t people, std::uint32_t widest) {
  Rng rng(mix(seed, people));
  Problem p;
  p.seed = seed;
  p.people = people;
  p.rooms.min = 1 + rng.below(4);
  p.rooms.max = p.rooms.min + rng.below(widest + 1);
  p.rooms.ideal = p.rooms.min + rng.below(p.rooms.max - p.rooms.min + 1);
  p.rooms.size_penalty = rng.below(2) * rng.below(20);
  const std::uint32_t fewest = (people + p.rooms.max - 1) / p.rooms.max;
  const std::uint32_t most = people / p.rooms.min;
  if (rng.below(2) == 0 && fewest <= most) p.rooms.count = fewest + rng.below(most - fewest + 1);
  for (Index i = 0; i < people; ++i)
    for (Index j = i + 1; j < people; ++j)
      if (rng.below(3) != 0) p.weights.push_back({i, j, std::int64_t{rng.below(41)} - 15});
  const auto couples = [&](std::vector<Pair>& into, std::uint32_t count) {
    while (count-- > 0)
      if (const Pair two{rng.below(people), rng.below(people)}; two.first != two.second) into.push_back(two);
  };
  if (rng.below(2) == 0) couples(p.apart, 1 + rng.below(people / 2 + 1));
  if (rng.below(2) == 0) couples(p.together, 1 + rng.below(people / 5 + 1));
  if (rng.below(2) == 0)
    for (Index i = 0; i < people; ++i) {
      std::vector<std::uint32_t>& spoken = p.languages.emplace_back();
      for (std::uint32_t language = 0; language < 3; ++language)
        if (rng.below(3) != 0) spoken.push_back(language);
    }
  if (rng.below(2) == 0) {
    p.move_penalty = 1 + rng.below(30);
    for (Index i = 0; i < people; ++i)
      p.seats.push_back(rng.below(4) == 0 ? std::nullopt : std::optional(rng.below(4)));
  }
  return p;
}

}  // namespace convene::reference

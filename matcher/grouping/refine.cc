#include "matcher/grouping/refine.h"

#include <algorithm>
#include <vector>

#include "matcher/grouping/annealing.h"
#include "matcher/grouping/partners.h"
#include "matcher/rng.h"

namespace convene::grouping {
namespace {

/// Points by which a step may be for the worse at first: about the smallest difference that a person would notice.
constexpr std::int64_t first_temperature = 12;
constexpr std::uint32_t tries_out_of_trouble = 24;
constexpr std::uint32_t rounds_out_of_trouble = 4;

/// Those who sit with somebody they have met (or must not meet) get the best of a few exchanges each, first of all:
/// they are few, and chance would seldom pick them in a large crowd.
std::uint64_t leave_trouble(Seating& seating, const Partners& partners, std::uint64_t steps, Rng& rng) {
  std::uint64_t tried = 0;
  for (std::uint32_t round = 0; round < rounds_out_of_trouble; ++round) {
    bool better = false;
    for (const std::uint32_t person : partners.people()) {
      if (!seating.in_trouble(person)) continue;
      std::uint32_t best = person;
      std::int64_t best_delta = 0;
      for (std::uint32_t i = 0; i < tries_out_of_trouble; ++i, ++tried) {
        if (tried >= steps) return tried;
        const std::uint32_t other = partners.partner(person, rng);
        if (seating.room_of(other) == seating.room_of(person)) continue;
        const std::int64_t delta = seating.swap_delta(person, other);
        if (delta >= best_delta) continue;
        best = other;
        best_delta = delta;
      }
      if (best == person) continue;
      seating.swap(person, best);
      better = true;
    }
    if (!better) break;
  }
  return tried;
}

}  // namespace

std::uint64_t refine(Seating& seating, const Problem& problem, Sizes sizes, std::uint64_t steps, std::uint64_t seed) {
  if (seating.rooms().size() < 2 || steps == 0) return 0;
  const Partners partners(seating, problem);
  if (partners.people().size() < 2) return 0;
  const Seats given = seating.rooms();
  const std::int64_t given_cost = seating.cost();

  Rng rng(seed);
  std::uint64_t step = leave_trouble(seating, partners, steps / 4, rng);
  const std::uint64_t end = steps - steps / 8;   // the rest is for those still in trouble
  const std::uint64_t cooled = end - steps / 8;  // from here on only for the better
  for (; step < end && seating.cost() != 0; ++step) {
    const std::uint32_t person = partners.anyone(rng);
    const std::uint32_t other = partners.partner(person, rng);
    const std::uint32_t from = seating.room_of(person);
    const std::uint32_t to = seating.room_of(other);
    const std::int64_t bar = step >= cooled
                                 ? 0
                                 : first_temperature * surprise(rng.next()) * static_cast<std::int64_t>(cooled - step) /
                                       static_cast<std::int64_t>(256 * cooled);
    if (from == to) continue;
    if (rng.below(8) == 0) {
      if (seating.rooms()[from].size() <= sizes.min || seating.rooms()[to].size() >= sizes.max) continue;
      if (seating.move_delta(person, to) <= bar) seating.move(person, to);
    } else if (seating.swap_delta(person, other) <= bar) {
      seating.swap(person, other);
    }
  }
  step += leave_trouble(seating, partners, steps - step, rng);
  if (seating.cost() > given_cost) seating = Seating(problem, given);
  return step;
}

}  // namespace convene::grouping

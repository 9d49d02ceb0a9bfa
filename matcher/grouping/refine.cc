#include "matcher/grouping/refine.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "matcher/grouping/annealing.h"
#include "matcher/grouping/blocks.h"
#include "matcher/grouping/partners.h"
#include "matcher/rng.h"

namespace convene::grouping {
namespace {

/// Points by which a step may be for the worse at first: about the smallest difference that a person would notice.
constexpr std::int64_t first_temperature = 12;
constexpr std::uint32_t tries_out_of_trouble = 24;
constexpr std::uint32_t rounds_out_of_trouble = 4;
constexpr std::uint32_t enough_epochs = 16;  // more only where each would be long

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
        // Who can talk with the same people is the most likely to be able to take the place.
        const std::uint32_t other = i % 2 == 0 ? partners.fellow(person, rng) : partners.partner(person, rng);
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

/// A block's part of the cooling in one epoch.
struct Stretch {
  std::uint64_t steps = 0;  // in this epoch
  std::uint32_t epoch = 0;
  std::uint32_t epochs = 0;
  std::uint64_t seed = 0;

  bool last() const { return epoch + 1 == epochs; }
};

/// Refines a seating for one epoch; returns how many exchanges it tried.
std::uint64_t anneal(Seating& seating, Sizes sizes, const Stretch& stretch) {
  const Partners partners(seating);
  if (seating.rooms().size() < 2 || partners.people().size() < 2) return 0;
  Rng rng(stretch.seed);
  const std::uint64_t all = stretch.steps * stretch.epochs;
  const std::uint64_t before = stretch.steps * stretch.epoch;
  std::uint64_t step = stretch.epoch == 0 ? leave_trouble(seating, partners, std::min(all / 4, stretch.steps), rng) : 0;
  const std::uint64_t kept = stretch.last() ? std::min(all / 8, stretch.steps / 2) : 0;  // for those still in trouble
  const std::uint64_t end = stretch.steps - kept;
  const std::uint64_t cooled = all - all / 4;  // from here on only for the better
  for (; step < end && seating.cost() != 0; ++step) {
    const std::uint32_t person = partners.anyone(rng);
    const std::uint32_t other = partners.partner(person, rng);
    const std::uint32_t from = seating.room_of(person);
    const std::uint32_t to = seating.room_of(other);
    const std::uint64_t at = before + step;
    const std::int64_t bar = at >= cooled
                                 ? 0
                                 : first_temperature * surprise(rng.next()) * static_cast<std::int64_t>(cooled - at) /
                                       static_cast<std::int64_t>(256 * cooled);
    if (from == to) continue;
    if (rng.below(8) == 0) {
      if (seating.rooms()[from].size() <= sizes.min || seating.rooms()[to].size() >= sizes.max) continue;
      if (seating.move_delta(person, to) <= bar) seating.move(person, to);
    } else if (seating.swap_delta(person, other) <= bar) {
      seating.swap(person, other);
    }
  }
  if (stretch.last()) step += leave_trouble(seating, partners, stretch.steps - step, rng);
  return step;
}

/// All blocks of one epoch, by whoever does the work; returns how many exchanges they tried.
std::uint64_t refine_blocks(Seating& seating, Sizes sizes, const Stretch& whole, const Execution& execution,
                            std::size_t& count) {
  const Blocks blocks = blocks_of(seating, whole.epoch, whole.seed);
  count = blocks.rooms.size();
  std::uint64_t people = 0;
  for (const std::uint32_t n : blocks.people) people += n;
  std::vector<std::optional<Seating::Excerpt>> refined(count);
  std::vector<std::uint64_t> steps(count);
  execution.run(count, [&](std::size_t b) {
    Seating::Excerpt excerpt = seating.excerpt(blocks.rooms[b], blocks.place);
    steps[b] = anneal(
        excerpt.seating, sizes,
        {whole.steps * blocks.people[b] / people, whole.epoch, whole.epochs, mix(mix(whole.seed, whole.epoch), b)});
    refined[b].emplace(std::move(excerpt));
  });
  std::uint64_t tried = 0;
  for (std::size_t b = 0; b < count; ++b) {
    seating.adopt(*refined[b]);
    tried += steps[b];
  }
  return tried;
}

/// The best seating at the end of an epoch.
class Best {
 public:
  Best(const Seating& seating, const Counting& counting) : counting_(counting) { note(seating); }

  void note(const Seating& seating) {
    if (!room_of_.empty() && seating.cost() >= cost_) return;
    cost_ = seating.cost();
    room_of_ = seating.room_of();
    figures_ = counting_.of(seating);
  }
  std::int64_t cost() const { return cost_; }
  const Figures& figures() const { return figures_; }
  void restore(Seating& seating) const {
    if (seating.cost() <= cost_) return;
    Seats rooms(seating.rooms().size());
    for (std::uint32_t person = 0; person < room_of_.size(); ++person)
      if (room_of_[person] != ~0u) rooms[room_of_[person]].push_back(person);
    seating.seat(std::move(rooms));
  }

 private:
  const Counting& counting_;
  std::int64_t cost_ = 0;
  std::vector<std::uint32_t> room_of_;
  Figures figures_;
};

}  // namespace

std::uint32_t epochs_of(std::uint64_t steps, std::uint64_t people) {
  constexpr std::uint64_t least = 16'384;  // steps of an epoch: about a hundredth of a second
  constexpr std::uint64_t most = 16 * least;
  const std::uint64_t enough = std::clamp<std::uint64_t>(steps / std::max(least, 4 * people), 1, enough_epochs);
  return static_cast<std::uint32_t>(std::max(enough, steps / std::max(most, 32 * people)));
}

Refined refine(Seating& seating, Sizes sizes, std::uint64_t steps, std::uint64_t seed, const Execution& execution,
               const Counting& counting) {
  Refined refined;
  if (seating.rooms().size() < 2 || steps == 0) return refined;
  const std::uint32_t epochs = epochs_of(steps, seating.criteria().size());
  Best best(seating, counting);
  std::size_t blocks = 1;
  for (std::uint32_t epoch = 0; epoch < epochs && seating.cost() != 0; ++epoch) {
    refined.cut_short = execution.stops({epoch, epochs, refined.steps, best.cost(), best.figures()});
    if (refined.cut_short) break;
    refined.steps += refine_blocks(seating, sizes, {steps / epochs, epoch, epochs, seed}, execution, blocks);
    best.note(seating);
  }
  best.restore(seating);
  if (refined.cut_short) return refined;
  // Of those whom their block could not help, somebody in another may take the place.
  if (blocks > 1) {
    Rng rng(mix(seed, epochs));
    refined.steps += leave_trouble(seating, Partners(seating), steps - refined.steps, rng);
  }
  execution.stops({epochs, epochs, refined.steps, seating.cost(), counting.of(seating)});
  return refined;
}

}  // namespace convene::grouping

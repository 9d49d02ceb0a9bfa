#include "matcher/grouping/regroup.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "matcher/grouping/annealing.h"
#include "matcher/grouping/counting.h"
#include "matcher/grouping/couples.h"
#include "matcher/grouping/fill.h"
#include "matcher/grouping/partners.h"
#include "matcher/grouping/plan.h"
#include "matcher/grouping/refine.h"
#include "matcher/rng.h"

namespace convene::grouping {
namespace {

constexpr std::uint32_t nowhere = ~0u;
constexpr std::int64_t first_temperature = 12;  // as when a packing is refined
constexpr std::uint64_t regroup_stream = 4;

Seats seats_of(const Problem& problem, const Plan& plan) {
  Seats seats;
  for (const Room& room : plan.rooms) {
    auto& people = seats.emplace_back();
    for (const PersonId id : room.people) people.push_back(index_of(problem.people, id));
  }
  return seats;
}

/// For each person the room of `seats` that is their present one: of two that hold people of one present room, the one
/// that holds more of them. `nowhere`: for a newcomer, or where the present room is dissolved.
std::vector<std::uint32_t> homes(const Problem& problem, const Present& present, const Seats& seats) {
  std::vector<std::uint32_t> before(problem.people.size(), nowhere);
  for (std::uint32_t r = 0; r < present.rooms.size(); ++r)
    for (const PersonId id : present.rooms[r])
      if (const std::uint32_t i = index_of(problem.people, id); i != nowhere) before[i] = r;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> shared;  // room now, room before
  for (std::uint32_t r = 0; r < seats.size(); ++r)
    for (const std::uint32_t i : seats[r])
      if (before[i] != nowhere) ++shared[{r, before[i]}];
  std::vector<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>> order;
  for (const auto& [rooms, people] : shared) order.emplace_back(~people, rooms.first, rooms.second);
  std::sort(order.begin(), order.end());
  std::vector<std::uint32_t> now_of(present.rooms.size(), nowhere);
  std::vector<bool> taken(seats.size(), false);
  for (const auto& [people, now, then] : order) {
    if (taken[now] || now_of[then] != nowhere) continue;
    taken[now] = true;
    now_of[then] = now;
  }
  std::vector<std::uint32_t> out(before.size(), nowhere);
  for (std::size_t i = 0; i < before.size(); ++i)
    if (before[i] != nowhere) out[i] = now_of[before[i]];
  return out;
}

/// Exchanges people while that gains more than their moves cost.
class Regrouping {
 public:
  Regrouping(const Problem& problem, const Present& present, Seats seats)
      : problem_(problem), seating_(problem, std::move(seats)), sizes_(problem.sizes) {
    home_ = homes(problem, present, seating_.rooms());
    pinned_.resize(problem.people.size());
    for (const PersonId id : present.pinned)
      if (const std::uint32_t i = index_of(problem.people, id); i != nowhere) pinned_[i] = true;
    for (const auto& room : seating_.rooms())
      sizes_.min = std::min(sizes_.min, static_cast<std::uint16_t>(room.size()));
  }

  Refined run(std::uint64_t steps, std::uint64_t seed, const Execution& execution) {
    const Partners partners(seating_);
    Refined done;
    if (seating_.rooms().size() < 2 || partners.people().size() < 2) return done;
    const Counting counting(problem_, execution);
    Best best{seating_.rooms(), cost(), counting.of(seating_)};
    Rng rng(seed);
    const std::uint64_t cooled = steps - steps / 4;  // from here on only for the better
    const std::uint32_t epochs = epochs_of(steps, home_.size());
    std::uint32_t epoch = 0;
    for (std::uint64_t& step = done.steps; step < steps; ++step) {
      if (step == steps * epoch / epochs) {
        note(best, counting);
        done.cut_short = execution.stops({epoch++, epochs, step, best.cost, best.figures});
        if (done.cut_short) break;
      }
      const std::uint32_t person = partners.anyone(rng);
      const std::uint32_t other = partners.partner(person, rng);
      const std::int64_t bar = step >= cooled ? -1
                                              : first_temperature * surprise(rng.next()) *
                                                    static_cast<std::int64_t>(cooled - step) /
                                                    static_cast<std::int64_t>(256 * cooled);
      const std::uint32_t from = seating_.room_of(person);
      const std::uint32_t to = seating_.room_of(other);
      if (from == to || pinned_[person]) continue;
      if (rng.below(8) == 0) {
        if (seating_.rooms()[from].size() <= sizes_.min || seating_.rooms()[to].size() >= sizes_.max) continue;
        if (seating_.move_delta(person, to) + moved(person, to) - moved(person, from) <= bar) seating_.move(person, to);
      } else if (!pinned_[other]) {
        const std::int64_t moves = moved(person, to) - moved(person, from) + moved(other, from) - moved(other, to);
        if (seating_.swap_delta(person, other) + moves <= bar) seating_.swap(person, other);
      }
    }
    note(best, counting);
    if (cost() > best.cost) seating_.seat(best.rooms);
    if (!done.cut_short) execution.stops({epochs, epochs, done.steps, best.cost, best.figures});
    return done;
  }

  const Seats& rooms() const { return seating_.rooms(); }

 private:
  /// Of those at the ends of the epochs, and of what was given.
  struct Best {
    Seats rooms;
    std::int64_t cost = 0;
    Figures figures;
  };

  void note(Best& best, const Counting& counting) const {
    if (const std::int64_t now = cost(); now < best.cost) best = {seating_.rooms(), now, counting.of(seating_)};
  }
  std::int64_t moved(std::uint32_t person, std::uint32_t room) const {
    return home_[person] != nowhere && home_[person] != room ? move_points : 0;
  }
  std::int64_t cost() const {
    std::int64_t moves = 0;
    for (std::uint32_t r = 0; r < seating_.rooms().size(); ++r)
      for (const std::uint32_t i : seating_.rooms()[r]) moves += moved(i, r);
    return seating_.cost() + moves;
  }

  const Problem& problem_;
  Seating seating_;
  Sizes sizes_;
  std::vector<std::uint32_t> home_;
  std::vector<bool> pinned_;
};

}  // namespace

Plan regroup(const Problem& asked, const Present& present, const Execution& execution) {
  const Problem problem = cleaned(asked);
  Plan draft;
  for (const auto& people : present.rooms) draft.rooms.push_back({.people = people});
  const Plan start = refill(problem, draft, present.pinned);
  Regrouping regrouping(problem, present, seats_of(problem, start));
  const Refined done = regrouping.run(problem.step_budget, mix(problem.seed, regroup_stream), execution);
  Plan result = explain_seats(problem, regrouping.rooms(), start.unplaced);
  result.report.steps = done.steps;
  result.report.cut_short = done.cut_short;
  return result;
}

}  // namespace convene::grouping

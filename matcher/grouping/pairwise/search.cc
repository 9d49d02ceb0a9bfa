#include "matcher/grouping/pairwise/search.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>

#include "matcher/grouping/annealing.h"
#include "matcher/grouping/pairwise/table.h"
#include "matcher/rng.h"

namespace convene::grouping::pairwise {

namespace {

constexpr std::uint32_t kRoomNumbers = 8;  // how many numbers of rooms are tried, those nearest to ideal
constexpr std::uint32_t kSmallCrowd = 64;  // up to here, as many as there are, but
constexpr std::uint32_t kRoomNumbersOfSmall = 24;
constexpr std::uint64_t kMostSteps = std::uint64_t{1} << 50;  // a clock ends the search long before
constexpr std::uint64_t kEpoch = 4'096;                       // steps between two looks at the clock
constexpr std::uint32_t kUnitsBetweenStops = 16;
constexpr std::uint64_t kRunPerUnit =
    200'000;  // steps of one run, a unit and round: one slow run does better than many quick ones
constexpr std::uint64_t kFirstPerUnit = 2'000;  // likewise of the first run, where only a clock ends the search
constexpr std::uint64_t kFew = 32;
constexpr std::uint64_t kRunsOfFew = 12;
constexpr std::uint32_t kSamples = 512;

/// For products of points: with all weights at their limit a temperature, or the price of a few broken rules, needs
/// more than 64 bits.
__extension__ using Wide = __int128;

/// The best seats of one table so far.
struct Best {
  bool any = false;
  std::int64_t points = 0;
  std::vector<std::vector<Index>> room_of;

  void look(const Table& table) {
    if (table.broken() != 0 || (any && table.points() <= points)) return;
    any = true;
    points = table.points();
    room_of = table.places();
  }
};

class Run {
 public:
  /// `tight`: rooms have one size only, so that a move alone is never any good.
  Run(Table& table, Best& best, Rng& rng, bool tight) : table_(table), best_(best), rng_(rng), tight_(tight) {}

  /// Steps taken. Nothing is better than `ceiling`: whoever reaches it is done.
  std::uint64_t anneal(std::uint64_t steps, std::optional<std::int64_t> ceiling, const Stop& stop, bool& cut) {
    const std::int64_t hot = first_temperature();
    const std::uint64_t cooled = steps - steps / 10;
    const std::uint64_t lawful = steps * 6 / 10;  // from here on no rule is broken for anything
    const std::int64_t price_unit = std::max<std::int64_t>(1, hot * 4);
    for (std::uint64_t step = 0; step < steps; ++step) {
      if (step % kEpoch == 0) {
        if (stop && stop()) {
          cut = true;
          return step;
        }
        if (step >= steps / 2 || ceiling) best_.look(table_);
        if (ceiling && best_.any && best_.points >= *ceiling) return step;
        const std::uint64_t left = step < cooled ? (cooled - step) * 1024 / cooled : 0;
        temperature_ = static_cast<std::int64_t>(Wide{hot} * left * left / (1024 * 1024));
        const std::uint64_t run = std::min<std::uint64_t>(1024, step * 1024 / std::max<std::uint64_t>(1, lawful));
        price_ = price_unit / 4 + static_cast<std::int64_t>(Wide{price_unit} * run / 64);
        strict_ = step >= lawful;
      }
      exchange();
    }
    best_.look(table_);
    return steps;
  }

  /// To where no move, no swap is for the better. Bounded by `most` looks.
  std::uint64_t descend(std::uint64_t most, const Stop& stop, bool& cut) {
    std::uint64_t looks = 0;
    for (bool better = true; better && looks < most && !cut;) {
      better = false;
      for (std::uint32_t round = 0; round < table_.rounds() && !cut; ++round)
        for (Index u = 0; u < table_.units() && looks < most && !cut; ++u) {
          better = improve(round, u, looks) || better;
          cut = u % kUnitsBetweenStops == 0 && stop && stop();
        }
    }
    best_.look(table_);
    return looks;
  }

 private:
  static bool better(const Change& change) { return change.broken < 0 || (change.broken == 0 && change.points > 0); }

  bool improve(std::uint32_t round, Index u, std::uint64_t& looks) {
    for (std::uint32_t room = 0; room < table_.rooms(); ++room) {
      if (room == table_.room_of(round, u)) continue;
      ++looks;
      if (const Change change = table_.moving(round, u, room); better(change)) {
        table_.move(round, u, room, change);
        return true;
      }
    }
    for (Index v = 0; v < table_.units(); ++v) {
      if (table_.room_of(round, u) == table_.room_of(round, v)) continue;
      ++looks;
      if (const Change change = table_.swapping(round, u, v); better(change)) {
        table_.swap(round, u, v, change);
        return true;
      }
    }
    return false;
  }

  Index beside_whom_it_matters(std::uint32_t round, Index u) {
    const auto& weights = table_.unit(u).weights;
    const Index other = weights[rng_.below(static_cast<std::uint32_t>(weights.size()))].first;
    const auto& people = table_.in(round, table_.room_of(round, other));
    return people[rng_.below(static_cast<std::uint32_t>(people.size()))];
  }
  Index anybody() { return rng_.below(table_.units()); }
  std::uint32_t any_round() { return table_.rounds() == 1 ? 0 : rng_.below(table_.rounds()); }

  bool takes(const Change& change) {
    if (change.broken > 0 && strict_ && table_.broken() == 0) return false;
    const Wide gain = change.points - Wide{price_} * change.broken;
    if (gain >= 0) return true;
    if (temperature_ == 0) return false;
    return -gain <= Wide{temperature_} * surprise(rng_.next()) / 256;
  }

  void exchange() {
    const std::uint32_t round = any_round();
    const Index u = anybody();
    const std::uint32_t kind = rng_.below(16);
    if (kind < 3 && !tight_) {
      const std::uint32_t room = rng_.below(table_.rooms());
      if (room == table_.room_of(round, u)) return;
      const Change change = table_.moving(round, u, room);
      if (takes(change)) table_.move(round, u, room, change);
      return;
    }
    // Half of the time to where somebody sits who matters to this one: of a large crowd hardly anybody else does.
    const Index v = kind >= 8 && !table_.unit(u).weights.empty() ? beside_whom_it_matters(round, u) : anybody();
    if (table_.room_of(round, u) == table_.room_of(round, v)) return;
    if (kind < 4 && table_.rooms() > 2) {
      const Index w = anybody();
      if (table_.room_of(round, w) == table_.room_of(round, u) || table_.room_of(round, w) == table_.room_of(round, v))
        return;
      const Change change = table_.turning(round, u, v, w);
      if (takes(change)) table_.turn(round, u, v, w, change);
      return;
    }
    const Change change = table_.swapping(round, u, v);
    if (takes(change)) table_.swap(round, u, v, change);
  }

  /// Three fifths of what a swap changes on average where it changes anything.
  std::int64_t first_temperature() {
    Wide sum = 0;
    std::int64_t count = 0;
    for (std::uint32_t i = 0; i < kSamples; ++i) {
      const std::uint32_t round = any_round();
      const Index u = anybody();
      const Index v = anybody();
      if (table_.room_of(round, u) == table_.room_of(round, v)) continue;
      const std::int64_t points = table_.swapping(round, u, v).points;
      if (points == 0) continue;
      sum += points < 0 ? -points : points;
      ++count;
    }
    return count == 0 ? 1 : std::max<std::int64_t>(1, static_cast<std::int64_t>(sum * 3 / (5 * count)));
  }

  Table& table_;
  Best& best_;
  Rng& rng_;
  std::int64_t temperature_ = 0;
  std::int64_t price_ = 1;
  bool strict_ = false;
  bool tight_ = false;
};

/// Large units first, each where it breaks the least, then where it gains the most, of a few rooms; of more where it
/// would break something in all of these.
void fill(Table& table, Rng& rng) {
  std::vector<Index> order(table.units());
  std::iota(order.begin(), order.end(), 0u);
  for (std::uint32_t round = 0; round < table.rounds(); ++round) {
    rng.shuffle(std::span(order));
    std::stable_sort(order.begin(), order.end(),
                     [&](Index a, Index b) { return table.unit(a).size > table.unit(b).size; });
    for (const Index u : order) {
      std::uint32_t best = 0;
      Change least{};
      bool any = false;
      constexpr std::uint32_t few = 64;
      const std::uint32_t from = rng.below(table.rooms());
      for (std::uint32_t i = 0; i < table.rooms() && (i < few || least.broken > 0); ++i) {
        const std::uint32_t room = (from + i) % table.rooms();
        const Change change = table.seating(round, u, room);
        if (any && (change.broken > least.broken || (change.broken == least.broken && change.points <= least.points)))
          continue;
        any = true;
        best = room;
        least = change;
      }
      table.seat(round, u, best);
    }
  }
}

/// The numbers of rooms to try, the most promising first.
std::vector<std::uint32_t> room_numbers(const Problem& problem) {
  const auto [least, most] = room_counts(problem);
  std::vector<std::uint32_t> numbers;
  const std::int64_t ideal =
      std::max<std::int64_t>(1, (problem.people + problem.rooms.ideal / 2) / problem.rooms.ideal);
  const std::uint32_t tried = problem.people <= kSmallCrowd ? kRoomNumbersOfSmall : kRoomNumbers;
  for (std::uint32_t away = 0; numbers.size() < tried && away <= problem.people; ++away)
    for (const std::int64_t number : {ideal - away, ideal + away})
      if (number >= least && number <= most && (numbers.empty() || numbers.back() != number))
        numbers.push_back(static_cast<std::uint32_t>(number));
  // Far from ideal: still the nearest ones.
  if (numbers.empty()) numbers = {ideal < least ? least : most};
  return numbers;
}

/// The most points there can be with so many rooms, where no pair gains anything by meeting; nothing elsewhere.
std::optional<std::int64_t> ceiling_of(const Problem& problem, const Units& units, std::uint32_t rooms) {
  if (problem.move_penalty != 0) return {};
  for (const Unit& unit : units.units)
    for (const auto& [other, points] : unit.weights)
      if (points > 0) return {};
  const auto away = [&](std::int64_t size) { return std::abs(size - std::int64_t{problem.rooms.ideal}); };
  const std::int64_t small = problem.people / rooms;
  const std::int64_t large = problem.people % rooms;
  return -problem.rooms.size_penalty * problem.rounds * (large * away(small + 1) + (rooms - large) * away(small));
}

bool seat_as(Table& table, const Units& units, const std::vector<Round>& rounds) {
  for (std::uint32_t round = 0; round < table.rounds(); ++round) {
    if (rounds[round].size() > table.rooms()) return false;
    std::vector<bool> seated(table.units());
    for (std::uint32_t room = 0; room < rounds[round].size(); ++room)
      for (const Index person : rounds[round][room]) {
        const Index u = units.unit_of[person];
        if (seated[u]) continue;
        seated[u] = true;
        table.seat(round, u, room);
      }
  }
  return true;
}

}  // namespace

Found search(const Problem& problem, const Units& units, std::uint64_t steps, const Stop& stop,
             const std::vector<Round>& start) {
  steps = std::min(steps, kMostSteps);
  Found found;
  Best winner;
  std::optional<std::uint32_t> winner_rooms;
  const std::uint64_t places = units.units.size() * std::uint64_t{problem.rounds};
  std::uint64_t turn = 0;
  const bool tight =
      problem.rooms.min == problem.rooms.max &&
      std::all_of(units.units.begin(), units.units.end(), [](const Unit& unit) { return unit.size == 1; });

  const std::vector<std::uint32_t> numbers = room_numbers(problem);
  const std::vector<std::uint32_t> present = present_rooms(units);
  std::vector<std::uint32_t> open = numbers;  // those with which something better may be found
  const auto run = [&](std::uint32_t rooms, std::uint64_t budget, const std::vector<Round>* from) {
    Rng rng(mix(problem.seed, ++turn));
    // Which present rooms go on is a guess where there are more of them than rooms: another one each time.
    std::vector<std::uint32_t> continued = present;
    if (turn > 1 && present.size() > rooms) rng.shuffle(std::span(continued));
    Table table(problem, units, rooms, continued);
    Best best;
    if (from == nullptr || !seat_as(table, units, *from)) {
      if (from != nullptr) return;
      fill(table, rng);
    }
    best.look(table);
    Run runner(table, best, rng, tight);
    const auto ceiling = ceiling_of(problem, units, rooms);
    found.steps += 1 + runner.anneal(budget, ceiling, stop, found.cut);
    if (best.any) table.restore(best.room_of);
    if (best.any && ceiling && best.points >= *ceiling) budget = 0;
    if (!found.cut) found.steps += runner.descend(std::min<std::uint64_t>(budget, 4'000'000), stop, found.cut);
    if (!best.any || (winner.any && best.points <= winner.points)) return;
    winner = std::move(best);
    winner_rooms = rooms;
    table.restore(winner.room_of);
    found.rounds = table.seats();
    std::erase_if(open, [&](std::uint32_t number) {
      const auto most = ceiling_of(problem, units, number);
      return most && *most <= winner.points;
    });
  };

  const bool by_clock = steps == kMostSteps;
  const std::uint64_t slow = std::max<std::uint64_t>(5'000, places * kRunPerUnit);
  // Nobody knows how many steps the clock leaves: runs that are cut while they are hot are worth nothing, so they begin
  // short and each is twice the one before.
  std::uint64_t length = by_clock ? std::clamp<std::uint64_t>(places * kFirstPerUnit, 5'000, 1'000'000) : slow;
  if (!start.empty()) run(static_cast<std::uint32_t>(start.front().size()), std::min(steps / 8 + 1, length), &start);
  // Few people: many quick runs find what one slow run may pass by.
  const std::uint64_t longest = places <= kFew ? steps / kRunsOfFew : steps;
  const std::uint64_t once = std::min(slow, std::max<std::uint64_t>(5'000, longest));
  const std::uint64_t probe =
      std::max<std::uint64_t>(1'000, std::min({once, length, steps / (2 * numbers.size() + 1)}));
  if (numbers.size() > 1)
    for (const std::uint32_t rooms : numbers)
      if (!found.cut && std::find(open.begin(), open.end(), rooms) != open.end()) run(rooms, probe, nullptr);
  while (found.steps < steps && !found.cut && !open.empty()) {
    // Mostly the number of rooms that did best; once in four another one.
    const bool best_again =
        winner_rooms && turn % 4 != 3 && std::find(open.begin(), open.end(), *winner_rooms) != open.end();
    const std::uint32_t rooms = best_again ? *winner_rooms : open[turn / 4 % open.size()];
    run(rooms, std::min({once, length, std::max<std::uint64_t>(steps - found.steps, 1'000)}), nullptr);
    length = std::min(2 * length, slow);
  }
  const auto [least, most] = room_counts(problem);
  found.proven = winner.any && open.empty() && numbers.size() == most - least + 1;
  return found;
}

}  // namespace convene::grouping::pairwise

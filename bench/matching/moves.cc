// How few people must change rooms: least_moves against a search of every final size of every room.
#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>
#include <vector>

#include "bench/matching/rows.h"
#include "matcher/grouping/least_moves.h"
#include "matcher/rng.h"

namespace convene::bench {
namespace {

using grouping::Sizes;

constexpr std::size_t kHalls = 500;
constexpr std::uint32_t kMostRooms = 60;
constexpr std::uint32_t kNever = std::numeric_limits<std::uint32_t>::max() / 2;

struct Hall {
  std::vector<std::uint32_t> rooms;
  std::vector<std::uint32_t> fixed;
  std::uint32_t newcomers = 0;
  Sizes sizes;
};

Hall draw(std::uint64_t seed) {
  Rng rng(seed);
  Hall hall;
  hall.sizes.min = static_cast<std::uint16_t>(2 + rng.below(4));
  hall.sizes.max = static_cast<std::uint16_t>(hall.sizes.min + rng.below(5));
  hall.sizes.ideal = hall.sizes.min;
  hall.newcomers = rng.below(3) == 0 ? rng.below(12) : 0;
  // From halls that are nearly empty to such that are over full.
  const std::uint32_t most = 1 + rng.below(hall.sizes.max + 2u);
  const auto fill = [&](std::vector<std::uint32_t>& rooms, std::uint32_t count) {
    while (count-- > 0) rooms.push_back(rng.below(most + 1));
  };
  fill(hall.rooms, rng.below(kMostRooms + 1));
  if (rng.below(3) == 0) fill(hall.fixed, rng.below(6));
  return hall;
}

/// By people seated so far: the fewest who leave their room, over every final size of each room in turn. Who leaves a
/// room or comes anew takes a seat in one that grows; so all that has to come out is the number of people.
std::optional<std::uint32_t> fewest_moves(const Hall& hall) {
  const std::uint32_t people = std::accumulate(hall.rooms.begin(), hall.rooms.end(), hall.newcomers) +
                               std::accumulate(hall.fixed.begin(), hall.fixed.end(), 0u);
  std::vector<std::uint32_t> best(people + 1, kNever);
  best[0] = 0;
  const auto next_room = [&](std::uint32_t size, bool may_go) {
    std::vector<std::uint32_t> with(people + 1, kNever);
    for (std::uint32_t seated = 0; seated <= people; ++seated) {
      if (best[seated] == kNever) continue;
      if (may_go) with[seated] = std::min(with[seated], best[seated] + size);
      for (std::uint32_t becomes = hall.sizes.min; becomes <= hall.sizes.max && seated + becomes <= people; ++becomes) {
        const std::uint32_t leave = size > becomes ? size - becomes : 0;
        with[seated + becomes] = std::min(with[seated + becomes], best[seated] + leave);
      }
    }
    best = std::move(with);
  };
  for (const std::uint32_t size : hall.rooms) next_room(size, true);
  for (const std::uint32_t size : hall.fixed) next_room(size, false);
  return best[people] == kNever ? std::nullopt : std::optional(best[people]);
}

}  // namespace

void measure_moves(Table& table) {
  std::size_t exact = 0;
  std::size_t possible = 0;
  std::vector<double> ours_us, plain_us;
  for (std::uint64_t seed = 0; seed < kHalls; ++seed) {
    const Hall hall = draw(seed);
    auto from = Clock::now();
    const auto found = grouping::least_moves(hall.rooms, hall.sizes, hall.newcomers, hall.fixed);
    ours_us.push_back(micros_since(from));
    from = Clock::now();
    const auto fewest = fewest_moves(hall);
    plain_us.push_back(micros_since(from));
    possible += fewest.has_value();
    exact += found ? found->moves == fewest : !fewest;
  }
  table.add({"halls of 0 to 60 rooms brought within sizes: exact", counted(exact),
             counted(kHalls) + ", of which " + counted(possible) + " can be", "all", exact == kHalls});
  table.add({"  time of one", figure(ours_us, "us", 1), "every final size " + figure(plain_us, "us", 0), "", {}});
}

}  // namespace convene::bench

// A round that runs: somebody arrives in one of 10,000 rooms, or leaves it.
#include <algorithm>
#include <functional>
#include <tuple>
#include <utility>
#include <vector>

#include "bench/matching/crowd.h"
#include "bench/matching/rows.h"
#include "matcher/grouping/placement.h"
#include "matcher/grouping/remedy.h"
#include "matcher/rng.h"

namespace convene::bench {
namespace {

using grouping::NodeIndex;
using grouping::Placement;
using grouping::Sizes;

constexpr std::uint32_t kRooms = 10'000;
constexpr std::size_t kBatches = 9;
constexpr std::size_t kBatch = 2'000;
constexpr std::size_t kScanBatch = 200;
constexpr Sizes kSizes{3, 5, 7};

struct Hall {
  Hall() : tree(kinds(5)), index(tree), rng(3) {
    for (std::uint32_t r = 1; r <= kRooms; ++r)
      index.add(RoomId{r}, any_node(rng, tree), static_cast<std::uint16_t>(1 + rng.below(kSizes.max)), kSizes.max);
  }
  RoomId any_room() { return RoomId{1 + rng.below(kRooms)}; }
  std::uint16_t company(RoomId room) const { return index.load(room)->company; }
  void resize(RoomId room, int size) { index.resize(room, static_cast<std::uint16_t>(size)); }

  grouping::Tree tree;
  Placement index;
  Rng rng;
};

/// The median of each batch, in microseconds; `once` says how long it took.
std::vector<double> medians(std::size_t batch, const std::function<double()>& once) {
  std::vector<double> found;
  for (std::size_t i = 0; i < kBatches; ++i) {
    std::vector<double> us;
    for (std::size_t j = 0; j < batch; ++j) us.push_back(once());
    found.push_back(spread(std::move(us)).median);
  }
  return found;
}

/// Rooms as a list, and the plain way: look at each; the nearest kind, then the emptiest.
class Scanned {
 public:
  explicit Scanned(const Hall& hall) : tree_(hall.tree) {
    for (std::uint32_t r = 1; r <= kRooms; ++r)
      rooms_.push_back({*hall.index.basis(RoomId{r}), hall.company(RoomId{r})});
  }
  std::size_t best(NodeIndex role) const {
    std::size_t found = 0;
    auto least = std::tuple(~0u, ~0u);
    for (std::size_t i = 0; i < rooms_.size(); ++i) {
      const auto& [basis, company] = rooms_[i];
      if (company == kSizes.max) continue;
      const std::uint32_t depth = tree_.depth(tree_.nearest_common(role, basis));
      const std::uint32_t lost = tree_.depth(role) - depth + company * (tree_.depth(basis) - depth);
      if (const auto cost = std::tuple(lost, std::uint32_t{company}); cost < least) least = cost, found = i;
    }
    return found;
  }
  std::uint16_t& company(std::size_t room) { return rooms_[room].company; }

 private:
  struct Entry {
    NodeIndex basis;
    std::uint16_t company;
  };
  const grouping::Tree& tree_;
  std::vector<Entry> rooms_;
};

}  // namespace

void measure_arrival(Table& table) {
  constexpr double bar = 5;
  Hall hall;
  Scanned scanned(hall);
  const auto ours = medians(kBatch, [&] {
    const NodeIndex role = any_node(hall.rng, hall.tree);
    const auto from = Clock::now();
    const RoomId room = *hall.index.best(role, kSizes);
    const std::uint16_t size = hall.company(room);
    hall.resize(room, size + 1);
    const double took = micros_since(from);
    hall.resize(room, size);  // and leaves again, so that the hall stays as full as it was
    return took;
  });
  const auto scan = medians(kScanBatch, [&] {
    const NodeIndex role = any_node(hall.rng, hall.tree);
    const auto from = Clock::now();
    const std::size_t room = scanned.best(role);
    ++scanned.company(room);
    const double took = micros_since(from);
    --scanned.company(room);
    return took;
  });
  table.add({"an arrival placed in 10,000 rooms", figure(ours, "us", 2), "scan of all rooms " + figure(scan, "us"),
             number(bar) + " us", spread(ours).median <= bar});
  std::size_t offered = 0;
  const auto offers = medians(kBatch, [&] {
    const NodeIndex role = any_node(hall.rng, hall.tree);
    const auto from = Clock::now();
    offered += hall.index.candidates(role, kSizes, 3).size();
    return micros_since(from);
  });
  table.add({"  three rooms offered",
             figure(offers, "us", 2),
             number(static_cast<double>(offered) / static_cast<double>(kBatches * kBatch), 2) + " on average",
             "",
             {}});
}

void measure_departure(Table& table) {
  constexpr double bar = 50;
  Hall hall;
  std::size_t repaired = 0;
  // A room that was as small as it may be, or smaller, loses somebody; the cheapest remedy is found and done.
  const auto ours = medians(kBatch, [&] {
    const RoomId room = hall.any_room();
    const std::uint16_t before = hall.company(room);
    const int size = 2 + static_cast<int>(hall.rng.below(kSizes.min - 1u));
    hall.resize(room, size);
    const NodeIndex basis = *hall.index.basis(room);
    const auto from = Clock::now();
    hall.resize(room, size - 1);
    const auto found = grouping::remedies(hall.index, {room, basis, *hall.index.load(room), false}, kSizes);
    RoomId other = room;
    std::uint16_t there = 0;
    if (!found.empty()) {
      other = found.front().room;
      there = hall.company(other);
      const int come = found.front().kind == grouping::RemedyKind::pull ? found.front().people : 1 - size;
      hall.resize(room, size - 1 + come);
      hall.resize(other, there - come);
    }
    const double took = micros_since(from);
    if (other != room) {
      ++repaired;
      hall.resize(other, there);
    }
    hall.resize(room, before);
    return took;
  });
  table.add({"a departure repaired in 10,000 rooms", figure(ours, "us", 2),
             counted(repaired) + " of " + counted(kBatches * kBatch) + " could be", number(bar) + " us",
             spread(ours).median <= bar});
}

}  // namespace convene::bench

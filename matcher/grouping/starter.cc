#include "matcher/grouping/starter.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <utility>

#include "matcher/rng.h"

namespace convene::grouping {

namespace {

using Rooms = std::vector<std::vector<std::uint32_t>>;

constexpr std::uint32_t longer = 3;  // circles of one more, and one more, than rounds are asked for
constexpr std::uint64_t run = 1'000'000;
constexpr int halves = 5;  // a swap that costs one more is made once in 2^5, all the time

class Starter {
 public:
  Starter(std::uint32_t people, std::uint32_t rooms, std::uint32_t turn)
      : turn_(turn), circles_(people / turn), outside_from_(circles_ * turn), groups_(circles_ + people % turn) {
    used_.assign(std::size_t{groups_} * groups_ * turn_, 0);
    std::uint32_t next = 0;
    for (std::uint32_t r = 0; r < rooms; ++r) rooms_.emplace_back(people / rooms + (r < people % rooms ? 1 : 0));
    for (auto& room : rooms_)
      for (std::uint32_t& person : room) person = next++;
    for (std::uint32_t person = 0; person < people; ++person) {
      const bool inside = person < outside_from_;
      group_.push_back(inside ? person / turn_ : circles_ + (person - outside_from_));
      place_.push_back(inside ? person % turn_ : 0);
    }
  }

  /// Whether there are as many kinds of pairs as a round has pairs.
  bool may_be() const {
    std::uint64_t pairs = 0;
    for (const auto& room : rooms_) pairs += room.size() * (room.size() - 1) / 2;
    const std::uint64_t of_circles = std::uint64_t{circles_} * ((turn_ - 1) / 2 + groups_ - circles_);
    return pairs <= of_circles + std::uint64_t{circles_} * (circles_ - 1) / 2 * turn_;
  }

  /// A round of no cost, or nothing.
  std::optional<Rooms> find(std::uint64_t steps, Rng& rng) {
    shuffle(rng);
    for (std::uint64_t step = 0; step < steps; ++step) {
      if (cost_ == 0) return rooms_;
      const std::uint32_t a = rng.below(count());
      const std::uint32_t b = rng.below(count());
      if (a == b || (rooms_[a].empty() || rooms_[b].empty())) continue;
      const std::uint32_t i = rng.below(static_cast<std::uint32_t>(rooms_[a].size()));
      const std::uint32_t j = rng.below(static_cast<std::uint32_t>(rooms_[b].size()));
      const std::int64_t before = cost_;
      swap(a, i, b, j);
      if (cost_ > before && cost_ - before > std::countl_zero(rng.next() | 1) / halves) swap(a, i, b, j);
    }
    if (cost_ == 0) return rooms_;
    return {};
  }

  Rooms turned(const Rooms& first, std::uint32_t by) const {
    Rooms out = first;
    for (auto& room : out) {
      for (std::uint32_t& person : room)
        if (person < outside_from_) person = person / turn_ * turn_ + (person % turn_ + by) % turn_;
      std::sort(room.begin(), room.end());
    }
    return out;
  }

 private:
  std::uint32_t count() const { return static_cast<std::uint32_t>(rooms_.size()); }

  void shuffle(Rng& rng) {
    std::vector<std::uint32_t> all(outside_from_ + groups_ - circles_);
    std::iota(all.begin(), all.end(), 0u);
    rng.shuffle(std::span(all));
    std::fill(used_.begin(), used_.end(), std::uint16_t{0});
    cost_ = 0;
    std::size_t next = 0;
    for (auto& room : rooms_)
      for (std::uint32_t& person : room) person = all[next++];
    for (const auto& room : rooms_)
      for (std::size_t i = 0; i < room.size(); ++i)
        for (std::size_t j = i + 1; j < room.size(); ++j) note(room[i], room[j], 1);
  }

  /// The pairs that turning makes of this one are one kind.
  void note(std::uint32_t u, std::uint32_t v, int sign) {
    std::uint32_t a = group_[u];
    std::uint32_t b = group_[v];
    if (a > b) std::swap(a, b), std::swap(u, v);
    std::uint32_t difference = 0;
    if (b < circles_) {
      difference = place_[v] + (place_[v] < place_[u] ? turn_ : 0) - place_[u];
      if (a == b) {
        difference = std::min(difference, turn_ - difference);
        if (2 * difference == turn_) cost_ += sign;  // meets itself half way round
      }
    } else if (a >= circles_) {
      cost_ += 2 * sign;  // both outside: they would meet in every round
    }
    std::uint16_t& used = used_[(std::size_t{a} * groups_ + b) * turn_ + difference];
    if (sign > 0) {
      if (used++ > 0) ++cost_;
    } else {
      if (--used > 0) --cost_;
    }
  }

  void swap(std::uint32_t a, std::uint32_t i, std::uint32_t b, std::uint32_t j) {
    const auto all = [&](std::uint32_t room, std::uint32_t place, int sign) {
      for (std::uint32_t k = 0; k < rooms_[room].size(); ++k)
        if (k != place) note(rooms_[room][place], rooms_[room][k], sign);
    };
    all(a, i, -1);
    all(b, j, -1);
    std::swap(rooms_[a][i], rooms_[b][j]);
    all(a, i, 1);
    all(b, j, 1);
  }

  std::uint32_t turn_;
  std::uint32_t circles_;
  std::uint32_t outside_from_;        // people from here on stand in no circle
  std::uint32_t groups_;              // circles, and each of those outside
  std::vector<std::uint32_t> group_;  // by person: their circle, or they alone
  std::vector<std::uint32_t> place_;  // in it
  Rooms rooms_;
  std::vector<std::uint16_t> used_;  // by two groups and difference
  std::int64_t cost_ = 0;
};

}  // namespace

std::optional<std::vector<Rooms>> turned_rounds(std::uint32_t people, std::uint32_t rooms, std::uint32_t rounds,
                                                std::uint64_t steps, std::uint64_t seed,
                                                const std::function<bool()>& stop) {
  if (rooms < 2 || rounds < 2 || people < 2 * rooms) return {};
  std::vector<Starter> starters;
  for (std::uint32_t turn = rounds; turn < rounds + longer; ++turn) {
    if (turn > people || people % turn > rooms) continue;
    Starter starter(people, rooms, turn);
    if (starter.may_be()) starters.push_back(std::move(starter));
  }
  if (starters.empty()) return {};
  Rng rng(mix(seed, people));
  const std::size_t others = starters.size() - 1;
  for (std::uint64_t tried = 0; tried * run < steps && !(stop && stop()); ++tried) {
    // Mostly the shortest circles: what is to be found is found there, but for a few.
    Starter& starter = starters[others > 0 && tried % 4 == 3 ? 1 + tried / 4 % others : 0];
    const auto first = starter.find(run, rng);
    if (!first) continue;
    std::vector<Rooms> out;
    for (std::uint32_t r = 0; r < rounds; ++r) out.push_back(starter.turned(*first, r));
    return out;
  }
  return {};
}

}  // namespace convene::grouping

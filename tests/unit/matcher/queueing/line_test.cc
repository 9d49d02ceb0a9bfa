#include "matcher/queueing/line.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <vector>

namespace convene::queueing {
namespace {

constexpr std::uint32_t kLanes = 3;

OrderKey ticket(std::uint64_t n) { return {joined(n), n}; }

Need any_need() {
  return {*rc::gen::element<std::uint64_t>(0, 1, 2, 4), *rc::gen::inRange<std::uint64_t>(0, 4),
          *rc::gen::inRange(0u, kLanes)};
}

// What a line is, said plainly.
struct Plain {
  std::map<OrderKey, Need> tickets;

  std::vector<OrderKey> lane(std::uint32_t lane) const {
    std::vector<OrderKey> keys;
    for (const auto& [key, need] : tickets)
      if (need.lane == lane) keys.push_back(key);
    return keys;
  }
  template <class May>
  std::optional<OrderKey> first(const Skill& skill, May may) const {
    for (const auto& [key, need] : tickets)
      if (serves(skill, need) && may(key, need)) return key;
    return std::nullopt;
  }
};

void expect_same(const Line& line, const Plain& plain) {
  RC_ASSERT(line.size() == plain.tickets.size());
  for (std::uint32_t lane = 0; lane < kLanes; ++lane) {
    std::vector<OrderKey> keys;
    line.each(lane, [&](const OrderKey& key) { keys.push_back(key); });
    RC_ASSERT(keys == plain.lane(lane));
    RC_ASSERT(line.size(lane) == keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i) {
      RC_ASSERT(line.ahead(keys[i], lane) == i);
      RC_ASSERT(line.at(lane, i + 1) == keys[i]);
    }
    RC_ASSERT(line.at(lane, 0) == std::nullopt);
    RC_ASSERT(line.at(lane, keys.size() + 1) == std::nullopt);
  }
  for (const std::uint64_t topics : {0, 1, 2, 3, 6})
    for (const std::uint64_t languages : {0, 1, 2}) {
      const Skill skill{topics, languages};
      const auto everywhere = [](const auto&...) { return true; };
      const auto desk = [](const Need& need) { return need.lane != 1; };
      const auto odd = [](const OrderKey& key) { return key.number % 2 == 1; };
      RC_ASSERT(line.first(skill) == plain.first(skill, everywhere));
      RC_ASSERT(line.first(skill, desk) == plain.first(skill, [&](const auto&, const Need& n) { return desk(n); }));
      RC_ASSERT(line.first(skill, desk, odd) ==
                plain.first(skill, [&](const OrderKey& k, const Need& n) { return desk(n) && odd(k); }));
    }
}

RC_GTEST_PROP(Line, DoesWhatAPlainSortedListDoes, ()) {
  Line line;
  Plain plain;
  const auto steps = *rc::gen::inRange(0, 60);
  for (int i = 0; i < steps; ++i) {
    const OrderKey key{joined(*rc::gen::inRange<std::uint64_t>(1, 30), *rc::gen::inRange(0u, 5u)),
                       *rc::gen::inRange<std::uint64_t>(1, 12)};
    const auto found = plain.tickets.find(key);
    if (*rc::gen::arbitrary<bool>() && found != plain.tickets.end()) {
      RC_ASSERT(line.remove(key, found->second));
      RC_ASSERT(!line.remove(key, found->second));
      plain.tickets.erase(found);
    } else if (found == plain.tickets.end()) {
      const Need need = any_need();
      RC_ASSERT(line.add(key, need));
      RC_ASSERT(!line.add(key, need));
      plain.tickets.emplace(key, need);
    }
  }
  expect_same(line, plain);
  const Line copy = line;
  for (const auto& [key, need] : plain.tickets) RC_ASSERT(line.remove(key, need));
  RC_ASSERT(line.empty());
  expect_same(line, {});
  expect_same(copy, plain);
}

TEST(Line, TellsTicketsApartByNeed) {
  Line line;
  EXPECT_TRUE(line.add(ticket(1), {1, 0, 0}));
  EXPECT_FALSE(line.add(ticket(1), {2, 0, 0})) << "one ticket does not stand in a lane twice";
  EXPECT_FALSE(line.remove(ticket(1), {2, 0, 0}));
  EXPECT_FALSE(line.remove(ticket(2), {1, 0, 0}));
  EXPECT_EQ(line.size(), 1u);
  EXPECT_EQ(line.first({2, 0}), std::nullopt);
  EXPECT_EQ(line.first({3, 0}), ticket(1));
}

TEST(Line, MovingALaneKeepsTheOrder) {
  Line line;
  for (std::uint64_t n = 1; n <= 6; ++n) line.add(ticket(n), {0, 0, n % 2 == 0 ? 0u : 1u});
  for (const std::uint64_t n : {1u, 3u, 5u}) {
    ASSERT_TRUE(line.remove(ticket(n), {0, 0, 1}));
    ASSERT_TRUE(line.add(ticket(n), {0, 0, 0}));
  }
  std::vector<std::uint64_t> order;
  line.each(0, [&](const OrderKey& key) { order.push_back(key.number); });
  EXPECT_EQ(order, (std::vector<std::uint64_t>{1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(line.size(1), 0u);
}

TEST(Line, StaysShallowWhenManyJoinInOrder) {
  Line line;
  for (std::uint64_t n = 1; n <= 100'000; ++n) line.add(ticket(n), {});
  EXPECT_EQ(line.ahead(ticket(70'000), 0), 69'999u);
  for (std::uint64_t n = 1; n <= 100'000; ++n) {
    ASSERT_EQ(line.first({}), ticket(n));
    line.remove(ticket(n), {});
  }
}

}  // namespace
}  // namespace convene::queueing

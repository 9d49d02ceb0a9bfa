// The index of open rooms against a plain list of them, over random histories.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "matcher/grouping/placement.h"
#include "matcher/grouping/remedy.h"
#include "tests/unit/matcher/grouping/crowd.h"

namespace convene::grouping {
namespace {

using testing::random_node;
using testing::random_sizes;
using testing::random_tree;

struct Plain {
  NodeIndex basis;
  Load load;
};

class History {
 public:
  explicit History(std::uint64_t seed) : rng_(seed), tree_(random_tree(rng_, 1 + rng_.below(20))), index_(tree_) {}

  void step() {
    const RoomId room{1 + rng_.below(12)};
    switch (rng_.below(5)) {
      case 0:
      case 1: {
        const Plain plain{random_node(rng_, tree_), random_load()};
        rooms_[room] = plain;
        index_.add(room, plain.basis, plain.load);
        break;
      }
      case 2: {
        const Load load = random_load();
        if (rooms_.contains(room)) rooms_[room].load = load;
        index_.reload(room, load);
        break;
      }
      case 3: {
        const NodeIndex basis = random_node(rng_, tree_);
        if (rooms_.contains(room)) rooms_[room].basis = basis;
        index_.rebase(room, basis);
        break;
      }
      default: rooms_.erase(room); index_.remove(room);
    }
  }

  Load random_load() {
    const auto draw = [&](std::uint32_t n) { return static_cast<std::uint16_t>(rng_.below(n)); };
    Load load;
    load.capacity = draw(9);
    load.taken = draw(load.capacity + 1u);
    load.company = draw(load.taken + 1u);
    return load;
  }

  Rng rng_;
  const Tree tree_;
  Placement index_;
  std::map<RoomId, Plain> rooms_;
};

TEST(PlacementProperty, NeverAFullOrRefusedRoomAndAlwaysOneIfThereIsOne) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(seed);
    History h(seed);
    for (int i = 0; i < 60; ++i) {
      h.step();
      const Sizes sizes = random_sizes(h.rng_, 8);
      const NodeIndex role = random_node(h.rng_, h.tree_);
      const std::uint64_t allowed = h.rng_.next() | (h.rng_.below(2) ? ~std::uint64_t{0} : 0);
      const auto filter = [&](RoomId r) { return (allowed >> r.value & 1) != 0; };
      const bool any = std::ranges::any_of(h.rooms_, [&](const auto& entry) {
        return entry.second.load.taken < entry.second.load.capacity && filter(entry.first);
      });
      const bool any_company = std::ranges::any_of(h.rooms_, [&](const auto& entry) {
        return entry.second.load.taken < entry.second.load.capacity && entry.second.load.company > 0 &&
               filter(entry.first);
      });
      const auto best = h.index_.best(role, sizes, filter);
      ASSERT_EQ(best.has_value(), any);
      const std::size_t n = 1 + h.rng_.below(8);
      const auto offers = h.index_.candidates(role, sizes, n, filter);
      ASSERT_LE(offers.size(), n);
      for (const auto& offer : offers) {
        ASSERT_TRUE(h.rooms_.contains(offer.room));
        const Plain& room = h.rooms_.at(offer.room);
        ASSERT_EQ(room.load, offer.load);
        ASSERT_LT(room.load.taken, room.load.capacity);
        ASSERT_TRUE(filter(offer.room));
        ASSERT_EQ(std::ranges::count(offers, offer.room, &Placement::Candidate::room), 1);
        if (offer.load.company > 0) { ASSERT_EQ(offer.basis, h.tree_.nearest_common(role, room.basis)); }
      }
      if (any) {
        ASSERT_EQ(offers.front().room, *best);
        ASSERT_EQ(h.rooms_.at(*best).load.company > 0, any_company) << "an empty room only if there is no other";
      }
    }
  }
}

TEST(PlacementProperty, AnswersDependOnWhatIsNotOnHowItCameToBe) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    SCOPED_TRACE(seed);
    History h(seed);
    for (int i = 0; i < 80; ++i) h.step();
    Placement afresh(h.tree_);
    for (const auto& [room, plain] : h.rooms_) afresh.add(room, plain.basis, plain.load);
    for (NodeIndex role = 0; role < h.tree_.size(); ++role) {
      ASSERT_EQ(h.index_.candidates(role, {3, 5, 7}, 8), afresh.candidates(role, {3, 5, 7}, 8));
      ASSERT_EQ(h.index_.nearest_lone(role), afresh.nearest_lone(role));
      ASSERT_EQ(h.index_.nearest_surplus(role, 2), afresh.nearest_surplus(role, 2));
      ASSERT_EQ(h.index_.nearest_with_seats(role, 2), afresh.nearest_with_seats(role, 2));
    }
  }
}

TEST(PlacementProperty, TheNearestIsTheNearest) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    SCOPED_TRACE(seed);
    History h(seed);
    for (int i = 0; i < 50; ++i) h.step();
    for (NodeIndex role = 0; role < h.tree_.size(); ++role) {
      const auto nearness = [&](RoomId room) {
        return h.tree_.depth(h.tree_.nearest_common(role, h.rooms_.at(room).basis));
      };
      const auto check = [&](std::optional<RoomId> found, auto&& fits) {
        int nearest = -1;
        for (const auto& [room, plain] : h.rooms_)
          if (fits(plain.load)) nearest = std::max<int>(nearest, nearness(room));
        ASSERT_EQ(found.has_value(), nearest >= 0);
        if (!found) return;
        ASSERT_TRUE(fits(h.rooms_.at(*found).load));
        ASSERT_EQ(nearness(*found), nearest);
      };
      check(h.index_.nearest_lone(role), [](const Load& l) { return l.company == 1 && l.taken < l.capacity; });
      check(h.index_.nearest_surplus(role, 2), [](const Load& l) { return l.company > 2; });
      check(h.index_.nearest_with_seats(role, 3),
            [](const Load& l) { return l.company > 0 && l.capacity - l.taken >= 3; });
    }
  }
}

TEST(RemedyProperty, RemediesCanBeCarriedOut) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(seed);
    History h(seed);
    for (int i = 0; i < 40; ++i) h.step();
    const Sizes sizes = random_sizes(h.rng_, 6);
    for (const auto& [id, plain] : h.rooms_) {
      const auto found = remedies(h.index_, {id, plain.basis, plain.load, false}, sizes);
      ASSERT_LE(found.size(), 3u);
      const bool in_need = plain.load.company > 0 && plain.load.company < sizes.min;
      ASSERT_TRUE(in_need || found.empty());
      for (const Remedy& remedy : found) {
        ASSERT_NE(remedy.room, id);
        const Load& other = h.rooms_.at(remedy.room).load;
        ASSERT_GT(remedy.people, 0);
        if (remedy.kind == RemedyKind::pull) {
          ASSERT_LE(plain.load.taken + remedy.people, plain.load.capacity);
          ASSERT_GE(other.company - remedy.people, sizes.min);
        } else {
          ASSERT_EQ(remedy.people, plain.load.company);
          ASSERT_LE(other.taken + remedy.people, other.capacity);
          ASSERT_GT(other.company, 0);
        }
      }
      const bool company_elsewhere = std::ranges::any_of(h.rooms_, [&](const auto& entry) {
        return entry.first != id && entry.second.load.company > 0 &&
               entry.second.load.taken < entry.second.load.capacity;
      });
      if (plain.load.company == 1 && in_need && company_elsewhere) {
        ASSERT_FALSE(found.empty()) << "somebody alone, and a seat elsewhere";
      }
    }
  }
}

}  // namespace
}  // namespace convene::grouping

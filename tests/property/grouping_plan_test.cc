// What must hold of every plan and every repaired plan, over random crowds.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include "matcher/grouping/fill.h"
#include "matcher/grouping/least_moves.h"
#include "matcher/grouping/packing.h"
#include "matcher/grouping/plan.h"
#include "matcher/grouping/score.h"
#include "tests/property/grouping_case.h"
#include "tests/property/plan_check.h"
#include "tests/unit/matcher/grouping/crowd.h"

namespace convene::grouping {
namespace {

using testing::Case;
using testing::check;
using testing::random_case;
using testing::random_couples;
using testing::settle;

TEST(PlanProperty, EverybodyOnceNobodyAloneSizesInBounds) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(seed);
    Case c = random_case(seed, seed % 10 == 0 ? 200 : 30);
    settle(c);
    const Plan made = plan(c.problem);
    check(c.problem, made);
    if (HasFatalFailure()) return;
    ASSERT_EQ(plan(c.problem), made) << "the same seed, another answer";
  }
}

TEST(PlanProperty, WhoIsToBeKeptApartIs) {
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    SCOPED_TRACE(seed);
    Case c = random_case(seed, 25);
    settle(c);
    Rng rng(mix(seed, 1));
    c.problem.apart = random_couples(rng, c.problem.people, rng.below(40));
    check(c.problem, plan(c.problem));
    if (HasFatalFailure()) return;
  }
}

/// Couples and threes of one another's, disjoint, of about `share` in a hundred people.
std::vector<Couple> random_companions(Rng& rng, const std::vector<Member>& people, std::uint32_t share) {
  std::vector<Couple> couples;
  for (std::size_t i = 0; i + 2 < people.size(); i += 3) {
    if (rng.below(100) >= share) continue;
    couples.push_back({people[i + 1].id, people[i].id});
    if (rng.below(3) == 0) couples.push_back({people[i + 1].id, people[i + 2].id});
  }
  return couples;
}

std::size_t not_together(const Plan& made, const std::vector<Couple>& couples) {
  return static_cast<std::size_t>(std::ranges::count_if(couples, [&](const Couple& c) {
    return std::ranges::none_of(made.rooms, [&](const Room& room) {
      return std::ranges::count(room.people, c.first) && std::ranges::count(room.people, c.second);
    });
  }));
}

TEST(PlanProperty, WhoIsToSitTogetherDoesWhereThereAreSeats) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(seed);
    Case c = random_case(seed, seed % 10 == 0 ? 200 : 40);
    settle(c);
    Rng rng(mix(seed, 5));
    c.problem.sizes.max = std::max<std::uint16_t>(c.problem.sizes.max, 4);
    c.problem.together = random_companions(rng, c.problem.people, 60);
    const Plan made = plan(c.problem);
    check(c.problem, made);
    if (HasFatalFailure()) return;
    ASSERT_EQ(not_together(made, c.problem.together), 0u);
    ASSERT_TRUE(std::ranges::none_of(made.report.violations,
                                     [](const Violation& v) { return v.code == ViolationCode::not_together; }));
  }
}

TEST(PlanProperty, ApartWinsOverTogetherAndTheReportSaysSo) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    SCOPED_TRACE(seed);
    Case c = random_case(seed, 25);
    settle(c);
    Rng rng(mix(seed, 6));
    c.problem.apart = random_couples(rng, c.problem.people, rng.below(20));
    c.problem.together = random_couples(rng, c.problem.people, rng.below(20));
    const Plan made = plan(c.problem);
    check(c.problem, made);
    if (HasFatalFailure()) return;
    std::size_t reported = 0;
    for (const Violation& v : made.report.violations)
      if (v.code == ViolationCode::not_together) reported = static_cast<std::size_t>(v.amount);
    ASSERT_EQ(reported, not_together(made, cleaned(c.problem).together));
  }
}

TEST(PlanProperty, RefiningNeverCosts) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    SCOPED_TRACE(seed);
    Case c = random_case(seed, 60);
    settle(c);
    c.problem.step_budget = 0;
    const Plan unrefined = plan(c.problem);
    c.problem.step_budget = 2000;
    ASSERT_GE(plan(c.problem).report.score, unrefined.report.score);
  }
}

/// People who sit with others than those they were planned with: all of a room but the largest part that comes from
/// one.
std::uint32_t moves(const Plan& draft, const Plan& now) {
  std::map<PersonId, std::size_t> planned;
  for (std::size_t r = 0; r < draft.rooms.size(); ++r)
    for (const PersonId id : draft.rooms[r].people) planned[id] = r;
  std::uint32_t moved = 0;
  for (const Room& room : now.rooms) {
    std::map<std::size_t, std::uint32_t> from;
    std::uint32_t known = 0, most = 0;
    for (const PersonId id : room.people)
      if (const auto at = planned.find(id); at != planned.end()) ++known, most = std::max(most, ++from[at->second]);
    moved += known - most;
  }
  return moved;
}

/// The least there can be if kinds did not matter, and what they may cost: who is displaced goes among their own kind
/// first, so that a room that is short may have to fetch its people elsewhere. Nothing where the rooms of the draft
/// could not hold everybody. Where no room is short, nobody moves.
std::optional<std::uint32_t> few_moves_from(const Problem& problem, const Plan& draft) {
  std::set<PersonId> here;
  for (const Member& m : problem.people) here.insert(m.id);
  std::vector<std::uint32_t> sizes;
  std::uint32_t known = 0, missing = 0;
  for (const Room& room : draft.rooms) {
    const auto stay = std::ranges::count_if(room.people, [&](PersonId id) { return here.contains(id); });
    if (stay == 0) continue;
    sizes.push_back(static_cast<std::uint32_t>(stay)), known += sizes.back();
    if (stay < problem.sizes.min) missing += problem.sizes.min - sizes.back();
  }
  const auto least = least_moves(sizes, problem.sizes, static_cast<std::uint32_t>(here.size()) - known);
  return least ? std::optional(least->moves + missing) : std::nullopt;
}

TEST(RefillProperty, HoldsWhatAPlanHoldsAndMovesFew) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(seed);
    Case c = random_case(seed, 60);
    settle(c);
    Rng rng(mix(seed, 3));
    const Plan draft = plan(c.problem);
    const std::uint32_t leave_in_ten = rng.below(11);
    std::erase_if(c.problem.people, [&](const Member&) { return rng.below(10) < leave_in_ten; });
    for (std::uint32_t i = rng.below(3) * rng.below(20); i-- > 0;) {
      Member m;
      m.id = PersonId{5000 + i};
      m.role = testing::random_node(rng, c.roles);
      c.problem.people.push_back(m);
    }
    const Plan now = refill(c.problem, draft);
    check(c.problem, now);
    if (HasFatalFailure()) return;
    ASSERT_EQ(refill(c.problem, draft), now);
    ASSERT_EQ(refill(c.problem, now), now) << "nothing to do the second time";
    if (const auto few = few_moves_from(c.problem, draft)) { ASSERT_LE(moves(draft, now), *few); }
  }
}

/// People who are not in what continues their room: each room continues one at most, the largest parts first.
std::uint32_t leavers(const Plan& before, const Plan& now) {
  std::vector<std::tuple<std::uint32_t, std::size_t, std::size_t>> parts;
  std::uint32_t left = 0;
  for (std::size_t b = 0; b < before.rooms.size(); ++b) {
    left += static_cast<std::uint32_t>(before.rooms[b].people.size());
    for (std::size_t r = 0; r < now.rooms.size(); ++r) {
      std::vector<PersonId> both;
      std::ranges::set_intersection(before.rooms[b].people, now.rooms[r].people, std::back_inserter(both));
      parts.emplace_back(both.size(), b, r);
    }
  }
  std::ranges::sort(parts, std::greater());
  std::set<std::size_t> continued, continuing;
  for (const auto& [size, b, r] : parts) {
    if (continued.contains(b) || continuing.contains(r)) continue;
    continued.insert(b), continuing.insert(r);
    left -= size;
  }
  return left;
}

/// However many rooms are short or over at once.
TEST(RefillProperty, MovesAreTheLeastThereCanBeWhereEverybodyIsAlike) {
  int mended = 0;
  for (std::uint64_t seed = 0; seed < 1'500; ++seed) {
    SCOPED_TRACE(seed);
    Rng rng(mix(seed, 9));
    Problem problem;
    problem.sizes.min = static_cast<std::uint16_t>(2 + rng.below(4));
    problem.sizes.max = static_cast<std::uint16_t>(problem.sizes.min + rng.below(5));
    problem.sizes.ideal = problem.sizes.min;
    const auto comes = [&] { return problem.people.emplace_back(PersonId(1 + problem.people.size())).id; };
    Plan before;
    std::vector<std::uint32_t> sizes;
    const std::uint32_t most = 1 + rng.below(problem.sizes.max + 2u);
    for (std::uint32_t rooms = 1 + rng.below(12); rooms > 0; --rooms) {
      sizes.push_back(1 + rng.below(most));
      Room& room = before.rooms.emplace_back();
      for (std::uint32_t i = 0; i < sizes.back(); ++i) room.people.push_back(comes());
    }
    const std::uint32_t newcomers = rng.below(3) == 0 ? rng.below(8) : 0;
    for (std::uint32_t i = 0; i < newcomers; ++i) comes();
    const auto least = least_moves(sizes, problem.sizes, newcomers);
    if (!least) continue;
    const Plan now = refill(problem, before);
    for (const Room& room : now.rooms) {
      ASSERT_GE(room.people.size(), problem.sizes.min);
      ASSERT_LE(room.people.size(), problem.sizes.max);
    }
    ASSERT_EQ(leavers(before, now), least->moves);
    mended += least->moves > 0;
  }
  EXPECT_GT(mended, 500);
}

TEST(RefillProperty, KeepsApartWhoIsToBeKeptApart) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(seed);
    Case c = random_case(seed, 40);
    settle(c);
    Rng rng(mix(seed, 4));
    const Plan draft = plan(c.problem);
    std::erase_if(c.problem.people, [&](const Member&) { return rng.below(3) == 0; });
    c.problem.apart = random_couples(rng, c.problem.people, rng.below(20));
    const Plan now = refill(c.problem, draft);
    check(c.problem, now);
    if (HasFatalFailure()) return;
    for (const Unplaced& u : now.unplaced) {
      const bool parted = std::ranges::any_of(
          c.problem.apart, [&](const Couple& two) { return two.first == u.person || two.second == u.person; });
      const bool seats =
          std::ranges::any_of(now.rooms, [&](const Room& room) { return room.people.size() < c.problem.sizes.max; });
      if (u.why == UnplacedWhy::kept_apart) {
        ASSERT_TRUE(parted) << to_string(u.person) << " is to be kept apart from nobody";
      } else {
        ASSERT_TRUE(parted || !seats || now.rooms.empty()) << to_string(u.person) << " could sit somewhere";
      }
    }
  }
}

TEST(RefillProperty, PinnedPeopleOfARoomStayTogether) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(seed);
    Case c = random_case(seed, 40);
    settle(c);
    Rng rng(mix(seed, 5));
    const Plan draft = plan(c.problem);
    std::erase_if(c.problem.people, [&](const Member&) { return rng.below(3) == 0; });
    std::vector<PersonId> pinned;
    for (const Member& m : c.problem.people)
      if (rng.below(3) == 0) pinned.push_back(m.id);
    const Plan now = refill(c.problem, draft, pinned);
    const auto room_in = [](const Plan& made, PersonId id) {
      return std::ranges::find_if(made.rooms, [&](const Room& r) { return std::ranges::count(r.people, id) > 0; }) -
             made.rooms.begin();
    };
    for (const PersonId a : pinned)
      for (const PersonId b : pinned)
        if (room_in(draft, a) == room_in(draft, b) && room_in(draft, a) < std::ssize(draft.rooms)) {
          ASSERT_EQ(room_in(now, a), room_in(now, b));
        }
    for (const Room& room : now.rooms) {
      ASSERT_GE(room.people.size(), 2u);
      ASSERT_LE(room.people.size(), c.problem.sizes.max);
    }
  }
}

}  // namespace
}  // namespace convene::grouping

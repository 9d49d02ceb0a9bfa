// What must hold of every plan, however it came about.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "matcher/grouping/packing.h"
#include "matcher/grouping/plan.h"
#include "matcher/grouping/score.h"

namespace convene::grouping::testing {

inline bool all_can_talk(const Problem& problem) {
  std::uint64_t shared = ~std::uint64_t{0};
  for (const Member& m : problem.people)
    if (m.languages != 0) shared &= m.languages;
  return shared != 0;
}

/// Everybody is in one room or has none, nobody sits alone, no room is over its size, nobody sits with somebody to be
/// kept apart from.
inline void check_seats(const Problem& problem, const Plan& made) {
  std::map<PersonId, int> places;
  for (const Member& m : problem.people) places[m.id] = 0;
  for (const Room& room : made.rooms) {
    ASSERT_GE(room.people.size(), 2u) << "a room of one";
    ASSERT_LE(room.people.size(), problem.sizes.max);
    for (const PersonId id : room.people) ++places[id];
  }
  for (const Unplaced& u : made.unplaced) ++places[u.person];
  ASSERT_EQ(places.size(), problem.people.size()) << "somebody who was not asked for";
  for (const auto& [id, count] : places) ASSERT_EQ(count, 1) << to_string(id);

  for (const Couple& c : problem.apart) {
    if (c.first == c.second) continue;
    for (const Room& room : made.rooms)
      ASSERT_FALSE(std::ranges::count(room.people, c.first) && std::ranges::count(room.people, c.second));
  }
}

/// Of a grouping from nothing: the sizes hold, too, where the numbers allow it, and the score is what it costs.
inline void check(const Problem& problem, const Plan& made) {
  check_seats(problem, made);
  if (::testing::Test::HasFatalFailure()) return;
  const auto n = static_cast<std::uint32_t>(problem.people.size());
  if (problem.apart.empty()) {
    if (n >= 2) { ASSERT_LE(made.unplaced.size(), problem.sizes.max == 2 ? n % 2 : 0); }
    if (divides(n, problem.sizes)) {
      // The least size yields to a shared language.
      if (problem.weights.language == 0 || all_can_talk(problem)) { ASSERT_EQ(made.report.under_min, 0u); }
      ASSERT_TRUE(made.unplaced.empty());
    }
  }
  Seats seats;
  const Problem clean = cleaned(problem);
  for (const Room& room : made.rooms) {
    auto& people = seats.emplace_back();
    for (const PersonId id : room.people)
      people.push_back(
          static_cast<std::uint32_t>(std::ranges::find(clean.people, id, &Member::id) - clean.people.begin()));
  }
  ASSERT_EQ(made.report.score, -points_lost(clean, seats));
}

}  // namespace convene::grouping::testing

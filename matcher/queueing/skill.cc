#include "matcher/queueing/skill.h"

#include <bit>
#include <tuple>

namespace convene::queueing {
namespace {

// A set of which nothing was said holds everything.
int breadth(std::uint64_t set) { return set == 0 ? 65 : std::popcount(set); }

}  // namespace

bool taken_before(const IdleAdvisor& a, const IdleAdvisor& b) {
  const auto rank = [](const IdleAdvisor& x) {
    return std::tuple(breadth(x.skill.topics), breadth(x.skill.languages), x.idle_since, x.id);
  };
  return rank(a) < rank(b);
}

std::optional<std::size_t> choose_advisor(std::span<const IdleAdvisor> idle, const Need& need) {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < idle.size(); ++i)
    if (serves(idle[i].skill, need) && (!best || taken_before(idle[i], idle[*best]))) best = i;
  return best;
}

}  // namespace convene::queueing

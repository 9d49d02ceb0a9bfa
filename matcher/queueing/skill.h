// What a ticket needs, what an advisor can do, and which idle advisor a ticket goes to.
//
// Topics and languages are bits of a word; which bit is which is the caller's (language_bits.h does it for languages).
// Integers only: the same answer everywhere. No state; any thread.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "matcher/instant.h"

namespace convene::queueing {

/// What a ticket needs. Tickets of equal need are of one class: whoever serves one serves the other.
struct Need {
  std::uint64_t topic = 0;      // one bit; 0: any topic
  std::uint64_t languages = 0;  // any one of them will do; 0: not said, follows any
  std::uint32_t lane = 0;       // the desk that it waits at

  friend constexpr auto operator<=>(const Need&, const Need&) = default;
};

/// What an advisor can do.
struct Skill {
  std::uint64_t topics = 0;     // 0: all
  std::uint64_t languages = 0;  // 0: not said, speaks any

  friend constexpr auto operator<=>(const Skill&, const Skill&) = default;
};

/// Whether the one can serve the other. Which desks an advisor sits at is asked elsewhere.
constexpr bool serves(const Skill& skill, const Need& need) {
  const bool topic = need.topic == 0 || skill.topics == 0 || (need.topic & skill.topics) == need.topic;
  const bool language = need.languages == 0 || skill.languages == 0 || (need.languages & skill.languages) != 0;
  return topic && language;
}

/// An advisor who could take one more person now.
struct IdleAdvisor {
  Skill skill;
  Instant idle_since;
  std::uint32_t id = 0;  // unique
};

/// Index of the advisor who gets a ticket of this need: of those who serve it, the one with the fewest topics, then
/// the fewest languages (the flexible ones stay free for whom nobody else can serve), then idle the longest, then the
/// smallest id. Nothing if none serves it. O(idle).
std::optional<std::size_t> choose_advisor(std::span<const IdleAdvisor> idle, const Need& need);

/// The order of choose_advisor among those who serve the need: whether `a` is taken before `b`.
bool taken_before(const IdleAdvisor& a, const IdleAdvisor& b);

}  // namespace convene::queueing

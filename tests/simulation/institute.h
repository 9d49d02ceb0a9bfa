// One day of the example institute: its event file, its staff and the people of its roster.
#pragma once

#include <string>
#include <vector>

#include "matcher/commands.h"

namespace convene::simulation {

struct Institute {
  EventLoad load;
  std::vector<Profile> people;        // so many of the roster, from its first row on
  std::vector<std::string> sessions;  // of the day, in the order of the file
};

/// Wednesday: content, role-alike and regional rounds, a debrief beside office hours. The roster knows what somebody
/// attended the day before. Beside content, what happens in rooms and at desks gives credit, so that a day can be
/// checked against who was there.
Institute wednesday(std::size_t people);

inline constexpr Instant wednesday_midnight{1'627'444'800'000};  // 2021-07-28T00:00:00-04:00
constexpr Instant wednesday_at(int hour, int minute) { return wednesday_midnight + minutes(hour * 60 + minute); }

const SessionDefinition& definition_of(const EventDefinition& event, const std::string& session);

}  // namespace convene::simulation

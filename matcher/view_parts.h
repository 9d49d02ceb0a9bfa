// What the builders of several views share, and whoever names people to those who may know them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "matcher/listed.h"
#include "matcher/state.h"

namespace convene::views {

/// Empty: erased, or nobody.
std::string name_of(const State& state, PersonId person);

/// As it stands on screens: with the name that staff gave it, if there is one.
RoomName shown_name(const Room& room);

/// Nothing: no round is open in the session, or to come.
std::optional<RoundStatus> round_status(const State& state, const Session& session);

std::string room_state(const State& state, const Room& room);

/// What staff have still to look after of what was told of somebody.
FloorReports reports_of(const Person& person);

/// When its round ends, or its goodbyes.
Instant room_end(const State& state, const Room& room);

}  // namespace convene::views

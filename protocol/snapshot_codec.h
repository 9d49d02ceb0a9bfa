// The whole state of an event as bytes, so that a restart need not go through every record. Holds no words of people
// (erasing does not reach snapshots): they are found in the vault when it is read.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "matcher/state.h"
#include "protocol/faults.h"
#include "protocol/seals.h"

namespace convene::protocol {

/// Rises whenever the state's field lists change in any way: a snapshot of another version is passed over, and the
/// records tell the same story.
inline constexpr std::uint32_t snapshot_version = 12;

/// O(state).
std::string encode_snapshot(const State& state);

/// The plain part; Engine::restored makes the index. A fault: read the records instead.
std::variant<State, Fault> decode_snapshot(std::string_view bytes, const Vault& vault);

}  // namespace convene::protocol

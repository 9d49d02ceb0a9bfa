// What every implementation checks before it takes anything in. Pure functions; any thread. O(rows).
#pragma once

#include <cstdint>
#include <string>

#include "server/journal/journal.h"

namespace convene::journal {

/// A sentence about what is wrong, or nothing.
std::string fault_in_name(const std::string& event);
std::string fault_in_batch(const std::string& event, std::uint64_t expected_seq, const Batch& batch);
std::string fault_in_snapshot(const std::string& event, const std::string& bytes);
std::string fault_in_meta(const std::string& event, const std::string& key, const std::string& value);

/// Throws Error if there is a fault.
void require_sound(const std::string& fault);

/// The sentence of a conflict.
std::string conflict_text(const std::string& event, std::uint64_t expected_seq, std::uint64_t last_seq);

}  // namespace convene::journal

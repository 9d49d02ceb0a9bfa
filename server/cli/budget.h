// How long a match may think: `--budget fast|normal|best|<n>steps|<n>ms`.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace convene::cli {

/// Steps are what makes answers repeatable; milliseconds cut between two epochs, and the answer says that they did.
struct Budget {
  std::uint64_t steps = 0;  // 0: `steps_per_person`
  std::uint64_t steps_per_person = 0;
  std::uint64_t milliseconds = 0;  // 0: no clock
};

inline constexpr const char* budget_usage = "--budget: write fast, normal, best, 50000steps or 2000ms";

/// Nothing, if it is none of the forms.
std::optional<Budget> read_budget(std::string_view word);

}  // namespace convene::cli

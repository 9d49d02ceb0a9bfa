#include "server/cli/budget.h"

#include <charconv>

namespace convene::cli {

namespace {

constexpr std::uint64_t kMostSteps = 1'000'000'000;
constexpr std::uint64_t kMostMilliseconds = 3'600'000;

}  // namespace

std::optional<Budget> read_budget(std::string_view word) {
  if (word == "fast") return Budget{.steps_per_person = 40};
  if (word == "normal") return Budget{.steps_per_person = 400};
  if (word == "best") return Budget{.steps_per_person = 4'000};
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc() || number == 0) return {};
  const std::string_view unit(end, static_cast<std::size_t>(word.data() + word.size() - end));
  if (unit == "steps" && number <= kMostSteps) return Budget{.steps = number};
  if (unit == "ms" && number <= kMostMilliseconds) return Budget{.steps_per_person = 400, .milliseconds = number};
  return {};
}

}  // namespace convene::cli

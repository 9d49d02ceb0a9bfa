// The abstract grouping problem as JSON: what other people's tools ask, and what they get.
//
// Strict: a field nobody knows, a person who is not there, a pair of one: refused with line, path and remedy. The
// fields are those of matcher/grouping/pairwise/problem.h; `ideal` may be left out (min), and so may everything but
// `people` and `rooms`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "matcher/grouping/pairwise/problem.h"
#include "protocol/faults.h"

namespace convene::protocol {

inline constexpr std::size_t max_problem_bytes = std::size_t{200} << 20;

/// Nothing, if there are faults.
std::optional<grouping::pairwise::Problem> read_grouping_problem(std::string_view text, Faults& faults);

/// {"rounds":[…],"report":{…}}; `seconds` is the caller's to measure.
std::string write_grouping_answer(const grouping::pairwise::Problem& problem, const grouping::pairwise::Answer& answer,
                                  double seconds);
/// {"infeasible":{"why","certificate"}}
std::string write_grouping_refusal(const grouping::pairwise::Infeasible& infeasible);

}  // namespace convene::protocol

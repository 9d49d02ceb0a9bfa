// What came of an event in numbers, as one page for the organiser: without names, without script, without anything that
// is fetched from elsewhere, so that it can be kept, printed and passed on.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "matcher/state.h"
#include "server/ops/plot.h"
#include "server/ops/turnout.h"

namespace convene::ops {

/// Those of which there is anything to say, in the order in which they stand on the page. Whoever was erased is in none
/// of the numbers. Rows of languages, regions and desks are of five people at least; whoever hides theirs is in the
/// others' alone. Any thread that may read the state. O(people x sessions + sum of people^2 of each room).
std::vector<Plot> summary_plots(const State& state, const std::map<std::string, Turnout>& turnouts);

/// The page. It allows itself the one style sheet that stands in it, by its hash.
std::string summary_html(const State& state, const std::map<std::string, Turnout>& turnouts);

/// That style sheet, as a source of a Content-Security-Policy: "'sha256-…'".
std::string summary_style_source();

}  // namespace convene::ops

// The groups of rows, each of which can be measured alone. Everything is drawn from fixed seeds: two runs on one
// machine differ in their times only, but for what a clock cuts.
#pragma once

#include "bench/matching/table.h"

namespace convene::bench {

// The abstract problem (matcher/grouping/pairwise).

/// small.cc: the search alone against the proven optimum, over random problems of at most 20 people.
void measure_small(Table& table);
/// golfer.cc: social golfer tables against the best known numbers of rounds without a repeat.
void measure_golfer(Table& table);
/// planted.cc: hidden rooms whose score nothing can surpass.
void measure_planted(Table& table);

// Whole crowds (matcher/grouping).

/// plans.cc: the first plan there is, beside what a spreadsheet does.
void measure_first(Table& table);
/// plans.cc: what about a second of one core makes of it.
void measure_refined(Table& table);
/// plans.cc: rounds of new faces, planned one after another.
void measure_faces(Table& table);
/// plans.cc: the packing alone.
void measure_packing(Table& table);

// A round that runs.

/// hall.cc: arrivals and offers.
void measure_arrival(Table& table);
/// hall.cc: departures and their remedies.
void measure_departure(Table& table);
/// moves.cc: the least moves that bring a hall back within its sizes.
void measure_moves(Table& table);

}  // namespace convene::bench

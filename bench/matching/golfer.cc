// The social golfer problem: g rooms of p people, round after round, and nobody meets anybody twice.
//
// For most entries the best known number of rounds comes from combinatorial designs (Colbourn, Dinitz, Handbook of
// Combinatorial Designs, 2007), for some from search (Harvey, Winterer 2005; Triska, Solution Methods for the Social
// Golfer Problem, 2008).
#include <algorithm>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "bench/matching/rows.h"
#include "matcher/grouping/new_faces.h"
#include "matcher/grouping/pairwise/solve.h"

namespace convene::bench {
namespace {

namespace pairwise = grouping::pairwise;

constexpr double kLimit = 10'000;                            // ms for one entry
constexpr std::uint64_t kUnlimited = ~std::uint64_t{0} / 4;  // steps, as the command line gives where a clock cuts
constexpr std::uint32_t kFewestRooms = 3;
constexpr std::uint32_t kMostPeople = 10;  // in a room

// By rooms from 3 to 10, then by people in a room from 2.
const std::vector<std::vector<std::uint32_t>> kKnown{
    {5, 4},                          // 3 rooms
    {7, 4, 5},                       // 4 rooms
    {9, 7, 5, 6},                    // 5 rooms
    {11, 8, 7, 6, 3},                // 6 rooms
    {13, 10, 9, 7, 7, 8},            // 7 rooms
    {15, 11, 10, 8, 8, 8, 9},        // 8 rooms
    {17, 13, 11, 9, 9, 9, 9, 10},    // 9 rooms
    {19, 14, 13, 9, 7, 7, 5, 5, 4},  // 10 rooms
};

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(text.size() + 1, width), ' ');
  return text;
}

}  // namespace

void measure_golfer(Table& table) {
  std::string grid =
      "Social golfer, best known numbers of rounds: seconds to no repeat, or repeats (least there can be)\n";
  grid += padded("rooms", 7);
  for (std::uint32_t p = 2; p <= kMostPeople; ++p) grid += padded("of " + std::to_string(p), 16);
  std::vector<double> seconds;
  std::size_t entries = 0;
  for (std::uint32_t row = 0; row < kKnown.size(); ++row) {
    const std::uint32_t rooms = kFewestRooms + row;
    grid += "\n" + padded(std::to_string(rooms), 7);
    for (std::uint32_t column = 0; column < kKnown[row].size(); ++column) {
      const std::uint32_t size = 2 + column;
      pairwise::Problem problem;
      problem.people = rooms * size;
      problem.rooms = {size, size, size, 0, {}};
      problem.rounds = kKnown[row][column];
      problem.repeat_penalty = 1;
      const auto from = Clock::now();
      const pairwise::Outcome outcome = pairwise::solve(problem, kUnlimited, [&] { return ms_since(from) > kLimit; });
      const double took = ms_since(from) / 1e3;
      ++entries;
      std::string cell = std::to_string(problem.rounds) + ": ";
      const auto* answer = std::get_if<pairwise::Answer>(&outcome);
      if (answer == nullptr) {
        cell += "none found";
      } else if (answer->repeats == 0) {
        if (took * 1e3 <= kLimit) seconds.push_back(took);  // the clock is looked at now and then
        cell += number(took, 2) + " s";
      } else {
        const std::uint64_t least = grouping::least_repeats(problem.people, rooms, problem.rounds);
        cell += std::to_string(answer->repeats) + " rep. (" + std::to_string(least) + ")";
      }
      grid += padded(std::move(cell), 16);
    }
  }
  table.add({"social golfer, 3 to 10 rooms: entries without a repeat", counted(seconds.size()),
             counted(entries) + " best known", "all in 10 s each", seconds.size() == entries});
  if (!seconds.empty()) table.add({"  time of those", figure(seconds, "s", 2), "", "", {}});
  table.note(grid + "\n");
}

}  // namespace convene::bench

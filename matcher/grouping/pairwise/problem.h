// The grouping problem in numbers: no roles, no names, only who gains by sitting with whom. For benchmarks, regression
// and other people's tools.
//
// People are 0..people-1. Maximised over all rounds: the sum of the weights of pairs that share a room
//   - size_penalty x |people in a room - ideal|, summed over rooms
//   - repeat_penalty x repeats: (meetings - 1) of each pair that meets more than once
//   - move_penalty x moves: people whose room in the first round is not the one they sit in now.
// Everything else is a rule, and never broken: what cannot be done is answered as such, with the reason (Infeasible).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace convene::grouping::pairwise {

using Index = std::uint32_t;
inline constexpr Index nobody = ~0u;

struct RoomRule {
  std::uint32_t min = 2;
  std::uint32_t ideal = 2;
  std::uint32_t max = 2;
  std::int64_t size_penalty = 0;
  std::optional<std::uint32_t> count;  // exactly so many rooms in each round
};

struct Weight {
  Index a = 0;
  Index b = 0;
  std::int64_t points = 0;  // several of one pair add up
};

using Pair = std::pair<Index, Index>;

struct Problem {
  std::uint32_t people = 0;
  RoomRule rooms;
  std::vector<Weight> weights;                        // a pair that is not listed weighs nothing
  std::vector<std::vector<std::uint32_t>> languages;  // by person; an empty list follows any. Empty: all follow any
  std::vector<Pair> apart;                            // never in one room
  std::vector<Pair> together;                         // always
  std::vector<std::optional<std::uint32_t>> seats;    // by person: the room they sit in now. Empty: nobody sits
  std::int64_t move_penalty = 0;
  std::uint32_t rounds = 1;
  std::int64_t repeat_penalty = 0;
  std::uint64_t seed = 1;
};

/// Within all of these every score is exact: no sum of points leaves 64 bits, as 4,000,000 weights of 2^31 over 1,000
/// rounds leave room for the penalties of so many meetings and sizes.
namespace limits {
inline constexpr std::uint32_t people = 20'000;
inline constexpr std::uint32_t rounds = 1'000;
inline constexpr std::uint64_t places = 1'000'000;     // people x rounds
inline constexpr std::uint64_t meetings = 20'000'000;  // people x rounds x max / 2, of several rounds: all are counted
inline constexpr std::size_t weights = 4'000'000;
inline constexpr std::size_t pairs = 1'000'000;  // apart, together: each
inline constexpr std::uint32_t languages = 64;   // different ones
inline constexpr std::int64_t points = std::int64_t{1} << 31;
}  // namespace limits

/// Each room's people by number. In the first round, a room that continues a present one comes before the new ones.
using Round = std::vector<std::vector<Index>>;

struct Answer {
  std::vector<Round> rounds;
  std::int64_t score = 0;
  std::uint64_t repeats = 0;
  std::uint64_t moves = 0;
  std::uint64_t steps = 0;
  bool proven_optimal = false;
  bool cut_by_clock = false;
};

enum class Why : std::uint8_t {
  sizes,            // so many people do not divide into rooms of these sizes, or not into so many
  group_too_large,  // `people` are to be together and are more than a room holds
  group_apart,      // `people` lead from one who is to be together with the next to one kept apart from the first
  group_language,   // `people` are to be together and share no language
  too_few_company,  // `people`: one of them may sit with the others only, and they are fewer than the least size
  apart_clique,     // `people` are all to be kept apart from each other, and are more than there can be rooms
  exhausted,        // every arrangement was tried
  not_found,        // none was found in the steps given, which proves nothing
};

struct Infeasible {
  Why why = Why::not_found;
  bool proven = false;
  std::vector<Index> people;  // who shows it, if it is about somebody
  std::uint64_t have = 0;     // a number that is too high or too low, and
  std::uint64_t limit = 0;    // what it may be
};

std::string_view code(Why why);

using Outcome = std::variant<Answer, Infeasible>;

}  // namespace convene::grouping::pairwise

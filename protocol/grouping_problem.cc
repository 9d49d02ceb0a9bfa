#include "protocol/grouping_problem.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "protocol/decode.h"
#include "protocol/encode.h"

namespace convene::protocol {

namespace {

namespace pairwise = grouping::pairwise;

constexpr std::int64_t kPoints = pairwise::limits::points;
constexpr std::int64_t kPeople = pairwise::limits::people;

struct AskedRooms {
  std::uint32_t min = 0;
  std::optional<std::uint32_t> ideal;
  std::uint32_t max = 0;
  std::int64_t size_penalty = 0;
  std::optional<std::uint32_t> count;

  static constexpr auto optional_fields = std::to_array<std::string_view>({"size_penalty"});
  static constexpr auto bounds = std::to_array<Bound>({{"min", 1, kPeople},
                                                       {"ideal", 1, kPeople},
                                                       {"max", 1, kPeople},
                                                       {"size_penalty", 0, kPoints},
                                                       {"count", 0, kPeople}});
};
BOOST_DESCRIBE_STRUCT(AskedRooms, (), (min, ideal, max, size_penalty, count))

struct AskedProblem {
  std::uint32_t people = 0;
  AskedRooms rooms;
  std::vector<std::array<std::int64_t, 3>> weights;
  std::vector<std::vector<std::uint32_t>> languages;
  std::vector<std::array<std::int64_t, 2>> apart;
  std::vector<std::array<std::int64_t, 2>> together;
  std::vector<std::optional<std::int64_t>> seats;
  std::int64_t move_penalty = 0;
  std::uint32_t rounds = 1;
  std::int64_t repeat_penalty = 0;

  static constexpr auto optional_fields = std::to_array<std::string_view>(
      {"weights", "languages", "apart", "together", "seats", "move_penalty", "rounds", "repeat_penalty"});
  static constexpr auto bounds = std::to_array<Bound>({{"people", 0, kPeople},
                                                       {"weights", 0, pairwise::limits::weights},
                                                       {"languages", 0, kPeople},
                                                       {"apart", 0, pairwise::limits::pairs},
                                                       {"together", 0, pairwise::limits::pairs},
                                                       {"seats", 0, kPeople},
                                                       {"move_penalty", 0, kPoints},
                                                       {"rounds", 1, pairwise::limits::rounds},
                                                       {"repeat_penalty", 0, kPoints}});
};
BOOST_DESCRIBE_STRUCT(AskedProblem, (),
                      (people, rooms, weights, languages, apart, together, seats, move_penalty, rounds, repeat_penalty))

Limits limits() {
  Limits limits = Limits::file();
  limits.bytes = max_problem_bytes;
  limits.values = 20'000'000;
  limits.items = pairwise::limits::weights;
  return limits;
}

/// What the types cannot say: who is there, which numbers go together.
class Checks {
 public:
  Checks(const JsonTree& tree, const AskedProblem& asked, Faults& faults)
      : tree_(tree), asked_(asked), faults_(faults) {}

  void run() {
    rooms();
    weights();
    pairs("apart", asked_.apart, "two different people are kept apart");
    pairs("together", asked_.together, "two different people are kept together");
    by_person("languages", asked_.languages.size());
    by_person("seats", asked_.seats.size());
    languages();
    for (std::size_t i = 0; i < asked_.seats.size() && !faults_.full(); ++i)
      if (asked_.seats[i] && (*asked_.seats[i] < -1 || *asked_.seats[i] > kPeople))
        refuse(at("seats", i), "a room is a number from 0 to " + std::to_string(kPeople),
               "write -1 or null for somebody who has no seat");
    if (std::uint64_t{asked_.people} * asked_.rounds > pairwise::limits::places)
      refuse(at("rounds"), "people times rounds are at most " + std::to_string(pairwise::limits::places),
             "ask for fewer rounds");
    meetings();
  }

 private:
  Reader at(std::string_view field) const {
    const auto member = tree_.root().find(field);
    return {tree_, member ? *member : tree_.root(), faults_};
  }
  Reader at(std::string_view field, std::size_t item) const {
    const Reader list = at(field);
    if (list.kind() != Reader::Kind::list) return list;
    auto value = list.value().begin();
    for (std::size_t i = 0; i < item; ++i) ++value;
    return list.at(*value);
  }
  static void refuse(const Reader& where, std::string message, std::string remedy) {
    where.refuse("problem.value", std::move(message), std::move(remedy));
  }
  bool there(std::int64_t person) const { return person >= 0 && person < std::int64_t{asked_.people}; }
  std::string numbers() const {
    return asked_.people == 0 ? "there is nobody" : "people are 0 to " + std::to_string(asked_.people - 1);
  }

  void rooms() {
    const std::uint32_t ideal = asked_.rooms.ideal.value_or(asked_.rooms.min);
    if (asked_.rooms.min <= ideal && ideal <= asked_.rooms.max) return;
    refuse(at("rooms"), "min, ideal and max must rise", "write, say, 3, 5 and 7");
  }

  void weights() {
    for (std::size_t i = 0; i < asked_.weights.size() && !faults_.full(); ++i) {
      const auto& [a, b, points] = asked_.weights[i];
      if (!there(a) || !there(b) || a == b)
        refuse(at("weights", i), "a weight is of two different people: " + numbers(), "write [0, 1, 10]");
      else if (points < -kPoints || points > kPoints)
        refuse(at("weights", i), "a weight is at most " + std::to_string(kPoints) + ", more or less",
               "scale all of them");
    }
  }

  void pairs(std::string_view field, const std::vector<std::array<std::int64_t, 2>>& list, const char* what) {
    for (std::size_t i = 0; i < list.size() && !faults_.full(); ++i)
      if (!there(list[i][0]) || !there(list[i][1]) || list[i][0] == list[i][1])
        refuse(at(field, i), std::string(what) + ": " + numbers(), "write [0, 1]");
  }

  void by_person(std::string_view field, std::size_t size) {
    if (size == 0 || size == asked_.people) return;
    refuse(at(field), "there are " + std::to_string(size) + " items for " + std::to_string(asked_.people) + " people",
           "give each person one, or leave the field out");
  }

  void meetings() {
    if (asked_.rounds < 2) return;
    const std::uint64_t largest = std::min(asked_.people, asked_.rooms.max);
    if (std::uint64_t{asked_.people} * asked_.rounds * largest / 2 <= pairwise::limits::meetings) return;
    refuse(at("rooms"),
           "people times rounds times max are more than " + std::to_string(pairwise::limits::meetings) + " meetings",
           "write a smaller max, or ask for fewer rounds");
  }

  void languages() {
    std::set<std::uint32_t> different;
    for (const auto& list : asked_.languages) different.insert(list.begin(), list.end());
    if (different.size() > pairwise::limits::languages)
      refuse(at("languages"), "there are " + std::to_string(different.size()) + " different languages",
             "name at most " + std::to_string(pairwise::limits::languages));
  }

  const JsonTree& tree_;
  const AskedProblem& asked_;
  Faults& faults_;
};

pairwise::Problem problem_of(AskedProblem asked) {
  pairwise::Problem problem;
  const auto index = [](std::int64_t person) { return static_cast<pairwise::Index>(person); };
  problem.people = asked.people;
  problem.rooms = {asked.rooms.min, asked.rooms.ideal.value_or(asked.rooms.min), asked.rooms.max,
                   asked.rooms.size_penalty, asked.rooms.count};
  problem.weights.reserve(asked.weights.size());
  for (const auto& [a, b, points] : asked.weights) problem.weights.push_back({index(a), index(b), points});
  problem.languages = std::move(asked.languages);
  for (const auto& [a, b] : asked.apart) problem.apart.emplace_back(index(a), index(b));
  for (const auto& [a, b] : asked.together) problem.together.emplace_back(index(a), index(b));
  for (const auto& seat : asked.seats)
    problem.seats.push_back(seat && *seat >= 0 ? std::optional(static_cast<std::uint32_t>(*seat)) : std::nullopt);
  problem.move_penalty = asked.move_penalty;
  problem.rounds = asked.rounds;
  problem.repeat_penalty = asked.repeat_penalty;
  return problem;
}

struct WrittenRoom {
  std::vector<pairwise::Index> members;
};
BOOST_DESCRIBE_STRUCT(WrittenRoom, (), (members))

struct WrittenRound {
  std::vector<WrittenRoom> rooms;
  std::vector<pairwise::Index> unplaced;
};
BOOST_DESCRIBE_STRUCT(WrittenRound, (), (rooms, unplaced))

struct WrittenReport {
  std::uint32_t people = 0;
  std::uint64_t rooms = 0;
  std::uint64_t alone = 0;
  std::uint64_t under_min = 0;
  std::uint64_t over_max = 0;
  std::uint64_t repeat_meetings = 0;
  std::uint64_t moves = 0;
  std::int64_t score = 0;
  std::vector<std::string> violations;
  std::uint64_t steps = 0;
  bool cut_by_clock = false;
  bool proven_optimal = false;
  std::uint64_t seed = 0;
  double seconds = 0;
};
BOOST_DESCRIBE_STRUCT(WrittenReport, (),
                      (people, rooms, alone, under_min, over_max, repeat_meetings, moves, score, violations, steps,
                       cut_by_clock, proven_optimal, seed, seconds))

struct WrittenAnswer {
  std::vector<WrittenRound> rounds;
  WrittenReport report;
};
BOOST_DESCRIBE_STRUCT(WrittenAnswer, (), (rounds, report))

struct Certificate {
  bool proven = false;
  std::vector<pairwise::Index> people;
  std::uint64_t have = 0;
  std::uint64_t limit = 0;
};
BOOST_DESCRIBE_STRUCT(Certificate, (), (proven, people, have, limit))

struct WrittenInfeasible {
  std::string why;
  Certificate certificate;
};
BOOST_DESCRIBE_STRUCT(WrittenInfeasible, (), (why, certificate))

struct WrittenRefusal {
  WrittenInfeasible infeasible;
};
BOOST_DESCRIBE_STRUCT(WrittenRefusal, (), (infeasible))

}  // namespace

std::optional<pairwise::Problem> read_grouping_problem(std::string_view text, Faults& faults) {
  JsonTree tree;
  if (auto fault = tree.parse(text, limits())) {
    faults.add(std::move(*fault));
    return {};
  }
  const std::size_t before = faults.total();
  AskedProblem asked;
  if (!decode(tree, asked, faults)) return {};
  Checks(tree, asked, faults).run();
  if (faults.total() != before) return {};
  return problem_of(std::move(asked));
}

std::string write_grouping_answer(const pairwise::Problem& problem, const pairwise::Answer& answer, double seconds) {
  WrittenAnswer out;
  WrittenReport& report = out.report;
  for (const pairwise::Round& round : answer.rounds) {
    WrittenRound& written = out.rounds.emplace_back();
    for (const auto& room : round) {
      written.rooms.push_back({room});
      ++report.rooms;
      report.alone += room.size() == 1;
      report.under_min += room.size() < problem.rooms.min;
      report.over_max += room.size() > problem.rooms.max;
    }
  }
  report.people = problem.people;
  report.repeat_meetings = answer.repeats;
  report.moves = answer.moves;
  report.score = answer.score;
  report.steps = answer.steps;
  report.cut_by_clock = answer.cut_by_clock;
  report.proven_optimal = answer.proven_optimal;
  report.seed = problem.seed;
  report.seconds = seconds;
  return encode(out);
}

std::string write_grouping_refusal(const pairwise::Infeasible& infeasible) {
  WrittenRefusal out;
  out.infeasible.why = pairwise::code(infeasible.why);
  out.infeasible.certificate = {infeasible.proven, infeasible.people, infeasible.have, infeasible.limit};
  return encode(out);
}

}  // namespace convene::protocol

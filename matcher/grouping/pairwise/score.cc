#include "matcher/grouping/pairwise/score.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace convene::grouping::pairwise {

namespace {

constexpr std::size_t kExactRooms = 500;

std::vector<Index> rooms_of(const Problem& problem, const Round& round) {
  std::vector<Index> rooms(problem.people, nobody);
  for (Index room = 0; room < round.size(); ++room)
    for (const Index person : round[room]) rooms[person] = room;
  return rooms;
}

std::uint64_t repeats_in(const std::vector<Round>& rounds) {
  if (rounds.size() < 2) return 0;
  std::vector<std::uint64_t> meetings;
  for (const Round& round : rounds)
    for (const auto& room : round)
      for (std::size_t i = 0; i < room.size(); ++i)
        for (std::size_t j = i + 1; j < room.size(); ++j)
          meetings.push_back(std::uint64_t{std::min(room[i], room[j])} << 32 | std::max(room[i], room[j]));
  std::sort(meetings.begin(), meetings.end());
  const auto different = std::unique(meetings.begin(), meetings.end()) - meetings.begin();
  return meetings.size() - static_cast<std::uint64_t>(different);
}

/// Which present room each room continues; nobody: none.
std::vector<Index> continued(const std::vector<std::vector<std::int64_t>>& overlap, std::size_t rooms,
                             std::size_t labels) {
  std::vector<Index> label_of(rooms, nobody);
  if (std::max(rooms, labels) <= kExactRooms) {
    // Rows must not be more than columns: labels that overlap with nothing fill up.
    std::vector<std::vector<std::int64_t>> gain = overlap;
    for (auto& row : gain) row.resize(std::max(rooms, labels));
    const std::vector<Index> assigned = assign(gain);
    for (std::size_t room = 0; room < rooms; ++room)
      if (assigned[room] < labels && overlap[room][assigned[room]] > 0) label_of[room] = assigned[room];
    return label_of;
  }
  std::vector<std::tuple<std::int64_t, Index, Index>> pairs;
  for (Index room = 0; room < rooms; ++room)
    for (Index label = 0; label < labels; ++label)
      if (overlap[room][label] > 0) pairs.emplace_back(-overlap[room][label], room, label);
  std::sort(pairs.begin(), pairs.end());
  std::vector<bool> taken(labels);
  for (const auto& [gain, room, label] : pairs)
    if (label_of[room] == nobody && !taken[label]) label_of[room] = label, taken[label] = true;
  return label_of;
}

std::uint64_t moves_in(const Problem& problem, Round& round) {
  std::map<std::uint32_t, Index> labels;
  std::uint64_t seated = 0;
  for (const auto& seat : problem.seats)
    if (seat) labels.emplace(*seat, 0), ++seated;
  if (seated == 0) return 0;
  Index next = 0;
  for (auto& [seat, label] : labels) label = next++;
  std::vector<std::vector<std::int64_t>> overlap(round.size(), std::vector<std::int64_t>(labels.size()));
  for (Index room = 0; room < round.size(); ++room)
    for (const Index person : round[room])
      if (problem.seats[person]) ++overlap[room][labels.at(*problem.seats[person])];
  const std::vector<Index> label_of = continued(overlap, round.size(), labels.size());
  std::uint64_t stay = 0;
  std::vector<std::pair<Index, Index>> order;
  for (Index room = 0; room < round.size(); ++room) {
    if (label_of[room] != nobody) stay += static_cast<std::uint64_t>(overlap[room][label_of[room]]);
    order.emplace_back(label_of[room], room);
  }
  std::sort(order.begin(), order.end());
  Round sorted;
  for (const auto& [label, room] : order) sorted.push_back(std::move(round[room]));
  round = std::move(sorted);
  return seated - stay;
}

}  // namespace

Worth worth(const Problem& problem, std::vector<Round>& rounds) {
  Worth out;
  for (const Round& round : rounds) {
    const std::vector<Index> room_of = rooms_of(problem, round);
    for (const Weight& weight : problem.weights)
      if (weight.a != weight.b && room_of[weight.a] == room_of[weight.b]) out.score += weight.points;
    for (const auto& room : round) {
      const auto size = static_cast<std::int64_t>(room.size());
      const std::int64_t ideal = problem.rooms.ideal;
      out.score -= problem.rooms.size_penalty * (size > ideal ? size - ideal : ideal - size);
    }
  }
  out.repeats = repeats_in(rounds);
  if (!rounds.empty()) out.moves = moves_in(problem, rounds.front());
  out.score -= problem.repeat_penalty * static_cast<std::int64_t>(out.repeats);
  out.score -= problem.move_penalty * static_cast<std::int64_t>(out.moves);
  return out;
}

bool keeps_rules(const Problem& problem, const std::vector<Round>& rounds) {
  if (rounds.size() != problem.rounds) return false;
  for (const Round& round : rounds) {
    if (problem.rooms.count && round.size() != *problem.rooms.count) return false;
    std::vector<Index> room_of(problem.people, nobody);
    std::uint64_t seated = 0;
    for (Index r = 0; r < round.size(); ++r) {
      const auto& room = round[r];
      if (room.size() < problem.rooms.min || room.size() > problem.rooms.max) return false;
      std::optional<std::set<std::uint32_t>> shared;
      for (const Index person : room) {
        if (person >= problem.people || room_of[person] != nobody) return false;
        room_of[person] = r;
        ++seated;
        if (person >= problem.languages.size() || problem.languages[person].empty()) continue;
        const std::set<std::uint32_t> mine(problem.languages[person].begin(), problem.languages[person].end());
        if (!shared) {
          shared = mine;
        } else {
          std::erase_if(*shared, [&](std::uint32_t language) { return !mine.contains(language); });
        }
      }
      if (shared && shared->empty()) return false;
    }
    if (seated != problem.people) return false;
    for (const auto& [a, b] : problem.apart)
      if (a != b && room_of[a] == room_of[b]) return false;
    for (const auto& [a, b] : problem.together)
      if (room_of[a] != room_of[b]) return false;
  }
  return true;
}

}  // namespace convene::grouping::pairwise

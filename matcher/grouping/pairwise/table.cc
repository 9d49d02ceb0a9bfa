#include "matcher/grouping/pairwise/table.h"

#include <algorithm>
#include <bit>
#include <map>

namespace convene::grouping::pairwise {

namespace {

constexpr std::uint64_t kept_cells = 24'000'000;
constexpr std::uint64_t kept_pairs = 20'000'000;
constexpr std::uint32_t no_label = ~0u;

constexpr std::uint64_t pair_key(Index u, Index v) {
  return u < v ? std::uint64_t{u} << 32 | v : std::uint64_t{v} << 32 | u;
}

}  // namespace

std::vector<std::uint32_t> present_rooms(const Units& units) {
  std::map<std::uint32_t, std::uint32_t> seats;
  for (const Unit& unit : units.units)
    for (const auto& [seat, count] : unit.seats) seats[seat] += count;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> fullest;
  for (const auto& [seat, count] : seats) fullest.emplace_back(~count, seat);
  std::sort(fullest.begin(), fullest.end());
  std::vector<std::uint32_t> rooms;
  for (const auto& [count, seat] : fullest) rooms.push_back(seat);
  return rooms;
}

Table::Table(const Problem& problem, const Units& units, std::uint32_t rooms,
             const std::vector<std::uint32_t>& continued)
    : problem_(problem), units_(units), rooms_(rooms), rounds_(problem.rounds) {
  const std::uint64_t n = units_.units.size();
  repeats_ = rounds_ > 1 && problem.repeat_penalty != 0;
  languages_ = std::any_of(units_.units.begin(), units_.units.end(),
                           [](const Unit& unit) { return unit.languages != any_language; });
  dense_ = n * n <= kept_pairs && n * rooms_ * rounds_ <= kept_cells;
  in_.assign(rounds_, std::vector<std::vector<Index>>(rooms_));
  room_of_.assign(rounds_, std::vector<Index>(n, nobody));
  place_.assign(rounds_, std::vector<std::uint32_t>(n));
  size_.assign(rounds_, std::vector<std::uint32_t>(rooms_));

  label_.assign(rooms_, no_label);
  for (std::size_t room = 0; room < rooms_ && room < continued.size(); ++room) label_[room] = continued[room];

  for (std::uint32_t round = 0; round < rounds_; ++round)
    for (std::uint32_t room = 0; room < rooms_; ++room) {
      broken_ += size_broken(0);
      points_ += size_points(0);
    }
  if (!dense_) return;
  weight_.assign(n * n, 0);
  for (Index u = 0; u < n; ++u)
    for (const auto& [v, points] : units_.units[u].weights) weight_[u * n + v] = points;
  if (repeats_) met_.assign(n * n, 0);
  gain_.assign(n * rooms_ * rounds_, 0);
  if (problem.move_penalty == 0) return;
  for (Index u = 0; u < n; ++u)
    for (std::uint32_t room = 0; room < rooms_; ++room) gain_[u * rooms_ + room] = stay(0, u, room);
}

std::int64_t Table::weight(Index u, Index v) const {
  if (dense_) return weight_[std::size_t{u} * units() + v];
  const auto& list = units_.units[u].weights;
  const auto at = std::lower_bound(list.begin(), list.end(), v, [](const auto& w, Index who) { return w.first < who; });
  return at != list.end() && at->first == v ? at->second : 0;
}

std::uint32_t Table::met(Index u, Index v) const {
  if (!repeats_) return 0;
  if (dense_) return met_[std::size_t{u} * units() + v];
  const auto at = met_sparse_.find(pair_key(u, v));
  return at == met_sparse_.end() ? 0 : at->second;
}

std::int64_t Table::together(std::uint32_t round, Index u, Index v) const {
  std::int64_t points = weight(u, v);
  if (repeats_) {
    const bool here = room_of_[round][u] == room_of_[round][v] && room_of_[round][u] != nobody;
    if (met(u, v) > (here ? 1u : 0u))
      points -= problem_.repeat_penalty * std::int64_t{unit(u).size} * std::int64_t{unit(v).size};
  }
  return points;
}

std::int64_t Table::stay(std::uint32_t round, Index u, std::uint32_t room) const {
  if (round != 0 || label_[room] == no_label || problem_.move_penalty == 0) return 0;
  for (const auto& [seat, count] : unit(u).seats)
    if (seat == label_[room]) return problem_.move_penalty * std::int64_t{count};
  return 0;
}

std::int64_t Table::gain(std::uint32_t round, Index u, std::uint32_t room) const {
  if (dense_) return gain_[(std::size_t{round} * units() + u) * rooms_ + room];
  std::int64_t points = stay(round, u, room);
  for (const Index v : in_[round][room])
    if (v != u) points += together(round, u, v);
  return points;
}

std::int64_t Table::size_points(std::int64_t size) const {
  const std::int64_t ideal = problem_.rooms.ideal;
  return -problem_.rooms.size_penalty * (size > ideal ? size - ideal : ideal - size);
}

std::int64_t Table::size_broken(std::int64_t size) const {
  const std::int64_t min = problem_.rooms.min;
  const std::int64_t max = problem_.rooms.max;
  return size < min ? min - size : size > max ? size - max : 0;
}

bool Table::apart(Index u, Index v) const {
  const auto& list = unit(u).apart;
  return !list.empty() && std::binary_search(list.begin(), list.end(), v);
}

std::int64_t Table::apart_in(std::uint32_t round, Index u, std::uint32_t room) const {
  std::int64_t count = 0;
  for (const Index v : unit(u).apart) count += room_of_[round][v] == room;
  return count;
}

/// How many follow the language of the room that the most follow.
std::int64_t Table::outside(std::uint32_t round, std::uint32_t room, Index out, Index in) const {
  std::uint64_t shared = any_language;
  std::uint64_t named = 0;
  const auto each = [&](auto act) {
    for (const Index u : in_[round][room])
      if (u != out && unit(u).languages != any_language) act(unit(u).languages);
    if (in != nobody && unit(in).languages != any_language) act(unit(in).languages);
  };
  each([&](std::uint64_t mask) { shared &= mask, named |= mask; });
  if (shared != 0) return 0;
  std::int64_t fewest = std::int64_t{1} << 40;
  for (; named != 0; named &= named - 1) {
    const std::uint64_t language = named & (~named + 1);
    std::int64_t count = 0;
    each([&](std::uint64_t mask) { count += (mask & language) == 0; });
    fewest = std::min(fewest, count);
  }
  return fewest;
}

Change Table::exchange(std::uint32_t round, std::uint32_t room, Index out, Index in) const {
  const std::int64_t before = size_[round][room];
  std::int64_t after = before;
  if (out != nobody) after -= unit(out).size;
  if (in != nobody) after += unit(in).size;
  Change change;
  if (after != before) {
    change.broken = size_broken(after) - size_broken(before);
    change.points = size_points(after) - size_points(before);
  }
  if (languages_) change.broken += outside(round, room, out, in) - outside(round, room, nobody, nobody);
  if (in != nobody && !unit(in).apart.empty()) {
    change.broken += apart_in(round, in, room);
    if (out != nobody && apart(in, out)) --change.broken;
  }
  if (out != nobody && !unit(out).apart.empty()) change.broken -= apart_in(round, out, room);
  return change;
}

Change Table::seating(std::uint32_t round, Index u, std::uint32_t room) const {
  Change change = exchange(round, room, nobody, u);
  change.points += gain(round, u, room);
  return change;
}

void Table::seat(std::uint32_t round, Index u, std::uint32_t room) {
  const Change change = seating(round, u, room);
  enter(round, u, room);
  broken_ += change.broken;
  points_ += change.points;
}

Change Table::moving(std::uint32_t round, Index u, std::uint32_t room) const {
  const Index from = room_of_[round][u];
  Change change = exchange(round, from, u, nobody);
  const Change there = exchange(round, room, nobody, u);
  change.broken += there.broken;
  change.points += there.points + gain(round, u, room) - gain(round, u, from);
  return change;
}

Change Table::swapping(std::uint32_t round, Index u, Index v) const {
  const Index a = room_of_[round][u];
  const Index b = room_of_[round][v];
  Change change = exchange(round, a, u, v);
  const Change there = exchange(round, b, v, u);
  change.broken += there.broken;
  change.points += there.points + gain(round, u, b) - gain(round, u, a) + gain(round, v, a) - gain(round, v, b) -
                   2 * together(round, u, v);
  return change;
}

Change Table::turning(std::uint32_t round, Index u, Index v, Index w) const {
  const Index a = room_of_[round][u];
  const Index b = room_of_[round][v];
  const Index c = room_of_[round][w];
  Change change = exchange(round, a, u, w);
  for (const Change& other : {exchange(round, b, v, u), exchange(round, c, w, v)})
    change.broken += other.broken, change.points += other.points;
  change.points += gain(round, u, b) - together(round, u, v) - gain(round, u, a);
  change.points += gain(round, v, c) - together(round, v, w) - gain(round, v, b);
  change.points += gain(round, w, a) - together(round, w, u) - gain(round, w, c);
  return change;
}

void Table::move(std::uint32_t round, Index u, std::uint32_t room, const Change& change) {
  leave(round, u);
  enter(round, u, room);
  broken_ += change.broken;
  points_ += change.points;
}

void Table::swap(std::uint32_t round, Index u, Index v, const Change& change) {
  const Index a = room_of_[round][u];
  const Index b = room_of_[round][v];
  leave(round, u);
  leave(round, v);
  enter(round, u, b);
  enter(round, v, a);
  broken_ += change.broken;
  points_ += change.points;
}

void Table::turn(std::uint32_t round, Index u, Index v, Index w, const Change& change) {
  const Index a = room_of_[round][u];
  const Index b = room_of_[round][v];
  const Index c = room_of_[round][w];
  for (const Index one : {u, v, w}) leave(round, one);
  enter(round, u, b);
  enter(round, v, c);
  enter(round, w, a);
  broken_ += change.broken;
  points_ += change.points;
}

/// What all others have in this room without u, or with it.
void Table::note(std::uint32_t round, Index u, std::uint32_t room, int sign) {
  if (!dense_) return;
  std::int64_t* of_round = gain_.data() + std::size_t{round} * units() * rooms_;
  if (!repeats_) {
    for (const auto& [v, points] : unit(u).weights) of_round[std::size_t{v} * rooms_ + room] += sign * points;
    return;
  }
  for (Index v = 0; v < units(); ++v)
    if (v != u)
      if (const std::int64_t points = together(round, u, v)) of_round[std::size_t{v} * rooms_ + room] += sign * points;
}

/// The two share a room in this round from now on, or no more: in the other rounds they would meet again, or anew.
void Table::note_meeting(std::uint32_t round, Index u, Index v, int sign) {
  std::uint32_t before = 0;
  if (dense_) {
    std::uint16_t& count = met_[std::size_t{u} * units() + v];
    before = count;
    count = static_cast<std::uint16_t>(count + sign);
    met_[std::size_t{v} * units() + u] = count;
  } else {
    std::uint16_t& count = met_sparse_[pair_key(u, v)];
    before = count;
    count = static_cast<std::uint16_t>(count + sign);
    if (count == 0) met_sparse_.erase(pair_key(u, v));
    return;
  }
  const std::uint32_t after = static_cast<std::uint32_t>(static_cast<int>(before) + sign);
  if (std::min(before, after) > 1) return;  // met often enough for it to be a repeat anywhere else
  const std::int64_t penalty = problem_.repeat_penalty * std::int64_t{unit(u).size} * std::int64_t{unit(v).size};
  for (std::uint32_t other = 0; other < rounds_; ++other) {
    const Index a = room_of_[other][u];
    const Index b = room_of_[other][v];
    if (other == round || a == nobody || b == nobody) continue;
    const std::uint32_t here = a == b ? 1 : 0;
    if ((before > here) == (after > here)) continue;
    std::int64_t* of_round = gain_.data() + std::size_t{other} * units() * rooms_;
    of_round[std::size_t{u} * rooms_ + b] -= sign * penalty;
    of_round[std::size_t{v} * rooms_ + a] -= sign * penalty;
  }
}

void Table::leave(std::uint32_t round, Index u) {
  const Index room = room_of_[round][u];
  note(round, u, room, -1);
  auto& seats = in_[round][room];
  const Index last = seats.back();
  seats[place_[round][u]] = last;
  place_[round][last] = place_[round][u];
  seats.pop_back();
  size_[round][room] -= unit(u).size;
  room_of_[round][u] = nobody;
  if (repeats_)
    for (const Index v : seats) note_meeting(round, u, v, -1);
}

void Table::enter(std::uint32_t round, Index u, std::uint32_t room) {
  auto& seats = in_[round][room];
  if (repeats_)
    for (const Index v : seats) note_meeting(round, u, v, 1);
  room_of_[round][u] = room;
  place_[round][u] = static_cast<std::uint32_t>(seats.size());
  seats.push_back(u);
  size_[round][room] += unit(u).size;
  note(round, u, room, 1);
}

std::vector<Round> Table::seats() const {
  std::vector<Round> rounds;
  for (const auto& rooms : in_) {
    auto& round = rounds.emplace_back();
    for (const auto& seats : rooms) {
      if (seats.empty()) continue;
      auto& people = round.emplace_back();
      for (const Index u : seats) people.insert(people.end(), unit(u).people.begin(), unit(u).people.end());
      std::sort(people.begin(), people.end());
    }
  }
  return rounds;
}

void Table::restore(const std::vector<std::vector<Index>>& room_of) {
  for (std::uint32_t round = 0; round < rounds_; ++round)
    for (Index u = 0; u < units(); ++u)
      if (room_of_[round][u] != room_of[round][u]) {
        const Index room = room_of[round][u];
        move(round, u, room, moving(round, u, room));
      }
}

}  // namespace convene::grouping::pairwise

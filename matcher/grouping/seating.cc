#include "matcher/grouping/seating.h"

#include <algorithm>
#include <array>
#include <utility>

namespace convene::grouping {
namespace {

constexpr std::uint32_t nobody = ~0u;

}  // namespace

Seating::Seating(const Problem& problem, Seats rooms) : Seating(Criteria(problem), std::move(rooms)) {}

Seating::Seating(Criteria criteria, Seats rooms) : criteria_(std::move(criteria)) { seat(std::move(rooms)); }

void Seating::seat(Seats rooms) {
  rooms_ = std::move(rooms);
  room_of_.assign(criteria_.size(), nobody);
  seat_of_.assign(criteria_.size(), 0);
  whole_.assign(rooms_.size(), 0);
  total_ = criteria_.lost_apart();
  for (std::uint32_t r = 0; r < rooms_.size(); ++r) {
    for (std::uint32_t s = 0; s < rooms_[r].size(); ++s) {
      room_of_[rooms_[r][s]] = r;
      seat_of_[rooms_[r][s]] = s;
    }
    whole_[r] = exchange(r, nobody, nobody).whole;
    total_ += lost_in(r);
  }
}

Seating::Excerpt Seating::excerpt(std::span<const std::uint32_t> rooms, std::span<const std::uint32_t> place) const {
  std::vector<std::uint32_t> people;
  Seats seats;
  seats.reserve(rooms.size());
  for (const std::uint32_t r : rooms) {
    auto& seated = seats.emplace_back();
    seated.reserve(max_room);
    for (const std::uint32_t p : rooms_[r]) {
      seated.push_back(static_cast<std::uint32_t>(people.size()));
      people.push_back(p);
    }
  }
  Seating part(criteria_.excerpt(people, place), std::move(seats));
  const std::int64_t given = part.cost();
  return {{rooms.begin(), rooms.end()}, std::move(people), given, std::move(part)};
}

void Seating::adopt(const Excerpt& excerpt) {
  const Seating& part = excerpt.seating;
  for (std::uint32_t r = 0; r < excerpt.rooms.size(); ++r) {
    const std::uint32_t room = excerpt.rooms[r];
    auto& seats = rooms_[room];
    seats.clear();
    for (const std::uint32_t p : part.rooms_[r]) enter(excerpt.people[p], room);
    whole_[room] = part.whole_[r];
  }
  total_ += part.cost() - excerpt.given;
}

/// All that the people of a room lose by sitting there, from scratch.
std::int64_t Seating::lost_in(std::uint32_t room) const {
  std::int64_t lost = whole_[room];
  const auto& seats = rooms_[room];
  for (std::size_t i = 0; i < seats.size(); ++i) {
    const Criteria::Person& person = criteria_[seats[i]];
    bool peer = !person.has_peers;
    for (std::size_t j = 0; j < seats.size(); ++j) {
      if (j > i) lost += criteria_.pair_lost(seats[i], seats[j]);
      peer = peer || (j != i && criteria_[seats[j]].kind == person.kind);
    }
    if (!peer) lost += criteria_.minority_points();
  }
  return lost;
}

/// `out` leaves the room and `in` enters it; either may be nobody. One pass over the room.
Seating::Exchange Seating::exchange(std::uint32_t room, std::uint32_t out, std::uint32_t in) const {
  const auto ranked = criteria_.ranked();
  // The first and the last in each tree's walk have in common what all between them have.
  std::array<std::uint16_t, Criteria::most_trees> first{}, last{};
  std::array<NodeIndex, Criteria::most_trees> first_node{}, last_node{};
  std::int64_t own_levels = 0;
  std::uint64_t shared = ~std::uint64_t{0};
  std::int64_t size = 0;
  const auto count = [&](const Criteria::Person& p) {
    for (std::size_t t = 0; t < ranked.size(); ++t) {
      if (size == 0 || p.order[t] < first[t]) first[t] = p.order[t], first_node[t] = p.node[t];
      if (size == 0 || p.order[t] > last[t]) last[t] = p.order[t], last_node[t] = p.node[t];
    }
    own_levels += p.own_levels;
    if (p.languages != 0) shared &= p.languages;
    ++size;
  };

  Exchange e;
  std::uint32_t kin_of_out = 0;
  std::uint32_t kin_of_in = 0;
  for (const std::uint32_t i : rooms_[room]) {
    if (i == out) continue;
    const Criteria::Person& p = criteria_[i];
    count(p);
    if (out != nobody) {
      e.delta -= criteria_.pair_lost(out, i);
      kin_of_out += criteria_[out].kind == p.kind;
    }
    if (in != nobody) {
      e.delta += criteria_.pair_lost(in, i);
      kin_of_in += criteria_[in].kind == p.kind;
    }
  }
  if (in != nobody) count(criteria_[in]);

  // Somebody of a kind leaves: alone of it before, or leaving one alone. Somebody enters: the other way round.
  const std::int64_t minority = criteria_.minority_points();
  const bool same_kind = out != nobody && in != nobody && criteria_[out].kind == criteria_[in].kind;
  if (!same_kind) {
    if (out != nobody && criteria_[out].has_peers)
      e.delta += kin_of_out == 0 ? -minority : kin_of_out == 1 ? minority : 0;
    if (in != nobody && criteria_[in].has_peers) e.delta += kin_of_in == 0 ? minority : kin_of_in == 1 ? -minority : 0;
  }

  if (size != 0) {
    e.whole -= own_levels;
    for (std::size_t t = 0; t < ranked.size(); ++t) {
      const Tree& tree = *ranked[t].tree;
      const NodeIndex common = tree.nearest_common(first_node[t], last_node[t]);
      e.whole += ranked[t].weight * size * level_penalty(tree.depth(common), tree.height());
    }
    if (shared == 0) {
      std::array<std::uint64_t, max_room + 1> masks;
      std::size_t n = 0;
      for (const std::uint32_t i : rooms_[room])
        if (i != out && n < masks.size()) masks[n++] = criteria_[i].languages;
      if (in != nobody && n < masks.size()) masks[n++] = criteria_[in].languages;
      e.whole += criteria_.language_points() * outside_language(std::span(masks).first(n));
    }
    e.whole += criteria_.size_lost(size);
  }
  e.delta += e.whole - whole_[room];
  return e;
}

void Seating::leave(std::uint32_t person) {
  auto& seats = rooms_[room_of_[person]];
  const std::uint32_t last = seats.back();
  seats[seat_of_[person]] = last;
  seat_of_[last] = seat_of_[person];
  seats.pop_back();
}

void Seating::enter(std::uint32_t person, std::uint32_t room) {
  room_of_[person] = room;
  seat_of_[person] = static_cast<std::uint32_t>(rooms_[room].size());
  rooms_[room].push_back(person);
}

bool Seating::in_trouble(Index person) const {
  if (room_of_[person] == nobody) return false;
  const auto& room = rooms_[room_of_[person]];
  if (criteria_.language_points() != 0) {
    std::uint64_t shared = ~std::uint64_t{0};
    for (const std::uint32_t other : room)
      if (criteria_[other].languages != 0) shared &= criteria_[other].languages;
    if (shared == 0) return true;
  }
  if (criteria_[person].bloom == 0) return false;
  for (const std::uint32_t other : room)
    if (other != person && criteria_.known_lost(person, other) > 0) return true;
  for (const Criteria::Known& k : criteria_.known(person))
    if (k.lost < 0 && room_of_[k.who] != room_of_[person]) return true;
  return false;
}

std::int64_t Seating::swap_delta(Index a, Index b) const {
  return exchange(room_of(a), a, b).delta + exchange(room_of(b), b, a).delta;
}

std::int64_t Seating::move_delta(Index person, std::uint32_t room) const {
  return exchange(room_of(person), person, nobody).delta + exchange(room, nobody, person).delta;
}

void Seating::swap(Index a, Index b) {
  const std::uint32_t room_a = room_of(a);
  const std::uint32_t room_b = room_of(b);
  commit(room_a, exchange(room_a, a, b));
  commit(room_b, exchange(room_b, b, a));
  std::swap(room_of_[a], room_of_[b]);
  std::swap(seat_of_[a], seat_of_[b]);
  rooms_[room_a][seat_of_[b]] = b;
  rooms_[room_b][seat_of_[a]] = a;
}

void Seating::move(Index person, std::uint32_t room) {
  const std::uint32_t from = room_of(person);
  commit(from, exchange(from, person, nobody));
  commit(room, exchange(room, nobody, person));
  leave(person);
  enter(person, room);
}

}  // namespace convene::grouping

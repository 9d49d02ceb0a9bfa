#include "matcher/grouping/seating.h"

#include <algorithm>
#include <array>
#include <utility>

#include "matcher/grouping/couples.h"
#include "matcher/grouping/score.h"

namespace convene::grouping {
namespace {

constexpr std::uint32_t nobody = ~0u;

constexpr std::size_t all_trees = 3;  // roles, regions, subjects

/// All that an exchange asks about a person, in a cache line and a bit.
struct Person {
  std::uint64_t languages = 0;
  std::uint64_t topics = 0;
  std::uint64_t bloom = 0;  // of the indices of all who are in `known`
  std::array<std::uint32_t, traits> trait{};
  std::uint32_t known_from = 0;  // into Acquaintances
  std::uint32_t known_to = 0;
  std::array<NodeIndex, all_trees> node{};       // role, region, subject
  std::array<std::uint16_t, all_trees> order{};  // their places in the trees' walks
  NodeIndex kind = root_node;                    // node in the primary tree
  bool has_peers = false;                        // there are others of the kind
  std::int64_t own_levels = 0;                   // what the person would lose in a room of exactly their kind
};

constexpr std::uint64_t bloom_bit(std::uint32_t index) { return std::uint64_t{1} << ((index * 0x9e3779b9u) >> 26); }

struct Known {
  std::uint32_t who;
  std::int64_t lost;  // by sitting together
};

}  // namespace

struct Seating::State {
  State(const Problem& problem_in, Seats rooms_in);

  std::int64_t known_lost(std::uint32_t a, std::uint32_t b) const {
    if ((people[a].bloom & bloom_bit(b)) == 0) return 0;
    const auto from = known.begin() + people[a].known_from;
    const auto to = known.begin() + people[a].known_to;
    const auto it = std::lower_bound(from, to, b, [](const Known& k, std::uint32_t who) { return k.who < who; });
    return it != to && it->who == b ? it->lost : 0;
  }

  std::int64_t pair_lost(std::uint32_t a, std::uint32_t b) const {
    const Person& p = people[a];
    const Person& q = people[b];
    std::int64_t lost = known_lost(a, b);
    if (p.topics != 0 && q.topics != 0 && (p.topics & q.topics) == 0) lost += topics_weight;
    for (std::size_t t = 0; t < traits; ++t)
      if (p.trait[t] != 0 && p.trait[t] == q.trait[t]) lost += trait_weight[t];
    return lost;
  }

  struct Exchange {
    std::int64_t whole = 0;  // what the room as a whole would lose
    std::int64_t delta = 0;  // change of all it loses
  };
  Exchange exchange(std::uint32_t room, std::uint32_t out, std::uint32_t in) const;
  void commit(std::uint32_t room, const Exchange& e) {
    whole[room] = e.whole;
    total += e.delta;
  }
  void leave(std::uint32_t person);
  void enter(std::uint32_t person, std::uint32_t room);
  bool in_trouble(std::uint32_t person) const;

  const Problem& problem;
  std::array<const Tree*, all_trees> trees;
  std::size_t counted;  // the first of these; subjects only where they decide
  std::array<std::int64_t, all_trees> level_weight{};
  std::int64_t topics_weight = 0;
  std::array<std::int64_t, traits> trait_weight{};
  std::int64_t language_weight = 0;
  std::int64_t size_weight = 0;
  std::int64_t minority_weight = 0;
  std::vector<Person> people;
  std::vector<Known> known;
  Seats rooms;
  std::vector<std::uint32_t> room_of;  // nobody: in none
  std::vector<std::uint32_t> seat_of;
  std::vector<std::int64_t> whole;  // what each room loses as a whole: levels, language, size
  std::int64_t total = 0;
};

Seating::State::State(const Problem& problem_in, Seats rooms_in)
    : problem(problem_in),
      trees{problem.roles, problem.regions, problem.subjects},
      counted(problem.primary == Primary::subject ? all_trees : all_trees - 1),
      people(problem.people.size()),
      rooms(std::move(rooms_in)),
      room_of(people.size(), nobody),
      seat_of(people.size()),
      whole(rooms.size()) {
  const Weights& w = problem.weights;
  level_weight = {w.role * (problem.primary == Primary::role ? Units::primary_level : Units::other_level),
                  w.region * (problem.primary == Primary::region ? Units::primary_level : Units::other_level),
                  primary_weight(problem) * Units::primary_level};
  topics_weight = w.topics * Units::topics;
  trait_weight = trait_points(problem);
  language_weight = language_points(w);
  size_weight = w.size * Units::size;
  minority_weight = w.minority * Units::minority;

  std::vector<std::uint32_t> kind_sizes(primary_tree(problem).size());
  for (std::size_t i = 0; i < people.size(); ++i) {
    const Member& member = problem.people[i];
    Person& person = people[i];
    person.languages = member.languages;
    person.topics = member.topics;
    // What does not count is not looked at.
    person.trait = traits_of(member);
    for (std::size_t t = 0; t < traits; ++t)
      if (trait_weight[t] == 0) person.trait[t] = 0;
    person.node = {member.role, member.region, member.subject};
    for (std::size_t t = 0; t < counted; ++t) {
      person.order[t] = trees[t]->order(person.node[t]);
      person.own_levels += level_weight[t] * level_penalty(trees[t]->depth(person.node[t]), trees[t]->height());
    }
    person.kind = primary_node(problem, member);
    ++kind_sizes[person.kind];
  }
  for (Person& person : people) person.has_peers = problem.primary != Primary::none && kind_sizes[person.kind] > 1;

  struct Bond {
    std::uint32_t a, b;
    std::int64_t lost;
  };
  std::vector<Bond> bonds;
  const auto collect = [&](const std::vector<Couple>& couples, std::int64_t lost) {
    if (lost == 0) return;
    for (const Couple& c : couples) {
      const std::uint32_t a = index_of(problem.people, c.first);
      const std::uint32_t b = index_of(problem.people, c.second);
      if (a == nobody || b == nobody) continue;
      bonds.push_back({a, b, lost});
      bonds.push_back({b, a, lost});
    }
  };
  collect(problem.met, w.new_faces * Units::new_faces);
  collect(problem.apart, Units::apart);
  collect(problem.together, -Units::together);
  std::sort(bonds.begin(), bonds.end(), [](const Bond& x, const Bond& y) {
    return x.a != y.a ? x.a < y.a : x.b != y.b ? x.b < y.b : x.lost < y.lost;
  });
  std::size_t next = 0;
  for (std::uint32_t i = 0; i < people.size(); ++i) {
    Person& person = people[i];
    person.known_from = static_cast<std::uint32_t>(known.size());
    for (; next < bonds.size() && bonds[next].a == i; ++next) {
      if (known.size() > person.known_from && known.back().who == bonds[next].b) {
        known.back().lost += bonds[next].lost;
      } else {
        known.push_back({bonds[next].b, bonds[next].lost});
        person.bloom |= bloom_bit(bonds[next].b);
      }
    }
    person.known_to = static_cast<std::uint32_t>(known.size());
  }

  for (std::uint32_t r = 0; r < rooms.size(); ++r) {
    for (std::uint32_t s = 0; s < rooms[r].size(); ++s) {
      room_of[rooms[r][s]] = r;
      seat_of[rooms[r][s]] = s;
    }
    whole[r] = exchange(r, nobody, nobody).whole;
  }
  total = points_lost(problem, rooms);
}

/// `out` leaves the room and `in` enters it; either may be nobody. One pass over the room.
Seating::State::Exchange Seating::State::exchange(std::uint32_t room, std::uint32_t out, std::uint32_t in) const {
  std::array<std::uint32_t, all_trees> first{nobody, nobody, nobody};
  std::array<std::uint32_t, all_trees> last{nobody, nobody, nobody};
  std::int64_t own_levels = 0;
  std::uint64_t shared = ~std::uint64_t{0};
  std::int64_t size = 0;
  const auto count = [&](std::uint32_t i) {
    const Person& p = people[i];
    for (std::size_t t = 0; t < counted; ++t) {
      if (first[t] == nobody || p.order[t] < people[first[t]].order[t]) first[t] = i;
      if (last[t] == nobody || p.order[t] > people[last[t]].order[t]) last[t] = i;
    }
    own_levels += p.own_levels;
    if (p.languages != 0) shared &= p.languages;
    ++size;
  };

  Exchange e;
  std::uint32_t kin_of_out = 0;
  std::uint32_t kin_of_in = 0;
  for (const std::uint32_t i : rooms[room]) {
    if (i == out) continue;
    count(i);
    if (out != nobody) {
      e.delta -= pair_lost(out, i);
      kin_of_out += people[out].kind == people[i].kind;
    }
    if (in != nobody) {
      e.delta += pair_lost(in, i);
      kin_of_in += people[in].kind == people[i].kind;
    }
  }
  if (in != nobody) count(in);

  // Somebody of a kind leaves: alone of it before, or leaving one alone. Somebody enters: the other way round.
  const bool same_kind = out != nobody && in != nobody && people[out].kind == people[in].kind;
  if (!same_kind) {
    if (out != nobody && people[out].has_peers)
      e.delta += kin_of_out == 0 ? -minority_weight : kin_of_out == 1 ? minority_weight : 0;
    if (in != nobody && people[in].has_peers)
      e.delta += kin_of_in == 0 ? minority_weight : kin_of_in == 1 ? -minority_weight : 0;
  }

  if (size != 0) {
    e.whole -= own_levels;
    for (std::size_t t = 0; t < counted; ++t) {
      if (level_weight[t] == 0) continue;
      // The first and the last in the tree's walk have in common what all between them have.
      const Tree& tree = *trees[t];
      const NodeIndex common = tree.nearest_common(people[first[t]].node[t], people[last[t]].node[t]);
      e.whole += level_weight[t] * size * level_penalty(tree.depth(common), tree.height());
    }
    if (shared == 0) {
      std::array<std::uint64_t, max_room + 1> masks;
      std::size_t n = 0;
      for (const std::uint32_t i : rooms[room])
        if (i != out && n < masks.size()) masks[n++] = people[i].languages;
      if (in != nobody && n < masks.size()) masks[n++] = people[in].languages;
      e.whole += language_weight * outside_language(std::span(masks).first(n));
    }
    const std::int64_t away = size > problem.sizes.ideal ? size - problem.sizes.ideal : problem.sizes.ideal - size;
    const std::int64_t missing = std::max<std::int64_t>(0, problem.sizes.min - size);
    e.whole += size_weight * away + Units::under_min * missing * missing;
  }
  e.delta += e.whole - whole[room];
  return e;
}

void Seating::State::leave(std::uint32_t person) {
  auto& seats = rooms[room_of[person]];
  const std::uint32_t last = seats.back();
  seats[seat_of[person]] = last;
  seat_of[last] = seat_of[person];
  seats.pop_back();
}

void Seating::State::enter(std::uint32_t person, std::uint32_t room) {
  room_of[person] = room;
  seat_of[person] = static_cast<std::uint32_t>(rooms[room].size());
  rooms[room].push_back(person);
}

/// Sits with people who share no language, with somebody met before or to be kept apart from, or without somebody to
/// sit with.
bool Seating::State::in_trouble(std::uint32_t person) const {
  if (room_of[person] == nobody) return false;
  if (language_weight != 0) {
    std::uint64_t shared = ~std::uint64_t{0};
    for (const std::uint32_t other : rooms[room_of[person]])
      if (people[other].languages != 0) shared &= people[other].languages;
    if (shared == 0) return true;
  }
  if (people[person].bloom == 0) return false;
  for (const std::uint32_t other : rooms[room_of[person]])
    if (other != person && known_lost(person, other) > 0) return true;
  for (std::uint32_t i = people[person].known_from; i < people[person].known_to; ++i)
    if (known[i].lost < 0 && room_of[known[i].who] != room_of[person]) return true;
  return false;
}

Seating::Seating(const Problem& problem, Seats rooms) : state_(std::make_unique<State>(problem, std::move(rooms))) {}
Seating::Seating(Seating&&) noexcept = default;
Seating& Seating::operator=(Seating&&) noexcept = default;
Seating::~Seating() = default;

const Seats& Seating::rooms() const { return state_->rooms; }
std::int64_t Seating::cost() const { return state_->total; }
std::int64_t Seating::recomputed_cost() const { return points_lost(state_->problem, state_->rooms); }
std::uint32_t Seating::room_of(Index person) const { return state_->room_of[person]; }
bool Seating::in_trouble(Index person) const { return state_->in_trouble(person); }

std::int64_t Seating::swap_delta(Index a, Index b) const {
  return state_->exchange(room_of(a), a, b).delta + state_->exchange(room_of(b), b, a).delta;
}

std::int64_t Seating::move_delta(Index person, std::uint32_t room) const {
  return state_->exchange(room_of(person), person, nobody).delta + state_->exchange(room, nobody, person).delta;
}

void Seating::swap(Index a, Index b) {
  State& s = *state_;
  const std::uint32_t room_a = room_of(a);
  const std::uint32_t room_b = room_of(b);
  s.commit(room_a, s.exchange(room_a, a, b));
  s.commit(room_b, s.exchange(room_b, b, a));
  std::swap(s.room_of[a], s.room_of[b]);
  std::swap(s.seat_of[a], s.seat_of[b]);
  s.rooms[room_a][s.seat_of[b]] = b;
  s.rooms[room_b][s.seat_of[a]] = a;
}

void Seating::move(Index person, std::uint32_t room) {
  State& s = *state_;
  const std::uint32_t from = room_of(person);
  s.commit(from, s.exchange(from, person, nobody));
  s.commit(room, s.exchange(room, nobody, person));
  s.leave(person);
  s.enter(person, room);
}

}  // namespace convene::grouping

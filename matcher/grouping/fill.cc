#include "matcher/grouping/fill.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "matcher/grouping/couples.h"
#include "matcher/grouping/least_moves.h"
#include "matcher/grouping/packing.h"
#include "matcher/grouping/placement.h"
#include "matcher/grouping/plan.h"
#include "matcher/grouping/score.h"
#include "matcher/rng.h"

namespace convene::grouping {
namespace {

constexpr std::uint32_t nowhere = ~0u;
constexpr std::uint64_t newcomers_stream = 3;
constexpr std::uint32_t newcomers_steps = 20'000;

class Refill {
 public:
  Refill(const Problem& now, const Plan& draft, std::span<const PersonId> pinned)
      : problem_(cleaned(now)),
        tree_(primary_tree(problem_)),
        pinned_(problem_.people.size(), false),
        room_of_(problem_.people.size(), nowhere),
        index_(tree_) {
    const auto n = static_cast<std::uint32_t>(problem_.people.size());
    sizes_ = sizes_that_divide(n, problem_.sizes).value_or(problem_.sizes);
    if (!divides(n, sizes_) && n > 0) sizes_ = *sizes_that_divide(n - 1, problem_.sizes);
    for (const PersonId id : pinned)
      if (const std::uint32_t i = find(id); i != nowhere) pinned_[i] = true;
    for (const Room& room : draft.rooms) {
      const std::uint32_t r = open();
      for (const PersonId id : room.people)
        if (const std::uint32_t i = find(id); i != nowhere && room_of_[i] == nowhere) enter(i, r);
    }
  }

  Plan run() {
    part();
    shed_surplus();
    for (std::uint32_t i = 0; i < room_of_.size(); ++i)
      if (room_of_[i] == nowhere) waiting_.push_back(i);
    dissolve();
    seat_waiting();
    raise_small_rooms();
    resolve_lone();
    return result();
  }

 private:
  std::uint32_t find(PersonId id) const { return index_of(problem_.people, id); }
  NodeIndex kind(std::uint32_t i) const { return primary_node(problem_, problem_.people[i]); }
  static RoomId id_of(std::uint32_t room) { return RoomId{room + 1}; }
  std::vector<std::uint32_t>& people_of(RoomId id) { return rooms_[id.value - 1]; }

  std::uint32_t open() {
    rooms_.emplace_back();
    return static_cast<std::uint32_t>(rooms_.size() - 1);
  }

  /// Brings the index up to date with a room.
  void refresh(std::uint32_t room) {
    const auto& people = rooms_[room];
    if (people.empty()) return index_.remove(id_of(room));
    NodeIndex basis = kind(people.front());
    for (const std::uint32_t i : people) basis = tree_.nearest_common(basis, kind(i));
    index_.add(id_of(room), basis, static_cast<std::uint16_t>(people.size()), problem_.sizes.max);
  }

  void enter(std::uint32_t person, std::uint32_t room) {
    rooms_[room].push_back(person);
    room_of_[person] = room;
    refresh(room);
  }

  void leave(std::uint32_t person) {
    const std::uint32_t room = std::exchange(room_of_[person], nowhere);
    std::erase(rooms_[room], person);
    refresh(room);
  }

  bool welcome(std::uint32_t person, std::uint32_t room) const {
    if (problem_.apart.empty()) return true;
    return std::none_of(rooms_[room].begin(), rooms_[room].end(), [&](std::uint32_t other) {
      return std::binary_search(problem_.apart.begin(), problem_.apart.end(),
                                couple(problem_.people[person].id, problem_.people[other].id));
    });
  }

  bool can_talk(std::uint32_t person, std::uint32_t room) const {
    std::uint64_t shared = problem_.people[person].languages;
    if (shared == 0 || problem_.weights.language == 0) return true;
    for (const std::uint32_t other : rooms_[room])
      if (problem_.people[other].languages != 0) shared &= problem_.people[other].languages;
    return shared != 0;
  }

  /// A room with a free seat where nobody is to be kept apart from this person; one where they can talk, if there is
  /// any.
  std::optional<RoomId> seat_for(std::uint32_t person) const {
    const auto may = [&](RoomId r) { return welcome(person, r.value - 1); };
    const auto room =
        index_.best(kind(person), sizes_, [&](RoomId r) { return may(r) && can_talk(person, r.value - 1); });
    return room ? room : index_.best(kind(person), sizes_, may);
  }

  void part() {
    for (const Couple& c : problem_.apart) {
      const std::uint32_t a = find(c.first);
      const std::uint32_t b = find(c.second);
      if (a == nowhere || b == nowhere || room_of_[a] == nowhere || room_of_[a] != room_of_[b]) continue;
      leave(pinned_[b] && !pinned_[a] ? a : b);
    }
  }

  /// Whoever has the fewest of their kind around goes first.
  void shed_surplus() {
    for (auto& room : rooms_) {
      while (room.size() > problem_.sizes.max) {
        const auto rarity = [&](std::uint32_t i) {
          return std::pair(std::count_if(room.begin(), room.end(), [&](auto j) { return kind(j) == kind(i); }), i);
        };
        std::uint32_t odd = nowhere;
        for (const std::uint32_t i : room)
          if (!pinned_[i] && (odd == nowhere || rarity(i) < rarity(odd))) odd = i;
        if (odd == nowhere) break;
        leave(odd);
      }
    }
  }

  void dissolve() {
    std::vector<std::uint32_t> loose;  // rooms that may be dissolved
    std::vector<std::uint32_t> loose_sizes;
    std::vector<std::uint32_t> fixed_sizes;
    for (std::uint32_t r = 0; r < rooms_.size(); ++r) {
      const auto& people = rooms_[r];
      if (people.empty()) continue;
      const bool held = std::any_of(people.begin(), people.end(), [&](auto i) { return pinned_[i]; });
      (held ? fixed_sizes : loose_sizes).push_back(static_cast<std::uint32_t>(people.size()));
      if (!held) loose.push_back(r);
    }
    const auto depth = [&](std::uint32_t r) { return tree_.depth(*index_.basis(id_of(r))); };
    std::sort(loose.begin(), loose.end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::tuple(rooms_[a].size(), depth(a), a) < std::tuple(rooms_[b].size(), depth(b), b);
    });
    const auto newcomers = static_cast<std::uint32_t>(waiting_.size());
    const auto least = least_moves(loose_sizes, sizes_, newcomers, fixed_sizes);
    if (!least) return;
    for (std::uint32_t k = 0; k < least->dissolve; ++k) {
      const std::vector<std::uint32_t> people = rooms_[loose[k]];
      for (const std::uint32_t i : people) leave(i);
      waiting_.insert(waiting_.end(), people.begin(), people.end());
    }
  }

  void seat_waiting() {
    std::vector<std::uint32_t> without;
    for (const std::uint32_t i : waiting_) {
      if (const auto room = seat_for(i)) {
        enter(i, room->value - 1);
      } else {
        without.push_back(i);
      }
    }
    waiting_.clear();
    if (!without.empty()) open_rooms_for(without);
  }

  void open_rooms_for(const std::vector<std::uint32_t>& people) {
    Problem rest = problem_;
    rest.people.clear();
    for (const std::uint32_t i : people) rest.people.push_back(problem_.people[i]);
    rest.seed = mix(problem_.seed, newcomers_stream);
    rest.step_budget = std::min(problem_.step_budget, newcomers_steps);
    const Plan rooms = plan(rest);
    for (const Room& room : rooms.rooms) {
      const std::uint32_t r = open();
      for (const PersonId id : room.people) enter(find(id), r);
    }
    for (const Unplaced& left : rooms.unplaced) enter(find(left.person), open());  // company may yet come
  }

  /// Somebody who may leave that room for this one, the nearest in kind; `nowhere` if nobody may.
  std::uint32_t mover(std::uint32_t from, std::uint32_t to) const {
    const NodeIndex basis = *index_.basis(id_of(to));
    const auto nearness = [&](std::uint32_t i) {
      return std::pair(can_talk(i, to), tree_.depth(tree_.nearest_common(kind(i), basis)));
    };
    std::uint32_t best = nowhere;
    for (const std::uint32_t i : rooms_[from])
      if (!pinned_[i] && welcome(i, to) && (best == nowhere || nearness(i) > nearness(best))) best = i;
    return best;
  }

  void raise_small_rooms() {
    for (std::uint32_t r = 0; r < rooms_.size(); ++r) {
      while (!rooms_[r].empty() && rooms_[r].size() < sizes_.min) {
        const auto giver = index_.nearest_surplus(*index_.basis(id_of(r)), sizes_.min,
                                                  [&](RoomId g) { return mover(g.value - 1, r) != nowhere; });
        if (!giver) break;
        const std::uint32_t person = mover(giver->value - 1, r);
        leave(person);
        enter(person, r);
      }
    }
  }

  /// Rooms of one that nobody could be brought to: into any room that has a seat, or to the lobby.
  void resolve_lone() {
    for (std::uint32_t r = 0; r < rooms_.size(); ++r) {
      if (rooms_[r].size() != 1) continue;
      const std::uint32_t lone = rooms_[r].front();
      leave(lone);
      if (const auto room = seat_for(lone)) {
        enter(lone, room->value - 1);
        continue;
      }
      const bool seats = index_.best(kind(lone), sizes_).has_value();
      const UnplacedWhy without_seat = problem_.people.size() == 1 ? UnplacedWhy::alone : UnplacedWhy::no_company;
      unplaced_.push_back({problem_.people[lone].id, seats ? UnplacedWhy::kept_apart : without_seat});
    }
  }

  Plan result() const { return explain_seats(problem_, rooms_, unplaced_); }

  const Problem problem_;
  const Tree& tree_;
  Sizes sizes_;  // min is lower than asked where the numbers leave no choice
  std::vector<bool> pinned_;
  std::vector<std::uint32_t> room_of_;
  Seats rooms_;
  Placement index_;
  std::vector<std::uint32_t> waiting_;
  std::vector<Unplaced> unplaced_;
};

}  // namespace

Plan refill(const Problem& now, const Plan& draft, std::span<const PersonId> pinned) {
  return Refill(now, draft, pinned).run();
}

}  // namespace convene::grouping

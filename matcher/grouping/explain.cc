#include <algorithm>

#include "matcher/grouping/couples.h"
#include "matcher/grouping/plan.h"
#include "matcher/grouping/score.h"

namespace convene::grouping {
namespace {

constexpr std::uint32_t nobody = ~0u;

/// Rooms as indices; strangers and second seats left out.
Seats seats_of(const Problem& problem, const std::vector<std::vector<PersonId>>& rooms) {
  const PeopleIndex index(problem.people);
  std::vector<bool> seated(problem.people.size());
  Seats seats;
  seats.reserve(rooms.size());
  for (const auto& room : rooms) {
    auto& people = seats.emplace_back();
    for (const PersonId id : room) {
      const std::uint32_t i = index.of(id);
      if (i == nobody || seated[i]) continue;
      seated[i] = true;
      people.push_back(i);
    }
  }
  return seats;
}

/// People by id; rooms by what their people have in common, in the tree's order, then by the smallest id. Empty rooms
/// left out.
Seats in_order(const Problem& problem, Seats rooms) {
  struct Rank {
    std::uint16_t order;
    std::uint32_t first;
    std::uint32_t room;
    auto operator<=>(const Rank&) const = default;
  };
  const Tree& tree = primary_tree(problem);
  std::vector<Rank> ranks;
  ranks.reserve(rooms.size());
  for (std::uint32_t r = 0; r < rooms.size(); ++r) {
    auto& room = rooms[r];
    if (room.empty()) continue;
    std::sort(room.begin(), room.end());
    NodeIndex common = primary_node(problem, problem.people[room.front()]);
    for (const std::uint32_t i : room) common = tree.nearest_common(common, primary_node(problem, problem.people[i]));
    ranks.push_back({tree.order(common), room.front(), r});
  }
  std::sort(ranks.begin(), ranks.end());
  Seats ordered;
  ordered.reserve(ranks.size());
  for (const Rank& rank : ranks) ordered.push_back(std::move(rooms[rank.room]));
  return ordered;
}

Room describe(const Problem& problem, const std::vector<std::uint32_t>& people) {
  const Member& first = problem.people[people.front()];
  Room room{first.role, first.region, first.subject, first.topics, 0, {}};
  room.people.reserve(people.size());
  std::uint64_t languages = ~std::uint64_t{0};
  for (const std::uint32_t i : people) {
    const Member& member = problem.people[i];
    room.role = problem.roles->nearest_common(room.role, member.role);
    room.region = problem.regions->nearest_common(room.region, member.region);
    room.subject = problem.subjects->nearest_common(room.subject, member.subject);
    room.shared_topics &= member.topics;
    if (member.languages != 0) languages &= member.languages;
    room.people.push_back(member.id);
  }
  room.shared_languages = languages == ~std::uint64_t{0} ? 0 : languages;
  return room;
}

struct InOneRoom {
  std::uint32_t yes = 0;
  std::uint32_t no = 0;
};

InOneRoom in_one_room(const PeopleIndex& index, const std::vector<Couple>& couples,
                      const std::vector<std::uint32_t>& room_of) {
  InOneRoom count;
  each_couple(index, couples, [&](std::uint32_t a, std::uint32_t b) {
    ++(room_of[a] != nobody && room_of[a] == room_of[b] ? count.yes : count.no);
  });
  return count;
}

std::uint16_t permille(std::size_t part, std::size_t whole) {
  return whole == 0 ? 1000 : static_cast<std::uint16_t>(part * 1000 / whole);
}

/// How many have another of exactly their kind with them, and how many could at most.
void count_same_kind(const Problem& problem, const Seats& seats, Report& report) {
  std::vector<std::uint32_t> kinds(primary_tree(problem).size());
  for (const Member& member : problem.people) ++kinds[primary_node(problem, member)];
  std::size_t achievable = 0;
  for (const std::uint32_t count : kinds) achievable += count > 1 ? count : 0;

  std::size_t same = 0;
  std::vector<NodeIndex> room_kinds;
  for (const auto& room : seats) {
    room_kinds.clear();
    for (const std::uint32_t i : room) room_kinds.push_back(primary_node(problem, problem.people[i]));
    for (const NodeIndex kind : room_kinds) same += std::count(room_kinds.begin(), room_kinds.end(), kind) > 1;
  }
  report.same_primary_permille = permille(same, problem.people.size());
  report.achievable_permille = permille(achievable, problem.people.size());
}

void note_unplaced(const std::vector<Unplaced>& unplaced, const Sizes& sizes, Report& report) {
  const auto count = [&](UnplacedWhy why) {
    return static_cast<std::int32_t>(
        std::count_if(unplaced.begin(), unplaced.end(), [&](const Unplaced& u) { return u.why == why; }));
  };
  if (const std::int32_t n = count(UnplacedWhy::no_company))
    report.violations.push_back({ViolationCode::no_company, -1, n, sizes.max});
  if (const std::int32_t n = count(UnplacedWhy::kept_apart))
    report.violations.push_back({ViolationCode::kept_apart, -1, n, 0});
}

}  // namespace

Plan explain_seats(const Problem& problem, Seats rooms, std::vector<Unplaced> unplaced) {
  const Sizes& sizes = problem.sizes;
  const Seats seats = in_order(problem, std::move(rooms));
  const std::vector<std::uint32_t> room_of = rooms_of(problem, seats);

  Plan plan;
  plan.rooms.reserve(seats.size());
  std::sort(unplaced.begin(), unplaced.end(), [](const Unplaced& a, const Unplaced& b) { return a.person < b.person; });
  for (std::size_t i = 0; i < room_of.size(); ++i) {
    if (room_of[i] != nobody) continue;
    const PersonId id = problem.people[i].id;
    const auto it = std::lower_bound(unplaced.begin(), unplaced.end(), id,
                                     [](const Unplaced& u, PersonId p) { return u.person < p; });
    const bool given = it != unplaced.end() && it->person == id;
    plan.unplaced.push_back(given ? *it : Unplaced{id, UnplacedWhy::no_company});
  }

  Report& report = plan.report;
  report.people = static_cast<std::uint32_t>(problem.people.size());
  report.rooms = static_cast<std::uint32_t>(seats.size());
  report.alone = static_cast<std::uint32_t>(plan.unplaced.size());
  report.seed = problem.seed;
  const PeopleIndex index(problem.people);
  report.repeat_meetings = in_one_room(index, problem.met, room_of).yes;
  for (const auto& people : seats) {
    plan.rooms.push_back(describe(problem, people));
    report.alone += people.size() == 1;
    report.under_min += people.size() < sizes.min;
    report.over_max += people.size() > sizes.max;
  }
  count_same_kind(problem, seats, report);
  report.score = -points_lost(problem, seats);

  if (!problem.people.empty() && problem.people.size() < sizes.min) {
    report.violations.push_back(
        {ViolationCode::too_few_people, -1, static_cast<std::int32_t>(problem.people.size()), sizes.min});
  } else if (report.under_min > 0) {
    report.violations.push_back(
        {ViolationCode::size_min_relaxed, -1, static_cast<std::int32_t>(report.under_min), sizes.min});
  }
  note_unplaced(plan.unplaced, sizes, report);
  if (const std::uint32_t couples = in_one_room(index, problem.together, room_of).no)
    report.violations.push_back({ViolationCode::not_together, -1, static_cast<std::int32_t>(couples), 0});
  std::vector<std::uint64_t> languages;
  for (std::size_t r = 0; r < seats.size(); ++r) {
    languages.clear();
    for (const std::uint32_t i : seats[r]) languages.push_back(problem.people[i].languages);
    if (const std::uint32_t outside = outside_language(languages))
      report.violations.push_back(
          {ViolationCode::no_shared_language, static_cast<std::int32_t>(r), static_cast<std::int32_t>(outside), 0});
  }
  return plan;
}

Plan explain(const Problem& problem, const std::vector<std::vector<PersonId>>& rooms, std::vector<Unplaced> unplaced) {
  const Problem clean = cleaned(problem);
  return explain_seats(clean, seats_of(clean, rooms), std::move(unplaced));
}

}  // namespace convene::grouping

#include "matcher/grouping/score.h"

#include <algorithm>
#include <map>

#include "matcher/grouping/couples.h"

namespace convene::grouping {
namespace {

/// What the people of one room lose for having so little in common in one tree.
std::int64_t levels_lost(const Tree& tree, std::span<const NodeIndex> nodes) {
  NodeIndex common = nodes.front();
  for (const NodeIndex node : nodes) common = tree.nearest_common(common, node);
  std::int64_t lost = 0;
  for (const NodeIndex node : nodes)
    lost += level_penalty(tree.depth(common), tree.height()) - level_penalty(tree.depth(node), tree.height());
  return lost;
}

std::int64_t pair_lost(std::int64_t topics, const std::array<std::int64_t, traits>& points, const Member& a,
                       const Member& b) {
  std::int64_t lost = 0;
  if (a.topics != 0 && b.topics != 0 && (a.topics & b.topics) == 0) lost += topics;
  const auto mine = traits_of(a);
  const auto theirs = traits_of(b);
  for (std::size_t t = 0; t < traits; ++t)
    if (mine[t] != 0 && mine[t] == theirs[t]) lost += points[t];
  return lost;
}

std::int64_t size_lost(const Problem& problem, std::int64_t size) {
  const std::int64_t away = size > problem.sizes.ideal ? size - problem.sizes.ideal : problem.sizes.ideal - size;
  const std::int64_t missing = std::max<std::int64_t>(0, problem.sizes.min - size);
  return Units::size * problem.weights.size * away + Units::under_min * missing * missing;
}

/// With teams (or cohorts, or people of one experience) to be together, all their pairs are lost at first; those who
/// sit together give theirs back.
std::int64_t trait_pairs_lost(const Problem& problem) {
  const auto points = trait_points(problem);
  std::int64_t lost = 0;
  for (std::size_t t = 0; t < traits; ++t) {
    if (points[t] >= 0) continue;
    std::map<std::uint32_t, std::int64_t> sizes;
    for (const Member& member : problem.people)
      if (const std::uint32_t trait = traits_of(member)[t]; trait != 0) ++sizes[trait];
    for (const auto& [trait, size] : sizes) lost -= points[t] * (size * (size - 1) / 2);
  }
  return lost;
}

/// What couples lose by sitting in one room, or in two.
std::int64_t couples_lost(const Problem& problem, const std::vector<std::uint32_t>& room_of) {
  const PeopleIndex index(problem.people);
  std::int64_t lost = 0;
  const auto add = [&](const std::vector<Couple>& couples, std::int64_t one_room, std::int64_t two_rooms) {
    if (one_room == 0 && two_rooms == 0) return;
    each_couple(index, couples, [&](std::uint32_t a, std::uint32_t b) {
      lost += room_of[a] != ~0u && room_of[a] == room_of[b] ? one_room : two_rooms;
    });
  };
  add(problem.met, Units::new_faces * problem.weights.new_faces, 0);
  add(problem.apart, Units::apart, 0);
  add(problem.together, 0, Units::together);
  return lost;
}

}  // namespace

std::array<std::uint32_t, traits> traits_of(const Member& member) {
  return {member.team, member.cohort, member.experience};
}

std::array<std::int64_t, traits> trait_points(const Problem& problem) {
  const auto points = [](Teams rule, std::int32_t weight) -> std::int64_t {
    switch (rule) {
      case Teams::spread: return Units::teams * weight;
      case Teams::together: return -Units::teams * weight;
      case Teams::ignore: break;
    }
    return 0;
  };
  const Weights& w = problem.weights;
  return {points(problem.teams, w.teams), points(problem.cohorts, w.cohorts), points(problem.experience, w.experience)};
}

const Tree& primary_tree(const Problem& problem) {
  static const Tree only_root;
  switch (problem.primary) {
    case Primary::role: return *problem.roles;
    case Primary::region: return *problem.regions;
    case Primary::subject: return *problem.subjects;
    case Primary::none: break;
  }
  return only_root;
}

namespace {

template <class Nodes>
NodeIndex node_in_primary(const Problem& problem, const Nodes& nodes) {
  switch (problem.primary) {
    case Primary::role: return nodes.role;
    case Primary::region: return nodes.region;
    case Primary::subject: return nodes.subject;
    case Primary::none: break;
  }
  return root_node;
}

}  // namespace

NodeIndex primary_node(const Problem& problem, const Member& member) { return node_in_primary(problem, member); }
NodeIndex primary_node(const Problem& problem, const Room& room) { return node_in_primary(problem, room); }

std::int64_t primary_weight(const Problem& problem) {
  switch (problem.primary) {
    case Primary::region: return problem.weights.region;
    case Primary::subject: return Weights().role;
    case Primary::role:
    case Primary::none: break;
  }
  return problem.weights.role;
}

std::vector<std::uint32_t> rooms_of(const Problem& problem, const Seats& rooms) {
  std::vector<std::uint32_t> room_of(problem.people.size(), ~0u);
  for (std::uint32_t r = 0; r < rooms.size(); ++r)
    for (const std::uint32_t i : rooms[r]) room_of[i] = r;
  return room_of;
}

std::uint32_t outside_language(std::span<const std::uint64_t> languages) {
  std::uint64_t shared = ~std::uint64_t{0};
  std::uint64_t any = 0;
  for (const std::uint64_t mask : languages) {
    if (mask == 0) continue;
    shared &= mask;
    any |= mask;
  }
  if (shared != 0) return 0;
  std::uint32_t fewest = ~0u;
  for (; any != 0; any &= any - 1) {
    const std::uint64_t language = any & (~any + 1);
    std::uint32_t outside = 0;
    for (const std::uint64_t mask : languages) outside += mask != 0 && (mask & language) == 0;
    fewest = std::min(fewest, outside);
  }
  return fewest;
}

std::int64_t points_lost(const Problem& problem, const Seats& rooms) {
  const Weights& w = problem.weights;
  const bool by_role = problem.primary == Primary::role;
  const bool by_region = problem.primary == Primary::region;
  std::vector<std::uint32_t> kind_sizes(primary_tree(problem).size());
  for (const Member& member : problem.people) ++kind_sizes[primary_node(problem, member)];

  const auto points = trait_points(problem);

  std::int64_t lost = trait_pairs_lost(problem) + couples_lost(problem, rooms_of(problem, rooms));
  std::vector<NodeIndex> roles, regions, subjects;
  std::vector<std::uint64_t> languages;
  for (const auto& room : rooms) {
    if (room.empty()) continue;
    roles.clear(), regions.clear(), subjects.clear(), languages.clear();
    for (const std::uint32_t i : room) {
      roles.push_back(problem.people[i].role);
      regions.push_back(problem.people[i].region);
      subjects.push_back(problem.people[i].subject);
      languages.push_back(problem.people[i].languages);
    }
    lost += levels_lost(*problem.roles, roles) * w.role * (by_role ? Units::primary_level : Units::other_level);
    lost += levels_lost(*problem.regions, regions) * w.region * (by_region ? Units::primary_level : Units::other_level);
    if (problem.primary == Primary::subject)
      lost += levels_lost(*problem.subjects, subjects) * primary_weight(problem) * Units::primary_level;
    lost += language_points(w) * outside_language(languages);
    lost += size_lost(problem, static_cast<std::int64_t>(room.size()));
    for (std::size_t i = 0; i < room.size(); ++i) {
      const Member& member = problem.people[room[i]];
      const NodeIndex kind = primary_node(problem, member);
      bool has_peer = false;
      for (std::size_t j = 0; j < room.size(); ++j) {
        if (i == j) continue;
        const Member& other = problem.people[room[j]];
        has_peer = has_peer || primary_node(problem, other) == kind;
        if (j < i) continue;
        lost += pair_lost(Units::topics * w.topics, points, member, other);
      }
      if (!has_peer && kind_sizes[kind] > 1 && problem.primary != Primary::none) lost += Units::minority * w.minority;
    }
  }
  return lost;
}

}  // namespace convene::grouping

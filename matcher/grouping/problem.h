// What the grouping is asked, and what it answers: plain values, no personal data beyond ids.
//
// The same problem gives the same plan, byte for byte, on any machine. Nothing here is ever too wrong to be answered:
// numbers out of range are brought into it (`normalised`), unknown nodes count as the root, a person listed twice
// counts once.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <utility>
#include <vector>

#include "matcher/grouping/tree.h"
#include "matcher/ids.h"

namespace convene::grouping {

/// How many people a room holds. 2 <= min <= ideal <= max <= 50 once normalised.
struct Sizes {
  std::uint16_t min = 3;
  std::uint16_t ideal = 5;
  std::uint16_t max = 7;
  bool operator==(const Sizes&) const = default;
};
BOOST_DESCRIBE_STRUCT(Sizes, (), (min, ideal, max))

inline constexpr std::uint16_t max_room = 50;

/// The same sizes brought into range: max first, then min, then ideal between them.
Sizes normalised(Sizes sizes);

/// How much each wish counts, 0 (not at all) to 1000. A wish that is not met costs weight x unit points (score.h has
/// the units): the weights below are what "role-alike" asks for.
struct Weights {
  std::int32_t role = 8;        // per person and level between the person's role and the room's common role
  std::int32_t region = 1;      // likewise for the region
  std::int32_t topics = 2;      // per two people of a room who each have topics and share none
  std::int32_t new_faces = 4;   // per two people of a room who have met before
  std::int32_t teams = 3;       // per two of a team in one room (spread) or in different rooms (together)
  std::int32_t language = 8;    // per person who cannot follow the language most of the room speaks
  std::int32_t size = 1;        // per seat above or below the ideal size
  std::int32_t minority = 2;    // per person with nobody of the same kind in the room, though there are others
  std::int32_t cohorts = 3;     // as teams, of one cohort
  std::int32_t experience = 3;  // as teams, of the same experience
  bool operator==(const Weights&) const = default;
};
BOOST_DESCRIBE_STRUCT(Weights, (),
                      (role, region, topics, new_faces, teams, language, size, minority, cohorts, experience))

/// What to do with people who have a team, a cohort, or as much experience in common.
enum class Teams : std::uint8_t { ignore, together, spread };
BOOST_DESCRIBE_ENUM(Teams, ignore, together, spread)

/// Which tree decides who can sit with whom: role-alike, regional, debrief, or none (open mixing).
enum class Primary : std::uint8_t { role, region, none, subject };
BOOST_DESCRIBE_ENUM(Primary, role, region, none, subject)

struct Member {
  PersonId id;
  NodeIndex role = root_node;     // root: not given
  NodeIndex region = root_node;   // root: not given
  NodeIndex subject = root_node;  // what they come to talk about, where that decides; root: not given
  std::uint64_t languages = 0;    // a bit each; none: not given, taken to follow any
  std::uint64_t topics = 0;       // a bit each
  std::uint32_t team = 0;         // 0: none
  std::uint32_t cohort = 0;       // 0: none
  std::uint32_t experience = 0;   // 0: not given
  bool operator==(const Member&) const = default;
};

/// Two people, the smaller id first.
struct Couple {
  PersonId first;
  PersonId second;
  constexpr auto operator<=>(const Couple&) const = default;
};
BOOST_DESCRIBE_STRUCT(Couple, (), (first, second))

constexpr Couple couple(PersonId a, PersonId b) { return a < b ? Couple{a, b} : Couple{b, a}; }

/// The trees must outlive the calls that use the problem; null stands for a tree of one node.
struct Problem {
  const Tree* roles = nullptr;
  const Tree* regions = nullptr;
  const Tree* subjects = nullptr;  // looked at only where they decide; then they count as a role does by default
  Primary primary = Primary::role;
  Sizes sizes;
  Weights weights;
  Teams teams = Teams::ignore;
  Teams cohorts = Teams::ignore;
  Teams experience = Teams::ignore;
  std::vector<Member> people;
  std::vector<Couple> met;    // who has met whom, in any order; naming strangers to the problem does no harm
  std::vector<Couple> apart;  // never in one room
  std::vector<Couple>
      together;  // in one room, unless `apart` or the rooms' sizes forbid it; nobody moves for a wish then
  std::uint64_t seed = 0;
  std::uint32_t step_budget = 200'000;  // exchanges to try; never a time
};

/// The same problem with nothing wrong in it: sizes normalised, weights in 0..1000, trees never null, nodes in their
/// trees, people by id and each once (the first mention counts), couples sorted, each once, nobody with themselves.
/// The order in which people and couples were listed makes no difference to the answer, therefore. O(n log n).
Problem cleaned(Problem problem);

/// A group of people and what they have in common.
struct Room {
  NodeIndex role = root_node;          // the deepest role that is above or equal to everybody's
  NodeIndex region = root_node;        // likewise the region
  NodeIndex subject = root_node;       // likewise the subject
  std::uint64_t shared_topics = 0;     // what everybody chose
  std::uint64_t shared_languages = 0;  // what everybody speaks, of those who said
  std::vector<PersonId> people;        // by id
  bool operator==(const Room&) const = default;
};
BOOST_DESCRIBE_STRUCT(Room, (), (role, region, subject, shared_topics, shared_languages, people))

/// Why somebody has no room.
enum class UnplacedWhy : std::uint8_t {
  alone,       // nobody else is there
  no_company,  // every room is full, and a room of one is not made
  kept_apart,  // every room that has a seat holds somebody to be kept apart from
};
BOOST_DESCRIBE_ENUM(UnplacedWhy, alone, no_company, kept_apart)

struct Unplaced {
  PersonId person;
  UnplacedWhy why = UnplacedWhy::alone;
  bool operator==(const Unplaced&) const = default;
};
BOOST_DESCRIBE_STRUCT(Unplaced, (), (person, why))

/// What had to yield.
enum class ViolationCode : std::uint8_t {
  too_few_people,      // amount people are fewer than `limit`, the min
  size_min_relaxed,    // amount rooms have fewer than `limit` people: the number of people does not divide otherwise
  no_shared_language,  // room `room`: amount people do not follow the language most of it speaks
  no_company,          // amount people have no room because each has `limit` seats at most
  kept_apart,          // amount people have no room because of who is to be kept apart
  not_together,        // amount couples that were to sit together do not
};
BOOST_DESCRIBE_ENUM(ViolationCode, too_few_people, size_min_relaxed, no_shared_language, no_company, kept_apart,
                    not_together)

struct Violation {
  ViolationCode code = ViolationCode::too_few_people;
  std::int32_t room = -1;  // index into the plan's rooms; -1: the plan as a whole
  std::int32_t amount = 0;
  std::int32_t limit = 0;
  bool operator==(const Violation&) const = default;
};
BOOST_DESCRIBE_STRUCT(Violation, (), (code, room, amount, limit))

struct Report {
  std::uint32_t people = 0;
  std::uint32_t rooms = 0;
  std::uint32_t alone = 0;                  // unplaced
  std::uint32_t under_min = 0;              // rooms
  std::uint32_t over_max = 0;               // rooms
  std::uint32_t repeat_meetings = 0;        // pairs in a room who have met before
  std::uint16_t same_primary_permille = 0;  // people who have another of exactly their kind in the room
  std::uint16_t achievable_permille = 0;    // people of whose kind there are two or more: no plan can do better
  std::int64_t score = 0;                   // 0: every wish met; below: points lost (score.h)
  std::uint64_t steps = 0;                  // exchanges tried
  std::uint64_t seed = 0;
  bool cut_short = false;  // whoever watched said that this is enough: fewer steps than the budget had
  std::vector<Violation> violations;
  bool operator==(const Report&) const = default;
};
BOOST_DESCRIBE_STRUCT(Report, (),
                      (people, rooms, alone, under_min, over_max, repeat_meetings, same_primary_permille,
                       achievable_permille, score, steps, seed, cut_short, violations))

/// Rooms by common kind in the tree's order, then by the smallest id in them.
struct Plan {
  std::vector<Room> rooms;
  std::vector<Unplaced> unplaced;
  Report report;
  bool operator==(const Plan&) const = default;
};
BOOST_DESCRIBE_STRUCT(Plan, (), (rooms, unplaced, report))

}  // namespace convene::grouping

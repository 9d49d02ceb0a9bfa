// Plans of rounds: asked for, made, kept, chosen, and whom a round that opened from one still awaits. A part of
// facts.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "matcher/ids.h"
#include "matcher/sealed.h"
#include "matcher/seat.h"
#include "matcher/views.h"

namespace convene {

/// The open round that is to be grouped anew, and which of its rooms.
struct RematchOf {
  RoundId round;
  std::vector<RoomId> rooms;   // sorted
  std::vector<NewSeat> seats;  // everybody whom it is about, with the version of their assignment then; by person
  std::optional<std::uint32_t> parts{};  // the one room is to be divided into so many; nobody who waits comes in
};
BOOST_DESCRIBE_STRUCT(RematchOf, (), (round, rooms, seats, parts))

/// A plan was asked of the planner, with this seed; it is asked again after a restart.
struct PlanRequested {
  static constexpr std::string_view name = "PlanRequested";
  std::uint32_t request = 0;
  std::string session;
  std::uint64_t seed = 0;
  bool opens = false;  // true: the round opens when the plan is there
  std::optional<Sealed<std::string>> title;
  PersonId by;
  std::uint64_t base = 0;  // records before it: what changed later is not in the plan
  std::optional<RematchOf> rematch{};
  std::optional<PlanFor> whom{};  // none: those who are here
};
BOOST_DESCRIBE_STRUCT(PlanRequested, (), (request, session, seed, opens, title, by, base, rematch, whom))

struct UnplacedPerson {
  PersonId person;
  std::string why;
};
BOOST_DESCRIBE_STRUCT(UnplacedPerson, (), (person, why))

/// The name that a room of a plan was given where the plan was made.
struct RoomTitle {
  std::uint32_t room = 0;  // its place in the plan
  Sealed<std::string> title;
};
BOOST_DESCRIBE_STRUCT(RoomTitle, (), (room, title))

struct PlanStored {
  static constexpr std::string_view name = "PlanStored";
  PlanId plan;
  std::uint32_t request = 0;
  std::string session;
  std::optional<Sealed<std::string>> title;
  PersonId by;
  std::uint64_t base = 0;  // that of the request
  std::vector<PlannedRoom> rooms;
  std::vector<UnplacedPerson> unplaced;
  PlanReport report;
  std::optional<RematchOf> rematch{};
  std::optional<bool> ahead{};  // of people who need not be here yet
  std::optional<std::vector<RoomTitle>> titles{};
};
BOOST_DESCRIBE_STRUCT(PlanStored, (),
                      (plan, request, session, title, by, base, rooms, unplaced, report, rematch, ahead, titles))

/// The next round that opens by itself is opened from this plan, or not.
struct PlanChosen {
  static constexpr std::string_view name = "PlanChosen";
  PlanId plan;
  bool chosen = true;
};
BOOST_DESCRIBE_STRUCT(PlanChosen, (), (plan, chosen))

struct PlanDropped {
  static constexpr std::string_view name = "PlanDropped";
  PlanId plan;
};
BOOST_DESCRIBE_STRUCT(PlanDropped, (), (plan))

/// Whoever this is takes the best plan that there is so far. After a restart there is none yet: the first is taken
/// then.
struct RequestHurried {
  static constexpr std::string_view name = "RequestHurried";
  std::uint32_t request = 0;
  PersonId by;
};
BOOST_DESCRIBE_STRUCT(RequestHurried, (), (request, by))

/// The request is answered, or no longer wanted.
struct RequestEnded {
  static constexpr std::string_view name = "RequestEnded";
  std::uint32_t request = 0;
  bool failed = false;  // no plan could be had: a round that opens by itself tries again later
};
BOOST_DESCRIBE_STRUCT(RequestEnded, (), (request, failed))

/// Those whom a plan that was made ahead has in one room.
struct AwaitedGroup {
  std::vector<PersonId> people;
};
BOOST_DESCRIBE_STRUCT(AwaitedGroup, (), (people))

/// The round was opened from a plan of people of whom some are not here yet. When one of a group comes, they are to sit
/// with the others of it.
struct GroupsAwaited {
  static constexpr std::string_view name = "GroupsAwaited";
  RoundId round;
  std::uint64_t base = 0;  // records that the plan knew
  std::vector<AwaitedGroup> groups;
};
BOOST_DESCRIBE_STRUCT(GroupsAwaited, (), (round, base, groups))

}  // namespace convene

// Facts about rooms and couples of people as moderators change them, and what is needed to take that back.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "matcher/bond.h"
#include "matcher/ids.h"
#include "matcher/instant.h"
#include "matcher/sealed.h"

namespace convene {

/// Staff gave the room a name of their own, or, without a title, took it away.
struct RoomNamed {
  static constexpr std::string_view name = "RoomNamed";
  RoomId room;
  std::optional<Sealed<std::string>> title;
};
BOOST_DESCRIBE_STRUCT(RoomNamed, (), (room, title))

/// Staff gave the room a way into a call of its own, or, without a link, took it away.
struct RoomLinked {
  static constexpr std::string_view name = "RoomLinked";
  RoomId room;
  std::optional<Sealed<std::string>> link;
  PersonId by;  // none: the engine, for the room's host
};
BOOST_DESCRIBE_STRUCT(RoomLinked, (), (room, link, by))

/// A member of staff has a call of their own, for rooms that they host; without a link: no longer.
struct StaffLinked {
  static constexpr std::string_view name = "StaffLinked";
  PersonId person;
  std::optional<Sealed<std::string>> link;
};
BOOST_DESCRIBE_STRUCT(StaffLinked, (), (person, link))

/// The room is over before its round is. Whoever talks to an advisor comes back to `to`, or else to the lobby.
struct RoomClosed {
  static constexpr std::string_view name = "RoomClosed";
  RoomId room;
  RoomId to;
};
BOOST_DESCRIBE_STRUCT(RoomClosed, (), (room, to))

/// A room that was closed before its round is there again. These people talk to an advisor, and come back to it.
struct RoomReopened {
  static constexpr std::string_view name = "RoomReopened";
  RoomId room;
  std::vector<PersonId> away;
};
BOOST_DESCRIBE_STRUCT(RoomReopened, (), (room, away))

/// Staff's word on two people: it stands against the roster's.
struct PairBound {
  static constexpr std::string_view name = "PairBound";
  PersonId one;  // the smaller one
  PersonId other;
  std::optional<Bond> bond;  // none: staff say nothing any more
  PersonId by;
};
BOOST_DESCRIBE_STRUCT(PairBound, (), (one, other, bond, by))

/// The person wishes to share no room with the other one, or not any more.
struct PersonAvoided {
  static constexpr std::string_view name = "PersonAvoided";
  PersonId person;
  PersonId other;
  bool avoids = true;
};
BOOST_DESCRIBE_STRUCT(PersonAvoided, (), (person, other, avoids))

// ---- operations: what one command of a moderator changed, and what was before

struct SeatChange {
  PersonId person;
  std::uint32_t was = 0;      // version of the assignment before
  std::uint32_t version = 0;  // ... and that the operation gave
  RoomId from;                // none: the lobby
  RoomId to;                  // likewise
  std::string lobby{};        // where `from` is none: of this session
  bool held = false;          // ... and staff had put them there
  bool pinned = false;        // they were, before
};
BOOST_DESCRIBE_STRUCT(SeatChange, (), (person, was, version, from, to, lobby, held, pinned))

struct PinChange {
  PersonId person;
  std::uint32_t version = 0;  // of the assignment, which pinning does not change
  bool pinned = false;        // before
};
BOOST_DESCRIBE_STRUCT(PinChange, (), (person, version, pinned))

struct LockChange {
  RoomId room;
  bool locked = false;  // before
};
BOOST_DESCRIBE_STRUCT(LockChange, (), (room, locked))

struct TitleChange {
  RoomId room;
  std::optional<Sealed<std::string>> title;  // before
  std::uint64_t was = 0;                     // its entry in the vault; 0: there was none
  std::uint64_t entry = 0;                   // likewise, of the title that the operation gave
};
BOOST_DESCRIBE_STRUCT(TitleChange, (), (room, title, was, entry))

/// Somebody who talks to an advisor comes back elsewhere.
struct AwayChange {
  PersonId person;
  RoomId from;
  RoomId to;  // none: the lobby
};
BOOST_DESCRIBE_STRUCT(AwayChange, (), (person, from, to))

struct PairChange {
  PersonId one;
  PersonId other;
  std::optional<Bond> before;
  std::optional<Bond> after;
};
BOOST_DESCRIBE_STRUCT(PairChange, (), (one, other, before, after))

/// The round was brought to its end, or, while people said goodbye, taken back from there.
struct RoundChange {
  RoundId round;
  Instant ends;         // before
  bool closed = false;  // it was closing, before
};
BOOST_DESCRIBE_STRUCT(RoundChange, (), (round, ends, closed))

/// The command of this name changed these things. Written with the facts that did it.
struct OperationDone {
  static constexpr std::string_view name = "OperationDone";
  OperationId operation;
  std::string command;
  PersonId by;
  std::optional<Sealed<std::string>> reason;
  OperationId about;                // op.undo, op.redo: what they take back, or do again
  std::vector<SeatChange> seats{};  // each person once
  std::vector<PinChange> pins{};
  std::vector<LockChange> locks{};
  std::vector<TitleChange> titles{};
  std::vector<RoomId> opened{};
  std::vector<RoomId> closed{};
  std::vector<PairChange> pairs{};
  std::vector<AwayChange> away{};
  std::optional<RoundChange> round{};
  std::optional<Sealed<std::string>> told{};  // why, in words for those who were moved; `reason` is not for them
};
BOOST_DESCRIBE_STRUCT(OperationDone, (),
                      (operation, command, by, reason, about, seats, pins, locks, titles, opened, closed, pairs, away,
                       round, told))

}  // namespace convene

// What moderators ask of rooms and of couples of people while a round runs, and taking back what was done.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "matcher/ids.h"

namespace convene {

/// One person to move, and the version of the assignment that was on the mover's screen.
struct Move {
  PersonId person;
  std::uint32_t seen = 0;
};
BOOST_DESCRIBE_STRUCT(Move, (), (person, seen))

struct SeatMove {
  static constexpr std::string_view name = "seat.move";
  static constexpr std::string_view doc =
      "Put people into a room, all or none; with `new_room`: into one that is opened for them, two or more of one "
      "session; with neither: into the session's lobby.";
  std::vector<Move> moves;
  std::optional<RoomId> to;
  bool new_room = false;
  std::string reason{};  // for those who see the board
  std::string told{};    // for those who are moved: they read it, and so does who sees the board
};
BOOST_DESCRIBE_STRUCT(SeatMove, (), (moves, to, new_room, reason, told))

struct SeatSwap {
  static constexpr std::string_view name = "seat.swap";
  static constexpr std::string_view doc =
      "Let two people of one open round change places; one of them may wait in its lobby.";
  Move one;
  Move other;
  std::string reason;
  std::string told{};  // see SeatMove
};
BOOST_DESCRIBE_STRUCT(SeatSwap, (), (one, other, reason, told))

struct SeatPin {
  static constexpr std::string_view name = "seat.pin";
  static constexpr std::string_view doc = "Keep a person where they are: the engine leaves them alone.";
  PersonId person;
  bool pinned = true;
  std::uint32_t seen = 0;  // version of the person's assignment
};
BOOST_DESCRIBE_STRUCT(SeatPin, (), (person, pinned, seen))

struct RoomLock {
  static constexpr std::string_view name = "room.lock";
  static constexpr std::string_view doc = "Only staff bring people into or out of a locked room.";
  RoomId room;
  bool locked = true;
  std::uint32_t seen = 0;  // version of the room
};
BOOST_DESCRIBE_STRUCT(RoomLock, (), (room, locked, seen))

struct RoomCreate {
  static constexpr std::string_view name = "room.create";
  static constexpr std::string_view doc =
      "Open a room in the open round of a session, under a name of one's own if one is given, for two people or more, "
      "or for nobody yet.";
  std::string session;
  std::string title;
  std::vector<Move> moves;
  std::string reason{};
  std::string told{};
};
BOOST_DESCRIBE_STRUCT(RoomCreate, (), (session, title, moves, reason, told))

struct RoomRename {
  static constexpr std::string_view name = "room.rename";
  static constexpr std::string_view doc =
      "Give a room a name of one's own, which is the same in every language; an empty one gives it its first name "
      "back.";
  RoomId room;
  std::string title;
  std::uint32_t seen = 0;  // version of the room
};
BOOST_DESCRIBE_STRUCT(RoomRename, (), (room, title, seen))

struct RoomLink {
  static constexpr std::string_view name = "room.link";
  static constexpr std::string_view doc =
      "Give a room a way into a call of its own; an empty one gives it back the one that it has from the event.";
  RoomId room;
  std::string link;
  std::uint32_t seen = 0;  // version of the room
};
BOOST_DESCRIBE_STRUCT(RoomLink, (), (room, link, seen))

struct RoomMerge {
  static constexpr std::string_view name = "room.merge";
  static constexpr std::string_view doc =
      "Bring everybody of a room into another one of its round, and close the room that they leave.";
  RoomId room;
  RoomId to;
  std::uint32_t seen = 0;  // version of the room that closes
  std::string reason;
  std::string told{};  // see SeatMove
};
BOOST_DESCRIBE_STRUCT(RoomMerge, (), (room, to, seen, reason, told))

struct RoomSplit {
  static constexpr std::string_view name = "room.split";
  static constexpr std::string_view doc =
      "Make a plan that divides a room into parts, as the session's policy groups people, to be looked at and applied; "
      "nobody moves.";
  RoomId room;
  std::uint32_t parts = 2;
};
BOOST_DESCRIBE_STRUCT(RoomSplit, (), (room, parts))

/// Where the people of a room go that is closed.
enum class Destination : std::uint8_t { best_rooms, lobby };
BOOST_DESCRIBE_ENUM(Destination, best_rooms, lobby)

struct RoomClose {
  static constexpr std::string_view name = "room.close";
  static constexpr std::string_view doc =
      "Close a room of the open round: its people go to the rooms that fit each of them best, or to the lobby.";
  RoomId room;
  Destination to = Destination::best_rooms;
  std::uint32_t seen = 0;  // version of the room
  std::string reason;
  std::string told{};  // see SeatMove
};
BOOST_DESCRIBE_STRUCT(RoomClose, (), (room, to, seen, reason, told))

struct PairApart {
  static constexpr std::string_view name = "pair.apart";
  static constexpr std::string_view doc =
      "Never let these two share a room from now on. Nobody moves for it, and nobody but moderators can tell.";
  PersonId one;
  PersonId other;
};
BOOST_DESCRIBE_STRUCT(PairApart, (), (one, other))

struct PairTogether {
  static constexpr std::string_view name = "pair.together";
  static constexpr std::string_view doc = "Let these two share a room from the next grouping on; nobody moves for it.";
  PersonId one;
  PersonId other;
};
BOOST_DESCRIBE_STRUCT(PairTogether, (), (one, other))

struct PairClear {
  static constexpr std::string_view name = "pair.clear";
  static constexpr std::string_view doc =
      "Neither keep these two apart nor together any more, whoever wished it, the roster included.";
  PersonId one;
  PersonId other;
};
BOOST_DESCRIBE_STRUCT(PairClear, (), (one, other))

struct OpUndo {
  static constexpr std::string_view name = "op.undo";
  static constexpr std::string_view doc =
      "Take back what staff did to seats, rooms or couples. Somebody else's only with `others`; where people or rooms "
      "were changed again since, only with `partly`, and but for those.";
  OperationId operation;
  bool others = false;
  bool partly = false;
};
BOOST_DESCRIBE_STRUCT(OpUndo, (), (operation, others, partly))

struct OpRedo {
  static constexpr std::string_view name = "op.redo";
  static constexpr std::string_view doc = "Do again what was taken back; under the same conditions.";
  OperationId operation;  // the one that was taken back
  bool others = false;
  bool partly = false;
};
BOOST_DESCRIBE_STRUCT(OpRedo, (), (operation, others, partly))

}  // namespace convene

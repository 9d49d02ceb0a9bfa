// What moderators have on top of the floor. A part of views.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "matcher/act.h"
#include "matcher/bond.h"
#include "matcher/grouping/problem.h"
#include "matcher/ids.h"
#include "matcher/instant.h"
#include "matcher/seat.h"

namespace convene {

struct PlannedRoom {
  RoomName name;
  Basis basis;
  std::vector<PersonId> people;
  std::optional<RoomId> room{};  // of the open round: this one, changed; none: a new one
};
BOOST_DESCRIBE_STRUCT(PlannedRoom, (), (name, basis, people, room))

struct PlanReport {
  std::uint32_t people = 0;
  std::uint32_t rooms = 0;
  std::uint32_t alone = 0;
  std::uint32_t under_min = 0;
  std::uint32_t over_max = 0;
  std::uint32_t repeat_meetings = 0;
  std::uint32_t same_primary_permille = 0;
  std::uint32_t achievable_primary_permille = 0;
  std::uint32_t moves = 0;                        // of the open round: people who would change rooms
  std::uint32_t least_moves = 0;                  // ... who would have to for the sizes of the rooms alone
  bool cut_short = false;                         // taken before all was tried that could have been
  std::vector<grouping::Violation> violations{};  // what had to yield; rooms by their place among the plan's
};
BOOST_DESCRIBE_STRUCT(PlanReport, (),
                      (people, rooms, alone, under_min, over_max, repeat_meetings, same_primary_permille,
                       achievable_primary_permille, moves, least_moves, cut_short, violations))

struct BoardPlan {
  std::string session;
  std::string name;
  std::string by;
  Instant at;
  std::uint32_t changed = 0;  // people who came, went or changed since
  std::vector<PlannedRoom> rooms;
  std::map<std::string, std::string> unplaced;  // person -> why
  PlanReport report;
  bool rematch = false;  // of the open round: applied, not opened
  bool ahead = false;    // of people who need not be here yet: they find their rooms when they come
  bool chosen = false;   // the next round opens from it when it opens by itself
};
BOOST_DESCRIBE_STRUCT(BoardPlan, (), (session, name, by, at, changed, rooms, unplaced, report, rematch, ahead, chosen))

/// A plan that is being made.
struct BoardRequest {
  std::string session;
  std::string name;
  std::string by;
  bool rematch = false;
  std::optional<std::string> finished_by{};  // who takes the best so far
};
BOOST_DESCRIBE_STRUCT(BoardRequest, (), (session, name, by, rematch, finished_by))

/// How far it is. Nothing of this is stored: after a restart the plan is made from the beginning.
struct BoardProgress {
  std::uint32_t permille = 0;                   // of what is to be tried
  std::uint32_t people = 0;                     // who have a seat in the best so far; 0: it has only begun
  std::optional<std::uint32_t> same_primary{};  // of them: with another of exactly their kind; none: no kind decides
  std::uint32_t repeat_meetings = 0;            // couples of it who have met before
  bool again = false;                           // begun anew: the server stopped, or could not store it
};
BOOST_DESCRIBE_STRUCT(BoardProgress, (), (permille, people, same_primary, repeat_meetings, again))

/// Somebody whom an operation brought elsewhere; a room that is none: the lobby.
struct BoardMove {
  PersonId person;
  std::optional<RoomName> from;
  std::optional<RoomName> to;
};
BOOST_DESCRIBE_STRUCT(BoardMove, (), (person, from, to))

/// What staff did to seats, rooms or couples of people, the latest hundred. What was before is told where `command`
/// does not say it: of a lock and a pin it is the other one of the two.
struct BoardOperation {
  std::string command;
  PersonId by;
  std::string name;  // theirs
  Instant at;
  std::string reason;
  std::optional<std::string> told;       // to those who were moved
  std::uint32_t people = 0;              // who were moved
  std::vector<BoardMove> moves;          // of them, the first 20
  std::vector<PersonId> pinned;          // or unpinned
  std::optional<bool> pin;               // ... which of the two
  std::vector<RoomName> rooms;           // opened, closed, locked or renamed: the first 20
  std::optional<bool> locked;            // a room was, or was unlocked
  std::optional<RoomName> room_before;   // renamed: what it was called; none: those words are erased
  std::optional<RoomName> room_after;    // likewise, from then on
  std::vector<PersonId> pair;            // the two of whom it was decided something
  std::optional<Bond> bond_before;       // what staff had said of them; none: nothing
  std::optional<Bond> bond_after;        // likewise, from then on
  std::optional<OperationId> about;      // op.undo, op.redo: what it takes back, or does again
  std::optional<std::string> undone_by;  // who took it back
};
BOOST_DESCRIBE_STRUCT(BoardOperation, (),
                      (command, by, name, at, reason, told, people, moves, pinned, pin, rooms, locked, room_before,
                       room_after, pair, bond_before, bond_after, about, undone_by))

/// Two people whom staff keep apart or together, or of whom they overruled the roster; or of whom one wished in private
/// to share no room with the other: `wished_by` are those of the two who did, and `by` is one of them unless staff have
/// said something.
struct BoardPair {
  PersonId one;
  PersonId other;
  std::string one_name;
  std::string other_name;
  Bond bond = Bond::apart;
  std::string by;
  Instant at;
  std::vector<PersonId> wished_by;
};
BOOST_DESCRIBE_STRUCT(BoardPair, (), (one, other, one_name, other_name, bond, by, at, wished_by))

/// What people told of a member of staff: on the board alone, as facilitators would read of themselves.
struct BoardReports {
  std::string name;
  std::uint32_t count = 0;
  Instant since;
  std::vector<std::string> about;
};
BOOST_DESCRIBE_STRUCT(BoardReports, (), (name, count, since, about))

/// The hats somebody wears, and what these reach, rooms by their names.
struct BoardHats {
  std::vector<Hat> hats;
  std::uint32_t parts = 0;            // sessions and rooms; 0: everything
  std::vector<std::string> sessions;  // of them, the first 20
  std::vector<RoomName> rooms;        // likewise
};
BOOST_DESCRIBE_STRUCT(BoardHats, (), (hats, parts, sessions, rooms))

/// By name, since they may be anywhere, or shut out.
struct BoardNamed {
  PersonId person;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(BoardNamed, (), (person, name))

/// What staff did besides operations, the latest two hundred: see Act. Nobody takes it back from here.
struct BoardAct {
  ActKind what = ActKind::hats;
  PersonId by;
  std::string name;  // theirs
  Instant at;
  std::string reason;
  std::uint32_t people = 0;     // whom it was about, and who are not erased
  std::vector<BoardNamed> who;  // of them, the first 20
  std::optional<std::string> session;
  std::optional<std::string> desk;
  std::optional<std::string> from;  // the desk where they were posted before
  std::optional<std::string> into;  // the desk that its line is part of now
  std::optional<RoomName> room;
  std::optional<std::string> plan;    // its name; without one, or when that is erased, its id
  std::optional<std::string> before;  // codes
  std::optional<std::string> after;
  std::optional<BoardHats> hats_before;
  std::optional<BoardHats> hats_after;
  std::uint32_t moved = 0;       // clocks
  std::vector<ActClock> clocks;  // of them, the first 20
};
BOOST_DESCRIBE_STRUCT(BoardAct, (),
                      (what, by, name, at, reason, people, who, session, desk, from, into, room, plan, before, after,
                       hats_before, hats_after, moved, clocks))

struct BoardPerson {
  std::string name;
  std::string state;  // "removed" or "banned"
  std::string by;     // name of whoever did it; empty: it is not known any more
  Instant at;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(BoardPerson, (), (name, state, by, at, reason))

/// When everybody's words will be erased, because the event's retention is over.
struct BoardErasure {
  Instant at;
  std::uint32_t people = 0;
};
BOOST_DESCRIBE_STRUCT(BoardErasure, (), (at, people))

struct BoardView {
  std::map<std::string, BoardPlan> plans;
  std::map<std::string, BoardRequest> requests;   // by number; those of rounds that open by themselves are not shown
  std::map<std::string, BoardProgress> progress;  // of these, from the moment on that the planner began
  std::map<std::string, BoardPerson> out;         // removed and banned people, who can be restored
  std::map<std::string, BoardErasure> erasure;    // "event", once it is announced
  std::map<std::string, BoardOperation> operations;
  std::map<std::string, BoardPair> pairs;  // by the two people: "p3-p7"
  std::map<std::string, BoardReports> reports;
  std::map<std::string, BoardAct> acts;  // by number, which count up
};
BOOST_DESCRIBE_STRUCT(BoardView, (), (plans, requests, progress, out, erasure, operations, pairs, reports, acts))

}  // namespace convene

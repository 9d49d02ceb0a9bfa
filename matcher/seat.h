// The states of sessions, rounds and seats, and why a seat came to be: the words that views, facts and slices share.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "matcher/definition.h"
#include "matcher/ids.h"
#include "matcher/instant.h"

namespace convene {

enum class SessionState : std::uint8_t { planned, open, running, closing, closed, cancelled };
BOOST_DESCRIBE_ENUM(SessionState, planned, open, running, closing, closed, cancelled)

/// People come to it: to its lobby, its rooms, its line.
constexpr bool takes_people(SessionState state) {
  return state == SessionState::open || state == SessionState::running;
}
constexpr bool is_over(SessionState state) { return state == SessionState::closed || state == SessionState::cancelled; }

enum class RoundState : std::uint8_t { open, closing, closed };
BOOST_DESCRIBE_ENUM(RoundState, open, closing, closed)

/// assigned -> delivered -> present | in_call | away | called_away -> left
enum class SeatState : std::uint8_t { assigned, delivered, present, in_call, away, called_away, left };
BOOST_DESCRIBE_ENUM(SeatState, assigned, delivered, present, in_call, away, called_away, left)

/// Why a person holds this seat.
enum class SeatWhy : std::uint8_t { plan, arrival, moved, switched, remedy, returned, called };
BOOST_DESCRIBE_ENUM(SeatWhy, plan, arrival, moved, switched, remedy, returned, called)

/// Whom a plan is for: who is connected in the session; who said that they mean to come; everybody who takes part.
enum class PlanFor : std::uint8_t { here, intending, everybody };
BOOST_DESCRIBE_ENUM(PlanFor, here, intending, everybody)

/// Why somebody left a session.
enum class LeaveWhy : std::uint8_t { chose, removed, other_session };
BOOST_DESCRIBE_ENUM(LeaveWhy, chose, removed, other_session)

/// Where it is known from that somebody attended a content session. Staff's word stands against the others.
enum class AttendanceHow : std::uint8_t { checked_in, imported, staff };
BOOST_DESCRIBE_ENUM(AttendanceHow, checked_in, imported, staff)

/// Somebody who attended a content session, or did not; without minutes: nobody knows for how long.
struct Attendee {
  PersonId person;
  std::optional<std::uint32_t> minutes;
};
BOOST_DESCRIBE_STRUCT(Attendee, (), (person, minutes))

/// A seat that somebody is given, and the version that their assignment has with it.
struct NewSeat {
  PersonId person;
  std::uint32_t version = 0;
};
BOOST_DESCRIBE_STRUCT(NewSeat, (), (person, version))

/// A room that staff moved somebody out of, and until when they may say goodbye to it.
struct Goodbye {
  RoomId room;
  Instant until;
};
BOOST_DESCRIBE_STRUCT(Goodbye, (), (room, until))

/// A room's name as a code, so that every client words it in its own language; staff may give free text instead.
struct RoomName {
  SessionKind kind = SessionKind::role_alike;
  std::string category;      // key in the tree of roles or regions, a content session's id; empty: everybody
  std::uint32_t number = 0;  // 1.. within kind and category of the round
  std::optional<std::string> label;
  bool operator==(const RoomName&) const = default;
};
BOOST_DESCRIBE_STRUCT(RoomName, (), (kind, category, number, label))

/// Why a room is what it is. Never derived from anything that only moderators may know.
struct Basis {
  std::string role;                    // the nearest role all have in common; empty: any
  bool role_relaxed = false;           // some members asked for a nearer one than could be had
  std::string region;                  // the nearest region all have in common; empty: the whole world
  std::vector<std::string> topics;     // shared by all
  std::vector<std::string> languages;  // shared by all
  bool new_faces = false;              // nobody here has met another in this event
  std::optional<std::string> about;    // debrief: the content session that all who chose one chose; empty: several
  bool language_relaxed = false;       // no language is shared by all who named one
  bool operator==(const Basis&) const = default;
};
BOOST_DESCRIBE_STRUCT(Basis, (), (role, role_relaxed, region, topics, languages, new_faces, about, language_relaxed))

}  // namespace convene

// What a member of staff did that is no operation (board_facts.h): it is listed, and cannot be taken back from the
// list.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "matcher/ids.h"
#include "matcher/instant.h"
#include "matcher/profile.h"
#include "matcher/sealed.h"

namespace convene {

/// clocks: sessions and rounds have other times; message: hidden, or shown again; plan: the word on action plans;
/// linked: a room's way into a call; round: opened by hand; dropped, chosen: a plan of rooms; settled: what was told of
/// somebody; helped: somebody's call is answered; posted: an advisor at a desk; line: somebody's place in a line.
enum class ActKind : std::uint8_t {
  hats,
  removed,
  banned,
  restored,
  revoked,
  erased,
  muted,
  clocks,
  added,
  cancelled,
  attendance,
  plan,
  message,
  desk,
  linked,
  round,
  dropped,
  chosen,
  settled,
  helped,
  posted,
  line
};
BOOST_DESCRIBE_ENUM(ActKind, hats, removed, banned, restored, revoked, erased, muted, clocks, added, cancelled,
                    attendance, plan, message, desk, linked, round, dropped, chosen, settled, helped, posted, line)

struct ActHats {
  std::vector<Hat> hats;
  Scope scope;              // the first of its sessions, and of its rooms
  std::uint32_t parts = 0;  // ... and how many they are together; 0: everything
};
BOOST_DESCRIBE_STRUCT(ActHats, (), (hats, scope, parts))

/// A session's times, or when its round ends: of a round `starts` and `started` say nothing.
struct ActClock {
  std::string session;
  bool round = false;
  Instant started;  // before
  Instant ended;    // likewise
  Instant starts;
  Instant ends;
};
BOOST_DESCRIBE_STRUCT(ActClock, (), (session, round, started, ended, starts, ends))

/// One command of a member of staff. What it was before, and is now, are codes: of the standing, muted or heard, of
/// attendance and action plans, of the message, of the desk, of a way into a call (never the way itself), of the plan.
struct Act {
  std::uint32_t number = 0;
  ActKind what = ActKind::hats;
  PersonId by;
  Instant at;
  std::vector<PersonId> people;  // whom it was about: the first of them; never anybody who is erased
  std::uint32_t count = 0;       // ... and how many they are
  std::string session;
  std::string desk;
  std::string from;  // the desk where they were posted, or stood in line, before
  std::string into;  // the desk that its line is part of now
  RoomId room;
  PlanId plan;
  std::optional<Sealed<std::string>> title;  // the plan's, in the vault as the plan's own
  std::string before;
  std::string after;
  std::optional<ActHats> hats_before;
  std::optional<ActHats> hats_after;
  std::vector<ActClock> clocks;  // the first of them
  std::uint32_t moved = 0;       // ... and how many they are
  std::optional<Sealed<std::string>> reason;
};
BOOST_DESCRIBE_STRUCT(Act, (),
                      (number, what, by, at, people, count, session, desk, from, into, room, plan, title, before, after,
                       hats_before, hats_after, clocks, moved, reason))

}  // namespace convene

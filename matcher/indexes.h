// What is worked out of the state of an event, so that nobody has to look through a crowd: who is where, what is due,
// who may be called. state_index.h keeps it up.
//
// Thread and lifetime: the state's.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "matcher/bonds.h"
#include "matcher/grouping/placement.h"
#include "matcher/grouping/problem.h"
#include "matcher/grouping/tree.h"
#include "matcher/ids.h"
#include "matcher/instant.h"
#include "matcher/language_bits.h"
#include "matcher/line_index.h"
#include "matcher/spoken.h"

namespace convene {

/// What something is due at: the key of the agenda.
struct Due {
  enum Kind : std::uint8_t { session, room, person, ticket, event } kind = session;
  std::uint32_t id = 0;
  auto operator<=>(const Due&) const = default;
};

/// What the index holds of one person's place, so that it can be taken out again.
struct PlaceKept {
  std::int32_t waits = -1;  // index of the session in whose line they stand
  Instant since;
  std::int32_t around = -1;
};

/// Kept up as facts are applied, made anew by `State::rebuild`.
struct Index {
  std::shared_ptr<const grouping::Tree> roles = std::make_shared<grouping::Tree>();
  std::shared_ptr<const grouping::Tree> regions = std::make_shared<grouping::Tree>();
  std::shared_ptr<const grouping::Tree> flat = std::make_shared<grouping::Tree>();
  std::map<std::string, std::int32_t, std::less<>> sessions;
  std::unordered_map<std::string, PersonId> by_key;
  std::unordered_map<std::string, PersonId> by_email;  // lower case
  std::unordered_map<std::string, PersonId> by_walk_in;
  std::set<PersonId> staff;                    // whoever wears another hat than a participant's
  Bonds apart;                                 // never in one room
  Bonds together;                              // in one room
  std::map<std::string, std::uint32_t> teams;  // numbers for the grouping
  std::map<std::string, std::uint32_t> cohorts;
  std::map<std::string, std::uint32_t> experience;
  LanguageBits languages;
  std::vector<grouping::Member> members;                                  // by person, as the grouping sees them
  std::map<std::string, std::shared_ptr<const grouping::Tree>> subjects;  // by debrief: the sessions it follows
  std::vector<std::set<PersonId>> lobbies;                                // by session
  std::vector<std::uint32_t> seated;                                      // by session: people with a seat
  std::map<RoomId, std::uint32_t> here;                                   // people who are there, by room that has any
  std::vector<std::uint32_t> present;                                     // likewise, by session
  std::map<RoundId, grouping::Placement> placements;                      // of open rounds
  std::map<RoundId, Spoken> spoken;                                       // of open rounds: the same rooms by language
  std::map<RoundId, grouping::Placement> lapsed;  // of open rounds: rooms in which a seat could give way
  std::map<RoomId, std::vector<PersonId>> visitors;
  std::map<RoundId, std::map<std::string, std::uint32_t>> numbers;  // last one given, by category of room
  std::vector<std::set<PersonId>> met;                              // by person: whom they were in a room with
  std::vector<std::set<RoundId>> took_part;                         // by person: in a room of which they were there
  std::set<RoundId> held;                                           // somebody was in a room of it
  std::vector<std::int32_t> rounds_held;                            // by session
  std::vector<std::set<std::pair<Instant, PersonId>>> waiting;      // by session: could be seated, longest first
  std::set<PersonId> asking;                                        // for help
  std::map<PersonId, std::set<RoomId>> wrote;                       // rooms in which they did, and perhaps are read
  std::map<PersonId, std::set<RoomId>> worded;                      // rooms whose name or link is theirs
  std::map<std::uint32_t, std::uint32_t> calls;                     // by number: how much of it is taken
  std::size_t known = 0;                                            // people who were not erased
  std::vector<std::uint32_t> checked_in;                            // by session: noted as attending
  std::vector<std::uint32_t> intending;                             // by session: mean to come
  std::vector<std::uint32_t> around;                                // by session: in it, and not gone for long
  std::vector<PlaceKept> kept;                                      // by person: where the two above have them
  std::vector<LineIndex> lines;                                     // by session
  std::unordered_map<PersonId, TicketId> tickets;                   // the newest one of each person
  std::vector<TicketKept> tickets_kept;                             // by ticket: where the lines have it
  std::map<PersonId, std::set<std::int32_t>> posts;                 // advisors: sessions at whose desks they are posted
  std::set<std::int32_t> to_call;                                   // sessions in which somebody may be called
  std::set<PersonId> to_follow;    // whose coming or going their tickets and desks have not followed yet
  std::set<std::int32_t> to_seat;  // sessions in which a seat may have become free for somebody who waits
  std::map<Due, Instant> due;
  std::set<std::pair<Instant, Due>> agenda;
};

}  // namespace convene

// What a session's policy will do with a roster, and what the roster cannot give it: numbers and kinds, no people.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "matcher/grouping/problem.h"
#include "server/cli/offline.h"

namespace convene::cli {

/// Of one kind there are fewer people than a room needs.
struct SmallKind {
  std::string kind;  // key in the tree that decides
  std::uint32_t people = 0;
  std::string with;  // the nearest kind that all in their rooms have in common; empty: any
};
BOOST_DESCRIBE_STRUCT(SmallKind, (), (kind, people, with))

/// Rooms of people who do not follow the language that most do, by what the rooms have in common.
struct SpokenRooms {
  std::string kind;  // empty: any
  std::uint32_t people = 0;
  std::uint32_t rooms = 0;
};
BOOST_DESCRIBE_STRUCT(SpokenRooms, (), (kind, people, rooms))

struct Speakers {
  std::string language;      // a code
  std::uint32_t people = 0;  // who follow it, and not the one that most do
  std::uint32_t helpers = 0;
  std::vector<SpokenRooms> rooms;  // in which it is spoken
};
BOOST_DESCRIBE_STRUCT(Speakers, (), (language, people, helpers, rooms))

/// People who mix with each other round after round: in one language, of what their rooms have in common.
struct Mixing {
  std::string kind;      // empty: any
  std::string language;  // empty: the one that most follow
  std::uint32_t people = 0;
  std::uint32_t rooms = 0;
  std::uint32_t possible = 0;  // rounds without repeats at these sizes: there are no more
  bool sure = false;           // there are as many as the session wants
};
BOOST_DESCRIBE_STRUCT(Mixing, (), (kind, language, people, rooms, possible, sure))

struct Outlook {
  std::string by;  // role, region, session; empty: no kind decides
  std::uint32_t min = 0;
  std::vector<SmallKind> small_kinds;
  std::uint32_t of_no_kind = 0;
  std::string language;  // that most follow; empty: none
  std::vector<Speakers> speakers;
  std::vector<std::string> spoken_by_one;  // languages of people who share none with anybody on the list
  std::uint32_t without_company = 0;       // those people
  std::uint32_t outside = 0;               // sit in a room and do not follow the language most of it speaks
  std::uint32_t pairs_apart = 0;
  std::uint32_t apart_from_many = 0;  // to be kept apart from as many people as there are rooms, or more
  std::uint32_t apart_unplaced = 0;   // without a room for it
  std::uint32_t pairs_together = 0;
  std::uint32_t pairs_parted = 0;  // of these, in different rooms all the same
  std::uint32_t rooms = 0;
  std::uint32_t call_links = 0;    // in the event's pool; 0: there is none
  std::uint32_t facilitators = 0;  // who look after this session
  bool one_per_room = false;       // is wanted
  std::uint32_t rounds = 0;
  std::uint64_t repeats = 0;   // meetings that must be repeats, if people stay in such rooms; at least
  std::vector<Mixing> mixing;  // of several rounds: everybody who has a room
};
BOOST_DESCRIBE_STRUCT(Outlook, (),
                      (by, min, small_kinds, of_no_kind, language, speakers, spoken_by_one, without_company, outside,
                       pairs_apart, apart_from_many, apart_unplaced, pairs_together, pairs_parted, rooms, call_links,
                       facilitators, one_per_room, rounds, repeats, mixing))

/// Of a plan of everybody, its first round. O(n log n + languages x n + rounds x n).
Outlook outlook(const Offline& offline, const SessionDefinition& session, const grouping::Problem& asked,
                const grouping::Plan& plan);

/// For people, a sentence each; of long lists the beginning.
std::vector<std::string> in_words(const Outlook& outlook, const EventDefinition& event);

/// How often keep_with and keep_apart name somebody who is not on the list.
std::size_t bonds_to_nobody(std::span<const Profile> people);

}  // namespace convene::cli

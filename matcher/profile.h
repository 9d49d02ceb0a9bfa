// Who somebody is: the words that a registration gives, and the hats a person wears.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "matcher/ids.h"

namespace convene {

enum class Hat : std::uint8_t { participant, facilitator, moderator, advisor, organiser };
BOOST_DESCRIBE_ENUM(Hat, participant, facilitator, moderator, advisor, organiser)

/// What a hat reaches. Empty lists: everything.
struct Scope {
  std::vector<std::string> sessions;
  std::vector<RoomId> rooms;
  bool operator==(const Scope&) const = default;
  bool everything() const { return sessions.empty() && rooms.empty(); }
};
BOOST_DESCRIBE_STRUCT(Scope, (), (sessions, rooms))

/// Everything personal about a participant, as one sealed value: erased as a whole.
struct Profile {
  std::string key;  // the organiser's own id for this person; may be empty
  std::string name;
  std::string email;
  std::string role;    // a key of the event's tree of roles; empty: not given
  std::string region;  // a key of the event's tree of regions; empty: not given
  std::string organization;
  std::string team;
  std::vector<std::string> languages;
  std::vector<std::string> topics;
  std::string cohort;
  std::string time_zone;
  std::string experience;
  std::vector<std::string> sessions_attended;
  std::vector<std::string> keep_with;
  std::vector<std::string> keep_apart;
  std::vector<std::string> hidden;           // fields the person hides from others
  std::map<std::string, std::string> extra;  // columns of the roster that Convene does not know
  bool operator==(const Profile&) const = default;
};
BOOST_DESCRIBE_STRUCT(Profile, (),
                      (key, name, email, role, region, organization, team, languages, topics, cohort, time_zone,
                       experience, sessions_attended, keep_with, keep_apart, hidden, extra))

}  // namespace convene

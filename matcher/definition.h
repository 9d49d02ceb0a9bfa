// What an organiser describes: the event, its programme and how each session groups people.
//
// Plain values without personal data (staff are people of the roster). The event file is read into these
// (protocol/event_file.h) and they are written into the journal as they are.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "matcher/grouping/problem.h"
#include "matcher/instant.h"

namespace convene {

/// A text by locale ("en", "es"). A text given without a locale stands under the event's first locale.
using Label = std::map<std::string, std::string>;

/// One node of a tree of roles or regions; parents come before their children. The root is not listed.
struct Category {
  std::string key;
  std::string parent;  // empty: below the root
  Label label;         // may be empty: the client then words it itself (countries), or shows the key
  bool operator==(const Category&) const = default;
};
BOOST_DESCRIBE_STRUCT(Category, (), (key, parent, label))

struct Topic {
  std::string key;
  Label label;
  bool operator==(const Topic&) const = default;
};
BOOST_DESCRIBE_STRUCT(Topic, (), (key, label))

/// Joining without an invitation: a code, and the fields of the form.
struct WalkInRules {
  std::string code;
  std::vector<std::string> ask;       // fields that must be filled
  std::vector<std::string> optional;  // fields that may be
  bool operator==(const WalkInRules&) const = default;
};
BOOST_DESCRIBE_STRUCT(WalkInRules, (), (code, ask, optional))

struct JoinRules {
  std::optional<WalkInRules> walk_in;
  bool roster = true;
  bool one_device = false;  // true: a second device closes the first
  bool operator==(const JoinRules&) const = default;
};
BOOST_DESCRIBE_STRUCT(JoinRules, (), (walk_in, roster, one_device))

/// The way into a call: a template with {event}, {session}, {room}, {room_key}; or a pool of links; or neither.
struct CallRules {
  std::string link;
  std::vector<std::string> pool;
  bool operator==(const CallRules&) const = default;
};
BOOST_DESCRIBE_STRUCT(CallRules, (), (link, pool))

enum class SessionKind : std::uint8_t { content, role_alike, regional, debrief, open, office_hours };
BOOST_DESCRIBE_ENUM(SessionKind, content, role_alike, regional, debrief, open, office_hours)

/// Whether rounds of this kind open here and people can be seated in them.
constexpr bool forms_rooms(SessionKind kind) {
  return kind == SessionKind::role_alike || kind == SessionKind::regional || kind == SessionKind::debrief ||
         kind == SessionKind::open;
}

/// Whether it has rooms at all, if only such as are opened for a conversation.
constexpr bool has_rooms(SessionKind kind) { return forms_rooms(kind) || kind == SessionKind::office_hours; }

struct RoundRules {
  std::uint16_t count = 1;
  Duration length = minutes(20);
  Duration pause = minutes(2);  // between two rounds
  bool operator==(const RoundRules&) const = default;
};
BOOST_DESCRIBE_STRUCT(RoundRules, (), (count, length, pause))

enum class Opens : std::uint8_t { by_itself, by_moderator };
BOOST_DESCRIBE_ENUM(Opens, by_itself, by_moderator)

enum class RemedyMode : std::uint8_t { ask, by_itself, never };
BOOST_DESCRIBE_ENUM(RemedyMode, ask, by_itself, never)

/// What happens when somebody is alone in a room.
struct LoneRule {
  RemedyMode mode = RemedyMode::ask;
  Duration after = seconds(30);  // by_itself: how long after the offer the person is moved without an answer
  bool operator==(const LoneRule&) const = default;
};
BOOST_DESCRIBE_STRUCT(LoneRule, (), (mode, after))

enum class FacilitatorRule : std::uint8_t { visiting, one_per_room_if_enough };
BOOST_DESCRIBE_ENUM(FacilitatorRule, visiting, one_per_room_if_enough)

/// Whether a room has a turn clock, which gives everybody in it equal time; and whether it starts when people are
/// there.
enum class TurnRule : std::uint8_t { none, offered, by_itself };
BOOST_DESCRIBE_ENUM(TurnRule, none, offered, by_itself)

/// How a session groups people.
struct Policy {
  std::string preset;
  grouping::Sizes rooms{3, 5, 7};
  RoundRules rounds;
  Opens opens = Opens::by_itself;
  grouping::Teams teams = grouping::Teams::ignore;
  grouping::Weights weights;
  FacilitatorRule facilitators = FacilitatorRule::visiting;
  LoneRule lone_remedy;
  Duration patience = seconds(60);  // the longest wait for a fuller room
  std::uint8_t switches = 3;        // how often a person may ask for another room in a round
  TurnRule turns = TurnRule::none;
  grouping::Teams cohorts = grouping::Teams::ignore;
  grouping::Teams experience = grouping::Teams::ignore;
  bool operator==(const Policy&) const = default;
};
BOOST_DESCRIBE_STRUCT(Policy, (),
                      (preset, rooms, rounds, opens, teams, weights, facilitators, lone_remedy, patience, switches,
                       turns, cohorts, experience))

/// An office hour's counter.
struct Desk {
  std::string id;
  std::vector<std::string> topics;
  std::vector<std::string> languages;
  std::uint16_t capacity = 1;
  bool operator==(const Desk&) const = default;
};
BOOST_DESCRIBE_STRUCT(Desk, (), (id, topics, languages, capacity))

/// How an office hour's line goes on.
struct HoursRules {
  bool lottery = false;          // who comes before the start is ordered by lot
  std::uint32_t boost = 0;       // places that whoever was not helped yet today is let ahead by
  Duration lease = seconds(60);  // to answer a call
  Duration rest = seconds(60);   // between two conversations, for notes
  Duration away = minutes(10);   // how long a place is kept in all for somebody who is not there
  Duration talk = minutes(10);   // how long a conversation is planned to take
  bool operator==(const HoursRules&) const = default;
};
BOOST_DESCRIBE_STRUCT(HoursRules, (), (lottery, boost, lease, rest, away, talk))

/// One entry of the programme.
struct SessionDefinition {
  std::string id;
  SessionKind kind = SessionKind::content;
  Label title;
  Instant starts;
  Instant ends;
  std::string link;                 // content: where it is shown
  std::int32_t credit_minutes = 0;  // professional development credit for attending it whole
  std::vector<std::string> of;      // debrief: the content sessions it follows
  Policy policy;
  std::vector<Label> prompts;
  std::vector<Desk> desks;
  std::optional<HoursRules> hours;  // office hours
  bool added = false;               // by staff while the event runs: the event file does not know it
  bool operator==(const SessionDefinition&) const = default;
};
BOOST_DESCRIBE_STRUCT(SessionDefinition, (),
                      (id, kind, title, starts, ends, link, credit_minutes, of, policy, prompts, desks, hours, added))

/// What the hours of professional development are counted by.
struct CreditRules {
  std::int32_t cap_minutes = 0;   // of the whole event; 0: none
  std::uint8_t least_share = 0;   // percent of a session that one must have been there, to be credited for it
  std::int32_t plan_minutes = 0;  // for a completed action plan
  bool operator==(const CreditRules&) const = default;
};
BOOST_DESCRIBE_STRUCT(CreditRules, (), (cap_minutes, least_share, plan_minutes))

/// The whole event as its organiser describes it. Keys are unique and refer to each other: protocol/event_file.h
/// checks that, and the core relies on it.
struct EventDefinition {
  std::string id;
  Label name;
  std::string time_zone;
  std::vector<std::string> locales{"en"};
  JoinRules join;
  std::vector<std::string> visible{"name", "role", "region"};
  std::int32_t retention_days = 30;
  Duration lobby_lead = minutes(5);
  std::vector<Category> roles;
  std::vector<Category> regions;
  std::vector<Topic> topics;
  CallRules call;
  std::vector<SessionDefinition> sessions;
  std::optional<CreditRules> credit;
  bool operator==(const EventDefinition&) const = default;
};
BOOST_DESCRIBE_STRUCT(EventDefinition, (),
                      (id, name, time_zone, locales, join, visible, retention_days, lobby_lead, roles, regions, topics,
                       call, sessions, credit))

}  // namespace convene

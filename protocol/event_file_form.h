// How an organiser writes an event down, where that differs from how it is kept: the file's own fields, what may be
// left out of them, and their bounds. Read by event_file.cc alone, which turns it into an EventDefinition.
// Rules are given to types of the file only: one for a type of the core would hold in some units and not in others.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "matcher/commands.h"
#include "matcher/definition.h"
#include "matcher/limits.h"
#include "protocol/decode.h"
#include "protocol/forms.h"

namespace convene::protocol {

struct FileLabel {
  Label words;
};
struct FileTime {
  Instant at;
};
struct FileCategories {
  std::vector<Category> list;
};
struct FileTopics {
  std::vector<Topic> list;
};

struct FileRooms {
  std::optional<std::uint16_t> min, ideal, max;
};
BOOST_DESCRIBE_STRUCT(FileRooms, (), (min, ideal, max))

struct FileRounds {
  std::optional<std::uint16_t> count;
  std::optional<std::int64_t> minutes;
  std::optional<std::int64_t> break_;
};
BOOST_DESCRIBE_STRUCT(FileRounds, (), (count, minutes, break_))

struct FileWeights {
  std::optional<std::int32_t> role, region, topics, new_faces, teams, language, size, minority, cohorts, experience;
};
BOOST_DESCRIBE_STRUCT(FileWeights, (),
                      (role, region, topics, new_faces, teams, language, size, minority, cohorts, experience))

struct FileLoneRemedy {
  std::optional<std::string> mode;
  std::optional<std::int64_t> after_s;
};
BOOST_DESCRIBE_STRUCT(FileLoneRemedy, (), (mode, after_s))

struct FilePolicy {
  std::optional<std::string> preset;
  std::optional<FileRooms> rooms;
  std::optional<FileRounds> rounds;
  std::optional<std::string> opens;
  std::optional<grouping::Teams> teams;
  std::optional<FileWeights> weights;
  std::optional<std::string> facilitators;
  std::optional<FileLoneRemedy> lone_remedy;
  std::optional<std::int64_t> patience_s;
  std::optional<std::uint8_t> switches;
  std::optional<std::string> turns;
  std::optional<grouping::Teams> cohorts;
  std::optional<grouping::Teams> experience;
};
BOOST_DESCRIBE_STRUCT(FilePolicy, (),
                      (preset, rooms, rounds, opens, teams, weights, facilitators, lone_remedy, patience_s, switches,
                       turns, cohorts, experience))

struct FileDesk {
  std::string id;
  std::vector<std::string> topics;
  std::vector<std::string> languages;
  std::vector<std::string> advisors;
  std::uint16_t capacity = 1;
};
BOOST_DESCRIBE_STRUCT(FileDesk, (), (id, topics, languages, advisors, capacity))

struct FileSession {
  std::string id;
  SessionKind kind = SessionKind::content;
  FileLabel title;
  FileTime starts;
  FileTime ends;
  std::string link;
  double credit_hours = 0;
  std::vector<std::string> of;
  FilePolicy policy;
  std::vector<FileLabel> prompts;
  std::vector<FileDesk> desks;
  std::optional<std::string> opening;
  std::optional<std::int32_t> boost_first_visit_min;
  std::optional<std::int32_t> call_s;
  std::optional<std::int32_t> wrap_up_s;
  std::optional<std::int32_t> away_min;
  std::optional<std::int32_t> talk_min;
};
BOOST_DESCRIBE_STRUCT(FileSession, (),
                      (id, kind, title, starts, ends, link, credit_hours, of, policy, prompts, desks, opening,
                       boost_first_visit_min, call_s, wrap_up_s, away_min, talk_min))

struct FileWalkIn : WalkInRules {};
BOOST_DESCRIBE_STRUCT(FileWalkIn, (), (code, ask, optional))

struct FileJoin {
  std::optional<FileWalkIn> walk_in;
  bool roster = JoinRules{}.roster;
  bool one_device = JoinRules{}.one_device;
};
BOOST_DESCRIBE_STRUCT(FileJoin, (), (walk_in, roster, one_device))

struct FileCall : CallRules {};
BOOST_DESCRIBE_STRUCT(FileCall, (), (link, pool))

struct FileStaff : StaffEntry {};
BOOST_DESCRIBE_STRUCT(FileStaff, (), (name, email, hats, scope, link))

struct FileCredit {
  std::optional<double> cap_hours, least_share, plan_hours;
};
BOOST_DESCRIBE_STRUCT(FileCredit, (), (cap_hours, least_share, plan_hours))

struct FileEvent {
  std::string id;
  FileLabel name;
  std::string time_zone;
  std::vector<std::string> locales{"en"};
  FileJoin join;
  std::vector<std::string> visible{"name", "role", "region"};
  std::int32_t retention_days = 30;
  std::optional<std::int64_t> lobby_lead_min;
  FileCategories roles;
  FileCategories regions;
  FileTopics topics;
  FileCall call;
  std::vector<FileStaff> staff;
  std::vector<FileSession> sessions;
  std::optional<FileCredit> credit;
};
BOOST_DESCRIBE_STRUCT(FileEvent, (),
                      (id, name, time_zone, locales, join, visible, retention_days, lobby_lead_min, roles, regions,
                       topics, call, staff, sessions, credit))

template <>
struct FieldRules<FileDesk> {
  static constexpr auto optional_fields =
      std::to_array<std::string_view>({"topics", "languages", "advisors", "capacity"});
  static constexpr auto bounds = std::to_array<Bound>({{"id", 1, 64},
                                                       {"topics", 0, static_cast<std::int64_t>(limits::topics)},
                                                       {"languages", 0, limits::list_items},
                                                       {"advisors", 0, 100},
                                                       {"capacity", 1, 49}});
};
template <>
struct FieldRules<FileSession> {
  static constexpr auto optional_fields =
      std::to_array<std::string_view>({"title", "link", "credit_hours", "of", "policy", "prompts", "desks"});
  static constexpr auto bounds = std::to_array<Bound>({{"id", 1, 64},
                                                       {"credit_hours", 0, 24},
                                                       {"prompts", 0, 32},
                                                       {"desks", 1, static_cast<std::int64_t>(limits::desks)},
                                                       {"boost_first_visit_min", 0, 1'000},
                                                       {"call_s", 15, 600},
                                                       {"wrap_up_s", 0, 900},
                                                       {"away_min", 1, 60},
                                                       {"talk_min", 1, 240}});
};
template <>
struct FieldRules<FileEvent> {
  static constexpr auto optional_fields = std::to_array<std::string_view>(
      {"name", "locales", "join", "visible", "retention_days", "roles", "regions", "topics", "call", "staff"});
  static constexpr auto bounds = std::to_array<Bound>({{"id", 1, 64},
                                                       {"retention_days", 1, 3650},
                                                       {"lobby_lead_min", 0, 120},
                                                       {"locales", 1, 32},
                                                       {"sessions", 1, static_cast<std::int64_t>(limits::sessions)}});
};
template <>
struct FieldRules<FileCredit> {
  static constexpr auto bounds =
      std::to_array<Bound>({{"cap_hours", 0, 1'000}, {"least_share", 0, 1}, {"plan_hours", 0, 1'000}});
};
template <>
struct FieldRules<FileWeights> {
  static constexpr auto bounds = std::to_array<Bound>({{"role", 0, 1000},
                                                       {"region", 0, 1000},
                                                       {"topics", 0, 1000},
                                                       {"new_faces", 0, 1000},
                                                       {"teams", 0, 1000},
                                                       {"language", 0, 1000},
                                                       {"size", 0, 1000},
                                                       {"minority", 0, 1000},
                                                       {"cohorts", 0, 1000},
                                                       {"experience", 0, 1000}});
};
template <>
struct FieldRules<FileRooms> {
  static constexpr auto bounds = std::to_array<Bound>({{"min", 2, 50}, {"ideal", 2, 50}, {"max", 2, 50}});
};
template <>
struct FieldRules<FileRounds> {
  static constexpr auto bounds = std::to_array<Bound>({{"count", 1, 50}, {"minutes", 1, 480}, {"break", 0, 120}});
};
template <>
struct FieldRules<FileLoneRemedy> {
  static constexpr auto bounds = std::to_array<Bound>({{"after_s", 0, 3600}});
};
template <>
struct FieldRules<FilePolicy> {
  static constexpr auto bounds = std::to_array<Bound>({{"patience_s", 0, 3600}, {"switches", 0, 50}});
};
template <>
struct FieldRules<FileJoin> {
  static constexpr bool all_optional = true;
};
template <>
struct FieldRules<FileCall> {
  static constexpr bool all_optional = true;
};
template <>
struct FieldRules<FileWalkIn> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"ask", "optional"});
  static constexpr auto bounds = std::to_array<Bound>({{"code", 4, 32}});
};
template <>
struct FieldRules<FileStaff> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"scope", "link"});
  static constexpr auto bounds = std::to_array<Bound>({{"name", 1, 200},
                                                       {"email", 3, 200},
                                                       {"hats", 1, 5},
                                                       {"link", 0, static_cast<std::int64_t>(limits::link_bytes)}});
};

template <>
struct Codec<FileLabel> {
  static void read(const Reader& in, FileLabel& out);
};

template <>
struct Codec<FileTime> {
  static void read(const Reader& in, FileTime& out);
};

template <>
struct Codec<FileCategories> {
  static void read(const Reader& in, FileCategories& out);
};

template <>
struct Codec<FileTopics> {
  static void read(const Reader& in, FileTopics& out);
};

}  // namespace convene::protocol

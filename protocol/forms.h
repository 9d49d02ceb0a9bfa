// What the field lists of the core cannot say about their written form: dashes, bounds, fields that may be absent.
// Whatever encodes or decodes a type of the core includes this, so that a type has one written form everywhere.
#pragma once

#include "matcher/commands.h"
#include "matcher/limits.h"
#include "matcher/views.h"
#include "protocol/messages.h"
#include "protocol/names.h"

namespace convene::protocol {

template <>
inline constexpr bool dashed<SessionKind> = true;

namespace bounds {
inline constexpr std::int64_t key = 128;  // names of sessions, categories, topics
inline constexpr std::int64_t list = limits::list_items;
inline constexpr std::int64_t text = limits::text_bytes;
inline constexpr std::int64_t told = limits::told_bytes;
inline constexpr std::int64_t targets = limits::notice_targets;
}  // namespace bounds

template <>
struct FieldRules<ProfileUpdate> {
  static constexpr auto bounds = std::to_array<Bound>({{"role", 0, bounds::key},
                                                       {"region", 0, bounds::key},
                                                       {"organization", 0, bounds::text},
                                                       {"topics", 0, bounds::list},
                                                       {"languages", 0, bounds::list},
                                                       {"hidden", 0, bounds::list}});
};

template <>
struct FieldRules<SessionJoin> {
  static constexpr auto bounds = std::to_array<Bound>({{"about", 1, bounds::key}});
};

template <>
struct FieldRules<SessionShift> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"following", "seen"});
  static constexpr auto bounds = std::to_array<Bound>({{"seen", 0, static_cast<std::int64_t>(limits::sessions)}});
};

template <>
struct FieldRules<SessionAdd> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"title"});
  static constexpr auto bounds =
      std::to_array<Bound>({{"title", 0, bounds::list}, {"link", 0, static_cast<std::int64_t>(limits::link_bytes)}});
};

template <>
struct FieldRules<NoticeSend> {
  static constexpr auto optional_fields = std::to_array<std::string_view>(
      {"urgent", "sessions", "rooms", "people", "roles", "regions", "languages", "not_present"});
  static constexpr auto bounds =
      std::to_array<Bound>({{"text", 1, static_cast<std::int64_t>(limits::notice_bytes), TextForm::lines},
                            {"sessions", 0, bounds::targets},
                            {"rooms", 0, bounds::targets},
                            {"people", 0, bounds::targets},
                            {"roles", 0, bounds::targets},
                            {"regions", 0, bounds::targets},
                            {"languages", 0, bounds::targets}});
};

template <>
struct FieldRules<SessionIntend> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"intends"});
};

template <>
struct FieldRules<ChatSay> {
  static constexpr auto bounds =
      std::to_array<Bound>({{"text", 1, static_cast<std::int64_t>(limits::chat_bytes), TextForm::lines}});
};

template <>
struct FieldRules<PersonReport> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"about"});
  static constexpr auto bounds = std::to_array<Bound>({{"about", 0, bounds::text, TextForm::lines}});
};

template <>
struct FieldRules<PersonAvoid> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"avoid"});
};

template <>
struct FieldRules<RoomLink> {
  static constexpr auto bounds = std::to_array<Bound>({{"link", 0, static_cast<std::int64_t>(limits::link_bytes)}});
};

template <>
struct FieldRules<PlanChoose> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"chosen"});
};

template <>
struct FieldRules<ChatHide> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"hidden"});
};

template <>
struct FieldRules<PersonMute> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"muted"});
};

template <>
struct FieldRules<HelpAsk> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"about"});
  static constexpr auto bounds =
      std::to_array<Bound>({{"about", 0, static_cast<std::int64_t>(limits::help_bytes), TextForm::lines}});
};

template <>
struct FieldRules<TicketOpen> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"question", "peers"});
  static constexpr auto bounds = std::to_array<Bound>(
      {{"topic", 1, bounds::key}, {"question", 0, static_cast<std::int64_t>(limits::question_bytes), TextForm::lines}});
};

template <>
struct FieldRules<TicketEdit> {
  static constexpr auto bounds = std::to_array<Bound>(
      {{"topic", 1, bounds::key}, {"question", 0, static_cast<std::int64_t>(limits::question_bytes), TextForm::lines}});
};

template <>
struct FieldRules<TicketSnooze> {
  static constexpr auto bounds = std::to_array<Bound>({{"minutes", 0, limits::snooze_minutes}});
};

template <>
struct FieldRules<TicketFollowUp> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"wants"});
};

template <>
struct FieldRules<PeersJoin> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"wants"});
};

template <>
struct FieldRules<AdvisorTurn> {
  static constexpr auto bounds = std::to_array<Bound>({{"session", 1, bounds::key}});
};

template <>
struct FieldRules<TicketCall> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"reason"});
  static constexpr auto bounds =
      std::to_array<Bound>({{"tickets", 1, grouping::max_room}, {"reason", 0, bounds::text, TextForm::lines}});
};

template <>
struct FieldRules<TicketDone> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"note", "follow_up"});
  static constexpr auto bounds =
      std::to_array<Bound>({{"note", 0, static_cast<std::int64_t>(limits::note_bytes), TextForm::lines}});
};

template <>
struct FieldRules<TicketExtend> {
  static constexpr auto bounds = std::to_array<Bound>({{"minutes", 1, limits::extend_minutes}});
};

template <>
struct FieldRules<TicketReturn> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"reason"});
  static constexpr auto bounds = std::to_array<Bound>({{"reason", 0, bounds::text, TextForm::lines}});
};

template <>
struct FieldRules<AdvisorPost> {
  static constexpr auto optional_fields =
      std::to_array<std::string_view>({"topics", "languages", "capacity", "posted"});
  static constexpr auto bounds = std::to_array<Bound>({{"topics", 0, static_cast<std::int64_t>(limits::topics)},
                                                       {"languages", 0, bounds::list},
                                                       {"capacity", 0, grouping::max_room - 1}});
};

template <>
struct FieldRules<TicketMove> {
  static constexpr auto bounds = std::to_array<Bound>({{"reason", 1, bounds::text, TextForm::lines}});
};

template <>
struct FieldRules<TicketPin> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"pinned", "reason"});
  static constexpr auto bounds = std::to_array<Bound>({{"reason", 0, bounds::text, TextForm::lines}});
};

template <>
struct FieldRules<AttendanceNote> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"attended"});
  static constexpr auto bounds =
      std::to_array<Bound>({{"people", 1, static_cast<std::int64_t>(limits::attendance_at_once)}});
};

template <>
struct FieldRules<CreditPlan> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"completed"});
  static constexpr auto bounds =
      std::to_array<Bound>({{"people", 1, static_cast<std::int64_t>(limits::attendance_at_once)}});
};

/// What events that were loaded by earlier versions do not have.
template <>
struct FieldRules<Policy> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"turns", "cohorts", "experience"});
};

template <>
struct FieldRules<SessionDefinition> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"added"});
};

template <>
struct FieldRules<grouping::Weights> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"cohorts", "experience"});
};

template <>
struct FieldRules<Basis> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"language_relaxed"});
};

template <>
struct FieldRules<PlanReport> {
  static constexpr auto optional_fields =
      std::to_array<std::string_view>({"moves", "least_moves", "cut_short", "violations"});
};

template <>
struct FieldRules<RoundRematch> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"rooms", "title"});
  static constexpr auto bounds = std::to_array<Bound>(
      {{"title", 0, static_cast<std::int64_t>(limits::name_bytes)}, {"rooms", 0, bounds::targets}});
};

template <>
struct FieldRules<PlanApply> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"force"});
};

template <>
struct FieldRules<RoundDraft> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"title", "whom"});
  static constexpr auto bounds = std::to_array<Bound>({{"title", 0, static_cast<std::int64_t>(limits::name_bytes)}});
};

template <>
struct FieldRules<RoundOpen> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"force"});
};

template <>
struct FieldRules<SeatMove> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"new_room", "reason", "told"});
  static constexpr auto bounds = std::to_array<Bound>({{"moves", 1, static_cast<std::int64_t>(limits::moves_at_once)},
                                                       {"reason", 0, bounds::text, TextForm::lines},
                                                       {"told", 0, bounds::told, TextForm::lines}});
};

template <>
struct FieldRules<SeatSwap> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"reason", "told"});
  static constexpr auto bounds =
      std::to_array<Bound>({{"reason", 0, bounds::text, TextForm::lines}, {"told", 0, bounds::told, TextForm::lines}});
};

template <>
struct FieldRules<RoomCreate> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"title", "moves", "reason", "told"});
  static constexpr auto bounds = std::to_array<Bound>({{"session", 1, bounds::key},
                                                       {"title", 0, static_cast<std::int64_t>(limits::name_bytes)},
                                                       {"moves", 0, static_cast<std::int64_t>(limits::moves_at_once)},
                                                       {"reason", 0, bounds::text, TextForm::lines},
                                                       {"told", 0, bounds::told, TextForm::lines}});
};

template <>
struct FieldRules<RoomRename> {
  static constexpr auto bounds = std::to_array<Bound>({{"title", 0, static_cast<std::int64_t>(limits::name_bytes)}});
};

template <>
struct FieldRules<RoomMerge> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"reason", "told"});
  static constexpr auto bounds =
      std::to_array<Bound>({{"reason", 0, bounds::text, TextForm::lines}, {"told", 0, bounds::told, TextForm::lines}});
};

template <>
struct FieldRules<RoomSplit> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"parts"});
  static constexpr auto bounds = std::to_array<Bound>({{"parts", 2, static_cast<std::int64_t>(limits::parts)}});
};

template <>
struct FieldRules<RoomClose> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"to", "reason", "told"});
  static constexpr auto bounds =
      std::to_array<Bound>({{"reason", 0, bounds::text, TextForm::lines}, {"told", 0, bounds::told, TextForm::lines}});
};

template <>
struct FieldRules<OpUndo> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"others", "partly"});
};

template <>
struct FieldRules<OpRedo> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"others", "partly"});
};

template <>
struct FieldRules<SeatPin> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"pinned"});
};

template <>
struct FieldRules<RoomLock> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"locked"});
};

template <>
struct FieldRules<Scope> {
  static constexpr bool all_optional = true;
  static constexpr auto bounds =
      std::to_array<Bound>({{"sessions", 0, bounds::targets}, {"rooms", 0, bounds::targets}});
};

template <>
struct FieldRules<SeenHats> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"scope"});
  static constexpr auto bounds = std::to_array<Bound>({{"hats", 0, 5}});
};

template <>
struct FieldRules<PersonHat> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"scope"});
  static constexpr auto bounds = std::to_array<Bound>({{"hats", 1, 5}});
};

template <>
struct FieldRules<PersonRemove> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"reason"});
  static constexpr auto bounds = std::to_array<Bound>({{"reason", 0, bounds::text, TextForm::lines}});
};

template <>
struct FieldRules<PersonBan> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"reason"});
  static constexpr auto bounds = std::to_array<Bound>({{"reason", 0, bounds::text, TextForm::lines}});
};

template <>
struct FieldRules<JoinForm> {
  static constexpr auto optional_fields =
      std::to_array<std::string_view>({"code", "role", "region", "organization", "topics", "languages", "hidden"});
  static constexpr auto bounds = std::to_array<Bound>({{"code", 0, bounds::key},
                                                       {"name", 1, static_cast<std::int64_t>(limits::name_bytes)},
                                                       {"role", 0, bounds::key},
                                                       {"region", 0, bounds::key},
                                                       {"organization", 0, bounds::text},
                                                       {"topics", 0, bounds::list},
                                                       {"languages", 0, bounds::list},
                                                       {"hidden", 0, bounds::list}});
};

template <>
struct FieldRules<Hello> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"client", "locale", "take", "superseded"});
  static constexpr auto bounds =
      std::to_array<Bound>({{"pass", 1, 1024}, {"client", 0, 64}, {"locale", 0, 35}, {"tab", 1, 64}});
};

template <>
struct FieldRules<Resume> {
  static constexpr auto bounds = std::to_array<Bound>({{"epoch", 0, 128}});
};

}  // namespace convene::protocol

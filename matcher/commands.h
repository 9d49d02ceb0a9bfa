// Everything that can be asked of an event: commands, in the imperative.
//
// `name` is the word on the wire. The engine checks who may ask (matcher/capabilities.h), then the slice that owns the
// command decides. Commands that act on what somebody saw carry the version of the assignment they act on, or what it
// was: times, hats.
// The last group comes from the server itself and is never accepted from a connection.
#pragma once

#include <array>
#include <boost/describe.hpp>
#include <boost/mp11/list.hpp>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "matcher/board_commands.h"
#include "matcher/clock_commands.h"
#include "matcher/definition.h"
#include "matcher/grouping/plan.h"
#include "matcher/ids.h"
#include "matcher/profile.h"
#include "matcher/queue_commands.h"
#include "matcher/seat.h"
#include "matcher/talk_commands.h"

namespace convene {

// ---- everybody

struct ProfileUpdate {
  static constexpr std::string_view name = "profile.update";
  static constexpr std::string_view doc = "Change one's own profile; what is absent stays as it is.";
  std::optional<std::string> role;
  std::optional<std::string> region;
  std::optional<std::string> organization;
  std::optional<std::vector<std::string>> topics;
  std::optional<std::vector<std::string>> languages;
  std::optional<std::vector<std::string>> hidden;
  std::optional<bool> text_only{};  // takes part in writing alone
};
BOOST_DESCRIBE_STRUCT(ProfileUpdate, (), (role, region, organization, topics, languages, hidden, text_only))

struct SessionJoin {
  static constexpr std::string_view name = "session.join";
  static constexpr std::string_view doc =
      "Go to a networking session: to its lobby, or at once to a room of its open round.";
  std::string session;
  std::optional<std::string> about{};  // a debrief: which of the content sessions it follows
};
BOOST_DESCRIBE_STRUCT(SessionJoin, (), (session, about))

struct SessionLeave {
  static constexpr std::string_view name = "session.leave";
  static constexpr std::string_view doc = "Leave the present networking session; the seat is kept for two minutes.";
};
BOOST_DESCRIBE_STRUCT(SessionLeave, (), ())

struct RoomLeave {
  static constexpr std::string_view name = "room.leave";
  static constexpr std::string_view doc =
      "Step out of one's room into its session's lobby, until one asks for a room (`session.join`); the seat is kept "
      "for two minutes.";
};
BOOST_DESCRIBE_STRUCT(RoomLeave, (), ())

struct SeatSeen {
  static constexpr std::string_view name = "seat.seen";
  static constexpr std::string_view doc = "The assignment of this version is on the screen. Has neither id nor reply.";
  std::uint32_t version = 0;
};
BOOST_DESCRIBE_STRUCT(SeatSeen, (), (version))

struct CallOpened {
  static constexpr std::string_view name = "call.opened";
  static constexpr std::string_view doc = "The person opened the room's call. Has neither id nor reply.";
  std::uint32_t version = 0;
};
BOOST_DESCRIBE_STRUCT(CallOpened, (), (version))

struct CallClosed {
  static constexpr std::string_view name = "call.closed";
  static constexpr std::string_view doc = "The person is back on the page. Has neither id nor reply.";
  std::uint32_t version = 0;
};
BOOST_DESCRIBE_STRUCT(CallClosed, (), (version))

struct RoomSwitch {
  static constexpr std::string_view name = "room.switch";
  static constexpr std::string_view doc = "Ask for up to three other rooms; they come as offers in the `me` view.";
};
BOOST_DESCRIBE_STRUCT(RoomSwitch, (), ())

struct SwitchTake {
  static constexpr std::string_view name = "switch.take";
  static constexpr std::string_view doc = "Take an offered room: the old seat is freed as the new one is taken.";
  RoomId room;
  std::uint32_t seen = 0;  // version of the person's own assignment
};
BOOST_DESCRIBE_STRUCT(SwitchTake, (), (room, seen))

struct SwitchDecline {
  static constexpr std::string_view name = "switch.decline";
  static constexpr std::string_view doc = "Stay: take the offers away.";
};
BOOST_DESCRIBE_STRUCT(SwitchDecline, (), ())

struct NoticeSeen {
  static constexpr std::string_view name = "notice.seen";
  static constexpr std::string_view doc = "A notice was dismissed. Has neither id nor reply.";
  NoticeId notice;
};
BOOST_DESCRIBE_STRUCT(NoticeSeen, (), (notice))

struct SessionIntend {
  static constexpr std::string_view name = "session.intend";
  static constexpr std::string_view doc = "Say that one means to come to a session, or no longer does.";
  std::string session;
  bool intends = true;
};
BOOST_DESCRIBE_STRUCT(SessionIntend, (), (session, intends))

struct SessionCheckIn {
  static constexpr std::string_view name = "session.check_in";
  static constexpr std::string_view doc = "Be counted as attending a content session, while it is on or just over.";
  std::string session;
};
BOOST_DESCRIBE_STRUCT(SessionCheckIn, (), (session))

// ---- staff: what is said and noted

struct NoticeSend {
  static constexpr std::string_view name = "notice.send";
  static constexpr std::string_view doc =
      "Say something to everybody, or to those whom every list that is not empty names or matches.";
  std::string text;
  bool urgent = false;
  std::vector<std::string> sessions;  // all lists empty: everybody
  std::vector<RoomId> rooms;
  std::vector<PersonId> people;
  std::vector<std::string> roles;
  std::vector<std::string> regions;
  std::vector<std::string> languages;
  bool not_present = false;  // only people who are assigned and have not arrived
};
BOOST_DESCRIBE_STRUCT(NoticeSend, (), (text, urgent, sessions, rooms, people, roles, regions, languages, not_present))

struct RoomVisit {
  static constexpr std::string_view name = "room.visit";
  static constexpr std::string_view doc = "Be in a room as visiting staff; without a room: leave it.";
  std::optional<RoomId> room;
};
BOOST_DESCRIBE_STRUCT(RoomVisit, (), (room))

struct AttendanceNote {
  static constexpr std::string_view name = "attendance.note";
  static constexpr std::string_view doc =
      "Staff's word on who attended a content session: it stands against any other.";
  std::string session;
  std::vector<PersonId> people;
  bool attended = true;
};
BOOST_DESCRIBE_STRUCT(AttendanceNote, (), (session, people, attended))

struct CreditPlan {
  static constexpr std::string_view name = "credit.plan";
  static constexpr std::string_view doc =
      "Note that people completed their action plan, which the event gives credit for, or, `completed` being false, "
      "not.";
  std::vector<PersonId> people;
  bool completed = true;
};
BOOST_DESCRIBE_STRUCT(CreditPlan, (), (people, completed))

// ---- staff: rooms

struct RoundDraft {
  static constexpr std::string_view name = "round.draft";
  static constexpr std::string_view doc =
      "Make a plan for the next round of a session, to be looked at; nobody moves. `whom`: `here` (connected in the "
      "session), or, also before its lobby opens, `intending` (said that they mean to come) or `everybody`.";
  std::string session;
  std::string title{};  // how the plan is called on the board; may be empty
  PlanFor whom = PlanFor::here;
};
BOOST_DESCRIBE_STRUCT(RoundDraft, (), (session, title, whom))

struct RoundRematch {
  static constexpr std::string_view name = "round.rematch";
  static constexpr std::string_view doc =
      "Make a plan for the people of the open round's rooms, or of some of them, and whoever waits: better rooms by "
      "few "
      "moves, to be looked at; nobody moves.";
  std::string session;
  std::vector<RoomId> rooms;  // none: all that are not locked
  std::string title;
};
BOOST_DESCRIBE_STRUCT(RoundRematch, (), (session, rooms, title))

struct PlanApply {
  static constexpr std::string_view name = "plan.apply";
  static constexpr std::string_view doc =
      "Move people as a plan of the open round says: all of it at once, but for those who came, went, were moved or "
      "pinned since. Refused as stale if those are more than a tenth, unless forced.";
  PlanId plan;
  bool force = false;
};
BOOST_DESCRIBE_STRUCT(PlanApply, (), (plan, force))

struct PlanCancel {
  static constexpr std::string_view name = "plan.cancel";
  static constexpr std::string_view doc = "Do not make a plan that was asked for and is not there yet.";
  std::uint32_t request = 0;
};
BOOST_DESCRIBE_STRUCT(PlanCancel, (), (request))

struct PlanFinish {
  static constexpr std::string_view name = "plan.finish";
  static constexpr std::string_view doc =
      "Take the best that was found so far of a plan that is being made, whoever asked for it: it is there in a "
      "moment, "
      "and its report says that it was cut short. A second time changes nothing.";
  std::uint32_t request = 0;
};
BOOST_DESCRIBE_STRUCT(PlanFinish, (), (request))

struct PlanDrop {
  static constexpr std::string_view name = "plan.drop";
  static constexpr std::string_view doc = "Throw a plan away.";
  PlanId plan;
};
BOOST_DESCRIBE_STRUCT(PlanDrop, (), (plan))

struct PlanChoose {
  static constexpr std::string_view name = "plan.choose";
  static constexpr std::string_view doc =
      "Let the next round of its session open from this plan when it opens by itself, or, `chosen` being false, not. "
      "Of "
      "several chosen ones the oldest is for the next round.";
  PlanId plan;
  bool chosen = true;
};
BOOST_DESCRIBE_STRUCT(PlanChoose, (), (plan, chosen))

struct RoundOpen {
  static constexpr std::string_view name = "round.open";
  static constexpr std::string_view doc =
      "Open the next round of a session now: from a plan, or newly grouped. A plan from which more than a tenth of the "
      "people changed is refused as stale unless forced.";
  std::string session;
  std::optional<PlanId> plan;
  bool force = false;
};
BOOST_DESCRIBE_STRUCT(RoundOpen, (), (session, plan, force))

struct RoundClose {
  static constexpr std::string_view name = "round.close";
  static constexpr std::string_view doc = "End the open round of a session, after its grace.";
  std::string session;
};
BOOST_DESCRIBE_STRUCT(RoundClose, (), (session))

// ---- staff: people

/// What hats somebody had, and what they reached, as it stood on the screen.
struct SeenHats {
  std::vector<Hat> hats;
  Scope scope;
};
BOOST_DESCRIBE_STRUCT(SeenHats, (), (hats, scope))

struct PersonHat {
  static constexpr std::string_view name = "person.hat";
  static constexpr std::string_view doc = "Give somebody exactly these hats, and what they reach.";
  PersonId person;
  std::vector<Hat> hats;
  Scope scope;
  std::optional<SeenHats> seen{};
};
BOOST_DESCRIBE_STRUCT(PersonHat, (), (person, hats, scope, seen))

struct PersonRemove {
  static constexpr std::string_view name = "person.remove";
  static constexpr std::string_view doc = "Show somebody out; they come back when restored.";
  PersonId person;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(PersonRemove, (), (person, reason))

struct PersonBan {
  static constexpr std::string_view name = "person.ban";
  static constexpr std::string_view doc = "Shut somebody out for good, until restored.";
  PersonId person;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(PersonBan, (), (person, reason))

struct PersonRestore {
  static constexpr std::string_view name = "person.restore";
  static constexpr std::string_view doc = "Let a removed or banned person in again, by the same link.";
  PersonId person;
};
BOOST_DESCRIBE_STRUCT(PersonRestore, (), (person))

struct PassRevoke {
  static constexpr std::string_view name = "pass.revoke";
  static constexpr std::string_view doc = "Make every pass of a person that was given so far worthless.";
  PersonId person;
};
BOOST_DESCRIBE_STRUCT(PassRevoke, (), (person))

struct PersonErase {
  static constexpr std::string_view name = "person.erase";
  static constexpr std::string_view doc = "Erase everything personal about somebody, for ever.";
  PersonId person;
};
BOOST_DESCRIBE_STRUCT(PersonErase, (), (person))

// ---- the server itself

/// A desk of an office hour.
struct DeskPost {
  std::string session;
  std::string desk;
};
BOOST_DESCRIBE_STRUCT(DeskPost, (), (session, desk))

/// A member of staff that the event file names.
struct StaffEntry {
  std::string name;
  std::string email;
  std::vector<Hat> hats;
  Scope scope;
  std::vector<DeskPost> posts{};  // desks at which they advise
  std::string link{};             // into a call of their own, for rooms that they host
};
BOOST_DESCRIBE_STRUCT(StaffEntry, (), (name, email, hats, scope, posts, link))

struct EventLoad {
  static constexpr std::string_view name = "event.load";
  EventDefinition definition;
  std::vector<StaffEntry> staff;
};
BOOST_DESCRIBE_STRUCT(EventLoad, (), (definition, staff))

struct RosterImport {
  static constexpr std::string_view name = "roster.import";
  std::vector<Profile> people;
};
BOOST_DESCRIBE_STRUCT(RosterImport, (), (people))

/// A room of a plan that was made elsewhere.
struct ImportedRoom {
  std::string name;
  std::vector<PersonId> people;
};
BOOST_DESCRIBE_STRUCT(ImportedRoom, (), (name, people))

/// Assignments that were made elsewhere become a plan, which this moderator has brought.
struct PlanImport {
  static constexpr std::string_view name = "plan.import";
  PersonId by;
  std::string session;
  std::string title;
  std::vector<ImportedRoom> rooms;
};
BOOST_DESCRIBE_STRUCT(PlanImport, (), (by, session, title, rooms))

struct AttendanceImport {
  static constexpr std::string_view name = "attendance.import";
  std::string session;
  std::vector<Attendee> people;
};
BOOST_DESCRIBE_STRUCT(AttendanceImport, (), (session, people))

/// Somebody came without an invitation. `key` is the form's or the tab's own random word: a retry finds the same
/// person.
struct WalkIn {
  static constexpr std::string_view name = "person.walk_in";
  std::string key;
  std::string code;
  Profile profile;
};
BOOST_DESCRIBE_STRUCT(WalkIn, (), (key, code, profile))

/// What the connections did, in batches: came back, are away (5 s without one), lapsed (the grace is over).
struct PresenceReport {
  static constexpr std::string_view name = "presence.report";
  std::vector<PersonId> back;
  std::vector<PersonId> away;
  std::vector<PersonId> lapsed;
};
BOOST_DESCRIBE_STRUCT(PresenceReport, (), (back, away, lapsed))

/// Assignments that left for an open socket, by person and version.
struct SeatsDelivered {
  static constexpr std::string_view name = "seats.delivered";
  std::vector<Move> seats;
};
BOOST_DESCRIBE_STRUCT(SeatsDelivered, (), (seats))

/// The planner's answer to a request.
struct PlanDeliver {
  static constexpr std::string_view name = "plan.deliver";
  std::uint32_t request = 0;
  grouping::Plan plan;
};
BOOST_DESCRIBE_STRUCT(PlanDeliver, (), (request, plan))

/// A plan cannot be had: the request is given up.
struct PlanFail {
  static constexpr std::string_view name = "plan.fail";
  std::uint32_t request = 0;
};
BOOST_DESCRIBE_STRUCT(PlanFail, (), (request))

/// The server is there again after it was away, and nobody could be heard meanwhile.
struct ServerReady {
  static constexpr std::string_view name = "server.ready";
};
BOOST_DESCRIBE_STRUCT(ServerReady, (), ())

struct Tick {
  static constexpr std::string_view name = "tick";
};
BOOST_DESCRIBE_STRUCT(Tick, (), ())

/// What may come from a connection, in the order of the table in PROTOCOL.md.
using ClientCommand =
    std::variant<ProfileUpdate, SessionJoin, SessionLeave, RoomLeave, SeatSeen, CallOpened, CallClosed, RoomSwitch,
                 SwitchTake, SwitchDecline, NoticeSeen, SessionIntend, SessionCheckIn, ContactOffer, ContactWithdraw,
                 ChatSay, ChatReport, PersonReport, PersonAvoid, HelpAsk, HelpCancel, TurnsStart, TurnsPass, TicketOpen,
                 TicketEdit, TicketAccept, TicketDecline, TicketSnooze, TicketLeave, TicketFollowUp, PeersJoin,
                 AdvisorTurn, TicketCall, TicketDone, TicketExtend, TicketNoShow, TicketReturn, AdvisorPost, DeskPause,
                 DeskOpen, DeskCutoff, DeskClose, DeskMerge, TicketMove, TicketPin, SessionShift, SessionExtend,
                 SessionCancel, SessionAdd, RoundExtend, NoticeSend, RoomVisit, HelpClaim, HelpRelease, HelpResolve,
                 ChatHide, PersonMute, TurnsStop, ReportSettle, RoomLink, AttendanceNote, CreditPlan, RoundDraft,
                 RoundRematch, PlanApply, PlanCancel, PlanFinish, PlanDrop, PlanChoose, RoundOpen, RoundClose, SeatMove,
                 SeatSwap, SeatPin, RoomLock, RoomCreate, RoomRename, RoomMerge, RoomSplit, RoomClose, PairApart,
                 PairTogether, PairClear, OpUndo, OpRedo, PersonHat, PersonRemove, PersonBan, PersonRestore, PassRevoke,
                 PersonErase>;

using ServerCommand = std::variant<EventLoad, RosterImport, PlanImport, AttendanceImport, WalkIn, PresenceReport,
                                   SeatsDelivered, PlanDeliver, PlanFail, ServerReady, Tick>;

using Command = boost::mp11::mp_append<ClientCommand, ServerCommand>;

/// The word on the wire for whatever command it holds.
inline std::string_view name_of(const Command& command) {
  return std::visit([](const auto& c) { return std::decay_t<decltype(c)>::name; }, command);
}

}  // namespace convene

// What was decided: facts, in the past tense. They hold results, never recipes, so that applying them again gives the
// same state for ever, whatever later versions would decide. Once written a fact's form never changes; a new form is
// a new fact, and the codec knows the old ones.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "matcher/board_facts.h"
#include "matcher/definition.h"
#include "matcher/plan_facts.h"
#include "matcher/profile.h"
#include "matcher/queue_facts.h"
#include "matcher/sealed.h"
#include "matcher/seat.h"
#include "matcher/talk_facts.h"
#include "matcher/views.h"

namespace convene {

// ---- roster

struct PersonRegistered {
  static constexpr std::string_view name = "PersonRegistered";
  PersonId person;
  Sealed<Profile> profile;
  std::vector<Hat> hats;
  Scope scope;
  std::optional<std::string> walk_in;  // the form's random word, so that a retry finds the same person
  bool by_file = false;                // the hats are what the event file says
};
BOOST_DESCRIBE_STRUCT(PersonRegistered, (), (person, profile, hats, scope, walk_in, by_file))

struct ProfileChanged {
  static constexpr std::string_view name = "ProfileChanged";
  PersonId person;
  Sealed<Profile> profile;
};
BOOST_DESCRIBE_STRUCT(ProfileChanged, (), (person, profile))

struct HatsGiven {
  static constexpr std::string_view name = "HatsGiven";
  PersonId person;
  std::vector<Hat> hats;
  Scope scope;
  bool by_file = false;  // they are what the event file says
};
BOOST_DESCRIBE_STRUCT(HatsGiven, (), (person, hats, scope, by_file))

struct PersonShutOut {
  static constexpr std::string_view name = "PersonShutOut";
  PersonId person;
  bool banned = false;
  Sealed<std::string> reason;
  std::optional<PersonId> by{};
};
BOOST_DESCRIBE_STRUCT(PersonShutOut, (), (person, banned, reason, by))

struct PersonRestored {
  static constexpr std::string_view name = "PersonRestored";
  PersonId person;
};
BOOST_DESCRIBE_STRUCT(PersonRestored, (), (person))

struct PassesRevoked {
  static constexpr std::string_view name = "PassesRevoked";
  PersonId person;
  std::uint32_t generation = 0;
};
BOOST_DESCRIBE_STRUCT(PassesRevoked, (), (person, generation))

struct PersonErased {
  static constexpr std::string_view name = "PersonErased";
  PersonId person;
};
BOOST_DESCRIBE_STRUCT(PersonErased, (), (person))

struct PresenceChanged {
  static constexpr std::string_view name = "PresenceChanged";
  std::vector<PersonId> back;
  std::vector<PersonId> away;
  std::vector<PersonId> lapsed;
};
BOOST_DESCRIBE_STRUCT(PresenceChanged, (), (back, away, lapsed))

// ---- schedule

struct EventLoaded {
  static constexpr std::string_view name = "EventLoaded";
  EventDefinition definition;
};
BOOST_DESCRIBE_STRUCT(EventLoaded, (), (definition))

/// Staff added a session while the event runs; it stands behind all others.
struct SessionAdded {
  static constexpr std::string_view name = "SessionAdded";
  std::string session;  // its id once more: an audit leaves descriptions out
  std::string like;
  SessionDefinition definition;
};
BOOST_DESCRIBE_STRUCT(SessionAdded, (), (session, like, definition))

/// When everybody will be erased: what the event was for is over.
struct ErasureAnnounced {
  static constexpr std::string_view name = "ErasureAnnounced";
  Instant erases;
};
BOOST_DESCRIBE_STRUCT(ErasureAnnounced, (), (erases))

struct SessionMoved {
  static constexpr std::string_view name = "SessionMoved";
  std::string session;
  Instant starts;
  Instant ends;
};
BOOST_DESCRIBE_STRUCT(SessionMoved, (), (session, starts, ends))

struct SessionTurned {
  static constexpr std::string_view name = "SessionTurned";
  std::string session;
  SessionState state = SessionState::planned;
};
BOOST_DESCRIBE_STRUCT(SessionTurned, (), (session, state))

// ---- rounds: places

/// What the person comes to a debrief to talk about.
struct AboutChosen {
  static constexpr std::string_view name = "AboutChosen";
  PersonId person;
  std::string session;  // the debrief
  std::string about;    // one of the content sessions that it follows
};
BOOST_DESCRIBE_STRUCT(AboutChosen, (), (person, session, about))

/// The person is in the session's lobby now, whatever they held before.
struct LobbyEntered {
  static constexpr std::string_view name = "LobbyEntered";
  PersonId person;
  std::string session;
  std::uint32_t version = 0;
  PersonId by;  // the member of staff who put them there; none: nobody did
};
BOOST_DESCRIBE_STRUCT(LobbyEntered, (), (person, session, version, by))

/// The person holds no place any more; a seat may be kept for a change of mind.
struct PlaceLeft {
  static constexpr std::string_view name = "PlaceLeft";
  PersonId person;
  std::uint32_t version = 0;
  LeaveWhy why = LeaveWhy::chose;
  std::optional<Instant> kept_until;
};
BOOST_DESCRIBE_STRUCT(PlaceLeft, (), (person, version, why, kept_until))

/// These people hold seats in this room now, whatever they held before; the seats they come from may be kept for a
/// change of mind.
struct PeopleSeated {
  static constexpr std::string_view name = "PeopleSeated";
  RoomId room;
  std::vector<NewSeat> seats;
  SeatWhy why = SeatWhy::plan;
  PersonId by;  // the member of staff; none: the engine or the person
  std::optional<Instant> kept_until;
};
BOOST_DESCRIBE_STRUCT(PeopleSeated, (), (room, seats, why, by, kept_until))

/// The seats of these people, who are all in rooms, came into this state.
struct SeatsTurned {
  static constexpr std::string_view name = "SeatsTurned";
  std::vector<PersonId> people;
  SeatState state = SeatState::assigned;
};
BOOST_DESCRIBE_STRUCT(SeatsTurned, (), (people, state))

/// Assigned in time, and not come.
struct NotArrived {
  static constexpr std::string_view name = "NotArrived";
  std::vector<PersonId> people;
};
BOOST_DESCRIBE_STRUCT(NotArrived, (), (people))

/// Seats that were kept for a change of mind are free.
struct KeptSeatsFreed {
  static constexpr std::string_view name = "KeptSeatsFreed";
  RoomId room;
  std::vector<PersonId> people;
};
BOOST_DESCRIBE_STRUCT(KeptSeatsFreed, (), (room, people))

struct SeatPinned {
  static constexpr std::string_view name = "SeatPinned";
  PersonId person;
  bool pinned = true;
};
BOOST_DESCRIBE_STRUCT(SeatPinned, (), (person, pinned))

/// Why somebody in the lobby of an open round has no seat yet.
struct SeatLacking {
  static constexpr std::string_view name = "SeatLacking";
  PersonId person;
  std::string why;
};
BOOST_DESCRIBE_STRUCT(SeatLacking, (), (person, why))

struct OfferedRoom {
  RoomId room;
  std::string kind;
};
BOOST_DESCRIBE_STRUCT(OfferedRoom, (), (room, kind))

/// Replaces whatever was offered to the person; an empty list takes the offers away, and tells if they were declined.
struct OffersMade {
  static constexpr std::string_view name = "OffersMade";
  PersonId person;
  std::vector<OfferedRoom> offers;
  Instant expires;
  bool counts = false;  // against the person's limit of switches
  bool declined = false;
};
BOOST_DESCRIBE_STRUCT(OffersMade, (), (person, offers, expires, counts, declined))

/// Somebody has been the only one in a room for long enough to be helped.
struct AloneNoticed {
  static constexpr std::string_view name = "AloneNoticed";
  RoomId room;
  PersonId person;
  std::string next;
};
BOOST_DESCRIBE_STRUCT(AloneNoticed, (), (room, person, next))

/// A room has been below its least size for long enough for its people to be asked whether they would rather go to
/// another one; `to`: which, none: there is none that takes all of them.
struct SmallNoticed {
  static constexpr std::string_view name = "SmallNoticed";
  RoomId room;
  RoomId to;
};
BOOST_DESCRIBE_STRUCT(SmallNoticed, (), (room, to))

struct RoomVisited {
  static constexpr std::string_view name = "RoomVisited";
  PersonId person;
  RoomId room;  // none: visits no room any more
};
BOOST_DESCRIBE_STRUCT(RoomVisited, (), (person, room))

// ---- attendance and intentions

struct AttendanceNoted {
  static constexpr std::string_view name = "AttendanceNoted";
  std::string session;
  AttendanceHow how = AttendanceHow::checked_in;
  bool attended = true;
  PersonId by;  // the member of staff whose word it is
  std::vector<Attendee> people;
};
BOOST_DESCRIBE_STRUCT(AttendanceNoted, (), (session, how, attended, by, people))

struct ActionPlanNoted {
  static constexpr std::string_view name = "ActionPlanNoted";
  bool completed = true;
  PersonId by;
  std::vector<PersonId> people;
};
BOOST_DESCRIBE_STRUCT(ActionPlanNoted, (), (completed, by, people))

struct IntentionChanged {
  static constexpr std::string_view name = "IntentionChanged";
  PersonId person;
  std::string session;
  bool intends = true;
};
BOOST_DESCRIBE_STRUCT(IntentionChanged, (), (person, session, intends))

// ---- rounds: rooms

struct RoundOpened {
  static constexpr std::string_view name = "RoundOpened";
  RoundId round;
  std::string session;
  std::uint32_t number = 0;
  Instant ends;
};
BOOST_DESCRIBE_STRUCT(RoundOpened, (), (round, session, number, ends))

struct RoomOpened {
  static constexpr std::string_view name = "RoomOpened";
  RoomId room;
  RoundId round;
  RoomName title;
  Basis basis;
  std::int32_t prompt = -1;
  std::uint32_t call = 0;            // number of the room's call link, never used twice in an event
  std::optional<PersonId> host{};    // the advisor whose conversation it is for
  std::optional<std::string> key{};  // part of its call's address that nobody guesses
};
BOOST_DESCRIBE_STRUCT(RoomOpened, (), (room, round, title, basis, prompt, call, host, key))

struct RoomRebased {
  static constexpr std::string_view name = "RoomRebased";
  RoomId room;
  Basis basis;
};
BOOST_DESCRIBE_STRUCT(RoomRebased, (), (room, basis))

struct RoomLocked {
  static constexpr std::string_view name = "RoomLocked";
  RoomId room;
  bool locked = true;
};
BOOST_DESCRIBE_STRUCT(RoomLocked, (), (room, locked))

struct RoundExtended {
  static constexpr std::string_view name = "RoundExtended";
  RoundId round;
  Instant ends;
};
BOOST_DESCRIBE_STRUCT(RoundExtended, (), (round, ends))

struct RoundTurned {
  static constexpr std::string_view name = "RoundTurned";
  RoundId round;
  RoundState state = RoundState::closing;
  Instant until;  // closing: the end of the grace
};
BOOST_DESCRIBE_STRUCT(RoundTurned, (), (round, state, until))

// ---- moderation

/// Whom a notice reaches: everybody whom each list that is not empty names or matches, and who is within the scope.
/// All of it empty: everybody.
struct Audience {
  std::vector<std::string> sessions;
  std::vector<RoomId> rooms;
  std::vector<PersonId> people;  // sorted
  std::vector<std::string> roles;
  std::vector<std::string> regions;
  std::vector<std::string> languages;
  bool not_present = false;
  Scope within;  // people in these sessions or rooms
};
BOOST_DESCRIBE_STRUCT(Audience, (), (sessions, rooms, people, roles, regions, languages, not_present, within))

struct NoticeSent {
  static constexpr std::string_view name = "NoticeSent";
  NoticeId notice;
  PersonId by;  // none: the engine
  Scope scope;  // the sender's: who looks after the same sees the notice on the floor
  std::string kind;
  bool urgent = false;
  std::optional<Sealed<std::string>> text;
  std::map<std::string, std::string> parameters;
  Audience audience;
  Instant expires;
  std::uint32_t reached = 0;              // how many people, when it was sent
  std::optional<std::uint32_t> online{};  // how many of these were here; none: it is not known
};
BOOST_DESCRIBE_STRUCT(NoticeSent, (),
                      (notice, by, scope, kind, urgent, text, parameters, audience, expires, reached, online))

struct NoticeWasSeen {
  static constexpr std::string_view name = "NoticeWasSeen";
  NoticeId notice;
  PersonId person;
};
BOOST_DESCRIBE_STRUCT(NoticeWasSeen, (), (notice, person))

// ---- the server

/// The server was away: whoever had not arrived, and whoever was not yet helped, gets their time anew.
struct ClocksRenewed {
  static constexpr std::string_view name = "ClocksRenewed";
};
BOOST_DESCRIBE_STRUCT(ClocksRenewed, (), ())

using Fact =
    std::variant<PersonRegistered, ProfileChanged, HatsGiven, PersonShutOut, PersonRestored, PassesRevoked,
                 PersonErased, PresenceChanged, EventLoaded, SessionMoved, SessionTurned, AboutChosen, LobbyEntered,
                 PlaceLeft, PeopleSeated, SeatsTurned, NotArrived, KeptSeatsFreed, SeatPinned, SeatLacking, OffersMade,
                 AloneNoticed, SmallNoticed, RoomVisited, ChatSaid, ChatHidden, ChatReported, PersonMuted, HelpAsked,
                 HelpClaimed, HelpEnded, AttendanceNoted, IntentionChanged, TurnsSet, PlanRequested, PlanStored,
                 PlanDropped, RoundOpened, RequestEnded, RoomOpened, RoomRebased, RoomLocked, RoundExtended,
                 RoundTurned, NoticeSent, NoticeWasSeen, ClocksRenewed, DeskTurned, AdvisorPosted, AdvisorTurned,
                 LotterySet, LotteryDrawn, TicketOpened, TicketEdited, TicketsOffered, TicketAccepted, TicketsStarted,
                 TicketExtended, TicketTurned, TicketPlaced, FollowUpChosen, PeersWanted, ChatForgotten,
                 ErasureAnnounced, RequestHurried, ActionPlanNoted, RoomNamed, RoomClosed, RoomReopened, PairBound,
                 OperationDone, ContactOffered, PlanChosen, TextOnlyChosen, RoomLinked, StaffLinked, PersonReported,
                 ReportSettled, GroupsAwaited, PersonAvoided, SessionAdded, HelpReleased>;

/// The id that a client gives a command, so that a retry has one effect: "<tab>:<n>".
struct CommandId {
  std::string tab;  // empty: the command came without one
  std::uint32_t n = 0;
  std::uint64_t hash = 0;  // of the command's body: the same id with another body is refused
  bool operator==(const CommandId&) const = default;
};
BOOST_DESCRIBE_STRUCT(CommandId, (), (tab, n, hash))

/// What one command led to: the unit of the journal. All of it is durable or nothing is.
struct Record {
  Instant at;
  PersonId by;  // none: the server itself
  CommandId id;
  std::vector<Fact> facts;
};
BOOST_DESCRIBE_STRUCT(Record, (), (at, by, id, facts))

}  // namespace convene

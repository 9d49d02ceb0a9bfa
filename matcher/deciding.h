// A decision while it is made: the slices read the state, and emit facts that are applied as they are emitted, so that
// each next step sees the last one. Whoever refuses must do so before the first fact.
#pragma once

#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "matcher/acts.h"
#include "matcher/check.h"
#include "matcher/commands.h"
#include "matcher/operations.h"
#include "matcher/refusal.h"
#include "matcher/state.h"

namespace convene {

/// Nothing: the command is carried out (which may mean that no fact was needed).
using Decided = std::optional<Refusal>;

inline Decided refuse(std::string code, std::string message, std::map<std::string, std::string> parameters = {}) {
  return Refusal{std::move(code), std::move(message), std::move(parameters)};
}

class Deciding {
 public:
  Deciding(State& state, Instant now, PersonId by, std::uint64_t seed)
      : state_(state), now_(now), by_(by), seed_(seed), acts_(by) {}

  const State& state() const { return state_; }
  Instant now() const { return now_; }
  /// Who asks; none: the server itself.
  PersonId by() const { return by_; }
  std::uint64_t seed() const { return seed_; }

  /// Seals get their place in the vault here.
  void emit(Fact fact);

  /// From here on, what the facts change of seats, rooms and couples is one operation, which can be taken back.
  /// `reason` is for those who see the board; `told` is what those who are moved by it read.
  void begin_operation(std::string_view command, const std::string& reason = {}, const std::string& told = {},
                       OperationId about = {});
  /// Ends it; written as a fact of its own, if it changed anything.
  void end_operation();
  /// What else the facts did is kept to be looked up. The last step.
  void keep_acts() { std::move(acts_).keep(state_, now_); }

  std::vector<Fact> take() { return std::move(facts_); }
  std::size_t count() const { return facts_.size(); }
  bool silent() const { return facts_.empty(); }

  /// Sessions in which a seat may have become free since the last call.
  std::set<std::int32_t> take_to_seat() { return std::exchange(state_.index.to_seat, {}); }
  /// Sessions in which somebody may be called; people whom their tickets and desks have not followed yet.
  std::set<std::int32_t> take_to_call() { return std::exchange(state_.index.to_call, {}); }
  std::set<PersonId> take_to_follow() { return std::exchange(state_.index.to_follow, {}); }

 private:
  State& state_;
  Instant now_;
  PersonId by_;
  std::uint64_t seed_;
  std::vector<Fact> facts_;
  std::optional<OperationNotes> operation_;
  ActNotes acts_;
};

// What the slices offer each other.

/// The version that a person's assignment gets with its next change.
std::uint32_t next_version(const State& state, PersonId person);

/// Wherever what was decided made room, or brought somebody who waits, those in the lobby of an open round get seats,
/// the longest waiting first, or are told why there is none. The engine's last step of every command. O(people seated).
void seat_waiting(Deciding& deciding);

/// Rooms of an open round with a seat for this person, best first, at most n (8): those in which they can talk, if they
/// must and there are any; else all. O(languages of the person x depth of the tree x log rooms).
std::vector<grouping::Placement::Candidate> rooms_for(const State& state, PersonId person, const Round& round,
                                                      std::size_t n, bool must_talk,
                                                      const grouping::Placement::Filter& may_enter);

/// They sit in one room, or were in one that is over. O(seats of the room + log people met).
bool know_each_other(const State& state, PersonId one, PersonId other);

/// They share or shared a room, also as its host or a guest: the one where the first one is or which they went from, or
/// one that is over. O(people of these rooms).
bool has_met(const State& state, PersonId one, PersonId other);

/// After people came or went: the room's basis is what those who are assigned have in common.
void refresh_basis(Deciding& deciding, RoomId room);

/// Erases somebody for ever.
void erase_person(Deciding& deciding, PersonId person);

/// Takes somebody out of wherever they are.
void leave_place(Deciding& deciding, PersonId person, LeaveWhy why, std::optional<Instant> kept_until = {});

/// A notice in the sender's or, without one, the engine's name, about a session; heard for ten minutes. O(people of the
/// event).
void tell(Deciding& deciding, const std::string& session, std::string kind,
          std::map<std::string, std::string> parameters, Audience audience);

/// Tickets and desks follow their people: who is gone for long is away, whoever is back stands in line again; whom an
/// advisor left goes back into line. The engine's step before the next. O(people who came or went).
void follow_people(Deciding& deciding);
/// Wherever somebody may have become free, the next ones are called. O(idle advisors x classes of need) a call.
void call_next(Deciding& deciding);

/// Ends an open round, after its grace, and with the last one its session.
void end_round(Deciding& deciding, RoundId round);
/// Takes that back while the grace runs: the round goes on until `ends`.
void reopen_round(Deciding& deciding, RoundId round, Instant ends);

/// What is due now, for one session, room, person or ticket.
void session_due(Deciding& deciding, std::int32_t session);
void room_due(Deciding& deciding, RoomId room);
void person_due(Deciding& deciding, PersonId person);
void ticket_due(Deciding& deciding, TicketId ticket);

void event_due(Deciding& deciding);

/// When something is due next; nothing: never.
std::optional<Instant> event_deadline(const State& state);
std::optional<Instant> session_deadline(const State& state, const Session& session);
std::optional<Instant> room_deadline(const State& state, const Room& room);
std::optional<Instant> person_deadline(const Person& person);
std::optional<Instant> ticket_deadline(const State& state, const Ticket& ticket);

/// A facilitator who is scoped to some sessions or rooms reaches no others. With neither session nor room: whether they
/// reach everything.
bool in_scope(const State& state, PersonId by, std::int32_t session, RoomId room = {});

// What a command names, if whoever asks reaches it; else why not.

/// `session.unknown`.
Decided find_session(const Deciding& d, const std::string& id, std::int32_t& index);
/// ... or `not_in_scope`.
Decided find_session_in_reach(const Deciding& d, const std::string& id, std::int32_t& index);
/// A session with a line: `session.unknown` or `session.no_line`.
Decided find_line(const Deciding& d, const std::string& id, std::int32_t& index);
/// The topic that this field of a command names: `topic.unknown`.
Decided find_topic(const Deciding& d, const std::string& topic, const char* field);
/// This field of a command has more bytes than it may: `text.too_long`.
Decided fault_in_length(const std::string& text, std::size_t most, const char* field);
/// `room.unknown` or `not_in_scope`.
Decided find_in_reach(const Deciding& d, RoomId id, const Room*& room);
/// `person.unknown` (who was erased, too) or `not_in_scope`. Whoever comes to help somebody reaches them.
Decided find_in_reach(const Deciding& d, PersonId id, const Person*& person);

// Every command has one of these, in the slice that owns it.

Decided decide(Deciding&, const ProfileUpdate&);
Decided decide(Deciding&, const SessionJoin&);
Decided decide(Deciding&, const SessionLeave&);
Decided decide(Deciding&, const RoomLeave&);
Decided decide(Deciding&, const SeatSeen&);
Decided decide(Deciding&, const CallOpened&);
Decided decide(Deciding&, const CallClosed&);
Decided decide(Deciding&, const RoomSwitch&);
Decided decide(Deciding&, const SwitchTake&);
Decided decide(Deciding&, const SwitchDecline&);
Decided decide(Deciding&, const NoticeSeen&);
Decided decide(Deciding&, const SessionIntend&);
Decided decide(Deciding&, const SessionCheckIn&);
Decided decide(Deciding&, const ContactOffer&);
Decided decide(Deciding&, const ContactWithdraw&);
Decided decide(Deciding&, const ChatSay&);
Decided decide(Deciding&, const ChatReport&);
Decided decide(Deciding&, const PersonReport&);
Decided decide(Deciding&, const PersonAvoid&);
Decided decide(Deciding&, const HelpAsk&);
Decided decide(Deciding&, const HelpCancel&);
Decided decide(Deciding&, const TurnsStart&);
Decided decide(Deciding&, const TurnsPass&);
Decided decide(Deciding&, const TicketOpen&);
Decided decide(Deciding&, const TicketEdit&);
Decided decide(Deciding&, const TicketAccept&);
Decided decide(Deciding&, const TicketDecline&);
Decided decide(Deciding&, const TicketSnooze&);
Decided decide(Deciding&, const TicketLeave&);
Decided decide(Deciding&, const TicketFollowUp&);
Decided decide(Deciding&, const PeersJoin&);
Decided decide(Deciding&, const AdvisorTurn&);
Decided decide(Deciding&, const TicketCall&);
Decided decide(Deciding&, const TicketDone&);
Decided decide(Deciding&, const TicketExtend&);
Decided decide(Deciding&, const TicketNoShow&);
Decided decide(Deciding&, const TicketReturn&);
Decided decide(Deciding&, const AdvisorPost&);
Decided decide(Deciding&, const DeskPause&);
Decided decide(Deciding&, const DeskOpen&);
Decided decide(Deciding&, const DeskCutoff&);
Decided decide(Deciding&, const DeskClose&);
Decided decide(Deciding&, const DeskMerge&);
Decided decide(Deciding&, const TicketMove&);
Decided decide(Deciding&, const TicketPin&);
Decided decide(Deciding&, const SessionShift&);
Decided decide(Deciding&, const SessionExtend&);
Decided decide(Deciding&, const SessionCancel&);
Decided decide(Deciding&, const SessionAdd&);
Decided decide(Deciding&, const RoundExtend&);
Decided decide(Deciding&, const NoticeSend&);
Decided decide(Deciding&, const RoomVisit&);
Decided decide(Deciding&, const HelpClaim&);
Decided decide(Deciding&, const HelpRelease&);
Decided decide(Deciding&, const HelpResolve&);
Decided decide(Deciding&, const ChatHide&);
Decided decide(Deciding&, const PersonMute&);
Decided decide(Deciding&, const TurnsStop&);
Decided decide(Deciding&, const ReportSettle&);
Decided decide(Deciding&, const RoomLink&);
Decided decide(Deciding&, const AttendanceNote&);
Decided decide(Deciding&, const CreditPlan&);
Decided decide(Deciding&, const RoundDraft&);
Decided decide(Deciding&, const RoundRematch&);
Decided decide(Deciding&, const PlanApply&);
Decided decide(Deciding&, const PlanCancel&);
Decided decide(Deciding&, const PlanFinish&);
Decided decide(Deciding&, const PlanDrop&);
Decided decide(Deciding&, const PlanChoose&);
Decided decide(Deciding&, const RoundOpen&);
Decided decide(Deciding&, const RoundClose&);
Decided decide(Deciding&, const SeatMove&);
Decided decide(Deciding&, const SeatSwap&);
Decided decide(Deciding&, const SeatPin&);
Decided decide(Deciding&, const RoomLock&);
Decided decide(Deciding&, const RoomCreate&);
Decided decide(Deciding&, const RoomRename&);
Decided decide(Deciding&, const RoomMerge&);
Decided decide(Deciding&, const RoomSplit&);
Decided decide(Deciding&, const RoomClose&);
Decided decide(Deciding&, const PairApart&);
Decided decide(Deciding&, const PairTogether&);
Decided decide(Deciding&, const PairClear&);
Decided decide(Deciding&, const OpUndo&);
Decided decide(Deciding&, const OpRedo&);
Decided decide(Deciding&, const PersonHat&);
Decided decide(Deciding&, const PersonRemove&);
Decided decide(Deciding&, const PersonBan&);
Decided decide(Deciding&, const PersonRestore&);
Decided decide(Deciding&, const PassRevoke&);
Decided decide(Deciding&, const PersonErase&);
Decided decide(Deciding&, const EventLoad&);
Decided decide(Deciding&, const RosterImport&);
Decided decide(Deciding&, const PlanImport&);
Decided decide(Deciding&, const AttendanceImport&);
Decided decide(Deciding&, const WalkIn&);
Decided decide(Deciding&, const PresenceReport&);
Decided decide(Deciding&, const SeatsDelivered&);
Decided decide(Deciding&, const PlanDeliver&);
Decided decide(Deciding&, const PlanFail&);
Decided decide(Deciding&, const ServerReady&);
Decided decide(Deciding&, const Tick&);

}  // namespace convene

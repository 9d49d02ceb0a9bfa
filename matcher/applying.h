// What a fact does to the state, one overload a fact, and the two steps that several of them share. Each keeps the
// index up and says what it touched. For the apply_*.cc files and apply.cc alone; everybody else applies a `Fact`
// (state.h).
#pragma once

#include "matcher/state.h"
#include "matcher/state_index.h"

namespace convene::applying {

using indexing::person_changed;
using indexing::room_changed;
using indexing::session_changed;

inline std::size_t slot(std::int32_t session) { return static_cast<std::size_t>(session); }

/// How many are in a session, or are there, is not what it was.
void session_numbers(State& state, std::int32_t session);

/// Takes a person out of lobby or seat; the seat stays behind as `left` when it is kept.
void vacate(State& state, Person& person, Instant at, bool keep);

/// Gives a person who holds no place a seat in the room, which has a free one.
void take_seat(State& state, Person& person, Room& room, std::uint32_t version, SeatWhy why, PersonId by, RoomId from,
               Instant at);

/// The room is over, and whoever visited it goes. Nobody sits in it any more. Those who were in it have met, once it
/// cannot be opened again.
void close_room(State& state, Room& room, Instant at);

/// The person is not to go back any more to where they were called from.
void free_called(State& state, Person& person, Instant at);

/// The person, who talks to an advisor, comes back to this room from now on, in which the seat is kept for them; none:
/// to the lobby.
void bring_back_to(State& state, Person& person, Room* room, const Seat& seat, Instant at);

/// The person visits no room any more.
void end_visit(State& state, Person& person);

/// Gives up the seat that was kept for a change of mind, if there is one.
void free_kept(State& state, Person& person, Instant at);

// acts.cc, O(acts that are kept)

/// Whom they were about is not told any more, nor why.
void forget_acts(State& state, PersonId person);
/// The words of this entry of the vault are gone.
void forget_act_reason(State& state, std::uint64_t entry);
/// The room, or the person, is called otherwise.
void renamed_in_acts(State& state, RoomId room);
void renamed_in_acts(State& state, PersonId person);
/// The person reads the board now, or no longer: who does is not told what was told of them.
void settled_in_acts(State& state, PersonId person);

// apply_people.cc
void apply(State&, const PersonRegistered&, Instant);
void apply(State&, const ProfileChanged&, Instant);
void apply(State&, const HatsGiven&, Instant);
void apply(State&, const PersonShutOut&, Instant);
void apply(State&, const PersonRestored&, Instant);
void apply(State&, const PassesRevoked&, Instant);
void apply(State&, const PersonErased&, Instant);
void apply(State&, const PresenceChanged&, Instant);
void apply(State&, const NoticeSent&, Instant);
void apply(State&, const NoticeWasSeen&, Instant);
void apply(State&, const RoomVisited&, Instant);
void apply(State&, const TextOnlyChosen&, Instant);
void apply(State&, const StaffLinked&, Instant);

// apply_talk.cc
void apply(State&, const ChatSaid&, Instant);
void apply(State&, const ChatHidden&, Instant);
void apply(State&, const ChatReported&, Instant);
void apply(State&, const ChatForgotten&, Instant);
void apply(State&, const PersonMuted&, Instant);
void apply(State&, const HelpAsked&, Instant);
void apply(State&, const HelpClaimed&, Instant);
void apply(State&, const HelpReleased&, Instant);
void apply(State&, const HelpEnded&, Instant);
void apply(State&, const TurnsSet&, Instant);

/// Of what they wrote in rooms nothing stays. O(messages of the rooms in which they wrote).
void forget_talk(State& state, PersonId person);
/// They are called otherwise, or wear another badge, where they wrote. O(rooms in which they did).
void renamed_in_talk(State& state, PersonId person);
/// They read no further in this room.
void stops_reading(Room& room, PersonId person);
/// Whom their call for help reaches may be others. O(people who ask for help).
void calls_turned(State& state);
/// This member of staff comes to nobody any more. O(people who ask for help).
void drop_claims(State& state, PersonId staff);
/// The person asks for no help any more.
void end_help(State& state, Person& person);

// apply_reports.cc
void apply(State&, const PersonReported&, Instant);
void apply(State&, const ReportSettled&, Instant);

/// What they told of others, and others of them, is looked after. O(those of whom they told).
void forget_reports(State& state, Person& person);

// apply_attendance.cc
void apply(State&, const AttendanceNoted&, Instant);
void apply(State&, const ActionPlanNoted&, Instant);
void apply(State&, const IntentionChanged&, Instant);

/// Neither attended nor intends anything any more, as far as is counted.
void forget_attendance(State& state, Person& person);

// apply_schedule.cc
void apply(State&, const EventLoaded&, Instant);
void apply(State&, const SessionAdded&, Instant);
void apply(State&, const ErasureAnnounced&, Instant);
void apply(State&, const SessionMoved&, Instant);
void apply(State&, const SessionTurned&, Instant);
void apply(State&, const PlanRequested&, Instant);
void apply(State&, const PlanStored&, Instant);
void apply(State&, const PlanDropped&, Instant);
void apply(State&, const PlanChosen&, Instant);
void apply(State&, const GroupsAwaited&, Instant);
void apply(State&, const RoundOpened&, Instant);
void apply(State&, const RequestHurried&, Instant);
void apply(State&, const RequestEnded&, Instant);
void apply(State&, const RoundExtended&, Instant);
void apply(State&, const RoundTurned&, Instant);

// apply_places.cc
void apply(State&, const AboutChosen&, Instant);
void apply(State&, const LobbyEntered&, Instant);
void apply(State&, const PlaceLeft&, Instant);
void apply(State&, const PeopleSeated&, Instant);
void apply(State&, const SeatsTurned&, Instant);
void apply(State&, const NotArrived&, Instant);
void apply(State&, const KeptSeatsFreed&, Instant);
void apply(State&, const SeatPinned&, Instant);
void apply(State&, const SeatLacking&, Instant);
void apply(State&, const OffersMade&, Instant);
void apply(State&, const AloneNoticed&, Instant);
void apply(State&, const SmallNoticed&, Instant);
void apply(State&, const RoomOpened&, Instant);
void apply(State&, const RoomRebased&, Instant);
void apply(State&, const RoomLocked&, Instant);
void apply(State&, const ClocksRenewed&, Instant);

// apply_board.cc
void apply(State&, const RoomNamed&, Instant);
void apply(State&, const RoomLinked&, Instant);
void apply(State&, const RoomClosed&, Instant);
void apply(State&, const RoomReopened&, Instant);
void apply(State&, const PairBound&, Instant);
void apply(State&, const OperationDone&, Instant);

/// Of the names that they gave rooms, of their reasons, and of who is kept apart from them, nothing stays. O(rooms with
/// such a name + operations + couples).
void forget_board(State& state, PersonId person);

// apply_avoiding.cc
void apply(State&, const PersonAvoided&, Instant);

/// They avoid nobody any more, and nobody them. O(wishes).
void forget_avoiding(State& state, Person& person);

// apply_contacts.cc
void apply(State&, const ContactOffered&, Instant);

/// They swap contacts with nobody any more. O(those with whom they did).
void forget_contacts(State& state, Person& person);

// apply_queue.cc
void apply(State&, const DeskTurned&, Instant);
void apply(State&, const AdvisorPosted&, Instant);
void apply(State&, const AdvisorTurned&, Instant);
void apply(State&, const LotterySet&, Instant);
void apply(State&, const LotteryDrawn&, Instant);
void apply(State&, const TicketOpened&, Instant);
void apply(State&, const TicketEdited&, Instant);
void apply(State&, const TicketsOffered&, Instant);
void apply(State&, const TicketAccepted&, Instant);
void apply(State&, const TicketsStarted&, Instant);
void apply(State&, const TicketExtended&, Instant);
void apply(State&, const TicketTurned&, Instant);
void apply(State&, const TicketPlaced&, Instant);
void apply(State&, const FollowUpChosen&, Instant);
void apply(State&, const PeersWanted&, Instant);

/// A session's desks are what its definition says now; tickets and advisors keep theirs, once it has begun.
void renew_desks(State& state, std::int32_t session);
/// Whoever is called, or away, gets their time anew. O(live tickets).
void renew_tickets(State& state, Instant at);
/// Of what they asked, and of what was noted down about them, nothing stays. O(tickets).
void forget_tickets(State& state, PersonId person);

}  // namespace convene::applying

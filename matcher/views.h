// What each kind of user is shown: privacy lives here.
//
// A view is a whole small value built from the state; nobody is ever sent a piece of the state itself. Participants
// get `now`, `me` and `room`; facilitators also `floor`, moderators also `board`. One `now` serves the whole event
// and one `room` its members, so a change costs one encoding per audience. Words are never in a view, only codes and
// what people or the organiser wrote.
//
// Complexity: `me` O(1), `room` O(people in it, at most 50), a floor entry O(its people), `now` O(sessions).
#pragma once

#include <boost/describe.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "matcher/board_views.h"
#include "matcher/profile.h"
#include "matcher/queue_views.h"
#include "matcher/seat.h"

namespace convene {

struct State;

// ---- now: the same bytes for everybody in the event

struct RoundStatus {
  std::uint32_t number = 0;  // 1..of
  std::uint32_t of = 0;
  std::string state;  // "waiting" (opens at `opens`), "gathering" (about to open), "open", "closing", "pause"
  Instant opens;      // 0: when a moderator opens it
  Instant ends;
};
BOOST_DESCRIBE_STRUCT(RoundStatus, (), (number, of, state, opens, ends))

struct SessionStatus {
  std::string id;
  SessionKind kind = SessionKind::content;
  SessionState state = SessionState::planned;
  Instant doors;  // the lobby opens
  Instant starts;
  Instant ends;
  bool joinable = false;
  std::uint32_t people = 0;  // in lobby and rooms, rounded down to a step of about a tenth: see crowd_step()
  std::optional<RoundStatus> round;
  std::optional<LineStatus> line;  // office hours
};
BOOST_DESCRIBE_STRUCT(SessionStatus, (), (id, kind, state, doors, starts, ends, joinable, people, round, line))

struct NowView {
  std::string event;
  std::string programme;                // path of the programme as a resource; its name changes with its content
  std::vector<SessionStatus> sessions;  // open, running, closing, and the next ones
};
BOOST_DESCRIBE_STRUCT(NowView, (), (event, programme, sessions))

/// n rounded down to two significant figures in steps of about a tenth, so that a growing crowd changes what is shown
/// only every tenth of its size: the cost of telling everyone is a constant per arrival.
std::uint32_t crowd_step(std::uint32_t n);

// ---- me: one person's own

/// Another room that somebody could go to.
struct Offer {
  RoomId room;
  RoomName name;
  std::uint32_t people = 0;
  Basis basis;
  std::string kind;  // "switch", "join_them" (you are alone), "join_each_other" (both of you are), "fuller_room" (yours
                     // is small)
  Instant expires;
};
BOOST_DESCRIBE_STRUCT(Offer, (), (room, name, people, basis, kind, expires))

/// How the present seat came to be, for the words on the screen.
struct Arrival {
  SeatWhy why = SeatWhy::plan;
  std::optional<std::string> by;  // name of the member of staff who moved the person
  std::optional<RoomName> from;   // the room before
  Instant at;
  std::optional<std::string> act{};   // the command that moved them
  std::optional<std::string> told{};  // why, as whoever moved them told them; as long as the operation is kept
};
BOOST_DESCRIBE_STRUCT(Arrival, (), (why, by, from, at, act, told))

struct Alone {
  Instant since;
  std::string next;  // "offered" (look at the offers), "staff_told", "nobody_else"
};
BOOST_DESCRIBE_STRUCT(Alone, (), (since, next))

/// Where somebody who talks to an advisor goes back to.
struct CalledFrom {
  std::string session;
  std::optional<RoomName> name;  // of the room; none: they waited in the lobby
};
BOOST_DESCRIBE_STRUCT(CalledFrom, (), (session, name))

/// A seat that was given up for another session and can be had back for a while.
struct KeptSeat {
  std::string session;
  RoomId room;
  RoomName name;
  Instant until;
};
BOOST_DESCRIBE_STRUCT(KeptSeat, (), (session, room, name, until))

/// The room of the last round, whose chat can still be read.
struct LastRoom {
  RoomId room;
  std::string session;
  RoomName name;
};
BOOST_DESCRIBE_STRUCT(LastRoom, (), (room, session, name))

/// Help that one asked for.
struct HelpStatus {
  Instant since;
  std::optional<std::string> by;  // name of the member of staff who comes
  std::optional<bool> again{};    // whoever came does not any more, and the call stands; else absent
};
BOOST_DESCRIBE_STRUCT(HelpStatus, (), (since, by, again))

/// Somebody with whom contacts are swapped, or may be. What one sees of them beyond the name: only when both are ready.
struct Contact {
  PersonId person;
  std::string name;
  bool ready = false;  // oneself
  bool swapped = false;
  std::string organization;
  std::string email;
};
BOOST_DESCRIBE_STRUCT(Contact, (), (person, name, ready, swapped, organization, email))

/// Somebody with whom one wished to share no room. Their own name as they show it.
struct AvoidedPerson {
  PersonId person;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(AvoidedPerson, (), (person, name))

enum class Place : std::uint8_t { programme, lobby, room };
BOOST_DESCRIBE_ENUM(Place, programme, lobby, room)

struct MeView {
  PersonId id;
  std::string name;
  std::string role;
  std::string region;
  std::string organization;
  std::vector<std::string> topics;
  std::vector<std::string> languages;
  std::vector<std::string> hidden;
  std::vector<Hat> hats;
  std::optional<Scope> scope{};  // of staff who look after some sessions or rooms only: 500 each at most; else absent
  Place place = Place::programme;
  std::optional<std::string> session;
  std::optional<RoomId> room;      // whose view is shown: of the seat, or the one visited
  std::optional<RoomId> visiting;  // as staff, without a seat
  std::uint32_t version = 0;       // of the person's assignment: rises with every change of place, never falls
  std::optional<SeatState> seat;
  std::optional<Arrival> arrival;
  std::vector<std::string> unmet;      // wishes that could not be met: "role", "region", "about", "topics", "language"
  std::optional<std::string> waiting;  // in the lobby of an open round: why ("no_company_yet", "rooms_full")
  bool pinned = false;
  std::uint32_t switches_left = 0;
  std::vector<std::string> attended;  // content sessions: what a debrief may be about
  std::vector<std::string> intends;   // sessions that they mean to come to
  std::optional<std::string> about;   // in a debrief: which of them it is for this person
  std::vector<Offer> offers;
  std::optional<Alone> alone;
  std::optional<KeptSeat> kept;
  std::optional<LastRoom> last;  // without a room: whose chat is shown
  std::optional<HelpStatus> help;
  bool muted = false;
  std::optional<CalledFrom> called_from;
  std::vector<Contact> contacts;  // whoever of the two is ready: oneself, the other one, both
  std::vector<AvoidedPerson> avoids;
  bool text_only = false;          // takes part in writing alone
  std::optional<Goodbye> goodbye;  // moved by staff: may write to the room before until then
};
BOOST_DESCRIBE_STRUCT(MeView, (),
                      (id, name, role, region, organization, topics, languages, hidden, hats, scope, place, session,
                       room, visiting, version, seat, arrival, unmet, waiting, pinned, switches_left, attended, intends,
                       about, offers, alone, kept, last, help, muted, called_from, contacts, avoids, text_only,
                       goodbye))

// ---- room: the same bytes for all its members

struct Member {
  PersonId id;
  std::string name;
  std::string role;
  std::string region;
  std::string organization;
  std::string time_zone;
  std::vector<std::string> topics;
  std::vector<std::string> languages;
  SeatState seat = SeatState::assigned;
  std::optional<Hat> badge;         // set by the server only: a member of staff
  std::optional<bool> text_only{};  // takes part in writing alone; else absent
};
BOOST_DESCRIBE_STRUCT(Member, (),
                      (id, name, role, region, organization, time_zone, topics, languages, seat, badge, text_only))

/// The room's turn clock: who had a turn, who has it, who comes then.
struct TurnsView {
  std::vector<PersonId> order;
  std::uint32_t turn = 0;       // whose in the order; their number: everybody had one
  Instant ends;                 // of this turn
  std::optional<Instant> held;  // the clock stands since then: whoever has the turn lost the connection and may be back
};
BOOST_DESCRIBE_STRUCT(TurnsView, (), (order, turn, ends, held))

struct RoomView {
  RoomId id;
  std::string session;
  std::uint32_t round = 0;
  std::string state;  // "open", "closing", "closed"
  RoomName name;
  Basis basis;
  std::int32_t prompt = -1;  // index into the session's prompts in the programme; -1: none
  std::optional<std::string> call;
  Instant ends;
  bool locked = false;
  bool has_turns = false;  // a turn clock can be started
  std::optional<TurnsView> turns;
  std::vector<Member> members;
  std::optional<PersonId> host;  // a conversation in an office hour: the advisor
};
BOOST_DESCRIBE_STRUCT(RoomView, (),
                      (id, session, round, state, name, basis, prompt, call, ends, locked, has_turns, turns, members,
                       host))

// ---- chat: one encoding of a message for everybody in its room

struct ChatMessage {
  std::uint32_t n = 0;  // 1.. within the room, without gaps
  PersonId by;
  std::string name;
  std::optional<Hat> badge;  // set by the server only: a member of staff
  Instant at;
  std::optional<std::string> text;  // none: staff took it away, or its author was erased
};
BOOST_DESCRIBE_STRUCT(ChatMessage, (), (n, by, name, badge, at, text))

// ---- floor: what facilitators watch. Maps by id, so that merge patches are exact.

struct FloorSeat {
  SeatState state = SeatState::assigned;
  Instant since;
  std::uint32_t version = 0;
  bool pinned = false;
  bool no_show = false;
};
BOOST_DESCRIBE_STRUCT(FloorSeat, (), (state, since, version, pinned, no_show))

/// A message that people in the room want staff to look at.
struct FloorComplaint {
  PersonId by;
  std::string name;
  std::string text;
  Instant at;
  std::uint32_t reports = 0;
};
BOOST_DESCRIBE_STRUCT(FloorComplaint, (), (by, name, text, at, reports))

struct FloorRoom {
  std::string session;
  std::uint32_t round = 0;
  std::string state;
  RoomName name;
  Basis basis;
  std::uint32_t min = 0;
  std::uint32_t max = 0;
  Instant ends;
  bool locked = false;
  std::uint32_t version = 0;  // rises when staff change the room itself, not as people come and go
  /// "ok" or the worst first: "alone", "nobody_present", "overfull", "no_facilitator",
  /// "no_shared_language", "under_min", "not_arrived"
  std::vector<std::string> health;
  std::optional<Instant> alone_since;
  std::map<std::string, FloorSeat> seats;
  std::map<std::string, FloorComplaint> complaints;  // by number of the message
  bool turns = false;                                // a turn clock runs
  std::optional<PersonId> host;                      // a conversation in an office hour: the advisor
  std::optional<std::string> link{};                 // into a call of its own, which staff gave it
  std::optional<Instant> wrote{};                    // the minute in which somebody did, the last time
};
BOOST_DESCRIBE_STRUCT(FloorRoom, (),
                      (session, round, state, name, basis, min, max, ends, locked, version, health, alone_since, seats,
                       complaints, turns, host, link, wrote))

struct FloorHelp {
  Instant since;
  std::string about;                // in their own words; may be empty
  std::optional<PersonId> by;       // the member of staff who comes
  std::optional<std::string> name;  // theirs
  std::optional<bool> away{};       // they have been gone for so long that others may go instead; else absent
};
BOOST_DESCRIBE_STRUCT(FloorHelp, (), (since, about, by, name, away))

/// What people told staff of somebody.
struct FloorReports {
  std::uint32_t count = 0;
  Instant since;                   // the first one
  std::vector<std::string> about;  // in their own words, the newest three
};
BOOST_DESCRIBE_STRUCT(FloorReports, (), (count, since, about))

struct FloorPerson {
  std::string name;
  std::string role;
  std::string region;
  std::vector<Hat> hats;
  std::optional<Scope> scope{};  // of staff who look after some sessions or rooms only; else absent
  bool online = false;
  std::optional<std::string> session;
  std::optional<RoomId> room;            // seat
  std::optional<Instant> waiting_since;  // in the lobby
  std::optional<std::string> waiting;    // why there is no seat yet
  std::uint32_t version = 0;             // of the assignment
  std::optional<std::string> about;      // in a debrief: what they come to talk about
  std::optional<FloorHelp> help;
  bool muted = false;
  std::optional<bool> plan;               // whether they completed their action plan, where staff said so
  std::optional<bool> text_only{};        // take part in writing alone; else absent
  std::optional<FloorReports> reports{};  // of staff: on the board alone
};
BOOST_DESCRIBE_STRUCT(FloorPerson, (),
                      (name, role, region, hats, scope, online, session, room, waiting_since, waiting, version, about,
                       help, muted, plan, text_only, reports))

struct FloorSession {
  SessionKind kind = SessionKind::content;
  SessionState state = SessionState::planned;
  Label title;
  Instant doors;
  Instant starts;
  Instant ends;
  std::uint32_t lobby = 0;
  std::uint32_t seated = 0;
  std::uint32_t present = 0;
  std::optional<RoundStatus> round;
  bool by_moderator = false;    // rounds wait for a moderator
  std::uint32_t attended = 0;   // content: checked in, or noted as there
  std::uint32_t intending = 0;  // said that they mean to come
};
BOOST_DESCRIBE_STRUCT(FloorSession, (),
                      (kind, state, title, doors, starts, ends, lobby, seated, present, round, by_moderator, attended,
                       intending))

struct FloorNotice {
  std::string text;
  std::string by;
  Instant at;
  std::uint32_t sent = 0;                 // for how many people it was, when it was sent
  std::uint32_t seen = 0;                 // who came later and saw it among them
  std::optional<std::uint32_t> online{};  // how many of those whom it was sent to were here; absent: not known
};
BOOST_DESCRIBE_STRUCT(FloorNotice, (), (text, by, at, sent, seen, online))

struct FloorView {
  std::map<std::string, FloorSession> sessions;
  std::map<std::string, FloorRoom> rooms;        // of rounds that are open or closing
  std::map<std::string, FloorPerson> people;     // online, waiting or seated
  std::map<std::string, FloorNotice> notices;    // what staff said that is kept
  std::map<std::string, FloorDesk> desks;        // of office hours that are on, by session, "/" and desk
  std::map<std::string, FloorAdvisor> advisors;  // likewise, by session, "/" and person
  std::map<std::string, FloorTicket> tickets;    // likewise: live ones, and the last one of everybody else
};
BOOST_DESCRIBE_STRUCT(FloorView, (), (sessions, rooms, people, notices, desks, advisors, tickets))

}  // namespace convene

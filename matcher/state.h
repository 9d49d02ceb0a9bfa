// The state of one event: what the facts have led to.
//
// The plain part is described field by field and can be written as a snapshot. `Index` is worked out of it: kept up
// as facts are applied, made anew by `rebuild` after a snapshot is read. Only `apply` functions change any of it.
// Memory: about a kilobyte a person. Lookups by id are O(1), by name of a session O(log n).
#pragma once

#include <boost/describe.hpp>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "matcher/act.h"
#include "matcher/facts.h"
#include "matcher/help_wanted.h"
#include "matcher/indexes.h"
#include "matcher/touched.h"

namespace convene {

enum class Standing : std::uint8_t { in, removed, banned, erased };
BOOST_DESCRIBE_ENUM(Standing, in, removed, banned, erased)

/// A command that was carried out, so that its retry gets the same answer.
struct Reply {
  std::uint32_t n = 0;
  std::uint64_t hash = 0;
  std::uint64_t seq = 0;
};
BOOST_DESCRIBE_STRUCT(Reply, (), (n, hash, seq))

struct TabMemory {
  std::string tab;
  std::vector<Reply> replies;  // by n, the newest 64
};
BOOST_DESCRIBE_STRUCT(TabMemory, (), (tab, replies))

/// What the event file said of a member of staff when it was last read: hats given since then stand until it says
/// something else.
struct FileHats {
  std::vector<Hat> hats;
  Scope scope;
  bool operator==(const FileHats&) const = default;
};
BOOST_DESCRIBE_STRUCT(FileHats, (), (hats, scope))

/// What is known of somebody's attendance of one content session.
struct Attendance {
  bool attended = true;
  AttendanceHow how = AttendanceHow::checked_in;
  std::optional<std::uint32_t> minutes;
  Instant at;
  PersonId by;
};
BOOST_DESCRIBE_STRUCT(Attendance, (), (attended, how, minutes, at, by))

/// Staff's word on whether somebody completed their action plan.
struct ActionPlan {
  bool completed = true;
  Instant at;
  PersonId by;
};
BOOST_DESCRIBE_STRUCT(ActionPlan, (), (completed, at, by))

/// Two people who may swap contacts, as one of them has it.
struct ContactLink {
  PersonId other;
  bool ready = false;  // this person is
  bool other_ready = false;
};
BOOST_DESCRIBE_STRUCT(ContactLink, (), (other, ready, other_ready))

/// Somebody with whom a person wishes to share no room.
struct Avoided {
  PersonId other;
  Instant since;
};
BOOST_DESCRIBE_STRUCT(Avoided, (), (other, since))

/// How somebody was shown out.
struct ShutOut {
  PersonId by;
  Instant at;
  Sealed<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(ShutOut, (), (by, at, reason))

/// Where in a round's groups a person is who was not here when it opened.
struct AwaitedPlace {
  RoundId round;
  std::uint32_t group = 0;
};
BOOST_DESCRIBE_STRUCT(AwaitedPlace, (), (round, group))

/// What one person told staff of another.
struct PersonalReport {
  PersonId by;
  Instant at;
  std::optional<Sealed<std::string>> about;
};
BOOST_DESCRIBE_STRUCT(PersonalReport, (), (by, at, about))

struct Person {
  PersonId id;
  Sealed<Profile> profile;
  std::vector<Hat> hats;
  Scope scope;
  std::optional<std::string> walk_in;
  std::uint32_t generation = 1;
  Standing standing = Standing::in;
  std::optional<ShutOut> out;  // while they are
  bool online = false;
  bool lapsed = true;             // gone for longer than the grace
  std::uint64_t profile_seq = 0;  // records before the profile's last change
  std::optional<FileHats> in_file;

  // The assignment: nowhere, a lobby (session without room) or a seat.
  std::int32_t session = -1;  // index into State::sessions
  RoomId room;
  std::uint32_t version = 0;
  Instant since;
  SeatWhy why = SeatWhy::plan;
  PersonId by;
  RoomId from;
  std::string moved_as;  // the command of staff that brought them there
  OperationId told_in;   // ... if its operation has words for them
  RoomId leaves;         // ... out of this room, if nothing spoke against a goodbye: see matcher/chat.h
  bool pinned = false;
  std::string lacking;  // in the lobby of an open round: why there is no seat

  RoomId kept_room;
  Instant kept_until;
  std::map<std::string, std::string> about;  // by debrief they came to: the content session they chose

  std::vector<OfferedRoom> offers;
  Instant offers_expire;
  bool stays = false;  // wants no company where they are alone now
  RoundId switches_in;
  std::uint32_t switches = 0;

  // Called out of there into an advisor's room, and to go back: where they wait for a seat, or a seat that is kept.
  std::int32_t called_session = -1;
  RoomId called_room;
  Instant helped_at;  // the last conversation with an advisor ended

  std::vector<AwaitedPlace> awaited;  // in rounds that are not over: which group of the plan they are of

  RoomId visiting;
  RoomId last_room;           // of a round that is over, where they were: its chat stays readable
  bool muted = false;         // reads the chat and does not write
  std::vector<Instant> said;  // messages of the minute before the last one, and that; at most limits::chat_a_minute
  std::optional<HelpWanted> help;
  Instant help_called_off;                       // by themselves, the last time
  std::map<std::string, Attendance> attendance;  // by content session
  std::optional<ActionPlan> plan;                // nobody said anything of it yet: nothing
  std::vector<std::string> intends;              // sessions they mean to come to, sorted
  std::vector<ContactLink> contacts;             // by person; at least one of the two is ready
  std::vector<Avoided> avoids;                   // in the order of the wishes
  bool text_only = false;                        // takes part in writing alone
  std::optional<Sealed<std::string>> link;       // staff: into a call of their own
  std::vector<PersonalReport> reports;           // of them, which staff have to look after; oldest first
  std::vector<PersonId> reported;                // of whom they told, which staff have to look after
  std::vector<TabMemory> tabs;

  bool wears(Hat hat) const { return std::find(hats.begin(), hats.end(), hat) != hats.end(); }
  /// Waits in a lobby without wanting a seat: staff put them there, or they stepped out, until they ask for one.
  bool holds_off() const { return lacking == "moved_to_lobby" || lacking == "stepped_out"; }
  bool staff() const { return wears(Hat::facilitator) || wears(Hat::moderator) || wears(Hat::organiser); }
};
BOOST_DESCRIBE_STRUCT(Person, (),
                      (id, profile, hats, scope, walk_in, generation, standing, out, online, lapsed, profile_seq,
                       in_file, session, room, version, since, why, by, from, moved_as, told_in, leaves, pinned,
                       lacking, kept_room, kept_until, about, offers, offers_expire, stays, switches_in, switches,
                       called_session, called_room, helped_at, awaited, visiting, last_room, muted, said, help,
                       help_called_off, attendance, plan, intends, contacts, avoids, text_only, link, reports, reported,
                       tabs))

struct Seat {
  PersonId person;
  SeatState state = SeatState::assigned;
  Instant since;         // in this state
  bool no_show = false;  // assigned in time, and not come
  bool arrived = false;  // was present at some time
};
BOOST_DESCRIBE_STRUCT(Seat, (), (person, state, since, no_show, arrived))

struct ChatLine {
  std::uint32_t n = 0;
  PersonId by;
  Instant at;
  Sealed<std::string> text;
  bool hidden = false;
  std::uint32_t bytes = 0;  // see ChatSaid
};
BOOST_DESCRIBE_STRUCT(ChatLine, (), (n, by, at, text, hidden, bytes))

/// A message that people in the room want staff to look at; kept though the chat itself goes on.
struct ChatComplaint {
  ChatLine line;
  std::vector<PersonId> reporters;
};
BOOST_DESCRIBE_STRUCT(ChatComplaint, (), (line, reporters))

/// What somebody who went could read of a room's chat.
struct ChatHeard {
  PersonId person;
  std::uint32_t until = 0;  // number of the last message that was there
};
BOOST_DESCRIBE_STRUCT(ChatHeard, (), (person, until))

/// The turn clock; see TurnsSet.
struct Turns {
  bool set = false;  // it ran, or had no time to
  std::vector<PersonId> order;
  std::uint32_t turn = 0;
  Instant ends;
  Instant held;  // the clock stands since then, until who has the floor is back

  bool running() const { return turn < order.size(); }
};
BOOST_DESCRIBE_STRUCT(Turns, (), (set, order, turn, ends, held))

struct Room {
  RoomId id;
  RoundId round;
  std::int32_t session = -1;
  RoomName title;
  std::optional<Sealed<std::string>> label;  // the name that staff gave it
  std::optional<Sealed<std::string>> link;   // into a call of its own, which staff gave it
  Basis basis;
  std::int32_t prompt = -1;
  std::uint32_t call = 0;
  std::string key;  // see RoomOpened
  bool locked = false;
  std::uint32_t version = 1;  // of the room itself: occupancy does not count
  PersonId changed_by;        // who gave it that version
  bool closed = false;
  std::vector<Seat> seats;          // a seat in state `left` is kept for a change of mind
  std::vector<PersonId> were_here;  // who was present at some time and holds no seat now
  Instant alone_since;              // exactly one person is there since
  Instant alone_noticed;            // ... and was last helped then
  std::string alone_next;
  Instant small_since;                  // there are people, and fewer than there should be, since
  bool small_asked = false;             // ... and they were asked whether they would rather go, or could not
  std::uint32_t small_looks = 0;        // how often since then
  Instant small_looked;                 // the last time
  RoomId small_to;                      // where they could have gone when they were asked last
  std::vector<PersonId> small_company;  // who was asked then, sorted
  Instant awaits_until;                 // people of another room may be on their way: asked until then
  std::uint32_t said = 0;               // number of the newest message
  std::vector<ChatLine> chat;           // the newest, without gaps in their numbers
  std::vector<std::uint64_t> unread;    // entries of the vault with messages that nobody is shown any more
  std::vector<ChatHeard> heard;         // by people who went, while the chat is kept
  std::vector<ChatComplaint> complaints;
  Turns turns;
  PersonId host;  // the advisor whose conversation it is for
  Instant ends;   // ... and is planned to end then
};
BOOST_DESCRIBE_STRUCT(Room, (),
                      (id, round, session, title, label, link, basis, prompt, call, key, locked, version, changed_by,
                       closed, seats, were_here, alone_since, alone_noticed, alone_next, small_since, small_asked,
                       small_looks, small_looked, small_to, small_company, awaits_until, said, chat, unread, heard,
                       complaints, turns, host, ends))

struct Round {
  RoundId id;
  std::int32_t session = -1;
  std::uint32_t number = 0;
  RoundState state = RoundState::open;
  Instant opened;
  Instant ends;
  Instant until;  // closing: end of the grace
  std::vector<RoomId> rooms;
  std::vector<AwaitedGroup> groups;  // of the plan that it was opened from, those of whom somebody was not here
  std::uint64_t groups_base = 0;     // records that the plan knew
};
BOOST_DESCRIBE_STRUCT(Round, (), (id, session, number, state, opened, ends, until, rooms, groups, groups_base))

struct Session {
  SessionDefinition definition;
  SessionState state = SessionState::planned;
  Instant starts;  // now planned: staff may have shifted it
  Instant ends;
  Instant turned;             // into the present state
  std::uint32_t rounds = 0;   // opened so far
  RoundId round;              // open or closing; none otherwise
  Instant next_round;         // between rounds: when the next one opens by itself
  std::uint32_t request = 0;  // a plan that will open the round is being made
  std::optional<OfficeHours> hours;

  /// Whether one more round is due by itself, where rounds open so: fewer were opened than the session has, or one of
  /// them was opened before it had begun.
  bool has_rounds_to_come() const { return rounds < definition.policy.rounds.count || next_round; }
};
BOOST_DESCRIBE_STRUCT(Session, (), (definition, state, starts, ends, turned, rounds, round, next_round, request, hours))

struct StoredPlan {
  PlanStored plan;
  Instant at;
  bool chosen = false;  // for the next round that opens by itself
};
BOOST_DESCRIBE_STRUCT(StoredPlan, (), (plan, at, chosen))

/// Staff's word on two people.
struct PairRule {
  PersonId one;  // the smaller one
  PersonId other;
  Bond bond = Bond::apart;
  PersonId by;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(PairRule, (), (one, other, bond, by, at))

/// What a moderator did, kept to be looked up and taken back.
struct Operation {
  OperationDone done;
  Instant at;
  OperationId undone;  // taken back by this one
  OperationId redone;  // done again by this one, the last time: what is to be taken back then
};
BOOST_DESCRIBE_STRUCT(Operation, (), (done, at, undone, redone))

struct SentNotice {
  NoticeSent notice;
  Instant at;
  std::vector<PersonId> to;    // sorted: whom it reached when it was sent, where that is for where they were then
  std::vector<PersonId> seen;  // sorted
};
BOOST_DESCRIBE_STRUCT(SentNotice, (), (notice, at, to, seen))

struct State {
  EventDefinition event;
  std::deque<Person> people;  // id n at n - 1
  std::vector<Session> sessions;
  std::deque<Round> rounds;    // id n at n - 1
  std::deque<Room> rooms;      // id n at n - 1
  std::deque<Ticket> tickets;  // id n at n - 1
  std::map<PlanId, StoredPlan> plans;
  std::map<std::uint32_t, PlanRequested> requests;
  std::vector<RequestHurried> hurried;  // of these requests, at most once each
  std::map<NoticeId, SentNotice> notices;
  std::vector<PairRule> pairs;       // by the two people
  std::deque<Operation> operations;  // the latest, oldest first
  std::deque<Act> acts;              // likewise, by number
  std::uint32_t last_operation = 0;
  std::uint32_t last_act = 0;
  std::uint32_t last_plan = 0;
  std::uint32_t last_request = 0;
  std::uint32_t last_notice = 0;
  std::uint64_t last_entry = 0;  // of the vault
  std::uint64_t seq = 0;
  Instant walk_in_minute;  // when the present count of walk-ins began
  std::uint32_t walk_ins = 0;
  std::uint64_t last_erasure = 0;  // record that erased somebody
  Instant loaded;                  // the event's description, the last time
  Instant erases;                  // when everybody is erased, as it was announced; none: it was not yet

  Index index;
  Touched touched;

  Person& person(PersonId id);
  const Person& person(PersonId id) const;
  const Person* find(PersonId id) const;
  Room& room(RoomId id);
  const Room& room(RoomId id) const;
  const Room* find(RoomId id) const;
  Ticket& ticket(TicketId id);
  const Ticket& ticket(TicketId id) const;
  const Ticket* find(TicketId id) const;
  Round& round(RoundId id);
  const Round& round(RoundId id) const;
  Session& session(std::int32_t index);
  const Session& session(std::int32_t index) const;
  /// -1: there is none of this name.
  std::int32_t find_session(std::string_view id) const;

  /// The tree that decides who sits with whom in this session.
  const std::shared_ptr<const grouping::Tree>& primary(const Session& session) const;
  grouping::NodeIndex primary_node(const Session& session, PersonId person) const;
  /// Where the tree that decides has what the people of a room have in common.
  grouping::NodeIndex primary_node(const Session& session, const Basis& basis) const;

  /// Puts the index back after the plain part was read from a snapshot. O(everything).
  void rebuild();
};
BOOST_DESCRIBE_STRUCT(State, (),
                      (event, people, sessions, rounds, rooms, tickets, plans, requests, hurried, notices, pairs,
                       operations, acts, last_operation, last_act, last_plan, last_request, last_notice, last_entry,
                       seq, walk_in_minute, walk_ins, last_erasure, loaded, erases))

/// The seat is kept for somebody who is not in the room: for a change of mind, or as long as an advisor talks to them.
constexpr bool elsewhere(const Seat& seat) {
  return seat.state == SeatState::left || seat.state == SeatState::called_away;
}

/// Somebody is there: on the screen or in the call.
constexpr bool there(SeatState state) { return state == SeatState::present || state == SeatState::in_call; }

/// Whether whoever holds this seat is company for the others. A phone suspends the page while its owner is in the call,
/// so being in the call is no absence; but of one who is in the call alone, and whose page has been gone for longer
/// than the grace, nobody knows. O(seats of the room).
bool is_company(const State& state, const Room& room, const Seat& seat);

const Seat* find_seat(const Room& room, PersonId person);
Seat* find_seat(Room& room, PersonId person);

/// Staff's word on these two, in either order. O(log pairs).
const PairRule* find_pair(const State& state, PersonId one, PersonId other);

/// Nothing: there is none, or it is too long ago. O(log operations).
const Operation* find_operation(const State& state, OperationId operation);
/// Likewise. O(log acts).
const Act* find_act(const State& state, std::uint32_t number);

/// What the person speaks; any_language if they named none.
Languages languages_of(const State& state, PersonId person);

/// How the grouping should see a room: who counts as company, which seats are taken.
grouping::Load load_of(const State& state, const Room& room);

/// Applies one fact. `at` and `by` are the record's.
void apply(State& state, const Fact& fact, Instant at);

}  // namespace convene

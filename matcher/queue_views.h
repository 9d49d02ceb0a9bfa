// What each kind of user is shown of an office hour's line. A part of views.h.
//
// Where a place in the line is shown to staff, it is the order key: sorting by (place, number of the ticket) gives the
// server's order, and nothing changes for those behind when somebody leaves. Estimates come from outside of the core
// (WaitEstimate is put in by whoever reckons it) and are none until it did.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "matcher/ids.h"
#include "matcher/instant.h"
#include "matcher/office_hours.h"
#include "matcher/seat.h"

namespace convene {

/// How long the wait is going to be, in minutes: shorter than `likely` in half of all cases, than `surely` in nine of
/// ten. Never 0; none: longer than the session lasts.
struct WaitEstimate {
  std::optional<std::uint32_t> likely;
  std::optional<std::uint32_t> surely;
  std::uint32_t reached_percent = 100;  // called before the session ends, in steps of ten
  bool operator==(const WaitEstimate&) const = default;
};
BOOST_DESCRIBE_STRUCT(WaitEstimate, (), (likely, surely, reached_percent))

// ---- now: a part of every office hour's status, the same for everybody

struct DeskStatus {
  std::string desk;
  DeskState state = DeskState::open;
  std::uint32_t advisors = 0;  // available or talking to somebody
  std::uint32_t waiting = 0;   // rounded down as crowds are
};
BOOST_DESCRIBE_STRUCT(DeskStatus, (), (desk, state, advisors, waiting))

struct LineStatus {
  std::vector<DeskStatus> desks;
  std::vector<std::string> unserved;  // topics for which no advisor is here
  std::optional<Instant> draws;       // a lottery decides the order of all who come before
};
BOOST_DESCRIBE_STRUCT(LineStatus, (), (desks, unserved, draws))

// ---- queue: one person's own ticket

struct CallView {
  std::string advisor;  // name
  Instant expires;
  std::uint32_t group = 0;  // so many are called together; 0: alone
  bool accepted = false;    // waits for the others
};
BOOST_DESCRIBE_STRUCT(CallView, (), (advisor, expires, group, accepted))

struct TicketView {
  TicketId id;
  std::string session;
  std::string desk;
  std::string topic;
  std::string question;
  bool peers = false;
  TicketState state = TicketState::waiting;
  std::string why;
  std::optional<std::string> by;  // name of the member of staff who did it
  std::uint32_t version = 0;
  Instant joined;
  Instant since;
  std::uint32_t place = 0;  // 1: next. 0: not in the line (away, called, talking, over), or not drawn yet
  std::optional<WaitEstimate> estimate;
  std::string basis;  // of the estimate, or why there is none: "live", "no_advisor", "paused", "draw", "not_started"
  std::optional<Instant> draws;
  bool next = false;     // first of those an advisor can call
  bool boosted = false;  // was let ahead, being there for the first time
  bool pinned = false;
  bool behind_cutoff = false;      // not likely to be reached
  std::optional<Instant> back_at;  // away
  std::uint32_t away_left_s = 0;   // of the budget
  std::optional<CallView> call;
  std::optional<std::string> advisor;  // name of who helps, or helped
  std::optional<RoomId> room;
  Instant ends;                  // of the conversation, as planned
  std::uint32_t peers_here = 0;  // others who wait, have the topic, and welcome peers
  bool wants_peers = false;
  bool follow_up = false;
};
BOOST_DESCRIBE_STRUCT(TicketView, (),
                      (id, session, desk, topic, question, peers, state, why, by, version, joined, since, place,
                       estimate, basis, draws, next, boosted, pinned, behind_cutoff, back_at, away_left_s, call,
                       advisor, room, ends, peers_here, wants_peers, follow_up))

struct QueueView {
  std::optional<TicketView> ticket;  // the live one, or the last one of the event
};
BOOST_DESCRIBE_STRUCT(QueueView, (), (ticket))

// ---- desk: what an advisor works with

/// Somebody whom the advisor can call, is calling, or talks to.
struct DeskTicket {
  TicketId id;
  PersonId person;
  std::string name;
  std::string role;
  std::string region;
  std::string topic;
  std::string question;
  bool peers = false;
  std::uint32_t version = 0;
  Instant joined;
  Instant since;
  TicketState state = TicketState::waiting;
  bool online = true;
  bool accepted = false;
  std::string why_next;  // of the next one: "first", "pinned", "boosted", "yielded"
};
BOOST_DESCRIBE_STRUCT(DeskTicket, (),
                      (id, person, name, role, region, topic, question, peers, version, joined, since, state, online,
                       accepted, why_next))

/// Enough people with one topic who welcome peers to be asked together.
struct GroupView {
  std::string topic;
  std::vector<TicketId> tickets;  // in their order, at most the advisor's capacity
};
BOOST_DESCRIBE_STRUCT(GroupView, (), (topic, tickets))

struct DeskView {
  std::string session;
  std::string desk;
  AdvisorStatus status = AdvisorStatus::off;
  std::optional<Instant> until;
  std::optional<Instant> rests_until;
  DeskState line = DeskState::open;
  std::uint32_t capacity = 1;
  std::uint32_t waiting = 0;  // whom this advisor can serve
  std::vector<DeskTicket> with;
  std::optional<RoomId> room;
  Instant ends;                    // of the conversation, as planned
  std::vector<DeskTicket> coming;  // in order, the next ten of those whom this advisor can serve
  std::vector<GroupView> groups;
};
BOOST_DESCRIBE_STRUCT(DeskView, (),
                      (session, desk, status, until, rests_until, line, capacity, waiting, with, room, ends, coming,
                       groups))

/// All sessions at which the person is posted and that are not over; the present one first.
struct AdvisorView {
  std::vector<DeskView> desks;
};
BOOST_DESCRIBE_STRUCT(AdvisorView, (), (desks))

// ---- floor

struct FloorTicket {
  std::string session;
  std::string desk;
  PersonId person;
  std::string name;
  std::string topic;
  std::string question;
  bool peers = false;
  TicketState state = TicketState::waiting;
  std::string why;
  std::uint32_t version = 0;
  std::int64_t place = 0;  // with the ticket's number: its order
  bool pinned = false;
  bool boosted = false;
  Instant joined;
  Instant since;
  bool online = true;
  std::optional<PersonId> advisor;
  bool unserved = false;  // no advisor who is here can serve it
};
BOOST_DESCRIBE_STRUCT(FloorTicket, (),
                      (session, desk, person, name, topic, question, peers, state, why, version, place, pinned, boosted,
                       joined, since, online, advisor, unserved))

struct FloorAdvisor {
  std::string session;
  std::string desk;
  PersonId person;
  std::string name;
  std::vector<std::string> topics;
  std::uint32_t capacity = 1;
  AdvisorStatus status = AdvisorStatus::off;
  Instant since;
  std::optional<Instant> until;
  std::optional<Instant> rests_until;
  bool online = false;
  std::vector<TicketId> with;  // calls or talks to
  std::optional<RoomId> room;
};
BOOST_DESCRIBE_STRUCT(FloorAdvisor, (),
                      (session, desk, person, name, topics, capacity, status, since, until, rests_until, online, with,
                       room))

struct FloorDesk {
  std::string session;
  std::string desk;
  DeskState state = DeskState::open;
  std::optional<std::string> into;
  bool has_cutoff = false;
  std::optional<TicketId> cutoff;  // the last one who is likely to be reached
  std::uint32_t waiting = 0;
  std::uint32_t away = 0;
  std::uint32_t served = 0;
  std::uint32_t ended = 0;               // otherwise
  std::optional<Instant> longest_since;  // who has waited longest of those who wait now
};
BOOST_DESCRIBE_STRUCT(FloorDesk, (),
                      (session, desk, state, into, has_cutoff, cutoff, waiting, away, served, ended, longest_since))

}  // namespace convene

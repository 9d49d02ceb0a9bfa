// What is worked out of an office hour's tickets: who stands in line, who of them can be called, and for what.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "matcher/ids.h"
#include "matcher/instant.h"
#include "matcher/office_hours.h"
#include "matcher/queueing/line.h"

namespace convene {

struct State;
struct Session;
struct HoursRules;

/// The line of one session. Lanes are its desks.
struct LineIndex {
  queueing::Line waiting;  // everybody in line, whether they can be called now or not: what places are counted in
  queueing::Line ready;    // those of them who can
  std::map<std::string, std::set<TicketId>> peers;               // by topic: in line or away, and welcomes company
  std::map<std::string, std::set<TicketId>> wanting;             // by topic: ... and asks for it now
  std::map<std::uint32_t, std::array<std::uint32_t, 8>> counts;  // by desk: tickets in each state
  std::map<PersonId, std::uint32_t> opened;                      // by person: how many tickets so far
  std::map<PersonId, std::uint32_t> helped;                      // by person: how many talks with an advisor so far
  std::map<PersonId, std::set<TicketId>> with;                   // by advisor: whom they call or talk to
};

/// What the lines hold of one ticket, so that it can be taken out again.
struct TicketKept {
  bool counted = false;
  bool waiting = false;
  bool ready = false;
  bool peers = false;
  bool wanting = false;
  queueing::OrderKey key;
  queueing::Need need;
  std::string topic;
  std::uint32_t desk = 0;
  TicketState state = TicketState::waiting;
  PersonId advisor;
};

/// How the session's line goes on; the usual rules where its definition says none.
const HoursRules& rules_of(const Session& session);
const LineIndex& line_of(const State& state, std::int32_t session);
/// The desk of this id; null: there is none.
const DeskLine* find_desk(const Session& session, std::string_view id);

/// The place of the desk itself, or of the one it was united with. O(1).
std::uint32_t desk_now(const Session& session, std::uint32_t desk);

queueing::OrderKey key_of(const Ticket& ticket);
/// Whose key it is.
inline TicketId ticket_of(const queueing::OrderKey& key) { return TicketId(static_cast<std::uint32_t>(key.number)); }
/// The event's topics as bits; one that it does not have has none. O(topics).
std::uint64_t topic_bits(const State& state, const std::vector<std::string>& topics);
queueing::Need need_of(const State& state, const Ticket& ticket);
queueing::Skill skill_of(const State& state, std::int32_t session, const Advisor& advisor);

/// In line, there, at a desk that calls, after the draw.
bool can_be_called(const State& state, const Ticket& ticket);

/// The advisor posted in a session; null: not posted there. O(advisors).
const Advisor* find_advisor(const State& state, std::int32_t session, PersonId person);
/// How many people at a time.
std::uint32_t capacity_of(const State& state, std::int32_t session, const Advisor& advisor);
/// Calls or talks to somebody as an advisor, in whatever session (but that one).
bool advises_now(const State& state, PersonId person, std::int32_t but = -1);
/// Available, there and at a desk that calls, with nobody in any session, nor called or helped themselves, and not
/// resting between two conversations.
bool is_idle(const State& state, std::int32_t session, const Advisor& advisor);

/// Whom the advisor calls or talks to. Sorted by number.
std::vector<TicketId> tickets_with(const State& state, std::int32_t session, PersonId advisor);

/// Everybody's place in the desk's line, from 1; 0: not in line. O(log n).
std::uint32_t place_of(const State& state, const Ticket& ticket);
bool is_behind_cutoff(const State& state, const Ticket& ticket);

namespace indexing {

/// After a ticket came or changed, or its owner came or went. O(log n).
void ticket_changed(State& state, const Ticket& ticket);
/// After a desk, an advisor, a draw or the session itself changed. O(live tickets of the session x log n).
void line_changed(State& state, std::int32_t session);
/// After somebody came, went, or changed: their own ticket, and the lines that they advise in.
void owner_changed(State& state, PersonId person);

}  // namespace indexing

}  // namespace convene

// Who is called next, and what becomes of a call. For the slices of office hours.
//
// Rule: an advisor who is idle gets, at once, the first ticket in order of those they serve (skill_of, need_of) and may
// talk to; if several idle advisors serve it, the least flexible one (queueing::choose_advisor). A ticket that did not
// answer its first call lets one other go before it. Nobody else goes before anybody, but by a member of staff's hand.
#pragma once

#include <string>
#include <vector>

#include "matcher/deciding.h"
#include "matcher/line_index.h"

namespace convene {

/// Whether this advisor may talk to whoever holds the ticket: not themselves, nor somebody they are kept apart from.
bool may_talk(const State& state, PersonId advisor, const Ticket& ticket);

/// The next one that an advisor is to call; nothing: nobody waits whom they serve. `passed`: yields its turn to it.
struct NextTicket {
  TicketId ticket;
  TicketId passed;
};
std::optional<NextTicket> next_ticket(const State& state, std::int32_t session, const Advisor& advisor);

/// A ticket whose owner comes: alone, or as the last one of a group, they go into the advisor's room.
void accept_call(Deciding& deciding, const Ticket& ticket);

/// The fact that a ticket came into this state.
TicketTurned turned(TicketId ticket, TicketState state, std::string why, PersonId by = {});

/// Whom an advisor called and who has not come yet stands in line again: somebody else may call them.
void take_calls_back(Deciding& deciding, std::int32_t session, PersonId advisor);

/// A call came to nothing: the ticket turns into `state`; of a group, the others go back into line, too.
void end_call(Deciding& deciding, TicketId ticket, TicketState state, std::string why, PersonId by = {},
              bool yields = false);

/// A conversation is over for one person. With the last one of it the advisor rests, if asked.
void end_talk(Deciding& deciding, TicketId ticket, TicketState state, std::string why, PersonId by, bool rests,
              const std::string& note = {}, bool follow_up = false);

/// Whatever a person is in just now at an office hour's desk ends, since they go elsewhere: a conversation.
void leave_talk(Deciding& deciding, PersonId person, std::string why, PersonId by = {});

/// The session's line closes: nobody waits any more. With `all`: nobody talks any more, either.
void close_line(Deciding& deciding, std::int32_t session, bool all);
/// It goes on after all: those whom it was closed on (at `closed`) stand in it again, at their places.
void reopen_line(Deciding& deciding, std::int32_t session, Instant closed);

/// What is due in a line: the draw, an advisor's rest or planned end.
std::optional<Instant> line_deadline(const Session& session);
/// Whether anything was.
bool line_due(Deciding& deciding, std::int32_t session);

/// The live ticket of somebody; null: none.
const Ticket* live_ticket(const State& state, PersonId person);

/// In the order of their keys, those in line whom an advisor serves: at most n. O(desks x n x log n).
std::vector<TicketId> coming_to(const State& state, std::int32_t session, const Advisor& advisor, std::size_t n);

}  // namespace convene

// Whom a notice reaches, and how long it is kept.
//
// A message to who is not present is for those alone whom it reached when it was sent. A seat that somebody is given
// later has its own time to be taken (limits::arrive_within), and whoever does not come in it is shown to staff anew:
// the word to others that they are late is not for them, nor for somebody who was in their room and lost the line for a
// moment. What is said to rooms, sessions or everybody is also for who comes there later.
//
// Of all notices limits::notices_kept are kept. A new one makes the first of these give way, the oldest first: one that
// has expired; one that all have dismissed for whom it is; one to a single person; any other. So what was said to
// everybody stands however many single people are written to. Facts decide it, and a replay comes to the same.
#pragma once

#include <vector>

#include "matcher/state.h"

namespace convene {

/// O(log people named), and a few steps for each other list.
bool reaches(const State& state, const Audience& audience, PersonId person);

/// Whether a notice stands on the floor of who looks after `scope`: their own, what reaches nobody beyond it, and what
/// goes to everybody. What is said to single people is between them and the sender.
bool shows(const State& state, const Scope& scope, const NoticeSent& notice);

/// Whether it is for this person until they dismiss it: it reached them when it was sent, wherever they went since, or,
/// but for one to who was not present, it would now. O(log people reached), and as `reaches`.
bool is_for(const State& state, const SentNotice& sent, PersonId person);

/// Who reads it may go or come, and it is still for those whom it reached.
bool is_of_a_moment(const Audience& audience);

/// Everybody a notice reaches now. O(people named), or, where it names none, O(people of the event): a broadcast is an
/// action on the crowd.
std::vector<PersonId> reached(const State& state, const Audience& audience);

/// Which of more than one notice is kept no longer; never `newest`. O(notices kept).
NoticeId gives_way(const State& state, NoticeId newest, Instant at);

/// Whether the room is theirs to look into: the conversation of an advisor, or a room that staff look after. Whoever
/// comes to help somebody there may besides (help.h).
bool may_visit(const State& state, PersonId id, const Room& room);

}  // namespace convene

// Views made from the state: each kind of user's, and the single entries of the staff's maps.
#pragma once

#include <optional>

#include "matcher/state.h"
#include "matcher/views.h"

namespace convene {

/// `programme` is the path of the resource. O(sessions).
NowView now_view(const State& state, Instant now, std::string programme);

MeView me_view(const State& state, PersonId person);

/// The one encoding all members of a room share, and visiting staff. O(people in the room).
RoomView room_view(const State& state, RoomId room);

/// The part of an office hour's status that everybody sees; nothing for other sessions. O(advisors + topics).
std::optional<LineStatus> line_status(const State& state, std::int32_t session);
/// One's own ticket, without its estimate. O(advisors + log n).
QueueView queue_view(const State& state, PersonId person);
/// What an advisor works with. O(classes of need + people whom a group could be of).
AdvisorView advisor_view(const State& state, PersonId advisor);

/// As everybody reads it whom the room's chat is shown. O(its text).
ChatMessage chat_message(const State& state, const ChatLine& line);

/// The room a person is shown: their seat's, or the one they visit as staff.
std::optional<RoomId> shown_room(const State& state, PersonId person);

/// Staff: entries of the floor; nothing where there is no such entry (any more).
std::optional<FloorSession> floor_session(const State& state, std::string_view session);
std::optional<FloorRoom> floor_room(const State& state, RoomId room);
std::optional<FloorPerson> floor_person(const State& state, PersonId person);
std::optional<FloorNotice> floor_notice(const State& state, const Scope& scope, NoticeId notice);

/// Of an office hour that is on: a ticket that is live, or the last one of somebody; desks and advisors, by session,
/// "/" and desk or person.
std::optional<FloorTicket> floor_ticket(const State& state, TicketId ticket);
std::map<std::string, FloorDesk> floor_desks(const State& state, std::int32_t session);
std::map<std::string, FloorAdvisor> floor_advisors(const State& state, std::int32_t session);

/// What somebody of the staff reaches: whoever moderates reaches everything, whatever scope the event file gives them.
const Scope& reach_of(const Person& person);
/// Whether an entry lies within a scope.
bool shows(const State& state, const Scope& scope, RoomId room);
bool shows(const State& state, const Scope& scope, PersonId person);

FloorView floor_view(const State& state, const Scope& scope);
BoardView board_view(const State& state);
/// One operation, also of those that are kept no more. `undone_by`: none: it stands. O(what it changed).
BoardOperation board_operation(const State& state, const Operation& operation, PersonId undone_by);
/// Nothing: it is not kept any more. O(its people + log acts).
std::optional<BoardAct> board_act(const State& state, std::uint32_t number);
/// Parts of the board. O(operations that are kept), O(couples).
std::map<std::string, BoardOperation> board_operations(const State& state);
std::map<std::string, BoardPair> board_pairs(const State& state);

/// The way into a room's call; nothing for rooms of text.
std::optional<std::string> call_link(const State& state, const Room& room);

/// A field of a profile as others may see it: only what the event shows, and the person does not hide.
std::string shown(const State& state, const Person& person, std::string_view field);

}  // namespace convene
